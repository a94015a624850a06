#include "extract/frames/cues.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

#include "base/archive.h"
#include "base/text.h"
#include "extract/frames/cue_language.h"
#include "extract/text/fold.h"
#include "extract/text/languages.h"

namespace dealwire {
namespace {

constexpr std::array<const char*, static_cast<size_t>(Cue::kCount)> kNames = {"supply",
                                                                              "sell",
                                                                              "buy",
                                                                              "rent",
                                                                              "lease_out",
                                                                              "invest",
                                                                              "raise",
                                                                              "acquire",
                                                                              "build",
                                                                              "lend",
                                                                              "borrow",
                                                                              "contract",
                                                                              "partner",
                                                                              "power_buy",
                                                                              "site",
                                                                              "compute",
                                                                              "chip_noun",
                                                                              "power",
                                                                              "no_compute",
                                                                              "topic",
                                                                              "total",
                                                                              "extend",
                                                                              "to_total",
                                                                              "runs",
                                                                              "signed",
                                                                              "announced",
                                                                              "planned",
                                                                              "unsigned",
                                                                              "talks",
                                                                              "reported",
                                                                              "denied",
                                                                              "cancelled",
                                                                              "completed",
                                                                              "no_deal",
                                                                              "value",
                                                                              "share",
                                                                              "company",
                                                                              "agent",
                                                                              "buyer",
                                                                              "seller",
                                                                              "receive",
                                                                              "contractor",
                                                                              "companies",
                                                                              "stake",
                                                                              "party",
                                                                              "buyer_column",
                                                                              "seller_column",
                                                                              "we",
                                                                              "us",
                                                                              "you",
                                                                              "to_you",
                                                                              "yes",
                                                                              "no",
                                                                              "how_much",
                                                                              "head",
                                                                              "operator",
                                                                              "backer",
                                                                              "aside",
                                                                              "each",
                                                                              "has",
                                                                              "reject",
                                                                              "infinitive",
                                                                              "theme",
                                                                              "passes",
                                                                              "them",
                                                                              "consortium",
                                                                              "accusative",
                                                                              "with",
                                                                              "from",
                                                                              "to",
                                                                              "by",
                                                                              "between",
                                                                              "in",
                                                                              "at",
                                                                              "subject",
                                                                              "object",
                                                                              "of",
                                                                              "and",
                                                                              "clause",
                                                                              "relative",
                                                                              "contrast",
                                                                              "aux",
                                                                              "of_which",
                                                                              "passive",
                                                                              "participle",
                                                                              "bid",
                                                                              "bid_for",
                                                                              "take",
                                                                              "enter",
                                                                              "move",
                                                                              "workload",
                                                                              "percent",
                                                                              "allow",
                                                                              "replace",
                                                                              "if",
                                                                              "would",
                                                                              "subscribe",
                                                                              "budget",
                                                                              "undisclosed"};

}  // namespace

const char* CueName(Cue cue) { return kNames[static_cast<size_t>(cue)]; }

std::optional<Cue> ParseCue(std::string_view name) {
  const auto it = std::ranges::find(kNames, name);
  if (it == kNames.end()) return std::nullopt;
  return static_cast<Cue>(it - kNames.begin());
}

std::string NearestCue(std::string_view word) {
  return Nearest(word, {kNames.begin(), kNames.end()});
}

namespace {

// A class of words is shown by the texts that hold one of them: in a deal, and in what is none.
void CheckShown(const CueLanguage& language, const TomlValue& table,
                const std::vector<RuleExample>& examples, Diagnostics* problems) {
  CueFlags shown = {}, missed = {};
  for (const RuleExample& example : examples) {
    CueFlags& bits = example.near_miss ? missed : shown;
    const std::string text = FoldText(example.title + "\n" + example.text);
    for (const CueLanguage::Match& m : language.Find(text, WordBits(text)))
      bits.at(static_cast<size_t>(language.CueOf(m))) = true;
  }
  for (size_t i = 0; i < shown.size(); ++i) {
    if (!language.classes().at(i)) continue;
    for (const auto& [bits, what] :
         {std::pair(&shown, "example"), std::pair(&missed, "near_miss")}) {
      if (bits->at(i)) continue;
      problems->Add(table[kNames.at(i)].Error(fmt::format(
          "no {} holds a word of '{}'; add a [[cues.{}]] that does", what, kNames.at(i), what)));
    }
  }
}

}  // namespace

CueSet::CueSet() : languages_(std::make_shared<Languages>()) {}
CueSet::~CueSet() = default;

void CueSet::Save(ArchiveWriter* out) const {
  out->Put(*languages_);
  out->Put(examples_);
}
void CueSet::Load(ArchiveReader* in) {
  in->Get(languages_.get());
  in->Get(&examples_);
}

std::unique_ptr<const CueSet> CueSet::Compile(const RuleFiles& files, Diagnostics* problems) {
  auto set = std::make_unique<CueSet>();
  std::vector<RuleExample> examples;
  for (const RuleFile* file : files.Below("lang/")) {
    const StatusOr<TomlFile> parsed = TomlFile::Parse(file->name, file->text);
    if (!parsed.ok()) continue;  // extract/text/languages has told it
    const TomlValue table = parsed->root()["cues"];
    if (table.Keys().empty()) continue;
    const std::string lang = LanguageKey(parsed->root()["lang"].AsString().value_or(""));
    CueLanguage language;
    language.Load(table, parsed->root()["names"], problems);
    std::vector<RuleExample> shown;
    ReadRuleExamples(table, file->path, lang, &shown, problems);
    CheckShown(language, table, shown, problems);
    std::ranges::move(shown, std::back_inserter(examples));
    (*set->languages_)[lang] = std::move(language);
  }
  set->examples_ = std::move(examples);
  return set;
}

std::unique_ptr<const CueSet> CueSet::Without(std::string_view lang, Cue cue) const {
  auto set = std::make_unique<CueSet>();
  set->languages_ = languages_;
  set->without_lang_ = lang;
  set->without_ = cue;
  return set;
}

bool CueSet::Has(std::string_view lang, Cue cue) const {
  const auto it = languages_->find(LanguageKey(lang));
  return it != languages_->end() && it->second->classes().at(static_cast<size_t>(cue));
}

std::vector<std::string> CueSet::LanguageCodes() const {
  std::vector<std::string> out;
  for (const auto& [lang, language] : *languages_) out.push_back(lang);
  return out;
}

bool CueSet::Knows(std::string_view bcp47) const {
  return languages_->contains(LanguageKey(bcp47));
}

bool CueSet::Postpositional(std::string_view bcp47) const {
  const auto it = languages_->find(LanguageKey(bcp47));
  return it != languages_->end() && it->second->postpositional;
}

namespace {

// Whether the span begins inside a word that has no capital: an ending there is that of no name.
bool EndsSmallWord(std::string_view text, const Span& span) {
  size_t first = span.byte_start;
  if (!IsWordChar(NextCodePoint(text, &first))) return false;
  size_t at = span.byte_start;
  char32_t c = 0;
  for (size_t before = at; at > 0; at = before) {
    const char32_t previous = PreviousCodePoint(text, &before);
    if (!IsWordChar(previous)) break;
    c = previous;
  }
  return c != 0 && !IsUpper(c);
}

// Whether nothing but a closing mark stands behind a word in its clause.
bool EndsClause(std::string_view folded, size_t end) {
  if (end >= folded.size()) return true;
  const char32_t c = NextCodePoint(folded, &end);
  return !IsWordChar(c) && c != ' ' && c != '-';
}

// "De Belastingdienst": with a capital inside a sentence a compound is a name, where nouns have
// none.
bool IsCapitalCompound(const Document& document, const CueLanguage::Match& match) {
  std::string_view words = document.Slice({match.start, match.end});
  size_t at = words.rfind(' ');
  at = at == std::string_view::npos ? 0 : at + 1;
  const size_t start = match.start + at;
  const bool first = document.sentences[document.SentenceAt(start)].span.byte_start == start;
  return IsUpper(NextCodePoint(words, &at)) && !first;
}

// Where the prepositions begin that may stand behind the particle of a verb, in rising order: in
// German (the language whose nouns have capitals) it is the last word of its clause.
std::vector<size_t> PrepositionsBehind(const CueLanguage& language,
                                       const std::vector<CueLanguage::Match>& matches) {
  std::vector<size_t> starts;
  if (language.noun_capitals()) return starts;
  for (const CueLanguage::Match& m : matches) {
    const Cue cue = language.CueOf(m);
    if (cue >= Cue::kWith && cue <= Cue::kAt && cue != Cue::kIn) starts.push_back(m.start);
  }
  std::ranges::sort(starts);
  return starts;
}

// "Zieht ihr Angebot zurueck": the verb alone is the cue, and only where its particle ends the
// clause, or stands before a preposition and is none itself (Dutch "neemt stroom af van X").
void KeepSplitVerbs(const CueLanguage& language, std::string_view folded,
                    std::vector<CueLanguage::Match>* matches) {
  const std::vector<size_t> behind = PrepositionsBehind(language, *matches);
  const auto is_preposition = [&](size_t at) { return std::ranges::binary_search(behind, at); };
  std::erase_if(*matches, [&](CueLanguage::Match& m) {
    if (!language.IsSplit(m)) return false;
    const size_t particle = folded.rfind(' ', m.end - 1) + 1;
    const bool ends =
        EndsClause(folded, m.end) || (is_preposition(m.end + 1) && !is_preposition(particle));
    m.end = m.first_end;
    return !ends;
  });
}

// Puts in order what is so by its start: each match is moved past those of one place.
void SortNeighbours(std::vector<CueLanguage::Match>* matches) {
  const auto key = [](const CueLanguage::Match& m) {
    return std::tuple(m.start, ~m.end, m.first_end, m.pattern);
  };
  for (size_t i = 1; i < matches->size(); ++i) {
    for (size_t k = i; k > 0 && key((*matches)[k]) < key((*matches)[k - 1]); --k)
      std::swap((*matches)[k], (*matches)[k - 1]);
  }
}

}  // namespace

std::vector<CueMatch> CueSet::Find(const Document& document) const {
  std::vector<CueMatch> out;
  const auto it = languages_->find(LanguageKey(document.article->lang));
  if (it == languages_->end()) return out;
  const CueLanguage& language = *it->second;
  std::vector<CueLanguage::Match> matches = language.Find(document.folded.text, document.words);
  KeepSplitVerbs(language, document.folded.text, &matches);
  for (CueLanguage::Match& m : matches) {
    m.start = document.folded.ToSource(m.start);
    m.end = document.folded.ToSource(m.end);
  }
  if (!language.noun_capitals()) {
    std::erase_if(matches, [&](const CueLanguage::Match& m) {
      return language.IsCompound(m) && IsCapitalCompound(document, m);
    });
  }
  // Of two at one place the longer comes first, then that whose first word is the shorter one.
  SortNeighbours(&matches);
  out.reserve(matches.size());
  for (const CueLanguage::Match& m : matches) out.push_back({language.CueOf(m), {m.start, m.end}});
  if (language.endings) {
    std::erase_if(out, [&](const CueMatch& m) {
      return m.cue >= Cue::kWith && m.cue < Cue::kAnd && EndsSmallWord(document.text, m.span);
    });
  }
  if (without_ && it->first == without_lang_)
    std::erase_if(out, [&](const CueMatch& m) { return m.cue == *without_; });
  return out;
}

}  // namespace dealwire
