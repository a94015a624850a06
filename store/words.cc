// Text to words: what the index of words is made of.
#include <unicode/normalizer2.h>
#include <unicode/ubrk.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.h"
#include "store/text_index.h"
#include "store/word_bag.h"

namespace dealwire {
namespace {

struct CloseBreaks {
  void operator()(UBreakIterator* it) const { ubrk_close(it); }
};
struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

bool IsCombiningAccent(char32_t c) { return c >= 0x300 && c <= 0x36F; }

// Lower case, compatibility forms (full width, ligatures), without accents: "MUNCHEN" with or
// without dots is one word.
std::string Fold(std::string_view word) {
  const bool ascii = std::ranges::all_of(word, [](char c) { return c >= 0; });
  if (ascii) {
    std::string out(word);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
  }
  UErrorCode error = U_ZERO_ERROR;
  static const icu::Normalizer2* const kFold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  static const icu::Normalizer2* const kApart = icu::Normalizer2::getNFDInstance(error);
  static const icu::Normalizer2* const kJoined = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error)) return FoldCase(word);
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  const icu::UnicodeString apart = kApart->normalize(kFold->normalize(source, error), error);
  icu::UnicodeString bare;
  for (int32_t i = 0; i < apart.length(); ++i) {
    if (!IsCombiningAccent(apart.charAt(i))) bare.append(apart.charAt(i));
  }
  std::string out;
  kJoined->normalize(bare, error).toUTF8String(out);
  return U_SUCCESS(error) ? out : FoldCase(word);
}

