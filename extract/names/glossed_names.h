#ifndef DEALWIRE_EXTRACT_NAMES_GLOSSED_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_GLOSSED_NAMES_H_

#include <vector>

#include "extract/mention.h"
#include "extract/names/names.h"
#include "extract/text/document.h"

namespace dealwire {

// Names with another one in brackets right behind them, which are one organisation from there to
// both ends of the article:
//   "Micromoale (Microsoft)"        translated or spelled, with a registered one's name behind it
//   "SoftBank Group (SBG)"          a registered one's with its ticker or short form
//   "Agencja Danych Polskich (ADP)" another's with its initials
// One that is glossed in two ways stays as it is. `mentions` and `open` are sorted by where they
// begin. Linear but for the logarithm of a look-up.
void TakeGlossedNames(const Document& document, const Mentions& mentions,
                      std::vector<OpenOrganisation>* open);

// Whether a registered name stands alone in a bracket or has one with a short form behind it; else
// none of another is glossed so that it is a registered one's. Linear in the mentions.
bool MayBeGlossed(const Document& document, const Mentions& mentions);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_GLOSSED_NAMES_H_
