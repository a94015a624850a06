#include "store/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "store/database.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

template <typename Record>
Status ParseAll(const Database& database, Family family, const std::string& prefix,
                const std::function<bool(Record)>& visit) {
  Status status;
  DW_RETURN_IF_ERROR(
      database.Scan(family, prefix, [&](std::string_view key, std::string_view value) {
        Record record;
        if (!record.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
          status = DataLoss(fmt::format("{} {}: damaged", Database::Name(family), key));
          return false;
        }
        return visit(std::move(record));
      }));
  return status;
}

double Usd(const pb::DealFields& fields) {
  const pb::Bounds& usd = fields.amount_usd();
  return usd.has_min() ? usd.min() : usd.has_max() ? usd.max() : 0;
}

template <typename Ids>
std::string Joined(const Ids& ids) {
  return fmt::format("{}", fmt::join(ids, ","));
}

const pb::DealFields& FieldsOf(const DealRow& row) {
  return row.report ? row.report->fields() : row.deal->fields();
}

const std::string& Published(const DealRow& row) {
  return row.report ? row.report->published() : row.deal->last_published();
}

using Less = std::function<bool(const DealRow&, const DealRow&)>;

StatusOr<Less> OrderBy(const std::string& sort) {
  const auto text = [](auto get) -> Less {
    return [get](const DealRow& a, const DealRow& b) { return get(a) < get(b); };
  };
  const auto largest = [](auto get) -> Less {
    return [get](const DealRow& a, const DealRow& b) { return get(a) > get(b); };
  };
  if (sort.empty() || sort == "published") return largest(Published);
  if (sort == "amount") return largest([](const DealRow& r) { return Usd(FieldsOf(r)); });
  if (sort == "sources") return largest([](const DealRow& r) { return r.deal->sources(); });
  if (sort == "confidence") {
    return largest([](const DealRow& r) { return FieldsOf(r).confidence(); });
  }
  if (sort == "customer")
    return text([](const DealRow& r) { return Joined(FieldsOf(r).customer()); });
  if (sort == "provider")
    return text([](const DealRow& r) { return Joined(FieldsOf(r).provider()); });
  if (sort == "kind") return text([](const DealRow& r) { return FieldsOf(r).kind(); });
  if (sort == "status") return text([](const DealRow& r) { return FieldsOf(r).status(); });
  return InvalidArgument(
      fmt::format("--sort '{}': sorts by published, amount, customer, provider, kind, status, "
                  "sources or confidence",
                  sort));
}

// The rows that one deal gives.
Status AddRows(const Database& database, const Filter& filter, bool by_report, pb::Deal deal,
               std::vector<DealRow>* rows) {
  if (deal.retracted()) return OkStatus();
  const bool matches =
      Matches(filter, deal.fields(), deal.first_published(), deal.last_published());
  if (!matches && !by_report) return OkStatus();
  std::vector<pb::Report> reports;
  if (by_report || filter.NeedsReports()) {
    DW_TRY(reports, ReportsOf(database, deal.id()));
  }
  const auto shared = std::make_shared<const pb::Deal>(std::move(deal));
  if (!by_report) {
    const bool told =
        !filter.NeedsReports() || std::ranges::any_of(reports, [&](const pb::Report& report) {
          return Matches(filter, report);
        });
    if (told) rows->push_back({shared, nullptr});
    return OkStatus();
  }
  for (pb::Report& report : reports) {
    if (Matches(filter, report.fields(), report.published(), report.published()) &&
        Matches(filter, report)) {
      rows->push_back({shared, std::make_shared<const pb::Report>(std::move(report))});
    }
  }
  return OkStatus();
}

StatusOr<std::set<std::string>> KeysOf(const Database& database, const DealRow& row,
                                       const std::string& by) {
  const pb::DealFields& fields = FieldsOf(row);
  std::set<std::string> keys;
  if (by == "provider") keys = {fields.provider().begin(), fields.provider().end()};
  if (by == "customer") keys = {fields.customer().begin(), fields.customer().end()};
  if (by == "kind") keys = {fields.kind()};
  if (by == "month") keys = {row.deal->first_published().substr(0, 7)};
  if (by == "chip") {
    for (const pb::Chip& chip : fields.chips()) {
      keys.insert(chip.id().empty() ? chip.vendor() + " " + chip.kind() : chip.id());
    }
  }
  if (by == "site") {
    DW_TRY(const std::vector<pb::Report> reports, ReportsOf(database, row.deal->id()));
    for (const pb::Report& report : reports) keys.insert(report.site());
  }
  return keys;
}

}  // namespace

StatusOr<std::vector<DealRow>> QueryDeals(const Database& database, const Filter& filter,
                                          const std::string& sort, bool by_report) {
  DW_TRY(const Less less, OrderBy(sort));
  std::vector<DealRow> rows;
  Status status;
  DW_RETURN_IF_ERROR(ParseAll<pb::Deal>(database, Family::kDeal, "", [&](pb::Deal deal) {
    status = AddRows(database, filter, by_report, std::move(deal), &rows);
    return status.ok();
  }));
  DW_RETURN_IF_ERROR(status);
  std::ranges::stable_sort(rows, less);
  return rows;
}

StatusOr<std::vector<pb::Report>> ReportsOf(const Database& database, const std::string& deal_id) {
  std::vector<pb::Report> reports;
  DW_RETURN_IF_ERROR(
      ParseAll<pb::Report>(database, Family::kReport, deal_id + "/", [&](pb::Report report) {
        reports.push_back(std::move(report));
        return true;
      }));
  return reports;
}

StatusOr<std::vector<pb::Change>> ChangesOf(const Database& database, const std::string& deal_id) {
  std::vector<pb::Change> changes;
  DW_RETURN_IF_ERROR(ParseAll<pb::Change>(database, Family::kChange, "", [&](pb::Change change) {
    if (deal_id.empty() || change.deal_id() == deal_id) changes.push_back(std::move(change));
    return true;
  }));
  return changes;
}

StatusOr<std::vector<pb::Deal>> DealsById(const Database& database, const std::string& prefix) {
  std::vector<pb::Deal> deals;
  DW_RETURN_IF_ERROR(ParseAll<pb::Deal>(database, Family::kDeal, prefix, [&](pb::Deal deal) {
    deals.push_back(std::move(deal));
    return deals.size() < 20;
  }));
  return deals;
}

StatusOr<std::vector<GroupRow>> GroupDeals(const Database& database,
                                           const std::vector<DealRow>& rows,
                                           const std::string& by) {
  constexpr std::array<const char*, 6> kKeys = {"provider", "customer", "chip",
                                                "kind",     "month",    "site"};
  if (std::ranges::find(kKeys, by) == kKeys.end()) {
    return InvalidArgument(
        fmt::format("--group-by '{}': groups by {}", by, fmt::join(kKeys, ", ")));
  }
  std::map<std::string, GroupRow> groups;
  for (const DealRow& row : rows) {
    DW_TRY(const std::set<std::string> keys, KeysOf(database, row, by));
    for (const std::string& key : keys) {
      GroupRow& group = groups[key];
      group.key = key;
      ++group.count;
      // A sum over deals that are counted themselves is not counted again.
      if (!FieldsOf(row).aggregate()) group.usd += Usd(FieldsOf(row));
    }
  }
  std::vector<GroupRow> out;
  for (auto& [key, group] : groups) out.push_back(std::move(group));
  std::ranges::stable_sort(out, [](const GroupRow& a, const GroupRow& b) { return a.usd > b.usd; });
  return out;
}

}  // namespace dealwire
