#include "extract/text/document.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/text.h"
#include "extract/text/entries.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

bool IsTerminator(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203C || c == 0x2047 ||
         c == 0x061F || c == 0x06D4 || c == 0x0964 || c == 0x0965;
}
// Terminators of scripts that put no space after them.
bool IsWideTerminator(char32_t c) {
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61 || c == 0xFF0E;
}

bool IsCloser(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xBB || c == 0xAB || c == 0x2019 ||
         c == 0x201D || c == 0x201C || c == 0x203A || c == 0x300D || c == 0x300F || c == 0xFF09 ||
         c == 0x3011;
}

// The bytes that terminators begin with: what else stands in a text is passed over.
constexpr std::array<bool, 256> MakeTerminatorBytes() {
  std::array<bool, 256> table = {};
  for (const int byte : {int{'.'}, int{'!'}, int{'?'}, 0xD8, 0xDB, 0xE0, 0xE2, 0xE3, 0xEF})
    table.at(static_cast<size_t>(byte)) = true;
  return table;
}
constexpr std::array<bool, 256> kTerminatorBytes = MakeTerminatorBytes();

// Whether one of the eight bytes at `i` may begin a terminator, or there are no eight: '!', '.',
// '?' or one of those that begin scripts' own, the least of which is 0xD8.
bool MayHoldTerminator(std::string_view text, size_t i) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHighBits = 0x80 * kOnes,
                     kFromLeast = (0x100 - 0xD8) * kOnes;
  if (i + sizeof(uint64_t) > text.size()) return true;
  const uint64_t word = EightBytes(text, i);
  // The high bit of a byte that is zero, or stands above one that is.
  const auto zero = [](uint64_t bytes) { return (bytes - kOnes) & ~bytes; };
  const uint64_t found = zero(word ^ '!' * kOnes) | zero(word ^ '.' * kOnes) |
                         zero(word ^ '?' * kOnes) | (word & ((word & ~kHighBits) + kFromLeast));
  return (found & kHighBits) != 0;
}

// The semicolons of a text in order, each script's own looked for by itself.
class Semicolons {
 public:
  Semicolons(std::string_view text, size_t start) : text_(text) {
    for (size_t k = 0; k < kSigns.size(); ++k) next_[k] = text.find(kSigns[k], start);
  }
  // Where the next one begins, or npos.
  size_t Next() {
    const size_t k = static_cast<size_t>(std::ranges::min_element(next_) - next_.begin());
    const size_t at = next_[k];
    if (at != std::string_view::npos) next_[k] = text_.find(kSigns[k], at + 1);
    return at;
  }

 private:
  static constexpr std::array<std::string_view, 3> kSigns = {";", "\uFF1B", "\u061B"};
  const std::string_view text_;
  std::array<size_t, kSigns.size()> next_;
};

// Cuts one block into sentences.
class Cutter {
 public:
  Cutter(std::string_view text, const SentenceRules& rules) : text_(text), rules_(rules) {}

  // `clauses`: those that semicolons part are sentences of their own.
  void Cut(const Span& block, size_t index, bool clauses, std::vector<Sentence>* out) const {
    size_t start = block.byte_start;
    Run run;
    for (size_t i = block.byte_start; i < block.byte_end;) {
      i = NextTerminator(i, block.byte_end);
      if (i == block.byte_end) break;
      const size_t at = i;
      const char32_t c = NextCodePoint(text_, &i);
      if (!IsTerminator(c) && !IsWideTerminator(c)) continue;
      if (at >= run.end) run = RunFrom(i, block.byte_end);
      if (!Ends(run, start, at, c)) continue;
      i = run.end;
      Emit(start, i, index, clauses, out);
      start = i;
    }
    Emit(start, block.byte_end, index, clauses, out);
  }

