#include "extract/cues.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/archive.h"
#include "base/text.h"
#include "extract/fold.h"
#include "extract/languages.h"
#include "extract/name_rules.h"
#include "extract/phrase_trie.h"

namespace dealwire {
namespace {

constexpr std::array<const char*, static_cast<size_t>(Cue::kCount)> kNames = {
    "supply",   "sell",      "buy",       "rent",      "lease_out",  "invest",    "raise",
    "acquire",  "build",     "lend",      "borrow",    "contract",   "partner",   "power_buy",
    "site",     "compute",   "chip_noun", "power",     "no_compute", "total",     "extend",
    "to_total", "runs",      "signed",    "announced", "planned",    "talks",     "reported",
    "denied",   "cancelled", "completed", "no_deal",   "value",      "share",     "company",
    "agent",    "buyer",     "seller",    "receive",   "contractor", "companies", "stake",
    "with",     "from",      "to",        "by",        "between",    "in",        "at",
    "subject",  "object",    "of",        "and",       "clause",     "relative",  "contrast",
    "aux",      "of_which"};

// What one word or phrase is, besides its words.
struct Pattern {
  Cue cue = Cue::kSupply;
  bool ending = false;         // of a word: "~lta"
  bool begins_within = false;  // may begin where a word ends: an ending after an apostrophe
  bool ends_compound = false;  // may begin within a word
  bool split = false;          // its last word ends the clause: "zieht ... zurueck"
  bool compound = false;       // ends in a compound for an organisation: "het cloudbedrijf"
  bool exception = false;      // no cue: what begins with it is no word of a shorter stem
};

// Which of one language's patterns stands where in a folded text.
struct PatternMatch {
  uint32_t pattern = 0;
  size_t start = 0, first_end = 0, end = 0;  // first_end: of its first word, without its ending
};

std::vector<PhraseTrie::Part> SplitParts(const std::string& folded) {
  std::vector<PhraseTrie::Part> parts;
  for (size_t i = 0; i < folded.size();) {
    size_t end = folded.find(' ', i);
    if (end == std::string::npos) end = folded.size();
    std::string word = folded.substr(i, end - i);
    const bool star = word.ends_with('*');
    if (star) word.pop_back();
    // A star alone is any one word, but not the first.
    if (!word.empty() || (star && !parts.empty())) parts.push_back({std::move(word), star});
    i = end + 1;
  }
  return parts;
}

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

using CueFlags = std::array<bool, static_cast<size_t>(Cue::kCount)>;  // by class

class CueLanguage {
 public:
  bool postpositional = false;
  bool endings = false;  // some connectors are endings of names

  // `names`: the language's [names].
  void Load(const TomlValue& table, const TomlValue& names, Diagnostics* problems) {
    const std::vector<std::string> agents = names.Strings("org_nouns", problems);
    spaceless_ = table.Bool("anywhere", problems);
    compounds_ = table.Bool("compounds", problems);
    proclitics_ = table.Bool("proclitics", problems);
    postpositional = table.Bool("postpositions", problems);
    for (const std::string& p : table.Strings("prefixes", problems))
      prefixes_.push_back(FoldText(p));
    Builders builders(spaceless_);
    for (const std::string& key : table.Keys()) {
      const std::optional<Cue> cue = ParseCue(key);
      if (cue) AddWords(table, *cue, key, &builders, problems);
    }
    for (const std::string& agent : agents) {
      if (agent.starts_with('*')) continue;
      const std::vector<PhraseTrie::Part> parts = SplitParts(FoldText(agent));
      if (!parts.empty()) Add(Cue::kAgent, false, false, parts, &builders);
    }
    AddExceptions(table, &builders, problems);
    stems_.clear();
    std::vector<std::string_view> known(kNames.begin(), kNames.end());
    known.insert(known.end(), {"anywhere", "compounds", "definite", "exceptions", "postpositions",
                               "prefixes", "proclitics", "example", "near_miss"});
    table.CheckKeys(known, problems);
    LoadCompounds(table, agents, names.Bool("noun_capitals", problems), problems);
    initial_ = std::move(builders.initial).Build();
    inner_ = std::move(builders.inner).Build();
  }

