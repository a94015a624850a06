#ifndef DEALWIRE_INGEST_HTML_SIEVED_HTML_H_
#define DEALWIRE_INGEST_HTML_SIEVED_HTML_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/html/sieve.h"
#include "ingest/html/sieved_text.h"

namespace dealwire {

// What the sieve passes on of a page, written for a parser. What a parser would copy letter by
// letter and never looks into, text, JSON-LD and the attributes of a tag, it need not see: a
// placeholder (ingest/html/placeholders.h) stands for it. What it does see is in NFC.
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

#endif  // DEALWIRE_INGEST_HTML_SIEVED_HTML_H_
