#include "store/writer.h"

#include <rocksdb/db.h>

#include <nlohmann/json.hpp>

#include "store/articles.h"
#include "store/deal_json.h"
#include "store/index.h"
#include "store/merge.h"
#include "store/record.h"
#include "tests/store/store_fixture.h"

namespace dealwire {
namespace {

const Told kAws = {{"openai"}, {"aws"}, 38e9};

std::vector<std::string> History(StoreFixture* store, const std::string& deal) {
  const auto reader = store->Reader();
  std::vector<std::string> told;
  const auto changes = ChangesOf(*reader, deal);
  REQUIRE(changes.ok());
  for (const pb::Change& change : *changes) {
    told.push_back(change.what() + (change.field().empty() ? "" : " " + change.field()));
  }
  return told;
}

TEST_CASE("writer: reports of one deal become one deal", "[store][writer]") {
  StoreFixture store;
  store.Put(MakeArticle("https://a.example/1", "A", "OpenAI signs.", "2025-11-03"), {kAws});
  const std::string id = store.Deals().at(0).deal->id();
  store.Put(MakeArticle("https://b.example/1", "B", "Something else.", "2025-11-04"), {kAws});
  const auto rows = store.Deals();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].deal->id() == id);  // never changes
  CHECK(rows[0].deal->sources() == 2);
  CHECK(History(&store, id) == std::vector<std::string>{"appeared", "reported", "changed sources"});
  store.CheckSound();
}

TEST_CASE("writer: whichever article comes first gives the deal the same id", "[store][writer]") {
  const auto told = [](double amount, Qualifier qualifier) {
    Told deal = kAws;
    deal.amount = amount;
    deal.qualifier = qualifier;
    return deal;
  };
  const std::vector<std::pair<std::string, Told>> tellings = {
      {"2025-11-03", told(38e9, Qualifier::kExact)},
      {"2025-11-08", told(38.004e9, Qualifier::kAbout)},
      {"2026-02-01", told(38e9, Qualifier::kAbout)}};
  std::vector<std::string> ids;
  for (size_t first = 0; first < tellings.size(); ++first) {
    StoreFixture store;
    for (size_t i = 0; i < tellings.size(); ++i) {
      const auto& [day, deal] = tellings[(first + i) % tellings.size()];
      store.Put(MakeArticle("https://" + day + ".example/", "A", "Told on " + day, day), {deal});
    }
    REQUIRE(store.Deals().size() == 1);
    ids.push_back(store.Deals()[0].deal->id());
  }
  CHECK(ids == std::vector<std::string>(3, ids[0]));

  // Two deals alike, out of each other's window of time, still have ids of their own.
  StoreFixture store;
  store.Put(MakeArticle("https://a.example/1", "A", "Text.", "2022-11-03"), {kAws});
  store.Put(MakeArticle("https://a.example/2", "A", "Another.", "2025-11-03"), {kAws});
  REQUIRE(store.Deals().size() == 2);
  CHECK(store.Deals()[0].deal->id() != store.Deals()[1].deal->id());
  store.CheckSound();
}

TEST_CASE("writer: the same article again changes nothing", "[store][writer]") {
  StoreFixture store;
  const Article article = MakeArticle("https://a.example/1", "A", "Text.", "2025-11-03");
  store.Put(article, {kAws});
  store.Put(article, {kAws});
  CHECK(store.writer().counts().articles == 1);
  CHECK(store.writer().counts().unchanged == 1);
  CHECK(store.writer().counts().changes == 1);
}

TEST_CASE("writer: a changed text is a new version; what it tells no more is retracted",
          "[store][writer]") {
  StoreFixture store;
  store.Put(MakeArticle("https://a.example/1", "A", "First text.", "2025-11-03"), {kAws},
            "first bytes");
  const std::string id = store.Deals().at(0).deal->id();
  const Article changed = MakeArticle("https://a.example/1", "A", "Second text.", "2025-11-03");
  store.Put(changed, {}, "second bytes");
  CHECK(store.Deals().empty());
  CHECK(History(&store, id) == std::vector<std::string>{"appeared", "retracted"});
  const auto reader = store.Reader();
  const auto newest = LoadArticle(*reader, changed.id);
  CHECK((*newest)->version() == 2);
  CHECK((*newest)->text() == "Second text.");
  CHECK(*reader->Get(Family::kArticle, ArticleKey(changed.id, 1)) != std::nullopt);
  CHECK(*reader->Get(Family::kRaw, Sha256Hex("first bytes")) == "first bytes");
  store.CheckSound();
  // Told again it has the same id.
  store.Put(MakeArticle("https://a.example/1", "A", "Third text.", "2025-11-03"), {kAws});
  CHECK(store.Deals().at(0).deal->id() == id);
  CHECK(History(&store, id).back() == "appeared again");
  store.CheckSound();
}

