#include "store/database.h"

#include <rocksdb/db.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "store/postings.h"
#include "tests/support/process.h"

namespace dealwire {
namespace {

std::string Db(const TemporaryFolder& folder) { return (folder.path() / "db").string(); }

void PutOne(Database* database, const std::string& key, const std::string& value) {
  Database::Batch batch;
  batch.Put(Family::kDeal, key, value);
  const Status written = database->Write(std::move(batch), true);
  REQUIRE(written.ok());
}

TEST_CASE("database: what is written is read, also by readers while the writer is open",
          "[store][database]") {
  const TemporaryFolder folder;
  auto writer = Database::OpenWriter(Db(folder));
  REQUIRE(writer.ok());
  CHECK((*writer)->schema() == kSchemaVersion);
  PutOne(writer->get(), "a", "1");
  const auto reader = Database::OpenReader(Db(folder));
  REQUIRE(reader.ok());
  CHECK(**(*reader)->Get(Family::kDeal, "a") == "1");
  PutOne(writer->get(), "a", "2");
  CHECK(**(*reader)->Get(Family::kDeal, "a") == "1");  // the state at its opening
  CHECK(**(*Database::OpenReader(Db(folder)))->Get(Family::kDeal, "a") == "2");
  CHECK(*(*reader)->Get(Family::kReport, "a") == std::nullopt);
}

TEST_CASE("database: a scan gives the keys of a prefix in order", "[store][database]") {
  const TemporaryFolder folder;
  const auto writer = Database::OpenWriter(Db(folder));
  for (const char* key : {"b2", "a", "b1", "c", "b"}) PutOne(writer->get(), key, "");
  std::string seen;
  REQUIRE((*writer)
              ->Scan(Family::kDeal, "b",
                     [&](std::string_view key, std::string_view) {
                       seen += std::string(key) + " ";
                       return key != "b1";
                     })
              .ok());
  CHECK(seen == "b b1 ");
}

// All entries of a family; then, of as many places as there are, the entry at or after it.
std::string Seen(const Database& database, Family family, uint32_t seed) {
  std::string seen;
  const auto all = database.Scan(family, "", [&](std::string_view key, std::string_view value) {
    seen.append(key).append("=").append(value).append(" ");
    return true;
  });
  REQUIRE(all.ok());
  std::mt19937 random(seed);
  const auto at = database.NewCursor(family);
  at->SeekLast();
  if (at->Valid()) seen.append(at->key());
  for (int i = 0; i < 300; ++i) {
    const std::string key =
        std::string(1, static_cast<char>(random() % 256)) + std::to_string(random() % 1000);
    at->Seek(key);
    for (int step = 0; step < 3 && at->Valid(); ++step, at->Next()) seen.append(at->key());
    const auto got = database.Get(family, key);
    REQUIRE(got.ok());
    seen += *got ? **got : "-";
  }
  return seen;
}

TEST_CASE("database: a reader replays the log into the state that the writer has",
          "[store][database]") {
  const TemporaryFolder folder;
  const auto writer = Database::OpenWriter(Db(folder));
  REQUIRE(writer.ok());
  std::mt19937 random(7);
  for (int round = 0; round < 40; ++round) {
    Database::Batch batch;
    for (int i = 0; i < 100; ++i) {
      const std::string key =
          std::string(1, static_cast<char>(random() % 256)) + std::to_string(random() % 1000);
      const Family family = random() % 2 == 0 ? Family::kIndex : Family::kDeal;
      if (random() % 4 == 0) batch.Delete(family, key);
      if (random() % 4 != 0) batch.Put(family, key, std::to_string(random()));
      std::string postings;
      PutVarint(static_cast<uint32_t>(random() % 60'000), &postings);
      batch.Merge(Family::kText, "vword" + std::to_string(random() % 50), postings);
    }
    if (round == 20) batch.DeleteRange(Family::kIndex, "A", "D");
    const Status written = (*writer)->Write(std::move(batch), false);
    REQUIRE(written.ok());
    if (round == 10) REQUIRE((*writer)->Flush().ok());  // what follows is in the log alone
  }
  const auto reader = Database::OpenReader(Db(folder));
  REQUIRE(reader.ok());
  for (const Family family : {Family::kIndex, Family::kDeal, Family::kText}) {
    const std::string wanted = Seen(**writer, family, 11);
    CHECK(wanted.size() > 1000);
    CHECK((Seen(**reader, family, 11) == wanted));
  }
  const auto again = Database::OpenReader(Db(folder));
  REQUIRE(again.ok());
  CHECK((*again)->SizeBetween(Family::kIndex, "a", "z") > 0);
}

TEST_CASE("database: an open reader has nothing in the folder of temporary files",
          "[store][database]") {
  const TemporaryFolder folder, temporary;
  const auto writer = Database::OpenWriter(Db(folder));
  REQUIRE(writer.ok());
  Database::Batch batch;
  batch.Put(Family::kDeal, "a", "1");
  REQUIRE((*writer)->Write(std::move(batch), true).ok());
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before != nullptr ? before : "";
  setenv("TMPDIR", temporary.path().c_str(), 1);
  const auto reader = Database::OpenReader(Db(folder));
  if (before != nullptr) {
    setenv("TMPDIR", kept.c_str(), 1);
  } else {
    unsetenv("TMPDIR");
  }
  REQUIRE(reader.ok());
  CHECK(std::filesystem::is_empty(temporary.path()));  // a kill -9 leaves nothing
  CHECK(**(*reader)->Get(Family::kDeal, "a") == "1");
}

TEST_CASE("database: a second writer is told who the first is", "[store][database]") {
  const TemporaryFolder folder;
  const auto writer = Database::OpenWriter(Db(folder));
  REQUIRE(writer.ok());
  const auto second = Database::OpenWriter(Db(folder));
  CHECK(second.status().code() == StatusCode::kUnavailable);
  CHECK(Message(second.status()).find("process " + std::to_string(getpid()) + ", since 2") !=
        std::string::npos);
}

TEST_CASE("database: no store, and no store to be made", "[store][database]") {
  const TemporaryFolder folder;
  const auto reader = Database::OpenReader(Db(folder));
  CHECK(reader.status().code() == StatusCode::kNotFound);
  CHECK_FALSE(std::filesystem::exists(Db(folder)));  // asking makes nothing
  std::ofstream(folder.path() / "file") << "x";
  const auto writer = Database::OpenWriter((folder.path() / "file" / "db").string());
  CHECK(writer.status().code() == StatusCode::kPermissionDenied);
}

// The schema's number is written past the interface, as a later version would.
void WriteSchema(const std::string& folder, const std::string& number, const char* family) {
  rocksdb::DB* db = nullptr;
  std::vector<std::string> names;
  REQUIRE(rocksdb::DB::ListColumnFamilies({}, folder, &names).ok());
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  families.reserve(names.size());
  for (const std::string& name : names) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  REQUIRE(rocksdb::DB::Open({}, folder, families, &handles, &db).ok());
  REQUIRE(db->Put({}, "schema_version", number).ok());
  if (family != nullptr) {
    rocksdb::ColumnFamilyHandle* added = nullptr;
    REQUIRE(db->CreateColumnFamily({}, family, &added).ok());
    handles.push_back(added);
  }
  for (auto* handle : handles) db->DestroyColumnFamilyHandle(handle);
  REQUIRE(db->Close().ok());
  delete db;
}

TEST_CASE("database: a newer schema is refused with both numbers", "[store][database]") {
  const char* const family = GENERATE(static_cast<const char*>(nullptr), "of_the_future");
  const TemporaryFolder folder;
  REQUIRE(Database::OpenWriter(Db(folder)).ok());
  WriteSchema(Db(folder), "99", family);
  for (const Status& status :
       {Database::OpenWriter(Db(folder)).status(), Database::OpenReader(Db(folder)).status()}) {
    CHECK(status.code() == StatusCode::kFailedPrecondition);
    CHECK(Message(status).find("schema 99") != std::string::npos);
    CHECK(Message(status).find("up to " + std::to_string(kSchemaVersion)) != std::string::npos);
  }
}

// Root may do anything: the check runs as another user.
int OpenAsNobody(const std::string& folder, bool as_writer) {
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(99);
    const Status status =
        as_writer ? Database::OpenWriter(folder).status() : Database::OpenReader(folder).status();
    _exit(static_cast<int>(status.code()));
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

TEST_CASE("database: wrong permissions are told as such", "[store][database]") {
  const TemporaryFolder folder;
  REQUIRE(Database::OpenWriter(Db(folder)).ok());
  namespace fs = std::filesystem;
  fs::permissions(folder.path(), fs::perms::all);
  fs::permissions(Db(folder), fs::perms::none);
  const int denied = static_cast<int>(StatusCode::kPermissionDenied);
  CHECK(OpenAsNobody(Db(folder), true) == denied);
  CHECK(OpenAsNobody(Db(folder), false) == denied);
  fs::permissions(Db(folder), fs::perms::owner_all);
}

void FlipByte(const std::filesystem::path& file, std::streamoff at) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(at);
  const char byte = static_cast<char>(stream.get());
  stream.seekp(at);
  stream.put(static_cast<char>(byte ^ 0x10));
}

TEST_CASE("database: a flipped bit in a table is found, and its file named", "[store][database]") {
  const TemporaryFolder folder;
  {
    const auto writer = Database::OpenWriter(Db(folder));
    for (int i = 0; i < 1000; ++i) PutOne(writer->get(), std::to_string(i), "value");
    REQUIRE((*writer)->Flush().ok());
    REQUIRE((*writer)->VerifyChecksums().ok());
  }
  for (const auto& entry : std::filesystem::directory_iterator(Db(folder))) {
    if (entry.path().extension() == ".sst" && entry.file_size() > 4000) FlipByte(entry.path(), 300);
  }
  const auto reader = Database::OpenReader(Db(folder));
  const Status status = reader.ok() ? (*reader)->VerifyChecksums() : reader.status();
  CHECK(status.code() == StatusCode::kDataLoss);
  CHECK(Message(status).find(".sst") != std::string::npos);
}

TEST_CASE("database: a table that goes and stays away is damage", "[store][database]") {
  const TemporaryFolder folder;
  const auto writer = Database::OpenWriter(Db(folder));
  REQUIRE(writer.ok());
  PutOne(writer->get(), "a", "1");
  REQUIRE((*writer)->Flush().ok());
  const auto reader = Database::OpenReader(Db(folder));
  REQUIRE(reader.ok());
  std::string gone;
  for (const auto& entry : std::filesystem::directory_iterator(Db(folder))) {
    if (entry.path().extension() == ".sst") gone = entry.path().filename();
  }
  REQUIRE(std::filesystem::remove(Db(folder) + "/" + gone));
  const Status status = (*reader)->VerifyChecksums();
  CHECK(status.code() == StatusCode::kDataLoss);
  CHECK(Message(status).find(gone) != std::string::npos);
}

TEST_CASE("database: a table that is compacted away while checksums are verified is no damage",
          "[store][database]") {
  const TemporaryFolder folder;
  const auto writer = Database::OpenWriter(Db(folder));
  REQUIRE(writer.ok());
  PutOne(writer->get(), "a", "1");
  REQUIRE((*writer)->Flush().ok());
  const auto attempts_run_out = [](const Status& status) {
    return status.code() == StatusCode::kUnavailable;
  };
  const auto verified_beside_compactions = [&](const Database& database,
                                               std::chrono::milliseconds pause) {
    std::jthread compacting([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        PutOne(writer->get(), "a", "2");
        if (!(*writer)->Flush().ok() || !(*writer)->Compact().ok()) break;
        std::this_thread::sleep_for(pause);
      }
    });
    for (int round = 0; round < 40; ++round) {
      const Status verified = database.VerifyChecksums();
      INFO(verified);
      // A reader so slow that each table it looks for is gone by then says so.
      const bool may_pass = &database != writer->get() && attempts_run_out(verified);
      CHECK((verified.ok() || may_pass));
    }
  };
  SECTION("by the writer, which keeps them meanwhile") {
    verified_beside_compactions(**writer, std::chrono::milliseconds(0));
  }
  SECTION("by a reader, which looks once more") {
    const auto reader = Database::OpenReader(Db(folder));
    REQUIRE(reader.ok());
    verified_beside_compactions(**reader, std::chrono::milliseconds(150));
  }
}

TEST_CASE("database: a flipped bit in the log is found when a writer opens", "[store][database]") {
  const TemporaryFolder folder, copy;
  {
    const auto writer = Database::OpenWriter(Db(folder));
    for (int i = 0; i < 100; ++i) PutOne(writer->get(), std::to_string(i), std::string(100, 'v'));
    // As a killed process leaves it: what is in memory is in the log alone.
    std::filesystem::copy(Db(folder), Db(copy), std::filesystem::copy_options::recursive);
  }
  bool flipped = false;
  for (const auto& entry : std::filesystem::directory_iterator(Db(copy))) {
    if (entry.path().extension() != ".log" || entry.file_size() < 4000) continue;
    FlipByte(entry.path(), static_cast<std::streamoff>(entry.file_size() / 2));
    flipped = true;
  }
  REQUIRE(flipped);
  CHECK(Database::OpenWriter(Db(copy)).status().code() == StatusCode::kDataLoss);
}

TEST_CASE("database: a backup gives back the same bytes, to a new folder alone",
          "[store][database]") {
  const TemporaryFolder folder;
  const std::string backups = (folder.path() / "backups").string();
  const std::string other = (folder.path() / "other").string();
  {
    const auto writer = Database::OpenWriter(Db(folder));
    PutOne(writer->get(), "a", "1");
    Database::Batch batch;
    batch.Put(Family::kRaw, "hash", std::string(100'000, 'r'));
    const Status written = (*writer)->Write(std::move(batch), true);
    REQUIRE(written.ok());
    CHECK(*Database::Backup(Db(folder), backups) == 1);
    PutOne(writer->get(), "b", "2");
    CHECK(*Database::Backup(Db(folder), backups) == 2);
    PutOne(writer->get(), "c", "3");
  }
  REQUIRE(Database::Restore(backups, other).ok());
  const auto reader = Database::OpenReader(other);
  REQUIRE(reader.ok());
  CHECK(**(*reader)->Get(Family::kDeal, "b") == "2");
  CHECK(*(*reader)->Get(Family::kDeal, "c") == std::nullopt);
  CHECK((**(*reader)->Get(Family::kRaw, "hash")).size() == 100'000);
  CHECK(Database::Restore(backups, Db(folder)).code() == StatusCode::kFailedPrecondition);
  CHECK(Database::Restore(other, backups + "2").code() == StatusCode::kNotFound);
}

// Each batch puts its number under two keys of two families, and a body that fills memory soon.
Status PutPair(Database* database, uint32_t number) {
  Database::Batch batch;
  batch.Put(Family::kDeal, BigEndian32(number), "");
  batch.Put(Family::kRaw, BigEndian32(number), std::string(20'000, static_cast<char>(number)));
  return database->Write(std::move(batch), false);
}

TEST_CASE("database: a reader opened while logs go sees all that was written, in every family",
          "[store][database]") {
  const TemporaryFolder folder;
  const auto writer = Database::OpenWriter(Db(folder));
  REQUIRE(writer.ok());
  constexpr std::chrono::milliseconds kPause(30);
  std::atomic<uint32_t> written = 0;
  std::jthread writing([&](const std::stop_token& stop) {
    for (uint32_t n = 1; !stop.stop_requested() && PutPair(writer->get(), n).ok(); ++n) {
      written = n;
      if (n % 20 != 0) continue;
      if (!(*writer)->Flush().ok()) break;
      std::this_thread::sleep_for(kPause);  // or a reader that waits for its turn never opens
    }
  });
  for (int round = 0; round < 150; ++round) {
    const uint32_t before = written;
    const auto reader = Database::OpenReader(Db(folder));
    INFO(reader.status());
    REQUIRE(reader.ok());
    for (const Family family : {Family::kDeal, Family::kRaw}) {
      uint32_t next = 1;
      const Status scanned =
          (*reader)->Scan(family, "", [&](std::string_view key, std::string_view) {
            return FromBigEndian32(key) == next && ++next > 0;
          });
      INFO(Database::Name(family) << " " << scanned);
      CHECK(scanned.ok());
      CHECK(next > before);
    }
  }
}

TEST_CASE("database: a backup beside a writer holds all that was written before it, and no half",
          "[store][database]") {
  const TemporaryFolder folder;
  const std::string backups = (folder.path() / "backups").string();
  const auto writer = Database::OpenWriter(Db(folder));
  REQUIRE(writer.ok());
  std::atomic<uint32_t> written = 0;
  std::jthread writing([&](const std::stop_token& stop) {
    for (uint32_t n = 1; !stop.stop_requested() && PutPair(writer->get(), n).ok(); ++n) written = n;
  });
  for (int round = 0; round < 3; ++round) {
    const uint32_t before = written;
    const auto backup = Database::Backup(Db(folder), backups);
    INFO(backup.status());
    REQUIRE(backup.ok());
    const std::string restored = (folder.path() / ("restored" + std::to_string(round))).string();
    REQUIRE(Database::Restore(backups, restored).ok());
    const auto reader = Database::OpenReader(restored);
    REQUIRE(reader.ok());
    CHECK((*reader)->VerifyChecksums().ok());
    std::vector<std::string> deals, bodies;
    const auto keys_into = [](std::vector<std::string>* keys) {
      return
          [keys](std::string_view key, std::string_view) { return keys->emplace_back(key), true; };
    };
    REQUIRE((*reader)->Scan(Family::kDeal, "", keys_into(&deals)).ok());
    REQUIRE((*reader)->Scan(Family::kRaw, "", keys_into(&bodies)).ok());
    CHECK(deals == bodies);
    CHECK(deals.size() >= before);
    CHECK((deals.empty() || deals.back() == BigEndian32(static_cast<uint32_t>(deals.size()))));
  }
  writing.request_stop();
  writing.join();
  CHECK_FALSE(std::filesystem::exists(Db(folder) + "/backup"));
}

// Each flush leaves a small file, and a reader meets all that there are.
TEST_CASE("database: files of keys that only grow are merged", "[store][database]") {
  constexpr uint64_t kFlushes = 100;
  const TemporaryFolder folder;
  const auto writer = Database::OpenWriter(Db(folder));
  REQUIRE(writer.ok());
  for (uint64_t n = 0; n < kFlushes; ++n) {
    Database::Batch batch;
    batch.Put(Family::kChange, BigEndian64(n), "changed");
    REQUIRE((*writer)->Write(std::move(batch), false).ok());
    REQUIRE((*writer)->Flush().ok());
  }
  const auto files = [&] {
    return std::ranges::count_if(
        std::filesystem::directory_iterator(Db(folder)),
        [](const auto& entry) { return entry.path().extension() == ".sst"; });
  };
  constexpr auto kWait = std::chrono::seconds(30);
  const auto start = std::chrono::steady_clock::now();
  while ((files() > 10 || (*writer)->HasBacklog()) &&
         std::chrono::steady_clock::now() - start < kWait)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  CHECK(files() <= 10);
  uint64_t read = 0;
  REQUIRE((*writer)
              ->Scan(Family::kChange, "",
                     [&](std::string_view key, std::string_view) {
                       CHECK(FromBigEndian64(key) == read++);
                       return true;
                     })
              .ok());
  CHECK(read == kFlushes);
}

TEST_CASE("database: numbers sort bytewise", "[store][database]") {
  CHECK(BigEndian32(1) < BigEndian32(256));
  CHECK(FromBigEndian32(BigEndian32(0xDEADBEEF)) == 0xDEADBEEF);
  CHECK(FromBigEndian64(BigEndian64(uint64_t{1} << 40)) == uint64_t{1} << 40);
}

}  // namespace
}  // namespace dealwire
