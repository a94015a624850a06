#include "extract/deals/org_roles.h"

#include <catch2/catch.hpp>
#include <map>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"

namespace dealwire {
namespace {

std::map<std::string, std::string> RolesIn(const std::string& text) {
  Article article;
  article.lang = "en";
  article.published = "2025-11-03";
  article.text = text;
  CompleteArticle(&article);
  std::map<std::string, std::string> roles;
  for (const Mention& m : Extract(article, FrameRules()).mentions) {
    if (const auto* org = Get<OrgValue>(m)) roles[org->id] = org->role;
  }
  return roles;
}

}  // namespace

TEST_CASE("org roles: told by the deals of the article", "[extract][roles]") {
  const auto supply = RolesIn(
      "OpenAI signed a $38 billion contract with Amazon Web Services for cloud capacity. "
      "Sony said nothing.");
  CHECK(supply.at("openai") == "customer");
  CHECK(supply.at("aws") == "provider");
  if (supply.contains("sony")) CHECK(supply.at("sony") == "other");

  const auto stake = RolesIn("Nvidia will invest $5 billion in Intel.");
  CHECK(stake.at("nvidia") == "investor");
  CHECK(stake.at("intel") == "chipmaker");
}

TEST_CASE("org roles: without a deal, the trade", "[extract][roles]") {
  const auto roles = RolesIn("Nvidia shares fell; Microsoft reported revenue of $70 billion.");
  CHECK(roles.at("nvidia") == "chipmaker");
  CHECK(roles.at("microsoft") == "other");
}

}  // namespace dealwire
