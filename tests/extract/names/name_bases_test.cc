#include "extract/names/name_bases.h"

#include <catch2/catch.hpp>
#include <string>

#include "extract/names/registry.h"
#include "extract/rules.h"

namespace dealwire {
namespace {

std::string BaseIn(const std::string& lang, const std::string& name) {
  return BaseName(RuleSet::Embedded()->registry().Rules(lang), name);
}

}  // namespace

TEST_CASE("names: public bodies in other cases", "[extract][names]") {
  CHECK(BaseIn("de", "Klinikums Nordsaale") == "klinikum Nordsaale");
  CHECK(BaseIn("ru", "Тверского государственного университета") ==
        "тверской государственный университет");
  // A head in its base form, and no head at all.
  CHECK(BaseIn("de", "Klinikum Nordsaale") == "Klinikum Nordsaale");
  CHECK(BaseIn("de", "Nordsaales") == "Nordsaales");
}

}  // namespace dealwire
