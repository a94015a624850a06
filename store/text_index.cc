#include "store/text_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <random>

#include "base/hash.h"
#include "base/text.h"
#include "store/articles.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

constexpr const char* kIndexedKey = "text_indexed";
constexpr const char* kLastKey = "last_document";
constexpr size_t kMaxPrefixWords = 2'000;      // that one word with '*' stands for
constexpr size_t kMaxSegmentBytes = 64 << 10;  // of a merged one

void PutVarint(uint32_t value, std::string* out) {
  for (; value >= 0x80; value >>= 7) *out += static_cast<char>(value | 0x80);
  *out += static_cast<char>(value);
}

// Appends the documents of a segment. False: it is damaged.
bool Decode(uint32_t first, std::string_view bytes, std::vector<uint32_t>* docs) {
  docs->push_back(first);
  uint32_t doc = first, distance = 0;
  int shift = 0;
  for (const char c : bytes) {
    if (shift > 28) return false;
    distance |= static_cast<uint32_t>(c & 0x7F) << shift;
    shift += 7;
    if ((c & 0x80) != 0) continue;
    doc += distance;
    docs->push_back(doc);
    distance = 0, shift = 0;
  }
  return shift == 0;
}

std::string Encode(const std::vector<uint32_t>& docs) {
  std::string out;
  for (size_t i = 1; i < docs.size(); ++i) PutVarint(docs[i] - docs[i - 1], &out);
  return out;
}

std::string WordKey(std::string_view word) { return "w" + std::string(word); }
std::string SegmentKey(std::string_view word, uint32_t first) {
  return WordKey(word) + '\0' + BigEndian32(first);
}
std::string_view WordOf(std::string_view key) { return key.substr(1, key.size() - 6); }
uint32_t FirstOf(std::string_view key) { return FromBigEndian32(key.substr(key.size() - 4)); }

Status Damaged(std::string_view word) {
  return DataLoss(
      fmt::format("text: the segment of '{}' is damaged; dealwire store reindex makes "
                  "it anew",
                  StripControls(word)));
}

StatusOr<uint32_t> Number(const Database& database, const char* key) {
  DW_TRY(const std::optional<std::string> text, database.Get(Family::kMeta, key));
  uint32_t value = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
}

// Documents that hold the word, or with `prefix` one that begins so.
StatusOr<std::vector<uint32_t>> DocumentsWith(const Database& database,
                                              const TextQuery::Word& word) {
  std::vector<uint32_t> docs;
  Status status;
  std::string last;
  size_t words = 0;
  const std::string from = word.prefix ? WordKey(word.text) : WordKey(word.text) + '\0';
  DW_RETURN_IF_ERROR(
      database.Scan(Family::kText, from, [&](std::string_view key, std::string_view value) {
        if (key.size() < 6) return true;
        if (WordOf(key) != last) last = std::string(WordOf(key)), ++words;
        if (!Decode(FirstOf(key), value, &docs)) status = Damaged(last);
        return status.ok() && words <= kMaxPrefixWords;
      }));
  DW_RETURN_IF_ERROR(status);
  if (word.prefix) {
    std::ranges::sort(docs);
    docs.erase(std::unique(docs.begin(), docs.end()), docs.end());
  }
  return docs;
}

bool HoldsAll(std::string_view pending, const std::vector<std::string>& needles) {
  return std::ranges::all_of(needles, [&](const std::string& needle) {
    return memmem(pending.data(), pending.size(), needle.data(), needle.size()) != nullptr;
  });
}

// Those that were written before there was 'p'.
StatusOr<bool> HoldsByText(const Database& database, const TextQuery& query, uint32_t doc) {
  DW_TRY(const IndexedDocument document, LoadDocument(database, doc));
  DW_TRY(const auto article, LoadArticle(database, document.article_id));
  return article && article->doc() == doc &&
         query.Matches(WordsOf(article->title() + "\n" + article->text()));
}

// Documents that are in no segment yet.
Status SearchTail(const Database& database, const TextQuery& query, std::vector<uint32_t>* docs) {
  DW_TRY(const uint32_t indexed, TextIndexed(database));
  DW_TRY(const uint32_t last, LastDocument(database));
  std::vector<std::string> needles;
  for (const TextQuery::Word& word : query.words) {
    needles.push_back('\0' + word.text + (word.prefix ? "" : std::string(1, '\0')));
  }
  const auto at = database.NewCursor(Family::kText);
  const auto is_pending = [&] { return at->Valid() && at->key().starts_with('p'); };
  uint32_t next = std::max<uint32_t>(indexed, 1);
  for (at->Seek(PendingKey(next)); next <= last; ++next) {
    bool holds = false;
    if (is_pending() && at->key() == PendingKey(next)) {
      holds = HoldsAll(at->value(), needles);
      at->Next();
    } else {
      DW_TRY(holds, HoldsByText(database, query, next));
    }
    if (holds) docs->push_back(next);
  }
  return at->status();
}

}  // namespace

