// dealwire extract: what is in the files, without a store.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/log.h"
#include "base/pipeline.h"
#include "cli/command.h"
#include "cli/extract_views.h"
#include "cli/file_tasks.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "extract/extraction.h"
#include "extract/prefilter.h"
#include "extract/quantities/exchange.h"
#include "extract/rules.h"
#include "store/json.h"

namespace dealwire {
namespace {

struct ExtractOptionsOfUser {
  std::vector<std::string> paths;
  std::string format, into;
  InputHints hints;
  Shard shard;
  size_t jobs = 1;
  std::vector<std::string> only_with;
};

// One input's part of the output, and what is to be told about it.
struct Piece {
  std::string text;
  std::string error;  // "" where all went well
  bool failed = false;
  bool left_out = false;
};

std::string ErrorJson(const Input& input, const std::string& id, const Status& status) {
  nlohmann::ordered_json json;
  if (!id.empty()) {
    json["id"] = nlohmann::ordered_json::parse(id, nullptr, false);
  } else {
    json["path"] = input.Name();
  }
  json["error"] = Message(status);
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// Formats in which an input that cannot be read has no place of its own.
bool ForPeople(const std::string& format) { return format == "table" || format == "html"; }

// "a.html: no such file", whether or not the message names the file already.
std::string Told(const std::string& name, const Status& status) {
  const std::string message = Message(status);
  return message.starts_with(name + ":") ? message : name + ": " + message;
}

class Extractor {
 public:
  Extractor(const ExtractOptionsOfUser& options, const CommandContext& context,
            std::shared_ptr<const RuleSet> rules)
      : options_(options),
        rules_(std::move(rules)),
        only_with_(Prefilter::Make(rules_, options.only_with)),
        width_(StdoutIsTerminal() ? TerminalWidth() : 0),
        color_(UseColor(context.color)) {}

  Piece operator()(Input input) const {
    Input named;
    named.kind = input.kind, named.path = input.path, named.line = input.line;
    const InputArticle read = ReadInput(std::move(input), options_.hints, only_with_.get());
    Piece piece;
    piece.left_out = read.left_out;
    if (read.left_out) return piece;
    if (!read.article.ok()) {
      if (!ForPeople(options_.format))
        piece.text = ErrorJson(named, read.id, read.article.status());
      piece.error = Told(named.Name(), read.article.status());
      // A page that holds no article was read: nothing failed.
      piece.failed = named.kind == Input::Kind::kRecord || read.page.bytes.empty() ||
                     read.article.status().code() != StatusCode::kNotFound;
      return piece;
    }
    piece.text = Show(named.Name(), read);
    return piece;
  }

 private:
  std::string Show(const std::string& name, const InputArticle& read) const {
    const Article& article = *read.article;
    Extraction found = Extract(article, *rules_);
    if (options_.format == "table")
      return DealsForPeople(name, article, found, *rules_, width_, color_);
    if (options_.format == "html") return MarkedHtml(article, found, *rules_);
    for (Deal& deal : found.deals) rules_->exchange().Convert(article.published, &deal);
    return ToJson(article, found, read.id);
  }

  const ExtractOptionsOfUser& options_;
  const std::shared_ptr<const RuleSet> rules_;
  const std::shared_ptr<const Prefilter> only_with_;
  const size_t width_;
  const bool color_;
};

// What stands before, between and after the pieces.
struct Frame {
  const char* before;
  const char* between;
  const char* after;
};

Frame FrameOf(const std::string& format) {
  if (format == "table") return {"", "\n", ""};
  if (format == "html") return {kMarkedHtmlHead, "", kMarkedHtmlTail};
  if (format == "json") return {"[\n", ",\n", "\n]\n"};
  return {"", "\n", "\n"};
}

struct Tally {
  size_t count = 0, failed = 0, left_out = 0;
  ExitCode Code() const {
    if (Interrupted()) return ExitCode::kInterrupted;
    if (failed == 0) return ExitCode::kDone;
    return failed < count + left_out ? ExitCode::kPartial : ExitCode::kFailed;
  }
  void TellLeftOut() const {
    if (left_out > 0)
      LogInfo(fmt::format("{} of {} inputs left out by --only-with", left_out, count + left_out));
  }
};

// What stands in the inputs of `reader`, in their order, into `write`.
void PrintAll(const ExtractOptionsOfUser& options, const Extractor& extractor, InputReader reader,
              const std::function<bool(std::string_view)>& write, Progress* progress,
              Tally* tally) {
  const Frame frame = FrameOf(options.format);
  size_t count = 0;
  OrderedPipeline<Input, Piece> pipeline(options.jobs, extractor);
  pipeline.Run(
      [&]() -> std::optional<Input> { return Interrupted() ? std::nullopt : reader.Next(); },
      [&](const Piece& piece) {
        if (!piece.error.empty()) LogError(piece.error);
        tally->failed += piece.failed ? 1 : 0;
        progress->Add(1);
        if (piece.left_out) return ++tally->left_out, true;
        if (piece.text.empty()) return ++count, true;
        return write(count++ == 0 ? frame.before : frame.between) && write(piece.text);
      });
  if (count > 0) write(frame.after);
  tally->count += count;
}

// Each file of the shard into one of its own, which is there when it is whole: what marks a task as
// done, so that one that is tried again gives the same rows and no more.
ExitCode ExtractInto(const ExtractOptionsOfUser& options, const Extractor& extractor) {
  const auto files = TaskFiles(options.paths, options.shard);
  if (!files.ok()) return Fail(files.status());
  std::error_code error;
  std::filesystem::create_directories(options.into, error);
  Progress progress("inputs");
  Tally tally;
  for (const std::string& file : *files) {
    const std::string path = options.into + "/" + TaskName(file) + "." + options.format;
    if (std::filesystem::exists(path, error)) continue;
    WholeFile out(path);
    PrintAll(
        options, extractor, InputReader({file}, options.hints, Shard()),
        [&](std::string_view bytes) { return out.Write(bytes); }, &progress, &tally);
    if (Interrupted()) break;
    const Status closed = out.Close();
    if (!closed.ok()) return Fail(closed);
  }
  tally.TellLeftOut();
  return tally.Code();
}

ExitCode RunExtract(const ExtractOptionsOfUser& options, const CommandContext& context) {
  const StatusOr<std::shared_ptr<const RuleSet>> rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  const Extractor extractor(options, context, *rules);
  if (!options.into.empty()) return ExtractInto(options, extractor);
  Output out;
  Tally tally;
  {
    Progress progress("inputs");
    PrintAll(
        options, extractor, InputReader(options.paths, options.hints, options.shard),
        [&](std::string_view bytes) { return out.Write(bytes); }, &progress, &tally);
  }
  out.Flush();
  tally.TellLeftOut();
  return out.status().ok() ? tally.Code() : Fail(out.status());
}

}  // namespace

void AddExtractCommand(CLI::App& app, CommandContext& context) {
  CLI::App* command = AddCommand(
      app, "extract", "Print what is in articles, without a store",
      "  dealwire extract article.html\n"
      "  curl -s https://example.org/news | dealwire extract --url https://example.org/news\n"
      "  dealwire extract --format jsonl folder/ > records.jsonl\n"
      "  dealwire extract --format jsonl --into out/ --shard 3/8 archives/");
  auto options = std::make_shared<ExtractOptionsOfUser>();
  command->add_option(
      "PATH", options->paths,
      "files (.html, .txt, .jsonl, .warc, each also .gz), folders, - for standard input");
  options->format = StdoutIsTerminal() ? "table" : "jsonl";
  AddFormatOption(command, {"jsonl", "json", "table", "html"}, &options->format,
                  "how records are printed; default: table on a terminal, else jsonl");
  AddInputOptions(command, &options->hints);
  AddJobsOption(command, &options->jobs);
  AddShardOption(command, &options->shard);
  AddOnlyWithOption(command, &options->only_with);
  command
      ->add_option(
          "--into", options->into,
          "each file's records into DIR/NAME.jsonl, which is there when it is whole; files "
          "that have it are done")
      ->type_name("DIR");
  command->callback([options, &context] {
    context.run = [options, &context] { return RunExtract(*options, context); };
  });
}

}  // namespace dealwire
