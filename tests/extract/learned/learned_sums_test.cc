#include "extract/learned/learned_sums.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>

#include "extract/extraction.h"
#include "extract/learned/learned_models.h"
#include "extract/rules.h"
#include "tests/support/learned_rules.h"
#include "tests/support/sum_readings.h"
#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

// Trees that take every sum, for a deal of those two of which the provider's trade stands higher,
// and find that with a tenth of those told otherwise right.
std::string Models(const std::string& bounds) {
  return bounds +
         "[sum]\nfeatures = []\ntrees = [\"9\"]\n"
         "[parties]\nfeatures = [\"customer.nobody\", \"provider.nobody\", \"pair.step_up\"]\n"
         "trees = [\"0<0.5@0 1<0.5@0 2<0@0 -9 3 -9 -9\"]\n"
         "[deal]\nfeatures = [\"by_frame\", \"parties\"]\n"
         "trees = [\"0<0.5@0 1<0.5@0 -9 3 1<0.5@0 -2 3\"]\n"
         "[kind.chips]\nfeatures = []\ntrees = [\"1\"]\n"
         "[kind.power]\nfeatures = []\ntrees = [\"0\"]\n";
}

// "customer>provider sum kind confidence" of the deals that are told with such models.
std::string ToldBy(const std::string& models, const std::string& text) {
  std::string out;
  for (const Deal& d :
       Extract(ToldArticle("en", "GPU, data centers", text), *RulesWith(models)).deals) {
    out +=
        fmt::format("{}>{} {:g} {} {:.2f};", fmt::join(d.customer, "+"), fmt::join(d.provider, "+"),
                    d.amount ? *d.amount->min : 0, KindName(d.kind), d.confidence);
  }
  return out;
}

// Meta and Oracle, and a sum that no frame reads.
const char* const kLeft =
    "Meta met Oracle on Monday.\nShares of GPU makers rose.\nNobody said more.\n"
    "Meta thinks of 30 million dollars.";

}  // namespace

TEST_CASE("learned sums: what is known of the partners", "[extract][learned]") {
  const auto readings =
      Extract(ToldArticle("en", "GPU, data centers",
                          "Meta met AWS on Monday.\nShares of GPU makers rose.\nNobody said more.\n"
                          "Meta thinks of 30 million dollars, Acme Halls AG of 40."),
              *RulesWith(Models("") + "[partners.meta]\namazon = 3\nnobody = 2\n"
                                      "[partners.amazon]\nmeta = 1\nnvidia = 9\n"),
              {.keep_readings = true})
          .readings.sums;
  REQUIRE(!readings.empty());
  const SumReading& sum = readings[0];
  // AWS is known by its group.
  CHECK(OfPair(sum, "meta", "aws", "pair.partners") == 3);
  CHECK(OfPair(sum, "meta", "aws", "pair.partners_reversed") == 1);
  CHECK(OfPair(sum, "meta", "aws", "customer.customer_elsewhere") == 5);
  CHECK(OfPair(sum, "meta", "aws", "customer.provider_elsewhere") == 1);
  CHECK(OfPair(sum, "meta", "aws", "provider.customer_elsewhere") == 10);
  CHECK(OfPair(sum, "meta", "aws", "provider.provider_elsewhere") == 3);
  CHECK(OfPair(sum, "meta", "", "pair.partners") == 2);
  CHECK(OfPair(sum, "", "meta", "pair.partners_reversed") == 2);
  CHECK(OfPair(sum, "", "aws", "provider.provider_elsewhere") == 3);
}

