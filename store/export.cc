#include "store/export.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/time.h"
#include "store/database.h"
#include "store/deal_json.h"
#include "store/deals.h"
#include "store/record.pb.h"
#include "store/table.h"

namespace dealwire {
namespace {

StatusOr<std::string> Meta(const Database& database, const char* key) {
  DW_TRY(const std::optional<std::string> value, database.Get(Family::kMeta, key));
  return value.value_or("");
}

// Deals that changed after the cursor: "new" where they appeared since.
StatusOr<std::map<std::string, std::string>> Changed(const Database& database, uint64_t after) {
  std::map<std::string, std::string> deals;
  DW_TRY(const std::vector<pb::Change> changes, ChangesAfter(database, after));
  for (const pb::Change& change : changes) {
    const bool is_new = change.what() == "appeared" || change.what() == "split from";
    const auto [it, first] = deals.emplace(change.deal_id(), is_new ? "new" : "changed");
    // One that was retracted and is told again is new to those who dropped it.
    if (!first && change.what() == "appeared again") it->second = "changed";
  }
  return deals;
}

StatusOr<ExportedDeal> WithReports(const Database& database, const Filter& filter, pb::Deal deal) {
  ExportedDeal out;
  if (!deal.retracted()) {
    DW_TRY(std::vector<pb::Report> reports, ReportsOf(database, deal.id()));
    for (pb::Report& report : reports) {
      if (Matches(filter, report)) {
        out.reports.push_back(std::make_shared<const pb::Report>(std::move(report)));
      }
    }
  }
  out.deal = std::make_shared<const pb::Deal>(std::move(deal));
  return out;
}

Status EachChanged(const Database& database, const Filter& filter, uint64_t after,
                   const std::function<Status(const ExportedDeal& deal)>& visit) {
  using Changes = std::map<std::string, std::string>;
  DW_TRY(const Changes changed, Changed(database, after));
  for (const auto& [id, change] : changed) {
    DW_TRY(pb::Deal deal, LoadDeal(database, id));
    const bool retracted = deal.retracted();
    if (retracted && (change == "new" || !Matches(filter, deal))) continue;  // came and went
    DW_TRY(ExportedDeal out, WithReports(database, filter, std::move(deal)));
    if (!retracted && out.reports.empty()) continue;
    out.change = retracted ? "retracted" : change;
    DW_RETURN_IF_ERROR(visit(out));
  }
  return OkStatus();
}

Status EachDeal(const Database& database, const Filter& filter,
                const std::function<Status(const ExportedDeal& deal)>& visit) {
  Status status;
  DW_RETURN_IF_ERROR(
      database.Scan(Family::kDeal, "", [&](std::string_view key, std::string_view value) {
        pb::Deal deal;
        if (!deal.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
          status = DataLoss(fmt::format("deal {}: damaged", key));
          return false;
        }
        if (deal.retracted()) return true;
        const StatusOr<ExportedDeal> out = WithReports(database, filter, std::move(deal));
        status = !out.ok() ? out.status() : out->reports.empty() ? OkStatus() : visit(*out);
        return status.ok();
      }));
  return status;
}

// Rows of a table with a line for each report.
class Lines {
 public:
  Lines(std::string (*cell)(const Table::Cell&), const char* between, const char* end)
      : cell_(cell), between_(between), end_(end) {}

  std::string Head() const {
    std::vector<Table::Cell> cells;
    for (const std::string& column : DealColumns()) cells.push_back({column, false});
    cells.push_back({"change", false});
    cells.push_back({"schema", false});
    return Line(cells);
  }
  std::string Rows(const ExportedDeal& exported) const {
    if (exported.reports.empty()) return Row({exported.deal, nullptr}, exported.change);
    std::string text;
    for (const auto& report : exported.reports)
      text += Row({exported.deal, report}, exported.change);
    return text;
  }

 private:
  std::string Row(const DealRow& row, const std::string& change) const {
    std::vector<Table::Cell> cells = DealCells(row);
    cells.push_back({change, false});
    cells.push_back({std::to_string(kRecordVersion), true});
    return Line(cells);
  }
  std::string Line(const std::vector<Table::Cell>& cells) const {
    std::string line;
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line += between_;
      line += cell_(cells[i]);
    }
    return line + end_;
  }

  std::string (*const cell_)(const Table::Cell&);
  const char* const between_;
  const char* const end_;
};

std::string JsonLine(const ExportedDeal& exported) {
  std::vector<pb::Report> reports;
  reports.reserve(exported.reports.size());
  for (const auto& report : exported.reports) reports.push_back(*report);
  const std::string json = ToJson(*exported.deal, reports);
  return fmt::format("{{\"schema\":{},\"change\":{},", kRecordVersion,
                     exported.change.empty() ? "null" : "\"" + exported.change + "\"") +
         json.substr(1) + "\n";
}

}  // namespace

StatusOr<ExportCursor> CursorOf(const Database& database) {
  ExportCursor cursor;
  DW_TRY(cursor.store, Meta(database, "store_id"));
  DW_TRY(const std::string last, Meta(database, "last_change"));
  std::from_chars(last.data(), last.data() + last.size(), cursor.change);
  return cursor;
}

StatusOr<ExportCursor> ReadCursor(const std::string& file, const Database& database) {
  DW_TRY(const ExportCursor here, CursorOf(database));
  const StatusOr<std::string> text = ReadFile(file, 4096);
  if (text.status().code() == StatusCode::kNotFound) return ExportCursor{here.store, 0};
  DW_RETURN_IF_ERROR(text.status());
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  const bool whole = json.is_object() && json.contains("store") && json["store"].is_string() &&
                     json.contains("change") && json["change"].is_number_unsigned();
  if (!whole) {
    return InvalidArgument(file + ": not a cursor of dealwire export; remove it to begin anew");
  }
  ExportCursor cursor = {json["store"].get<std::string>(), json["change"].get<uint64_t>()};
  if (cursor.store != here.store || cursor.change > here.change) {
    return InvalidArgument(file + ": the cursor of another database than " + database.folder() +
                           "; remove it to begin anew");
  }
  return cursor;
}

Status WriteCursor(const std::string& file, const ExportCursor& cursor) {
  const nlohmann::ordered_json json = {{"schema", kRecordVersion},
                                       {"store", cursor.store},
                                       {"change", cursor.change},
                                       {"time", FormatUnix(NowUnix())}};
  return WriteFileAtomically(file, json.dump() + "\n");
}

Status EachExported(const Database& database, const ExportQuery& query,
                    const std::function<Status(const ExportedDeal& deal)>& visit) {
  DW_TRY(const Filter filter, ResolveFilter(database, query.filter));
  if (query.since) return EachChanged(database, filter, query.since->change, visit);
  return EachDeal(database, filter, visit);
}

Status ExportText(const Database& database, const ExportQuery& query, const std::string& format,
                  const WriteText& write) {
  if (format == "jsonl") {
    return EachExported(database, query,
                        [&](const ExportedDeal& deal) { return write(JsonLine(deal)); });
  }
  const Lines lines = format == "csv" ? Lines(CsvCell, ",", "\r\n") : Lines(TsvCell, "\t", "\n");
  DW_RETURN_IF_ERROR(write(lines.Head()));
  return EachExported(database, query,
                      [&](const ExportedDeal& deal) { return write(lines.Rows(deal)); });
}

}  // namespace dealwire
