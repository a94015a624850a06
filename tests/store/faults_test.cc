// What goes wrong around a store: bits that flip, folders copied under a writer, many readers.
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include "tests/store/store_fixture.h"

using namespace dealwire;
namespace fs = std::filesystem;

namespace {

// The n-th article is put; no assertion, so that other threads may call it.
Status PutNth(Writer* writer, int n) {
  const std::string name = std::to_string(n);
  const Article article =
      MakeArticle("https://example.org/" + name, "Title " + name,
                  "Openai buys " + name + " things of Oracle, as it says.", "2025-11-03");
  return writer->Put(article, Tell(article, {{{"openai"}, {"oracle"}, 1e9 + n * 1e8}}),
                     "<p>body " + name + std::string(500, 'x'), "test");
}

void Fill(StoreFixture* store, int count) {
  for (int n = 0; n < count; ++n) REQUIRE(PutNth(&store->writer(), n).ok());
}

std::vector<fs::path> FilesOf(const std::string& folder, const std::string& extension) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == extension && entry.file_size() > 0) {
      files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

// As `cp -r` copies: a file that goes meanwhile is left out.
void CopyAsItGoes(const std::string& from, const std::string& to) {
  std::error_code ignored;
  fs::create_directories(to, ignored);
  for (const auto& entry : fs::directory_iterator(from)) {
    fs::copy_file(entry.path(), to / entry.path().filename(), ignored);
  }
}

// The files of a folder and how long each is.
std::map<std::string, uintmax_t> SizesIn(const std::string& folder) {
  std::map<std::string, uintmax_t> sizes;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::error_code gone;
    sizes[entry.path().filename().string()] = fs::file_size(entry.path(), gone);
  }
  return sizes;
}

void FlipBit(const fs::path& file, uint64_t bit) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  const auto at = static_cast<std::streamoff>(bit / 8);
  stream.seekg(at);
  const int byte = stream.get();
  stream.seekp(at);
  stream.put(static_cast<char>(byte ^ (1 << (bit % 8))));
}

// What `store verify` says of the folder: "" where it is sound.
std::string Verdict(const std::string& folder) {
  const auto reader = Database::OpenReader(folder);
  if (!reader.ok()) return Message(reader.status());
  const StatusOr<VerifyReport> report = Verify(**reader);
  if (!report.ok()) return Message(report.status());
  return report->problems.empty() ? "" : report->problems.front();
}

}  // namespace

TEST_CASE("faults: a flipped bit in any table is found by verify, and its file named",
          "[store][faults]") {
  StoreFixture store;
  Fill(&store, 40);
  store.Close();
  REQUIRE(Verdict(store.folder()).empty());
  const std::vector<fs::path> files = FilesOf(store.folder(), ".sst");
  REQUIRE(files.size() >= 8);
  std::mt19937_64 random(7);
  for (const fs::path& file : files) {
    for (int i = 0; i < 6; ++i) {
      const uint64_t bit = random() % (8 * fs::file_size(file));
      INFO(file.filename() << " bit " << bit << " of " << 8 * fs::file_size(file));
      FlipBit(file, bit);
      const std::string verdict = Verdict(store.folder());
      FlipBit(file, bit);
      CHECK(verdict.find(file.filename().string()) != std::string::npos);
    }
  }
  CHECK(Verdict(store.folder()).empty());
}

TEST_CASE("faults: a reader leaves no table out in silence that does not open", "[store][faults]") {
  StoreFixture store;
  Fill(&store, 40);
  store.Close();
  for (const fs::path& file : FilesOf(store.folder(), ".sst")) {
    const uint64_t magic = 8 * (fs::file_size(file) - 4);  // at the end of a table's footer
    FlipBit(file, magic);
    const auto reader = Database::OpenReader(store.folder());
    FlipBit(file, magic);
    INFO(file.filename());
    REQUIRE(reader.status().code() == StatusCode::kDataLoss);
    CHECK(Message(reader.status()).find(file.filename().string()) != std::string::npos);
  }
  CHECK(Database::OpenReader(store.folder()).ok());
}

TEST_CASE("faults: a flipped bit in the log is found by verify, and its file named",
          "[store][faults]") {
  StoreFixture store;
  const TemporaryFolder copies;
  Fill(&store, 40);
  REQUIRE(store.writer().Sync().ok());
  const std::string copy = (copies.path() / "db").string();
  fs::copy(store.folder(), copy, fs::copy_options::recursive);  // as a killed process leaves it
  REQUIRE(Verdict(copy).empty());
  std::mt19937_64 random(7);
  int tried = 0;
  for (const fs::path& file : FilesOf(copy, ".log")) {
    for (int i = 0; i < 12; ++i, ++tried) {
      // The last record, damaged, is as one that a crash tore: it was never acknowledged.
      const uint64_t bit = random() % (8 * (fs::file_size(file) / 2));
      INFO(file.filename() << " bit " << bit << " of " << 8 * fs::file_size(file));
      FlipBit(file, bit);
      const std::string verdict = Verdict(copy);
      FlipBit(file, bit);
      CHECK(verdict.find(file.filename().string()) != std::string::npos);
    }
  }
  CHECK(tried > 0);
  CHECK(Verdict(copy).empty());
}

