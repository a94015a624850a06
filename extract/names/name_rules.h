#ifndef DEALWIRE_EXTRACT_NAMES_NAME_RULES_H_
#define DEALWIRE_EXTRACT_NAMES_NAME_RULES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/toml.h"
#include "extract/text/string_set.h"
#include "extract/text/word_endings.h"

namespace dealwire {

struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
};

// A noun for chips: words, of which one may stand for all that begin with it ("procesor*": up to
// four letters more).
struct ChipNoun {
  struct Word {
    std::string text;  // folded
    bool open = false;
  };
  std::vector<Word> words;
  std::string kind;  // "gpu", ..., "" for a chip of any kind, "unit", "rack"
};

// What an oblique case leaves of names: behind which words (sorted; none: anywhere), and what
// stands for each of its endings in the base form.
struct NameCase {
  std::vector<ChipNoun::Word> before, behind;
  std::map<std::string, std::string> endings;
};

// What shows a name, told below.
struct NameSigns {
  bool origin_names = false, subject_commas = false, apostrophes = false;
  StringSet letter_names, subject_marks, single_heads;
  StringSet branch_heads;
  std::vector<std::string> plural_endings;
  WordEndings role_endings;  // of the compounds of roles
};

// Words between which names stand ("with * signs").
struct NameFrames {
  std::vector<std::pair<std::string, std::string>> all;  // what stands before and behind; sorted
  StringSet opening;  // behind a name that begins a sentence: of those with a full stop before it
};

