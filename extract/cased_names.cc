#include "extract/cased_names.h"

#include <algorithm>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kMaxWords = 6;
constexpr size_t kMaxNounWords = 3;    // of a noun for organisations: "startup d'hébergement"
constexpr size_t kMaxDescription = 2;  // adjectives between noun and name
constexpr size_t kMinHead = 4;         // bytes of a head within one word: "Gewerbebank"
constexpr size_t kMinHeadSuffix = 3;   // bytes before it
constexpr size_t kLongestHead = 48;
constexpr size_t kLongestLegalForm = 32;

// Whether the word ends in one of `heads`.
bool EndsInHead(const StringSet& heads, std::string_view word) {
  if (word.size() < kMinHead + kMinHeadSuffix) return false;
  const size_t longest = std::min(word.size() - kMinHeadSuffix, kLongestHead);
  for (size_t size = kMinHead; size <= longest; ++size) {
    if (heads.contains(word.substr(word.size() - size))) return true;
  }
  return false;
}

}  // namespace

CasedNames::CasedNames(const Document& document, const Registry& registry, const NameWords& words)
    : document_(document),
      common_names_(registry.CommonNamesOf(document.article->lang)),
      rules_(registry.Rules(document.article->lang)),
      english_(registry.EnglishRules()) {
  size_t latin = 0, other = 0;
  for (const NameWord& word : words.all()) {
    (word.script == Script::kLatin ? latin : other) += 1;
    if (!HasCase(word.script)) continue;
    if (!word.capital) small_.insert(word.folded);
    if (word.capital && !word.first) inside_.insert(word.folded);
  }
  foreign_latin_ = latin < other;
}

std::string_view CasedNames::Between(const NameWord& a, const NameWord& b) const {
  return document_.Slice({a.end, b.start});
}

bool CasedNames::IsLegalForm(const NameWord& word) const {
  if (!word.capital || word.folded.size() > kLongestLegalForm) return false;
  const std::string dotted = std::string(word.folded) + '.';
  const auto is = [&](const NameRules& rules) {
    return rules.legal_forms.contains(word.folded) || rules.legal_forms.contains(dotted);
  };
  return is(rules_) || is(english_);
}

bool CasedNames::IsSmallWord(const NameWord& word) const {
  return word.end - word.start == 1 || (small_.contains(word.folded) && !IsHead(word));
}

bool CasedNames::IsWholeHead(const NameWord& word) const {
  return rules_.org_heads.contains(word.folded) || english_.org_heads.contains(word.folded);
}

// A word that shows an organisation: "Group", or one that ends like one: "Gewerbebank".
bool CasedNames::IsHead(const NameWord& word) const {
  if (IsWholeHead(word)) return true;
  return word.capital && (EndsInHead(rules_.org_heads, word.folded) ||
                          (word.camel && EndsInHead(english_.org_heads, word.folded)));
}

// "Kouvolan", of Kouvola: a place with an ending of the language's names is one, too.
bool CasedNames::IsCommon(const NameWord& word) const {
  if (common_names_.Contains(word.folded)) return true;
  constexpr size_t kLeastStem = 4;  // bytes
  const std::string_view name = word.folded;
  for (size_t stem = kLeastStem; stem < name.size(); ++stem) {
    if (rules_.IsEnding(name.substr(stem)) && common_names_.Contains(name.substr(0, stem)))
      return true;
  }
  return false;
}

// Capitalised sequences in scripts that have capitals.
void CasedNames::Find(std::span<const NameWord> sentence, OpenNameList* out) {
  words_ = sentence;
  for (size_t i = 0; i < words_.size();) {
    if (!Opens(words_[i])) {
      ++i;
      continue;
    }
    size_t end = i + 1;
    while (end < words_.size() && end - i < kMaxWords) {
      const size_t next = Continues(end);
      if (next == end) break;
      end = next;
    }
    Judge(i, end, out);
    i = end;
  }
}

bool CasedNames::Opens(const NameWord& word) const {
  return HasCase(word.script) && word.capital && !word.covered && !IsOrgNoun(word) &&
         !MatchesWord(rules_.roles, word.folded);
}

// "the bank X"; with a capital inside a sentence it is a part of the name: "Banca Transilvania".
bool CasedNames::IsOrgNoun(const NameWord& word) const {
  if (!MatchesWord(rules_.org_nouns, word.folded)) return false;
  // Where an adjective follows its noun and an article stands before it, a noun without one is one
  // at the start of a sentence, too.
  const bool inside = !word.first || (rules_.adjectives_after && rules_.articles.size() > 4);
  const bool part = word.capital && inside && !rules_.noun_capitals && IsHead(word);
  return !part;
}

