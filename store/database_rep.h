#ifndef DEALWIRE_STORE_DATABASE_REP_H_
#define DEALWIRE_STORE_DATABASE_REP_H_

#include <rocksdb/db.h>
#include <rocksdb/merge_operator.h>

#include <array>
#include <cassert>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

// What database*.cc share: RocksDB stays out of every other header.
namespace dealwire {

inline rocksdb::Slice ToSlice(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// RocksDB's error as ours; `folder` is where.
Status Told(const rocksdb::Status& status, const std::string& folder);

// Families whose keys begin with an id of 16 bytes and '/': one id's entries are found by filters.
constexpr size_t kIdPrefixBytes = 17;
constexpr bool HasIdPrefix(Family family) {
  return family == Family::kArticle || family == Family::kMention || family == Family::kReport;
}

// Of the record in `meta` that holds the number of the schema.
inline constexpr const char* kSchemaKey = "schema_version";
std::optional<int> ParseSchema(const std::string& text);
// The schema of a database whose families are not all ours, looked up without changing it.
StatusOr<int> SchemaOf(const std::string& folder);
Status CheckSchema(const std::string& folder, int version, bool may_migrate);

// kNotFound, no database in `folder`; kPermissionDenied.
Status MayRead(const std::string& folder);

rocksdb::Options MakeOptions();
// Of what Batch::Merge is given (database_merge.cc).
std::shared_ptr<rocksdb::MergeOperator> MergeOfPostings();
// Of a reader: what it replays of the log is put in order where it is read (database_replay.cc).
void ReplayUnsorted(rocksdb::Options* options);
// Of every family, in the order of Family, made of these options.
std::vector<rocksdb::ColumnFamilyDescriptor> Descriptors(const rocksdb::Options& options);
// `ours`, then what an older schema left of those that are there.
std::vector<rocksdb::ColumnFamilyDescriptor> WithOlder(
    std::vector<rocksdb::ColumnFamilyDescriptor> ours, const std::vector<std::string>& there,
    const rocksdb::Options& options);

struct Database::Rep {
  std::string folder;
  std::string secondary;  // scratch folder of a reader; "" for the writer
  int schema = 0;
  std::unique_ptr<rocksdb::Env> env;  // of a reader; null: the default one
  std::unique_ptr<rocksdb::DB> db;
  // By Family, then those of older schemas; null: a reader was not asked for it.
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  std::function<void(const Batch&)> observer;  // null: nobody looks

  ~Rep();
  // Every file must open, where a reader that meets a damaged one goes back to a state without it.
  // `opened` is for reading alone and holds no lock.
  static rocksdb::Status OpenStrictly(const std::string& folder,
                                      const std::shared_ptr<rocksdb::Logger>& log, Rep* opened);
  // OpenStrictly, once more where a writer took a file away; kDataLoss names the damaged one,
  // kUnavailable: each attempt missed another.
  static Status EveryTableOpens(const std::string& folder, Rep* strict);
  // Of a table that did not open: kDataLoss, where it is still there and all others do not open
  // with it; else it came or went by a compaction.
  static Status DamagedOrGone(const std::string& folder, const std::string& path);
  // Told, of an opening: names the damaged file, which RocksDB does of some alone.
  static Status ToldOfOpening(const rocksdb::Status& status, const std::string& folder);
  rocksdb::ColumnFamilyHandle* Handle(Family family) const {
    rocksdb::ColumnFamilyHandle* const handle = handles[static_cast<size_t>(family)];
    assert(handle != nullptr);
    return handle;
  }
};

}  // namespace dealwire

#endif  // DEALWIRE_STORE_DATABASE_REP_H_
