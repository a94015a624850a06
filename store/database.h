#ifndef DEALWIRE_STORE_DATABASE_H_
#define DEALWIRE_STORE_DATABASE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/status.h"

namespace dealwire {

// The column families (docs/store_format.md); keys sort bytewise.
enum class Family {
  kMeta,     // name -> value
  kRaw,      // sha256 of the body -> the body as fetched
  kArticle,  // article id '/' be32(~version) -> pb::Article; newest first
  kMention,  // likewise -> its mentions and deals as JSON
  kReport,   // deal id '/' article id -> pb::Report
  kDeal,     // deal id -> pb::Deal
  kIndex,    // every index of deals, articles and changes (store/index.h) -> ""
  kText,     // the words of articles (store/text_index.h)
  kChange,   // be64 number -> pb::Change
  kUrl,      // canonical URL -> pb::UrlState
  kHost,     // "h" scheme://host:port -> pb::HostState; "q" host 0 be64 -> pb::QueuedUrl
  kFetch,    // canonical URL 0 be64(~time) -> pb::FetchNote: the ledger of requests
  kSource,   // name of a source -> pb::SourceHistory
  kRun,      // be64 start -> pb::CrawlRun
};
constexpr int kFamilies = 14;

// The version of what is written. A store of a newer one is refused, one of an older one is brought
// to this one by the next writer (store/care.h).
constexpr int kSchemaVersion = 5;
constexpr int kOldestReadable = 2;  // by readers as it is
// The first to list the sites of articles, and to tell the day of a deal beside its dollars
// (store/index.h).
constexpr int kSchemaOfSiteNames = 4, kSchemaOfDays = 5;

// In meta: the folder was copied while a writer worked, and nobody has yet looked whether its files
// are of one state (CheckCopy, store/care.h).
constexpr const char* kUncheckedCopyKey = "unchecked_copy";

// One RocksDB folder: one writer, many readers. A reader sees the state at its opening, also while
// a writer works on it. Safe from many threads.
class Database {
 public:
  // Makes the folder where there is none. A store of an older schema is opened as it is: schema()
  // tells. Errors: kUnavailable, another writer has it, its process and start are named;
  // kFailedPrecondition, written by a newer schema, both numbers are named; kDataLoss, damaged;
  // kPermissionDenied; kResourceExhausted, the disk is full.
  static StatusOr<std::unique_ptr<Database>> OpenWriter(const std::string& folder);
  // `families`: all that will be read of it, `meta` aside; none named are all of them. To open few
  // is faster: opening reads the ends of every file of theirs. Asking for another is a caller's
  // bug. Errors: kNotFound, no database there; kFailedPrecondition also for an older schema;
  // otherwise as above but for kUnavailable.
  static StatusOr<std::unique_ptr<Database>> OpenReader(const std::string& folder,
                                                        const std::vector<Family>& families = {});
  ~Database();

  // Of what is stored; SetSchema(kSchemaVersion) ends a migration.
  int schema() const;
  Status SetSchema(int version);

  StatusOr<std::optional<std::string>> Get(Family family, std::string_view key) const;

  using Visit = std::function<bool(std::string_view key, std::string_view value)>;
  // Every entry whose key begins with `prefix`, in order, until `visit` says false.
  Status Scan(Family family, std::string_view prefix, const Visit& visit) const;

  // A place in a family, to walk on from. The views last until it moves.
  class Cursor {
   public:
    ~Cursor();
    void Seek(std::string_view key);  // the first entry at or after it
    void SeekLast();
    void Next();
    bool Valid() const;
    std::string_view key() const;
    std::string_view value() const;
    Status status() const;  // why it is not valid, where that is an error

   private:
    friend class Database;
    struct Rep;
    explicit Cursor(std::unique_ptr<Rep> rep);
    std::unique_ptr<Rep> rep_;
  };
  std::unique_ptr<Cursor> NewCursor(Family family) const;
  // One for going over most of a family: it reads ahead and leaves the cache to what is looked up.
  std::unique_ptr<Cursor> NewWalk(Family family) const;