// Written without spaces, and without words that a dictionary could be sure of.
bool IsPaired(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

// Pairs of neighbours in a run of Han and kana, and its last character alone.
void AddPairs(std::string_view run, WordBag* words) {
  std::vector<size_t> starts;
  for (size_t i = 0; i < run.size();) {
    starts.push_back(i);
    NextCodePoint(run, &i);
  }
  starts.push_back(run.size());
  for (size_t i = 0; i + 2 < starts.size(); ++i) {
    words->Add(run.substr(starts[i], starts[i + 2] - starts[i]));
  }
  const size_t last = starts[starts.size() - 2];
  words->Add(run.substr(last));
}

// The words between two breaks: one, or runs of Han and kana beside others.
void AddPiece(std::string_view piece, WordBag* words) {
  const std::string folded = Fold(piece);
  size_t start = 0;
  while (start < folded.size() && words->size() < WordBag::kMaxWords) {
    size_t end = start;
    const bool paired = IsPaired(NextCodePoint(folded, &end));
    for (size_t next = end; next < folded.size(); end = next) {
      if (IsPaired(NextCodePoint(folded, &next)) != paired) break;
      end = next;
    }
    const std::string_view run = std::string_view(folded).substr(start, end - start);
    if (paired) {
      AddPairs(run, words);
    } else {
      words->Add(run);
    }
    start = end;
  }
}

// Han and kana are cut by ICU's dictionary; the pairs must not depend on where.
class Pieces {
 public:
  explicit Pieces(std::string_view text, WordBag* words) : text_(text), words_(*words) {}

  void Add(size_t start, size_t end) {
    size_t i = start;
    const bool paired = IsPaired(NextCodePoint(text_, &i));
    if (paired && pending_ && pending_end_ == start) {
      pending_end_ = end;
      return;
    }
    Flush();
    if (paired) {
      pending_ = true, pending_start_ = start, pending_end_ = end;
    } else {
      AddPiece(text_.substr(start, end - start), &words_);
    }
  }
  void Flush() {
    if (pending_) AddPiece(text_.substr(pending_start_, pending_end_ - pending_start_), &words_);
    pending_ = false;
  }

 private:
  const std::string_view text_;
  WordBag& words_;
  bool pending_ = false;
  size_t pending_start_ = 0, pending_end_ = 0;
};

bool HasWordChar(std::string_view piece) {
  for (size_t i = 0; i < piece.size();) {
    if (IsWordChar(NextCodePoint(piece, &i))) return true;
  }
  return false;
}

// A letter or digit that UAX #29 joins with its neighbours of the same sort and never breaks from
// them: ASCII, and the letters of Latin and Cyrillic.
constexpr bool IsPlain(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' ? (c | 0x20) <= 'z' : c >= '0' && c <= '9';
  if (c < 0x250) return c >= 0xC0 && c != 0xD7 && c != 0xF7;
  return (c >= 0x400 && c <= 0x481) || (c >= 0x48A && c <= 0x52F);
}

constexpr auto kPlainAscii = [] {
  std::array<bool, 256> plain = {};
  for (char32_t c = 0; c < 0x80; ++c) plain[c] = IsPlain(c);
  return plain;
}();
bool IsPlainAscii(char c) { return kPlainAscii[static_cast<unsigned char>(c)]; }

constexpr char32_t kPlainEnd = 0x530;

// What Fold makes of each plain letter: it looks at none beside it.
std::vector<std::string> FoldPlainLetters() {
  std::vector<std::string> folded(kPlainEnd);
  for (char32_t plain = 0; plain < kPlainEnd; ++plain) {
    if (!IsPlain(plain)) continue;
    std::string letter;
    AppendUtf8(plain, &letter);
    folded[plain] = Fold(letter);
  }
  return folded;
}
const std::string& FoldedPlain(char32_t c) {
  static const std::vector<std::string> kFolded = FoldPlainLetters();
  return kFolded[c];
}

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

constexpr std::string_view kOpening = "(\"'[<$", kClosing = ".,;:!?)\"'>]%";

constexpr auto kIsClosing = [] {
  std::array<bool, 256> closing = {};
  for (const char c : kClosing) closing[static_cast<unsigned char>(c)] = true;
  return closing;
}();

// The commonest chunk by far: letters and digits of ASCII, then a blank or a mark before it. Adds
// the word that begins at `start` and returns where its chunk ends; `start`, with nothing added: it
// is another sort of chunk.
size_t AddAsciiChunk(std::string_view text, size_t start, WordBag* words) {
  const size_t word_end = words->AppendAscii(text, start);
  size_t end = word_end;
  while (end < text.size() && kIsClosing[static_cast<unsigned char>(text[end])]) ++end;
  if (word_end > start && (end == text.size() || IsBlank(text[end]))) {
    words->EndWord();
    return end;
  }
  words->DropWord();
  return start;
}

// Most of a text is words with spaces between, and at most a mark before or after: those need no
// table. Adds the words of such a chunk; false, with none added: it is not one.
bool AddPlainChunk(std::string_view chunk, WordBag* words) {
  const size_t first = IsPlainAscii(chunk.front()) ? 0 : chunk.find_first_not_of(kOpening);
  if (first == std::string_view::npos) return true;
  const bool open_end = IsPlainAscii(chunk.back());
  const size_t end = open_end ? chunk.size() : chunk.find_last_not_of(kClosing) + 1;
  if (end <= first) return true;
  const size_t before = words->size();
  for (size_t i = first; i < end;) {
    i = words->AppendAscii(chunk.substr(0, end), i);
    if (i == end) break;
    const char32_t c = NextCodePoint(chunk, &i);
    if (c == U'-' || c == U'/') {
      words->EndWord();
    } else if (c >= 0x80 && IsPlain(c)) {
      words->Append(FoldedPlain(c));
    } else {
      words->Shrink(before);
      return false;
    }
  }
  words->EndWord();
  return true;
}

using Breaks = std::unique_ptr<UBreakIterator, CloseBreaks>;

// Words between `from` and `to`, by ICU.
void AddBroken(std::string_view text, size_t from, size_t to, WordBag* words) {
  UErrorCode error = U_ZERO_ERROR;
  // Opening one reads ICU's tables: once a thread.
  thread_local const Breaks breaks(ubrk_open(UBRK_WORD, "", nullptr, 0, &error));
  const std::string_view part = text.substr(from, to - from);
  const std::unique_ptr<UText, CloseText> source(
      utext_openUTF8(nullptr, part.data(), static_cast<int64_t>(part.size()), &error));
  if (U_FAILURE(error) || breaks == nullptr) return;
  ubrk_setUText(breaks.get(), source.get(), &error);
  if (U_FAILURE(error)) return;
  Pieces pieces(part, words);
  int32_t start = ubrk_first(breaks.get());
  for (int32_t end = ubrk_next(breaks.get());
       end != UBRK_DONE && words->size() < WordBag::kMaxWords;
       start = end, end = ubrk_next(breaks.get())) {
    const auto first = static_cast<size_t>(start), last = static_cast<size_t>(end);
    if (HasWordChar(part.substr(first, last - first))) pieces.Add(first, last);
  }
  pieces.Flush();
}

}  // namespace

