#ifndef DEALWIRE_EXTRACT_TEXT_TABLE_CELLS_H_
#define DEALWIRE_EXTRACT_TEXT_TABLE_CELLS_H_

#include <cstddef>
#include <vector>

#include "extract/text/document.h"

namespace dealwire {

// Columns of a table that anything is read from.
constexpr size_t kMostColumns = 24;

// The first kMostColumns cells of a row, without the spaces around them: by their starts where the
// page told them, else as they stand between bars. Linear in the row.
std::vector<Span> TableCells(const Document& document, const DocumentBlock& row);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_TABLE_CELLS_H_
