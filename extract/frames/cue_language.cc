#include "extract/frames/cue_language.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "extract/text/fold.h"

namespace dealwire {
namespace {

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

void CueLanguage::Load(const TomlValue& table, const TomlValue& names, Diagnostics* problems) {
  const std::vector<std::string> agents = names.Strings("org_nouns", problems);
  spaceless_ = table.Bool("anywhere", problems);
  compounds_ = table.Bool("compounds", problems);
  proclitics_ = table.Bool("proclitics", problems);
  postpositional = table.Bool("postpositions", problems);
  for (const std::string& p : table.Strings("prefixes", problems)) prefixes_.push_back(FoldText(p));
  if (table["forms"].exists()) LoadForms(table["forms"], problems);
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
  forms_.clear();
  std::vector<std::string_view> known;
  for (size_t i = 0; i < static_cast<size_t>(Cue::kCount); ++i)
    known.emplace_back(CueName(static_cast<Cue>(i)));
  known.insert(known.end(), {"anywhere", "compounds", "definite", "exceptions", "forms",
                             "postpositions", "prefixes", "proclitics", "example", "near_miss"});
  table.CheckKeys(known, problems);
  LoadCompounds(table, agents, names.Bool("noun_capitals", problems), problems);
  initial_ = std::move(builders.initial).Build();
  // Exceptions are none of what is found: alone they are not looked for.
  const bool inner = std::ranges::any_of(
      inner_patterns_, [&](uint32_t pattern) { return !patterns_[pattern].exception; });
  if (inner) inner_ = std::move(builders.inner).Build();
}

std::vector<CueLanguage::Match> CueLanguage::Find(std::string_view text,
                                                  const WordBits& words) const {
  std::vector<Match> out;
  out.reserve(text.size() / 32);
  const auto merge = [&](size_t size) {  // what was added behind the first `size`
    const auto middle = out.begin() + static_cast<std::ptrdiff_t>(size);
    std::inplace_merge(out.begin(), middle, out.end(),
                       [](const Match& a, const Match& b) { return a.start < b.start; });
  };
  FindInitial(text, words, &out);
  if (inner_.size() > 0) {
    const size_t size = out.size();
    FindInner(text, words, &out);
    merge(size);
  }
  if (!compound_endings_.endings.empty()) {
    const size_t size = out.size();
    FindCompounds(text, words, &out);
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(size), out.end(),
              [](const Match& a, const Match& b) { return a.start < b.start; });
    merge(size);
  }
  return out;
}

void CueLanguage::AddWords(const TomlValue& table, Cue cue, const std::string& key,
                           Builders* builders, Diagnostics* problems) {
  const std::vector<std::string> words = table.Strings(key, problems);
  std::set<std::string_view> known(words.begin(), words.end());
  for (const std::string& word : words) {
    if (!AddWord(cue, word, builders))
      problems->Add(table[key].Error(fmt::format("an empty word in '{}'; take it out", key)));
  }
  std::set<std::string> bent;
  for (const std::string& word : words) {
    for (const auto& [ending, form] : forms_) {
      if (word.size() <= ending.size() || !word.ends_with(ending)) continue;
      std::string other = word.substr(0, word.size() - ending.size()) + form;
      if (!known.contains(other)) bent.insert(std::move(other));
    }
  }
  for (const std::string& word : bent) AddWord(cue, word, builders);
}

bool CueLanguage::AddWord(Cue cue, std::string_view word, Builders* builders) {
  const bool ending = word.starts_with('~');
  const std::vector<PhraseTrie::Part> parts = SplitParts(FoldText(word.substr(ending ? 1 : 0)));
  if (parts.empty()) return false;
  classes_.at(static_cast<size_t>(cue)) = true;
  endings = endings || ending;
  const auto gap = std::ranges::find(parts, "...", &PhraseTrie::Part::text);
  if (gap == parts.begin() || gap == parts.end()) {
    Add(cue, ending, false, parts, builders);
  } else {
    AddSplit(cue, parts, static_cast<size_t>(gap - parts.begin()), builders);
  }
  return true;
}

void CueLanguage::LoadForms(const TomlValue& table, Diagnostics* problems) {
  for (const std::string& ending : table.Keys()) {
    for (const std::string& form : table.Strings(ending, problems)) {
      if (ending.empty() || form.empty()) {
        problems->Add(table.Error("an empty ending in 'forms'; take it out"));
      } else {
        forms_.emplace_back(ending, form);
      }
    }
  }
}

void CueLanguage::AddSplit(Cue cue, std::vector<PhraseTrie::Part> parts, size_t gap,
                           Builders* builders) {
  constexpr size_t kMostBetween = 12;
  parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(gap));
  for (size_t between = 0; between <= kMostBetween; ++between) {
    Add(cue, false, true, parts, builders);
    parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(gap), PhraseTrie::Part{"", true});
  }
}

