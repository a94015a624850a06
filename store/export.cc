#include "store/export.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/time.h"
#include "store/database.h"
#include "store/deal_cells.h"
#include "store/deal_json.h"
#include "store/deals.h"
#include "store/json_text.h"
#include "store/record.pb.h"
#include "store/table.h"

namespace dealwire {
namespace {

StatusOr<std::string> Meta(const Database& database, const char* key) {
  DW_TRY(const std::optional<std::string> value, database.Get(Family::kMeta, key));
  return value.value_or("");
}

// What has become of a deal since the cursor.
struct Changed {
  bool is_new = false;  // it was not there then
  bool moved = false;   // something that the filter asks for is not as it was
};

// Whether the change may take a deal out of what the filter lets through. Of an article that does
// not tell it any more, any part of the filter may be.
bool MayMove(const Filter& filter, const pb::Change& change) {
  if (change.what() == "unreported") return true;
  if (change.what() != "changed") return false;
  const std::string& field = change.field();
  if (field == "report") return true;  // its words, its confidence, whatever
  const bool party = filter.has_party;
  return (field == "customer" && (party || filter.has_customer)) ||
         (field == "provider" && (party || filter.has_provider)) ||
         (field == "kind" && !filter.kind.empty()) ||
         (field == "status" && !filter.status.empty()) ||
         (field == "amount" &&
          (filter.min_amount || filter.max_amount || !filter.currency.empty())) ||
         (field == "chips" && (!filter.chip.empty() || !filter.vendor.empty()));
}

StatusOr<std::map<std::string, Changed>> ChangedAfter(const Database& database,
                                                      const Filter& filter, uint64_t after) {
  std::map<std::string, Changed> deals;
  DW_TRY(const std::vector<pb::Change> changes, ChangesAfter(database, after));
  for (const pb::Change& change : changes) {
    const auto [it, first] = deals.try_emplace(change.deal_id());
    // One that is told again was retracted until then.
    if (first) {
      it->second.is_new = change.what() == "appeared" || change.what() == "appeared again" ||
                          change.what() == "split from";
    }
    it->second.moved = it->second.moved || MayMove(filter, change);
  }
  return deals;
}

// What holds one deal or report after another: a new one only where the last is still held.
template <typename Record>
class Reused {
 public:
  Record* Get() {
    if (held_ == nullptr || held_.use_count() > 1) held_ = std::make_shared<Record>();
    return held_.get();
  }
  const std::shared_ptr<Record>& held() const { return held_; }

 private:
  std::shared_ptr<Record> held_;
};

// The reports of one deal after another, by the deals' ids: one walk over the family.
class ReportWalk {
 public:
  ReportWalk(const Filter& filter, std::unique_ptr<Database::Cursor> at)
      : filter_(filter), at_(std::move(at)) {}

  // Those that match.
  Status Read(const std::string& deal_id, std::vector<std::shared_ptr<const pb::Report>>* reports) {
    const std::string prefix = deal_id + "/";
    if (!SkipTo(prefix)) at_->Seek(prefix);
    last_ = prefix;
    size_t used = 0;
    for (; at_->Valid() && at_->key().starts_with(prefix); at_->Next()) {
      if (used == reused_.size()) reused_.emplace_back();
      pb::Report* report = reused_[used].Get();
      if (!report->ParseFromArray(at_->value().data(), static_cast<int>(at_->value().size()))) {
        return DataLoss(fmt::format("report {}: damaged", at_->key()));
      }
      if (Matches(filter_, *report)) reports->push_back(reused_[used++].held());
    }
    DW_RETURN_IF_ERROR(filter_.ReadStatus());
    return at_->status();
  }

 private:
  // Where the walk stands is the first key behind the last deal's: a few steps from there cost less
  // than a search, and most often none is needed. False: it is to be searched.
  bool SkipTo(const std::string& prefix) {
    if (last_.empty() || prefix < last_) return false;
    for (int i = 0; i < 8 && at_->Valid(); ++i, at_->Next()) {
      if (at_->key() >= prefix) return true;
    }
    return false;
  }

