#include "extract/deals/misreadings.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extract/rules.h"
#include "extract/text/document.h"
#include "tests/support/frame_rules.h"

namespace dealwire {
namespace {

Party Named(const std::string& id, int group) {
  Party party;
  party.id = id;
  party.group = group;
  return party;
}

Candidate Told(DealKind kind, const std::string& customer, const std::string& provider) {
  Candidate c;
  c.deal.kind = kind;
  c.deal.customer = {customer};
  c.deal.provider = {provider};
  return c;
}

using Side = std::vector<std::string>;

TEST_CASE("misreadings: who is joined to who builds builds, too", "[extract][deals]") {
  std::vector<SentenceScene> scenes(1);
  scenes[0].parties = {Named("nscale", 1), Named("aker", 1), Named("equinix", 2),
                       Named("omnia", 1)};
  scenes[0].parties.back().contractor = true;
  std::vector<Candidate> candidates = {
      Told(DealKind::kCapex, "aker", "nscale"), Told(DealKind::kCapex, "aker", "equinix"),
      Told(DealKind::kCapex, "aker", "omnia"), Told(DealKind::kCompute, "aker", "nscale")};
  JoinBuilders(scenes, &candidates);
  CHECK(candidates[0].deal.customer == Side{"aker", "nscale"});
  CHECK(candidates[0].deal.provider.empty());
  CHECK(candidates[0].deal.reasons.size() == 1);
  CHECK(candidates[1].deal.provider == Side{"equinix"});  // stands elsewhere
  CHECK(candidates[2].deal.provider == Side{"omnia"});    // builds for another
  CHECK(candidates[3].deal.provider == Side{"nscale"});   // and supplies no site
}

TEST_CASE("misreadings: a chipmaker rents its own chips back", "[extract][deals]") {
  const Article article;
  const Document document = MakeDocument(article);
  const RuleSet& rules = FrameRules();
  const CandidateFinder finder(document, rules.frames(), rules.registry(), rules.rates(), nullptr,
                               nullptr);
  std::vector<Candidate> candidates = {
      Told(DealKind::kChips, "nvidia", "coreweave"), Told(DealKind::kChips, "coreweave", "nvidia"),
      Told(DealKind::kChips, "nvidia", "tsmc"), Told(DealKind::kInvestment, "nvidia", "coreweave")};
  NameRentsOfChipmakers(finder, &candidates);
  CHECK(candidates[0].deal.kind == DealKind::kCompute);
  CHECK(candidates[0].deal.reasons.size() == 1);
  CHECK(candidates[1].deal.kind == DealKind::kChips);
  CHECK(candidates[2].deal.kind == DealKind::kChips);
  CHECK(candidates[3].deal.kind == DealKind::kInvestment);
}

}  // namespace
}  // namespace dealwire
