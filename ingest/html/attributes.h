#ifndef DEALWIRE_INGEST_HTML_ATTRIBUTES_H_
#define DEALWIRE_INGEST_HTML_ATTRIBUTES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace dealwire {

// The attributes that are read of pages, all others are left out before a page is parsed: whoever
// reads a further one adds it here, in the order of the alphabet. (`type` and `encoding` also
// change how a page is parsed.)
inline constexpr std::array<std::string_view, 19> kAttributesRead = {
    "aria-hidden", "class", "content",  "datetime", "encoding", "hidden",   "href",
    "http-equiv",  "id",    "itemprop", "lang",     "name",     "property", "pubdate",
    "rel",         "role",  "style",    "type",     "width"};

// The names again, each at one address whoever asks: a parsed attribute that has one of these
// points to it, so that attributes are told apart by the place of their names.
extern const std::array<const char*, kAttributesRead.size()> kAttributeTexts;

// The place of `name` in kAttributesRead, whatever its case; its size for others.
size_t AttributeIndex(std::string_view name);

// One of them; any other does not compile.
class AttributeName {
 public:
  consteval AttributeName(const char* name) {  // NOLINT: a literal is a name
    while (kAttributesRead[index_] != name) {
      if (++index_ == kAttributesRead.size()) throw "not in kAttributesRead";  // NOLINT: never runs
    }
  }
  constexpr size_t index() const { return index_; }

 private:
  size_t index_ = 0;
};

// Some of them. Most other names of a page have another size than each of these.
class AttributeSet {
 public:
  consteval AttributeSet(std::initializer_list<AttributeName> names) {
    for (const AttributeName name : names) {
      names_ |= uint32_t{1} << name.index();
      sizes_ |= uint32_t{1} << kAttributesRead[name.index()].size();
    }
  }
  constexpr bool HasSize(size_t size) const { return size < 32 && (sizes_ >> size & 1) != 0; }
  // `index` in kAttributesRead, or its size.
  constexpr bool Has(size_t index) const { return (names_ >> index & 1) != 0; }

 private:
  static_assert(kAttributesRead.size() < 32);
  uint32_t names_ = 0, sizes_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_ATTRIBUTES_H_
