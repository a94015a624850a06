#ifndef DEALWIRE_EXTRACT_QUANTITIES_TABLE_UNITS_H_
#define DEALWIRE_EXTRACT_QUANTITIES_TABLE_UNITS_H_

#include "extract/mention.h"
#include "extract/text/document.h"

namespace dealwire {

class Lexicon;

// Tables whose heads tell the unit of a column ("Value ($m)", "Wert in Mio. Euro", "MW"): the sums,
// megawatts and terms that its bare numbers are, as mentions on those numbers, sorted. The unit is
// what a head ends with, in brackets, behind a comma or a preposition, where a number with it is a
// quantity of the language. The first row of a table is its head. Linear.
Mentions QuantitiesOfCells(const Document& document, const Lexicon& lexicon);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_TABLE_UNITS_H_
