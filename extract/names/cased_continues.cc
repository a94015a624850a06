// CasedNames: how a name goes on.
#include <algorithm>
#include <string_view>

#include "extract/names/cased_names.h"
#include "extract/names/name_bases.h"

namespace dealwire {

// "Pskovskij tehniceskij universitet": past small adjectives and a head behind a capital adjective,
// or the index of the first where none stand so.
size_t CasedNames::PastAdjectives(size_t at) const {
  constexpr size_t kMost = 2;  // small adjectives
  if (rules_.adjectives.empty() || !IsNameAdjective(rules_, words_[at - 1].folded)) return at;
  for (size_t i = at; i < words_.size() && i <= at + kMost; ++i) {
    if (words_[i].capital || Between(words_[i - 1], words_[i]) != " ") return at;
    if (IsHeadForm(rules_, words_[i].folded)) return i + 1;
    if (!IsNameAdjective(rules_, words_[i].folded)) return at;
  }
  return at;
}

// "Dai hoc": a head of two syllables that begins at `at`.
bool CasedNames::IsHeadPhrase(size_t at) const {
  return rules_.syllables && at + 1 < words_.size() && Between(words_[at], words_[at + 1]) == " " &&
         rules_.org_heads.contains(Phrase(at, at + 2));
}

// "CP Dien toan Cao Nguyen", "Cong ty Ha tang so Vam Co": behind a legal form or a noun for a firm
// one or two small syllables between capitals. The index of the second capital, or `at`.
size_t CasedNames::PastSyllables(size_t at) const {
  constexpr size_t kBack = 4, kMost = 2;  // words
  if (!rules_.syllables) return at;
  size_t next = at;
  while (next < words_.size() && next < at + kMost && !words_[next].capital &&
         Between(words_[next - 1], words_[next]) == " " && !words_[next].covered &&
         !IsIn(rules_.openers, words_[next], Fact::kOpener))
    ++next;
  if (next == at || next >= words_.size() || Between(words_[next - 1], words_[next]) != " " ||
      !Opens(words_[next]) || IsLegalForm(words_[next]))
    return at;
  for (size_t i = at; i < next; ++i) {
    if (OrgNounEnding(i) > 0) return at;
  }
  if (FollowsOrgNoun(run_begin_)) return next;
  const size_t from = at > kBack ? at - kBack : 0;
  for (size_t i = from; i < at; ++i) {
    if (IsLegalForm(words_[i]) || IsHeadPhrase(i)) return next;
  }
  return at;
}

// "Montabaurer Cloud-Anbieter": whether the last of several words begins a noun for a firm.
bool CasedNames::EndsInCompound(size_t end, size_t begin) const {
  return rules_.noun_capitals && end > begin + 1 && end < words_.size() &&
         Between(words_[end - 1], words_[end]) == "-" && IsNoun(Fact::kOrgNoun, words_[end]);
}

// "Landesbank Hessen-Thueringen", "Hochschule Bonn-Rhein-Sieg": whether the word at `at` stands
// behind a hyphen in the name of places that a head is followed by.
bool CasedNames::JoinsPlace(size_t at) const {
  constexpr size_t kMostPlaces = 3;
  if (!rules_.noun_capitals || !Opens(words_[at]) || IsHead(words_[at])) return false;
  size_t first = at;
  while (first > 0 && at - first < kMostPlaces &&
         Between(words_[first - 1], words_[first]) == "-" && Opens(words_[first - 1]))
    --first;
  return first < at && first > 0 && !IsHead(words_[first]) && IsHead(words_[first - 1]) &&
         Between(words_[first - 1], words_[first]) == " ";
}

// "Elbtal-Sparkasse", "Keramik-Union AG": whether behind a hyphen stands a head, or a word that a
// legal form follows, which goes on a name that is no head itself. "IT-Gruppe" is none.
bool CasedNames::JoinsHead(size_t at) const {
  constexpr size_t kLeast = 4;  // bytes before
  const NameWord& before = words_[at - 1];
  if (!rules_.noun_capitals || !Opens(words_[at]) || before.covered || before.all_capitals ||
      before.end - before.start < kLeast || IsHead(before) || IsCommon(before) || IsSmall(before))
    return false;
  const bool form = at + 1 < words_.size() && Between(words_[at], words_[at + 1]) == " " &&
                    IsLegalForm(words_[at + 1]);
  return form || IsOwnHead(words_[at]);
}

// "Spreebank"
bool CasedNames::IsOwnCompound(const NameWord& word) const {
  constexpr size_t kLeast = 4;  // bytes before
  if (IsCommon(word) || IsSmall(word) || IsWholeHead(word)) return false;
  return std::ranges::any_of(rules_.signs.single_heads, [&](std::string_view head) {
    return word.folded.size() >= head.size() + kLeast && word.folded.ends_with(head);
  });
}

// "The head of Freedom Holding Daniyar Seitov", the person in Cyrillic letters: behind a name in
// Latin ones two words with capitals of the language's own script are another's.
bool CasedNames::BeginsPerson(size_t at) const {
  const auto own = [&](const NameWord& word) {
    return word.script == Script::kCyrillic && word.capital && !word.covered && !IsHead(word) &&
           !IsLegalForm(word);
  };
  return words_[at - 1].script == Script::kLatin && own(words_[at]) && at + 1 < words_.size() &&
         own(words_[at + 1]) && Between(words_[at], words_[at + 1]) == " ";
}

// "Cassa Depositi e Prestiti", "Department of Health and Care", "Tarim ve Orman Bakanligi": whether
// "and" goes on a name, which began with a head, or which a public body ends. "Solvera y Nostrum",
// "CaixaBank y Santander", "Banco Santander e ING" are two, and so are those of which the second
// begins with a head, too.
bool CasedNames::JoinsByAnd(size_t at) const {
  constexpr size_t kMost = 3;  // words behind
  if (at + 1 >= words_.size() || Between(words_[at], words_[at + 1]) != " " ||
      !Opens(words_[at + 1]))
    return false;
  const auto heads = [&](const NameWord& word) { return IsHead(word) || IsPublicBody(word); };
  const auto before = words_.subspan(run_begin_, at - run_begin_);
  if (std::ranges::none_of(before, heads)) {
    for (size_t i = at + 2; i < words_.size() && i <= at + kMost; ++i) {
      if (Between(words_[i - 1], words_[i]) != " ") break;
      if (IsPublicBody(words_[i])) return true;
    }
    return false;
  }
  const NameWord& next = words_[at + 1];
  const bool begun = before.size() > 1 ? heads(before.front()) && !IsHead(before.back())
                                       : IsWholeHead(before.front());
  return begun && !next.all_capitals && !next.camel && !heads(next);
}

// Where nouns are capitalised, what follows a head or a legal form is the next noun.
size_t CasedNames::AfterHead(size_t begin, size_t end) const {
  for (size_t i = begin + 1; i < end; ++i) {
    if (IsOwnHead(words_[i]) ||
        (!words_[i].camel && IsHead(words_[i]) && !IsWholeHead(words_[i]))) {
      return i + 1;
    }
    if (!IsLegalForm(words_[i])) continue;
    while (i + 1 < end && IsLegalForm(words_[i + 1])) ++i;
    return i + 1;
  }
  return end;
}

// The index past the word at `at` where it goes on a name, else `at`.
size_t CasedNames::Continues(size_t at) const {
  const std::string_view gap = Between(words_[at - 1], words_[at]);
  if (gap == "-" && (JoinsPlace(at) || JoinsHead(at))) return at + 1;
  if (gap != " " && gap != " & " && gap != "\xC2\xA0") return at;
  const NameWord& word = words_[at];
  if (BeginsPerson(at)) return at;
  if (Opens(word) || (word.script == Script::kDigit && !word.covered && gap == " " &&
                      word.end - word.start <= 3 && IsHead(words_[at - 1]))) {
    return Opens(word) ? at + 1 : at;
  }
  // Slavic and Romance names have one capital: "Banka" with a small letter ends them.
  if (!word.capital && gap == " ") {
    const bool compound = word.end < document_.text.size() && document_.text[word.end] == '-';
    const NameWord& before = words_[at - 1];
    // "AI cloud", "O laboratorio": neither is a name.
    if (IsOwnHead(word) && !compound && !IsCommon(before) && !IsArticle(before)) return at + 1;
    if (IsSmallForm(word)) return at + 1;
    if (const size_t end = PastAdjectives(at); end > at) return end;
    if (IsHeadPhrase(at - 1)) return at + 1;
    if (const size_t next = PastSyllables(at); next > at) return next + 1;
  }
  if (IsConjunction(word)) return JoinsByAnd(at) ? at + 2 : at;
  if (IsConnector(word) && at + 1 < words_.size() && Between(word, words_[at + 1]) == " " &&
      Opens(words_[at + 1]) && !IsConnector(words_[at + 1])) {
    return at + 2;
  }
  return at;
}

}  // namespace dealwire