  // The patterns of a folded text, in no order.
  std::vector<PatternMatch> Find(std::string_view text) const {
    std::vector<PatternMatch> out;
    out.reserve(text.size() / 32);
    FindInitial(text, &out);
    if (inner_.size() > 0) FindInner(text, &out);
    if (!compound_endings_.endings.empty()) FindCompounds(text, &out);
    return out;
  }

  Cue CueOf(const PatternMatch& match) const { return patterns_[match.pattern].cue; }
  bool IsSplit(const PatternMatch& match) const { return patterns_[match.pattern].split; }
  // Whether it is a compound for an organisation, with or without its article.
  bool IsCompound(const PatternMatch& match) const { return patterns_[match.pattern].compound; }
  bool noun_capitals() const { return noun_capitals_; }
  const CueFlags& classes() const { return classes_; }

  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.postpositional, self.endings, self.spaceless_, self.compounds_,
                    self.proclitics_, self.prefixes_, self.patterns_, self.classes_, self.initial_,
                    self.inner_, self.initial_patterns_, self.inner_patterns_,
                    self.compound_endings_, self.definite_, self.agent_pattern_,
                    self.company_pattern_, self.noun_capitals_);
  }

 private:
  struct Builders {
    explicit Builders(bool spaceless) : initial(spaceless), inner(spaceless) {}
    PhraseTrie::Builder initial, inner;
  };

  void AddWords(const TomlValue& table, Cue cue, const std::string& key, Builders* builders,
                Diagnostics* problems) {
    for (const std::string& word : table.Strings(key, problems)) {
      const bool ending = word.starts_with('~');
      const std::vector<PhraseTrie::Part> parts = SplitParts(FoldText(word.substr(ending ? 1 : 0)));
      if (parts.empty()) {
        problems->Add(table[key].Error(fmt::format("an empty word in '{}'; take it out", key)));
        continue;
      }
      classes_.at(static_cast<size_t>(cue)) = true;
      endings = endings || ending;
      const auto gap = std::ranges::find(parts, "...", &PhraseTrie::Part::text);
      if (gap == parts.begin() || gap == parts.end()) {
        Add(cue, ending, false, parts, builders);
      } else {
        AddSplit(cue, parts, static_cast<size_t>(gap - parts.begin()), builders);
      }
    }
  }

