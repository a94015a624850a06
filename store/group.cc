#include "store/group.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "store/deal_json.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

constexpr std::array<const char*, 8> kFields = {"provider", "customer", "chip", "kind",
                                                "status",   "month",    "site", "lang"};

template <typename Values>
std::set<std::string> Set(const Values& values) {
  return {values.begin(), values.end()};
}

std::set<std::string> KeysOf(const DealRow& row, const std::string& field) {
  const pb::DealFields& fields = row.report ? row.report->fields() : row.deal->fields();
  if (field == "provider") return Set(fields.provider());
  if (field == "customer") return Set(fields.customer());
  if (field == "kind") return {fields.kind()};
  if (field == "status") return {fields.status()};
  if (field == "site") {
    return row.report ? std::set<std::string>{row.report->site()} : Set(row.deal->sites());
  }
  if (field == "lang") {
    return row.report ? std::set<std::string>{row.report->lang()} : Set(row.deal->langs());
  }
  if (field == "month") {
    return {(row.report ? row.report->published() : row.deal->first_published()).substr(0, 7)};
  }
  std::set<std::string> chips;
  for (const pb::Chip& chip : fields.chips()) {
    chips.insert(!chip.id().empty()      ? chip.id()
                 : chip.vendor().empty() ? chip.kind()
                                         : chip.vendor() + " " + chip.kind());
  }
  return chips;
}

}  // namespace

StatusOr<Grouper> Grouper::By(const std::string& field) {
  if (std::ranges::find(kFields, field) != kFields.end()) return Grouper(field);
  return InvalidArgument(
      fmt::format("--group-by '{}': groups by {}", field, fmt::join(kFields, ", ")));
}

void Grouper::Add(const DealRow& row) {
  const pb::DealFields& fields = row.report ? row.report->fields() : row.deal->fields();
  const std::string first =
      (row.report ? row.report->published() : row.deal->first_published()).substr(0, 10);
  const std::string last =
      (row.report ? row.report->published() : row.deal->last_published()).substr(0, 10);
  const pb::Bounds& usd = fields.amount_usd();
  const bool known = (usd.has_min() || usd.has_max()) && !fields.aggregate();
  const double amount = usd.has_min() ? usd.min() : usd.max();
  for (const std::string& key : KeysOf(row, field_)) {
    GroupRow& group = groups_[key];
    group.key = key;
    ++group.count;
    if (group.first.empty() || first < group.first) group.first = first;
    if (last > group.last) group.last = last;
    if (!known) continue;
    group.min = group.amounts == 0 ? amount : std::min(group.min, amount);
    group.max = group.amounts == 0 ? amount : std::max(group.max, amount);
    group.sum += amount;
    ++group.amounts;
  }
}

std::vector<GroupRow> Grouper::Rows() const {
  std::vector<GroupRow> rows;
  for (const auto& [key, group] : groups_) rows.push_back(group);
  std::ranges::stable_sort(rows, [](const GroupRow& a, const GroupRow& b) {
    return a.sum != b.sum ? a.sum > b.sum : a.count > b.count;
  });
  return rows;
}

Table GroupTable(const std::vector<GroupRow>& groups, const std::string& field, bool for_people) {
  Table table;
  table.columns = {field, "count", "sum_usd", "min_usd", "max_usd", "first", "last"};
  if (for_people) {
    for (std::string& column : table.columns) {
      for (char& c : column) c = c == '_' ? ' ' : static_cast<char>(c >= 'a' ? c - 32 : c);
    }
  }
  for (const GroupRow& group : groups) {
    const auto money = [&](double value) -> Table::Cell {
      if (group.amounts == 0) return {"", true};
      return {for_people ? "$" + ShortNumber(value) : PlainNumber(value), true};
    };
    table.rows.push_back({{group.key, false},
                          {std::to_string(group.count), true},
                          money(group.sum),
                          money(group.min),
                          money(group.max),
                          {group.first, false},
                          {group.last, false}});
  }
  return table;
}

std::string ToJson(const GroupRow& group, const std::string& field) {
  const auto money = [&](double value) {
    return group.amounts == 0 ? nlohmann::ordered_json(nullptr)
                              : nlohmann::ordered_json::parse(PlainNumber(value));
  };
  return nlohmann::ordered_json{{field, group.key},
                                {"count", group.count},
                                {"sum_usd", money(group.sum)},
                                {"min_usd", money(group.min)},
                                {"max_usd", money(group.max)},
                                {"first", group.first},
                                {"last", group.last}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace dealwire