StatusOr<uint32_t> TextIndexed(const Database& database) { return Number(database, kIndexedKey); }
StatusOr<uint32_t> LastDocument(const Database& database) { return Number(database, kLastKey); }

uint64_t HeadOfWord(std::string_view word) {
  uint64_t head = 0;
  std::memcpy(&head, word.data(), std::min(word.size(), sizeof head));
  return __builtin_bswap64(head);
}

void PutLastDocument(uint32_t doc, Database::Batch* batch) {
  batch->Put(Family::kMeta, kLastKey, std::to_string(doc));
}

std::string DocumentKey(uint32_t doc) { return "d" + BigEndian32(doc); }

std::string EncodeDocument(const IndexedDocument& document) {
  std::string out = document.article_id;
  for (const std::string& deal : document.deals) out += '\0' + deal;
  return out;
}

StatusOr<IndexedDocument> LoadDocument(const Database& database, uint32_t doc) {
  DW_TRY(const std::optional<std::string> bytes, database.Get(Family::kText, DocumentKey(doc)));
  if (!bytes) return DataLoss(fmt::format("text: document {} is missing", doc));
  IndexedDocument document;
  size_t start = std::min(bytes->find('\0'), bytes->size());
  document.article_id = bytes->substr(0, start);
  while (start < bytes->size()) {
    const size_t end = std::min(bytes->find('\0', start + 1), bytes->size());
    document.deals.push_back(bytes->substr(start + 1, end - start - 1));
    start = end;
  }
  return document;
}

