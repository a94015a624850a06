#ifndef DEALWIRE_STORE_DATABASE_REP_H_
#define DEALWIRE_STORE_DATABASE_REP_H_

#include <rocksdb/db.h>

#include <array>
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

struct Database::Rep {
  std::string folder;
  std::string secondary;  // scratch folder of a reader; "" for the writer
  int schema = 0;
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;  // by Family, then those of older schemas

  ~Rep();
  rocksdb::ColumnFamilyHandle* Handle(Family family) const {
    return handles[static_cast<size_t>(family)];
  }
};

struct Database::Batch::Rep {
  struct Change {
    Family family;
    enum class Kind { kPut, kDelete, kDeleteRange } kind;
    std::string key, value;  // of a range: its first key, its end
  };
  std::vector<Change> changes;
  size_t bytes = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_STORE_DATABASE_REP_H_
