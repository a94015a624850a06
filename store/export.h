#ifndef DEALWIRE_STORE_EXPORT_H_
#define DEALWIRE_STORE_EXPORT_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"
#include "store/filter.h"
#include "store/query.h"

// Deals, their reports and their articles as a file for analysts: all that match, or what has
// changed since the last time.
namespace dealwire {

class Database;

// Up to which change a store was exported, kept in a file beside the exports.
struct ExportCursor {
  std::string store;    // id of the store
  uint64_t change = 0;  // number of the last change that was exported
};
// A file that is not there is a cursor at the beginning. Errors: kInvalidArgument, not a cursor, or
// one of another store.
StatusOr<ExportCursor> ReadCursor(const std::string& file, const Database& database);
// Where a complete export of `database` would stand.
StatusOr<ExportCursor> CursorOf(const Database& database);
Status WriteCursor(const std::string& file, const ExportCursor& cursor);

// One deal of an export.
struct ExportedDeal {
  std::shared_ptr<const pb::Deal> deal;
  std::vector<std::shared_ptr<const pb::Report>> reports;  // that match; none of a retracted deal
  std::string change;  // "new", "changed", "retracted"; "" in an export that is no increment
};

// What is to be exported. `since`: only deals that changed after it, the retracted ones too, which
// match by what they last told.
struct ExportQuery {
  Filter filter;
  std::optional<ExportCursor> since;
};

// Its deals, by id, one after another.
Status EachExported(const Database& database, const ExportQuery& query,
                    const std::function<Status(const ExportedDeal& deal)>& visit);

using WriteText = std::function<Status(std::string_view text)>;

// "csv", "tsv": a row for each report, one for a retracted deal. "jsonl": an object for each deal,
// its reports within (docs/schema.json). Memory: one deal.
Status ExportText(const Database& database, const ExportQuery& query, const std::string& format,
                  const WriteText& write);

// A workbook: sheets deals, reports, articles, readme; typed cells, frozen heads, filters. Errors:
// kResourceExhausted, more rows than a sheet may have.
Status ExportXlsx(const Database& database, const ExportQuery& query, const std::string& file);

// A SQLite database (docs/exports.md): tables deals, reports, articles, parties, chips, evidence,
// disagreements; an FTS5 index over the evidence; views. `file` must not exist.
Status ExportSqlite(const Database& database, const ExportQuery& query, const std::string& file);

// Parquet, three files' worth of rows in one: a row for each report, lists as lists, zstd. Errors:
// kUnimplemented, this program was built without Apache Arrow.
Status ExportParquet(const Database& database, const ExportQuery& query, const std::string& file);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_EXPORT_H_
