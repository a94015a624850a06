#include "ingest/html/name_bytes.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <string_view>

#include "ingest/html/attributes.h"
#include "ingest/html/html_tags.h"

namespace dealwire {
namespace {

TEST_CASE("name bytes: one number a name, whatever its case", "[ingest][name_bytes]") {
  CHECK(UpToEightBytes("") == 0);
  std::set<uint64_t> numbers = {0};
  std::string name;
  for (const char c : std::string_view("ABCdef-8")) {
    name += c;
    CHECK(numbers.insert(UpToEightBytes(name)).second);
  }
  CHECK(UpToEightBytes(name + "more") == UpToEightBytes(name));
  CHECK(LowerOfBytes(UpToEightBytes(name)) == UpToEightBytes("abcdef-8"));
  const std::string_view others = "@[`{\x80\xC1\xDA\xFF";
  CHECK(LowerOfBytes(UpToEightBytes(others)) == UpToEightBytes(others));
}

TEST_CASE("name bytes: tags and attributes by their names", "[ingest][name_bytes]") {
  for (int i = 0; i < GUMBO_TAG_UNKNOWN; ++i) {
    const auto tag = static_cast<GumboTag>(i);
    std::string name = gumbo_normalized_tagname(tag);
    if (name.empty()) continue;
    CHECK(TagOf(name) == tag);
    CHECK(TagOf(name + std::string(1, '\0')) == GUMBO_TAG_UNKNOWN);
    name[0] = static_cast<char>(name[0] - 32);
    CHECK(TagOf(name) == tag);
  }
  CHECK(TagOf("x") == GUMBO_TAG_UNKNOWN);
  for (size_t i = 0; i < kAttributesRead.size(); ++i) {
    std::string name(kAttributesRead[i]);
    CHECK(AttributeIndex(name) == i);
    name.back() = static_cast<char>(name.back() - 32);
    CHECK(AttributeIndex(name) == i);
    name.back() = '_';
    CHECK(AttributeIndex(name) == kAttributesRead.size());
  }
}

}  // namespace
}  // namespace dealwire
