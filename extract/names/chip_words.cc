#include "extract/names/chip_words.h"

#include "base/text.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

constexpr size_t kMaxOpenLetters = 4;  // what "*" stands for in a noun
constexpr int kMaxCountNounWords = 5;
constexpr size_t kMaxSuffixBytes = 12;

bool WordBoundary(std::string_view text, size_t offset) {
  return !Joins(ScriptBefore(text, offset), ScriptAfter(text, offset));
}

// Spaces, and what sets a name off without ending the phrase.
bool IsGap(char32_t c) {
  switch (c) {
    case ' ':
    case '"':
    case '(':
    case ')':
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<size_t> ChipWords::MatchWord(const ChipNoun::Word& word, size_t offset) const {
  if (!text_.substr(offset).starts_with(word.text)) return std::nullopt;
  const size_t end = offset + word.text.size();
  if (WordBoundary(text_, end)) return end;
  const size_t run_end = RunEnd(text_, end);
  const std::string_view run = text_.substr(end, run_end - end);
  if (word.open && CountCodePoints(run) <= kMaxOpenLetters) return run_end;
  if (rules_.particles.contains(run)) return end;
  if (rules_.endings.contains(run) || rules_.model_endings.contains(run)) return run_end;
  return std::nullopt;
}

std::optional<size_t> ChipWords::MatchNoun(const ChipNoun& noun, size_t offset) const {
  for (size_t i = 0; i < noun.words.size(); ++i) {
    if (i > 0) {
      if (offset >= text_.size() || text_[offset] != ' ') return std::nullopt;
      ++offset;
    }
    const std::optional<size_t> end = MatchWord(noun.words[i], offset);
    if (!end) return std::nullopt;
    offset = *end;
  }
  return offset;
}

std::optional<FoundNoun> ChipWords::NounAt(size_t offset) const {
  if (offset >= text_.size()) return std::nullopt;
  if (!WordBoundary(text_, offset)) {
    const size_t run = RunStart(text_, offset);
    if (!rules_.prefixes.contains(text_.substr(run, offset - run))) return std::nullopt;
  }
  for (const ChipNoun& noun : rules_.chip_nouns) {
    if (!noun.words[0].text.starts_with(text_[offset])) continue;
    if (const auto end = MatchNoun(noun, offset)) return FoundNoun{offset, *end, noun.kind};
  }
  return std::nullopt;
}

std::optional<FoundNoun> ChipWords::NounBefore(size_t offset) const {
  const size_t end = BeforeGap(offset);
  if (end == 0) return std::nullopt;
  std::optional<FoundNoun> found;
  // Spaced scripts: nouns begin where words begin; the longest that ends here.
  size_t start = end;
  for (int words = 0; words < kMaxCountNounWords && start > 0; ++words) {
    if (words > 0) {
      if (text_[start - 1] != ' ') break;
      --start;
    }
    start = RunStart(text_, start);
    // "GPU's", "GPU:er": the ending stands behind a sign.
    const bool ending = start > 1 && (text_[start - 1] == '\'' || text_[start - 1] == ':') &&
                        !IsGap(static_cast<unsigned char>(text_[start - 2]));
    if (ending) start = RunStart(text_, start - 1);
    const auto noun = NounAt(start);
    if (noun && noun->end == end) found = noun;
    if (start > 0 && !IsGap(static_cast<unsigned char>(text_[start - 1]))) break;
  }
  if (found || !IsSpaceless(ScriptBefore(text_, end))) return found;
  for (const ChipNoun& noun : rules_.chip_nouns) {
    const std::string& word = noun.words[0].text;
    if (noun.words.size() == 1 && text_.substr(0, end).ends_with(word)) {
      return FoundNoun{end - word.size(), end, noun.kind};
    }
  }
  return std::nullopt;
}

bool ChipWords::FollowsMaker(size_t offset) const {
  for (int links = 0; links < 3; ++links) {
    const size_t end = BeforeGap(offset);
    const size_t start = RunStart(text_, end);
    for (const ChipNoun::Word& word : rules_.makers) {
      if (start < end && MatchWord(word, start) == end) return true;
    }
    const auto before = BeforeLink(offset);
    if (!before) return false;
    offset = *before;
  }
  return false;
}

size_t ChipWords::PastSuffix(size_t offset) const {
  if (offset >= text_.size()) return offset;
  const bool mark = text_[offset] == '\'' || text_[offset] == ':';
  const size_t from = mark ? offset + 1 : offset;
  const size_t end = RunEnd(text_, from);
  if (mark) return end > from && end - from <= kMaxSuffixBytes ? end : offset;
  return rules_.particles.contains(text_.substr(from, end - from)) ? end : offset;
}

size_t ChipWords::PastGap(size_t offset) const {
  while (offset < text_.size()) {
    size_t next = offset;
    if (!IsGap(NextCodePoint(text_, &next))) break;
    offset = next;
  }
  return offset;
}

size_t ChipWords::BeforeGap(size_t offset) const {
  while (offset > 0) {
    size_t before = offset;
    if (!IsGap(PreviousCodePoint(text_, &before))) break;
    offset = before;
  }
  return offset;
}

std::optional<size_t> ChipWords::PastWordOf(const StringSet& words, size_t offset) const {
  offset = PastGap(offset);
  const Script script = ScriptAfter(text_, offset);
  if (script == Script::kNone) return std::nullopt;
  const size_t end = RunEnd(text_, offset);
  if (words.contains(text_.substr(offset, end - offset))) return end;
  if (end < text_.size() && (text_[end] == '.' || text_[end] == '\'') &&
      words.contains(text_.substr(offset, end + 1 - offset))) {
    return end + 1;
  }
  if (!IsSpaceless(script)) return std::nullopt;
  size_t longest = 0;
  for (const std::string_view word : words) {
    if (word.size() > longest && text_.substr(offset).starts_with(word)) longest = word.size();
  }
  if (longest == 0) return std::nullopt;
  return offset + longest;
}

std::optional<size_t> ChipWords::BeforeWordOf(const StringSet& words, size_t offset) const {
  const size_t end = BeforeGap(offset);
  const bool marked = end > 1 && (text_[end - 1] == '.' || text_[end - 1] == '\'');
  const size_t run_end = marked ? end - 1 : end;
  const Script script = ScriptBefore(text_, run_end);
  if (script == Script::kNone) return std::nullopt;
  const size_t start = RunStart(text_, run_end);
  if (words.contains(text_.substr(start, end - start))) return start;
  if (!IsSpaceless(script)) return std::nullopt;
  size_t longest = 0;
  for (const std::string_view word : words) {
    if (word.size() > longest && text_.substr(0, end).ends_with(word)) longest = word.size();
  }
  if (longest == 0) return std::nullopt;
  return end - longest;
}

std::optional<size_t> ChipWords::PastLink(size_t offset) const {
  return PastWordOf(rules_.links, offset);
}
std::optional<size_t> ChipWords::BeforeLink(size_t offset) const {
  return BeforeWordOf(rules_.links, offset);
}
std::optional<size_t> ChipWords::PastClassifier(size_t offset) const {
  return PastWordOf(rules_.classifiers, offset);
}
std::optional<size_t> ChipWords::BeforeClassifier(size_t offset) const {
  return BeforeWordOf(rules_.classifiers, offset);
}

}  // namespace dealwire
