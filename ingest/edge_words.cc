#include "ingest/edge_words.h"

#include "base/text.h"

namespace dealwire {
namespace {

// A word ends where no letter follows; in scripts without spaces everywhere.
bool BreaksAfter(std::string_view text, size_t at) {
  if (at == 0 || at >= text.size()) return true;
  size_t after = at, before = at;
  const char32_t next = NextCodePoint(text, &after);
  return !IsWordChar(next) || IsSpaceless(next) || IsSpaceless(PreviousCodePoint(text, &before));
}

// The same for what begins at `at`.
bool BreaksBefore(std::string_view text, size_t at) {
  if (at == 0 || at >= text.size()) return true;
  size_t after = at, before = at;
  const char32_t previous = PreviousCodePoint(text, &before);
  return !IsWordChar(previous) || IsSpaceless(previous) || IsSpaceless(NextCodePoint(text, &after));
}

// `text` from `start` to `end`, one character, folded.
std::string FoldedCharacter(std::string_view text, size_t start, size_t end) {
  const char c = text[start];
  if (static_cast<unsigned char>(c) >= 0x80) return FoldCase(text.substr(start, end - start));
  return std::string(1, c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
}

// Case folding may change lengths: words are looked for in the text as it stands, folded a
// character at a time, as far as it agrees.
bool BeginsWith(std::string_view text, const std::string& word, size_t* length) {
  size_t i = 0, matched = 0;
  while (i < text.size() && matched < word.size()) {
    const size_t start = i;
    if (const char c = text[i]; static_cast<unsigned char>(c) < 0x80) {
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != word[matched]) return false;
      ++i, ++matched;
      continue;
    }
    NextCodePoint(text, &i);
    const std::string folded = FoldedCharacter(text, start, i);
    if (word.compare(matched, folded.size(), folded) != 0) return false;
    matched += folded.size();
  }
  *length = i;
  return matched == word.size() && BreaksAfter(text, i);
}

bool EndsWith(std::string_view text, const std::string& word, size_t* length) {
  size_t i = text.size(), left = word.size();
  while (i > 0 && left > 0) {
    const size_t end = i;
    PreviousCodePoint(text, &i);
    const std::string folded = FoldedCharacter(text, i, end);
    if (folded.size() > left || word.compare(left - folded.size(), folded.size(), folded) != 0) {
      return false;
    }
    left -= folded.size();
  }
  *length = text.size() - i;
  return left == 0 && BreaksBefore(text, i);
}

size_t ByteOf(char c) { return static_cast<unsigned char>(c); }

}  // namespace

EdgeWords::EdgeWords(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word.empty()) continue;
    by_first_.at(ByteOf(word.front())).push_back(&word);
    by_last_.at(ByteOf(word.back())).push_back(&word);
  }
}

bool EdgeWords::CutFront(std::string_view* text) const {
  *text = BareText(*text);
  if (text->empty()) return false;
  size_t end = 0;
  NextCodePoint(*text, &end);
  const std::string first = FoldedCharacter(*text, 0, end);
  for (const std::string* word : by_first_.at(ByteOf(first.front()))) {
    size_t length = 0;
    if (!BeginsWith(*text, *word, &length)) continue;
    *text = BareText(text->substr(length));
    return true;
  }
  return false;
}

bool EdgeWords::CutBack(std::string_view* text) const {
  *text = BareText(*text);
  if (text->empty()) return false;
  size_t start = text->size();
  PreviousCodePoint(*text, &start);
  const std::string last = FoldedCharacter(*text, start, text->size());
  for (const std::string* word : by_last_.at(ByteOf(last.back()))) {
    size_t length = 0;
    if (!EndsWith(*text, *word, &length)) continue;
    *text = BareText(text->substr(0, text->size() - length));
    return true;
  }
  return false;
}

size_t EdgeWords::BeforeSpace(std::string_view text) const {
  if (text.empty()) return 0;
  size_t end = 0;
  NextCodePoint(text, &end);
  for (const std::string* word : by_first_.at(ByteOf(FoldedCharacter(text, 0, end).front()))) {
    size_t length = 0;
    if (BeginsWith(text, *word, &length) && length < text.size() && text[length] == ' ')
      return length;
  }
  return 0;
}

std::string_view BareText(std::string_view text) {
  while (!text.empty()) {
    size_t i = 0;
    if (IsWordChar(NextCodePoint(text, &i))) break;
    text.remove_prefix(i);
  }
  while (!text.empty()) {
    size_t i = text.size();
    if (IsWordChar(PreviousCodePoint(text, &i))) break;
    text.remove_suffix(text.size() - i);
  }
  return text;
}

}  // namespace dealwire