  const Filter& filter_;
  const std::unique_ptr<Database::Cursor> at_;
  std::string last_;  // what was read last
  std::vector<Reused<pb::Report>> reused_;
};

// One that came since and went, or does not match, is nothing to those who have the last export;
// one that they have and that does not match any more is to them as one that is retracted.
Status EachChanged(const Database& database, const Filter& filter, uint64_t after,
                   const std::function<Status(const ExportedDeal& deal)>& visit) {
  using Changes = std::map<std::string, Changed>;
  DW_TRY(const Changes changes, ChangedAfter(database, filter, after));
  ReportWalk walk(filter, database.NewCursor(Family::kReport));
  for (const auto& [id, changed] : changes) {
    DW_TRY(pb::Deal deal, LoadDeal(database, id));
    ExportedDeal out;
    if (!deal.retracted()) DW_RETURN_IF_ERROR(walk.Read(id, &out.reports));
    const bool gone = out.reports.empty();
    const bool was_there = deal.retracted() && Matches(filter, deal);
    if (gone && (changed.is_new || !(was_there || changed.moved))) continue;
    out.deal = std::make_shared<const pb::Deal>(std::move(deal));
    out.change = gone ? "retracted" : changed.is_new ? "new" : "changed";
    DW_RETURN_IF_ERROR(visit(out));
  }
  return OkStatus();
}

Status EachDeal(const Database& database, const Filter& filter,
                const std::function<Status(const ExportedDeal& deal)>& visit) {
  ReportWalk walk(filter, database.NewWalk(Family::kReport));
  Reused<pb::Deal> reused;
  Status status;
  const auto give = [&](std::string_view key, std::string_view value) {
    pb::Deal* deal = reused.Get();
    if (!deal->ParseFromArray(value.data(), static_cast<int>(value.size()))) {
      return DataLoss(fmt::format("deal {}: damaged", key));
    }
    if (deal->retracted()) return OkStatus();
    ExportedDeal out;
    DW_RETURN_IF_ERROR(walk.Read(deal->id(), &out.reports));
    out.deal = reused.held();
    return out.reports.empty() ? OkStatus() : visit(out);
  };
  DW_RETURN_IF_ERROR(
      database.Scan(Family::kDeal, "", [&](std::string_view key, std::string_view value) {
        status = give(key, value);
        return status.ok();
      }));
  return status;
}

using AppendCell = void (*)(std::string_view text, bool number, std::string* out);

// The cells of one line, written as they come.
class LineOfCells {
 public:
  LineOfCells(AppendCell append, char between, std::string* out)
      : append_(append), between_(between), out_(*out) {}

  void Text(std::string_view text) { Append(text, false); }
  void Number(std::string_view digits) { Append(digits, true); }
  void Number(bool there, double value) {
    Append("", true);
    if (there) AppendNumber(value, &out_);
  }

 private:
  void Append(std::string_view text, bool number) {
    if (!first_) out_ += between_;
    first_ = false;
    append_(text, number, &out_);
  }

  const AppendCell append_;
  const char between_;
  std::string& out_;
  bool first_ = true;
};

// Rows of a table with a line for each report.
class Lines {
 public:
  Lines(AppendCell append, char between, const char* end)
      : append_(append), between_(between), end_(end) {}

  std::string Head() const {
    std::string text;
    LineOfCells cells(append_, between_, &text);
    for (const std::string& column : DealColumns()) cells.Text(column);
    cells.Text("change");
    cells.Text("schema");
    return text += end_;
  }
  void Append(const ExportedDeal& exported, std::string* text) const {
    if (exported.reports.empty()) return Append({exported.deal, nullptr}, exported.change, text);
    for (const auto& report : exported.reports) {
      Append({exported.deal, report}, exported.change, text);
    }
  }

 private:
  void Append(const DealRow& row, const std::string& change, std::string* text) const {
    LineOfCells cells(append_, between_, text);
    DealCellWalk(row, &cells).Walk();
    cells.Text(change);
    cells.Number(true, kRecordVersion);
    *text += end_;
  }

  const AppendCell append_;
  const char between_;
  const char* const end_;
};

void AppendJson(const ExportedDeal& exported, std::string* text) {
  JsonText json(text);
  json.OpenObject();
  json.Key("schema");
  json.Number(kRecordVersion);
  json.Key("change");
  json.StringOrNull(exported.change);
  PutDeal(*exported.deal, exported.reports, &json);
  json.CloseObject();
  *text += '\n';
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
  DW_RETURN_IF_ERROR(query.since ? EachChanged(database, filter, query.since->change, visit)
                                 : EachDeal(database, filter, visit));
  return filter.ReadStatus();
}

Status ExportText(const Database& database, const ExportQuery& query, const std::string& format,
                  const WriteText& write) {
  const bool json = format == "jsonl";
  const Lines lines =
      format == "csv" ? Lines(AppendCsv, ',', "\r\n") : Lines(AppendTsv, '\t', "\n");
  if (!json) DW_RETURN_IF_ERROR(write(lines.Head()));
  constexpr size_t kWorthWriting = size_t{128} << 10;
  std::string text;
  const auto give = [&](size_t least) {
    if (text.size() < least) return OkStatus();
    const Status written = write(text);
    text.clear();
    return written;
  };
  DW_RETURN_IF_ERROR(EachExported(database, query, [&](const ExportedDeal& deal) {
    json ? AppendJson(deal, &text) : lines.Append(deal, &text);
    return give(kWorthWriting);
  }));
  return give(1);
}

}  // namespace dealwire
