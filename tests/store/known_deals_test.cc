#include "store/known_deals.h"

#include <fmt/format.h>

#include <map>
#include <random>

#include "store/index.h"
#include "tests/store/store_fixture.h"

namespace dealwire {
namespace {

using Entries = std::map<std::string, std::string>;

// Everything that follows from what was put; of changes not when they were written.
Entries All(const Database& database) {
  Entries entries;
  for (const Family family : {Family::kArticle, Family::kMention, Family::kReport, Family::kDeal,
                              Family::kIndex, Family::kText, Family::kChange}) {
    const Status read =
        database.Scan(family, "", [&](std::string_view key, std::string_view value) {
          std::string kept(value);
          if (family == Family::kChange) {
            pb::Change change;
            REQUIRE(change.ParseFromString(kept));
            change.clear_time();
            kept = change.SerializeAsString();
          }
          entries[fmt::format("{} {}", Database::Name(family), key)] = kept;
          return true;
        });
    REQUIRE(read.ok());
  }
  return entries;
}

// One of few articles, told anew each time: of other deals, of other days, of none.
std::pair<Article, Extraction> AnyTelling(uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto one_of = [&](const std::vector<std::string>& all) {
    return all[random() % all.size()];
  };
  const Article article =
      MakeArticle(fmt::format("https://site{}.example/", random() % 12), "A",
                  fmt::format("Told {} words.", random() % 5),
                  one_of({"2025-11-03", "2025-11-04", "2025-12-20", "2024-01-05", ""}));
  std::vector<Told> told;
  for (uint64_t deals = random() % 4; deals > 0; --deals) {
    Told deal = {{one_of({"openai", "meta"})}, {one_of({"aws", "amazon", "oracle"})}};
    deal.amount = random() % 4 == 0 ? 0 : static_cast<double>(1 + random() % 3) * 38e9;
    deal.status = random() % 3 == 0 ? DealStatus::kPlanned : DealStatus::kSigned;
    deal.confidence = random() % 2 == 0 ? 0.5 : 0.9;
    told.push_back(deal);
  }
  return {article, Tell(article, told)};
}

TEST_CASE("known deals: what a writer remembers changes nothing that it writes",
          "[store][known_deals]") {
  const auto rules = RuleSet::Embedded();
  TemporaryFolder folder;
  const std::string one = (folder.path() / "one").string();  // one writer for all
  const std::string many =
      (folder.path() / "many").string();  // a writer for each, who knows nothing
  {
    auto writer = Writer::Open(one, rules);
    REQUIRE(writer.ok());
    for (uint64_t seed = 0; seed < 60; ++seed) {
      const auto [article, extraction] = AnyTelling(seed);
      REQUIRE((*writer)->Put(article, extraction, "", "test").ok());
      auto alone = Writer::Open(many, rules);
      REQUIRE(alone.ok());
      REQUIRE((*alone)->Put(article, extraction, "", "test").ok());
      REQUIRE((*alone)->Close().ok());
    }
    REQUIRE((*writer)->Close().ok());
  }
  const auto a = Database::OpenReader(one), b = Database::OpenReader(many);
  REQUIRE(a.ok());
  REQUIRE(b.ok());
  const Entries remembered = All(**a), read = All(**b);
  CHECK(remembered.size() > 300);
  CHECK(remembered == read);
  const auto report = Verify(**a);
  REQUIRE(report.ok());
  CHECK(report->problems.empty());
}

KnownDealPtr DealOf(const std::string& id) {
  auto known = std::make_shared<KnownDeal>();
  known->deal.set_id(id);
  known->deal.set_parties_key("compute|a|b|");
  return known;
}

TEST_CASE("known deals: what was not asked for lately is forgotten", "[store][known_deals]") {
  KnownDeals known(size_t{1} << 16);
  known.Put(DealOf("asked for"));
  known.Put(DealOf("never again"));
  for (int i = 0; i < 1000; ++i) {
    known.Put(DealOf(std::to_string(i)));
    known.PutParties(std::to_string(i), {"entry"});
    REQUIRE(known.Find("asked for") != nullptr);
  }
  CHECK(known.Find("never again") == nullptr);
  CHECK(known.Find("0") == nullptr);
  CHECK(known.FindParties("0") == nullptr);
  CHECK(known.Find("999") != nullptr);
  CHECK(known.FindParties("999") != nullptr);
}

TEST_CASE("known deals: a deal stands once under its parties", "[store][known_deals]") {
  KnownDeals known(size_t{1} << 16);
  const std::string prefix = IndexPrefix(IndexTag::kParties, "compute|a|b|");
  const KnownDealPtr deal = DealOf("0123456789abcdef");
  known.ListDeal(deal->deal, "2025");  // of parties that are not known
  CHECK(known.FindParties(prefix) == nullptr);
  known.PutParties(prefix, {});
  known.ListDeal(deal->deal, "2025");
  known.ListDeal(deal->deal, "2024");
  REQUIRE(known.FindParties(prefix) != nullptr);
  CHECK(*known.FindParties(prefix) == std::vector<std::string>{"20240123456789abcdef"});
}

}  // namespace
}  // namespace dealwire
