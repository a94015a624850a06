#ifndef DEALWIRE_INGEST_SIEVE_H_
#define DEALWIRE_INGEST_SIEVE_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/sieved_text.h"

namespace dealwire {

// `html` without what no article is read from, so that parsing costs a fraction: scripts (but
// JSON-LD), styles, comments, drawings (svg), templates, and attributes other than kAttributesRead.
// It bounds what makes a parser slow: an attribute is given once a tag, elements nest no deeper
// than OpenElements has it, and of tags that stand thicker than on any page of people's those that
// are too many are left out, so that a tree is no larger than some times the page. Of white space
// in text one character stays, and none between two tags of which one begins or ends a line. A
// parser makes the same tree of it, but for what is left out. One pass, most of it memchr; any
// bytes are taken. Encoding: one in which markup is ASCII, such as UTF-8. Source:   HTML
// Standard 13.2.5 "Tokenization".
//
// What a parser would copy letter by letter and never looks into, text, JSON-LD and the attributes
// of a tag, it need not see: a placeholder (ingest/placeholders.h) stands for it. What it does see
// is in NFC.
struct SievedHtml {
  struct Attribute {
    size_t index = 0;  // in kAttributesRead
    std::string_view value;
  };

  std::string html;
  // Those of the tag that has the placeholder `tag` for an attribute; views into what was sieved.
  std::span<const Attribute> AttributesOf(size_t tag) const;
  std::vector<Attribute> attributes;      // of all tags, one after the other
  std::vector<size_t> begins;             // where those of each tag begin in `attributes`
  std::vector<std::string_view> scripts;  // by placeholder, likewise views
  SievedTexts texts;
};
SievedHtml SieveHtml(std::string_view html);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_SIEVE_H_
