#include "extract/cues.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

#include "base/archive.h"
#include "base/text.h"
#include "extract/automaton.h"
#include "extract/fold.h"
#include "extract/languages.h"

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

// One word or phrase: its parts, each with or without a star.
struct Pattern {
  struct Part {
    std::string text;
    bool star = false;
  };
  Cue cue = Cue::kSupply;
  std::vector<Part> parts;
  bool ending = false;  // of a word: "~lta"
};

std::vector<Pattern::Part> SplitParts(const std::string& folded) {
  std::vector<Pattern::Part> parts;
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

bool WordAfter(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  return IsWordChar(NextCodePoint(text, &at));
}

size_t SkipWord(std::string_view text, size_t at) {
  while (at < text.size()) {
    size_t next = at;
    if (!IsWordChar(NextCodePoint(text, &next))) break;
    at = next;
  }
  return at;
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

  void Load(const TomlValue& table, const std::vector<std::string>& agents, Diagnostics* problems) {
    spaceless_ = table.Bool("anywhere", problems);
    compounds_ = table.Bool("compounds", problems);
    proclitics_ = table.Bool("proclitics", problems);
    postpositional = table.Bool("postpositions", problems);
    for (const std::string& p : table.Strings("prefixes", problems))
      prefixes_.push_back(FoldText(p));
    Builders builders;
    for (const std::string& key : table.Keys()) {
      const std::optional<Cue> cue = ParseCue(key);
      if (cue) AddWords(table, *cue, key, &builders, problems);
    }
    for (const std::string& agent : agents) {
      Pattern pattern{Cue::kAgent, SplitParts(FoldText(agent))};
      if (!pattern.parts.empty()) Add(std::move(pattern), &builders);
    }
    std::vector<std::string_view> known(kNames.begin(), kNames.end());
    known.insert(known.end(), {"anywhere", "compounds", "postpositions", "prefixes", "proclitics",
                               "example", "near_miss"});
    table.CheckKeys(known, problems);
    initial_ = std::move(builders.initial).Build();
    inner_ = std::move(builders.inner).Build();
  }

  // The cues of a folded text, by rising end of their first word.
  std::vector<CueMatch> Find(std::string_view text) const {
    std::vector<Automaton::Match> matches;
    matches.reserve(text.size() / 8);
    const bool inner = inner_.size() > 0;
    std::vector<char> word_before(inner ? text.size() + 1 : 0, 0);
    bool within = false;  // a word
    for (size_t i = 0; i < text.size();) {
      if (!within) initial_.FindFrom(text, i, &matches);
      within = IsWordChar(NextCodePoint(text, &i));
      if (inner) word_before[i] = within ? 1 : 0;
    }
    if (inner) FindInner(text, word_before, &matches);
    // Most of what begins as a pattern does goes on as another word.
    std::erase_if(matches, [&](const Automaton::Match& m) {
      return EndOf(patterns_[m.value], text, m) == 0;
    });
    std::ranges::sort(matches, Automaton::Before);
    std::vector<CueMatch> out;
    out.reserve(matches.size());
    for (const Automaton::Match& m : matches) {
      const Pattern& pattern = patterns_[m.value];
      out.push_back({pattern.cue, {m.byte_start, EndOf(pattern, text, m)}});
    }
    return out;
  }

  const CueFlags& classes() const { return classes_; }

  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.postpositional, self.endings, self.spaceless_, self.compounds_,
                    self.proclitics_, self.prefixes_, self.patterns_, self.classes_, self.initial_,
                    self.inner_);
  }

 private:
  struct Builders {
    Automaton::Builder initial, inner;
  };

  void AddWords(const TomlValue& table, Cue cue, const std::string& key, Builders* builders,
                Diagnostics* problems) {
    for (const std::string& word : table.Strings(key, problems)) {
      const bool ending = word.starts_with('~');
      Pattern pattern{cue, SplitParts(FoldText(word.substr(ending ? 1 : 0))), ending};
      if (pattern.parts.empty()) {
        problems->Add(table[key].Error(fmt::format("an empty word in '{}'; take it out", key)));
        continue;
      }
      classes_.at(static_cast<size_t>(cue)) = true;
      endings = endings || ending;
      Add(std::move(pattern), builders);
    }
  }

  void Add(Pattern pattern, Builders* builders) {
    const bool inner = pattern.ending || spaceless_ || !prefixes_.empty() ||
                       BeginsWithin(pattern) || EndsCompound(pattern);
    Automaton::Builder& builder = inner ? builders->inner : builders->initial;
    builder.Add(pattern.parts[0].text, static_cast<uint32_t>(patterns_.size()));
    patterns_.push_back(std::move(pattern));
  }

  // The words that may begin within words of the text, where they do so well. `word_before` says of
  // each offset whether a word's character ends there.
  void FindInner(std::string_view text, const std::vector<char>& word_before,
                 std::vector<Automaton::Match>* matches) const {
    const size_t initial = matches->size();
    inner_.FindAll(text, matches);
    const auto first = matches->begin() + static_cast<ptrdiff_t>(initial);
    matches->erase(std::remove_if(first, matches->end(),
                                  [&](const Automaton::Match& m) {
                                    return !StartsWell(patterns_[m.value], text, m.byte_start,
                                                       word_before);
                                  }),
                   matches->end());
  }

  // An ending after an apostrophe ("Turkcell'den") begins at a word's end.
  static bool BeginsWithin(const Pattern& pattern) {
    return pattern.parts[0].text.starts_with('\'');
  }
  bool EndsCompound(const Pattern& pattern) const {
    return compounds_ && (pattern.cue == Cue::kContract || pattern.cue == Cue::kNoDeal) &&
           pattern.parts[0].text.size() >= 6;
  }

  // Where the pattern that begins at `m` ends; 0 where it does not match.
  size_t EndOf(const Pattern& pattern, std::string_view text, const Automaton::Match& m) const {
    size_t at = m.byte_end;
    for (size_t i = 0;; ++i) {
      if (pattern.parts[i].star) {
        if (!spaceless_) at = SkipWord(text, at);
      } else if (!spaceless_ && WordAfter(text, at) && !IsProclitic(pattern)) {
        return 0;
      }
      if (i + 1 == pattern.parts.size()) return at;
      if (at >= text.size() || (text[at] != ' ' && text[at] != '-')) return 0;
      ++at;
      const std::string& next = pattern.parts[i + 1].text;
      if (text.substr(at, next.size()) != next) return 0;
      at += next.size();
    }
  }

  // A connector of one letter, written as one word with what follows (Arabic "and", "to").
  bool IsProclitic(const Pattern& pattern) const {
    return proclitics_ && pattern.cue >= Cue::kWith && pattern.cue <= Cue::kAnd &&
           pattern.parts.size() == 1 && CountCodePoints(pattern.parts[0].text) == 1;
  }

  bool StartsWell(const Pattern& pattern, std::string_view text, size_t start,
                  const std::vector<char>& word_before) const {
    if (pattern.ending) return word_before[start] != 0;
    if (spaceless_ || word_before[start] == 0 || BeginsWithin(pattern) || EndsCompound(pattern))
      return true;
    for (const std::string& prefix : prefixes_) {
      if (start >= prefix.size() && text.substr(start - prefix.size(), prefix.size()) == prefix &&
          word_before[start - prefix.size()] == 0) {
        return true;
      }
    }
    return false;
  }

  bool spaceless_ = false;
  bool compounds_ = false;
  bool proclitics_ = false;
  std::vector<std::string> prefixes_;
  std::vector<Pattern> patterns_;
  CueFlags classes_ = {};  // that have words
  // The first words of patterns, by whether they may begin within a word of the text: most may not,
  // and those are not looked for there.
  Automaton initial_, inner_;
};

