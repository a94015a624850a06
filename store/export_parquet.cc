// Parquet by Apache Arrow, where the build found it (cmake/Arrow.cmake).
#include "store/export.h"

#ifdef DEALWIRE_WITH_ARROW

#include <arrow/api.h>
#include <arrow/io/file.h>
#include <fmt/format.h>
#include <parquet/arrow/writer.h>

#include "store/deal_json.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

constexpr int64_t kRowsAGroup = 64 * 1024;

Status Told(const arrow::Status& status, const std::string& file) {
  return status.ok() ? OkStatus() : Unavailable(file + ": " + status.ToString());
}

// One column: its name and type, and what a row puts there. Arrow's builders fail for want of
// memory alone; what they say is kept and told when the column ends.
template <typename Builder>
class Column {
 public:
  Column(const char* name, std::shared_ptr<arrow::DataType> type)
      : field_(arrow::field(name, std::move(type))) {}

  template <typename Value>
  void Add(const Value& value) {
    Keep(builder_.Append(value));
  }
  void Null() { Keep(builder_.AppendNull()); }
  void Said(const std::string& text) {
    if (text.empty()) return Null();
    Add(text);
  }
  void Maybe(bool has, double value) {
    if (!has) return Null();
    Add(value);
  }

  const std::shared_ptr<arrow::Field>& field() const { return field_; }
  arrow::Status End(std::vector<std::shared_ptr<arrow::Array>>* arrays) {
    ARROW_RETURN_NOT_OK(status_);
    ARROW_ASSIGN_OR_RAISE(auto array, builder_.Finish());
    arrays->push_back(std::move(array));
    return arrow::Status::OK();
  }

 private:
  void Keep(const arrow::Status& status) {
    if (status_.ok()) status_ = status;
  }
  const std::shared_ptr<arrow::Field> field_;
  Builder builder_;
  arrow::Status status_;
};

using Text = Column<arrow::StringBuilder>;
using Number = Column<arrow::DoubleBuilder>;
using Integer = Column<arrow::Int32Builder>;
using Flag = Column<arrow::BooleanBuilder>;

class TextList {
 public:
  explicit TextList(const char* name)
      : field_(arrow::field(name, arrow::list(arrow::utf8()))),
        builder_(arrow::default_memory_pool(), std::make_shared<arrow::StringBuilder>()) {}

  template <typename Values>
  void Add(const Values& values) {
    auto& texts = static_cast<arrow::StringBuilder&>(*builder_.value_builder());
    Keep(builder_.Append());
    for (const std::string& value : values) Keep(texts.Append(value));
  }
  const std::shared_ptr<arrow::Field>& field() const { return field_; }
  arrow::Status End(std::vector<std::shared_ptr<arrow::Array>>* arrays) {
    ARROW_RETURN_NOT_OK(status_);
    ARROW_ASSIGN_OR_RAISE(auto array, builder_.Finish());
    arrays->push_back(std::move(array));
    return arrow::Status::OK();
  }

 private:
  void Keep(const arrow::Status& status) {
    if (status_.ok()) status_ = status;
  }
  const std::shared_ptr<arrow::Field> field_;
  arrow::ListBuilder builder_;
  arrow::Status status_;
};

// All columns, in the order of the file.
class Columns {
 public:
  void Add(const pb::Deal& deal, const pb::Report* report, const std::string& change) {
    const pb::DealFields& f = report != nullptr ? report->fields() : deal.fields();
    id_.Add(deal.id());
    article_.Said(report != nullptr ? report->article_id() : "");
    customer_.Add(f.customer());
    provider_.Add(f.provider());
    kind_.Add(f.kind());
    status_.Add(f.status());
    AddBounds(f.has_amount(), f.amount(), &amount_min_, &amount_max_);
    currency_.Said(f.amount().currency());
    qualifier_.Said(f.amount().qualifier());
    AddBounds(f.has_amount_usd(), f.amount_usd(), &usd_min_, &usd_max_);
    usd_rate_.Maybe(f.has_usd_rate(), f.usd_rate().usd());
    AddBounds(f.has_term_months(), f.term_months(), &term_min_, &term_max_);
    starts_.Said(f.starts());
    ends_.Said(f.ends());
    due_.Said(f.due());
    std::vector<std::string> chips;
    for (const pb::Chip& chip : f.chips()) {
      chips.push_back(chip.id().empty() ? chip.vendor() + " " + chip.kind() : chip.id());
    }
    chips_.Add(chips);
    AddBounds(f.has_power_mw(), f.power_mw(), &mw_min_, &mw_max_);
    part_of_.Said(f.part_of());
    aggregate_.Add(f.aggregate());
    confidence_.Add(f.confidence());
    published_.Said(report != nullptr ? report->published() : deal.last_published());
    sources_.Add(static_cast<int32_t>(deal.sources()));
    AddReport(report);
    change_.Said(change);
    ++rows_;
  }

  std::shared_ptr<arrow::Schema> schema() {
    std::vector<std::shared_ptr<arrow::Field>> fields;
    Each([&](auto& column) { fields.push_back(column.field()); });
    return arrow::schema(
        fields, arrow::key_value_metadata({"dealwire.schema"}, {std::to_string(kRecordVersion)}));
  }
  arrow::Result<std::shared_ptr<arrow::Table>> End() {
    std::vector<std::shared_ptr<arrow::Array>> arrays;
    arrow::Status status;
    Each([&](auto& column) {
      if (status.ok()) status = column.End(&arrays);
    });
    ARROW_RETURN_NOT_OK(status);
    return arrow::Table::Make(schema(), arrays, std::exchange(rows_, 0));
  }
  int64_t rows() const { return rows_; }

