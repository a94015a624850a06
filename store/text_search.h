#ifndef DEALWIRE_STORE_TEXT_SEARCH_H_
#define DEALWIRE_STORE_TEXT_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/status.h"
#include "store/text_index.h"

namespace dealwire {

class Database;

// Which documents match a question, found out as far as somebody asks: the newest deals are in the
// newest documents, and of a word that all articles hold nothing else is read for them. Documents
// of older versions of an article match too. A view of `database`, which must outlive it; one
// thread at a time. What was read is kept: 4 bytes for each match.
class TextSearch {
 public:
  // Reads how many documents there are. Errors: of reading.
  static StatusOr<std::shared_ptr<TextSearch>> Open(const Database& database, TextQuery query);

  // Reads the 65,536 documents beside this one where it is the first of them that is asked for.
  // False after an error, which status() tells.
  bool Holds(uint32_t doc);

  // All that match, sorted, if they are `most` or fewer; to see that they are more, the newest are
  // read. Errors: kDataLoss.
  StatusOr<std::optional<std::vector<uint32_t>>> UpTo(size_t most);
  // All that match, sorted: reads all postings of all words, and those documents that are in no
  // index yet. Errors: kDataLoss.
  StatusOr<std::vector<uint32_t>> All();

  // The first error that Holds met: nothing more is read from then on.
  const Status& status() const { return status_; }

 private:
  using Documents = std::vector<uint32_t>;
  TextSearch(const Database& database, TextQuery query);

  StatusOr<Documents> With(const TextQuery::Word& word) const;
  StatusOr<Documents> OfSpan(uint32_t base) const;
  StatusOr<const Documents*> Span(uint32_t base);
  StatusOr<bool> HoldsPending(uint32_t doc);
  StatusOr<bool> HoldsByText(uint32_t doc);
  StatusOr<bool> IsMatch(uint32_t doc);
  StatusOr<bool> HasMore(size_t most);
  Status ReadTail(Documents* docs);
  Status ReadAll();

  const Database& database_;
  const TextQuery query_;
  uint32_t indexed_ = 0, last_ = 0;     // documents before `indexed_` are in the index
  bool by_spans_ = false;               // else only all at once
  std::map<uint32_t, Documents> read_;  // of the index, by the first number of the span
  std::optional<Documents> all_;
  std::unordered_map<uint32_t, bool> by_text_;  // of documents without words of their own
  std::unique_ptr<Database> articles_;          // where `database_` was opened without them
  Status status_;
};

}  // namespace dealwire

#endif  // DEALWIRE_STORE_TEXT_SEARCH_H_
