#ifndef DEALWIRE_EXTRACT_QUANTITIES_QUANTITIES_H_
#define DEALWIRE_EXTRACT_QUANTITIES_QUANTITIES_H_

#include "extract/mention.h"
#include "extract/text/document.h"

namespace dealwire {

class Lexicon;
class LexedText;  // extract/quantities/lexer.h

struct Quantities {
  Mentions found;   // MoneyValue, PowerValue, DurationValue: for the result
  Mentions counts;  // CountValue: bare numbers with their qualifier ("hundreds of thousands of"),
                    // and those before a word for a unit of none of ours, without it; for FindChips
};

// The grammar of extraction.md: [qualifier] number [scale] unit, unit number scale, or a compound
// of them. One pass, no backtracking, linear. The language is the article's; the currency of a bare
// sign or word is decided by language, the country of the site, and what else the article names.
Quantities FindQuantities(const Document& document, const Lexicon& lexicon);
// The same, where others read the tokens of the document's folded text too.
Quantities FindQuantities(const Document& document, const Lexicon& lexicon, LexedText* lexed);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_QUANTITIES_H_