  // A verb and its particle with up to so many words between them.
  void AddSplit(Cue cue, std::vector<PhraseTrie::Part> parts, size_t gap, Builders* builders) {
    constexpr size_t kMostBetween = 12;
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(gap));
    for (size_t between = 0; between <= kMostBetween; ++between) {
      Add(cue, false, true, parts, builders);
      parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(gap), PhraseTrie::Part{"", true});
    }
  }

  // Words that begin like a stem and mean something else: "plant*" is nothing of "plan*".
  void AddExceptions(const TomlValue& table, Builders* builders, Diagnostics* problems) {
    for (const std::string& word : table.Strings("exceptions", problems)) {
      const std::vector<PhraseTrie::Part> parts = SplitParts(FoldText(word));
      if (parts.size() != 1 || !BeginsWithStem(parts[0].text)) {
        problems->Add(table["exceptions"].Error(fmt::format(
            "'{}' is no word that begins with a shorter word with a star; take it out", word)));
        continue;
      }
      Pattern pattern;
      pattern.exception = true;
      for (const auto& [builder, patterns] : {std::pair(&builders->initial, &initial_patterns_),
                                              std::pair(&builders->inner, &inner_patterns_)}) {
        builder->Add({parts, false});
        patterns->push_back(static_cast<uint32_t>(patterns_.size()));
      }
      patterns_.push_back(pattern);
    }
  }

  bool BeginsWithStem(std::string_view word) const {
    for (size_t length = 1; length < word.size(); ++length) {
      if (stems_.contains(word.substr(0, length))) return true;
    }
    return false;
  }

  void Add(Cue cue, bool ending, bool split, const std::vector<PhraseTrie::Part>& parts,
           Builders* builders) {
    const std::string& first = parts[0].text;
    if (parts[0].star) stems_.insert(first);
    Pattern pattern{cue, ending};
    pattern.split = split;
    // An ending after an apostrophe ("Turkcell'den") begins at a word's end.
    pattern.begins_within = first.starts_with('\'');
    pattern.ends_compound =
        compounds_ && (cue == Cue::kContract || cue == Cue::kNoDeal) && first.size() >= 6;
    // A connector of one letter, written as one word with what follows (Arabic "and", "to").
    const bool proclitic = proclitics_ && cue >= Cue::kWith && cue <= Cue::kAnd &&
                           parts.size() == 1 && CountCodePoints(first) == 1;
    const bool inner = ending || spaceless_ || !prefixes_.empty() || pattern.begins_within ||
                       pattern.ends_compound;
    (inner ? builders->inner : builders->initial).Add({parts, proclitic});
    (inner ? inner_patterns_ : initial_patterns_)
        .push_back(static_cast<uint32_t>(patterns_.size()));
    patterns_.push_back(pattern);
  }

  void LoadCompounds(const TomlValue& table, const std::vector<std::string>& agents,
                     bool noun_capitals, Diagnostics* problems) {
    compound_endings_.Add(agents);
    noun_capitals_ = noun_capitals;
    for (const std::string& word : table.Strings("definite", problems))
      definite_.insert(FoldText(word));
    Pattern pattern{Cue::kAgent};
    pattern.compound = true;
    agent_pattern_ = static_cast<uint32_t>(patterns_.size());
    patterns_.push_back(pattern);
    pattern.cue = Cue::kCompany;
    company_pattern_ = static_cast<uint32_t>(patterns_.size());
    patterns_.push_back(pattern);
  }

  // "Cloudbedrijf", and with a definite article before it, or before its adjective, a company.
  void FindCompounds(std::string_view text, std::vector<PatternMatch>* out) const {
    struct Seen {
      size_t start = 0, end = 0;
    };
    std::array<Seen, 2> before = {};  // the two words before, the nearer first
    const auto follows = [&](const Seen& a, size_t start) {
      return a.end > a.start && a.end + 1 == start && text[a.end] == ' ';
    };
    const auto definite = [&](const Seen& a) {
      return definite_.contains(text.substr(a.start, a.end - a.start));
    };
    for (size_t i = 0; i < text.size();) {
      const size_t end = SkipWord(text, i);
      if (end == i) {
        NextCodePoint(text, &i);
        continue;
      }
      if (compound_endings_.Has(text.substr(i, end - i))) {
        out->push_back({agent_pattern_, i, end, end});
        if (follows(before[0], i)) {
          const bool adjective = !definite(before[0]) && follows(before[1], before[0].start);
          const Seen& article = adjective ? before[1] : before[0];
          if (definite(article)) out->push_back({company_pattern_, article.start, end, end});
        }
      }
      before = {Seen{i, end}, before[0]};
      i = end;
    }
  }

  // The patterns that begin where no word's character ends.
  void FindInitial(std::string_view text, std::vector<PatternMatch>* out) const {
    std::vector<PhraseTrie::Match> found;
    PhraseScanner scanner(initial_, text);
    for (size_t i = 0; i < text.size();) {
      scanner.FindAt(i, &found);
      if (!found.empty()) AddFound(initial_patterns_, i, &found, out);
      i = SkipWord(text, i);
      if (i < text.size()) NextCodePoint(text, &i);  // what ends a word begins nothing
    }
  }

  // The patterns that may begin within words, where they do so well.
  void FindInner(std::string_view text, std::vector<PatternMatch>* out) const {
    std::vector<PhraseTrie::Match> found;
    PhraseScanner scanner(inner_, text);
    for (size_t i = 0; i < text.size(); ++i) {
      scanner.FindAt(i, &found);
      if (found.empty()) continue;
      size_t before = i;
      const bool within = i > 0 && IsWordChar(PreviousCodePoint(text, &before));
      std::erase_if(found, [&](const PhraseTrie::Match& m) {
        return !StartsWell(patterns_[inner_patterns_[m.phrase]], text, i, within);
      });
      AddFound(inner_patterns_, i, &found, out);
    }
  }

  // Moves what begins at `start` from `found` to `out`; `patterns` are those of the trie's phrases.
  // Of those whose first word is the beginning of an exception none is moved.
  void AddFound(const std::vector<uint32_t>& patterns, size_t start,
                std::vector<PhraseTrie::Match>* found, std::vector<PatternMatch>* out) const {
    size_t least = 0;
    for (const PhraseTrie::Match& m : *found) {
      if (patterns_[patterns[m.phrase]].exception) least = std::max(least, m.first_end);
    }
    for (const PhraseTrie::Match& m : *found) {
      const uint32_t pattern = patterns[m.phrase];
      if (m.first_end >= least && !patterns_[pattern].exception)
        out->push_back({pattern, start, m.first_end, m.end});
    }
    found->clear();
  }

  // Of what may begin within words, whether it does so well; `within`: a word's character ends at
  // `start`.
  bool StartsWell(const Pattern& pattern, std::string_view text, size_t start, bool within) const {
    if (pattern.ending) return within;
    if (pattern.exception) return true;
    if (spaceless_ || !within || pattern.begins_within || pattern.ends_compound) return true;
    return std::ranges::any_of(prefixes_, [&](const std::string& prefix) {
      if (start < prefix.size()) return false;
      size_t before = start - prefix.size();
      return text.substr(before, prefix.size()) == prefix &&
             (before == 0 || !IsWordChar(PreviousCodePoint(text, &before)));
    });
  }

  bool spaceless_ = false;
  bool compounds_ = false;
  bool proclitics_ = false;
  std::vector<std::string> prefixes_;
  std::vector<Pattern> patterns_;
  CueFlags classes_ = {};                     // that have words
  std::set<std::string, std::less<>> stems_;  // first words with a star, while rules load
  // The first words of patterns, by whether they may begin within a word of the text: most may not,
  // and those are not looked for there.
  PhraseTrie initial_, inner_;
  std::vector<uint32_t> initial_patterns_, inner_patterns_;  // what their phrases are
  WordEndings compound_endings_;                             // of nouns for organisations
  StringSet definite_;  // articles that make a compound the company told before
  uint32_t agent_pattern_ = 0, company_pattern_ = 0;  // of compounds
  bool noun_capitals_ = false;
};

