#include "base/toml.h"

#include <catch2/catch.hpp>
#include <string>

using namespace dealwire;

TEST_CASE("toml: an error names file, line and column", "[base][toml]") {
  const auto broken = TomlFile::Parse("rules/lang/de.toml", "lang = \"de\"\nbad = = 1\n");
  REQUIRE_FALSE(broken.ok());
  CHECK(Message(broken.status()).rfind("rules/lang/de.toml:2:", 0) == 0);
}

TEST_CASE("toml: values are checked and everything wrong is told at once", "[base][toml]") {
  const auto file =
      TomlFile::Parse("f.toml", "name = 3\nlst = [\"a\", 1]\n[[frame]]\nid = \"x\"\n");
  REQUIRE(file.ok());
  Diagnostics problems;
  const TomlValue root = file->root();
  root.CheckKeys({"name", "list", "frame"}, &problems);
  CHECK(root.String("name", &problems).empty());
  CHECK(root.Strings("lst", &problems) == std::vector<std::string>{"a"});
  CHECK(root.Array("frame").at(0).RequiredString("id", &problems) == "x");
  root.Array("frame")[0].RequiredString("kind", &problems);
  REQUIRE(problems.messages().size() == 4);
  CHECK(problems.messages()[0] == "f.toml:2:1: unknown key 'lst'; did you mean 'list'?");
  CHECK(problems.messages()[1] == "f.toml:1:8: 'name' must be a string");
  CHECK(problems.messages()[3] == "f.toml:3:1: 'kind' is missing; give it as a string");
  CHECK(problems.ToStatus().code() == StatusCode::kInvalidArgument);
}

TEST_CASE("toml: the nearest word is near, or there is none", "[base][toml]") {
  CHECK(Nearest("custmer", {"provider", "customer"}) == "customer");
  CHECK(Nearest("zzz", {"provider", "customer"}).empty());
  CHECK(Nearest(std::string(100000, 'a'), {"provider"}).empty());
}
