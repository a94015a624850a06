#ifndef DEALWIRE_EXTRACT_SCENES_FIRM_NOUNS_H_
#define DEALWIRE_EXTRACT_SCENES_FIRM_NOUNS_H_

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// What a noun for a firm beside a name says of the name's relation. All are linear in the cues for
// each name of a sentence, which are bounded.

// Czech "v serverovne spolecnosti X", in the hall of the firm X: a noun for a firm in a case that
// is dative and genitive is the owner's where what is owned stands right before it. `party` has its
// marks.
bool OwnedByFirm(const SentenceScene& scene, const Party& party);

// "The provider of cloud services X", "la empresa de alojamiento X": whether a preposition belongs
// to the noun for a firm before it, which describes the name behind words in small letters.
bool InDescription(const Document& document, const SentenceScene& scene, const Span& preposition,
                   const Party& party);

// In languages with postpositions, "X-of Indian unit-o buys": a noun for a firm behind its owner is
// the owner's, and what is said of it is said of the owner. The nouns are taken out.
void GiveBranchesToOwners(const Document& document, SentenceScene* scene);

// In scripts without spaces and in Korean, "X subsidiary Y signs": a name before a noun for a firm
// before another name describes that one, and is no party. Such names are taken out.
void DropDescribingOwners(const Document& document, SentenceScene* scene);

// In languages with postpositions, "X-ga 2024-ni tsukutta Y-wa buys": who is the subject of a
// clause about what the sentence is about, and who else stands in that clause, acts in it alone
// (Party::acts_until).
void BoundClauseSubjects(const Document& document, SentenceScene* scene);

// Chinese "X in 2023 founded-de Y", "with X's arm-de Y": a name right before whose describing word
// another one stands is described by that one, which acts in the description alone; what marks the
// whole is the name's.
void BoundDescribedNames(const Document& document, SentenceScene* scene);

// Russian "operatora X vykupil Y": a name behind a noun whose accusative is its genitive, at the
// beginning of a clause whose subject stands right behind a verb of buying, is what is bought.
void MarkAccusatives(SentenceScene* scene);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_FIRM_NOUNS_H_