std::string EncodedWordsOf(std::string_view text) {
  WordBag words(text.size());
  size_t hard = 0, hard_end = 0;  // chunks that ICU is to break, gathered
  for (size_t start = 0; start < text.size() && words.size() < WordBag::kMaxWords;) {
    if (IsBlank(text[start])) {
      ++start;
      continue;
    }
    size_t end = AddAsciiChunk(text, start, &words);
    bool plain = end > start;
    if (!plain) {
      while (end < text.size() && !IsBlank(text[end])) ++end;
      plain = AddPlainChunk(text.substr(start, end - start), &words);
    }
    if (plain) {
      if (hard_end > hard) AddBroken(text, hard, hard_end, &words);
      hard = hard_end = end;
    } else {
      if (hard_end == hard) hard = start;
      hard_end = end;
    }
    start = end;
  }
  if (hard_end > hard) AddBroken(text, hard, hard_end, &words);
  return words.Encode();
}

std::vector<std::string> WordsOf(std::string_view text) {
  return DecodeWords(EncodedWordsOf(text));
}

StatusOr<TextQuery> ParseTextQuery(const std::string& text) {
  TextQuery query;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find(' ', start), text.size());
    const std::string_view part = std::string_view(text).substr(start, end - start);
    std::vector<std::string> words = WordsOf(part);
    for (std::string& word : words) {
      size_t first = 0;
      const bool paired = IsPaired(NextCodePoint(word, &first));
      const bool alone = paired && first == word.size();
      // The last character of a run is in the index alone; in a question it only says the run ends.
      if (alone && words.size() > 1) continue;
      query.words.push_back({std::move(word), alone || (part.ends_with('*') && !paired)});
    }
    start = end + 1;
  }
  if (query.words.empty()) {
    return InvalidArgument("--text '" + text + "': no word in it");
  }
  return query;
}

namespace {

// The first of encoded words that is not before `word`; "" where there is none. Bisects: of what is
// between two bytes the middle is moved to where a word begins.
std::string_view FirstFrom(std::string_view encoded, std::string_view word) {
  const auto word_at = [&](size_t at) {  // `at`: of the NUL before it
    return encoded.substr(at + 1, encoded.find('\0', at + 1) - at - 1);
  };
  size_t from = 0, to = encoded.empty() ? 0 : encoded.size() - 1;  // of NULs; `to`: not before it
  while (from < to) {
    const size_t middle = encoded.rfind('\0', from + (to - from - 1) / 2);
    if (middle == std::string_view::npos) return {};  // damaged
    const std::string_view there = word_at(middle);
    if (there < word) {
      from = middle + 1 + there.size();
    } else {
      to = middle;
    }
  }
  return to + 1 < encoded.size() ? word_at(to) : std::string_view();
}

}  // namespace

bool TextQuery::MatchesEncoded(std::string_view encoded) const {
  return std::ranges::all_of(words, [&](const Word& word) {
    const std::string_view first = FirstFrom(encoded, word.text);
    return word.prefix ? first.starts_with(word.text) : first == word.text;
  });
}

}  // namespace dealwire
