#ifndef DEALWIRE_EXTRACT_TABLE_COLUMNS_H_
#define DEALWIRE_EXTRACT_TABLE_COLUMNS_H_

#include <vector>

#include "extract/cues.h"
#include "extract/document.h"
#include "extract/names.h"
#include "extract/scene.h"

namespace dealwire {

// A row of a table whose first row names its columns ("Customer | Supplier | Object | Sum"): the
// cells of who buys and of who sells. Spans of Document::text.
struct SidedRow {
  size_t block = 0;
  Span customer, provider;
};

// The rows of all such tables, in order; none is a first row. A column is named by a word of the
// classes `buyer` and `seller` at the start of its head. `cues` are sorted. Linear.
std::vector<SidedRow> SidedRows(const Document& document, const std::vector<CueMatch>& cues);

// Takes what stands in the cells of the parties for organisations where nothing else did: a name
// alone in its cell needs no other sign of one. `mentions` and `open` are sorted, and `open` stays
// so.
void AddNamesOfCells(const Document& document, const std::vector<SidedRow>& rows,
                     const Mentions& mentions, std::vector<OpenOrganisation>* open);

// Gives the organisations of those cells their sides.
void MarkSidesOfCells(const Document& document, const std::vector<SidedRow>& rows,
                      std::vector<SentenceScene>* scenes);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TABLE_COLUMNS_H_