 private:
  // The first byte at or behind `i` that may begin a terminator, or `end`.
  size_t NextTerminator(size_t i, size_t end) const {
    const std::string_view text = text_.substr(0, end);
    while (i < end) {
      if (MayHoldTerminator(text, i)) {
        if (kTerminatorBytes[static_cast<unsigned char>(text[i])]) return i;
        ++i;
      } else {
        i += sizeof(uint64_t);
      }
    }
    return end;
  }

  // Terminators and what closes a sentence, one behind the other: "?!", "...", quotes, brackets.
  struct Run {
    size_t end = 0;
    bool parts = false;  // a space follows, and no small letter behind it
  };

  // The run that goes on at `at`, behind its first sign.
  Run RunFrom(size_t at, size_t end) const {
    Run run{at};
    while (run.end < end) {
      size_t next = run.end;
      const char32_t c = NextCodePoint(text_, &next);
      if (!IsTerminator(c) && !IsWideTerminator(c) && !IsCloser(c)) break;
      run.end = next;
    }
    if (run.end >= end) return run;  // the end of the block ends it anyway
    size_t next = run.end;
    char32_t c = NextCodePoint(text_, &next);
    if (!IsSpace(c)) return run;
    while (next < end && IsSpace(c)) c = NextCodePoint(text_, &next);
    run.parts = !IsSmall(c);
    return run;
  }

  // Whether the terminator at `at`, in its run, ends the sentence that began at `start`.
  bool Ends(const Run& run, size_t start, size_t at, char32_t c) const {
    return IsWideTerminator(c) || (run.parts && (c != '.' || !KeepsGoing(start, at)));
  }

  // Whether the word before a full stop is one that the stop belongs to.
  bool KeepsGoing(size_t start, size_t dot) const {
    size_t word = dot;
    size_t letters = 0, digits = 0;
    constexpr size_t kLongest = 16;  // code points of the longest abbreviation
    while (word > start && letters + digits <= kLongest) {
      size_t before = word;
      const char32_t c = PreviousCodePoint(text_, &before);
      if (!IsWordChar(c) && c != '.') break;
      (IsDigit(c) ? digits : letters) += 1;
      word = before;
    }
    if (IsEnding(start, word, letters)) return false;
    if (letters == 1 && digits == 0) return true;  // an initial
    if (letters == 0 && digits > 0) return rules_.ordinal_dot && digits <= 2;
    if (letters + digits > kLongest) return false;
    const std::string_view with_dot = text_.substr(word, dot - word + 1);
    return rules_.abbreviations.contains(FoldText(with_dot));
  }

  // Whether the letters from `at` on are the ending of a name before them: "HPE:n", "Harrow's"; not
  // "dell'art".
  bool IsEnding(size_t start, size_t at, size_t letters) const {
    size_t first = at, mark = at;
    if (!IsSmall(NextCodePoint(text_, &first)) || at == start) return false;
    const char32_t c = PreviousCodePoint(text_, &mark);
    if (c != U':' && (letters > 1 || (c != U'\'' && c != U'\u2019'))) return false;
    return mark > start && IsWordChar(PreviousCodePoint(text_, &mark));
  }

  void Emit(size_t start, size_t end, size_t index, bool clauses,
            std::vector<Sentence>* out) const {
    start = SkipSpaces(start, end);
    if (clauses) start = EmitClauses(start, end, index, out);
    EmitPieces(start, end, index, out);
  }

  // What nobody writes as one sentence is cut at its spaces: what reads sentences may then be
  // quadratic in one.
  void EmitPieces(size_t start, size_t end, size_t index, std::vector<Sentence>* out) const {
    while (end - start > kMaxSentence) {
      const size_t cut = LastSpaceBefore(start, start + kMaxSentence);
      out->push_back({{start, cut}, index});
      start = SkipSpaces(cut, end);
    }
    if (start < end) out->push_back({{start, end}, index});
  }

  // The last space in the second half of [start, end); where there is none, the last code point
  // that begins before `end`.
  size_t LastSpaceBefore(size_t start, size_t end) const {
    const size_t least = start + (end - start) / 2;
    size_t last = end;
    while (last > least && !BeginsCharacter(text_[last])) --last;
    for (size_t at = last; at > least;) {
      if (IsSpace(PreviousCodePoint(text_, &at))) return at;
    }
    return last;
  }