TEST_CASE("learned sums: what the other sums of the article say", "[extract][learned]") {
  const char* const first =
      "[first_parties]\nfeatures = [\"pair.order\", \"pair.both\"]\n"
      "trees = [\"0<0@0 1<0.5@0 -9 9 -9\"]\n";
  const auto read = [](const std::string& models) {
    return Extract(ToldArticle("en", "GPU, data centers",
                               "Meta met Oracle on Monday.\nMeta thinks of 30 million dollars "
                               "for Oracle.\nNobody said more.\nThis is 40 million dollars."),
                   *RulesWith(models), {.keep_readings = true})
        .readings.sums;
  };
  const auto readings = read(Models("") + first);
  const auto sum = std::ranges::find_if(readings, [](const SumReading& r) { return !r.bare; });
  REQUIRE(std::ranges::count_if(readings, [](const SumReading& r) { return !r.bare; }) == 2);
  const SumReading& last = *std::next(sum);
  CHECK(OfPair(last, "meta", "oracle", "pair.previous_sum") == Approx(1).margin(0.01));
  CHECK(OfPair(last, "meta", "oracle", "pair.same_sum") == -1);
  CHECK(OfPair(last, "meta", "oracle", "customer.customer_by_previous") == Approx(1).margin(0.01));
  CHECK(OfPair(last, "meta", "oracle", "customer.provider_by_previous") == 0);
  CHECK(OfPair(last, "oracle", "meta", "pair.other_sums") == 0);
  // The first itself is told by no other: the last names nobody by itself.
  CHECK(OfPair(*sum, "meta", "oracle", "pair.other_sums") == 0);
  CHECK(OfPair(read(Models(""))[0], "meta", "oracle", "pair.previous_sum") == 0);
}

TEST_CASE("learned sums: a sum that no frame reads is told where it is likely enough",
          "[extract][learned]") {
  CHECK(ToldBy("", kLeft).empty());
  CHECK(ToldBy(Models("least_deal = 0.95\n"), kLeft) == "meta>oracle 3e+07 chips 0.95;");
  CHECK(ToldBy(Models("least_deal = 0.96\n"), kLeft).empty());
  CHECK(ToldBy(Models("least_sum = 0.9999\n"), kLeft).empty());
  // One that is told twice is one, and one too small for a deal is none.
  CHECK(ToldBy(Models(""), kLeft + std::string("\nUp to 30 million dollars, it is.")) ==
        "meta>oracle 3e+07 chips 0.95;");
  CHECK(ToldBy(Models(""),
               "Meta met Oracle on Monday.\nShares of GPU makers rose.\n"
               "Nobody said more.\nMeta thinks of 30 dollars.")
            .empty());
}

TEST_CASE("learned sums: as large a deal of others is another one", "[extract][learned]") {
  const std::string both =
      "[sum]\nfeatures = []\ntrees = [\"9\"]\n"
      "[parties]\nfeatures = [\"pair.order\", \"pair.both\"]\n"
      "trees = [\"0<0@0 1<0.5@0 -9 9 -9\"]\n"
      "[deal]\nfeatures = [\"parties\"]\ntrees = [\"0<0.5@0 -9 ";
  const std::string kinds = "\"]\n[kind.chips]\nfeatures = []\ntrees = [\"1\"]\n";
  const std::string text =
      "Meta thinks of 30 million dollars for Oracle.\nShares of GPU makers rose.\n"
      "Nobody said more.\nIt rained.\nOpenAI thinks of 30 million dollars for CoreWeave.";
  CHECK(ToldBy(both + "3" + kinds, text) ==
        "meta>oracle 3e+07 chips 0.95;openai>coreweave 3e+07 chips 0.95;");
  // Unlikelier, it may be the one that is told; and of the same two it is.
  CHECK(ToldBy(both + "0.3" + kinds, text) == "meta>oracle 3e+07 chips 0.57;");
  CHECK(
      ToldBy(both + "3" + kinds, text + "\nMeta thinks of 30 million dollars for Oracle, again.") ==
      "meta>oracle 3e+07 chips 0.95;openai>coreweave 3e+07 chips 0.95;");
}

TEST_CASE("learned sums: which words told it is said", "[extract][learned]") {
  std::string models = Models("");
  const std::string every_sum = "[sum]\nfeatures = []\ntrees = [\"9\"]";
  models.replace(models.find(every_sum), every_sum.size(),
                 "[sum]\nfeatures = [\"words.deal\"]\ntrees = [\"0<0.5@0 -9 9\"]");
  const std::string step = "2<0@0 -9 3";
  models.replace(models.find(step), step.size(), "2<0@0 -9 3<0@2 -9 3");
  models.replace(models.find("\"pair.step_up\""), 14,
                 "\"pair.step_up\", \"provider.words_provider\"");
  const auto rules = RulesWith(models,
                               "lang = \"en\"\n[words]\n\"thinks\" = {sum = {sentence = 2}}\n"
                               "\"of\" = {sum = {sentence = 3, before_1 = -1.5}}\n"
                               "\"met\" = {provider = {earlier_before_1 = 1}}\n");
  std::string text = kLeft;
  text.replace(text.find("Nobody said more.\n"), 18, "");
  const Article article = ToldArticle("en", "GPU, data centers", text + "\nNobody said more.");
  const auto deals = Extract(article, *rules, {.say_why = true}).deals;
  REQUIRE(deals.size() == 1);
  REQUIRE(deals[0].reasons.size() >= 2);
  CHECK(deals[0].reasons[0].name == "reads like the sum of a deal: words.deal (thinks, of)");
  CHECK(deals[0].reasons[1].name.find("provider.words_provider (met)") != std::string::npos);
  const auto unasked = Extract(article, *rules).deals;
  REQUIRE(unasked.size() == 1);
  CHECK(unasked[0].reasons[0].name == "reads like the sum of a deal");
  CHECK(unasked[0].confidence == deals[0].confidence);
}

