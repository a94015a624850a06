#include "extract/names/cased_names.h"

#include <algorithm>

#include "base/text.h"
#include "extract/names/name_bases.h"

namespace dealwire {
namespace {

constexpr size_t kMaxWords = 6;
constexpr size_t kMinHead = 4;        // bytes of a head within one word: "Gewerbebank"
constexpr size_t kMinHeadSuffix = 3;  // bytes before it
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

// Whether a noun of several words, of which some may begin more, can begin with a word. `nouns` are
// sorted.
bool MayBeginPhrase(const std::vector<ChipNoun::Word>& nouns, std::string_view word) {
  const std::string begin = std::string(word) + ' ';
  const auto text = [](const ChipNoun::Word& noun) { return std::string_view(noun.text); };
  auto noun = std::ranges::lower_bound(nouns, word.substr(0, 1), {}, text);
  for (; noun != nouns.end() && noun->text.front() == begin.front(); ++noun) {
    if (noun->text.starts_with(begin) || (noun->open && begin.starts_with(noun->text))) return true;
  }
  return false;
}

// What stands between the words of a phrase: a space, a hyphen as in "start-up", or an apostrophe
// as in "chef d'equipe".
bool IsGapOfPhrase(std::string_view gap) {
  return gap.size() == 1 ? gap[0] == ' ' || gap[0] == '-' || gap[0] == '\'' : gap == "\u2019";
}

}  // namespace

CasedNames::CasedNames(const Document& document, const Registry& registry, const NameWords& words)
    : document_(document),
      common_names_(registry.CommonNamesOf(document.article->lang)),
      places_(registry.places()),
      rules_(registry.Rules(document.article->lang)),
      english_(registry.EnglishRules()),
      ids_(words.ids()),
      small_(ids_.size()),
      inside_(ids_.size()),
      in_title_(ids_.size()),
      begins_(ids_.size()),
      facts_(ids_.size()) {
  size_t latin = 0, other = 0;
  const NameWord* before = nullptr;
  for (const NameWord& word : words.all()) {
    title_names_ = title_names_ || (word.covered && document.InTitle({word.start, word.end}));
    (word.script == Script::kLatin ? latin : other) += 1;
    if (!HasCase(word.script)) continue;
    if (!word.capital) small_[word.id] = true;
    if (word.capital && !word.first) inside_[word.id] = true;
    if (word.capital && document.InTitle({word.start, word.end})) in_title_[word.id] = true;
    if (word.capital && before != nullptr && before->capital && before->end + 1 == word.start)
      begins_[before->id] = true;
    before = &word;
  }
  foreign_latin_ = latin < other;
  for (const std::string_view ending : rules_.endings)
    longest_ending_ = std::max(longest_ending_, ending.size());
}

template <typename Tell>
bool CasedNames::Knows(const NameWord& word, Fact fact, const Tell& tell) const {
  Facts& facts = facts_[word.id];
  const auto bit = static_cast<uint32_t>(1U << static_cast<unsigned>(fact));
  if ((facts.asked & bit) == 0) {
    facts.asked |= bit;
    if (tell(word.folded)) facts.true_ones |= bit;
  }
  return (facts.true_ones & bit) != 0;
}

bool CasedNames::IsIn(const StringSet& set, const NameWord& word, Fact fact) const {
  return Knows(word, fact, [&](std::string_view folded) { return set.contains(folded); });
}

bool CasedNames::IsArticle(const NameWord& word) const {
  return IsIn(rules_.articles, word, Fact::kNounArticle);
}

bool CasedNames::IsConnector(const NameWord& word) const {
  return IsIn(rules_.connectors, word, Fact::kConnector);
}

bool CasedNames::IsConjunction(const NameWord& word) const {
  return IsIn(rules_.conjunctions, word, Fact::kConjunction);
}

bool CasedNames::IsInside(std::string_view folded) const {
  const uint32_t id = ids_.Find(folded);
  return id < ids_.size() && inside_[id];
}

bool CasedNames::IsOwnHead(const NameWord& word) const {
  return IsIn(rules_.org_heads, word, Fact::kOwnHead);
}

// Words of the sentence with what stands between them, folded.
std::string_view CasedNames::Phrase(size_t begin, size_t end) const {
  const char* const first = words_[begin].folded.data();
  const std::string_view last = words_[end - 1].folded;
  return {first, static_cast<size_t>(last.data() + last.size() - first)};
}

std::string_view CasedNames::Between(const NameWord& a, const NameWord& b) const {
  return document_.Slice({a.end, b.start});
}

bool CasedNames::IsLegalForm(const NameWord& word) const {
  if (word.folded.size() > kLongestLegalForm) return false;
  if (!word.capital) return IsSmallForm(word);
  return Knows(word, Fact::kLegalForm, [&](std::string_view folded) {
    const std::string dotted = std::string(folded) + '.';
    const auto is = [&](const NameRules& rules) {
      return rules.legal_forms.contains(folded) || rules.legal_forms.contains(dotted);
    };
    return is(rules_) || is(english_);
  });
}

// "Vodafone plc"
bool CasedNames::IsSmallForm(const NameWord& word) const {
  return Knows(word, Fact::kSmallForm, [&](std::string_view folded) {
    return rules_.small_forms.contains(folded) || english_.small_forms.contains(folded);
  });
}

bool CasedNames::IsSmallWord(const NameWord& word) const {
  return word.end - word.start == 1 || (IsSmall(word) && !IsHead(word));
}

bool CasedNames::IsWholeHead(const NameWord& word) const {
  return Knows(word, Fact::kWholeHead, [&](std::string_view folded) {
    return IsHeadForm(rules_, folded) || english_.org_heads.contains(folded);
  });
}

// A word that shows an organisation: "Group", or one that ends like one: "Gewerbebank".
bool CasedNames::IsHead(const NameWord& word) const {
  if (IsWholeHead(word)) return true;
  if (!word.capital) return false;
  const auto ends = [&](const NameRules& rules, Fact fact) {
    return Knows(word, fact,
                 [&](std::string_view folded) { return EndsInHead(rules.org_heads, folded); });
  };
  return ends(rules_, Fact::kEndsInHead) ||
         (word.camel && ends(english_, Fact::kEndsInEnglishHead));
}

// "Kouvolan", of Kouvola: a place with an ending of the language's names is one, too.
bool CasedNames::IsCommon(const NameWord& word) const {
  return Knows(word, Fact::kCommon, [&](std::string_view name) {
    if (common_names_.Contains(name)) return true;
    constexpr size_t kLeastStem = 4;  // bytes
    const size_t first = name.size() - std::min(name.size(), longest_ending_);
    for (size_t stem = std::max(kLeastStem, first); stem < name.size(); ++stem) {
      if (rules_.IsEnding(name.substr(stem)) && common_names_.Contains(name.substr(0, stem)))
        return true;
    }
    return false;
  });
}

void CasedNames::Find(std::span<const NameWord> sentence, OpenNameList* out) {
  words_ = sentence;
  pair_at_head_ = IsPairAtHead();
  if (IsByline()) return;
  for (size_t i = PastDateline(); i < words_.size();) {
    if (!Opens(words_[i]) || IsTicker(i)) {
      ++i;
      continue;
    }
    size_t end = i + 1;
    run_begin_ = i;
    while (end < words_.size() && end - i < kMaxWords) {
      const size_t next = Continues(end);
      if (next == end) break;
      end = next;
    }
    Judge(i, EndsInCompound(end, i) ? end - 1 : end, out);
    i = end;
  }
}

bool CasedNames::Opens(const NameWord& word) const {
  return HasCase(word.script) && word.capital && !word.covered && !IsOrgNoun(word) &&
         !IsNoun(Fact::kRole, word);
}

// "the bank X"; with a capital inside a sentence it is a part of the name: "Banca Transilvania".
bool CasedNames::IsOrgNoun(const NameWord& word) const {
  if (IsPublicBody(word) || EndsOwnName(word)) return false;
  if (IsCompoundNoun(word)) return true;
  if (!IsNoun(Fact::kOrgNoun, word)) return false;
  // Where an adjective follows its noun and an article stands before it, a noun without one is one
  // at the start of a sentence, too.
  constexpr size_t kNoDefinite = 4;  // articles at most of a language without a definite one
  const size_t next = static_cast<size_t>(&word - words_.data()) + 1;
  const bool begins = (rules_.articles.empty() || rules_.adjectives_after) &&
                      next < words_.size() && words_[next].capital &&
                      Between(word, words_[next]) == " ";
  const bool inside = !word.first || (begins && IsWholeHead(word)) ||
                      (rules_.adjectives_after && rules_.articles.size() > kNoDefinite);
  const bool part = word.capital && inside && !rules_.noun_capitals && IsHead(word);
  return !part;
}

// "Valiant Bank": where nouns have capitals two of them make one word, and so what stands apart
// before a head is the name that it ends.
bool CasedNames::EndsOwnName(const NameWord& word) const {
  constexpr size_t kLeast = 3;  // bytes before
  const auto at = static_cast<size_t>(&word - words_.data());
  if (!rules_.noun_capitals || !word.capital || at == 0 || !IsOwnHead(word)) return false;
  const NameWord& before = words_[at - 1];
  return HasCase(before.script) && before.capital && !before.covered &&
         before.end - before.start >= kLeast && Between(before, word) == " " && !IsHead(before) &&
         !IsArticle(before) && !IsOrigin(before) && !IsCommon(before) && !IsSmall(before) &&
         !IsNoun(Fact::kRole, before) && !IsNoun(Fact::kOrgNoun, before) &&
         !IsCompoundNoun(before) && !IsIn(rules_.openers, before, Fact::kOpener);
}

// "Universitatea Valea": of a university, a hospital, a ministry the noun is the name's.
bool CasedNames::IsPublicBody(const NameWord& word) const {
  return word.capital && Knows(word, Fact::kPublicBody, [&](std::string_view folded) {
           return MatchesWord(rules_.public_bodies, folded);
         });
}

// Whether a word is one of the nouns that a fact is about.
bool CasedNames::IsNoun(Fact nouns, const NameWord& word) const {
  return Knows(word, nouns, [&](std::string_view folded) {
    return MatchesWord(NounsOf(nouns), folded) ||
           (nouns == Fact::kRole && rules_.signs.role_endings.Has(folded));
  });
}

const std::vector<ChipNoun::Word>& CasedNames::NounsOf(Fact nouns) const {
  return nouns == Fact::kRole ? rules_.roles : rules_.org_nouns;
}

// "Glasvezelbedrijf"; a capital inside a sentence makes it a name where nouns have none.
bool CasedNames::IsCompoundNoun(const NameWord& word) const {
  const size_t next = static_cast<size_t>(&word - words_.data()) + 1;
  const bool noun = rules_.noun_capitals || !word.capital || word.first ||
                    (next < words_.size() && words_[next].capital && !words_[next].covered &&
                     Between(word, words_[next]) == " ");
  return noun && Knows(word, Fact::kCompoundNoun, [&](std::string_view folded) {
           return rules_.org_noun_endings.Has(folded);
         });
}

// As NounEnding, of nouns for organisations.
size_t CasedNames::OrgNounEnding(size_t at) const {
  return IsCompoundNoun(words_[at]) ? 1 : NounEnding(Fact::kOrgNoun, at);
}

// The number of words of the noun among `nouns` that ends with the word at `at`; 0: none.
size_t CasedNames::NounEnding(Fact nouns, size_t at) const {
  const Fact begins = nouns == Fact::kRole ? Fact::kBeginsRole : Fact::kBeginsOrgNoun;
  size_t longest = IsNoun(nouns, words_[at]) ? 1 : 0;
  for (size_t words = 2; words <= kMaxNounWords && at + 1 >= words; ++words) {
    const size_t first = at + 1 - words;
    if (!IsGapOfPhrase(Between(words_[first], words_[first + 1]))) break;
    const bool may_begin = Knows(words_[first], begins, [&](std::string_view folded) {
      return MayBeginPhrase(NounsOf(nouns), folded);
    });
    if (!may_begin) continue;
    std::string phrase(Phrase(first, at + 1));
    std::ranges::replace(phrase, '-', ' ');  // as FoldName does
    if (MatchesWord(NounsOf(nouns), phrase)) longest = words;
  }
  return longest;
}

// Articles, and other small words whose capital comes from standing first, are no part of a name.
size_t CasedNames::PastSmallWords(size_t begin, size_t end) const {
  while (begin < end && (words_[begin].first || Before(begin) == nullptr || BehindTime(begin)) &&
         (IsArticle(words_[begin]) ||
          (end - begin > 1 && IsIn(rules_.openers, words_[begin], Fact::kOpener)) ||
          (end - begin > 1 && IsSmallWord(words_[begin]) && !BehindComma(begin)))) {
    ++begin;
  }
  return begin;
}

// "In August, Lake Shore Nuclear ...": a capital that no sentence's beginning gives.
bool CasedNames::BehindComma(size_t index) const {
  return index > 0 && !words_[index].first && !rules_.noun_capitals &&
         Between(words_[index - 1], words_[index]) == ", ";
}

// "08.10 The Royal Marsden has ordered ...": what begins behind the time of an entry.
bool CasedNames::BehindTime(size_t index) const {
  constexpr size_t kMostNumbers = 3;
  return index > 0 && index <= kMostNumbers &&
         std::ranges::all_of(words_.first(index),
                             [](const NameWord& word) { return word.script == Script::kDigit; });
}

// "Dutch Nebul", "Bodenbaserade Polarnod": where a firm is from is no part of its name.
bool CasedNames::IsOrigin(const NameWord& word) const {
  return Knows(word, Fact::kOrigin, [&](std::string_view folded) {
    return MatchesWord(rules_.origins, folded) ||
           std::ranges::any_of(rules_.origin_endings, [&](const std::string& ending) {
             return folded.size() > ending.size() + 2 && folded.ends_with(ending);
           });
  });
}

void CasedNames::Judge(size_t begin, size_t end, OpenNameList* out) {
  bool strong = false;
  begin = PastSmallWords(begin, end);
  while (begin < end && !words_[begin].capital) ++begin;  // "Acquisition of N", past the first
  if (rules_.noun_capitals) end = AfterHead(begin, end);
  if (begin > 0 && IsNationsHead(begin - 1, end) && words_[begin - 1].capital) --begin;
  // "GRONINGEN - Het Nederlandse cloudbedrijf"
  if (begin + 1 < end && IsArticle(words_[begin]) && IsOrigin(words_[begin + 1])) ++begin;
  // "Het Utrechtse N"
  strong = rules_.signs.origin_names && begin + 1 < end && IsOrigin(words_[begin]) && begin > 0 &&
           IsArticle(words_[begin - 1]) && Between(words_[begin - 1], words_[begin]) == " ";
  // "Walliser Gewerbebank": but of a name that is a noun without it, where nouns have capitals.
  const size_t from = begin;
  while (begin < end && IsOrigin(words_[begin])) ++begin;
  // "Danskyi fond N": so is the noun for what it is behind where it is from.
  while (begin > from && begin + 1 < end && !words_[begin].capital) ++begin;
  if (end - begin == 1 && IsHead(words_[begin]) &&
      (rules_.noun_capitals || IsNationsHead(from, end)))
    begin = from;
  while (begin < end && IsLegalForm(words_[begin]) && end - begin > 1) {
    strong = true;
    ++begin;
  }
  size_t name_end = end;
  while (name_end > begin + 1 && IsLegalForm(words_[name_end - 1])) {
    strong = true;
    --name_end;
  }
  if (begin >= name_end || (AllCommon(begin, name_end) && !IsNationsHead(begin, name_end))) return;
  if (IsPerson(begin) && !EndsAsFirm(begin, name_end)) return;
  if (StandsBesideRole(begin, name_end))
    return out->AddPerson(words_[begin].start, words_[name_end - 1].end);
  if (DescribesQuoted(begin, name_end)) return;
  if (IsPlaceOfOrigin(begin, name_end)) return;
  if (name_end - begin > 1 && IsNoName(begin, name_end)) return;
  if (words_[begin].first && name_end - begin > 1 && AllCommon(begin + 1, name_end) &&
      !IsNationsHead(begin, name_end)) {
    if (!rules_.noun_capitals && !IsCommon(words_[begin]) && !IsSmall(words_[begin]))
      out->AddOpening(words_[begin].start, words_[name_end - 1].end);
    return;
  }
  const NameWord& word = words_[begin];
  const bool single = name_end - begin == 1;
  bool camel = false, head = false;
  for (size_t i = begin; i < name_end; ++i) {
    camel |= words_[i].camel;
    head |= single ? !rules_.noun_capitals && !IsWholeHead(word) && IsHead(word)
                   : IsHead(words_[i]) || IsPublicBody(words_[i]);
    head |= i + 1 < name_end && IsHeadPhrase(i);
  }
  // "Besides, the operator ..." begins a sentence, and is no name for standing before a noun.
  strong |= (pair_at_head_ && !IsSmall(word)) || (single && IsLed(word, name_end));
  const bool opener = single && !pair_at_head_ && word.first && !word.all_capitals &&
                      !SeenInside(word) && !ShownAtStart(word) && !IsExplained(word, name_end) &&
                      !IsIntroduced(word, name_end) && !HeadsItem(begin, name_end) &&
                      !IsSetApart(word, name_end);
  strong |= camel || head || FollowsOrgNoun(begin) || (!opener && PrecedesOrgNoun(name_end));
  // Latin words in a text of another script are a foreign name.
  strong |= !single && foreign_latin_ && word.script == Script::kLatin;
  if ((single && IsWholeHead(word)) || (!strong && IsPlace(begin, name_end))) return;
  if (!strong) {
    if (single && (IsSmall(word) || IsLegalForm(word) || IsEdition(word) || IsHeaderCell(word)))
      return;
    if (rules_.noun_capitals && !word.all_capitals) {
      if (!single) return;
      if (IsOwnCompound(word)) {
        out->Add(word.start, word.end, false);
      } else {
        const bool opens = word.first && begin == 0 && !IsIn(rules_.openers, word, Fact::kOpener);
        out->AddEcho(word.start, word.end, opens);
      }
      return;
    }
    if (opener) {
      if (!IsIn(rules_.openers, word, Fact::kOpener)) out->AddOpening(word.start, word.end);
      return;
    }
  } else if (single && !camel && IsSmall(word)) {
    return;
  }
  out->Add(words_[begin].start, words_[name_end - 1].end, strong);
}

// "Lattica, a designer of chips, has raised": where the title has it, too, what a comma and an
// article follow is a name.
bool CasedNames::IsExplained(const NameWord& word, size_t end) const {
  return !document_.InTitle({word.start, word.end}) && in_title_[word.id] && !IsSmall(word) &&
         end < words_.size() && Between(words_[end - 1], words_[end]) == ", " &&
         (IsArticle(words_[end]) || PrecedesOrgNoun(end));
}

// "Nordkern-Chefin", "Nordkern chief executive": a hyphen and a noun for who leads it, or two such
// nouns; a party or a bank of issue has a name of capitals alone.
bool CasedNames::IsLed(const NameWord& word, size_t end) const {
  if (word.all_capitals || IsSmall(word) || end >= words_.size() ||
      !IsNoun(Fact::kRole, words_[end]) || IsIn(rules_.openers, word, Fact::kOpener))
    return false;
  const std::string_view gap = Between(words_[end - 1], words_[end]);
  return gap == "-" ||
         (gap == " " && end + 1 < words_.size() && Between(words_[end], words_[end + 1]) == " " &&
          IsNoun(Fact::kRole, words_[end + 1]));
}

// "* N: the host from M ...": where an item of a list begins, what a colon and a noun for a firm
// follow is its name; in an article on somebody the noun may be him, and the word a heading
// ("* Outlook: the company ...").
bool CasedNames::HeadsItem(size_t begin, size_t end) const {
  if (title_names_ || end >= words_.size() || IsSmall(words_[begin])) return false;
  const DocumentBlock& block = document_.blocks[document_.BlockAt(words_[begin].start)];
  const bool item = block.kind == DocumentBlockKind::kListItem || block.entry;
  constexpr size_t kNumber = 8;  // bytes: "12. "
  const std::string_view gap = Between(words_[end - 1], words_[end]);
  return item && words_[begin].start <= block.span.byte_start + kNumber &&
         gap.find(':') != std::string_view::npos && PrecedesOrgNoun(end);
}

// "2. N and Google Cloud. The Americans rent ...": nothing but names and a short word ("and")
// at the start of an item; where nouns have capitals one of them is registered.
bool CasedNames::IsPairAtHead() const {
  constexpr size_t kMost = 10, kNumber = 8, kAnd = 6;  // words; bytes: "12. ", "and"
  size_t first = 0, joined = 0, registered = 0;
  while (first < words_.size() && words_[first].script == Script::kDigit) ++first;
  if (words_.size() - first < 3 || words_.size() - first > kMost) return false;
  const DocumentBlock& block = document_.blocks[document_.BlockAt(words_[first].start)];
  if (block.kind != DocumentBlockKind::kListItem ||
      words_[first].start > block.span.byte_start + kNumber)
    return false;
  for (size_t i = first; i < words_.size(); ++i) {
    const NameWord& word = words_[i];
    if (word.script == Script::kDigit) return false;  // a sum, megawatts
    registered += word.covered ? 1U : 0U;
    if (word.covered || (HasCase(word.script) && word.capital)) continue;
    if (word.end - word.start > kAnd || i == first || i + 1 == words_.size()) return false;
    ++joined;
  }
  return joined == 1 && (registered > 0 || !rules_.noun_capitals);
}

// A word at the start of a sentence is capitalised whatever it is.
bool CasedNames::SeenInside(const NameWord& word) const {
  return !IsSmall(word) && (inside_[word.id] || InflectedInside(word.folded));
}

// "Karpatcloud" begins the sentence; inside another it is "Karpatcloudem".
bool CasedNames::InflectedInside(std::string_view word) const {
  const auto with = [&](std::string_view stem, const StringSet& endings) {
    return std::ranges::any_of(endings, [&](std::string_view ending) {
      return IsInside(std::string(stem).append(ending));
    });
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
    if (!IsCommon(word) && !IsConnector(word)) return false;
  }
  return true;
}

const NameWord* CasedNames::Before(size_t index) const {
  if (index == 0) return nullptr;
  const std::string_view gap = Between(words_[index - 1], words_[index]);
  // A quotation mark may open the name.
  return gap.size() <= 5 && gap.starts_with(' ') ? &words_[index - 1] : nullptr;
}

}  // namespace dealwire