  // The clauses before the last semicolon that parts two, but for those in brackets and for what is
  // a mere word. Where the last one begins.
  size_t EmitClauses(size_t start, size_t end, size_t index, std::vector<Sentence>* out) const {
    constexpr size_t kLeast = 20;  // bytes of a clause
    size_t counted = start;
    int brackets = 0;
    Semicolons marks(text_.substr(0, end), start);
    for (size_t at = marks.Next(); at < end && end - at > kLeast; at = marks.Next()) {
      for (; counted < at; ++counted)
        brackets += text_[counted] == '(' ? 1 : text_[counted] == ')' ? -1 : 0;
      size_t after = at;
      const bool wide = NextCodePoint(text_, &after) == 0xFF1B;
      if (brackets > 0 || (!wide && text_[after] != ' ') || at < start + kLeast) continue;
      EmitPieces(start, after, index, out);
      start = SkipSpaces(after, end);
    }
    return start;
  }

  size_t SkipSpaces(size_t start, size_t end) const {
    while (start < end) {
      size_t next = start;
      if (!IsSpace(NextCodePoint(text_, &next))) break;
      start = next;
    }
    return start;
  }

  std::string_view text_;
  const SentenceRules& rules_;
};

DocumentBlockKind KindOf(BlockKind kind) {
  switch (kind) {
    case BlockKind::kHeading:
      return DocumentBlockKind::kHeading;
    case BlockKind::kListItem:
      return DocumentBlockKind::kListItem;
    case BlockKind::kTableRow:
      return DocumentBlockKind::kTableRow;
    case BlockKind::kQuote:
      return DocumentBlockKind::kQuote;
    case BlockKind::kCaption:
      return DocumentBlockKind::kCaption;
    case BlockKind::kParagraph:
      break;
  }
  return DocumentBlockKind::kParagraph;
}

// Past what is neither letter nor digit.
size_t PastSigns(std::string_view text, size_t at) {
  while (at < text.size()) {
    size_t next = at;
    if (IsWordChar(NextCodePoint(text, &next))) break;
    at = next;
  }
  return at;
}

// Whether two folded texts have the same letters and digits, and any.
bool SameLetters(std::string_view a, std::string_view b) {
  size_t i = PastSigns(a, 0), j = PastSigns(b, 0);
  if (i == a.size()) return false;
  while (i < a.size() && j < b.size()) {
    if (NextCodePoint(a, &i) != NextCodePoint(b, &j)) return false;
    i = PastSigns(a, i);
    j = PastSigns(b, j);
  }
  return i == a.size() && j == b.size();
}

bool InList(const DocumentBlock& block) {
  return block.kind == DocumentBlockKind::kListItem || block.kind == DocumentBlockKind::kTableRow;
}

// What somebody says, led by a dash as in many languages, looks like a list of one item: such a
// one is introduced only by a colon.
bool IsLoneItem(const Document& document, size_t index) {
  const std::vector<DocumentBlock>& blocks = document.blocks;
  if (index == 0 || InList(blocks[index - 1])) return false;
  if (index + 1 < blocks.size() && InList(blocks[index + 1])) return false;
  size_t end = blocks[index - 1].span.byte_end;
  const char32_t last = PreviousCodePoint(document.text, &end);
  return last != ':' && last != 0xFF1A;
}

// The block that introduces each list: the last one before it that is no item and no row.
void LinkLeadIns(Document* document) {
  int last_text = -1;
  for (size_t i = 0; i < document->blocks.size(); ++i) {
    DocumentBlock& block = document->blocks[i];
    if (InList(block)) {
      block.lead_in = IsLoneItem(*document, i) ? -1 : last_text;
    } else if (block.kind != DocumentBlockKind::kCaption) {
      last_text = static_cast<int>(i);
    }
  }
}