// How one language bends and joins names: the [names] table of rules/lang/<code>.toml. All words
// are folded.
//
//     [names]
//     endings = ["s"]                 # glued to a name, part of its mention: "Nvidias"
//     particles = ["..."]             # glued, no part of it: Korean case particles
//     prefixes = ["..."]              # glued before it: Arabic wa-, bi-, li-, al-
//     model_endings = ["s"]           # glued to a chip's model: "H100s"
//     stems = { a = ["y", "ou"] }     # the name's last letter gives way: "Nvidia", "Nvidie"
//     agents = ["em", "ou"]           # endings of who does something in the passive (instrumental)
//     compounds = ["chip", "aktie"]   # heads glued to a name: "Nvidiachips" begins with one
//     elision = true                  # an apostrophe after a name's letters makes it an article
//     articles = ["das", "ein"]       # before a mistranslated name: then it is the common noun
//     makers = ["Hersteller*"]        # before a chip noun before a vendor: "maker of chips Nvidia"
//     links = ["von", "der"]          # may stand between a chip noun and its vendor or model
//     legal_forms = ["AG"]            # beside an organisation's name and no part of its base form
//     org_heads = ["bank", "energie"] # a name's word, or its end, that shows an organisation
//     org_tails = ["..."]             # in scripts without capitals: the word before it and it are
//                                     # a name: Arabic "N Holding", "N Cloud"
//     org_nouns = ["Firma"]           # right before a name: what follows is an organisation;
//                                     # "*bedrijf" stands for the compounds that end so
//     single_heads = ["bank"]         # where nouns have capitals: a word that ends so, and is none
//                                     # of no_names, may be a name: "die Spreebank"
//     public_bodies = ["Universit*"]  # the same of nouns that stay in the name where they begin a
//                                     # sentence: "Universitatea Babes"
//     connectors = ["of"]             # small words inside a name
//     conjunctions = ["and"]          # likewise, but only beside a head: elsewhere they part names
//     adjectives_after = true         # adjectives follow their noun: "banco portugués X"
//     openers = ["tymczasem"]         # capitalised for where they stand, before a name:
//                                     # "Meanwhile N"
//     demonyms = ["ese"]              # endings of adjectives of places: "la milanese X"
//     origins = ["Nederlands*"]       # adjectives of places that are capitalised: no part of the
//                                     # name that follows
//     origin_names = true             # an article and one of those before a name show a firm:
//                                     # "het Utrechtse N"
//     origin_endings = ["baserade"]   # likewise by their end: "Bodenbaserade X"
//     roles = ["Chef", "*chef"]       # right before a name: what follows is a person
//     name_quotes = true              # names stand in guillemets: "<<N>>"
//     name_links = ["..."]            # between a noun for organisations and a name, in scripts
//                                     # without spaces: Japanese "no"
//     name_suffixes = ["..."]         # glued to a foreign name: Japanese "sha", company
//     name_stops = ["..."]            # ends a name where names stand among small words without
//                                     # capitals
//     name_nouns = ["..."]            # in scripts without spaces: what follows is a name, up to
//                                     # the next stop: "model company N"
//     name_notes = ["*...", "...*"]   # in brackets right behind a name: where the firm is, who
//                                     # leads it; a star stands for the rest
//     name_frames = ["...*..."]       # two words between which a name stands: Chinese "with *
//                                     # signs"
//     branch_heads = ["..."]          # without spaces: glued to a registered name it makes that
//                                     # of another firm: "Samsung" + "securities"
//     plural_endings = ["..."]        # where nouns have capitals: of verbs of which several are
//                                     # the subject: German "n" of "mieten"
//     letter_names = ["..."]          # what Latin letters are called, where names are spelled by
//                                     # them: Hindi "en ti pi si" in one word
//     subject_marks = ["..."]         # a word that marks who acts: Hindi "ne"
//     noun_endings = ["..."]          # of words that are no names: Hindi plurals, and of words
//                                     # that begin a sentence with a capital: English "...ment"
//     no_names = ["CEO", "Reuters"]   # capitalised, but no organisation that makes deals
//     noun_capitals = true            # every noun is capitalised: capitals show no name
//     subject_commas = true           # a comma sets the subject apart: Turkish "N, M'den ..."
//     apostrophes = true              # they part names, and no other words, from their endings
//     verb_second = true              # where something else begins, the subject follows its verb
//     classifiers = ["..."]           # count words between number and chip
//     syllables = true                # words of several syllables, written apart, have one
//                                     # capital: "Dien toan Cao Nguyen" behind a legal form
//
//     [names.adjectives]              # how adjectives before a head bend, by how the head ends
//     "*" = ["...: ..."]              # ("*": any other way): the base's ending, and the others
//
//     [[names.cases]]                 # names that stand in an oblique case alone (oblique_names.h)
//     before = ["od", "kup*"]         # behind which words it is this case; without: anywhere
//     behind = ["..."]                # before which words: Finnish "N-n kanssa", with N
//     endings = { ii = "ia" }         # of it, as an id has them, and of the base form
//
//     [names.chip_nouns]
//     gpu = ["GPU", "Grafikprozessor*"]  # * is for up to four more letters; so are cpu, tpu, asic
//     chip = ["Chips"]                   # kind open; beside a vendor or a count
//     unit = ["Karte*"]                  # kind open; beside a model alone
//     rack = ["Rack*"]                   # racks and cabinets of a model
struct NameRules {
  StringSet endings, agents, openers, model_endings, particles, prefixes, articles, links,
      classifiers;
  std::unordered_map<std::string, StringSet, StringHash, std::equal_to<>> stems;
  // By the ending of a head's base form: an adjective's ending, and that of its base.
  std::map<std::string, std::map<std::string, std::string>> adjectives;
  std::vector<NameCase> cases;
  std::vector<std::string> compounds;
  StringSet name_nouns;
  std::vector<std::string> name_notes, noun_endings;
  NameFrames name_frames;
  StringSet small_forms;  // those of legal_forms that are written in small letters: "plc"
  StringSet legal_forms, org_heads, org_tails, connectors, conjunctions, name_stops, no_names;
  std::vector<std::string> demonyms, origin_endings, name_links, name_suffixes;
  std::vector<ChipNoun::Word> makers, org_nouns, origins, roles, public_bodies;  // sorted by text
  WordEndings org_noun_endings;  // of the compounds of org_nouns
  bool elision = false;
  bool adjectives_after = false;
  bool name_quotes = false;
  bool syllables = false;
  bool noun_capitals = false, verb_second = false;
  NameSigns signs;
  std::vector<ChipNoun> chip_nouns;  // longest first
  // Fields of two words and more ([cues] topic): "Artificial Intelligence" is no firm.
  std::vector<std::vector<ChipNoun::Word>> topics;

  static NameRules Read(const TomlValue& names, const TomlValue& topics, Diagnostics* problems);

  // Whether the words of `slug`, hyphens between, are such a field.
  bool IsTopic(std::string_view slug) const;

  // Whether `run`, the letters right after a name, is an ending of it.
  bool IsEnding(std::string_view run) const { return endings.contains(run); }
  bool BeginsCompound(std::string_view run) const;
  // Whether `run` may stand in place of a name's last letter `dropped`.
  bool IsStemEnding(std::string_view dropped, std::string_view run) const;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_NAME_RULES_H_
