#include "ingest/html/html_tags.h"

#include <catch2/catch.hpp>
#include <string>

namespace dealwire {

TEST_CASE("tags: names are told as Gumbo tells them", "[ingest][tags]") {
  std::string upper;
  for (int i = 0; i < GUMBO_TAG_UNKNOWN; ++i) {
    const auto tag = static_cast<GumboTag>(i);
    const std::string name = gumbo_normalized_tagname(tag);
    INFO(name);
    CHECK(TagOf(name) == tag);
    upper = name;
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    CHECK(TagOf(upper) == tag);
    for (const std::string& near : {name + "x", "x" + name, name + '\0', name.substr(1)}) {
      const GumboTag told = gumbo_tagn_enum(near.data(), static_cast<unsigned>(near.size()));
      CHECK(TagOf(near) == told);
    }
  }
  CHECK(TagOf("") == GUMBO_TAG_UNKNOWN);
  CHECK(TagOf("h\x11") == GUMBO_TAG_UNKNOWN);
}

}  // namespace dealwire
