// dealwire export: deals for analysts, as a file.
#include <CLI/App.hpp>

#include "base/file.h"
#include "cli/filter_options.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "store/database.h"
#include "store/deal_json.h"
#include "store/query.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

struct ExportOptions {
  FilterOptions filter;
  std::string format = "csv", output = "-";
};

// A row for each article and deal, so that every row leads to its sentence.
std::string Rendered(const std::vector<DealRow>& rows, const std::string& format) {
  if (format != "jsonl") return Render(ToTable(rows, false), *ParseTableFormat(format));
  std::string text;
  for (const DealRow& row : rows) text += ToJson(row) + "\n";
  return text;
}

ExitCode RunExport(const ExportOptions& options, const Context& context) {
  const auto rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  const StatusOr<Filter> filter = MakeFilter(options.filter, **rules);
  if (!filter.ok()) return Fail(filter.status());
  const auto database = Database::OpenReader(context.db);
  if (!database.ok()) return Fail(database.status());
  const auto rows = QueryDeals(**database, *filter, "", /*by_report=*/true);
  if (!rows.ok()) return Fail(rows.status());
  const std::string text = Rendered(*rows, options.format);
  if (options.output != "-") {
    const Status written = WriteFileAtomically(options.output, text);
    return written.ok() ? ExitCode::kDone : Fail(written);
  }
  Output out;
  out.Write(text);
  out.Flush();
  return out.status().ok() ? ExitCode::kDone : Fail(out.status());
}

}  // namespace

void AddExportCommand(CLI::App& app, Context& context) {
  CLI::App* command =
      AddCommand(app, "export", "Deals and the articles that report them, as a file",
                 "  dealwire export --format csv -o deals.csv --since 30d\n"
                 "  dealwire export --format jsonl -o - | jq .title");
  auto options = std::make_shared<ExportOptions>();
  AddFilterOptions(command, &options->filter);
  AddFormatOption(command, {"csv", "tsv", "jsonl"}, &options->format, "default: csv");
  command->add_option("-o,--output", options->output, "the file; - is standard output")
      ->type_name("FILE");
  command->callback([options, &context] {
    context.run = [options, &context] { return RunExport(*options, context); };
  });
}

}  // namespace dealwire
