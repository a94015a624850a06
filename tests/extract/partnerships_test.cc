// Two firms that agree to work together, without a sum.
#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// "customer+>provider+ kind" of every deal, in order.
std::string Partnerships(const std::string& title, const std::string& body) {
  const Article article = ArticleOfText(title, body);
  std::string out;
  for (const Deal& deal : Extract(article, *RuleSet::Embedded()).deals)
    out += (out.empty() ? "" : ", ") + PartiesAndKind(deal);
  return out;
}

const char* const kUndisclosed = " Financial details were not disclosed.";

}  // namespace

TEST_CASE("partnerships: who brings the technology by trade provides it", "[extract][deals]") {
  CHECK(Partnerships("Machines that talk",
                     std::string("Siemens and Mistral AI have formed a strategic partnership to "
                                 "build language models for factories.") +
                         kUndisclosed) == "siemens+>mistral+ other");
  CHECK(Partnerships("Machines that talk",
                     std::string("Mistral AI has formed a strategic partnership with Siemens to "
                                 "build language models for factories.") +
                         kUndisclosed) == "siemens+>mistral+ other");
}

TEST_CASE("partnerships: of another field, or of one firm alone, they are none",
          "[extract][deals]") {
  CHECK(Partnerships("Two banks join hands",
                     std::string("Commerzbank and Santander have formed a strategic partnership "
                                 "in payments.") +
                         kUndisclosed)
            .empty());
  CHECK(Partnerships("Machines that talk",
                     "The partner Siemens praised Anthropic for its artificial intelligence. "
                     "Revenue rose.")
            .empty());
}

TEST_CASE("partnerships: a deal between the same two takes their place", "[extract][deals]") {
  CHECK(Partnerships("Machines that talk",
                     "Mistral and Siemens have formed a partnership on artificial intelligence. "
                     "Siemens will pay Mistral 40 million euros for compute capacity.") ==
        "siemens+>mistral+ compute");
}

}  // namespace dealwire