TEST_CASE("writer: a report that is read as another deal moves there, and both histories say so",
          "[store][writer]") {
  StoreFixture store;
  const Article article = MakeArticle("https://a.example/1", "A", "Text.", "2025-11-03");
  store.Put(article, {kAws});
  const std::string before = store.Deals().at(0).deal->id();
  store.Put(article, {{{"openai"}, {"oracle"}, 38e9}});
  const auto rows = store.Deals();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].deal->id() != before);
  CHECK(History(&store, before) == std::vector<std::string>{"appeared", "merged into"});
  CHECK(History(&store, rows[0].deal->id()) == std::vector<std::string>{"split from"});
  store.CheckSound();
}

TEST_CASE("writer: one article never tells a deal twice", "[store][writer]") {
  StoreFixture store;
  store.Put(MakeArticle("https://a.example/1", "A", "Text.", "2025-11-03"), {kAws, kAws});
  CHECK(store.Deals().size() == 2);
  store.CheckSound();
}

TEST_CASE("writer: other parties, kinds and amounts are other deals", "[store][writer]") {
  StoreFixture store;
  Told investment = kAws, larger = kAws, other = kAws;
  investment.kind = DealKind::kInvestment;
  larger.amount = 100e9;
  other.provider = {"oracle"};
  int number = 0;
  for (const Told& told : {kAws, investment, larger, other}) {
    const std::string n = std::to_string(++number);
    store.Put(MakeArticle("https://a.example/" + n, "A", "Text " + n, "2025-11-03"), {told});
  }
  CHECK(store.Deals().size() == 4);
  store.CheckSound();
}

TEST_CASE("writer: the parts of a sum name its stored id", "[store][writer]") {
  StoreFixture store;
  const Article article = MakeArticle("https://a.example/1", "A", "Text.", "2025-11-03");
  Extraction extraction = Tell(article, {kAws, {{"openai"}, {"aws", "oracle"}, 338e9}});
  extraction.deals[0].part_of = "d1";
  extraction.deals[1].aggregate = true;
  REQUIRE(store.writer().Put(article, extraction, "", "test").ok());
  const auto sums = store.Deals({.filter = {.aggregates = Filter::Aggregates::kOnly}});
  const auto parts = store.Deals({.filter = {.aggregates = Filter::Aggregates::kNo}});
  REQUIRE(sums.size() == 1);
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].deal->fields().part_of() == sums[0].deal->id());
}

TEST_CASE("writer: amounts in other currencies are converted, and say so", "[store][writer]") {
  StoreFixture store;
  store.Put(MakeArticle("https://a.example/1", "A", "Text.", "2024-11-03"),
            {{.customer = {"telekom"}, .provider = {"nvidia"}, .amount = 1e9, .currency = "EUR"}});
  const auto json = nlohmann::json::parse(ToJson(store.Deals().at(0)));
  CHECK(json["amount"]["currency"] == "EUR");
  CHECK(json["amount_usd"]["min"].get<double>() == Approx(1.082e9));
  CHECK(json["usd_rate"]["year"] == 2024);
  store.Put(MakeArticle("https://a.example/2", "B", "Text two.", "2024-11-03"), {kAws});
  const auto rows = store.Deals({.filter = {.provider = {"aws"}, .has_provider = true}});
  CHECK(nlohmann::json::parse(ToJson(rows.at(0)))["usd_rate"].is_null());
}

TEST_CASE("writer: an article read back is the article that was stored", "[store][writer]") {
  Article article = MakeArticle("https://a.example/1", "A", "One.\nTwo.", "2025-11-03");
  article.authors = {"Jane Roe"};
  article.agencies = {"dpa"};
  article.completeness = Completeness::kPaywalled;
  article.blocks[1].kind = BlockKind::kTableRow;
  article.blocks[1].list = 0;
  article.blocks[1].byte_cells = {5, 7};
  const Article back = FromRecord(ToRecord(article, "v"));
  CHECK(back.id == article.id);
  CHECK(back.text == article.text);
  CHECK(back.authors == article.authors);
  CHECK(back.agencies == article.agencies);
  CHECK(back.completeness == article.completeness);
  REQUIRE(back.blocks.size() == 2);
  CHECK(back.blocks[0].list == -1);
  CHECK(back.blocks[1].kind == BlockKind::kTableRow);
  CHECK(back.blocks[1].list == 0);
  CHECK(back.blocks[1].byte_cells == std::vector<size_t>{5, 7});
}