StatusOr<std::vector<uint32_t>> SearchText(const Database& database, const TextQuery& query) {
  std::vector<uint32_t> found;
  bool first = true;
  for (const TextQuery::Word& word : query.words) {
    DW_TRY(std::vector<uint32_t> docs, DocumentsWith(database, word));
    if (first) {
      found = std::move(docs);
    } else {
      std::vector<uint32_t> both;
      std::ranges::set_intersection(found, docs, std::back_inserter(both));
      found = std::move(both);
    }
    first = false;
    if (found.empty()) break;
  }
  DW_RETURN_IF_ERROR(SearchTail(database, query, &found));
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

bool SegmentIsWhole(std::string_view key, std::string_view value, uint32_t last) {
  std::vector<uint32_t> docs;
  if (key.size() < 6 || !Decode(FirstOf(key), value, &docs)) return false;
  return std::ranges::is_sorted(docs) && docs.back() <= last;
}

std::string PendingKey(uint32_t doc) { return "p" + BigEndian32(doc); }

namespace {

// The first of encoded words, taken away from them; "" at the end.
std::string_view NextWord(std::string_view* encoded) {
  if (encoded->size() <= 1) return {};
  const std::string_view word = encoded->substr(1, encoded->find('\0', 1) - 1);
  encoded->remove_prefix(word.size() + 1);
  return word;
}

}  // namespace

std::vector<std::string> DecodeWords(std::string_view encoded) {
  std::vector<std::string> words;
  for (auto word = NextWord(&encoded); !word.empty(); word = NextWord(&encoded)) {
    words.emplace_back(word);
  }
  return words;
}

namespace {

// Of this process alone: which words fall together is nobody's to choose. The upper bits say most.
uint64_t HashOfWord(std::string_view word) {
  static const uint64_t kFactor = [] {
    std::random_device random;
    return uint64_t{random()} << 32 | random() | 1;
  }();
  return Hash64(word) * kFactor;
}

}  // namespace

// At most half of the slots are taken when so many words more are in it.
void TextIndexer::MakeRoom(size_t words) {
  size_t size = std::max<size_t>(slots_.size(), 1024);
  while ((postings_.size() + words) * 2 > size) size *= 2;
  if (size == slots_.size()) return;
  std::vector<uint64_t> old(size);
  std::swap(old, slots_);
  for (const uint64_t slot : old) {
    if (slot == 0) continue;
    size_t at = HashOfWord(postings_[static_cast<uint32_t>(slot) - 1].word) >> Shift();
    while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

void TextIndexer::AddWord(uint32_t doc, const Hashed& word) {
  const uint64_t upper = word.hash << 32;  // the half that says less of the slot
  size_t at = word.hash >> Shift();
  for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
    if ((slots_[at] >> 32 << 32) != upper) continue;
    Postings& postings = postings_[static_cast<uint32_t>(slots_[at]) - 1];
    if (postings.word != word.word) continue;
    PutVarint(doc - postings.last, &postings.distances);
    postings.last = doc;
    return;
  }
  postings_.push_back({std::string(word.word), doc, doc, ""});
  slots_[at] = upper | postings_.size();
}

// The slots of all words are asked for before the first is looked at, then their postings: memory
// fetches them side by side.
void TextIndexer::Add(uint32_t doc, std::string_view words) {
  words_.clear();
  for (auto word = NextWord(&words); !word.empty(); word = NextWord(&words)) {
    words_.push_back({word, HashOfWord(word)});
  }
  MakeRoom(words_.size());
  for (const Hashed& word : words_) __builtin_prefetch(&slots_[word.hash >> Shift()]);
  for (const Hashed& word : words_) {
    const uint64_t slot = slots_[word.hash >> Shift()];
    if (slot != 0) __builtin_prefetch(&postings_[static_cast<uint32_t>(slot) - 1]);
  }
  for (const Hashed& word : words_) AddWord(doc, word);
  ++documents_;
  next_ = doc + 1;
}

Status TextIndexer::Flush(Database* database, Database::Batch* batch) {
  // By the words, which is the order of their segments' keys: the first bytes of most say it.
  std::vector<std::pair<uint64_t, uint32_t>> order;
  order.reserve(postings_.size());
  for (const Postings& postings : postings_) {
    order.emplace_back(HeadOfWord(postings.word), static_cast<uint32_t>(order.size()));
  }
  std::ranges::sort(order, [this](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first
                              : postings_[a.second].word < postings_[b.second].word;
  });
  std::vector<std::pair<std::string, std::string>> segments;
  segments.reserve(order.size());
  for (const auto& [head, at] : order) {
    Postings& postings = postings_[at];
    segments.emplace_back(SegmentKey(postings.word, postings.first), std::move(postings.distances));
  }
  DW_RETURN_IF_ERROR(database->AddSorted(Family::kText, segments));
  for (uint32_t doc = first_; doc < next_; ++doc) batch->Delete(Family::kText, PendingKey(doc));
  batch->Put(Family::kMeta, kIndexedKey, std::to_string(next_));
  first_ = next_;
  postings_.clear();
  std::ranges::fill(slots_, 0);
  documents_ = 0;
  return OkStatus();
}

namespace {

// One word's segments, gathered while walking over all of them.
class Merger {
 public:
  explicit Merger(Database* database) : database_(*database) {}

  Status Add(std::string_view key, std::string_view value) {
    const std::string_view word = WordOf(key);
    if (word != word_ || bytes_ + value.size() > kMaxSegmentBytes) {
      DW_RETURN_IF_ERROR(End());
      word_ = std::string(word);
    }
    keys_.emplace_back(key);
    bytes_ += value.size();
    return Decode(FirstOf(key), value, &docs_) ? OkStatus() : Damaged(word);
  }

  Status End() {
    if (keys_.size() > 1) {
      for (size_t i = 1; i < keys_.size(); ++i) batch_.Delete(Family::kText, keys_[i]);
      batch_.Put(Family::kText, keys_[0], Encode(docs_));
    }
    keys_.clear(), docs_.clear(), bytes_ = 0;
    return batch_.bytes() < (size_t{4} << 20) ? OkStatus() : Write();
  }

  Status Write() {
    Database::Batch batch = std::move(batch_);
    batch_ = Database::Batch();
    return database_.Write(std::move(batch), false);
  }

 private:
  Database& database_;
  std::string word_;
  std::vector<std::string> keys_;
  std::vector<uint32_t> docs_;
  size_t bytes_ = 0;
  Database::Batch batch_;
};

}  // namespace

Status MergeSegments(Database* database) {
  Merger merger(database);
  Status status;
  DW_RETURN_IF_ERROR(
      database->Scan(Family::kText, "w", [&](std::string_view key, std::string_view value) {
        if (key.size() >= 6) status = merger.Add(key, value);
        return status.ok();
      }));
  DW_RETURN_IF_ERROR(status);
  DW_RETURN_IF_ERROR(merger.End());
  return merger.Write();
}

}  // namespace dealwire
