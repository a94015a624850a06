#include "store/postings.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "store/database.h"
#include "store/text_index.h"
#include "tests/store/store_fixture.h"
#include "tests/support/process.h"

namespace dealwire {
namespace {

using Documents = std::vector<uint32_t>;

Documents Decoded(uint32_t base, std::string_view bytes) {
  Documents docs;
  CHECK(DecodePostings(base, bytes, &docs));
  return docs;
}

// Sets of documents of one base, some of them one behind the other, some overlapping.
std::vector<Documents> RandomParts(std::mt19937* random) {
  std::vector<Documents> parts(1 + (*random)() % 6);
  uint32_t from = 0;
  for (Documents& part : parts) {
    const bool follows = (*random)() % 4 != 0;
    const uint32_t start = follows ? from : (*random)() % 1000;
    std::set<uint32_t> docs;
    for (uint32_t i = 0; i < 1 + (*random)() % 40; ++i) docs.insert(start + (*random)() % 300);
    part.assign(docs.begin(), docs.end());
    from = std::max(from, part.back() + 1);
  }
  return parts;
}

TEST_CASE("postings: what is encoded is decoded", "[store][postings]") {
  const Documents docs = {65536, 65537, 65664, 100000, 131071};
  const std::string bytes = EncodePostings(PostingsBase(docs[0]), docs);
  CHECK(Decoded(65536, bytes) == docs);
  CHECK(PostingsBase(65535) == 0);
  CHECK(PostingsBase(65536) == 65536);
  CHECK(Decoded(7, "").empty());
}

TEST_CASE("postings: joined in any order and by any twos they are the union", "[store][postings]") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    const std::vector<Documents> parts = RandomParts(&random);
    std::set<uint32_t> all;
    std::vector<std::string> left;
    for (const Documents& part : parts) {
      all.insert(part.begin(), part.end());
      left.push_back(EncodePostings(0, part));
    }
    const std::string wanted = EncodePostings(0, {all.begin(), all.end()});
    CHECK(JoinPostings({left.begin(), left.end()}) == wanted);
    std::ranges::shuffle(left, random);
    CHECK(JoinPostings({left.begin(), left.end()}) == wanted);
    while (left.size() > 1) {  // neighbours, as RocksDB joins them
      const size_t at = random() % (left.size() - 1);
      left[at] = JoinPostings({left[at], left[at + 1]});
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    }
    CHECK(left[0] == wanted);
  }
}

TEST_CASE("postings: of any bytes nothing worse comes than that they are damaged",
          "[store][postings]") {
  std::mt19937 random(8);
  for (int round = 0; round < 5000; ++round) {
    std::string noise(random() % 12, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    Documents docs;
    const bool whole = !noise.empty() && DecodePostings(0, noise, &docs);
    const std::string joined = JoinPostings({EncodePostings(0, {3, 9}), noise});
    docs.clear();
    const bool joined_whole = !joined.empty() && DecodePostings(0, joined, &docs);
    CHECK(joined_whole == whole);
  }
}

// Documents over the end of one key's, written in pieces, reopened between.
TEST_CASE("postings: words are found over keys, flushes and compactions", "[store][postings]") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "db").string();
  constexpr uint32_t kFirst = kPostingsSpan - 30, kLast = kPostingsSpan + 30;
  {
    const auto made = Database::OpenWriter(path);
    REQUIRE(made.ok());
  }
  for (uint32_t doc = kFirst; doc <= kLast;) {
    const auto database = Database::OpenWriter(path);
    REQUIRE(database.ok());
    TextIndexer indexer(doc);
    for (const uint32_t end = doc + 13; doc <= kLast && doc < end; ++doc) {
      indexer.Add(doc, EncodedWordsOf(doc % 3 == 0 ? "all third" : "all"));
    }
    Database::Batch batch;
    PutLastDocument(doc - 1, &batch);
    REQUIRE(indexer.Flush(database->get(), &batch).ok());
    const Status written = (*database)->Write(std::move(batch), false);
    REQUIRE(written.ok());
    if (doc % 2 == 0) REQUIRE((*database)->Compact().ok());
  }
  const auto check = [&](const Database& database) {
    for (const auto& [text, step] : {std::pair("all", 1U), std::pair("th*", 3U)}) {
      const auto docs = DocumentsOf(database, text);
      REQUIRE(docs.ok());
      Documents wanted;
      for (uint32_t doc = kFirst; doc <= kLast; ++doc) {
        if (doc % step == 0) wanted.push_back(doc);
      }
      CHECK(*docs == wanted);
    }
  };
  const auto reader = Database::OpenReader(path);
  REQUIRE(reader.ok());
  check(**reader);
  const auto writer = Database::OpenWriter(path);
  REQUIRE(writer.ok());
  REQUIRE((*writer)->Compact().ok());
  check(**writer);
  size_t keys = 0;
  REQUIRE((*writer)
              ->Scan(Family::kText, "v",
                     [&](std::string_view, std::string_view) { return ++keys, true; })
              .ok());
  CHECK(keys == 4);  // two words, each before and behind the boundary
}

// As schema 2 wrote them: the first document in the key.
TEST_CASE("postings: segments of schema 2 are found, and found after they were moved",
          "[store][postings]") {
  const TemporaryFolder folder;
  const auto database = Database::OpenWriter((folder.path() / "db").string());
  REQUIRE(database.ok());
  Database::Batch batch;
  const Documents old = {3, 9, kPostingsSpan - 1, kPostingsSpan, kPostingsSpan + 5};
  batch.Put(Family::kText, std::string("wold") + '\0' + BigEndian32(3),
            EncodePostings(3, {old.begin() + 1, old.end()}));
  batch.Merge(Family::kText, std::string("vold") + '\0' + BigEndian32(kPostingsSpan),
              EncodePostings(kPostingsSpan, {kPostingsSpan + 5, kPostingsSpan + 6}));
  batch.Put(Family::kMeta, "text_indexed", std::to_string(kPostingsSpan + 7));
  PutLastDocument(kPostingsSpan + 6, &batch);
  const Status written = (*database)->Write(std::move(batch), false);
  REQUIRE(written.ok());
  Documents wanted = old;
  wanted.push_back(kPostingsSpan + 6);
  for (const bool moved : {false, true}) {
    if (moved) REQUIRE(MergeSegments(database->get()).ok());
    const auto docs = DocumentsOf(**database, "old");
    REQUIRE(docs.ok());
    CHECK(*docs == wanted);
  }
  REQUIRE((*database)
              ->Scan(Family::kText, "w",
                     [&](std::string_view, std::string_view) {
                       FAIL_CHECK("a segment is left");
                       return true;
                     })
              .ok());
}

}  // namespace
}  // namespace dealwire
