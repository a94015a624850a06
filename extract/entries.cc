#include "extract/entries.h"

#include <algorithm>
#include <string_view>

#include "base/ascii.h"

namespace dealwire {
namespace {

// "16:05", "9.25", "16h05" and something that is no digit behind.
bool BeginsWithTime(std::string_view text) {
  constexpr size_t kHour = 2, kMinute = 2;
  size_t at = 0;
  while (at < text.size() && at < kHour && IsAsciiDigit(text[at])) ++at;
  if (at == 0 || at >= text.size()) return false;
  if (text[at] != ':' && text[at] != '.' && text[at] != 'h') return false;
  const size_t from = ++at;
  while (at < text.size() && IsAsciiDigit(text[at])) ++at;
  return at - from == kMinute && at < text.size() && text[at] != '.' && text[at] != ',';
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
  const bool ticker = std::ranges::count_if(document->blocks, timed) >= kTicker;
  for (size_t i = 0; i < document->blocks.size(); ++i) {
    DocumentBlock& block = document->blocks[i];
    block.entry = IsStory(*document, i) || (ticker && timed(block));
  }
}

}  // namespace dealwire
