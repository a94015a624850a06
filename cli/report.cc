// dealwire report: deals as a page to look at.
#include "store/report.h"

#include <CLI/App.hpp>

#include "base/file.h"
#include "cli/filter_options.h"
#include "cli/terminal.h"
#include "store/database.h"

namespace dealwire {
namespace {

struct ReportOptions {
  FilterOptions filter;
  std::string output;
};

Status Report(const ReportOptions& options, const CommandContext& context) {
  DW_TRY(const auto database, Database::OpenReader(context.db));
  DW_TRY(const Filter filter, MakeFilter(options.filter, context, *database));
  DW_TRY(const std::string page, ReportPage(*database, filter));
  if (options.output != "-") return WriteFileAtomically(options.output, page);
  Output out;
  out.Write(page);
  out.Flush();
  return out.status();
}

}  // namespace

void AddReportCommand(CLI::App& app, CommandContext& context) {
  CLI::App* command = AddCommand(app, "report", "Deals as one page of pictures, with their sources",
                                 "  dealwire report -o deals.html\n"
                                 "  dealwire report -o oracle.html --party oracle --since 2025");
  auto options = std::make_shared<ReportOptions>();
  command->add_option("-o,--output", options->output, "the page; - is standard output")
      ->type_name("FILE")
      ->required();
  AddFilterOptions(command, &options->filter);
  command->callback([options, &context] {
    context.run = [options, &context] {
      const Status status = Report(*options, context);
      return status.ok() ? ExitCode::kDone : Fail(status);
    };
  });
}

}  // namespace dealwire