// The number of words of the noun among `nouns` that ends with the word at `at`; 0: none.
size_t CasedNames::NounEnding(const std::vector<ChipNoun::Word>& nouns, size_t at) const {
  if (MatchesWord(nouns, words_[at].folded)) return 1;
  std::string phrase(words_[at].folded);
  for (size_t words = 2; words <= kMaxNounWords && at + 1 >= words; ++words) {
    const NameWord& first = words_[at + 1 - words];
    if (Between(first, words_[at + 2 - words]) != " ") return 0;
    phrase.insert(0, std::string(first.folded) + ' ');
    if (MatchesWord(nouns, phrase)) return words;
  }
  return 0;
}

// The index past the word at `at` where it goes on a name, else `at`.
size_t CasedNames::Continues(size_t at) const {
  const std::string_view gap = Between(words_[at - 1], words_[at]);
  if (gap != " " && gap != " & " && gap != "\xC2\xA0") return at;
  const NameWord& word = words_[at];
  if (Opens(word) || (word.script == Script::kDigit && !word.covered && gap == " " &&
                      word.end - word.start <= 3 && IsHead(words_[at - 1]))) {
    return Opens(word) ? at + 1 : at;
  }
  // Slavic and Romance names have one capital: "Banka" with a small letter ends them.
  if (!word.capital && gap == " ") {
    const bool compound = word.end < document_.text.size() && document_.text[word.end] == '-';
    if (rules_.org_heads.contains(word.folded) && !compound) return at + 1;
  }
  // "Cassa Depositi e Prestiti", but "Solvera y Nostrum" are two.
  if (rules_.conjunctions.contains(word.folded) && !IsHead(words_[at - 1]) &&
      (at < 2 || !IsHead(words_[at - 2]))) {
    return at;
  }
  if ((rules_.connectors.contains(word.folded) || rules_.conjunctions.contains(word.folded)) &&
      at + 1 < words_.size() && Between(word, words_[at + 1]) == " " && Opens(words_[at + 1]) &&
      !rules_.connectors.contains(words_[at + 1].folded)) {
    return at + 2;
  }
  return at;
}

// "Dagens Industri", "the Wall Street Journal": a name of several words that is listed as none.
bool CasedNames::IsNoName(size_t begin, size_t end) const {
  std::string name(words_[begin].folded);
  for (size_t i = begin + 1; i < end; ++i) name += ' ' + std::string(words_[i].folded);
  return common_names_.Contains(name);
}

// Articles, and other small words whose capital comes from standing first, are no part of a name.
size_t CasedNames::PastSmallWords(size_t begin, size_t end) const {
  while (begin < end && (words_[begin].first || Before(begin) == nullptr) &&
         (rules_.articles.contains(words_[begin].folded) ||
          (end - begin > 1 && rules_.openers.contains(words_[begin].folded)) ||
          (end - begin > 1 && IsSmallWord(words_[begin])))) {
    ++begin;
  }
  return begin;
}

// "Dutch Nebul", "Bodenbaserade Polarnod": where a firm is from is no part of its name.
bool CasedNames::IsOrigin(const NameWord& word) const {
  return MatchesWord(rules_.origins, word.folded) ||
         std::ranges::any_of(rules_.origin_endings, [&](const std::string& ending) {
           return word.folded.size() > ending.size() + 2 && word.folded.ends_with(ending);
         });
}

// "Boston-based": what is glued to an ending of origin is a place.
bool CasedNames::IsPlaceOfOrigin(size_t end) const {
  if (end >= words_.size() || Between(words_[end - 1], words_[end]) != "-") return false;
  return std::ranges::find(rules_.origin_endings, words_[end].folded) !=
         rules_.origin_endings.end();
}

void CasedNames::Judge(size_t begin, size_t end, OpenNameList* out) {
  bool strong = false;
  if (rules_.noun_capitals) end = AfterHead(begin, end);
  begin = PastSmallWords(begin, end);
  // "GRONINGEN - Het Nederlandse cloudbedrijf"
  if (begin + 1 < end && rules_.articles.contains(words_[begin].folded) &&
      IsOrigin(words_[begin + 1]))
    ++begin;
  while (begin < end && IsOrigin(words_[begin])) ++begin;
  while (begin < end && IsLegalForm(words_[begin]) && end - begin > 1) {
    strong = true;
    ++begin;
  }
  size_t name_end = end;
  while (name_end > begin + 1 && IsLegalForm(words_[name_end - 1])) {
    strong = true;
    --name_end;
  }
  if (begin >= name_end || AllCommon(begin, name_end) || IsPerson(begin)) return;
  if (IsPlaceOfOrigin(name_end)) return;
  if (name_end - begin > 1 && IsNoName(begin, name_end)) return;
  if (words_[begin].first && name_end - begin > 1 && AllCommon(begin + 1, name_end)) return;
  const NameWord& word = words_[begin];
  const bool single = name_end - begin == 1;
  bool camel = false, head = false;
  for (size_t i = begin; i < name_end; ++i) {
    camel |= words_[i].camel;
    head |=
        single ? !rules_.noun_capitals && !IsWholeHead(word) && IsHead(word) : IsHead(words_[i]);
  }
  // "Besides, the operator ..." begins a sentence, and is no name for standing before a noun.
  const bool opener = single && word.first && !word.all_capitals && !SeenInside(word);
  strong |= camel || head || FollowsOrgNoun(begin) || (!opener && PrecedesOrgNoun(name_end));
  // Latin words in a text of another script are a foreign name.
  strong |= !single && foreign_latin_ && word.script == Script::kLatin;
  if (single && IsWholeHead(word)) return;
  if (!strong) {
    if (single && (small_.contains(word.folded) || IsLegalForm(word))) return;
    if (rules_.noun_capitals && !word.all_capitals) {
      if (single) out->AddEcho(word.start, word.end);
      return;
    }
    if (opener) return;
  } else if (single && !camel && small_.contains(word.folded)) {
    return;
  }
  out->Add(words_[begin].start, words_[name_end - 1].end, strong);
}