TEST_CASE("writer: what a killed process gathered is found again", "[store][writer]") {
  StoreFixture store, copy;
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(i);
    store.Put(MakeArticle("https://a.example/" + n, "Title" + n, "Words of " + n, "2025-11-03"),
              i % 3 == 0 ? std::vector<Told>{kAws} : std::vector<Told>{});
  }
  REQUIRE(store.writer().Sync().ok());
  // As a kill -9 leaves it: nothing was closed.
  std::filesystem::copy(store.folder(), copy.folder(), std::filesystem::copy_options::recursive);
  copy.CheckSound();
  copy.writer();
  copy.Close();
  copy.CheckSound();
  CHECK(copy.Deals({.filter = {.text = "title27"}}).size() == 1);
}

TEST_CASE("writer: a deal of very many reports costs each of them alike", "[store][writer]") {
  StoreFixture store;
  const size_t reports = kMaxVoters + 50;
  for (size_t i = 0; i < reports; ++i) {
    const std::string n = std::to_string(i);
    store.Put(MakeArticle("https://a.example/" + n, "T" + n, "Text " + n, "2025-11-03"), {kAws});
  }
  const auto rows = store.Deals();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].deal->articles_size() == static_cast<int>(kMaxVoters));
  store.CheckSound();
}

TEST_CASE("writer: an old telling finds its deal behind very many newer ones", "[store][writer]") {
  StoreFixture store;
  const auto told = [&](const std::string& url, double amount, const std::string& day) {
    Told deal = kAws;
    deal.amount = amount;
    store.Put(MakeArticle("https://a.example/" + url, "T" + url, "Text " + url, day), {deal});
  };
  told("old", 3, "2025-03-10");
  // More of the same parties than one walk looks at, too late to be meant: each its own deal.
  for (int i = 0; i < 530; ++i) told(std::to_string(i), 1e6 * std::pow(1.1, i), "2026-06-03");
  const size_t deals = store.Deals().size();
  CHECK(deals == 531);
  told("again", 3, "2025-03-12");
  CHECK(store.Deals().size() == deals);
  told("other", 5, "2025-03-12");
  CHECK(store.Deals().size() == deals + 1);
}

TEST_CASE("writer: a deal without a day is found by a report of any", "[store][writer]") {
  StoreFixture store;
  Article undated = MakeArticle("https://a.example/1", "A", "OpenAI signs.", "");
  undated.fetched.clear();
  store.Put(undated, {kAws});
  store.Put(MakeArticle("https://b.example/1", "B", "Something else.", "2025-11-04"), {kAws});
  CHECK(store.Deals().size() == 1);
  store.CheckSound();
}

// A store as schema 1 wrote it: another set of families, the mentions within the article.
void WriteSchema1(const std::string& folder) {
  rocksdb::Options options;
  options.create_if_missing = options.create_missing_column_families = true;
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const char* name :
       {"default", "raw", "article", "report", "deal", "by_parties", "url", "change"}) {
    families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  REQUIRE(rocksdb::DB::Open(options, folder, families, &handles, &db).ok());
  const Article source = MakeArticle("https://a.example/1", "Old", "Old words.", "2025-11-03");
  pb::Article article = ToRecord(source, "v1");
  article.clear_blocks();
  article.set_version(1);
  article.add_deals("00000000000000aa");
  article.set_record(R"({"article":{},"mentions":[],"deals":[{"id":"x"}]})");
  pb::Report report;
  report.set_deal_id("00000000000000aa");
  report.set_article_id(source.id);
  report.set_published("2025-11-03");
  report.set_site("Example");
  report.set_lang("en");
  report.mutable_fields()->add_customer("openai");
  report.mutable_fields()->set_kind("capex");
  pb::Deal deal;
  deal.set_id("00000000000000aa");
  deal.set_parties_key("capex|openai||");
  deal.add_articles(source.id);
  *deal.mutable_fields() = report.fields();
  pb::Change change;
  change.set_number(1);
  change.set_deal_id(deal.id());
  change.set_what("appeared");
  const auto put = [&](int family, const std::string& key, const std::string& value) {
    REQUIRE(db->Put({}, handles[static_cast<size_t>(family)], key, value).ok());
  };
  put(0, "schema_version", "1");
  put(0, "last_change", "1");
  put(2, ArticleKey(source.id, 1), article.SerializeAsString());
  put(3, deal.id() + "/" + source.id, report.SerializeAsString());
  put(4, deal.id(), deal.SerializeAsString());
  put(5, deal.parties_key() + "/" + deal.id(), "");
  put(7, BigEndian64(1), change.SerializeAsString());
  for (auto* handle : handles) db->DestroyColumnFamilyHandle(handle);
  REQUIRE(db->Close().ok());
  delete db;
}

