#include "extract/text/id_index.h"

#include <catch2/catch.hpp>
#include <string>

namespace dealwire {
namespace {

TEST_CASE("id index: finds every id and no other", "[extract][registry]") {
  std::vector<std::string> ids;
  for (size_t i = 0; i < 1000; ++i) ids.push_back("org-" + std::to_string(i * 7919));
  const auto id_of = [&](uint32_t i) { return std::string_view(ids[i]); };
  std::vector<uint32_t> even;
  for (uint32_t i = 0; i < ids.size(); i += 2) even.push_back(i);
  IdIndex index;
  index.Build(even, id_of);
  for (uint32_t i = 0; i < ids.size(); ++i) {
    INFO(ids[i]);
    CHECK(index.Find(ids[i], id_of, 5000) == (i % 2 == 0 ? i : 5000));
  }
  CHECK(index.Find("", id_of, 5000) == 5000);
}

TEST_CASE("id index: of nothing, and before it is built", "[extract][registry]") {
  const auto id_of = [](uint32_t) { return std::string_view("x"); };
  IdIndex index;
  CHECK(index.Find("x", id_of, 0) == 0);
  index.Build({}, id_of);
  CHECK(index.Find("x", id_of, 0) == 0);
}

}  // namespace
}  // namespace dealwire