  // Changes that are written all at once or not at all.
  class Batch {
   public:
    Batch() = default;
    Batch(Batch&&) noexcept = default;
    Batch& operator=(Batch&&) noexcept = default;
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    void Put(Family family, std::string_view key, std::string_view value) {
      Add(family, Kind::kPut, key, value);
    }
    // Of the family `text`: joins the postings (store/postings.h) to those under the key.
    void Merge(Family family, std::string_view key, std::string_view value) {
      Add(family, Kind::kMerge, key, value);
    }
    void Delete(Family family, std::string_view key) { Add(family, Kind::kDelete, key, ""); }
    // Every key from `first` up to, not including, `end`.
    void DeleteRange(Family family, std::string_view first, std::string_view end) {
      Add(family, Kind::kDeleteRange, first, end);
    }
    // Every Put, and every Delete without a value, in order.
    void Each(const std::function<void(Family family, std::string_view key,
                                       std::optional<std::string_view> value)>& visit) const;
    size_t bytes() const { return encoded_.size(); }
    bool empty() const { return encoded_.empty(); }
    // All of it as bytes, and a batch of such bytes: for this process, no format to keep.
    const std::string& encoded() const { return encoded_; }
    static Batch FromEncoded(std::string encoded);

   private:
    friend class Database;
    enum class Kind : uint32_t { kPut, kMerge, kDelete, kDeleteRange };
    struct Change {  // what stands before its key and value in `encoded_`
      Family family;
      Kind kind;
      uint32_t key_size, value_size;  // of a range: of its first key, of its end
    };
    void Add(Family family, Kind kind, std::string_view key, std::string_view value);
    std::string encoded_;
  };
  // `sync`: on disk when it returns.
  Status Write(Batch batch, bool sync);

  // `observer` sees all that is written from now on, MergeSorted's entries too, before it is: for
  // measurements. Not while another thread writes.
  void Observe(std::function<void(const Batch&)> observer);

  // Merges entries, sorted by key and each key once, as a file of its own, which spares the log and
  // the memory what many of them would take. On disk when it returns; none of them, or all.
  Status MergeSorted(Family family,
                     const std::vector<std::pair<std::string_view, std::string_view>>& entries);

  struct Stats {
    uint64_t keys = 0;   // an estimate
    uint64_t bytes = 0;  // on disk and in memory
  };
  Stats StatsOf(Family family) const;  // not of a reader that was asked for few families
  // Bytes of the entries from `first` to `end`, roughly.
  uint64_t SizeBetween(Family family, std::string_view first, std::string_view end) const;

  // What is in memory goes to its files, so that readers open at once.
  Status Flush();
  // RocksDB's own threads write or compact something, or are about to: for measurements.
  bool HasBacklog() const;
  Status Compact();
  // Reads everything and checks every checksum. Errors: kDataLoss, the file is
  // named; kUnavailable, of a reader, where a writer compacts tables faster than they are read.
  Status VerifyChecksums() const;

  // Adds the state of the database in `folder` to the backups in `backups`: files that are there
  // already are not copied again. A writer may go on meanwhile: what it had written when this began
  // is in it. Gives the new backup's number. Errors: kUnavailable, another backup of it is being
  // made; otherwise those of OpenReader.
  static StatusOr<uint32_t> Backup(const std::string& folder, const std::string& backups);
  // Makes the database `folder`, which is absent or empty, from the newest backup in `backups`.
  static Status Restore(const std::string& backups, const std::string& folder);

  static const char* Name(Family family);
  const std::string& folder() const;
  bool Reads(Family family) const;  // false: it was opened without it

 private:
  struct Rep;
  explicit Database(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

// Numbers that sort bytewise.
std::string BigEndian32(uint32_t value);
std::string BigEndian64(uint64_t value);
uint32_t FromBigEndian32(std::string_view bytes);
uint64_t FromBigEndian64(std::string_view bytes);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_DATABASE_H_