void CueLanguage::AddExceptions(const TomlValue& table, Builders* builders, Diagnostics* problems) {
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

bool CueLanguage::BeginsWithStem(std::string_view word) const {
  for (size_t length = 1; length < word.size(); ++length) {
    if (stems_.contains(word.substr(0, length))) return true;
  }
  return false;
}

void CueLanguage::Add(Cue cue, bool ending, bool split, const std::vector<PhraseTrie::Part>& parts,
                      Builders* builders) {
  const std::string& first = parts[0].text;
  if (parts[0].star) stems_.insert(first);
  Pattern pattern{cue, ending};
  pattern.split = split;
  // An ending after an apostrophe ("Turkcell'den") begins at a word's end.
  pattern.begins_within = first.starts_with('\'');
  pattern.ends_compound = compounds_ && first.size() >= 6 &&
                          (cue == Cue::kContract || cue == Cue::kNoDeal || cue == Cue::kPartner);
  // A connector of one letter, written as one word with what follows (Arabic "and", "to").
  const bool proclitic = proclitics_ && cue >= Cue::kWith && cue <= Cue::kAnd &&
                         parts.size() == 1 && CountCodePoints(first) == 1;
  const bool inner =
      ending || spaceless_ || !prefixes_.empty() || pattern.begins_within || pattern.ends_compound;
  (inner ? builders->inner : builders->initial).Add({parts, proclitic});
  (inner ? inner_patterns_ : initial_patterns_).push_back(static_cast<uint32_t>(patterns_.size()));
  patterns_.push_back(pattern);
}

void CueLanguage::LoadCompounds(const TomlValue& table, const std::vector<std::string>& agents,
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

void CueLanguage::FindCompounds(std::string_view text, const WordBits& words,
                                std::vector<Match>* out) const {
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
  for (size_t i = words.Begin(0); i < text.size(); i = words.Begin(i)) {
    const size_t end = words.End(i);
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

void CueLanguage::FindInitial(std::string_view text, const WordBits& words,
                              std::vector<Match>* out) const {
  std::vector<PhraseTrie::Match> found;
  const PhraseScanner scanner(initial_, text, words);
  for (size_t i = 0; i < text.size();) {
    scanner.FindAt(i, &found);
    if (!found.empty()) AddFound(initial_patterns_, i, &found, out);
    i = words.End(i);
    if (i < text.size()) NextCodePoint(text, &i);  // what ends a word begins nothing
  }
}

void CueLanguage::FindInner(std::string_view text, const WordBits& words,
                            std::vector<Match>* out) const {
  std::vector<PhraseTrie::Match> found;
  const PhraseScanner scanner(inner_, text, words);
  for (size_t i = scanner.NextStart(0); i < text.size(); i = scanner.NextStart(i + 1)) {
    scanner.FindAt(i, &found);
    if (found.empty()) continue;
    const bool within = i > 0 && words.At(i - 1);
    std::erase_if(found, [&](const PhraseTrie::Match& m) {
      return !StartsWell(patterns_[inner_patterns_[m.phrase]], text, i, within);
    });
    AddFound(inner_patterns_, i, &found, out);
  }
}

void CueLanguage::AddFound(const std::vector<uint32_t>& patterns, size_t start,
                           std::vector<PhraseTrie::Match>* found, std::vector<Match>* out) const {
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

bool CueLanguage::StartsWell(const Pattern& pattern, std::string_view text, size_t start,
                             bool within) const {
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

}  // namespace dealwire
