#include "store/articles.h"
#include "store/care.h"
#include "store/frontier.h"
#include "store/index.h"
#include "tests/store/store_fixture.h"

namespace dealwire {
namespace {

// A small sound store, then one thing wrong in it.
class Damaged : public StoreFixture {
 public:
  Damaged() {
    article = Put(MakeArticle("https://a.example/1", "A", "Some words.", "2025-11-03"),
                  {{{"openai"}, {"aws"}, 38e9}}, "the bytes");
    Put(MakeArticle("https://b.example/1", "B", "Other words.", "2025-11-04"),
        {{{"openai"}, {"oracle"}, 300e9}});
    Close();
    CheckSound();
    deal = Deals().at(1).deal->id();
  }
  std::vector<std::string> ProblemsAfter(const std::function<void(Database::Batch*)>& change) {
    {
      const auto database = Database::OpenWriter(folder());
      REQUIRE(database.ok());
      Database::Batch batch;
      change(&batch);
      const Status written = (*database)->Write(std::move(batch), true);
      REQUIRE(written.ok());
    }
    const auto reader = Reader();
    const auto report = Verify(*reader);
    REQUIRE(report.ok());
    CHECK(report->problem_count == report->problems.size());
    return report->problems;
  }

  Article article;
  std::string deal;
};

TEST_CASE("verify: every kind of damage is found and named", "[store][verify]") {
  Damaged store;
  std::vector<std::string> problems;
  std::string named;
  SECTION("a report is missing") {
    problems = store.ProblemsAfter([&](Database::Batch* batch) {
      batch->Delete(Family::kReport, store.deal + "/" + store.article.id);
    });
    named = store.deal;
  }
  SECTION("an article is missing") {
    problems = store.ProblemsAfter([&](Database::Batch* batch) {
      batch->Delete(Family::kArticle, ArticleKey(store.article.id, 1));
    });
    named = store.article.id;
  }
  SECTION("a deal is missing") {
    problems = store.ProblemsAfter(
        [&](Database::Batch* batch) { batch->Delete(Family::kDeal, store.deal); });
    named = store.deal;
  }
  SECTION("a deal's record is damaged") {
    problems = store.ProblemsAfter(
        [&](Database::Batch* batch) { batch->Put(Family::kDeal, store.deal, "\xFF\xFF"); });
    named = store.deal;
  }
  SECTION("an index entry is missing") {
    const std::string key =
        IndexPrefix(IndexTag::kProvider, "aws") + NewestFirst("2025-11-03") + store.deal;
    problems =
        store.ProblemsAfter([&](Database::Batch* batch) { batch->Delete(Family::kIndex, key); });
    named = "vaws";
  }
  SECTION("an index entry has no record") {
    problems = store.ProblemsAfter([&](Database::Batch* batch) {
      batch->Put(Family::kIndex,
                 IndexPrefix(IndexTag::kProvider, "meta") + NewestFirst("") + store.deal, "");
    });
    named = "vmeta";
  }
  SECTION("the name of a site is missing") {
    problems = store.ProblemsAfter([&](Database::Batch* batch) {
      batch->Delete(Family::kIndex, IndexPrefix(IndexTag::kSiteName, "a.example"));
    });
    named = "Na.example";
  }
  SECTION("a change is missing") {
    problems = store.ProblemsAfter(
        [&](Database::Batch* batch) { batch->Delete(Family::kChange, BigEndian64(1)); });
    named = "change 2: 1 was to come first";
  }
  SECTION("the fetched bytes are missing") {
    problems = store.ProblemsAfter(
        [&](Database::Batch* batch) { batch->Delete(Family::kRaw, Sha256Hex("the bytes")); });
    named = store.article.id;
  }
  SECTION("the fetched bytes are others") {
    problems = store.ProblemsAfter([&](Database::Batch* batch) {
      batch->Put(Family::kRaw, Sha256Hex("the bytes"), "other bytes");
    });
    named = Sha256Hex("the bytes");
  }
  SECTION("a segment of words is damaged") {
    problems = store.ProblemsAfter([&](Database::Batch* batch) {
      batch->Put(Family::kText, std::string("wbad") + '\0' + BigEndian32(1), "\x80");
    });
    named = "wbad";
  }
  SECTION("postings of a word are damaged, and others joined to them") {
    problems = store.ProblemsAfter([&](Database::Batch* batch) {
      for (const char* bytes : {"\x01", "\x80", "\x02"}) {
        batch->Merge(Family::kText, std::string("vbad") + '\0' + BigEndian32(0), bytes);
      }
    });
    named = "vbad";
  }
  REQUIRE_FALSE(problems.empty());
  CHECK(std::ranges::any_of(problems, [&](const std::string& problem) {
    return problem.find(named) != std::string::npos;
  }));
}

TEST_CASE("verify: indexes that are lost are made anew", "[store][verify]") {
  Damaged store;
  CHECK_FALSE(store
                  .ProblemsAfter([&](Database::Batch* batch) {
                    batch->DeleteRange(Family::kIndex, "", "\xFF");
                    batch->DeleteRange(Family::kText, "v", "x");
                    batch->DeleteRange(Family::kText, "p", "q");
                    batch->Put(Family::kMeta, "text_indexed", "100");  // all stood in segments
                  })
                  .empty());
  CHECK(store.Deals({.filter = {.text = "words"}}).empty());
  {
    const auto database = Database::OpenWriter(store.folder());
    REQUIRE(Reindex(database->get()).ok());
  }
  store.CheckSound();
  CHECK(store.Deals({.filter = {.text = "words"}}).size() == 2);
}

TEST_CASE("verify: the name of a site may outlive its articles", "[store][verify]") {
  Damaged store;
  CHECK(store
            .ProblemsAfter([&](Database::Batch* batch) {
              batch->Put(Family::kIndex, IndexPrefix(IndexTag::kSiteName, "gone.example"), "");
            })
            .empty());
  CHECK(store.Deals({.filter = {.site = "gone"}}).empty());
}

TEST_CASE("verify: it can be stopped", "[store][verify]") {
  Damaged store;
  const auto reader = store.Reader();
  CHECK(Verify(*reader, [] { return true; }).status().code() == StatusCode::kCancelled);
}

TEST_CASE("stats: a reader of the whole store counts its keys", "[store][verify]") {
  StoreFixture store;
  for (int n = 0; n < 20; ++n) {
    const std::string url = "https://a.example/" + std::to_string(n);
    store.Put(MakeArticle(url, "A", "Some words.", "2025-11-03"), {{{"openai"}, {"aws"}, 38e9}});
  }
  store.Close();
  const auto reader = store.Reader();
  CHECK(reader->StatsOf(Family::kArticle).keys == 20);
  CHECK(reader->StatsOf(Family::kReport).keys == 20);
  CHECK(reader->StatsOf(Family::kArticle).bytes > 0);
}

}  // namespace
TEST_CASE("verify: an address that waits in no queue is told, and reindex frees it",
          "[store][verify]") {
  Damaged store;
  const std::string url = "https://a.example/9";
  UrlState state;
  state.queued = true;
  state.etag = "\"1\"";
  const auto problems = store.ProblemsAfter(
      [&](Database::Batch* batch) { batch->Put(Family::kUrl, url, Encode(state)); });
  CHECK(problems == std::vector<std::string>{"address " + url +
                                             ": it waits to be fetched, and no queue holds it"});
  {
    const auto database = Database::OpenWriter(store.folder());
    REQUIRE(database.ok());
    const auto frontier = MakeFrontier(database->get());
    FrontierBatch queue;
    QueuedUrl entry;
    entry.number = 7;
    entry.url = "https://a.example/10?utm_source=feed";
    queue.add.emplace_back("https://a.example", entry);
    queue.urls.emplace_back("https://a.example/10", state);
    REQUIRE(frontier->Write(queue).ok());
    REQUIRE(Reindex(database->get()).ok());
    CHECK_FALSE(frontier->Lookup(url)->queued);
    CHECK(frontier->Lookup(url)->etag.empty());
    CHECK(frontier->Lookup("https://a.example/10")->queued);
  }
  store.CheckSound();
}

}  // namespace dealwire
