// A workbook for people who work in spreadsheets.
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <charconv>
#include <set>

#include "base/text.h"
#include "base/time.h"
#include "store/articles.h"
#include "store/database.h"
#include "store/deal_json.h"
#include "store/export.h"
#include "store/record.pb.h"
#include "store/table.h"

namespace dealwire {
namespace {

constexpr uint32_t kMaxRows = LXW_ROW_MAX;
constexpr size_t kMaxCellCharacters = 32'000;  // Excel's limit is 32,767

// A cell's text: no control characters, cut where Excel would refuse the file. It is written as a
// string, so that one that begins with '=' is no formula.
std::string CellText(const std::string& text) {
  const std::string clean = StripControls(text);
  if (CountCodePoints(clean) <= kMaxCellCharacters) return clean;
  return clean.substr(0, CodePointIndex(clean).ToBytes(kMaxCellCharacters));
}

// One sheet, row by row.
class Sheet {
 public:
  Sheet(lxw_workbook* book, const char* name, const std::vector<std::string>& columns,
        lxw_format* head, lxw_format* amount)
      : sheet_(workbook_add_worksheet(book, name)), name_(name), amount_(amount) {
    for (size_t i = 0; i < columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column, columns[i] == "title" ? 48 : 14, nullptr);
      worksheet_write_string(sheet_, 0, column, columns[i].c_str(), head);
    }
    columns_ = static_cast<lxw_col_t>(columns.size());
    worksheet_freeze_panes(sheet_, 1, 0);
  }

  Status Add(const std::vector<Table::Cell>& cells) {
    if (++row_ >= kMaxRows) {
      return ResourceExhausted(fmt::format(
          "xlsx: sheet '{}' holds at most {} rows; narrow the filter, or export sqlite or parquet",
          name_, kMaxRows - 1));
    }
    for (size_t i = 0; i < cells.size(); ++i) Write(static_cast<lxw_col_t>(i), cells[i]);
    return OkStatus();
  }

  void End() {
    if (columns_ > 0) {
      worksheet_autofilter(sheet_, 0, 0, row_, static_cast<lxw_col_t>(columns_ - 1));
    }
  }

 private:
  void Write(lxw_col_t column, const Table::Cell& cell) {
    if (cell.text.empty()) return;
    double number = 0;
    const char* const end = cell.text.data() + cell.text.size();
    const bool is_number = cell.number && std::from_chars(cell.text.data(), end, number).ptr == end;
    if (is_number) {
      worksheet_write_number(sheet_, row_, column, number, number >= 1000 ? amount_ : nullptr);
    } else {
      worksheet_write_string(sheet_, row_, column, CellText(cell.text).c_str(), nullptr);
    }
  }

  lxw_worksheet* const sheet_;
  const std::string name_;
  lxw_format* const amount_;
  lxw_col_t columns_ = 0;
  lxw_row_t row_ = 0;
};

const std::vector<std::string> kArticleColumns = {
    "id", "url", "title", "site", "lang", "published", "fetched", "version", "sha256", "deals"};

std::vector<Table::Cell> ArticleCells(const pb::Article& article) {
  return {{article.id(), false},      {article.url(), false},
          {article.title(), false},   {article.site(), false},
          {article.lang(), false},    {article.published(), false},
          {article.fetched(), false}, {std::to_string(article.version()), true},
          {article.sha256(), false},  {fmt::format("{}", fmt::join(article.deals(), ", ")), false}};
}

std::vector<std::string> WithChange(std::vector<std::string> columns) {
  columns.emplace_back("change");
  return columns;
}

Status WriteDeals(const Database& database, const ExportQuery& query, Sheet* sheet) {
  return EachExported(database, query, [&](const ExportedDeal& deal) {
    std::vector<Table::Cell> cells = DealCells({deal.deal, nullptr});
    cells.push_back({deal.change, false});
    return sheet->Add(cells);
  });
}

Status WriteReports(const Database& database, const ExportQuery& query, Sheet* sheet,
                    std::set<std::string>* articles) {
  return EachExported(database, query, [&](const ExportedDeal& deal) {
    for (const auto& report : deal.reports) {
      std::vector<Table::Cell> cells = DealCells({deal.deal, report});
      cells.push_back({deal.change, false});
      DW_RETURN_IF_ERROR(sheet->Add(cells));
      articles->insert(report->article_id());
    }
    return OkStatus();
  });
}

Status WriteReadme(Sheet* sheet) {
  const std::vector<std::pair<std::string, std::string>> lines = {
      {"schema", std::to_string(kRecordVersion)},
      {"made", FormatUnix(NowUnix())},
      {"deals",
       "a row for each deal, merged over the articles that report it; of values that "
       "disagree the one with most independent sources"},
      {"reports", "a row for each article and deal: what that article tells, with its quote"},
      {"articles", "the articles, with address and times; sha256 is of the text"},
      {"id, articles", "lead from a row to its deal and to its articles: dealwire show ID"},
      {"amount_min, amount_max", "in units of the currency; an empty one is a bound not said"},
      {"qualifier", "exact, about, at_least, at_most, range"},
      {"usd_min, usd_max",
       "the amount in US dollars; converted where usd_rate is not empty, at "
       "that average of the year"},
      {"term_min, term_max", "months"},
      {"mw_min, mw_max", "megawatts"},
      {"part_of", "the sum over several deals that this one is part of"},
      {"aggregate", "true: a sum over several deals; leave it out of totals"},
      {"sources", "articles of different text that report the deal"},
      {"change", "new, changed or retracted since the last export; empty in a whole one"}};
  for (const auto& [field, meaning] : lines) {
    DW_RETURN_IF_ERROR(sheet->Add({{field, false}, {meaning, false}}));
  }
  return OkStatus();
}

Status WriteSheets(const Database& database, const ExportQuery& query, lxw_workbook* book) {
  lxw_format* const head = workbook_add_format(book);
  format_set_bold(head);
  lxw_format* const amount = workbook_add_format(book);
  format_set_num_format(amount, "#,##0");
  // Rows are written as they come: one sheet after another.
  Sheet deals(book, "deals", WithChange(DealColumns()), head, amount);
  DW_RETURN_IF_ERROR(WriteDeals(database, query, &deals));
  deals.End();
  std::set<std::string> ids;
  Sheet reports(book, "reports", WithChange(DealColumns()), head, amount);
  DW_RETURN_IF_ERROR(WriteReports(database, query, &reports, &ids));
  reports.End();
  Sheet articles(book, "articles", kArticleColumns, head, amount);
  for (const std::string& id : ids) {
    DW_TRY(const auto article, LoadArticle(database, id));
    if (article) DW_RETURN_IF_ERROR(articles.Add(ArticleCells(*article)));
  }
  articles.End();
  Sheet readme(book, "readme", {"field", "meaning"}, head, amount);
  return WriteReadme(&readme);
}

}  // namespace

Status ExportXlsx(const Database& database, const ExportQuery& query, const std::string& file) {
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* const book = workbook_new_opt(file.c_str(), &options);
  if (book == nullptr) return Internal(file + ": cannot make a workbook");
  const Status written = WriteSheets(database, query, book);
  const lxw_error closed = workbook_close(book);  // writes the file, frees the book
  DW_RETURN_IF_ERROR(written);
  if (closed == LXW_NO_ERROR) return OkStatus();
  return Unavailable(fmt::format("{}: {}", file, lxw_strerror(closed)));
}

}  // namespace dealwire