TEST_CASE("faults: a folder copied while a writer works opens whole, or says why it does not",
          "[store][faults]") {
  StoreFixture store;
  Fill(&store, 10);
  // A check that fails stops it, too.
  std::jthread writing([writer = &store.writer()](const std::stop_token& stop) {
    for (int n = 10; !stop.stop_requested() && PutNth(writer, n).ok(); ++n) {
    }
  });
  const TemporaryFolder copies;
  const auto open = [&](const std::string& copy) -> Status {
    DW_TRY(const std::unique_ptr<Writer> writer, Writer::Open(copy, RuleSet::Embedded()));
    // A file that went before it was copied may be missed only here.
    DW_TRY(const VerifyReport report, Verify(writer->database()));
    CHECK(report.articles >= 10);
    INFO(Catch::Detail::stringify(report.problems));
    CHECK(report.problems.empty());
    return OkStatus();
  };
  for (int i = 0; i < 8; ++i) {
    const std::string copy = (copies.path() / std::to_string(i)).string();
    CopyAsItGoes(store.folder(), copy);
    const Status opened = open(copy);
    INFO(opened);
    if (!opened.ok()) CHECK(Message(opened).find(copy) != std::string::npos);
  }
  writing.request_stop();
  writing.join();
  // Nobody writes, and what RocksDB does behind comes to its end: a copy beside which no file came,
  // went or grew is whole.
  const auto stands_still = [&](const std::string& copy) {
    const auto before = SizesIn(store.folder());
    CopyAsItGoes(store.folder(), copy);
    return before == SizesIn(copy) && before == SizesIn(store.folder());
  };
  constexpr std::chrono::seconds kLongest(60);
  constexpr std::chrono::milliseconds kPause(20);
  const auto end = std::chrono::steady_clock::now() + kLongest;
  std::string copy;
  for (int i = 8; copy.empty() || !stands_still(copy); ++i) {
    REQUIRE(std::chrono::steady_clock::now() < end);
    std::this_thread::sleep_for(kPause);
    copy = (copies.path() / std::to_string(i)).string();
  }
  const Status opened = open(copy);
  INFO(opened);
  CHECK(opened.ok());
  store.CheckSound();
}

TEST_CASE("faults: a copy whose files are of more than one state opens when it is mended",
          "[store][faults]") {
  StoreFixture store;
  Fill(&store, 10);
  const TemporaryFolder copies;
  const std::string copy = (copies.path() / "db").string();
  CopyAsItGoes(store.folder(), copy);
  {
    const auto database = Database::OpenWriter(copy);
    REQUIRE(database.ok());
    REQUIRE((*database)->Get(Family::kMeta, kUncheckedCopyKey)->has_value());
    Database::Batch batch;  // as where the log of these was copied too early
    REQUIRE((*database)
                ->Scan(Family::kIndex, "",
                       [&](std::string_view key, std::string_view) {
                         batch.Delete(Family::kIndex, key);
                         return true;
                       })
                .ok());
    const Status written = (*database)->Write(std::move(batch), true);
    REQUIRE(written.ok());
  }
  for (int i = 0; i < 2; ++i) {  // and not the first one alone
    const Status status = Writer::Open(copy, RuleSet::Embedded()).status();
    CHECK(status.code() == StatusCode::kDataLoss);
    CHECK(Message(status).find(copy + ": copied while a writer worked") == 0);
  }
  {
    const auto database = Database::OpenWriter(copy);
    REQUIRE(database.ok());
    REQUIRE(Reindex(database->get()).ok());
    REQUIRE(CheckCopy(database->get()).ok());
    CHECK_FALSE((*database)->Get(Family::kMeta, kUncheckedCopyKey)->has_value());
  }
  CHECK(Writer::Open(copy, RuleSet::Embedded()).ok());
}

TEST_CASE("faults: a hundred readers during compaction each see a whole store", "[store][faults]") {
  StoreFixture store;
  Fill(&store, 50);
  std::atomic<bool> done = false;
  std::jthread compacting([&done, database = &store.writer().database()] {
    while (!done && database->Flush().ok() && database->Compact().ok()) {
    }
  });
  std::atomic<int> whole = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(4);
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 25; ++i) {
          auto reader = Database::OpenReader(store.folder());
          for (int again = 0; again < 10 && !reader.ok(); ++again) {
            reader = Database::OpenReader(store.folder());  // as who asks again would
          }
          if (!reader.ok()) continue;
          const auto rows = QueryDeals(**reader, {});
          size_t reports = 0;
          if (!rows.ok()) continue;
          for (const DealRow& row : *rows) {
            reports += static_cast<size_t>(row.deal->articles_size());
          }
          if (reports == 50) ++whole;
        }
      });
    }
  }
  done = true;
  compacting.join();
  CHECK(whole == 100);
  store.CheckSound();
}
