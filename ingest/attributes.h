#ifndef DEALWIRE_INGEST_ATTRIBUTES_H_
#define DEALWIRE_INGEST_ATTRIBUTES_H_

#include <array>
#include <cstddef>
#include <string_view>

namespace dealwire {

// The attributes that are read of pages, all others are left out before a page is parsed: whoever
// reads a further one adds it here. (`type` and `encoding` also change how a page is parsed.)
inline constexpr std::array<std::string_view, 19> kAttributesRead = {
    "aria-hidden", "class", "content",  "datetime", "encoding", "hidden",   "href",
    "http-equiv",  "id",    "itemprop", "lang",     "name",     "property", "pubdate",
    "rel",         "role",  "style",    "type",     "width"};

// The name of one of them; any other does not compile.
class AttributeName {
 public:
  consteval AttributeName(const char* name) : name_(name) {  // NOLINT: a literal is a name
    for (const std::string_view known : kAttributesRead) {
      if (known == name) return;
    }
    throw "not in kAttributesRead";  // NOLINT: never runs; what fails is the compiler
  }
  const char* get() const { return name_; }

 private:
  const char* name_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_ATTRIBUTES_H_
