#include "store/text_search.h"

#include <catch2/catch.hpp>
#include <random>

#include "store/postings.h"
#include "tests/store/store_fixture.h"

namespace dealwire {
namespace {

using Documents = std::vector<uint32_t>;

// Some documents of three spans of the index, and 40 behind them that are not in it yet. All hold
// "all", each third "third", each hundredth "rare".
class Store {
 public:
  Store() : path_((folder_.path() / "db").string()) {
    auto made = Database::OpenWriter(path_);
    REQUIRE(made.ok());
    database_ = *std::move(made);
    TextIndexer indexer(1);
    for (uint32_t doc = 1; doc < kIndexed; doc += doc % 7 == 0 ? 61 : 11) {
      indexer.Add(doc, WordsIn(doc));
      documents_.push_back(doc);
    }
    Database::Batch batch;
    REQUIRE(indexer.Flush(database_.get(), &batch).ok());
    for (uint32_t doc = kIndexed; doc <= kLast; ++doc) {
      batch.Put(Family::kText, PendingKey(doc), WordsIn(doc));
      documents_.push_back(doc);
    }
    batch.Put(Family::kMeta, "text_indexed", std::to_string(kIndexed));
    PutLastDocument(kLast, &batch);
    REQUIRE(database_->Write(std::move(batch), false).ok());
  }

  std::shared_ptr<TextSearch> Search(const std::string& text) const {
    auto query = ParseTextQuery(text);
    REQUIRE(query.ok());
    const auto search = TextSearch::Open(*database_, *std::move(query));
    REQUIRE(search.ok());
    return *search;
  }
  Documents Wanted(uint32_t step) const {
    Documents wanted;
    for (const uint32_t doc : documents_) {
      if (doc % step == 0) wanted.push_back(doc);
    }
    return wanted;
  }
  Database* database() { return database_.get(); }

  static constexpr uint32_t kIndexed = 2 * kPostingsSpan + 3000, kLast = kIndexed + 39;

 private:
  static std::string WordsIn(uint32_t doc) {
    std::string text = "all";
    if (doc % 3 == 0) text += " third";
    if (doc % 100 == 0) text += " rare";
    return EncodedWordsOf(text);
  }

  const TemporaryFolder folder_;
  const std::string path_;
  std::unique_ptr<Database> database_;
  Documents documents_;
};

TEST_CASE("text search: each document alone tells what all at once do", "[store][text_search]") {
  const Store store;
  for (const auto& [text, step] :
       {std::pair("all", 1U), std::pair("third", 3U), std::pair("rare", 100U),
        std::pair("rare third", 300U), std::pair("th*", 3U), std::pair("none", 1'000'000U)}) {
    CAPTURE(text);
    const Documents wanted = store.Wanted(step);
    const auto all = store.Search(text)->All();
    REQUIRE(all.ok());
    CHECK(*all == wanted);
    std::vector<uint32_t> order(Store::kLast + 5);
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), std::mt19937(1));
    const auto one_by_one = store.Search(text);
    Documents found;
    for (const uint32_t doc : order) {
      if (one_by_one->Holds(doc)) found.push_back(doc);
    }
    std::ranges::sort(found);
    CHECK(found == wanted);
    CHECK(one_by_one->status().ok());
  }
}

TEST_CASE("text search: a few are listed, more are not", "[store][text_search]") {
  const Store store;
  for (const auto& [text, step] : {std::pair("all", 1U), std::pair("third", 3U),
                                   std::pair("rare", 100U), std::pair("th*", 3U)}) {
    CAPTURE(text);
    const Documents wanted = store.Wanted(step);
    for (const size_t most : {size_t{0}, wanted.size() - 1, wanted.size(), wanted.size() + 1}) {
      CAPTURE(most);
      const auto search = store.Search(text);
      const auto few = search->UpTo(most);
      REQUIRE(few.ok());
      CHECK(few->has_value() == (wanted.size() <= most));
      if (*few) CHECK(**few == wanted);
      CHECK(search->Holds(wanted.front()));  // it goes on to tell of each
      CHECK(search->Holds(wanted.back()));
    }
  }
}

// Only the span that is asked for is read: damage elsewhere is not met, and where it is, it is
// told.
TEST_CASE("text search: damage is told where it is met", "[store][text_search]") {
  Store store;
  Database::Batch batch;
  batch.Put(Family::kText, std::string("vall") + '\0' + BigEndian32(kPostingsSpan), "\x80");
  REQUIRE(store.database()->Write(std::move(batch), false).ok());
  const auto search = store.Search("all");
  CHECK(search->Holds(1));
  CHECK(search->Holds(Store::kLast));
  CHECK(search->status().ok());
  CHECK_FALSE(search->Holds(kPostingsSpan + 9));
  CHECK(search->status().code() == StatusCode::kDataLoss);
  CHECK(search->status().message().find("'all'") != std::string::npos);
  CHECK_FALSE(search->Holds(1));
  CHECK(store.Search("all")->All().status().code() == StatusCode::kDataLoss);
}

}  // namespace
}  // namespace dealwire
