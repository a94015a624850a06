// dealwire export: deals, reports and articles for analysts, as a file.
#include "store/export.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "cli/filter_options.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "store/database.h"

namespace dealwire {
namespace {

struct ExportOptions {
  FilterOptions filter;
  std::string format, output = "-", cursor;
};

bool IsText(const std::string& format) {
  return format == "csv" || format == "tsv" || format == "jsonl";
}

// --format, else what the file's name ends in, else csv.
std::string FormatOf(const ExportOptions& options) {
  if (!options.format.empty()) return options.format;
  const std::string end = std::filesystem::path(options.output).extension().string();
  for (const char* format : {"csv", "tsv", "jsonl", "xlsx", "sqlite", "parquet"}) {
    if (end == std::string(".") + format) return format;
  }
  return end == ".db" ? "sqlite" : "csv";
}

Status WriteFile(const Database& database, const ExportQuery& query, const std::string& format,
                 const std::string& file) {
  if (format == "xlsx") return ExportXlsx(database, query, file);
  if (format == "sqlite") return ExportSqlite(database, query, file);
  if (format == "parquet") return ExportParquet(database, query, file);
  std::ofstream out(file, std::ios::binary);
  const auto broken = [&] {
    return Unavailable(fmt::format("{}: cannot write: {}", file, std::strerror(errno)));
  };
  DW_RETURN_IF_ERROR(ExportText(database, query, format, [&](std::string_view text) {
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (Interrupted()) return Cancelled("interrupted; nothing was written");
    return out ? OkStatus() : broken();
  }));
  out.close();
  return out ? OkStatus() : broken();
}

Status SyncPath(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = fd >= 0 && fsync(fd) == 0;
  if (fd >= 0) close(fd);
  return synced ? OkStatus() : Unavailable(fmt::format("{}: {}", path, std::strerror(errno)));
}

// Beside the file, then over it: after a crash there is the old one or the new one.
Status WriteSafely(const Database& database, const ExportQuery& query, const std::string& format,
                   const std::string& file) {
  namespace fs = std::filesystem;
  const std::string partial = fmt::format("{}.partial-{}", file, getpid());
  std::error_code error;
  fs::remove(partial, error);
  Status status = WriteFile(database, query, format, partial);
  if (status.ok()) status = SyncPath(partial);
  if (status.ok()) {
    fs::rename(partial, file, error);
    if (error) status = Unavailable(fmt::format("{}: {}", file, error.message()));
  }
  if (!status.ok()) {
    fs::remove(partial, error);
    return status;
  }
  const std::string folder = fs::path(file).parent_path().string();
  return SyncPath(folder.empty() ? "." : folder);
}

Status WriteToStdout(const Database& database, const ExportQuery& query,
                     const std::string& format) {
  Output out;
  // A reader that closed the pipe has enough: no error.
  const Status written = ExportText(database, query, format, [&](std::string_view text) {
    return out.Write(text) ? OkStatus() : Cancelled("");
  });
  out.Flush();
  DW_RETURN_IF_ERROR(out.status());
  return written.code() == StatusCode::kCancelled ? OkStatus() : written;
}

Status Export(const ExportOptions& options, const CommandContext& context) {
  const std::string format = FormatOf(options);
  const bool to_stdout = options.output == "-";
  if (to_stdout && !IsText(format)) {
    return InvalidArgument(fmt::format("--format {} needs a file; -o deals.{}", format, format));
  }
  if (to_stdout && !options.cursor.empty()) {
    return InvalidArgument("--since-cursor needs a file; the cursor moves when it is written");
  }
  ExportQuery query;
  DW_TRY(const auto database, Database::OpenReader(context.db));
  DW_TRY(query.filter, MakeFilter(options.filter, context, *database));
  if (to_stdout) return WriteToStdout(*database, query, format);
  if (!options.cursor.empty()) {
    DW_TRY(query.since, ReadCursor(options.cursor, *database));
  }
  DW_TRY(const ExportCursor here, CursorOf(*database));
  DW_RETURN_IF_ERROR(WriteSafely(*database, query, format, options.output));
  return options.cursor.empty() ? OkStatus() : WriteCursor(options.cursor, here);
}

}  // namespace

void AddExportCommand(CLI::App& app, CommandContext& context) {
  CLI::App* command =
      AddCommand(app, "export", "Deals, their reports and articles, as a file for analysts",
                 "  dealwire export -o deals.xlsx --since 30d\n"
                 "  dealwire export --format jsonl | jq -r '.reports[].url'\n"
                 "  dealwire export -o new.csv --since-cursor deals.cursor   # nightly");
  auto options = std::make_shared<ExportOptions>();
  AddFilterOptions(command, &options->filter);
  AddFormatOption(command, {"csv", "tsv", "jsonl", "xlsx", "sqlite", "parquet"}, &options->format,
                  "default: what the file's name ends in, else csv");
  command->add_option("-o,--output", options->output, "the file; - is standard output")
      ->type_name("FILE");
  command
      ->add_option("--since-cursor", options->cursor,
                   "only what is new, changed or retracted since the export that moved it last")
      ->type_name("FILE");
  command->callback([options, &context] {
    context.run = [options, &context] {
      const Status status = Export(*options, context);
      return status.ok() ? ExitCode::kDone : Fail(status);
    };
  });
}

}  // namespace dealwire
