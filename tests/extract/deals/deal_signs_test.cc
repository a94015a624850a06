// The early end of extraction: an article that is said to tell no deal tells none when all is
// looked for, as `explain --rejected` does, which leaves nothing out.
#include "extract/deals/deal_signs.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "base/file.h"
#include "extract/candidates/article_memory.h"
#include "extract/extraction.h"
#include "extract/frames/cues.h"
#include "extract/frames/frames.h"
#include "extract/names/names.h"
#include "extract/names/open_names.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"
#include "tests/support/learned_rules.h"
#include "tests/support/paths.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// What was found, in a form that can be compared: deals with their evidence, mentions with their
// rules and what organisations they are.
std::string AllFound(const Extraction& found) {
  nlohmann::json out = nlohmann::json::array();
  for (const Deal& d : found.deals)
    out.push_back({d.id, d.confidence, d.evidence.size(), d.chips.size(), StatusName(d.status)});
  for (const Mention& m : found.mentions) {
    const auto* org = Get<OrgValue>(m);
    out.push_back({m.span.byte_start, m.span.byte_end, m.rule, org == nullptr ? "" : org->id,
                   org == nullptr ? "" : org->role});
  }
  return out.dump();
}

const char* const kOffField = "article: it is nowhere on compute or AI, or on who lives from it";

struct Compared {
  int texts = 0, ended_early = 0;
};

bool IsOffField(const Extraction& all) {
  return std::ranges::any_of(all.rejected,
                             [](const Rejection& r) { return r.constraint == kOffField; });
}

// Whether it is told to be off the field.
bool CompareWithAll(const Article& article, Compared* compared) {
  const RuleSet& rules = FrameRules();
  const Extraction all = Extract(article, rules, {.keep_rejected = true});
  const Extraction found = Extract(article, rules);
  ++compared->texts;
  if (AllFound(found) != AllFound(all)) {
    INFO(article.lang << ": " << article.title << "\n" << article.text);
    CHECK(AllFound(found) == AllFound(all));
  }
  const Document document = MakeDocument(article);
  std::optional<OpenNames> names;
  const DealSigns signs(document, found.mentions, rules.cues().Find(document), rules);
  if (!signs.MayTellDeals(&names)) ++compared->ended_early;
  return IsOffField(all);
}

TEST_CASE("deal signs: nothing is lost of what the rules show", "[extract][deals]") {
  const RuleSet& rules = FrameRules();
  Compared compared;
  for (const auto* examples : {&rules.frames().examples(), &rules.cues().examples()}) {
    for (const RuleExample& e : *examples)
      CompareWithAll(ToldArticle(e.lang, e.title, e.text), &compared);
  }
  CHECK(compared.texts > 900);
  CHECK(compared.ended_early > compared.texts / 10);  // near misses of one line
}

TEST_CASE("deal signs: a long article that is never on the field tells no deal",
          "[extract][deals]") {
  const std::string deal = "Microsoft buys Nokia for $3 billion. ";
  std::string rest;
  for (size_t i = 1; i < kLeastOffField; ++i) rest += "It rained in the afternoon. ";
  const auto told = [](const std::string& text) {
    return Extract(ToldArticle("en", "", text), FrameRules()).deals.size();
  };
  const std::string shorter = rest.substr(rest.find('.') + 2);
  CHECK(told(deal + shorter) == 1);
  CHECK(told(deal + rest) == 0);
  CHECK(told(deal + rest + "AI needs money. ") == 1);
  const Extraction all =
      Extract(ToldArticle("en", "", deal + rest), FrameRules(), {.keep_rejected = true});
  CHECK(all.deals.empty());
  CHECK(IsOffField(all));
}

// Whether a sentence may hold as many names as are found in it.
TEST_CASE("deal signs: no fewer names may stand in a sentence than are found", "[extract][deals]") {
  const RuleSet& rules = FrameRules();
  size_t names = 0, without = 0;
  for (const RuleExample& e : rules.cues().examples()) {
    const Article article = ToldArticle(e.lang, e.title, e.text);
    const Document document = MakeDocument(article);
    const Mentions known = FindNames(document, rules.registry()).found;
    std::vector<size_t> found(document.sentences.size());
    for (const OpenOrganisation& o : OpenNames(document, rules.registry(), known).Find()) {
      ++names;
      ++found[document.SentenceAt(o.mention.span.byte_start)];
    }
    OpenNames asked(document, rules.registry(), known);
    for (size_t s = 0; s < found.size(); ++s) {
      INFO(e.lang << ": " << document.Slice(document.sentences[s].span));
      CHECK(asked.MayHold(s, found[s]));
      without += asked.MayHold(s, 1) ? 0 : 1;
    }
  }
  CHECK(names > 100);
  CHECK(without > 50);
}

