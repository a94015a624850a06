#include "extract/learned/deal_judge.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <set>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "tests/support/learned_rules.h"
#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

// Trees that take every sum for a deal's, and find two likely that are Oracle's and Meta's: him who
// stands higher for the provider with .95, the same two the other way round with .88.
std::string TwoLikely(const std::string& deal) {
  return "[sum]\nfeatures = []\ntrees = [\"9\"]\n"
         "[parties]\nfeatures = [\"customer.nobody\", \"provider.nobody\", \"pair.step_up\"]\n"
         "trees = [\"0<0.5@0 1<0.5@0 2<0@0 2 3 -9 -9\"]\n"
         "[deal]\n" +
         deal;
}

// "customer>provider kind" of the deals that are told with such models.
std::string DealsBy(const std::string& models, const std::string& text) {
  std::string out;
  for (const Deal& d :
       Extract(ToldArticle("en", "GPU, data centers", text), *RulesWith(models)).deals) {
    out += fmt::format("{}>{} {};", fmt::join(d.customer, "+"), fmt::join(d.provider, "+"),
                       KindName(d.kind));
  }
  return out;
}

// Deals as they are read for training.
std::vector<JudgedDeal> JudgedBy(const std::string& models, const std::string& text) {
  return Extract(ToldArticle("en", "GPU, data centers", text), *RulesWith(models),
                 {.keep_readings = true})
      .readings.deals;
}

float FeatureOf(const JudgedDeal& deal, const std::string& name) {
  const std::vector<std::string>& names = DealFeatureNames();
  const auto at = std::ranges::find(names, name);
  REQUIRE(at != names.end());
  return deal.row[static_cast<size_t>(at - names.begin())];
}

// A sum that no frame reads.
const char* const kUnread =
    "Meta met Oracle on Monday.\nShares of GPU makers rose.\nNobody said more.\n"
    "Meta thinks of 30 million dollars.";

// One that a frame reads.
const char* const kReadByFrame =
    "Monday was quiet.\nOracle rents servers from Meta for 30 million dollars.\n"
    "Shares of GPU makers rose.\nNobody said more.";

}  // namespace

TEST_CASE("deal judge: each feature has a name of its own", "[extract][learned]") {
  const std::vector<std::string>& names = DealFeatureNames();
  CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
  CHECK(DealFeatures({}).size() == names.size());
}

TEST_CASE("deal judge: of the likeliest parties those are told whose reading is the likeliest",
          "[extract][learned]") {
  CHECK(DealsBy(TwoLikely("features = [\"parties\"]\ntrees = [\"0<0.9@0 -3 3\"]\n"), kUnread)
            .starts_with("meta>oracle"));
  CHECK(DealsBy(TwoLikely("features = [\"rank\"]\ntrees = [\"0<0.5@0 -3 3\"]\n"), kUnread)
            .starts_with("oracle>meta"));
  // By what tells of the two, too.
  CHECK(DealsBy(TwoLikely("features = [\"pair.step_up\"]\ntrees = [\"0<0@0 3 -3\"]\n"), kUnread)
            .starts_with("oracle>meta"));
}

TEST_CASE("deal judge: each reading knows of the others", "[extract][learned]") {
  const std::string deal = "features = []\ntrees = [\"1\"]\n";
  const auto left = JudgedBy(TwoLikely(deal), kUnread);
  REQUIRE(left.size() == 2);
  CHECK(FeatureOf(left[0], "rank") == 0);
  CHECK(FeatureOf(left[0], "parties") == Approx(0.953).margin(0.001));
  CHECK(FeatureOf(left[0], "next") == Approx(0.881).margin(0.001));
  CHECK(FeatureOf(left[1], "rank") == 1);
  CHECK(FeatureOf(left[1], "next") == FeatureOf(left[0], "parties"));
  CHECK(FeatureOf(left[0], "pair.step_up") == -FeatureOf(left[1], "pair.step_up"));

  const auto told = JudgedBy(TwoLikely(deal), kReadByFrame);
  REQUIRE(told.size() == 2);
  CHECK(FeatureOf(told[0], "by_frame") == 1);
  CHECK(FeatureOf(told[0], "parties") == Approx(0.881).margin(0.001));
  CHECK(FeatureOf(told[0], "other") == Approx(0.953).margin(0.001));
  CHECK(FeatureOf(told[0], "customer.nobody") == 0);
  CHECK(FeatureOf(told[1], "by_frame") == 0);
  CHECK(FeatureOf(told[1], "rank") == 0);
}

TEST_CASE("deal judge: a deal is of the kind that is by far the likeliest", "[extract][learned]") {
  const std::string models = TwoLikely("features = [\"by_frame\"]\ntrees = [\"0<0.5@0 -3 3\"]\n");
  const std::string chips = "[kind.chips]\nfeatures = []\ntrees = [\"1\"]\n";
  const std::string compute = "[kind.compute]\nfeatures = []\ntrees = [\"0\"]\n";
  CHECK(DealsBy(models, kReadByFrame) == "oracle>meta compute;");
  // .73 and .5 are 59 and 41 of 100.
  CHECK(DealsBy("least_kind = 0.18\n" + models + chips + compute, kReadByFrame) ==
        "oracle>meta chips;");
  CHECK(DealsBy("least_kind = 0.19\n" + models + chips + compute, kReadByFrame) ==
        "oracle>meta compute;");
  // Trees that do not know a kind cannot say that it is another.
  CHECK(DealsBy("least_kind = 0.18\n" + models + chips, kReadByFrame) == "oracle>meta compute;");
}
