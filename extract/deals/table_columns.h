#ifndef DEALWIRE_EXTRACT_DEALS_TABLE_COLUMNS_H_
#define DEALWIRE_EXTRACT_DEALS_TABLE_COLUMNS_H_

#include <array>
#include <vector>

#include "extract/frames/cues.h"
#include "extract/frames/frames.h"
#include "extract/names/name_rules.h"
#include "extract/names/names.h"
#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// A row of a table whose first row names columns of parties ("Customer | Supplier | Object | Sum",
// "Company | Partner | Object | Sum"): the cells of the two, and their sides where the heads tell
// them. Spans of Document::text.
struct PartyRow {
  size_t block = 0;
  bool head = false;  // the first row
  std::array<Span, 2> cells;
  std::array<DealSide, 2> sides = {};
};

// The rows of all such tables, in order. A column is named by a word of the classes `buyer`,
// `seller`, `buyer_column`, `seller_column` and `party` at the start of its head. `cues` are
// sorted. Linear.
std::vector<PartyRow> PartyRows(const Document& document, const std::vector<CueMatch>& cues);

// Takes what stands in the cells of the parties for organisations, whole: a name alone in its cell
// needs no other sign of one. What stands in heads is none, nor a word of `cues` for a total.
// `cues`, `mentions` and `open` are sorted, and `open` stays so.
void AddNamesOfCells(const Document& document, const std::vector<PartyRow>& rows,
                     const std::vector<CueMatch>& cues, const NameRules& names,
                     const Mentions& mentions, std::vector<OpenOrganisation>* open);

// The same of the items of a list ("Microsoft: 260 million", "Oktawave - 80 million"): where half
// of them begin with an organisation, or one in four does and all others may, and a sum, chips or
// megawatts follow each, what stands alone before the colon or dash of the others is one. Words of
// `cues` are none ("Total: 480 million"). Linear.
void AddNamesOfItems(const Document& document, const std::vector<CueMatch>& cues,
                     const NameRules& names, const Mentions& mentions,
                     std::vector<OpenOrganisation>* open);

// The same of the columns of a table whose rows hold sums, chips or megawatts: where half of a
// column's cells, without the first row's, are organisations, what stands alone in the others is
// one. Linear.
void AddNamesOfColumns(const Document& document, const std::vector<CueMatch>& cues,
                       const NameRules& names, const Mentions& mentions,
                       std::vector<OpenOrganisation>* open);

// Gives the organisations of those cells their columns and sides.
void MarkSidesOfCells(const Document& document, const std::vector<PartyRow>& rows,
                      std::vector<SentenceScene>* scenes);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_TABLE_COLUMNS_H_
