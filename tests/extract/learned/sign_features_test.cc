#include "extract/learned/sign_features.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace dealwire;

namespace {

SentenceSigns Signs(std::initializer_list<Cue> cues, size_t parties = 0, bool money = false) {
  SentenceSigns out;
  for (const Cue cue : cues) out.cues.set(static_cast<size_t>(cue));
  out.parties = parties;
  out.money = money;
  return out;
}

float Of(const FeatureRow& row, const std::string& name) {
  const auto at = std::ranges::find(SignFeatures::Names(), name);
  REQUIRE(at != SignFeatures::Names().end());
  return row[static_cast<size_t>(at - SignFeatures::Names().begin())];
}

}  // namespace

TEST_CASE("sign features: what stands here, near, and in the article", "[extract][learned]") {
  std::vector<SentenceSigns> signs = {Signs({Cue::kBuild}, 1), Signs({}, 0, true),
                                      Signs({Cue::kRent}, 2, true), Signs({Cue::kSell}),
                                      Signs({Cue::kRent})};
  signs[2].names_missing = 1;
  const SignFeatures features(signs, {.compute = true, .field = true, .named = false});
  const FeatureRow row = features.Of(2);
  REQUIRE(row.size() == SignFeatures::Names().size());
  CHECK(Of(row, "cue.rent") == 1);
  CHECK(Of(row, "cue.build") == 0);
  // Two sentences before it and one behind it are near.
  CHECK(Of(row, "near.cue.build") == 1);
  CHECK(Of(row, "near.cue.sell") == 1);
  CHECK(Of(row, "near.cue.rent") == 0);
  CHECK(Of(row, "often.cue.rent") == 2);
  CHECK(Of(row, "parties") == 2);
  CHECK(Of(row, "near.parties") == 3);
  CHECK(Of(row, "near.money") == 2);
  CHECK(Of(row, "names_missing") == 1);
  CHECK(Of(row, "compute") == 1);
  CHECK(Of(row, "named") == 0);
  CHECK(Of(row, "sentences") == 5);
  CHECK(Of(row, "all.parties") == Approx(3.0 / 5));
  CHECK(Of(row, "all.money") == Approx(2.0 / 5));
  CHECK(Of(row, "place") == Approx(2.0 / 5));
}

TEST_CASE("sign features: the first and the last sentence have fewer beside them",
          "[extract][learned]") {
  const std::vector<SentenceSigns> signs = {Signs({Cue::kBuild}), Signs({Cue::kRent})};
  const SignFeatures features(signs, {});
  CHECK(Of(features.Of(0), "near.cue.rent") == 1);
  CHECK(Of(features.Of(1), "near.cue.build") == 1);
  CHECK(Of(features.Of(1), "near.cue.rent") == 0);
}