TEST_CASE("learned sums: of those who only work together none is told, and it is said why",
          "[extract][learned]") {
  const auto found = [](const std::string& between) {
    return Extract(
        ToldArticle("en", "GPU, data centers",
                    "Meta and Oracle have formed a partnership on cloud computing." + between +
                        "Meta thinks of 30 million dollars.\nShares rose.\nNobody said more."),
        *RulesWith(Models("")), {.keep_rejected = true});
  };
  const auto told = [](const Extraction& e) {
    return std::ranges::any_of(e.deals, [](const Deal& d) { return d.amount.has_value(); });
  };
  const auto says_why = [](const Extraction& e) {
    return std::ranges::any_of(e.rejected, [](const Rejection& r) {
      return r.constraint == CandidateFinder::kWhyNotOfPartners;
    });
  };
  const Extraction beside = found(" "), elsewhere = found("\n");
  CHECK_FALSE(told(beside));
  CHECK(says_why(beside));
  CHECK(told(elsewhere));
  CHECK_FALSE(says_why(elsewhere));
}

TEST_CASE("learned sums: a sum of words alone is one that is told already", "[extract][learned]") {
  const std::string before =
      "Meta met Oracle on Monday.\nShares of GPU makers rose.\nNobody said more.\n";
  const std::string words = "Meta thinks of hundreds of millions of dollars.\n";
  CHECK(ToldBy(Models(""), before + words) == "meta>oracle 2e+08 chips 0.95;");
  CHECK(ToldBy(Models(""), before + words + "Meta thinks of 600 million dollars.") ==
        "meta>oracle 6e+08 chips 0.95;");
  CHECK(ToldBy(Models(""), before + words + "Meta thinks of 30 million dollars.") ==
        "meta>oracle 2e+08 chips 0.95;meta>oracle 3e+07 chips 0.95;");
}

// Meta and Oracle, and megawatts that no frame reads; and a sum that is no deal's.
const char* const kBare =
    "Monday was quiet.\nMeta thinks of Oracle and of 30 megawatts.\nShares of GPU makers rose.\n"
    "Dell is worth 900 million dollars.";

std::string BareModels(const std::string& bounds) {
  std::string models = Models(bounds);
  const std::string every_sum = "[sum]\nfeatures = []\ntrees = [\"9\"]";
  models.replace(models.find(every_sum), every_sum.size(),
                 "[sum]\nfeatures = [\"dollars\"]\ntrees = [\"0<8@0 9 -9\"]");
  return models + "[bare]\nfeatures = [\"dollars\"]\ntrees = [\"0<0.5@0 1 -9\"]\n";
}

TEST_CASE("learned sums: a sentence without a sum tells a deal where that is likely enough",
          "[extract][learned]") {
  CHECK(ToldBy("", kBare).empty());
  CHECK(ToldBy(BareModels(""), kBare) == "meta>oracle 0 chips 0.95;");
  CHECK(ToldBy(BareModels("least_bare_deal = 0.96\n"), kBare).empty());
  CHECK(ToldBy(BareModels("least_bare = 0.73\n"), kBare) == "meta>oracle 0 chips 0.95;");
  CHECK(ToldBy(BareModels("least_bare = 0.74\n"), kBare).empty());
}

