#include "extract/deal_diff.h"

#include <catch2/catch.hpp>

using namespace dealwire;

namespace {

Deal Make(const std::string& customer, const std::string& provider, double amount) {
  Deal deal;
  deal.customer = {customer};
  deal.provider = {provider};
  deal.kind = DealKind::kCompute;
  deal.amount = MoneyValue{amount, amount, "USD", Qualifier::kExact};
  return deal;
}

}  // namespace

TEST_CASE("diff: the same deals differ in nothing", "[extract][rules]") {
  const std::vector<Deal> deals = {Make("openai", "oracle", 300e9), Make("openai", "aws", 38e9)};
  CHECK(DiffDeals(deals, deals).empty());
  const std::vector<Deal> turned = {deals[1], deals[0]};
  CHECK(DiffDeals(deals, turned).empty());
}

TEST_CASE("diff: a deal with another amount changes, another deal appears", "[extract][rules]") {
  const std::vector<Deal> before = {Make("openai", "oracle", 300e9), Make("meta", "google", 10e9)};
  const std::vector<Deal> after = {Make("openai", "oracle", 30e9), Make("xai", "dell", 5e9)};
  const std::vector<DealChange> changes = DiffDeals(before, after);
  REQUIRE(changes.size() == 3);
  CHECK(changes[0].what == DealChange::What::kChanges);
  CHECK(changes[0].fields == std::vector<std::string>{"amount"});
  CHECK(changes[1].what == DealChange::What::kVanishes);
  CHECK(changes[1].before == &before[1]);
  CHECK(changes[2].what == DealChange::What::kAppears);
  CHECK(changes[2].after == &after[1]);
}

TEST_CASE("diff: of two that fit the one that fits better is the pair", "[extract][rules]") {
  const std::vector<Deal> before = {Make("openai", "oracle", 300e9)};
  const std::vector<Deal> after = {Make("openai", "oracle", 10e9), Make("openai", "oracle", 300e9)};
  const std::vector<DealChange> changes = DiffDeals(before, after);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].after == &after[0]);
}
