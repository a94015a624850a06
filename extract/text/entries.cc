#include "extract/text/entries.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/ascii.h"

namespace dealwire {
namespace {

// Reads a time of day at the start of a text, as minutes: "16:05", "9.25", "16h05", and no further
// digit. Bytes read; 0 where there is none.
size_t ReadTime(std::string_view text, int* time) {
  constexpr size_t kDigits = 2;
  constexpr int kTen = 10, kHour = 60;
  int hours = 0, minutes = 0;
  size_t at = 0;
  for (; at < text.size() && at < kDigits && IsAsciiDigit(text[at]); ++at)
    hours = kTen * hours + (text[at] - '0');
  if (at == 0 || at >= text.size()) return 0;
  if (text[at] != ':' && text[at] != '.' && text[at] != 'h') return 0;
  const size_t from = ++at;
  for (; at < text.size() && at <= from + kDigits && IsAsciiDigit(text[at]); ++at)
    minutes = kTen * minutes + (text[at] - '0');
  if (at - from != kDigits) return 0;
  *time = kHour * hours + minutes;
  return at;
}

bool BeginsWithTime(std::string_view text) {
  int time = 0;
  const size_t end = ReadTime(text, &time);
  return end > 0 && end < text.size() && text[end] != '.' && text[end] != ',';
}

// "[N] The company has signed a contract": a notice in a list of them, headed in brackets.
bool BeginsWithHead(std::string_view text) {
  constexpr size_t kLongest = 48;  // bytes of a head
  constexpr std::string_view kOpen = "\u3010", kClose = "\u3011";
  if (!text.starts_with(kOpen)) return false;
  const size_t close = text.substr(0, kLongest).find(kClose);
  return close != std::string_view::npos && close > kOpen.size() &&
         close + kClose.size() < text.size();
}

// An item of more than one sentence; its number ("3.") may be cut off as one. One that stands alone
// is what somebody says, led by a dash in many languages, and goes on what was asked.
bool IsStory(const Document& document, size_t index) {
  constexpr size_t kNumber = 4;  // bytes
  const std::vector<DocumentBlock>& blocks = document.blocks;
  const DocumentBlock& block = blocks[index];
  const auto item = [&](size_t at) {
    return at < blocks.size() && blocks[at].kind == DocumentBlockKind::kListItem;
  };
  if (!item(index) || !(item(index + 1) || (index > 0 && item(index - 1)))) return false;
  int sentences = 0;
  for (size_t s = block.first_sentence; s < block.end_sentence; ++s)
    sentences += document.sentences[s].span.size() > kNumber ? 1 : 0;
  return sentences > 1;
}

}  // namespace

void MarkEntries(Document* document) {
  constexpr int kTicker = 3;  // paragraphs
  const auto timed = [&](const DocumentBlock& block) {
    return block.kind == DocumentBlockKind::kParagraph &&
           BeginsWithTime(document->Slice(block.span));
  };
  const auto headed = [&](const DocumentBlock& block) {
    return block.kind == DocumentBlockKind::kParagraph &&
           BeginsWithHead(document->Slice(block.span));
  };
  const bool ticker = std::ranges::count_if(document->blocks, timed) >= kTicker;
  const bool notices = std::ranges::count_if(document->blocks, headed) >= kTicker;
  for (size_t i = 0; i < document->blocks.size(); ++i) {
    DocumentBlock& block = document->blocks[i];
    block.entry = IsStory(*document, i) || (ticker && timed(block)) || (notices && headed(block));
  }
}

std::map<int, size_t> TimesOfEntries(const Document& document) {
  std::map<int, size_t> times;
  std::set<int> twice;
  for (size_t i = 0; i < document.blocks.size(); ++i) {
    int time = 0;
    if (!document.blocks[i].entry || ReadTime(document.Slice(document.blocks[i].span), &time) == 0)
      continue;
    if (!times.emplace(time, i).second) twice.insert(time);
  }
  for (const int time : twice) times.erase(time);
  return times;
}

std::optional<size_t> EntryNamedIn(const Document& document, size_t block,
                                   const std::map<int, size_t>& times) {
  if (!document.blocks[block].entry || times.size() < 2) return std::nullopt;
  const std::string_view text = document.Slice(document.blocks[block].span);
  for (size_t at = 1; at < text.size(); ++at) {
    if (!IsAsciiDigit(text[at]) || IsAsciiDigit(text[at - 1])) continue;
    int time = 0;
    if (ReadTime(text.substr(at), &time) == 0) continue;
    const auto entry = times.find(time);
    if (entry != times.end() && entry->second != block) return entry->second;
  }
  return std::nullopt;
}

}  // namespace dealwire
