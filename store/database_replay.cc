// What a reader makes of a writer's log: tables in memory that are sorted where they are read.
#include <rocksdb/memtablerep.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

#include "store/database_rep.h"

namespace dealwire {
namespace {

// Entries as the log had them, in parts by the first byte of their keys, which of the index is its
// tag. A part is sorted when something in it is looked for: to keep all in order while the log is
// replayed, as RocksDB's skip list does, took most of what a query beside a writer takes. Each
// entry is a key of RocksDB's own with its length before it; `compare` knows their order.
class ReplayedTable : public rocksdb::MemTableRep {
 public:
  ReplayedTable(const KeyComparator& compare, rocksdb::Allocator* allocator)
      : MemTableRep(allocator), compare_(compare) {}

  void Insert(rocksdb::KeyHandle handle) override {
    const auto* const entry = static_cast<const char*>(handle);
    Part& part = parts_[PartOf(compare_.decode_key(entry))];
    part.entries.push_back(entry);
    part.sorted.store(false, std::memory_order_relaxed);
    ++count_;
  }
  bool Contains(const char* key) const override {
    const rocksdb::Slice wanted = compare_.decode_key(key);
    const size_t part = PartOf(wanted);
    const Entries& entries = Sorted(part);
    const auto at = LowerBound(entries, wanted);
    return at != entries.end() && compare_(*at, wanted) == 0;
  }
  uint64_t ApproximateNumEntries(const rocksdb::Slice& first, const rocksdb::Slice& end) override {
    const uint64_t from = Rank(first), to = Rank(end);
    return to > from ? to - from : 0;
  }
  size_t ApproximateMemoryUsage() override { return count_ * sizeof(const char*); }
  Iterator* GetIterator(rocksdb::Arena* arena) override;
  Iterator* GetDynamicPrefixIterator(rocksdb::Arena* arena) override;

 private:
  using Entries = std::vector<const char*>;
  static constexpr size_t kParts = 256;
  struct Part {
    Entries entries;
    std::atomic<bool> sorted = true;
  };
  class Walk;

  // Of a key with RocksDB's number of the change, 8 bytes, behind it.
  static size_t PartOf(const rocksdb::Slice& key) {
    return key.size() <= 8 ? 0 : static_cast<unsigned char>(key[0]);
  }
  // Many threads may read; none writes by then.
  const Entries& Sorted(size_t at) const {
    Part& part = parts_[at];
    if (!part.sorted.load(std::memory_order_acquire)) {
      const std::lock_guard lock(mutex_);
      if (!part.sorted.load(std::memory_order_relaxed)) {
        std::ranges::sort(part.entries,
                          [this](const char* a, const char* b) { return compare_(a, b) < 0; });
        part.sorted.store(true, std::memory_order_release);
      }
    }
    return part.entries;
  }
  Entries::const_iterator LowerBound(const Entries& entries, const rocksdb::Slice& key) const {
    return std::lower_bound(
        entries.begin(), entries.end(), key,
        [this](const char* entry, const rocksdb::Slice& k) { return compare_(entry, k) < 0; });
  }
  // How many entries are before this key.
  uint64_t Rank(const rocksdb::Slice& key) const {
    const size_t part = PartOf(key);
    uint64_t rank = 0;
    for (size_t i = 0; i < part; ++i) rank += parts_[i].entries.size();
    const Entries& entries = Sorted(part);
    return rank + static_cast<uint64_t>(LowerBound(entries, key) - entries.begin());
  }

  const KeyComparator& compare_;
  mutable std::array<Part, kParts> parts_;
  mutable std::mutex mutex_;
  size_t count_ = 0;
  struct alignas(std::max_align_t) Place {
    std::array<std::byte, 32> bytes;
  };
  std::deque<Place> places_;
};

class ReplayedTable::Walk : public rocksdb::MemTableRep::Iterator {
 public:
  explicit Walk(const ReplayedTable& table) : table_(table) {}

  bool Valid() const override { return part_ < kParts; }
  const char* key() const override { return table_.parts_[part_].entries[at_]; }
  void Next() override {
    ++at_;
    Forward();
  }
  void Prev() override { Backward(); }
  void Seek(const rocksdb::Slice& key, const char* /*the same with its length*/) override {
    part_ = PartOf(key);
    const Entries& entries = table_.Sorted(part_);
    at_ = static_cast<size_t>(table_.LowerBound(entries, key) - entries.begin());
    Forward();
  }
  void SeekForPrev(const rocksdb::Slice& key, const char* with_length) override {
    Seek(key, with_length);
    if (!Valid()) SeekToLast();
    while (Valid() && table_.compare_(this->key(), key) > 0) Prev();
  }
  void SeekToFirst() override {
    part_ = at_ = 0;
    Forward();
  }
  void SeekToLast() override {
    part_ = kParts;
    at_ = 0;
    Backward();
  }

 private:
  // From a place behind the last of a part to the first of the next that has any.
  void Forward() {
    for (; part_ < kParts; ++part_, at_ = 0) {
      if (at_ < table_.Sorted(part_).size()) return;
    }
  }
  void Backward() {
    while (at_ == 0) {
      if (part_ == 0) {
        part_ = kParts;
        return;
      }
      at_ = table_.Sorted(--part_).size();
    }
    --at_;
  }

  const ReplayedTable& table_;
  size_t part_ = kParts, at_ = 0;
};

// Who names an arena destroys what it is given and never frees it. No header that is installed says
// what an arena is, so that it lies here as long as the table does.
rocksdb::MemTableRep::Iterator* ReplayedTable::GetIterator(rocksdb::Arena* arena) {
  if (arena == nullptr) return new Walk(*this);
  static_assert(sizeof(Walk) <= sizeof(Place));
  const std::lock_guard lock(mutex_);
  return new (places_.emplace_back().bytes.data()) Walk(*this);
}

// RocksDB's Get asks for one without an arena, and gives it back to nobody: it is this thread's,
// for one Get after another.
rocksdb::MemTableRep::Iterator* ReplayedTable::GetDynamicPrefixIterator(rocksdb::Arena* arena) {
  if (arena != nullptr) return GetIterator(arena);
  thread_local std::optional<Walk> walk;
  return &walk.emplace(*this);
}

class ReplayedTables : public rocksdb::MemTableRepFactory {
 public:
  using MemTableRepFactory::CreateMemTableRep;
  rocksdb::MemTableRep* CreateMemTableRep(const rocksdb::MemTableRep::KeyComparator& compare,
                                          rocksdb::Allocator* allocator,
                                          const rocksdb::SliceTransform* /*prefix*/,
                                          rocksdb::Logger* /*logger*/) override {
    return new ReplayedTable(compare, allocator);
  }
  const char* Name() const override { return "dealwire.ReplayedTables"; }
};

}  // namespace

void ReplayUnsorted(rocksdb::Options* options) {
  options->memtable_factory = std::make_shared<ReplayedTables>();
  options->allow_concurrent_memtable_write = false;
}

}  // namespace dealwire
