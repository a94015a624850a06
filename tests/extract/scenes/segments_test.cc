// Sentences that tell two deals.
#include "extract/scenes/segments.h"

#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// The deals of a text, and which have a sum.
std::string Told(const std::string& body) {
  std::string out;
  for (const Deal& deal : Extract(ArticleOfText("Cloud contracts", body), FrameRules()).deals)
    out += PartiesAndKind(deal) + (deal.amount ? " sum, " : ", ");
  return out;
}

}  // namespace

TEST_CASE("segments: a sum and megawatts of two verbs are two deals", "[extract][deals]") {
  CHECK(
      Told(
          "Siemens ordered servers from Dell for $50 million and signed a power purchase agreement "
          "with Vattenfall for 30 MW.") ==
      "siemens+>dell+ chips sum, siemens+>vattenfall+ power, ");
}

TEST_CASE("segments: behind a comma a name with its verb begins a main clause",
          "[extract][deals]") {
  CHECK(Told("Siemens ordered servers from Dell for $50 million, and Nebius will rent data center "
             "capacity from Equinix.") == "siemens+>dell+ chips sum, nebius+>equinix+ compute, ");
}

TEST_CASE("segments: a name in a phrase before the comma begins no clause of its own",
          "[extract][deals]") {
  CHECK(
      Told("In a contract to supply OpenAI with data center capacity for $50 million, Oracle will "
           "build nothing new.") == "openai+>oracle+ compute sum, ");
}

}  // namespace dealwire
