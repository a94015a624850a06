#ifndef DEALWIRE_STORE_WRITER_H_
#define DEALWIRE_STORE_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/status.h"
#include "extract/extraction.h"
#include "ingest/article.h"
#include "ingest/crawl/crawl_frontier.h"

namespace dealwire {

class Database;
class RuleSet;
struct MergeRules;

// Puts articles and their deals into the database. All that one article changes is one atomic
// batch: its record, its raw bytes, its reports, the deals that they are merged into, their
// indexes, and what changed. Safe from many threads; they take turns.
class Writer {
 public:
  // Brings an older schema to this one. `merge`: what reports are merged by; null: what is compiled
  // into the program. Errors: those of Database::OpenWriter.
  static StatusOr<std::unique_ptr<Writer>> Open(const std::string& folder,
                                                std::shared_ptr<const RuleSet> rules,
                                                std::shared_ptr<const MergeRules> merge = nullptr);
  ~Writer();

  struct Counts {
    uint64_t articles = 0, unchanged = 0, reports = 0, new_deals = 0, changes = 0;
  };

  // Stores `article` and what was found in it. The same text with the same results changes nothing;
  // a changed text is a new version, and deals that it tells no more lose its report.
  // `raw` are the bytes it was read from, or "". On disk after the next Sync.
  Status Put(const Article& article, const Extraction& extraction, std::string_view raw,
             const std::string& source);

  // The same in two steps. Prepare is most of the work and needs no turn: threads that extract do
  // it side by side, and the one that puts in order has little left to do.
  class Prepared {
   public:
    Prepared(Prepared&&) noexcept;
    Prepared& operator=(Prepared&&) noexcept;
    ~Prepared();

   private:
    friend class Writer;
    struct Rep;
    explicit Prepared(std::unique_ptr<Rep> rep);
    std::unique_ptr<Rep> rep_;
  };
  StatusOr<Prepared> Prepare(const Article& article, const Extraction& extraction,
                             std::string_view raw, const std::string& source) const;
  Status Put(Prepared prepared, std::string_view raw);

  // The same of bytes that are in the store already (Frontier keeps what is fetched): by their
  // SHA-256.
  Status PutKept(const Article& article, const Extraction& extraction,
                 const std::string& body_sha256, const std::string& source);

  // All that was put is on disk when it returns.
  Status Sync();

  // Ends it: all is on disk, and readers open fast. What is called after it fails or crashes.
  Status Close();

  Counts counts() const;
  Frontier* frontier();  // lives as long as the writer
  Database& database();

 private:
  struct Rep;
  explicit Writer(std::unique_ptr<Rep> rep);
  StatusOr<Prepared> PrepareKept(const Article& article, const Extraction& extraction,
                                 const std::string& body_sha256, const std::string& source) const;
  std::unique_ptr<Rep> rep_;
};

}  // namespace dealwire

#endif  // DEALWIRE_STORE_WRITER_H_
