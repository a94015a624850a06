// dealwire explain: why each deal is there, and why a candidate is not.
#include <fmt/format.h>

#include <CLI/App.hpp>
#include <filesystem>

#include "base/log.h"
#include "cli/command.h"
#include "cli/content_explanation.h"
#include "cli/explanation.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "extract/rules.h"
#include "store/articles.h"
#include "store/database.h"
#include "store/query.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

struct ExplainOptions {
  std::string what, format;
  InputHints hints;
  bool rejected = false;
  bool content = false;
};

class Explainer {
 public:
  Explainer(const ExplainOptions& options, std::shared_ptr<const RuleSet> rules)
      : options_(options), rules_(std::move(rules)) {}

  void Write(const std::string& name, const Article& article) {
    const Extraction found =
        Extract(article, *rules_, {.keep_rejected = options_.rejected, .say_why = true});
    const bool json = options_.format == "json" || options_.format == "jsonl";
    out_.Write(json ? ExplanationJson(name, article, found, options_.rejected) + "\n"
                    : ExplanationText(name, article, found, options_.rejected));
  }

  void WriteContent(const std::string& name, const InputArticle& read) {
    const bool json = options_.format == "json" || options_.format == "jsonl";
    out_.Write(json ? ContentJson(name, read.page, read.article) + "\n"
                    : ContentText(name, read.page, read.article));
  }

  ExitCode End(ExitCode code) {
    out_.Flush();
    return out_.status().ok() ? code : Fail(out_.status());
  }

 private:
  const ExplainOptions& options_;
  const std::shared_ptr<const RuleSet> rules_;
  Output out_;
};

ExitCode ExplainFiles(const ExplainOptions& options, Explainer* explainer) {
  InputReader reader({options.what}, options.hints, Shard());
  size_t count = 0, failed = 0;
  while (std::optional<Input> input = Interrupted() ? std::nullopt : reader.Next()) {
    const std::string name = input->Name();
    const InputArticle read = ReadInput(*std::move(input), options.hints);
    ++count;
    // A page without an article has blocks, too: they show why it is none.
    const bool has_page =
        read.article.status().code() == StatusCode::kNotFound && !read.page.bytes.empty();
    if (options.content && (read.article.ok() || has_page)) {
      explainer->WriteContent(name, read);
      continue;
    }
    if (read.article.ok()) {
      explainer->Write(name, *read.article);
      continue;
    }
    ++failed;
    const std::string message = Message(read.article.status());
    LogError(message.starts_with(name + ":") ? message : name + ": " + message);
  }
  if (failed == 0) return ExitCode::kDone;
  return failed < count ? ExitCode::kPartial : ExitCode::kFailed;
}

Article FromRecord(const pb::Article& record) {
  Article article;
  article.url = record.url();
  article.canonical_url = record.canonical_url();
  article.title = record.title();
  article.lang = record.lang();
  article.published = record.published();
  article.site = record.site();
  article.text = record.text();
  CompleteArticle(&article);
  article.id = record.id();
  return article;
}

// The ids of the articles behind an id: itself, or those that report the deal.
StatusOr<std::vector<std::string>> ArticlesBehind(const Database& database, const std::string& id) {
  DW_TRY(const std::vector<pb::Deal> deals, DealsById(database, id));
  if (deals.empty()) return std::vector<std::string>{id};
  if (deals.size() > 1 && deals.front().id() != id)
    return InvalidArgument(fmt::format("'{}' begins {} ids; write more of it", id, deals.size()));
  std::vector<std::string> out;
  DW_TRY(const std::vector<pb::Report> reports, ReportsOf(database, deals.front().id()));
  out.reserve(reports.size());
  for (const pb::Report& report : reports) out.push_back(report.article_id());
  return out;
}

Status ExplainStored(const ExplainOptions& options, const CommandContext& context,
                     Explainer* explainer) {
  DW_TRY(const auto database, Database::OpenReader(context.db));
  DW_TRY(const std::vector<std::string> ids, ArticlesBehind(*database, options.what));
  for (const std::string& id : ids) {
    DW_TRY(const auto record, LoadArticle(*database, id));
    if (!record) {
      return NotFound(
          fmt::format("'{}': no such file, and no deal or article in the store has this id", id));
    }
    explainer->Write(id, FromRecord(*record));
  }
  return OkStatus();
}

ExitCode RunExplain(const ExplainOptions& options, const CommandContext& context) {
  StatusOr<std::shared_ptr<const RuleSet>> rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  Explainer explainer(options, *std::move(rules));
  std::error_code ignored;
  const bool path = options.what == "-" || options.what.find_first_of("./") != std::string::npos ||
                    std::filesystem::exists(options.what, ignored);
  if (path) return explainer.End(ExplainFiles(options, &explainer));
  if (options.content) {
    return explainer.End(Fail(InvalidArgument(
        fmt::format("'{}': no such file; --content needs the page, which an id does not bring",
                    options.what))));
  }
  const Status status = ExplainStored(options, context, &explainer);
  return explainer.End(status.ok() ? ExitCode::kDone : Fail(status));
}

}  // namespace

void AddExplainCommand(CLI::App& app, CommandContext& context) {
  CLI::App* command = AddCommand(app, "explain", "Why each deal is there, and why others are not",
                                 "  dealwire explain article.html\n"
                                 "  dealwire explain --rejected article.txt\n"
                                 "  dealwire explain --content page.html\n"
                                 "  dealwire explain 3f2a --format json | jq '.deals[].reasons'");
  const auto options = std::make_shared<ExplainOptions>();
  command
      ->add_option("PATH|ID", options->what,
                   "a file, a folder, - for standard input, or the id of a stored article or deal, "
                   "read anew by today's rules")
      ->required();
  command->add_flag("--rejected", options->rejected,
                    "also the candidates that are no deal, with the first constraint they failed");
  command->add_flag("--content", options->content,
                    "what was taken of a page and from where, and why each block of it was kept or "
                    "left out");
  AddFormatOption(command, {"text", "json", "jsonl"}, &options->format, "how it is printed");
  AddInputOptions(command, &options->hints);
  command->callback([options, &context] {
    context.run = [options, &context] { return RunExplain(*options, context); };
  });
}

}  // namespace dealwire
