#ifndef DEALWIRE_EXTRACT_SCENES_SPEAKERS_H_
#define DEALWIRE_EXTRACT_SCENES_SPEAKERS_H_

#include <vector>

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// Puts the firm of who speaks where a sentence says "we" or "us", and that of who is asked where an
// interviewer says "you". It is the one beside a noun for who speaks for a firm ("says X, founder
// of Y"), which is thereby shown to be one: that of the person named in the sentence (people.h),
// else of the same sentence, else of its paragraph, else of the paragraphs before, or, in an
// interview with one, behind. Without a firm beside such a noun it is the only one that the first
// paragraphs of an interview name, or of a portrait whose person is told there ("its founder, Jane
// Roe"). Where nobody is told so, the words stand for nobody and are dropped
// (SentenceScene::unknown_speaker), as are the names of the people. Linear in the document.
void ReadSpeakers(const Document& document, bool postpositional,
                  std::vector<SentenceScene>* scenes);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_SPEAKERS_H_