TEST_CASE("writer: a store of schema 1 is brought to this one", "[store][writer]") {
  StoreFixture store;
  WriteSchema1(store.folder());
  const auto early = Database::OpenReader(store.folder());
  CHECK(early.status().code() == StatusCode::kFailedPrecondition);
  CHECK(Message(early.status()).find("schema 1") != std::string::npos);
  store.writer();
  store.Close();
  store.CheckSound();
  CHECK(store.Deals({.filter = {.text = "words"}}).size() == 1);
  CHECK(store.Deals({.filter = {.lang = "en"}}).size() == 1);
  const auto reader = store.Reader();
  CHECK(reader->schema() == kSchemaVersion);
  const auto article = LoadArticle(*reader, store.Deals().at(0).deal->articles(0));
  CHECK(*reader->Get(Family::kMention, ArticleKey((*article)->id(), 1)) ==
        R"({"mentions":[],"deals":[{"id":"x"}]})");
}

// As schemas up to 4 had them: no day beside a deal's dollars.
void ForgetDays(const Database& database, Database::Batch* batch) {
  batch->DeleteRange(Family::kIndex, "A", "C");
  const Status scanned =
      database.Scan(Family::kDeal, "", [&](std::string_view, std::string_view value) {
        pb::Deal deal;
        REQUIRE(deal.ParseFromArray(value.data(), static_cast<int>(value.size())));
        for (const std::string& key : DealKeys(deal, 4)) batch->Put(Family::kIndex, key, "");
        return true;
      });
  REQUIRE(scanned.ok());
}

TEST_CASE("writer: a store of schema 3, without names of sites, is read and brought to this one",
          "[store][writer]") {
  StoreFixture store;
  store.Put(MakeArticle("https://www.alpha.example/1", "A", "One.", "2025-11-03"), {kAws});
  store.Put(MakeArticle("https://beta.example/1", "B", "Two.", "2025-11-04", "en", "Beta"), {});
  store.Close();
  {
    const auto database = Database::OpenWriter(store.folder());
    REQUIRE(database.ok());
    Database::Batch batch;
    batch.DeleteRange(Family::kIndex, "N", "O");
    ForgetDays(**database, &batch);
    const Status written = (*database)->Write(std::move(batch), true);
    REQUIRE(written.ok());
    REQUIRE((*database)->SetSchema(3).ok());
  }
  store.CheckSound();
  CHECK(store.Deals({.filter = {.site = "alpha"}}).size() == 1);
  store.writer();
  store.Close();
  store.CheckSound();
  const auto reader = store.Reader();
  CHECK(reader->schema() == kSchemaVersion);
  CHECK(*ValuesWith(*reader, IndexTag::kArticleSite, "") ==
        std::vector<std::string>{"Beta", "Example", "alpha.example", "beta.example"});
  CHECK(store.Deals({.filter = {.site = "ALPHA"}}).size() == 1);
}

TEST_CASE("writer: a store of schema 4, without days of amounts, is read and brought to this one",
          "[store][writer]") {
  StoreFixture store;
  for (int i = 0; i < 60; ++i) {
    const std::string n = std::to_string(i);
    store.Put(MakeArticle("https://a.example/" + n, "T", "Text " + n,
                          "2025-0" + std::to_string(1 + i % 9) + "-03"),
              {{{"c" + n}, {"p" + n}, 1e9 + i * 1e8}});
  }
  const auto newest = [&](size_t* deals_read) {
    PlanReport plan;
    const auto rows =
        QueryDeals(*store.Reader(), {.filter = {.min_amount = 2e9}, .most = 5}, &plan);
    REQUIRE(rows.ok());
    std::vector<std::string> ids;
    for (const DealRow& row : *rows) ids.push_back(row.deal->id());
    *deals_read = plan.deals_read;
    return ids;
  };
  store.Close();
  size_t reads = 0;
  const std::vector<std::string> wanted = newest(&reads);
  CHECK(wanted.size() == 5);
  CHECK(reads == 5);
  {
    const auto database = Database::OpenWriter(store.folder());
    REQUIRE(database.ok());
    Database::Batch batch;
    ForgetDays(**database, &batch);
    REQUIRE((*database)->Write(std::move(batch), true).ok());
    REQUIRE((*database)->SetSchema(4).ok());
  }
  store.CheckSound();
  CHECK(newest(&reads) == wanted);
  CHECK(store.Deals({.sort = "amount", .most = 3}).size() == 3);
  store.writer();
  store.Close();
  store.CheckSound();
  CHECK(store.Reader()->schema() == kSchemaVersion);
  CHECK(newest(&reads) == wanted);
  CHECK(reads == 5);
}

}  // namespace
}  // namespace dealwire