namespace {

// A class of words is shown by the texts that hold one of them: in a deal, and in what is none.
void CheckShown(const CueLanguage& language, const TomlValue& table,
                const std::vector<RuleExample>& examples, Diagnostics* problems) {
  CueFlags shown = {}, missed = {};
  for (const RuleExample& example : examples) {
    CueFlags& bits = example.near_miss ? missed : shown;
    for (const CueMatch& m : language.Find(FoldText(example.title + "\n" + example.text)))
      bits.at(static_cast<size_t>(m.cue)) = true;
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
    language.Load(table, parsed->root()["names"].Strings("org_nouns", problems), problems);
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

}  // namespace

std::vector<CueMatch> CueSet::Find(const Document& document) const {
  std::vector<CueMatch> out;
  const auto it = languages_->find(LanguageKey(document.article->lang));
  if (it == languages_->end()) return out;
  out = it->second->Find(document.folded.text);
  for (CueMatch& m : out) {
    m.span = {document.folded.ToSource(m.span.byte_start),
              document.folded.ToSource(m.span.byte_end)};
  }
  if (it->second->endings) {
    std::erase_if(out, [&](const CueMatch& m) {
      return m.cue >= Cue::kWith && m.cue < Cue::kAnd && EndsSmallWord(document.text, m.span);
    });
  }
  if (without_ && it->first == without_lang_)
    std::erase_if(out, [&](const CueMatch& m) { return m.cue == *without_; });
  std::ranges::stable_sort(out, [](const CueMatch& a, const CueMatch& b) {
    if (a.span.byte_start != b.span.byte_start) return a.span.byte_start < b.span.byte_start;
    return a.span.byte_end > b.span.byte_end;
  });
  return out;
}

}  // namespace dealwire
