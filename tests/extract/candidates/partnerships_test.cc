// Two firms that agree to work together, without a sum.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {
namespace {

const char* const kUndisclosed = " Financial details were not disclosed.";

}  // namespace

TEST_CASE("partnerships: who brings the technology by trade provides it", "[extract][deals]") {
  CHECK(DealsOfText("Machines that talk",
                    std::string("Siemens and Mistral AI have formed a strategic partnership to "
                                "build language models for factories.") +
                        kUndisclosed) == "siemens+>mistral+ other");
  CHECK(DealsOfText("Machines that talk",
                    std::string("Mistral AI has formed a strategic partnership with Siemens to "
                                "build language models for factories.") +
                        kUndisclosed) == "siemens+>mistral+ other");
}

TEST_CASE("partnerships: of another field, or of one firm alone, they are none",
          "[extract][deals]") {
  CHECK(DealsOfText("Two banks join hands",
                    std::string("Commerzbank and Santander have formed a strategic partnership "
                                "in payments.") +
                        kUndisclosed)
            .empty());
  CHECK(DealsOfText("Machines that talk",
                    "The partner Siemens praised Anthropic for its artificial intelligence. "
                    "Revenue rose.")
            .empty());
}

TEST_CASE("partnerships: what two are to further together is none of them", "[extract][deals]") {
  CHECK(DealsOfText("Machines that talk",
                    std::string("A strategic partnership with Mistral AI is to speed up the use of "
                                "DataLoom in artificial intelligence.") +
                        kUndisclosed)
            .empty());
  CHECK(DealsOfText("Machines that talk",
                    std::string("In a strategic partnership with Mistral AI, DataLoom is to build "
                                "artificial intelligence for factories.") +
                        kUndisclosed) == "dataloom+>mistral+ other");
}

TEST_CASE("partnerships: what a long page says of the field says little of two firms deep in it",
          "[extract][deals]") {
  const std::string field = "Artificial intelligence changes how shops are run.",
                    two = " Siemens and Bosch have formed a strategic partnership.";
  std::string elsewhere;
  for (int i = 0; i < 10; ++i) elsewhere += " The street was quiet that day, and it rained.";
  CHECK(DealsOfText("Machines that talk", field + two) == "siemens+>bosch+ other");
  CHECK(DealsOfText("Machines that talk", field + elsewhere + two).empty());
  CHECK(DealsOfText("Siemens and the machines", field + elsewhere + two) ==
        "siemens+>bosch+ other");
}

TEST_CASE("partnerships: a deal between the same two takes their place", "[extract][deals]") {
  CHECK(DealsOfText("Machines that talk",
                    "Mistral and Siemens have formed a partnership on artificial intelligence. "
                    "Siemens will pay Mistral 40 million euros for compute capacity.") ==
        "siemens+>mistral+ compute");
}

TEST_CASE("partnerships: what one of the two spends is no sum of theirs", "[extract][deals]") {
  const std::string two =
      "Databricks enables artificial intelligence in the cloud. It has many customers. Its "
      "alliances include a partnership with Microsoft. ";
  const auto told = [&](const std::string& next) {
    return DealsTold(ArticleOfText("The companies of the year", two + next), kToldSum | kToldKind);
  };
  CHECK(told("Databricks has spent $250 million in India.") == "databricks>microsoft other");
  CHECK(told("Databricks has bought servers for $250 million.") == "databricks>microsoft other");
  CHECK(told("Databricks will pay Microsoft $250 million for cloud capacity.") ==
        "databricks>microsoft 2.5e+08 compute");
  CHECK(
      told("Databricks and Microsoft have signed a partnership on the cloud worth $250 million.") ==
      "databricks>microsoft 2.5e+08 compute");
}

}  // namespace dealwire
