#ifndef DEALWIRE_EXTRACT_QUANTITIES_DATES_H_
#define DEALWIRE_EXTRACT_QUANTITIES_DATES_H_

#include "extract/mention.h"
#include "extract/text/document.h"

namespace dealwire {

class Lexicon;
class LexedText;  // extract/quantities/lexer.h

// Dates and deadlines as DateValue mentions, resolved against Article::published (record.md,
// convention 19). Linear.
Mentions FindDates(const Document& document, const Lexicon& lexicon);
// The same, where others read the tokens of the document's folded text too.
Mentions FindDates(const Document& document, const Lexicon& lexicon, LexedText* lexed);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_DATES_H_