TEST_CASE("learned sums: a sentence tells several deals without a sum", "[extract][learned]") {
  // All three pairs are as likely, but who sells in one buys in no other.
  const std::string text =
      "Monday was quiet.\nShares of GPU makers rose.\nSAP is worth 900 million dollars.\n"
      "Meta thinks of Oracle while Oracle thinks of Dell and of 30 megawatts.";
  CHECK(ToldBy(BareModels(""), text) == "meta>oracle 0 chips 0.95;meta>dell 0 chips 0.95;");
  CHECK(ToldBy(BareModels("least_bare_deal = 0.96\n"), text).empty());
}

TEST_CASE("learned sums: a sentence with a sum that is no deal's tells one without",
          "[extract][learned]") {
  const std::string text =
      "Monday was quiet.\nShares of GPU makers rose.\nNobody said more.\n"
      "Meta, worth 900 million dollars, thinks of Oracle and of 30 megawatts.";
  CHECK(ToldBy(BareModels(""), text) == "meta>oracle 0 chips 0.95;");
}

TEST_CASE("learned sums: who asks why is told what is told to others", "[extract][learned]") {
  // Nothing in it that frames may read.
  const Article article =
      ToldArticle("en", "GPU, data centers",
                  "Monday was quiet.\nMeta thinks of Oracle and of 30 megawatts.\n"
                  "Shares of GPU makers rose.\nNobody said more.");
  const auto rules = RulesWith(BareModels(""));
  CHECK(Extract(article, *rules).deals.empty());
  CHECK(Extract(article, *rules, {.keep_rejected = true}).deals.empty());
}

TEST_CASE("learned sums: what has a sum is not told again without one", "[extract][learned]") {
  CHECK(ToldBy(BareModels(""),
               kBare + std::string("\nMeta thinks of Oracle and of 30 million dollars.")) ==
        "meta>oracle 3e+07 chips 0.95;");
  CHECK(ToldBy(BareModels(""), kBare + std::string("\nMeta and Oracle have 40 megawatts.")) ==
        "meta>oracle 0 chips 0.95;");
}

TEST_CASE("learned sums: a sentence without a sum is of somebody, with goods or a word for a deal",
          "[extract][learned]") {
  CHECK(ReadingsOf("en", "Oracle is large. Prices rose. A hall takes 30 megawatts.", true).empty());
  const auto readings = ReadingsOf(
      "en", "Shares rose. Oracle rents servers with 72 H100 GPUs and 30 megawatts.", true);
  REQUIRE(readings.size() == 1);
  CHECK(readings[0].chips == std::vector<std::string>{"h100"});
  REQUIRE(readings[0].power.size() == 1);
  CHECK(readings[0].power[0].mw_min == 30);
  CHECK(readings[0].told == false);
  // As far as the megawatts.
  CHECK(OfSum(readings[0], "dollars") == 0);
  CHECK(OfSum(readings[0], "cue.rent.before") > 30);
  CHECK(OfSum(readings[0], "cue.rent.before") < 40);
  CHECK(OfSum(readings[0], "name_before") == 1);
}

TEST_CASE("learned sums: a notice is read by frames alone", "[extract][learned]") {
  CHECK(ToldBy(Models(""),
               "Meta met Oracle on Monday.\nShares of GPU makers rose.\n"
               "Meta thinks of 30 million dollars.")
            .empty());
}

// Oracle rents from Meta, whom those trees take for the customer.
const char* const kToldOtherwise =
    "Monday was quiet.\nOracle rents servers from Meta for 30 million dollars.\n"
    "Shares of GPU makers rose.\nNobody said more.";

TEST_CASE("learned sums: a deal is told with the parties that are likelier to be right",
          "[extract][learned]") {
  CHECK(ToldBy("", kToldOtherwise).starts_with("oracle>meta 3e+07"));
  CHECK(ToldBy(Models(""), kToldOtherwise).starts_with("meta>oracle 3e+07"));
  // Not where a frame's reading is likelier.
  std::string sure = Models("");
  sure.replace(sure.find("-2 3\""), 4, "4 3");
  CHECK(ToldBy(sure, kToldOtherwise).starts_with("oracle>meta 3e+07"));
  // Nor where the other is not so much likelier (.95 and .12) as the same two the other way round
  // have to be.
  CHECK(ToldBy(Models("least_turned = 0.9\n"), kToldOtherwise).starts_with("oracle>meta 3e+07"));
  CHECK(ToldBy(Models("least_turned = 0.8\n"), kToldOtherwise).starts_with("meta>oracle 3e+07"));
  CHECK(ToldBy(Models("least_parties = 0.9\n"), kToldOtherwise).starts_with("meta>oracle 3e+07"));
}

