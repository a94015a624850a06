#ifndef DEALWIRE_STORE_TEXT_INDEX_H_
#define DEALWIRE_STORE_TEXT_INDEX_H_

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "store/database.h"

// Full-text search: which articles hold a word. Each version of an article is a document with a
// number of its own, counted up. The family `text`:
//
//     'd' be32(doc)                  article id, then the ids of its deals, NUL between them
//     'v' word NUL be32(base)        the documents from `base` on that hold the word
//                                    (store/postings.h), 65,536 of them at most
//     'w' word NUL be32(first doc)   the same in schema 2, the first document in the key, for 2048
//                                    documents: read where it is, and written no more
//     'p' be32(doc)                  its words, NUL before each and at the end, until they are
//     under
//                                    'v'
//
// What some thousand documents hold is merged into it at once (a write for each word of each
// article would be most of the database), and RocksDB joins it to what is there when it compacts;
// documents that are not in it yet, from the number `text_indexed` in `meta` on, are searched in
// their words.
namespace dealwire {

class Database;

// The words of `text`, each once, sorted: ICU's word breaks, folded (case, width, Latin accents);
// pairs of characters in Han and kana, with the last character of a run alone. At most 50,000.
// Linear.
std::vector<std::string> WordsOf(std::string_view text);
// The same as they stand under 'p': what is cheapest to make.
std::string EncodedWordsOf(std::string_view text);

// A word's first bytes as a number that sorts as they do: most comparisons need no others.
uint64_t HeadOfWord(std::string_view word);

// What a user looks for: every one must be found. A word that ends in '*' stands for all that begin
// so; one character of Han or kana likewise.
struct TextQuery {
  struct Word {
    std::string text;
    bool prefix = false;
  };
  std::vector<Word> words;
  // Does a document with these words (EncodedWordsOf) match? Reads few of their bytes.
  bool MatchesEncoded(std::string_view encoded) const;
};
// Errors: kInvalidArgument, no word in it.
StatusOr<TextQuery> ParseTextQuery(const std::string& text);

// The article and the deals of a document.
struct IndexedDocument {
  std::string article_id;
  std::vector<std::string> deals;
};
std::string DocumentKey(uint32_t doc);
std::string EncodeDocument(const IndexedDocument& document);
StatusOr<IndexedDocument> LoadDocument(const Database& database, uint32_t doc);
// Its words as they stand under 'p', made of its article anew; "" where that is another version by
// now. `articles`: the database, or a reader of it that has its articles.
StatusOr<std::string> WordsOfDocument(const Database& database, const Database& articles,
                                      uint32_t doc);

// What stands under 'p' until the document is in segments.
std::string PendingKey(uint32_t doc);
std::vector<std::string> DecodeWords(std::string_view encoded);

// A word and which documents from PostingsBase(last()) on hold it, in one line of the processor's
// cache as long as they are few: most words are in few documents. Those that grow larger lie in a
// list that all share.
class alignas(64) WordPostings {
 public:
  // Of a word that stands in `doc`.
  WordPostings(std::string_view word, uint32_t doc, std::vector<std::string>* larger);

  // `doc` is behind the last.
  void Add(uint32_t doc, std::vector<std::string>* larger);
  uint32_t last() const { return last_; }
  std::string_view word(const std::vector<std::string>& larger) const {
    return All(larger).substr(0, word_size_);
  }
  std::string_view bytes(const std::vector<std::string>& larger) const {  // store/postings.h
    return All(larger).substr(word_size_);
  }

 private:
  std::string_view All(const std::vector<std::string>& larger) const {
    return larger_ == 0 ? std::string_view(all_.data(), size_) : larger[larger_ - 1];
  }
  void Append(std::string_view bytes, std::vector<std::string>* larger);

  uint32_t last_, larger_ = 0;  // larger_: its place there and 1; 0: all is here
  uint32_t word_size_;
  uint8_t size_ = 0;
  std::array<char, 51> all_;  // the word, then the documents
};

// Gathers words and writes which documents hold them. For one thread.
class TextIndexer {
 public:
  // Documents before `next` are written already.
  explicit TextIndexer(uint32_t next) : first_(next), next_(next) {}

  // Numbers come in order. `words` are encoded.
  void Add(uint32_t doc, std::string_view words);
  size_t documents() const { return documents_; }
  bool Full() const { return documents_ >= 2048; }
  // Writes the words of all documents added since the last time; puts into `batch` up to where all
  // are written, and that their words need no longer stand by themselves. Until that is written
  // they are found twice, which is the same as once.
  Status Flush(Database* database, Database::Batch* batch);

 private:
  struct Hashed {
    std::string_view word;
    uint64_t hash;
  };
  void AddWord(uint32_t doc, const Hashed& word);
  void MakeRoom(size_t words);
  int Shift() const { return 65 - std::bit_width(slots_.size()); }  // of a hash, to its slot

  uint32_t first_, next_;
  size_t documents_ = 0;
  std::vector<WordPostings> postings_;
  std::vector<std::string> larger_;  // of those that have not room enough
  // Open addressing, of a power of two: half of a word's hash, then its place in `postings_`
  // and 1; 0: free. Most of what an article costs here is to fetch these from memory.
  std::vector<uint64_t> slots_;
  std::vector<Hashed> words_;  // of the document that is being added
};

// Up to where documents are under 'v' or 'w'; the number of the last document.
StatusOr<uint32_t> TextIndexed(const Database& database);
StatusOr<uint32_t> LastDocument(const Database& database);
void PutLastDocument(uint32_t doc, Database::Batch* batch);

// Does what stands under 'v' or 'w' hold rising documents up to `last`?
bool SegmentIsWhole(std::string_view key, std::string_view value, uint32_t last);

// What schema 2 wrote under 'w' goes to 'v'; what is found stays the same.
Status MergeSegments(Database* database);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_TEXT_INDEX_H_