namespace {

// A class of words is shown by the texts that hold one of them: in a deal, and in what is none.
void CheckShown(const CueLanguage& language, const TomlValue& table,
                const std::vector<RuleExample>& examples, Diagnostics* problems) {
  CueFlags shown = {}, missed = {};
  for (const RuleExample& example : examples) {
    CueFlags& bits = example.near_miss ? missed : shown;
    for (const PatternMatch& m : language.Find(FoldText(example.title + "\n" + example.text)))
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
    if (!parsed.ok()) continue;  // extract/languages has told it
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
bool IsCapitalCompound(const Document& document, const PatternMatch& match) {
  std::string_view words = document.Slice({match.start, match.end});
  size_t at = words.rfind(' ');
  at = at == std::string_view::npos ? 0 : at + 1;
  const size_t start = match.start + at;
  const bool first = document.sentences[document.SentenceAt(start)].span.byte_start == start;
  return IsUpper(NextCodePoint(words, &at)) && !first;
}

// "Zieht ihr Angebot zurueck": the verb alone is the cue, and only where its particle ends the
// clause.
void KeepSplitVerbs(const CueLanguage& language, std::string_view folded,
                    std::vector<PatternMatch>* matches) {
  std::erase_if(*matches, [&](PatternMatch& m) {
    if (!language.IsSplit(m)) return false;
    const bool ends = EndsClause(folded, m.end);
    m.end = m.first_end;
    return !ends;
  });
}

}  // namespace

std::vector<CueMatch> CueSet::Find(const Document& document) const {
  std::vector<CueMatch> out;
  const auto it = languages_->find(LanguageKey(document.article->lang));
  if (it == languages_->end()) return out;
  const CueLanguage& language = *it->second;
  std::vector<PatternMatch> matches = language.Find(document.folded.text);
  KeepSplitVerbs(language, document.folded.text, &matches);
  for (PatternMatch& m : matches) {
    m.start = document.folded.ToSource(m.start);
    m.end = document.folded.ToSource(m.end);
  }
  if (!language.noun_capitals()) {
    std::erase_if(matches, [&](const PatternMatch& m) {
      return language.IsCompound(m) && IsCapitalCompound(document, m);
    });
  }
  // Of two at one place the longer comes first, then that whose first word is the shorter one.
  std::ranges::sort(matches, {}, [](const PatternMatch& m) {
    return std::tuple(m.start, ~m.end, m.first_end, m.pattern);
  });
  out.reserve(matches.size());
  for (const PatternMatch& m : matches) out.push_back({language.CueOf(m), {m.start, m.end}});
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
