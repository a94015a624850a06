// CasedNames: what has capitals around an article and names nobody of it.
#include <algorithm>
#include <string_view>

#include "extract/names/cased_names.h"

namespace dealwire {

// "By Jane Roe": a block of a preposition and two to four words with capitals, without a full stop.
bool CasedNames::IsByline() const {
  constexpr size_t kLeast = 3, kMost = 5;
  if (words_.size() < kLeast || words_.size() > kMost ||
      !IsIn(rules_.openers, words_[0], Fact::kOpener))
    return false;
  const DocumentBlock& block = document_.blocks[document_.BlockAt(words_[0].start)];
  if (block.kind != DocumentBlockKind::kParagraph || block.span.byte_start != words_[0].start ||
      words_.back().end != block.span.byte_end || document_.InTitle(block.span))
    return false;
  return std::ranges::all_of(words_.subspan(1), [&](const NameWord& word) {
    return HasCase(word.script) && word.capital && !word.covered;
  });
}

// The first word behind where and when an article was written: "DALLAS, March 19, 2026 (GLOBE WIRE)
// -- N", "STOCKHOLM (TT) N". A known name before the dash makes it none.
size_t CasedNames::PastDateline() const {
  constexpr size_t kLongest = 80, kMostWords = 12;  // bytes
  if (words_.empty()) return 0;
  const size_t start = words_[0].start;
  const DocumentBlock& block = document_.blocks[document_.BlockAt(start)];
  if (block.kind != DocumentBlockKind::kParagraph || block.span.byte_start != start ||
      document_.InTitle(block.span) || !words_[0].capital)
    return 0;
  bool digit = false, bracket = false, comma = false;
  size_t past = 0;
  for (size_t i = 0; i + 1 < words_.size() && i < kMostWords; ++i) {
    const NameWord& word = words_[i];
    const bool date = word.script == Script::kDigit || IsCommon(word);
    if ((word.covered && !date) || word.end > start + kLongest) break;
    const std::string_view gap = Between(word, words_[i + 1]);
    digit = digit || word.script == Script::kDigit;
    comma = comma || gap == ", ";
    bracket = bracket || (gap.find('(') != std::string_view::npos && (comma || word.all_capitals));
    const bool closes = gap.find(')') != std::string_view::npos && bracket;
    const bool dash = gap.find("- ") != std::string_view::npos ||
                      gap.find("\u2013 ") != std::string_view::npos ||
                      gap.find("\u2014 ") != std::string_view::npos;
    if (closes || (dash && digit && comma)) past = i + 1;
    if (gap.find(':') != std::string_view::npos) break;
  }
  return past;
}

// "Company | Place | Amount"
bool CasedNames::IsHeaderCell(const NameWord& word) const {
  const DocumentBlock& block = document_.blocks[document_.BlockAt(word.start)];
  return block.kind == DocumentBlockKind::kTableRow && block.header;
}

// "(OSE: FJNO)": an exchange and what it calls a share.
bool CasedNames::IsTicker(size_t at) const {
  constexpr size_t kMost = 6;  // bytes
  const auto code = [&](size_t i) {
    return i < words_.size() && words_[i].all_capitals && words_[i].end - words_[i].start <= kMost;
  };
  const auto pair = [&](size_t i) {
    if (!code(i) || !code(i + 1)) return false;
    const std::string_view gap = Between(words_[i], words_[i + 1]);
    if (gap != ":" && gap != ": ") return false;
    const std::string_view behind = std::string_view(document_.text).substr(words_[i + 1].end, 1);
    return behind == ")" || behind == "," || behind == ";" || behind == "\u201D";
  };
  return pair(at) || (at > 0 && pair(at - 1));
}

std::string CasedNames::NameOf(size_t begin, size_t end) const {
  std::string name(words_[begin].folded);
  for (size_t i = begin + 1; i < end; ++i) name += ' ' + std::string(words_[i].folded);
  return name;
}

// "Dagens Industri", "the Wall Street Journal": a name of several words that is listed as none.
bool CasedNames::IsNoName(size_t begin, size_t end) const {
  return common_names_.Contains(NameOf(begin, end));
}

// "Palo Alto", "Memphisissa": the name of a city, perhaps with an ending of the language. What
// begins a longer name of the article ("Aurora Vale") may be short for that.
bool CasedNames::IsPlace(size_t begin, size_t end) const {
  if (end - begin == 1 && begins_[words_[begin].id]) return false;
  const std::string name = NameOf(begin, end);
  if (places_.contains(name)) return true;
  constexpr size_t kLeastStem = 5;  // bytes
  const size_t first = name.size() - std::min(name.size(), longest_ending_);
  for (size_t stem = std::max(kLeastStem, first); stem < name.size(); ++stem) {
    const std::string_view whole = name;
    if (rules_.IsEnding(whole.substr(stem)) && places_.contains(whole.substr(0, stem))) return true;
  }
  return false;
}

// "Boston-based": what is glued to an ending of origin is a place.
bool CasedNames::IsPlaceOfOrigin(size_t begin, size_t end) const {
  if (end >= words_.size()) return false;
  // "Lattica, a Boston designer of chips": what stands before the noun of an apposition is one, and
  // in "The Santa Clara chipmaker".
  const std::string_view gap = Between(words_[end - 1], words_[end]);
  const bool part = words_[end].capital && !rules_.noun_capitals;  // "The Ranch Company"
  if (gap == " " && begin == 1 && IsArticle(words_[0]) && !rules_.noun_capitals && !part &&
      IsOrgNounFrom(end))
    return true;
  if (gap == " " && begin >= 2 && IsArticle(words_[begin - 1]) && IsOrgNounFrom(end)) {
    return words_[begin - 2].capital && Between(words_[begin - 2], words_[begin - 1]) == ", ";
  }
  if (gap != "-") return false;
  return std::ranges::find(rules_.origin_endings, words_[end].folded) !=
         rules_.origin_endings.end();
}

// "The Winter 2025 release", "Computex 2026": what a year stands right behind is an edition.
bool CasedNames::IsEdition(const NameWord& word) const {
  constexpr size_t kLength = 5;  // " 2025"
  const std::string_view behind = std::string_view(document_.text).substr(word.end);
  if (behind.size() < kLength || (!behind.starts_with(" 19") && !behind.starts_with(" 20")))
    return false;
  const auto digit = [&](size_t i) { return behind[i] >= '0' && behind[i] <= '9'; };
  return digit(3) && digit(4) && (behind.size() == kLength || !digit(kLength));
}

}  // namespace dealwire
