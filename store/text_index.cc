#include "store/text_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <functional>
#include <random>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "store/articles.h"
#include "store/head_sort.h"
#include "store/postings.h"
#include "store/record.pb.h"
#include "store/text_keys.h"

namespace dealwire {
namespace {

constexpr const char* kIndexedKey = "text_indexed";
constexpr const char* kLastKey = "last_document";
StatusOr<uint32_t> Number(const Database& database, const char* key) {
  DW_TRY(const std::optional<std::string> text, database.Get(Family::kMeta, key));
  uint32_t value = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), value);
  return value;
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

StatusOr<std::string> WordsOfDocument(const Database& database, const Database& articles,
                                      uint32_t doc) {
  DW_TRY(const IndexedDocument document, LoadDocument(database, doc));
  DW_TRY(const auto article, LoadArticle(articles, document.article_id));
  if (!article || article->doc() != doc) return std::string();
  return EncodedWordsOf(article->title() + "\n" + article->text());
}

bool SegmentIsWhole(std::string_view key, std::string_view value, uint32_t last) {
  std::vector<uint32_t> docs;
  if (!DecodeEntry(key, value, &docs) || docs.empty()) return false;
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

uint64_t Bytes(const char* at, size_t count) {
  uint64_t bytes = 0;
  std::memcpy(&bytes, at, count);
  return bytes;
}

// Both halves of the product: each bit of it depends on all of both.
uint64_t Folded(uint64_t a, uint64_t b) {
  const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// Of this process alone: which words fall together is nobody's to choose. The upper bits say most.
uint64_t HashOfWord(std::string_view word) {
  static const std::array<uint64_t, 2> kSecret = [] {
    std::random_device random;
    const auto number = [&] { return uint64_t{random()} << 32 | random() | 1; };
    return std::array<uint64_t, 2>{number(), number()};
  }();
  uint64_t hash = kSecret[0] ^ word.size();
  const char* at = word.data();
  size_t left = word.size();
  for (; left > 8; at += 8, left -= 8) hash = Folded(hash ^ Bytes(at, 8), kSecret[1]);
  // The last bytes by two loads that may overlap.
  const uint64_t last = left >= 4   ? Bytes(at, 4) << 32 | Bytes(at + left - 4, 4)
                        : left >= 2 ? Bytes(at, 2) << 32 | Bytes(at + left - 2, 2)
                                    : Bytes(at, 1);
  return Folded(hash ^ last, kSecret[1]) * kSecret[1];
}

}  // namespace

WordPostings::WordPostings(std::string_view word, uint32_t doc, std::vector<std::string>* larger)
    : last_(PostingsBase(doc)), word_size_(static_cast<uint32_t>(word.size())) {
  Append(word, larger);
  Add(doc, larger);
}

void WordPostings::Add(uint32_t doc, std::vector<std::string>* larger) {
  const uint32_t distance = doc - last_;
  last_ = doc;
  if (distance < 0x80 && larger_ == 0 && size_ < all_.size()) {
    all_[size_++] = static_cast<char>(distance);
    return;
  }
  if (larger_ != 0) return PutVarint(distance, &(*larger)[larger_ - 1]);
  std::string varint;
  PutVarint(distance, &varint);
  Append(varint, larger);
}

void WordPostings::Append(std::string_view bytes, std::vector<std::string>* larger) {
  if (larger_ == 0 && bytes.size() <= all_.size() - size_) {
    std::ranges::copy(bytes, all_.begin() + size_);
    size_ = static_cast<uint8_t>(size_ + bytes.size());
    return;
  }
  if (larger_ == 0) {
    larger->emplace_back(all_.data(), size_);
    larger_ = static_cast<uint32_t>(larger->size());
  }
  (*larger)[larger_ - 1] += bytes;
}

// At most half of the slots are taken when so many words more are in it.
void TextIndexer::MakeRoom(size_t words) {
  size_t size = std::max<size_t>(slots_.size(), 1024);
  while ((postings_.size() + words) * 2 > size) size *= 2;
  if (size == slots_.size()) return;
  std::vector<uint64_t> old(size);
  std::swap(old, slots_);
  for (const uint64_t slot : old) {
    if (slot == 0) continue;
    size_t at = HashOfWord(postings_[static_cast<uint32_t>(slot) - 1].word(larger_)) >> Shift();
    while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

void TextIndexer::AddWord(uint32_t doc, const Hashed& word) {
  const uint32_t base = PostingsBase(doc);
  const uint64_t upper = word.hash << 32;  // the half that says less of the slot
  size_t at = word.hash >> Shift();
  for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
    if ((slots_[at] >> 32 << 32) != upper) continue;
    WordPostings& postings = postings_[static_cast<uint32_t>(slots_[at]) - 1];
    if (PostingsBase(postings.last()) != base || postings.word(larger_) != word.word) continue;
    postings.Add(doc, &larger_);
    return;
  }
  postings_.emplace_back(word.word, doc, &larger_);
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
  // By the words, which is the order of their keys.
  struct Word {
    uint64_t head;
    const WordPostings* postings;
  };
  std::vector<Word> order;
  order.reserve(postings_.size());
  size_t key_bytes = 0;
  for (const WordPostings& postings : postings_) {
    const std::string_view word = postings.word(larger_);
    order.push_back({HeadOfWord(word), &postings});
    key_bytes += word.size() + kPostingsKeyBytes;
  }
  const auto before = [this](const Word& a, const Word& b) {
    if (a.head != b.head) return a.head < b.head;
    return std::pair(a.postings->word(larger_), a.postings->last()) <
           std::pair(b.postings->word(larger_), b.postings->last());
  };
  SortByHead(before, &order);
  std::string keys;  // one behind the other, and never more than there is room for
  keys.reserve(key_bytes);
  std::vector<std::pair<std::string_view, std::string_view>> entries;
  entries.reserve(order.size());
  for (const auto& [head, postings] : order) {
    const size_t start = keys.size();
    AppendPostingsKey(postings->word(larger_), PostingsBase(postings->last()), &keys);
    entries.emplace_back(std::string_view(keys).substr(start), postings->bytes(larger_));
  }
  DW_RETURN_IF_ERROR(database->MergeSorted(Family::kText, entries));
  for (uint32_t doc = first_; doc < next_; ++doc) batch->Delete(Family::kText, PendingKey(doc));
  batch->Put(Family::kMeta, kIndexedKey, std::to_string(next_));
  first_ = next_;
  postings_.clear();
  larger_.clear();
  std::ranges::fill(slots_, 0);
  documents_ = 0;
  return OkStatus();
}

Status MergeSegments(Database* database) {
  constexpr size_t kWorthWriting = size_t{4} << 20;
  Database::Batch batch;
  const auto write = [&](size_t least) {
    if (batch.bytes() < least) return OkStatus();
    return database->Write(std::exchange(batch, Database::Batch()), false);
  };
  Status status;
  std::vector<uint32_t> docs;
  const std::string all(1, kSegmentTag);
  DW_RETURN_IF_ERROR(
      database->Scan(Family::kText, all, [&](std::string_view key, std::string_view value) {
        docs.clear();
        if (!DecodeEntry(key, value, &docs)) {
          status = DamagedWord(key);
          return false;
        }
        for (auto from = docs.begin(); from != docs.end();) {
          const uint32_t base = PostingsBase(*from);
          const auto to = std::ranges::find_if(
              from, docs.end(), [&](uint32_t doc) { return PostingsBase(doc) != base; });
          batch.Merge(Family::kText, PostingsKey(WordOfKey(key), base),
                      EncodePostings(base, {from, to}));
          from = to;
        }
        batch.Delete(Family::kText, key);
        status = write(kWorthWriting);
        return status.ok();
      }));
  DW_RETURN_IF_ERROR(status);
  return write(1);
}

}  // namespace dealwire
