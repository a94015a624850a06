// Sentences that tell two deals.
#include "extract/segments.h"

#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("segments: a sum and megawatts of two verbs are two deals", "[extract][deals]") {
  const Article article = ArticleOfText(
      "Cloud contracts",
      "Siemens ordered servers from Dell for $50 million and signed a power purchase agreement "
      "with Vattenfall for 30 MW.");
  std::string out;
  for (const Deal& deal : Extract(article, *RuleSet::Embedded()).deals)
    out += PartiesAndKind(deal) + (deal.amount ? " sum, " : ", ");
  CHECK(out == "siemens+>dell+ chips sum, siemens+>vattenfall+ power, ");
}

}  // namespace dealwire
