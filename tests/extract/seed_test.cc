// corpora/seed: the same report in several languages, as page and as text file, against what is
// expected beside it.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.h"
#include "extract/extraction.h"
#include "extract/rules.h"
#include "ingest/article.h"
#include "ingest/page.h"
#include "tests/support/shared.h"

namespace dealwire {
namespace {

using nlohmann::json;

std::set<std::string> SetOf(const std::vector<std::string>& ids) {
  return {ids.begin(), ids.end()};
}

json OrNull(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }
json OrNull(const std::optional<double>& x) { return x ? json(*x) : json(nullptr); }

// A chip of a deal has every field that the expected one names.
bool Matches(const ChipValue& chip, const json& expected) {
  const json got = {{"id", OrNull(chip.id)},
                    {"vendor", OrNull(chip.vendor)},
                    {"kind", OrNull(chip.kind)},
                    {"count_min", OrNull(chip.count_min)}};
  for (const auto& [key, value] : expected.items()) {
    if (got.at(key) != value) return false;
  }
  return true;
}

void CheckChips(const std::vector<ChipValue>& chips, const json& expected) {
  for (const json& want : expected) {
    INFO("chip " << want.dump());
    CHECK(std::any_of(chips.begin(), chips.end(),
                      [&](const ChipValue& chip) { return Matches(chip, want); }));
  }
}

void CheckDeal(const Deal& deal, const json& expected, const std::string& aggregate) {
  CHECK(SetOf(deal.customer) == expected["customer"].get<std::set<std::string>>());
  CHECK(KindName(deal.kind) == expected["kind"]);
  REQUIRE(deal.amount);
  CHECK(OrNull(deal.amount->min) == expected["amount"]["min"]);
  CHECK(OrNull(deal.amount->max) == expected["amount"]["max"]);
  CHECK(deal.amount->currency == expected["amount"]["currency"]);
  CHECK(deal.aggregate == expected["aggregate"]);
  CHECK(deal.part_of == (expected["part_of_aggregate"] ? aggregate : ""));
  CHECK(OrNull(deal.due) == expected["due"]);
  const json term = deal.term ? json{{"min", OrNull(deal.term->months_min)},
                                     {"max", OrNull(deal.term->months_max)}}
                              : json(nullptr);
  CHECK(term == expected["term_months"]);
  CheckChips(deal.chips, expected["chips"]);
}

void CheckReport(const std::filesystem::path& file, const json& expected) {
  INFO(file.filename().string());
  Page page;
  page.bytes = ReadFile(file.string()).value();
  page.kind = file.extension() == ".txt" ? PageKind::kText : PageKind::kHtml;
  const StatusOr<Article> article = ReadArticle(page);
  REQUIRE(article.ok());
  CHECK(article->title == expected["title"]);
  CHECK(article->published == expected["published"]);
  CHECK(article->lang.substr(0, 2) == expected["lang"]);
  const std::string site = expected["site_or_author"];
  const bool named = article->site == site || SetOf(article->authors).contains(site);
  CHECK(named);

  const Extraction got = Extract(*article, *RuleSet::Embedded());
  std::set<std::string> products;
  for (const Mention& mention : got.mentions) {
    if (const auto* product = Get<ProductValue>(mention)) products.insert(product->id);
  }
  CHECK(products == expected["products"].get<std::set<std::string>>());
  CHECK(got.deals.size() == expected["deals"].size());
  std::string aggregate;
  for (const Deal& deal : got.deals) aggregate = deal.aggregate ? deal.id : aggregate;
  for (const json& want : expected["deals"]) {
    INFO("expected " << want.dump());
    const auto providers = want["provider"].get<std::set<std::string>>();
    const auto found = std::find_if(got.deals.begin(), got.deals.end(), [&](const Deal& deal) {
      return SetOf(deal.provider) == providers;
    });
    CHECK(found != got.deals.end());
    if (found != got.deals.end()) CheckDeal(*found, want, aggregate);
  }
}

}  // namespace

TEST_CASE("seed: the report gives its deals in every language and form", "[extract][seed]") {
  size_t reports = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SourceFolder("corpora/seed"))) {
    const std::filesystem::path file = entry.path();
    if (file.extension() != ".txt" && file.extension() != ".html") continue;
    std::filesystem::path beside = file;
    beside.replace_extension(".expected.json");
    CheckReport(file, json::parse(ReadFile(beside.string()).value()));
    ++reports;
  }
  CHECK(reports >= 16);
}

}  // namespace dealwire
