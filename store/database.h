#ifndef DEALWIRE_STORE_DATABASE_H_
#define DEALWIRE_STORE_DATABASE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"

namespace dealwire {

// The column families (docs/store_format.md); keys sort bytewise.
enum class Family {
  kMeta,       // name -> value
  kRaw,        // sha256 of the body -> the body as fetched
  kArticle,    // article id, be32(~version) -> pb::Article; newest first
  kReport,     // deal id '/' article id -> pb::Report
  kDeal,       // deal id -> pb::Deal
  kByParties,  // parties key '/' deal id -> "": what a new report may belong to
  kUrl,        // canonical URL -> pb::UrlState
  kChange,     // be64 number -> pb::Change
  kHost,       // "h" scheme://host:port -> pb::HostState; "q" host 0 be64 -> pb::QueuedUrl
  kFetch,      // canonical URL 0 be64(~time) -> pb::FetchNote: the ledger of requests
  kSource,     // name of a source -> pb::SourceHistory
  kRun,        // be64 start -> pb::CrawlRun
};
constexpr int kFamilies = 12;

// The version of what is written. A store of a newer one is refused.
constexpr int kSchemaVersion = 1;

// One RocksDB folder: one writer, many readers. A reader sees the state at its opening, also while
// a writer works on it. Safe from many threads.
class Database {
 public:
  // Makes the folder where there is none. Errors: kUnavailable, another writer has it, its process
  // and start are named; kFailedPrecondition, written by a newer schema, both numbers are named;
  // kDataLoss, damaged; kPermissionDenied.
  static StatusOr<std::unique_ptr<Database>> OpenWriter(const std::string& folder);
  // Errors: kNotFound, no database there; otherwise as above but for kUnavailable.
  static StatusOr<std::unique_ptr<Database>> OpenReader(const std::string& folder);
  ~Database();

  StatusOr<std::optional<std::string>> Get(Family family, std::string_view key) const;

  // Every entry whose key begins with `prefix`, in order, until `visit` says false.
  Status Scan(Family family, std::string_view prefix,
              const std::function<bool(std::string_view key, std::string_view value)>& visit) const;

  // A place in a family, to walk on from. The views last until it moves.
  class Cursor {
   public:
    ~Cursor();
    void Seek(std::string_view key);  // the first entry at or after it
    void Next();
    bool Valid() const;
    std::string_view key() const;
    std::string_view value() const;

   private:
    friend class Database;
    struct Rep;
    explicit Cursor(std::unique_ptr<Rep> rep);
    std::unique_ptr<Rep> rep_;
  };
  std::unique_ptr<Cursor> NewCursor(Family family) const;

  // Changes that are written all at once or not at all.
  class Batch {
   public:
    Batch();
    ~Batch();
    Batch(Batch&&) noexcept;
    void Put(Family family, std::string_view key, std::string_view value);
    void Delete(Family family, std::string_view key);

   private:
    friend class Database;
    struct Rep;
    std::unique_ptr<Rep> rep_;
  };
  // `sync`: on disk when it returns.
  Status Write(Batch batch, bool sync);

  struct Stats {
    uint64_t keys = 0;   // an estimate
    uint64_t bytes = 0;  // on disk
  };
  Stats StatsOf(Family family) const;
  Status Compact();
  // Reads everything and checks every checksum.
  Status VerifyChecksums() const;

  static const char* Name(Family family);
  const std::string& folder() const;

 private:
  struct Rep;
  explicit Database(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

// Numbers that sort bytewise.
std::string BigEndian32(uint32_t value);
std::string BigEndian64(uint64_t value);
uint64_t FromBigEndian64(std::string_view bytes);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_DATABASE_H_