 private:
  template <typename Bounds>
  static void AddBounds(bool has, const Bounds& bounds, Number* min, Number* max) {
    min->Maybe(has && bounds.has_min(), bounds.min());
    max->Maybe(has && bounds.has_max(), bounds.max());
  }
  void AddReport(const pb::Report* report) {
    url_.Said(report != nullptr ? report->url() : "");
    title_.Said(report != nullptr ? report->title() : "");
    site_.Said(report != nullptr ? report->site() : "");
    lang_.Said(report != nullptr ? report->lang() : "");
    std::vector<std::string> quotes;
    for (int i = 0; report != nullptr && i < report->evidence_size(); ++i) {
      quotes.push_back(report->evidence(i).text());
    }
    evidence_.Add(quotes);
  }
  template <typename Visit>
  void Each(const Visit& visit) {
    visit(id_), visit(article_), visit(customer_), visit(provider_), visit(kind_), visit(status_);
    visit(amount_min_), visit(amount_max_), visit(currency_), visit(qualifier_);
    visit(usd_min_), visit(usd_max_), visit(usd_rate_), visit(term_min_), visit(term_max_);
    visit(starts_), visit(ends_), visit(due_), visit(chips_), visit(mw_min_), visit(mw_max_);
    visit(part_of_), visit(aggregate_), visit(confidence_), visit(published_), visit(sources_);
    visit(url_), visit(title_), visit(site_), visit(lang_), visit(evidence_), visit(change_);
  }

  Text id_{"id", arrow::utf8()}, article_{"article", arrow::utf8()};
  TextList customer_{"customer"}, provider_{"provider"};
  Text kind_{"kind", arrow::utf8()}, status_{"status", arrow::utf8()};
  Number amount_min_{"amount_min", arrow::float64()}, amount_max_{"amount_max", arrow::float64()};
  Text currency_{"currency", arrow::utf8()}, qualifier_{"qualifier", arrow::utf8()};
  Number usd_min_{"usd_min", arrow::float64()}, usd_max_{"usd_max", arrow::float64()},
      usd_rate_{"usd_rate", arrow::float64()}, term_min_{"term_min", arrow::float64()},
      term_max_{"term_max", arrow::float64()};
  Text starts_{"starts", arrow::utf8()}, ends_{"ends", arrow::utf8()}, due_{"due", arrow::utf8()};
  TextList chips_{"chips"};
  Number mw_min_{"mw_min", arrow::float64()}, mw_max_{"mw_max", arrow::float64()};
  Text part_of_{"part_of", arrow::utf8()};
  Flag aggregate_{"aggregate", arrow::boolean()};
  Number confidence_{"confidence", arrow::float64()};
  Text published_{"published", arrow::utf8()};
  Integer sources_{"sources", arrow::int32()};
  Text url_{"url", arrow::utf8()}, title_{"title", arrow::utf8()}, site_{"site", arrow::utf8()},
      lang_{"lang", arrow::utf8()};
  TextList evidence_{"evidence"};
  Text change_{"change", arrow::utf8()};
  int64_t rows_ = 0;
};

class Writer {
 public:
  static arrow::Result<Writer> Open(const std::string& file) {
    Writer out;
    ARROW_ASSIGN_OR_RAISE(out.sink_, arrow::io::FileOutputStream::Open(file));
    const auto properties =
        parquet::WriterProperties::Builder().compression(parquet::Compression::ZSTD)->build();
    const auto keep_schema = parquet::ArrowWriterProperties::Builder().store_schema()->build();
    ARROW_ASSIGN_OR_RAISE(out.writer_, parquet::arrow::FileWriter::Open(
                                           *Columns().schema(), arrow::default_memory_pool(),
                                           out.sink_, properties, keep_schema));
    return out;
  }
  arrow::Status Write(Columns* columns) {
    if (columns->rows() == 0) return arrow::Status::OK();
    ARROW_ASSIGN_OR_RAISE(const auto table, columns->End());
    return writer_->WriteTable(*table, kRowsAGroup);
  }
  arrow::Status Close() {
    ARROW_RETURN_NOT_OK(writer_->Close());
    return sink_->Close();
  }

 private:
  std::shared_ptr<arrow::io::FileOutputStream> sink_;
  std::unique_ptr<parquet::arrow::FileWriter> writer_;
};

}  // namespace

Status ExportParquet(const Database& database, const ExportQuery& query, const std::string& file) {
  arrow::Result<Writer> writer = Writer::Open(file);
  DW_RETURN_IF_ERROR(Told(writer.status(), file));
  Columns columns;
  DW_RETURN_IF_ERROR(EachExported(database, query, [&](const ExportedDeal& deal) {
    if (deal.reports.empty()) columns.Add(*deal.deal, nullptr, deal.change);
    for (const auto& report : deal.reports) columns.Add(*deal.deal, report.get(), deal.change);
    return columns.rows() < kRowsAGroup ? OkStatus() : Told(writer->Write(&columns), file);
  }));
  DW_RETURN_IF_ERROR(Told(writer->Write(&columns), file));
  return Told(writer->Close(), file);
}

}  // namespace dealwire

#else

namespace dealwire {

Status ExportParquet(const Database&, const ExportQuery&, const std::string&) {
  return Unimplemented(
      "parquet: this dealwire was built without Apache Arrow; scripts/deps --parquet installs it, "
      "then build anew; or export sqlite, which DuckDB and pandas read too");
}

}  // namespace dealwire

#endif
