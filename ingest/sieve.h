#ifndef DEALWIRE_INGEST_SIEVE_H_
#define DEALWIRE_INGEST_SIEVE_H_

#include <cstddef>
#include <optional>
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
// in text one character stays. A parser makes the same tree of it, but for what is left out. One
// pass, most of it memchr; any bytes are taken. Encoding: one in which markup is ASCII, such as
// UTF-8. Source:   HTML Standard 13.2.5 "Tokenization".
//
// What a parser would copy letter by letter and never looks into, text, long attribute values and
// JSON-LD, it need not see: a placeholder stands for it.
struct SievedHtml {
  std::string html;
  std::vector<std::string_view> kept;  // by placeholder; views into what was sieved
  SievedTexts texts;                   // likewise

  // The index in `kept` that a parsed value stands for, if it is a placeholder.
  std::optional<size_t> Placeholder(std::string_view value) const;
};
SievedHtml SieveHtml(std::string_view html);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_SIEVE_H_