// Where nouns are capitalised, what follows a head is the next noun.
size_t CasedNames::AfterHead(size_t begin, size_t end) const {
  for (size_t i = begin + 1; i < end; ++i) {
    if (rules_.org_heads.contains(words_[i].folded) ||
        (!words_[i].camel && IsHead(words_[i]) && !IsWholeHead(words_[i]))) {
      return i + 1;
    }
  }
  return end;
}

// A word at the start of a sentence is capitalised whatever it is.
bool CasedNames::SeenInside(const NameWord& word) const {
  return !small_.contains(word.folded) &&
         (inside_.contains(word.folded) || InflectedInside(word.folded));
}

// "Karpatcloud" begins the sentence; inside another it is "Karpatcloudem".
bool CasedNames::InflectedInside(std::string_view word) const {
  const auto with = [&](std::string_view stem, const StringSet& endings) {
    return std::ranges::any_of(
        endings, [&](const std::string& e) { return inside_.contains(std::string(stem) + e); });
  };
  if (with(word, rules_.endings)) return true;
  return std::ranges::any_of(rules_.stems, [&](const auto& stem) {
    return word.size() > stem.first.size() + 3 && word.ends_with(stem.first) &&
           with(word.substr(0, word.size() - stem.first.size()), stem.second);
  });
}

bool CasedNames::AllCommon(size_t begin, size_t end) const {
  for (size_t i = begin; i < end; ++i) {
    const NameWord& word = words_[i];
    if (!IsCommon(word) && !rules_.connectors.contains(word.folded)) return false;
  }
  return true;
}

const NameWord* CasedNames::Before(size_t index) const {
  if (index == 0) return nullptr;
  const std::string_view gap = Between(words_[index - 1], words_[index]);
  // A quotation mark may open the name.
  return gap.size() <= 5 && gap.starts_with(' ') ? &words_[index - 1] : nullptr;
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
    const NameWord& word = words_[at];
    if (word.capital || word.end - word.start < 4 || rules_.connectors.contains(word.folded))
      return false;
  }
  return false;
}

bool CasedNames::IsPerson(size_t begin) const {
  return DescribedBy(begin, [&](size_t at) { return NounEnding(rules_.roles, at) > 0; });
}

bool CasedNames::FollowsOrgNoun(size_t begin) const {
  return DescribedBy(begin, [&](size_t at) { return NounEnding(rules_.org_nouns, at) > 0; }) ||
         FollowsDemonym(begin);
}

// "la romana Cyberalba": where it comes from stands for what it is.
bool CasedNames::FollowsDemonym(size_t begin) const {
  const NameWord* word = Before(begin);
  if (word == nullptr || word->capital || begin < 2) return false;
  const NameWord& article = words_[begin - 2];
  return rules_.articles.contains(article.folded) && Between(article, *word).size() == 1 &&
         std::ranges::any_of(rules_.demonyms, [&](const std::string& ending) {
           return word->folded.size() > ending.size() + 2 && word->folded.ends_with(ending);
         });
}

// "Nostrum Norte, la operadora que ...": the noun follows as an apposition.
bool CasedNames::PrecedesOrgNoun(size_t end) const {
  if (end >= words_.size()) return false;
  const std::string_view gap = Between(words_[end - 1], words_[end]);
  if (gap != ", " && gap != ": " && gap != " (") return false;
  size_t at = end;
  while (at < words_.size() && at < end + 2 && rules_.articles.contains(words_[at].folded)) ++at;
  if (at >= words_.size() || words_[at].capital || words_[at].covered) return false;
  for (size_t words = 0; words < kMaxNounWords && at + words < words_.size(); ++words) {
    if (NounEnding(rules_.org_nouns, at + words) > words) return true;
  }
  return false;
}

}  // namespace dealwire
