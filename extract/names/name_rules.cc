#include "extract/names/name_rules.h"

#include <algorithm>
#include <sstream>

#include "extract/text/fold.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

void ReadSet(const TomlValue& table, std::string_view key, StringSet* set, Diagnostics* problems) {
  for (const std::string& word : table.Strings(key, problems)) {
    const std::string folded = FoldName(word);
    if (folded.empty()) {
      problems->Add(table[key].Error("an empty word"));
    } else {
      set->insert(folded);
    }
  }
}

size_t Bytes(const ChipNoun& noun) {
  size_t bytes = 0;
  for (const ChipNoun::Word& word : noun.words) bytes += word.text.size() + 1;
  return bytes;
}

ChipNoun::Word ReadWord(std::string word) {
  const bool open = word.ends_with('*');
  if (open) word.pop_back();
  return {std::move(word), open};
}

void ReadWords(const TomlValue& table, std::string_view key, std::vector<ChipNoun::Word>* words,
               Diagnostics* problems) {
  for (const std::string& text : table.Strings(key, problems)) {
    if (!text.starts_with('*')) words->push_back(ReadWord(FoldName(text)));
  }
  std::ranges::sort(*words, {}, &ChipNoun::Word::text);
}

std::vector<ChipNoun::Word> WordsOfPhrase(const std::string& text) {
  std::vector<ChipNoun::Word> out;
  std::istringstream words(FoldName(text));
  for (std::string word; words >> word;) out.push_back(ReadWord(std::move(word)));
  return out;
}

void ReadNouns(const TomlValue& table, std::vector<ChipNoun>* nouns, Diagnostics* problems) {
  table.CheckKeys({"gpu", "cpu", "tpu", "asic", "rack", "chip", "unit"}, problems);
  for (const std::string& kind : table.Keys()) {
    for (const std::string& text : table.Strings(kind, problems)) {
      ChipNoun noun;
      noun.kind = kind == "chip" ? "" : kind;
      noun.words = WordsOfPhrase(text);
      if (!noun.words.empty()) nouns->push_back(std::move(noun));
    }
  }
  std::ranges::stable_sort(*nouns, std::ranges::greater(), Bytes);
}

void ReadTopics(const TomlValue& list, std::vector<std::vector<ChipNoun::Word>>* topics) {
  for (const TomlValue& item : list.Items()) {
    std::vector<ChipNoun::Word> words = WordsOfPhrase(item.AsString().value_or(""));
    if (words.size() > 1) topics->push_back(std::move(words));
  }
}

void ReadFrames(const TomlValue& table, NameFrames* frames, Diagnostics* problems) {
  constexpr std::string_view kFullStop = "\u3002";
  for (const std::string& text : table.Strings("name_frames", problems)) {
    const size_t star = text.find('*');
    if (star == std::string::npos || star == 0 || star + 1 == text.size()) {
      problems->Add(table["name_frames"].Error("'" + text + "': a word, a star and a word"));
    } else {
      frames->all.emplace_back(text.substr(0, star), text.substr(star + 1));
    }
  }
  std::ranges::sort(frames->all);
  for (const auto& [before, after] : frames->all) {
    if (before == kFullStop) frames->opening.insert(after);
  }
}

// The legal forms that are small letters and nothing else.
void ReadSmallForms(const TomlValue& table, StringSet* forms, Diagnostics* problems) {
  for (const std::string& form : table.Strings("legal_forms", problems)) {
    if (std::ranges::all_of(form, [](char c) { return c >= 'a' && c <= 'z'; })) forms->insert(form);
  }
}

// An ending of the base form, a colon, and those of other cases.
void ReadAdjectives(const TomlValue& table, NameRules* rules, Diagnostics* problems) {
  for (const std::string& head : table.Keys()) {
    std::map<std::string, std::string>& forms =
        rules->adjectives[head == "*" ? "" : FoldName(head)];
    for (const std::string& text : table.Strings(head, problems)) {
      const size_t colon = text.find(':');
      if (colon == std::string::npos) {
        problems->Add(table[head].Error("'" + text + "': an ending, a colon and its other forms"));
        continue;
      }
      const std::string base = FoldName(text.substr(0, colon));
      forms[base] = base;
      std::istringstream others(FoldName(text.substr(colon + 1)));
      for (std::string form; others >> form;) forms[form] = base;
    }
  }
}

void ReadCases(const TomlValue& tables, NameRules* rules, Diagnostics* problems) {
  for (const TomlValue& table : tables.Items()) {
    table.CheckKeys({"before", "behind", "endings"}, problems);
    NameCase row;
    ReadWords(table, "before", &row.before, problems);
    ReadWords(table, "behind", &row.behind, problems);
    const TomlValue endings = table["endings"];
    for (const std::string& ending : endings.Keys()) {
      const std::optional<std::string> base = endings[ending].AsString();
      if (!base) {
        problems->Add(endings[ending].Error("'" + ending + "': the ending of the base form"));
      } else {
        row.endings.emplace(FoldText(ending), FoldText(*base));
      }
    }
    rules->cases.push_back(std::move(row));
  }
}

}  // namespace

