// "We" in quoted speech and interviews is the firm of who speaks.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// The sums of all deals, in millions.
std::string SumsOf(const std::string& body) {
  std::string out;
  for (const Deal& deal :
       Extract(ArticleOfText("Cloud capacity", body), *RuleSet::Embedded()).deals)
    if (deal.amount) out += std::to_string(static_cast<int>(deal.amount->min.value_or(0) / 1e6));
  return out;
}

}  // namespace

TEST_CASE("speakers: the firm beside the noun for who leads it", "[extract][deals]") {
  CHECK(
      DealsOfText("'The chips come in May'",
                  "\"We have ordered 2,000 B200 chips from Supermicro for $60 million,\" says Jane "
                  "Roe, co-founder of Mistral. \"Oracle provides us with cloud capacity for $40 "
                  "million.\"") == "mistral+>supermicro+ chips, mistral+>oracle+ compute");
}

TEST_CASE("speakers: an interview names the firm once, before or behind", "[extract][deals]") {
  const std::string answer =
      "\"We have ordered 2,000 B200 chips from Supermicro for $60 million.\"";
  const std::string firm = "Jane Roe is the chief executive of Mistral in Paris.";
  CHECK(DealsOfText("Chips and cloud", firm + "\n\nWhat did you buy?\n\n" + answer) ==
        "mistral+>supermicro+ chips");
  CHECK(DealsOfText("Chips and cloud", "What did you buy?\n\n" + answer + "\n\n" + firm) ==
        "mistral+>supermicro+ chips");
}

TEST_CASE("speakers: 'its founder' is that of the firm told before", "[extract][deals]") {
  const std::string answer =
      "\"We have ordered 2,000 B200 chips from Supermicro for $60 million.\"";
  CHECK(DealsOfText("Chips and cloud", "Mistral has grown. Its founder Jane Roe takes stock.\n\n" +
                                           answer) == "mistral+>supermicro+ chips");
  CHECK(DealsOfText("Chips and cloud", "Mistral has grown.\n\nA founder takes stock.\n\n" + answer)
            .empty());
}

TEST_CASE("speakers: of two who speak the one of the paragraph is meant", "[extract][deals]") {
  CHECK(DealsOfText("Chips and cloud",
                    "Jane Roe is the chief executive of Nebius.\n\n\"We have ordered 2,000 B200 "
                    "chips from Supermicro for $60 million,\" says the founder of Mistral.") ==
        "mistral+>supermicro+ chips");
}

TEST_CASE("speakers: where nobody speaks for a firm, 'we' is none", "[extract][deals]") {
  CHECK(DealsOfText("Chips and cloud",
                    "\"We have ordered 2,000 B200 chips from Supermicro for $60 million,\" says a "
                    "man on the train.")
            .empty());
}

TEST_CASE("speakers: an interview is with the only firm of its first paragraph",
          "[extract][deals]") {
  const std::string questions =
      "\n\nWhat is new?\n\nMuch.\n\nAnd the chips?\n\nWe have ordered 2,000 B200 chips from "
      "Supermicro for $60 million.\n\nIs that enough?\n\nNo.";
  CHECK(DealsOfText("Chips and cloud", "Jane Roe has brought Mistral far." + questions) ==
        "mistral+>supermicro+ chips");
  CHECK(
      DealsOfText("Chips and cloud", "Jane Roe has left Mistral for Nebius." + questions).empty());
}

TEST_CASE("speakers: where no word says 'we' the answer is the firm's that is asked",
          "[extract][deals]") {
  // Polish: "From X we rent computing power for 64 million zlotys."
  const std::string firm = "Jan Kowal jest prezesem spółki Sowa Technik z Łodzi.";
  const std::string rest = "\n\nCzy to wystarczy?\n\nNie.\n\nCo dalej?\n\nZobaczymy.";
  CHECK(DealsOfText("Moc obliczeniowa dla AI",
                    firm +
                        "\n\nSkąd moc obliczeniowa?\n\nOd Atmana bierzemy w najem serwery "
                        "obliczeniowe za 64 mln zł." +
                        rest) == "sowa-technik+>atman+ compute");
}

TEST_CASE("speakers: what a question names, the sum in its answer is of", "[extract][deals]") {
  const std::string rest = "\n\nIs that enough?\n\nNo.\n\nWhat is next?\n\nWe shall see.";
  CHECK(DealsOfText("Cloud capacity",
                    "Jane Roe is the chief executive of Mistral.\n\nWhat does the contract with "
                    "Oracle on cloud capacity cost?\n\nThe price is $60 million." +
                        rest) == "mistral+>oracle+ compute");
  // What it costs may be asked behind.
  const std::string told =
      "Jane Roe is the chief executive of Mistral.\n\nWhere do your models "
      "run?\n\nWe rent cloud capacity from Oracle.\n\n";
  CHECK(SumsOf(told + "What does it cost?\n\nThe price is $60 million." + rest) == "60");
}

}  // namespace dealwire
