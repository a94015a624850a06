// What stands beside a name and shows whose it is: a noun for a firm, a person, a place.
#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "extract/names/cased_names.h"

namespace dealwire {
namespace {

constexpr size_t kMaxOrigin = 2;       // capitalised words before the noun: "a New York maker"
constexpr size_t kMaxDescription = 2;  // adjectives between noun and name

// Whether a small letter stands there.
bool IsSmallLetterAt(std::string_view text, size_t at) {
  const char32_t c = NextCodePoint(text, &at);
  return IsLetter(c) && !IsUpper(c);
}

}  // namespace

// What shows a name where every word has a capital: a small letter before its own ("mBank"),
// letters of another script than the text's, or, in Turkish, an ending behind an apostrophe.
bool CasedNames::ShownAtStart(const NameWord& word) const {
  if (word.camel || (foreign_latin_ && word.script == Script::kLatin)) return true;
  if (!rules_.signs.apostrophes) return false;
  const std::string_view behind = std::string_view(document_.text).substr(word.end);
  const size_t mark = behind.starts_with('\'') ? 1 : behind.starts_with("\u2019") ? 3 : 0;
  return mark > 0 && mark < behind.size() && IsSmallLetterAt(behind, mark);
}

// "Danske Bank", "Svenska Data": an adjective and a head, both with a capital, and no article that
// says whose it is ("the German Telecom").
bool CasedNames::IsNationsHead(size_t begin, size_t end) const {
  return !rules_.noun_capitals && end - begin == 2 && IsOwnHead(words_[end - 1]) &&
         words_[end - 1].capital && Between(words_[begin], words_[end - 1]) == " " &&
         !words_[begin].covered && !IsArticle(words_[begin]) && !IsOwnHead(words_[begin]) &&
         (begin == 0 || !IsArticle(words_[begin - 1]));
}

// "N, M'den ...": where a comma sets the subject apart, what it follows at the start of a sentence.
bool CasedNames::IsSetApart(const NameWord& word, size_t end) const {
  constexpr size_t kLeast = 4;  // bytes
  return rules_.signs.subject_commas && word.first && !IsSmall(word) &&
         word.end - word.start >= kLeast && !IsIn(rules_.openers, word, Fact::kOpener) &&
         end < words_.size() && Between(words_[end - 1], words_[end]) == ", ";
}

// Whether the word before the name, or one parted from it by its adjectives alone, is such that
// `is` holds: "le directeur general Vladimir Ester", "la mutuelle lyonnaise Valmance".
template <typename Is>
bool CasedNames::DescribedBy(size_t begin, const Is& is) const {
  size_t at = begin;
  for (size_t words = 0; words <= (rules_.adjectives_after ? kMaxDescription : 0); ++words) {
    if (Before(at) == nullptr) return false;
    --at;
    if (is(at)) return true;
    if (OrgNounEnding(at) > 0) return false;  // "fondatoarea companiei N"
    const NameWord& word = words_[at];
    if (word.capital || word.end - word.start < 4 || IsConnector(word)) return false;
  }
  return false;
}

bool CasedNames::IsPerson(size_t begin) const {
  return DescribedBy(begin, [&](size_t at) { return NounEnding(Fact::kRole, at) > 0; });
}

// "Jane Roe, 48," and "Jane Roe (48)": how old somebody is.
bool CasedNames::IsAge(size_t at, std::string_view before) const {
  if (words_[at].script != Script::kDigit || words_[at].end - words_[at].start != 2) return false;
  const std::string_view behind = std::string_view(document_.text).substr(words_[at].end, 1);
  return (before == " (" && behind == ")") || (before == ", " && (behind == "," || behind == "."));
}

// "The president, Jane Roe", "Jane Roe, the founder": two or three words, of which none is a
// firm's, and a comma between them and a noun for who leads one.
bool CasedNames::StandsBesideRole(size_t begin, size_t end) const {
  constexpr size_t kMostBetween = 3, kMostAdjectives = 2;
  if (end - begin < 2 || end - begin > 3) return false;
  for (size_t i = begin; i < end; ++i) {
    const NameWord& word = words_[i];
    if (!word.capital || word.all_capitals || word.camel || IsHead(word) || IsPublicBody(word) ||
        IsCompoundNoun(word))
      return false;
  }
  if (begin > 0 && Between(words_[begin - 1], words_[begin]) == ", ") {
    for (size_t at = begin, words = 0; at-- > 0 && words <= kMostAdjectives; ++words) {
      if (NounEnding(Fact::kRole, at) > 0) return true;
      if (!rules_.adjectives_after || words_[at].capital || at == 0 ||
          Between(words_[at - 1], words_[at]) != " ")
        break;
    }
  }
  if (end >= words_.size()) return false;
  const std::string_view apart = Between(words_[end - 1], words_[end]);
  if (IsAge(end, apart)) return true;
  if (apart != ", ") return false;
  for (size_t at = end; at < words_.size() && at <= end + kMostBetween; ++at) {
    if (at > end &&
        Between(words_[at - 1], words_[at]).find_first_of(",.;:") != std::string_view::npos)
      return false;
    if (IsNoun(Fact::kRole, words_[at])) return true;
    const NameWord& word = words_[at];
    const bool prefix = at + 1 < words_.size() && Between(word, words_[at + 1]) == "-";
    if (!IsArticle(word) && !word.capital && !word.covered && !prefix && word.end - word.start > 1)
      return false;
  }
  return false;
}

// "The president of Baltic Compute", where a case alone says "of".
bool CasedNames::EndsAsFirm(size_t begin, size_t end) const {
  return !rules_.noun_capitals && end - begin > 1 &&
         (IsHead(words_[end - 1]) || IsWholeHead(words_[begin])) && !IsSmall(words_[begin]);
}

// "Industrial park <<N>>" at the start of a sentence: what it is, and the name behind it.
bool CasedNames::DescribesQuoted(size_t begin, size_t end) const {
  return rules_.name_quotes && words_[begin].first && end - begin > 1 && IsHead(words_[end - 1]) &&
         std::string_view(document_.text).substr(words_[end - 1].end).starts_with(" \xC2\xAB");
}

bool CasedNames::FollowsOrgNoun(size_t begin) const {
  return DescribedBy(begin, [&](size_t at) { return OrgNounEnding(at) > 0; }) ||
         FollowsDemonym(begin);
}

// "la romana Cyberalba": where it comes from stands for what it is.
bool CasedNames::FollowsDemonym(size_t begin) const {
  const NameWord* word = Before(begin);
  if (word == nullptr || word->capital || begin < 2) return false;
  const NameWord& article = words_[begin - 2];
  return IsArticle(article) && Between(article, *word).size() == 1 &&
         std::ranges::any_of(rules_.demonyms, [&](const std::string& ending) {
           return word->folded.size() > ending.size() + 2 && word->folded.ends_with(ending);
         });
}

bool CasedNames::IsOrgNounFrom(size_t at) const {
  for (size_t words = 0; words < kMaxNounWords && at + words < words_.size(); ++words) {
    if (OrgNounEnding(at + words) > words) return true;
  }
  return false;
}

// "Nostrum Norte, la operadora que ...": the noun follows as an apposition.
bool CasedNames::PrecedesOrgNoun(size_t end) const {
  if (end >= words_.size()) return false;
  const std::string_view gap = Between(words_[end - 1], words_[end]);
  if (gap != ", " && gap != ": " && gap != " : " && gap != " (") return false;
  size_t at = end;
  while (at < words_.size() && at < end + 2 && IsArticle(words_[at])) ++at;
  // "a Boston maker", "a New York maker": where it comes from may stand before.
  for (const size_t last = at + kMaxOrigin; at < words_.size() && at <= last; ++at) {
    if (words_[at].covered) return false;
    if (IsOrgNounFrom(at)) return true;
    if (!words_[at].capital || at + 1 >= words_.size()) return false;
    if (Between(words_[at], words_[at + 1]) != " ") return false;
  }
  return false;
}

// "Lattica, the operator of the hall in Leeds, will lease ...": what begins a sentence, and before
// a comma that closes it a noun for a firm with more about it.
bool CasedNames::IsIntroduced(const NameWord& word, size_t end) const {
  constexpr size_t kLeast = 3, kMost = 14;  // words
  if (!word.first || IsSmall(word) || IsIn(rules_.openers, word, Fact::kOpener) ||
      !PrecedesOrgNoun(end) || Between(words_[end - 1], words_[end]) != ", ")
    return false;
  for (size_t at = end + 1; at < words_.size() && at <= end + kMost; ++at) {
    if (Between(words_[at - 1], words_[at]).starts_with(',')) return at >= end + kLeast;
  }
  return false;
}

}  // namespace dealwire