TEST_CASE("learned sums: what is hardly ever right is no deal, and why not is told",
          "[extract][learned]") {
  // Oracle alone is no party to those trees, and of such readings 12 in 100 are right.
  const std::string text =
      "Monday was quiet.\nOracle will invest 30 million dollars in data centers.\n"
      "Shares of GPU makers rose.\nNobody said more.";
  CHECK(ToldBy("", text).starts_with("oracle> 3e+07"));
  CHECK(ToldBy(Models("least_told = 0.11\n"), text).starts_with("oracle> 3e+07"));
  CHECK(ToldBy(Models("least_told = 0.13\n"), text).empty());
  const Extraction found =
      Extract(ToldArticle("en", "GPU, data centers", text),
              *RulesWith(Models("least_told = 0.13\n")), {.keep_rejected = true});
  CHECK(std::ranges::count_if(found.rejected, [](const Rejection& r) {
          return r.constraint ==
                 "likely: oracle <- nobody is right in 12 of 100 such readings: parties";
        }) == 1);
}

TEST_CASE("learned sums: who builds may stand behind the sum", "[extract][learned]") {
  // Trees that take who builds a site for its only party.
  std::string alone = Models("");
  alone.replace(alone.find("0<0.5@0 1<0.5@0 2<0@0 -9 3 -9 -9"), 32, "0<0.5@0 1<0.5@0 -9 3 -9");
  const std::string text =
      "Monday was quiet.\nOracle builds a data center for 30 million dollars. The general "
      "contractor is Turner Construction.\nShares of GPU makers rose.\nNobody said more.";
  CHECK(ToldBy("", text).starts_with("oracle>turner"));
  CHECK(ToldBy(alone, text).starts_with("oracle>turner"));
}

TEST_CASE("learned sums: how likely a sentence tells a deal counts", "[extract][learned]") {
  // Trees that find no sentence likely but those in which somebody rents.
  const std::string rents =
      "least_article = 0.001\n[article]\nfeatures = [\"cue.rent\"]\ntrees = [\"0<0.5@0 -2 2\"]\n";
  const auto told = [&](const std::string& deal) {
    std::string models = Models("") + rents;
    models.replace(models.find("[deal]"), models.find("[kind.chips]") - models.find("[deal]"),
                   deal);
    return ToldBy(models, kToldOtherwise);
  };
  const auto deal = [](const std::string& feature) {
    return "[deal]\nfeatures = [\"" + feature + "\"]\ntrees = [\"0<0.5@0 -9 3\"]\n";
  };
  CHECK(!told(deal("sign.here")).empty());
  CHECK(!told(deal("sign.at_best")).empty());
  // Who sits in another sentence than the one that is likely.
  std::string elsewhere = Models("") + rents;
  elsewhere.replace(elsewhere.find("cue.rent"), 8, "cue.sell");
  elsewhere.replace(elsewhere.find("[deal]"),
                    elsewhere.find("[kind.chips]") - elsewhere.find("[deal]"), deal("sign.here"));
  CHECK(ToldBy(elsewhere, kToldOtherwise).empty());
}

TEST_CASE("learned sums: who is joined to a party is party", "[extract][learned]") {
  std::string models = Models("");
  models.replace(models.find("2<0@0"), 5, "2<0.5@0");  // a higher trade, not as high a one
  const std::string before = "Monday was quiet.\nShares of GPU makers rose.\nNobody said more.\n";
  CHECK(ToldBy(models, before + "OpenAI and Anthropic think of 30 million dollars for Oracle.") ==
        "openai+anthropic>oracle 3e+07 chips 0.95;");
  CHECK(ToldBy(models,
               before + "OpenAI thinks of 30 million dollars for Oracle while Anthropic sleeps.") ==
        "openai>oracle 3e+07 chips 0.95;");
}