// An article from a store or a file may say anything.
bool CellsAreWithin(const Block& row) {
  const std::vector<size_t>& cells = row.byte_cells;
  return std::ranges::is_sorted(cells) && !cells.empty() && cells.front() >= row.byte_start &&
         cells.back() <= row.byte_end;
}

void AddBody(const Article& article, Document* document) {
  for (const Block& block : article.blocks) {
    if (block.byte_start >= block.byte_end || block.byte_end > article.text.size()) continue;
    DocumentBlock out;
    out.kind = KindOf(block.kind);
    out.span = {block.byte_start + document->body_start, block.byte_end + document->body_start};
    out.list = block.list;
    out.header = block.header;
    if (CellsAreWithin(block)) {
      for (const size_t cell : block.byte_cells)
        out.byte_cells.push_back(cell + document->body_start);
    }
    document->blocks.push_back(std::move(out));
  }
}

// What ends with a question mark; in Japanese an interviewer's turn begins with two dashes.
void MarkQuestions(Document* document) {
  for (DocumentBlock& block : document->blocks) {
    size_t start = block.span.byte_start, end = block.span.byte_end;
    if (block.kind == DocumentBlockKind::kTitle || end <= start) continue;
    const auto dash = [&] {
      const char32_t c = NextCodePoint(document->text, &start);
      return c == 0x2015 || c == 0x2014 || c == 0x2500;
    };
    const char32_t last = PreviousCodePoint(document->text, &end);
    block.question = last == '?' || last == 0xFF1F || last == 0x061F || last == 0x37E;
    if (!block.question && dash() && start < block.span.byte_end) block.question = dash();
  }
}

void MarkRepeatedTitle(const Article& article, Document* document) {
  const std::string_view text = document->folded.text;
  const std::string_view title = text.substr(0, document->folded.FromSource(article.title.size()));
  for (size_t i = 1; i < document->blocks.size(); ++i) {
    DocumentBlock& block = document->blocks[i];
    if (block.span.size() > 2 * article.title.size() + 16) continue;
    const size_t start = document->folded.FromSource(block.span.byte_start);
    const size_t end = document->folded.FromSource(block.span.byte_end);
    block.repeats_title = SameLetters(title, text.substr(start, end - start));
  }
}

}  // namespace

size_t Document::SentenceAt(size_t byte_offset) const {
  const auto after = std::ranges::upper_bound(sentences, byte_offset, {},
                                              [](const Sentence& s) { return s.span.byte_start; });
  return after == sentences.begin() ? 0 : static_cast<size_t>(after - sentences.begin()) - 1;
}

size_t Document::BlockAt(size_t byte_offset) const {
  const auto after = std::ranges::upper_bound(
      blocks, byte_offset, {}, [](const DocumentBlock& b) { return b.span.byte_start; });
  return after == blocks.begin() ? 0 : static_cast<size_t>(after - blocks.begin()) - 1;
}

Document MakeDocument(const Article& article, const SentenceRules& rules) {
  Document document;
  document.article = &article;
  if (!article.title.empty()) {
    document.text = article.title + "\n";
    document.blocks.push_back({DocumentBlockKind::kTitle, {0, article.title.size()}});
  }
  document.body_start = document.text.size();
  document.text += article.text;
  document.folded = Fold(document.text);
  document.words = WordBits(document.folded.text);
  document.name_text = NameText(document.folded.text);
  AddBody(article, &document);
  LinkLeadIns(&document);
  MarkQuestions(&document);
  MarkRepeatedTitle(article, &document);
  const Cutter cutter(document.text, rules);
  for (size_t i = 0; i < document.blocks.size(); ++i) {
    DocumentBlock& block = document.blocks[i];
    block.first_sentence = document.sentences.size();
    cutter.Cut(block.span, i, block.kind != DocumentBlockKind::kTableRow, &document.sentences);
    block.end_sentence = document.sentences.size();
  }
  MarkEntries(&document);
  return document;
}

}  // namespace dealwire
