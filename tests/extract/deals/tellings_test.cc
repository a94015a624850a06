#include "extract/deals/tellings.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extract/rules.h"
#include "extract/text/document.h"
#include "tests/support/frame_rules.h"

namespace dealwire {
namespace {

Candidate Told(DealKind kind, const std::string& customer, const std::string& provider,
               double sum) {
  Candidate c;
  c.deal.kind = kind;
  c.deal.customer = {customer};
  if (!provider.empty()) c.deal.provider = {provider};
  if (sum > 0) {
    c.deal.amount.emplace();
    c.deal.amount->min = c.deal.amount->max = sum;
    c.deal.amount->currency = "USD";
  }
  return c;
}

// Which of them are left, by their places.
std::vector<size_t> Left(std::vector<Candidate>* candidates) {
  const Article article;
  const Document document = MakeDocument(article);
  const RuleSet& rules = FrameRules();
  const CandidateFinder finder(document, rules.frames(), rules.registry(), rules.rates(), nullptr,
                               nullptr);
  JoinRetold(finder, candidates);
  std::vector<size_t> left;
  for (size_t i = 0; i < candidates->size(); ++i) {
    if (!(*candidates)[i].doubted) left.push_back(i);
  }
  return left;
}

using Places = std::vector<size_t>;

}  // namespace

TEST_CASE("tellings: what tells a deal again without its sum is that deal", "[extract][deals]") {
  std::vector<Candidate> candidates = {Told(DealKind::kCompute, "openai", "oracle", 0),
                                       Told(DealKind::kCompute, "openai", "oracle", 3e9)};
  candidates[0].deal.power.emplace().mw_min = 20;
  candidates[0].deal.due = "2027-06-30";
  candidates[0].deal.evidence.push_back({Span{1, 2}, false, "frame"});
  candidates[1].deal.evidence.push_back({Span{5, 9}, false, "frame"});
  CHECK(Left(&candidates) == Places{1});
  // What it says beside is the deal's.
  CHECK(candidates[1].deal.power->mw_min == 20);
  CHECK(candidates[1].deal.due == "2027-06-30");
  REQUIRE(candidates[1].deal.evidence.size() == 2);
  CHECK(candidates[1].deal.evidence[0].span.byte_start == 1);  // as the article has them

  // Computing on chips is one, of which the article may say the one or the other.
  candidates = {Told(DealKind::kCompute, "openai", "oracle", 3e9),
                Told(DealKind::kChips, "openai", "oracle", 0)};
  CHECK(Left(&candidates) == Places{0});
  // Of two without a sum the first stays.
  candidates = {Told(DealKind::kPower, "google", "rwe", 0),
                Told(DealKind::kPower, "google", "rwe", 0)};
  CHECK(Left(&candidates) == Places{0});
}

TEST_CASE("tellings: other parties, another kind and another sum are other deals",
          "[extract][deals]") {
  std::vector<Candidate> candidates = {
      Told(DealKind::kCompute, "openai", "oracle", 3e9),
      Told(DealKind::kCompute, "openai", "oracle", 4e9),
      Told(DealKind::kCompute, "openai", "coreweave", 0),
      Told(DealKind::kInvestment, "openai", "oracle", 0),
      Told(DealKind::kCapex, "openai", "", 0),
  };
  CHECK(Left(&candidates) == Places{0, 1, 2, 3, 4});
  // Nor is one told again by what is taken for none.
  candidates = {Told(DealKind::kCompute, "openai", "oracle", 3e9),
                Told(DealKind::kCompute, "openai", "oracle", 0)};
  candidates[0].doubted = true;
  CHECK(Left(&candidates) == Places{1});
}

TEST_CASE("tellings: an item of a list with goods of its own is a part of the whole",
          "[extract][deals]") {
  std::vector<Candidate> candidates = {Told(DealKind::kChips, "samsung", "nvidia", 1e10),
                                       Told(DealKind::kChips, "samsung", "nvidia", 0)};
  candidates[0].deal.aggregate = true;
  candidates[1].list_part = true;
  candidates[1].deal.chips.emplace_back().id = "blackwell";
  CHECK(Left(&candidates) == Places{0, 1});
  candidates[1].deal.chips.clear();  // the item says what the whole says
  CHECK(Left(&candidates) == Places{0});
}

}  // namespace dealwire
