#include "store/export.h"

#ifndef DEALWIRE_WITH_ARROW

namespace dealwire {

Status ExportParquet(const Database&, const ExportQuery&, const std::string&) {
  return Unimplemented(
      "parquet: this dealwire was built without Apache Arrow; scripts/deps --parquet installs it, "
      "then build anew; or export sqlite, which DuckDB and pandas read too");
}

}  // namespace dealwire

#endif
