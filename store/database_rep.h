#ifndef DEALWIRE_STORE_DATABASE_REP_H_
#define DEALWIRE_STORE_DATABASE_REP_H_

#include <rocksdb/db.h>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
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

struct Database::Batch::Rep {
  struct Change {
    Family family;
    enum class Kind { kPut, kDelete, kDeleteRange } kind;
    std::string key, value;  // of a range: its first key, its end
  };
  std::vector<Change> changes;
  size_t bytes = 0;
};

struct Database::Rep {
  std::string folder;
  std::string secondary;  // scratch folder of a reader; "" for the writer
  int schema = 0;
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;  // by Family, then those of older schemas
  std::function<void(const Batch::Rep&)> on_write;    // for measurements: sees all that is written

  ~Rep();
  // Every file must open, where a reader that meets a damaged one goes back to a state without it.
  // `opened` is for reading alone and holds no lock.
  static rocksdb::Status OpenStrictly(const std::string& folder,
                                      const std::shared_ptr<rocksdb::Logger>& log, Rep* opened);
  // OpenStrictly, once more where a writer took a file away; kDataLoss names the damaged one.
  static Status EveryTableOpens(const std::string& folder, Rep* strict);
  // Of a reader: whether it has gone back to a state without a table that is there and damaged.
  Status NoTableLeftOut() const;
  // Told, of an opening: names the damaged file, which RocksDB does of some alone.
  static Status ToldOfOpening(const rocksdb::Status& status, const std::string& folder);
  rocksdb::ColumnFamilyHandle* Handle(Family family) const {
    return handles[static_cast<size_t>(family)];
  }
};

}  // namespace dealwire

#endif  // DEALWIRE_STORE_DATABASE_REP_H_