NameRules NameRules::Read(const TomlValue& names, const TomlValue& topics, Diagnostics* problems) {
  NameRules rules;
  if (!names.exists()) return rules;
  ReadTopics(topics, &rules.topics);
  names.CheckKeys(
      {"endings",       "model_endings",  "particles",     "prefixes",         "stems",
       "compounds",     "elision",        "articles",      "makers",           "links",
       "legal_forms",   "org_heads",      "org_nouns",     "connectors",       "roles",
       "noun_capitals", "verb_second",    "name_stops",    "no_names",         "classifiers",
       "chip_nouns",    "conjunctions",   "demonyms",      "adjectives_after", "name_quotes",
       "name_links",    "name_suffixes",  "origins",       "origin_endings",   "agents",
       "name_nouns",    "noun_endings",   "openers",       "name_notes",       "name_frames",
       "origin_names",  "public_bodies",  "syllables",     "adjectives",       "org_tails",
       "cases",         "subject_commas", "apostrophes",   "letter_names",     "subject_marks",
       "single_heads",  "branch_heads",   "plural_endings"},
      problems);
  ReadSet(names, "endings", &rules.endings, problems);
  ReadSet(names, "agents", &rules.agents, problems);
  ReadSet(names, "openers", &rules.openers, problems);
  ReadSet(names, "model_endings", &rules.model_endings, problems);
  ReadSet(names, "particles", &rules.particles, problems);
  ReadSet(names, "prefixes", &rules.prefixes, problems);
  ReadSet(names, "articles", &rules.articles, problems);
  ReadSet(names, "links", &rules.links, problems);
  ReadSet(names, "classifiers", &rules.classifiers, problems);
  ReadSet(names, "legal_forms", &rules.legal_forms, problems);
  ReadSmallForms(names, &rules.small_forms, problems);
  ReadSet(names, "name_stops", &rules.name_stops, problems);
  rules.name_quotes = names.Bool("name_quotes", problems);
  rules.name_links = names.Strings("name_links", problems);
  rules.noun_endings = names.Strings("noun_endings", problems);
  rules.name_notes = names.Strings("name_notes", problems);
  for (const std::string& noun : names.Strings("name_nouns", problems))
    rules.name_nouns.insert(noun);
  ReadFrames(names, &rules.name_frames, problems);
  rules.name_suffixes = names.Strings("name_suffixes", problems);
  ReadSet(names, "letter_names", &rules.signs.letter_names, problems);
  ReadSet(names, "subject_marks", &rules.signs.subject_marks, problems);
  ReadSet(names, "single_heads", &rules.signs.single_heads, problems);
  ReadSet(names, "branch_heads", &rules.signs.branch_heads, problems);
  rules.signs.plural_endings = names.Strings("plural_endings", problems);
  ReadSet(names, "no_names", &rules.no_names, problems);
  ReadSet(names, "org_heads", &rules.org_heads, problems);
  ReadSet(names, "org_tails", &rules.org_tails, problems);
  ReadSet(names, "connectors", &rules.connectors, problems);
  ReadSet(names, "conjunctions", &rules.conjunctions, problems);
  for (const std::string& ending : names.Strings("demonyms", problems)) {
    rules.demonyms.push_back(FoldName(ending));
  }
  ReadWords(names, "origins", &rules.origins, problems);
  for (const std::string& ending : names.Strings("origin_endings", problems)) {
    rules.origin_endings.push_back(FoldName(ending));
  }
  rules.syllables = names.Bool("syllables", problems);
  ReadAdjectives(names["adjectives"], &rules, problems);
  ReadCases(names["cases"], &rules, problems);
  rules.adjectives_after = names.Bool("adjectives_after", problems);
  const TomlValue stems = names["stems"];
  for (const std::string& letter : stems.Keys()) {
    ReadSet(stems, letter, &rules.stems[FoldName(letter)], problems);
  }
  for (const std::string& head : names.Strings("compounds", problems)) {
    rules.compounds.push_back(FoldName(head));
  }
  rules.noun_capitals = names.Bool("noun_capitals", problems);
  rules.signs.origin_names = names.Bool("origin_names", problems);
  rules.signs.subject_commas = names.Bool("subject_commas", problems);
  rules.signs.apostrophes = names.Bool("apostrophes", problems);
  rules.verb_second = names.Bool("verb_second", problems);
  rules.elision = names.Bool("elision", problems);
  ReadWords(names, "makers", &rules.makers, problems);
  ReadWords(names, "org_nouns", &rules.org_nouns, problems);
  rules.org_noun_endings.Add(names.Strings("org_nouns", problems));
  ReadWords(names, "roles", &rules.roles, problems);
  rules.signs.role_endings.Add(names.Strings("roles", problems));
  ReadWords(names, "public_bodies", &rules.public_bodies, problems);
  ReadNouns(names["chip_nouns"], &rules.chip_nouns, problems);
  return rules;
}

bool NameRules::IsTopic(std::string_view slug) const {
  return std::ranges::any_of(topics, [slug](const std::vector<ChipNoun::Word>& topic) {
    std::string_view rest = slug;
    for (const ChipNoun::Word& word : topic) {
      const std::string_view said = rest.substr(0, rest.find('-'));
      if (word.open ? !said.starts_with(word.text) : said != word.text) return false;
      rest.remove_prefix(std::min(rest.size(), said.size() + 1));
    }
    return rest.empty();
  });
}

bool NameRules::BeginsCompound(std::string_view run) const {
  return std::ranges::any_of(compounds,
                             [&](const std::string& head) { return run.starts_with(head); });
}

bool NameRules::IsStemEnding(std::string_view dropped, std::string_view run) const {
  const auto it = stems.find(dropped);
  return it != stems.end() && it->second.contains(run);
}

}  // namespace dealwire
