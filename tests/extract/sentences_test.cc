// corpora/sentences: sentences of the press, each with the deals that it tells. Rules are written
// with the open ones in view. The scores that were reached are kept.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "extract/extraction.h"
#include "extract/names/registry.h"
#include "extract/rules.h"
#include "ingest/article.h"
#include "tests/support/gold.h"
#include "tests/support/shared.h"

namespace dealwire {
namespace {

using nlohmann::json;

constexpr size_t kClosed = 3;    // of so many lines the last one is closed
constexpr size_t kWithout = 10;  // one of so many sentences without a deal may get one
constexpr double kLeastOfLanguage = 0.45, kLeastOpen = 0.79, kLeastClosed = 0.72;  // F1

struct Score {
  size_t gold = 0, told = 0, right = 0;
  size_t without = 0, falsely = 0;  // sentences without a deal, and those that were given one
  void Add(const Score& o) {
    gold += o.gold, told += o.told, right += o.right;
    without += o.without, falsely += o.falsely;
  }
  double F1() const { return dealwire::F1(right, gold, told); }
};

// Somebody of a side by group, or nobody where nobody is told.
bool SameSide(const Registry& registry, const std::vector<std::string>& side, const json& gold) {
  if (gold.empty()) return side.empty();
  std::set<std::string> groups;
  for (const json& id : gold) groups.insert(registry.GroupOf(id.get<std::string>()));
  return std::ranges::any_of(
      side, [&](const std::string& id) { return groups.contains(registry.GroupOf(id)); });
}

bool SameDeal(const Registry& registry, const Deal& deal, const json& gold) {
  constexpr double kOfAmount = 0.01;
  const json& amount = gold.at("amount");
  const bool same_sum = amount.is_null()
                            ? !deal.amount
                            : deal.amount && deal.amount->currency == amount.at("currency") &&
                                  SameBound(deal.amount->min, amount.at("min"), kOfAmount) &&
                                  SameBound(deal.amount->max, amount.at("max"), kOfAmount);
  return same_sum && SameSide(registry, deal.customer, gold.at("customer")) &&
         SameSide(registry, deal.provider, gold.at("provider"));
}

Score ScoreSentence(const RuleSet& rules, const std::string& lang, const json& sentence) {
  Article article;
  article.lang = lang;
  article.title = sentence.at("title");
  article.text = ToNfc(sentence.at("text").get<std::string>());
  article.published = "2026-03-14";
  CompleteArticle(&article);
  std::vector<Deal> told = Extract(article, rules).deals;
  Score score;
  score.gold = sentence.at("deals").size();
  score.told = told.size();
  if (score.gold == 0) score.without = 1, score.falsely = told.empty() ? 0 : 1;
  for (const json& gold : sentence.at("deals")) {
    const auto same = std::ranges::find_if(
        told, [&](const Deal& deal) { return SameDeal(rules.registry(), deal, gold); });
    if (same == told.end()) continue;
    ++score.right;
    told.erase(same);
  }
  return score;
}

}  // namespace

TEST_CASE("sentences: the scores of single sentences are kept", "[extract][sentences]") {
  const auto rules = RuleSet::Embedded();
  Score open, closed;
  std::map<std::string, Score> languages;  // of the closed ones
  for (const std::string folder : {"corpora/sentences", "corpora/sentences/open"}) {
    const bool all_open = folder.ends_with("/open");
    for (const auto& entry : std::filesystem::directory_iterator(SourceFolder(folder))) {
      if (entry.path().extension() != ".jsonl") continue;
      const std::string lang = entry.path().stem();
      std::ifstream file(entry.path());
      size_t at = 0;
      for (std::string line; std::getline(file, line); ++at) {
        const bool is_closed = !all_open && at % kClosed == kClosed - 1;
        (is_closed ? languages[lang] : open).Add(ScoreSentence(*rules, lang, json::parse(line)));
      }
    }
  }
  CHECK(languages.size() == 24);
  for (const auto& [lang, score] : languages) {
    INFO(fmt::format("{}: F1 of the closed ones {:.3f}", lang, score.F1()));
    CHECK(score.F1() >= kLeastOfLanguage);
    closed.Add(score);
  }
  for (const auto& [name, score, least] :
       {std::tuple("open", open, kLeastOpen), std::tuple("closed", closed, kLeastClosed)}) {
    INFO(fmt::format("{}: F1 {:.3f} of {} deals, {} of {} sentences without one get one", name,
                     score.F1(), score.gold, score.falsely, score.without));
    CHECK(score.F1() >= least);
    CHECK(kWithout * score.falsely <= score.without);
  }
}

}  // namespace dealwire
