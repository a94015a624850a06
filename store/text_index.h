#ifndef DEALWIRE_STORE_TEXT_INDEX_H_
#define DEALWIRE_STORE_TEXT_INDEX_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "store/database.h"

// Full-text search: which articles hold a word. Each version of an article is a document with a
// number of its own, counted up. The family `text`:
//
//     'd' be32(doc)                  article id, then the ids of its deals, NUL between them
//     'w' word NUL be32(first doc)   a segment: the documents that hold the word, as varints of the
//                                    distances between them; the first is in the key
//
// A segment is written for a few hundred documents at once (a key for each word of each article
// would be most of the database); documents that are in none yet, from the number `text_indexed` in
// `meta` on, are searched as they are.
namespace dealwire {

class Database;

// The words of `text`, each once, sorted: ICU's word breaks, folded (case, width, Latin accents);
// pairs of characters in Han and kana, with the last character of a run alone. At most 50,000.
// Linear.
std::vector<std::string> WordsOf(std::string_view text);

// What a user looks for: every one must be found. A word that ends in '*' stands for all that begin
// so; one character of Han or kana likewise.
struct TextQuery {
  struct Word {
    std::string text;
    bool prefix = false;
  };
  std::vector<Word> words;
  // Does a document with these words (WordsOf) match?
  bool Matches(const std::vector<std::string>& words_of_document) const;
};
// Errors: kInvalidArgument, no word in it.
StatusOr<TextQuery> ParseTextQuery(const std::string& text);

// Documents that match, sorted; those of older versions of an article too.
StatusOr<std::vector<uint32_t>> SearchText(const Database& database, const TextQuery& query);

// The article and the deals of a document.
struct Document {
  std::string article_id;
  std::vector<std::string> deals;
};
std::string DocumentKey(uint32_t doc);
std::string EncodeDocument(const Document& document);
StatusOr<Document> LoadDocument(const Database& database, uint32_t doc);

// Gathers words and writes them in segments. For one thread.
class TextIndexer {
 public:
  // Documents before `next` are in segments already.
  explicit TextIndexer(uint32_t next) : next_(next) {}

  // Numbers come in order.
  void Add(uint32_t doc, const std::vector<std::string>& words);
  bool Full() const { return documents_ >= 512; }
  bool empty() const { return documents_ == 0; }
  // The segment of all documents added since the last one, and up to where all are in segments.
  void Flush(Database::Batch* batch);

 private:
  uint32_t next_;
  size_t documents_ = 0;
  std::map<std::string, std::vector<uint32_t>, std::less<>> postings_;
};

// Up to where documents are in segments; the number of the last document.
StatusOr<uint32_t> TextIndexed(const Database& database);
StatusOr<uint32_t> LastDocument(const Database& database);
void PutLastDocument(uint32_t doc, Database::Batch* batch);

// Does the segment hold rising documents up to `last`?
bool SegmentIsWhole(std::string_view key, std::string_view value, uint32_t last);

// Many small segments of a word become one; what is found stays the same.
Status MergeSegments(Database* database);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_TEXT_INDEX_H_