TEST_CASE("learned sums: of two on one side none is on both", "[extract][learned]") {
  const std::string text =
      "Monday was quiet.\nMeta and Oracle will invest 30 million dollars in data centers.\n"
      "Shares of GPU makers rose.\nNobody said more.";
  CHECK(ToldBy("", text) == "oracle+meta> 3e+07 capex 0.79;");
  // And who is joined to who builds, and told as selling it something, builds, too.
  CHECK(ToldBy(Models(""), text) == "meta+oracle> 3e+07 capex 0.95;");
}

TEST_CASE("learned sums: a side that both readings have in common keeps all of its names",
          "[extract][learned]") {
  const std::string text =
      "Monday was quiet.\nOracle and Dell rent servers from Meta for 30 million dollars.\n"
      "Shares of GPU makers rose.\nNobody said more.";
  CHECK(ToldBy("", text).starts_with("dell+oracle>meta"));
  // Trees for whom nobody provides.
  std::string models = Models("");
  const std::string before = "1<0.5@0 2<0@0 -9 3 -9 -9\"";
  models.replace(models.find(before), before.size(), "1<0.5@0 -9 3 -9\"");
  CHECK(ToldBy(models, text).starts_with("dell+oracle> 3e+07"));
}

TEST_CASE("learned sums: a deal is as far as is by far the likeliest", "[extract][learned]") {
  const auto status_by = [](const std::string& models) {
    const auto deals =
        Extract(ToldArticle("en", "GPU, data centers", kToldOtherwise), *RulesWith(models)).deals;
    REQUIRE(deals.size() == 1);
    return std::string(StatusName(deals[0].status));
  };
  const std::string models = Models("") +
                             "[status.announced]\nfeatures = []\ntrees = [\"0\"]\n"
                             "[status.denied]\nfeatures = []\ntrees = [\"1\"]\n";
  CHECK(status_by(Models("")) == "announced");
  // 73 of 100 are denied, 27 announced.
  CHECK(status_by("least_status = 0.46\n" + models) == "denied");
  CHECK(status_by("least_status = 0.47\n" + models) == "announced");
}

TEST_CASE("learned sums: how a frame and trees read a deal is told for training",
          "[extract][learned]") {
  const auto deals = Extract(ToldArticle("en", "GPU, data centers", kToldOtherwise),
                             *RulesWith(Models("")), {.keep_readings = true})
                         .readings.deals;
  REQUIRE(deals.size() == 2);
  const auto feature = [&](size_t i, const char* name) {
    return deals[i].row[PlaceOfFeature(DealFeatureNames(), name)];
  };
  CHECK(deals[0].customer == std::vector<std::string>{"oracle", "Oracle"});
  CHECK(deals[0].provider == std::vector<std::string>{"meta", "Meta"});
  CHECK(deals[1].customer == std::vector<std::string>{"meta", "Meta"});
  CHECK(feature(0, "by_frame") == 1);
  CHECK(feature(1, "by_frame") == 0);
  CHECK(feature(0, "parties") == 0);  // not likely at all
  CHECK(feature(0, "other") == Approx(0.953).margin(0.001));
  CHECK(feature(1, "parties") == feature(0, "other"));
  CHECK(feature(1, "parties.share") == 1);
  CHECK(feature(1, "same_customer") == 0);
  CHECK(feature(0, "tellings") == 1);
  CHECK(feature(0, "article.sentences") == 5);
}

TEST_CASE("learned sums: without trees for deals frames alone are heard", "[extract][learned]") {
  std::string models = Models("");
  const size_t at = models.find("[deal]");
  models.erase(at, models.find("[kind.chips]") - at);
  CHECK(ToldBy(models, kToldOtherwise) == ToldBy("", kToldOtherwise));
  CHECK(ToldBy(models, kLeft).empty());
}

TEST_CASE("learned sums: no more are read of an article than people write", "[extract][learned]") {
  std::string text;
  for (int i = 1; i <= 600; ++i)
    text += "Oracle earned $" + std::to_string(i) + " million in data centers.\n";
  CHECK(ReadingsOf("en", text).size() == 200);
  std::string crowded = "Oracle earned";
  for (int i = 1; i <= 40; ++i) crowded += " $" + std::to_string(i) + " million,";
  CHECK(ReadingsOf("en", crowded + " it said.").empty());
  std::string bare;
  for (int i = 1; i <= 300; ++i) bare += "Oracle rents " + std::to_string(i) + " megawatts.\n";
  CHECK(ReadingsOf("en", bare, true).size() == 100);
}
