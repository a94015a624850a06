#ifndef DEALWIRE_EXTRACT_SCENES_SCENE_H_
#define DEALWIRE_EXTRACT_SCENES_SCENE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/frames/cues.h"
#include "extract/frames/frames.h"
#include "extract/mention.h"
#include "extract/text/document.h"

namespace dealwire {

struct NameRules;

// An organisation as it stands in a sentence: what it may be party to.
struct Party {
  std::string id;
  Span span;
  bool known = true;         // in the registry
  bool strong = true;        // known, or with a legal form
  bool product = false;      // told by its product ("Azure" for microsoft)
  bool coreference = false;  // "the company": id is empty until it is resolved
  bool in_chip = false;      // the vendor in the name of a chip
  unsigned marks = 0;        // relations told by a preposition, postposition or case; 0: unmarked
  bool inflected = false;    // another form than its base: no nominative
  bool agent = false;        // in the form of who does something in the passive
  DealSide side = DealSide::kNone;  // told by a noun beside it: "the first tenant is X"
  int column = 0;                   // 1 or 2: of a row whose columns of parties are named
  bool contractor = false;          // told as one who builds for another
  size_t acts_until = 0;  // where the clause about another ends that it is the subject of; 0: none
  bool several = false;   // a coreference to more than one: "the two companies"
  bool first_person = false;  // "we": id is empty until the speaker's firm is read
  bool asked = false;         // "you" of an interviewer: likewise
  bool pronoun = false;       // "with them": one that acts not in its sentence
  std::string said_for;       // "the company" in what somebody says: the speaker's firm
  int group = 0;              // organisations joined by "and" and commas share it

  // Neither a word that stands for a name nor the maker in the name of a chip.
  bool IsNamed() const { return !coreference && !in_chip; }
};

// What one sentence holds, in order of position.
struct SentenceScene {
  size_t index = 0;  // into Document::sentences
  Span span;
  std::vector<Party> parties;
  std::vector<CueMatch> cues;
  std::vector<const Mention*> money, chips, power, durations, dates;

  bool postpositional = false;  // what marks a name stands behind it
  bool verb_second =
      false;  // the language puts the subject behind the verb where another word leads

  std::vector<std::string> heads;  // whom its block is headed by (block_heads.h), before it

  bool unknown_speaker = false;  // it says "we", and nobody is told to speak for a firm

  // Where clauses begin, but for the first, and the stretches that hold one sum each (segments.h).
  std::vector<size_t> clauses;
  std::vector<Span> segments;

  bool Has(Cue cue) const;
  bool Has(Cue cue, const Span& word) const;      // whether a word is of a class, too
  bool HasOver(Cue cue, const Span& word) const;  // or a part of it
  bool HasNames() const;                          // a party that is told by its name
  bool TellsSeller() const;  // of one a word says that he sells: "the seller is X"
  bool HasGoods() const;     // computing, chips or megawatts
  bool HasChipOf(const std::string& vendor) const;
  // The segment that a place is in; the whole sentence before it is cut.
  Span SegmentAt(size_t byte_offset) const;
};

// The mentions and cues of a document, sentence by sentence, with the marks of every organisation
// read. `open` are unregistered organisations, `names` says how those of the language bend. Linear.
std::vector<SentenceScene> MakeScenes(const Document& document, const Mentions& mentions,
                                      const std::vector<Party>& open,
                                      const std::vector<CueMatch>& cues, const NameRules& names,
                                      bool postpositional);

// How far apart two spans are for a reader (extract/text/reading.h).
double ReadingDistance(const Document& document, const Span& a, const Span& b);

// Whether a comma, colon, bracket or line end stands in what lies between two words.
bool HasBreak(std::string_view between);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_SCENE_H_
