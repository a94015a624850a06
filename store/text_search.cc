#include "store/text_search.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "store/database.h"
#include "store/postings.h"
#include "store/text_keys.h"

namespace dealwire {
namespace {

constexpr size_t kMaxPrefixWords = 2'000;  // that one word with '*' stands for

// Most come sorted, and there may be as many as articles.
void SortDistinct(std::vector<uint32_t>* docs) {
  if (std::ranges::is_sorted(*docs, std::less_equal<>())) return;
  std::ranges::sort(*docs);
  docs->erase(std::unique(docs->begin(), docs->end()), docs->end());
}

// Of those found for the words before, if any, the documents that are found for this one too.
void KeepBoth(std::vector<uint32_t> docs, bool first, std::vector<uint32_t>* found) {
  if (first) {
    *found = std::move(docs);
    return;
  }
  std::vector<uint32_t> both;
  std::ranges::set_intersection(*found, docs, std::back_inserter(both));
  *found = std::move(both);
}

}  // namespace

TextSearch::TextSearch(const Database& database, TextQuery query)
    : database_(database), query_(std::move(query)) {}

StatusOr<std::shared_ptr<TextSearch>> TextSearch::Open(const Database& database, TextQuery query) {
  const std::shared_ptr<TextSearch> search(new TextSearch(database, std::move(query)));
  DW_TRY(search->indexed_, TextIndexed(database));
  DW_TRY(search->last_, LastDocument(database));
  search->indexed_ = std::max<uint32_t>(search->indexed_, 1);
  const auto at = database.NewCursor(Family::kText);
  at->Seek(std::string(1, kSegmentTag));
  DW_RETURN_IF_ERROR(at->status());
  const bool has_segments = at->Valid() && at->key().front() == kSegmentTag;
  search->by_spans_ =
      !has_segments && std::ranges::none_of(search->query_.words, &TextQuery::Word::prefix);
  return search;
}

bool TextSearch::Holds(uint32_t doc) {
  if (!status_.ok()) return false;
  const StatusOr<bool> holds = IsMatch(doc);
  status_ = holds.status();
  return status_.ok() && *holds;
}

StatusOr<std::optional<std::vector<uint32_t>>> TextSearch::UpTo(size_t most) {
  if (!all_) {
    DW_TRY(const bool more, HasMore(most));
    if (more) return std::optional<Documents>();
    DW_RETURN_IF_ERROR(ReadAll());
  }
  return all_->size() > most ? std::nullopt : all_;
}

StatusOr<std::vector<uint32_t>> TextSearch::All() {
  if (!all_) DW_RETURN_IF_ERROR(ReadAll());
  return *all_;
}

StatusOr<bool> TextSearch::IsMatch(uint32_t doc) {
  if (!all_ && !by_spans_) DW_RETURN_IF_ERROR(ReadAll());
  if (all_) return std::ranges::binary_search(*all_, doc);
  if (doc >= indexed_) return HoldsPending(doc);
  DW_TRY(const Documents* docs, Span(PostingsBase(doc)));
  return std::ranges::binary_search(*docs, doc);
}

// Do the last two spans alone hold more? The last may only just have begun.
StatusOr<bool> TextSearch::HasMore(size_t most) {
  if (!by_spans_) return false;
  const uint32_t last = PostingsBase(indexed_ - 1);
  DW_TRY(const Documents* docs, Span(last));
  size_t count = docs->size();
  if (count <= most && last > 0) {
    DW_TRY(docs, Span(last - kPostingsSpan));
    count += docs->size();
  }
  return count > most;
}

StatusOr<const std::vector<uint32_t>*> TextSearch::Span(uint32_t base) {
  const auto at = read_.find(base);
  if (at != read_.end()) return &at->second;
  DW_TRY(Documents docs, OfSpan(base));
  return &read_.emplace(base, std::move(docs)).first->second;
}

// Documents of the index from `base` on that hold all words, in one span.
StatusOr<std::vector<uint32_t>> TextSearch::OfSpan(uint32_t base) const {
  Documents found;
  bool first = true;
  for (const TextQuery::Word& word : query_.words) {
    const std::string key = PostingsKey(word.text, base);
    DW_TRY(const std::optional<std::string> value, database_.Get(Family::kText, key));
    Documents docs;
    if (value && !DecodeEntry(key, *value, &docs)) return DamagedWord(word.text);
    SortDistinct(&docs);
    KeepBoth(std::move(docs), std::exchange(first, false), &found);
    if (found.empty()) break;
  }
  return found;
}

// Documents of the index that hold the word, or with `prefix` one that begins so; sorted.
StatusOr<std::vector<uint32_t>> TextSearch::With(const TextQuery::Word& word) const {
  Documents docs;
  for (const char tag : {kPostingsTag, kSegmentTag}) {
    Status status;
    std::string last;
    size_t words = 0;
    const std::string from = tag + word.text + (word.prefix ? "" : std::string(1, '\0'));
    DW_RETURN_IF_ERROR(
        database_.Scan(Family::kText, from, [&](std::string_view key, std::string_view value) {
          if (key.size() < kPostingsKeyBytes) return true;
          if (WordOfKey(key) != last) last = std::string(WordOfKey(key)), ++words;
          if (!DecodeEntry(key, value, &docs)) status = DamagedWord(last);
          return status.ok() && words <= kMaxPrefixWords;
        }));
    DW_RETURN_IF_ERROR(status);
  }
  SortDistinct(&docs);
  return docs;
}

Status TextSearch::ReadAll() {
  Documents found;
  bool first = true;
  for (const TextQuery::Word& word : query_.words) {
    DW_TRY(Documents docs, With(word));
    KeepBoth(std::move(docs), std::exchange(first, false), &found);
    if (found.empty()) break;
  }
  DW_RETURN_IF_ERROR(ReadTail(&found));
  SortDistinct(&found);
  all_ = std::move(found);
  return OkStatus();
}

// Documents that are not in the index yet.
Status TextSearch::ReadTail(Documents* docs) {
  const auto at = database_.NewCursor(Family::kText);
  const auto is_pending = [&] { return at->Valid() && at->key().starts_with('p'); };
  uint32_t next = indexed_;
  for (at->Seek(PendingKey(next)); next <= last_; ++next) {
    bool holds = false;
    if (is_pending() && at->key() == PendingKey(next)) {
      holds = query_.MatchesEncoded(at->value());
      at->Next();
    } else {
      DW_TRY(holds, HoldsByText(next));
    }
    if (holds) docs->push_back(next);
  }
  return at->status();
}

StatusOr<bool> TextSearch::HoldsPending(uint32_t doc) {
  if (doc > last_) return false;
  DW_TRY(const std::optional<std::string> words, database_.Get(Family::kText, PendingKey(doc)));
  return words ? query_.MatchesEncoded(*words) : HoldsByText(doc);
}

// One that was written before its words stood by themselves. A reader may have been opened without
// the articles: few stores need them for words.
StatusOr<bool> TextSearch::HoldsByText(uint32_t doc) {
  const auto known = by_text_.find(doc);
  if (known != by_text_.end()) return known->second;
  if (!database_.Reads(Family::kArticle) && articles_ == nullptr) {
    DW_TRY(articles_, Database::OpenReader(database_.folder(), {Family::kArticle}));
  }
  DW_TRY(const std::string words,
         WordsOfDocument(database_, articles_ == nullptr ? database_ : *articles_, doc));
  return by_text_[doc] = query_.MatchesEncoded(words);
}

}  // namespace dealwire
