#ifndef DEALWIRE_EXTRACT_SPEAKERS_H_
#define DEALWIRE_EXTRACT_SPEAKERS_H_

#include <vector>

#include "extract/document.h"
#include "extract/scene.h"

namespace dealwire {

// Puts the firm of who speaks where a sentence says "we" or "us". It is the one beside a noun for
// who speaks for a firm ("says X, founder of Y"), which is thereby shown to be one: of the same
// sentence, else of its paragraph, else of the paragraphs before, or, in an interview with one,
// behind; in an interview without such a noun it is the only firm of the first paragraph. Where
// nobody is told so, the words stand for nobody and are dropped (SentenceScene::unknown_speaker),
// as are the names of the people. Linear in the document.
void ReadSpeakers(const Document& document, bool postpositional,
                  std::vector<SentenceScene>* scenes);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SPEAKERS_H_
