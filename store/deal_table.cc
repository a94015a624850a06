// Stored records as rows of tables.
#include <fmt/format.h>

#include <map>

#include "store/deal_cells.h"
#include "store/deal_json.h"
#include "store/deal_text.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

// "$", or "SEK " where people write the code.
std::string Symbol(const std::string& currency) {
  static const std::map<std::string, std::string> kSymbols = {
      {"USD", "$"},          {"EUR", "\xE2\x82\xAC"}, {"GBP", "\xC2\xA3"},    {"JPY", "JP\xC2\xA5"},
      {"CNY", "CN\xC2\xA5"}, {"KRW", "\xE2\x82\xA9"}, {"INR", "\xE2\x82\xB9"}};
  const auto found = kSymbols.find(currency);
  return found != kSymbols.end() ? found->second : currency.empty() ? "" : currency + " ";
}

// What a reader is to know of the row beside its fields.
std::string Notes(const DealRow& row, const pb::DealFields& fields) {
  std::vector<std::string> notes;
  if (fields.aggregate()) notes.emplace_back("a sum");
  if (!fields.part_of().empty()) notes.push_back("part of " + fields.part_of());
  if (row.report) return Joined(notes);
  std::map<std::string, std::vector<std::string>> others;
  for (const pb::Disagreement& other : row.deal->disagreements()) {
    if (other.field() == "part_of") continue;
    others[other.field()].push_back(other.has_amount() ? ShortMoney(other.amount())
                                                       : other.value());
  }
  for (const auto& [field, values] : others) {
    notes.push_back(fmt::format("other {}: {}", field, Joined(values)));
  }
  return fmt::format("{}", fmt::join(notes, "; "));
}

}  // namespace

std::string ShortNumber(double value) {
  for (const auto& [scale, unit] :
       {std::pair(1e12, "tn"), std::pair(1e9, "bn"), std::pair(1e6, "M"), std::pair(1e3, "k")}) {
    if (value >= scale * 0.99995) return fmt::format("{:.1f}{}", value / scale, unit);
  }
  return fmt::format("{:.4g}", value);
}

std::string ShortMoney(const pb::Money& money) {
  if (!money.has_min() && !money.has_max()) return "";
  const std::string symbol = Symbol(money.currency());
  if (!money.has_max()) return ">=" + symbol + ShortNumber(money.min());
  if (!money.has_min()) return "<=" + symbol + ShortNumber(money.max());
  if (money.min() != money.max()) {
    return symbol + ShortNumber(money.min()) + "-" + ShortNumber(money.max());
  }
  return (money.qualifier() == "about" ? "~" : "") + symbol + ShortNumber(money.min());
}

Table TableForPeople(const std::vector<DealRow>& rows) {
  Table table;
  table.columns = {"ID",     "CUSTOMER",  "PROVIDER", "AMOUNT", "KIND",
                   "STATUS", "PUBLISHED", "SOURCES",  "NOTES"};
  bool any_notes = false;
  for (const DealRow& row : rows) {
    const pb::DealFields& fields = row.report ? row.report->fields() : row.deal->fields();
    const std::string& published =
        row.report ? row.report->published() : row.deal->last_published();
    const std::string notes = Notes(row, fields);
    any_notes = any_notes || !notes.empty();
    table.rows.push_back(
        {{row.deal->id(), false},
         {Joined(fields.customer()), false},
         {Joined(fields.provider()), false},
         {ShortMoney(fields.amount()), true},
         {fields.kind(), false},
         {fields.status(), false},
         {published.substr(0, 10), false},
         {row.report ? row.report->site() : std::to_string(row.deal->sources()), !row.report},
         {notes, false}});
  }
  if (any_notes) return table;
  table.columns.pop_back();
  for (auto& row : table.rows) row.pop_back();
  return table;
}

const std::vector<std::string>& DealColumns() {
  static const std::vector<std::string> kColumns = {
      "id",         "customer",   "provider",   "kind",      "status",
      "amount_min", "amount_max", "currency",   "qualifier", "usd_min",
      "usd_max",    "usd_rate",   "term_min",   "term_max",  "starts",
      "ends",       "due",        "chips",      "mw_min",    "mw_max",
      "part_of",    "aggregate",  "confidence", "published", "last_published",
      "sources",    "articles",   "url",        "title",     "evidence"};
  return kColumns;
}

namespace {

class CellsOfTable {
 public:
  explicit CellsOfTable(std::vector<Table::Cell>* cells) : cells_(*cells) {}
  void Text(std::string_view text) { cells_.push_back({std::string(text), false}); }
  void Number(std::string_view digits) { cells_.push_back({std::string(digits), true}); }
  void Number(bool there, double value) { Number(there ? PlainNumber(value) : std::string()); }

 private:
  std::vector<Table::Cell>& cells_;
};

}  // namespace

std::vector<Table::Cell> DealCells(const DealRow& row) {
  std::vector<Table::Cell> cells;
  cells.reserve(DealColumns().size());
  CellsOfTable out(&cells);
  DealCellWalk(row, &out).Walk();
  return cells;
}

Table ToTable(const std::vector<DealRow>& rows) {
  Table table;
  table.columns = DealColumns();
  for (const DealRow& row : rows) table.rows.push_back(DealCells(row));
  return table;
}

Table ToTable(const std::vector<pb::Article>& articles, bool for_people) {
  Table table;
  if (for_people) {
    table.columns = {"ID", "PUBLISHED", "LANG", "SITE", "TITLE", "DEALS"};
  } else {
    table.columns = {"id",      "published",   "lang",    "site",        "title", "url",
                     "fetched", "http_status", "version", "body_sha256", "deals"};
  }
  for (const pb::Article& article : articles) {
    std::vector<Table::Cell> cells = {
        {article.id(), false},
        {for_people ? article.published().substr(0, 10) : article.published(), false},
        {article.lang(), false},
        {article.site(), false},
        {article.title(), false}};
    if (!for_people) {
      cells.push_back({article.url(), false});
      cells.push_back({article.fetched(), false});
      cells.push_back(
          {article.http_status() == 0 ? "" : std::to_string(article.http_status()), true});
      cells.push_back({std::to_string(article.version()), true});
      cells.push_back({article.body_sha256(), false});
    }
    cells.push_back(
        {for_people ? std::to_string(article.deals_size()) : Joined(article.deals()), for_people});
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace dealwire