// Trees that find a sentence likely to tell a deal where somebody rents, and none elsewhere.
std::string LikelyWhereRented(const std::string& least) {
  return "least_article = " + least +
         "\n[article]\nfeatures = [\"cue.rent\"]\ntrees = [\"0<0.5@0 -3 3\"]\n";
}

// Of a dozen sentences with the title.
const char* const kBought =
    "Monday was quiet.\nMicrosoft buys servers from Dell for 30 million dollars.\n"
    "Shares of GPU makers rose.\nNobody said more. It rained. It snowed. It froze. It thawed.\n"
    "The sun shone. The moon rose. All slept.";

TEST_CASE("deal signs: an article without a sentence that is likely to tell a deal tells none",
          "[extract][deals][learned]") {
  const Article article = ToldArticle("en", "GPU, data centers", kBought);
  const auto deals = [](const Article& of, const std::string& models,
                        const ExtractOptions& options = {}) {
    return Extract(of, *RulesWith(models), options).deals.size();
  };
  CHECK(deals(article, "") == 1);
  CHECK(deals(article, LikelyWhereRented("0.04")) == 1);  // -3 is .047
  CHECK(deals(article, LikelyWhereRented("0.05")) == 0);
  // One that is likely is enough, wherever it stands.
  const std::string rented = std::string(kBought) + " One rents servers.";
  CHECK(deals(ToldArticle("en", "GPU, data centers", rented), LikelyWhereRented("0.05")) == 1);
  // A shorter one shows too little.
  const std::string shorter = std::string(kBought).substr(0, std::string(kBought).rfind(" All"));
  CHECK(deals(ToldArticle("en", "GPU, data centers", shorter), LikelyWhereRented("0.05")) == 1);
}

TEST_CASE("deal signs: why an unlikely article tells no deal is told",
          "[extract][deals][learned]") {
  const Extraction found = Extract(ToldArticle("en", "GPU, data centers", kBought),
                                   *RulesWith(LikelyWhereRented("0.05")), {.keep_rejected = true});
  CHECK(found.deals.empty());
  const auto why = std::ranges::find_if(
      found.rejected, [](const Rejection& r) { return r.rule == "learned/sums.toml:article"; });
  REQUIRE(why != found.rejected.end());
  CHECK(why->constraint ==
        "article: none of its sentences is likely to tell a deal, nor is this: cue.rent");
}

TEST_CASE("deal signs: sentences are kept for training with the sums in them",
          "[extract][deals][learned]") {
  const auto signs = Extract(ToldArticle("en", "GPU, data centers", kBought), FrameRules(),
                             {.keep_readings = true})
                         .readings.signs;
  REQUIRE(signs.size() == 1);
  REQUIRE(signs[0].sums.size() == 1);
  CHECK(signs[0].sums[0].min == 3e7);
  CHECK(signs[0].row.size() == SignFeatures::Names().size());
}

// Whole articles, which mostly tell deals, and their lines and pairs of lines, which mostly do not:
// an eighth of them, and all where DEALWIRE_ALL_ARTICLES is set (scripts/soak).
TEST_CASE("deal signs: nothing is lost of articles and their parts", "[extract][deals][corpora]") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(SourceFolder("corpora/deals"))) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  const size_t step = std::getenv("DEALWIRE_ALL_ARTICLES") != nullptr ? 1 : 8;
  Compared whole, parts;
  for (size_t i = 0; i < files.size(); i += step) {
    const auto json = nlohmann::json::parse(*ReadFile(files[i]));
    if (json.value("format", "") != "text") continue;
    const std::string lang = json["lang"], title = json["title"], body = json["body"];
    INFO(files[i]);
    const bool off_field = CompareWithAll(ToldArticle(lang, title, body), &whole);
    CHECK((!off_field || json["gold"]["deals"].empty()));
    std::string before;
    for (size_t at = 0; at < body.size();) {
      const size_t end = std::min(body.find('\n', at), body.size());
      const std::string line = body.substr(at, end - at);
      at = end + 1;
      if (line.empty()) continue;
      CompareWithAll(ToldArticle(lang, "", line), &parts);
      if (!before.empty()) CompareWithAll(ToldArticle(lang, title, before + "\n" + line), &parts);
      before = line;
    }
  }
  CHECK(whole.texts > 50);
  CHECK(parts.texts > 500);
  CHECK(parts.ended_early > 50);
}

}  // namespace
}  // namespace dealwire
