#include "extract/learned/party_features.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/sum_readings.h"

using namespace dealwire;

TEST_CASE("sum features: what tells of a sum", "[extract][learned]") {
  const auto readings = ReadingsOf(
      "en", "Shares rose. Oracle will invest more than $3 billion in a data center in Ohio.");
  REQUIRE(readings.size() == 1);
  const SumReading& sum = readings[0];
  CHECK(OfSum(sum, "dollars") == Approx(9.477).margin(0.001));
  CHECK(OfSum(sum, "bounded") == 1);
  CHECK(OfSum(sum, "names") == 1);
  CHECK(OfSum(sum, "name_before") == 1);
  CHECK(OfSum(sum, "name_behind") == 0);
  CHECK(OfSum(sum, "cue.invest.before") < 12);
  CHECK(OfSum(sum, "cue.invest.behind") == 500);  // none
  CHECK(OfSum(sum, "cue.site.behind") < 12);
  CHECK(OfSum(sum, "cue.share.previous") == 1);
  CHECK(OfSum(sum, "cue.site.title") == 1);
}

TEST_CASE("sum features: a word of another sum's clause is farther away", "[extract][learned]") {
  const auto readings = ReadingsOf(
      "en",
      "Meta will rent servers from Nebius for $3 billion and Oracle will buy chips from AMD "
      "for $2 billion.");
  REQUIRE(readings.size() == 2);
  CHECK(OfSum(readings[0], "cue.rent.before") < 40);
  CHECK(OfSum(readings[1], "cue.rent.before") > 100);
  CHECK(OfSum(readings[1], "cue.buy.before") < 40);
  CHECK(OfSum(readings[1], "sums_before") == 1);
}

TEST_CASE("party features: what tells of two parties", "[extract][learned]") {
  const auto readings = ReadingsOf(
      "en", "OpenAI grows. Under the contract with Oracle Meta will pay $300 million for servers.");
  REQUIRE(readings.size() == 1);
  const SumReading& sum = readings[0];
  CHECK(sum.names == std::vector<std::string>{"oracle", "meta", "openai"});
  CHECK(OfPair(sum, "meta", "oracle", "pair.both") == 1);
  CHECK(OfPair(sum, "openai", "oracle", "pair.both") == 0);
  CHECK(OfPair(sum, "meta", "oracle", "pair.order") == 1);
  CHECK(OfPair(sum, "meta", "oracle", "provider.with") == 1);
  CHECK(OfPair(sum, "meta", "oracle", "customer.with") == 0);
  CHECK(OfPair(sum, "meta", "oracle", "customer.last_before") == 1);
  CHECK(OfPair(sum, "openai", "oracle", "customer.since") == 1);
  CHECK(OfPair(sum, "openai", "oracle", "customer.laboratory") == 1);
  CHECK(OfPair(sum, "openai", "", "provider.nobody") == 1);
  CHECK(OfPair(sum, "meta", "oracle", "pair.step_up") ==
        OfPair(sum, "meta", "oracle", "provider.tier") -
            OfPair(sum, "meta", "oracle", "customer.tier"));
}

TEST_CASE("party features: whom a block is headed by may be party to what it tells",
          "[extract][learned]") {
  const auto readings = ReadingsOf(
      "en",
      "Shares rose.\n\n• IREN: Cohere has taken halls at the miner's campus. The lease brings "
      "$1.3 billion.\n\n• Vultr: KKR led a $350 million round.");
  REQUIRE(readings.size() == 2);
  CHECK(readings[0].names == std::vector<std::string>{"iren", "cohere", "kkr"});
  CHECK(OfPair(readings[0], "cohere", "iren", "provider.head") == 0);
  CHECK(OfPair(readings[0], "cohere", "iren", "customer.head") == -1);
  CHECK(OfPair(readings[0], "cohere", "iren", "provider.heads") == 1);
  CHECK(OfPair(readings[1], "kkr", "vultr", "provider.head") == 0);
}

TEST_CASE("party features: a block is about whom it names first", "[extract][learned]") {
  const auto readings =
      ReadingsOf("en",
                 "Dell grows.\n\nOracle builds halls. Meta is a guest there. The contract brings "
                 "$1.3 billion.");
  REQUIRE(readings.size() == 1);
  CHECK(OfPair(readings[0], "meta", "oracle", "provider.first_of_block") == 1);
  CHECK(OfPair(readings[0], "meta", "oracle", "customer.first_of_block") == 0);
  CHECK(OfPair(readings[0], "meta", "oracle", "customer.since_in_block") == 1);
  CHECK(OfPair(readings[0], "dell", "oracle", "customer.since_in_block") == 0);
  CHECK(OfPair(readings[0], "meta", "oracle", "customer.names_of_block") == 2);
}

TEST_CASE("party features: that two are of one group is told", "[extract][learned]") {
  const auto readings =
      ReadingsOf("en", "Amazon pays AWS and Google $5 billion for servers, says Microsoft.");
  REQUIRE(readings.size() == 1);
  CHECK(OfPair(readings[0], "amazon", "aws", "pair.same_group") == 1);
  CHECK(OfPair(readings[0], "amazon", "google", "pair.same_group") == 0);
  CHECK(OfPair(readings[0], "amazon", "", "pair.same_group") == 0);
}

TEST_CASE("party features: the maker of a chip may sell it", "[extract][learned]") {
  const auto readings = ReadingsOf(
      "en", "Yotta grows. It spends $2 billion on 20,736 Nvidia B300 cards.\nNvidia is glad.");
  REQUIRE(readings.size() == 1);
  CHECK(OfPair(readings[0], "yotta", "nvidia", "provider.in_chip") == 1);
  CHECK(OfPair(readings[0], "yotta", "nvidia", "provider.mentions") == 1);
  const auto named =
      ReadingsOf("en", "Yotta grows. It pays Nvidia $2 billion for 20,736 Nvidia B300 cards.");
  REQUIRE(named.size() == 1);
  CHECK(OfPair(named[0], "yotta", "nvidia", "provider.in_chip") == 0);
  const auto alone = ReadingsOf("en", "Yotta grows. It spends $2 billion on Nvidia B300 cards.");
  REQUIRE(alone.size() == 1);
  CHECK(alone[0].names == std::vector<std::string>{"nvidia", "yotta"});
}

TEST_CASE("party features: who opens an article may be party to all that it tells",
          "[extract][learned]") {
  const std::string answers =
      "What comes next? The hall is full. It rains. Prices rose. Snow fell. ";
  const auto readings = ReadingsOf(
      "en", "Jane Roe leads Nebius.\n" + answers + "We pay Dell $300 million for servers.");
  REQUIRE(readings.size() == 1);
  CHECK(std::ranges::find(readings[0].names, "nebius") != readings[0].names.end());
}

TEST_CASE("party features: whom an article names most often may be party to all that it tells",
          "[extract][learned]") {
  const std::string others = "Oracle waits. AMD, Intel, Cisco and Arm wait. HPE rests. IBM rests. ";
  const auto readings =
      ReadingsOf("en", "Shares rose.\nNebius grows. Nebius builds. Nebius hires. " + others +
                           "The bank lends $300 million for servers.");
  REQUIRE(readings.size() == 1);
  CHECK(std::ranges::find(readings[0].names, "nebius") != readings[0].names.end());
}
