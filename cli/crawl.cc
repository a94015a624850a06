// dealwire crawl: discover, fetch, read, extract, store.
#include "ingest/crawl/crawl.h"

#include <fmt/format.h>

#include <CLI/App.hpp>

#include "base/log.h"
#include "cli/command.h"
#include "cli/crawl_report.h"
#include "cli/load_sources.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "extract/extraction.h"
#include "extract/rules.h"
#include "ingest/article.h"
#include "ingest/crawl/warc_writer.h"
#include "store/database.h"
#include "store/frontier.h"
#include "store/writer.h"

namespace dealwire {
namespace {

struct CrawlCommandOptions {
  std::string sources, format, source, warc;
  std::vector<std::string> why;
  CrawlOptions crawl;
  size_t jobs = 1;
  bool quiet = false;
};

PageResult StorePage(const CrawledPage& crawled, const RuleSet& rules, Writer* writer) {
  PageResult result;
  const StatusOr<Article> article = ReadArticle(crawled.page);
  if (!article.ok()) {
    result.article = article.status();
    return result;
  }
  result.canonical = article->canonical_url;
  result.store =
      writer->PutKept(*article, Extract(*article, rules), crawled.body_sha256, crawled.source);
  return result;
}

// Discovers and prints what would be fetched; reads the database, if there is one, and changes
// nothing.
ExitCode RunDry(const CrawlCommandOptions& options, const std::vector<Source>& sources,
                const CommandContext& context) {
  const auto database = Database::OpenReader(context.db);
  if (!database.ok() && database.status().code() != StatusCode::kNotFound) {
    return Fail(database.status());
  }
  const std::unique_ptr<Frontier> known = database.ok() ? MakeFrontier(database->get()) : nullptr;
  ForgetfulFrontier frontier(known.get());
  Output out;
  CrawlOptions crawl = options.crawl;
  crawl.jobs = 1;  // one thread prints
  crawl.stop = Interrupted;
  crawl.on_url = [&](const std::string& url) { out.Write(url + "\n"); };
  const CrawlSummary summary =
      Crawl(sources, crawl, &frontier, [](const CrawledPage&) { return PageResult{}; });
  const ExitCode code = CrawlCode(summary);
  for (const std::string& error : summary.errors) LogError(error);
  if (options.format == "json") out.Write(CrawlJson(summary, Writer::Counts{}, code) + "\n");
  out.Flush();
  return code;
}

void TellProblems(const CrawlSummary& summary) {
  for (const std::string& error : summary.errors) LogError(error);
  for (const auto& [name, counts] : summary.sources) {
    if (!counts.alarm.empty()) LogError(fmt::format("{}: fell silent: {}", name, counts.alarm));
    if (counts.discovered != counts.Total()) {
      LogError(fmt::format("{}: {} pages found, {} accounted for; this is a bug of dealwire", name,
                           counts.discovered, counts.Total()));
    }
  }
}

ExitCode RunCrawl(CrawlCommandOptions options, const CommandContext& context) {
  const auto sources = LoadSources(options.sources, options.source, &options.crawl.others);
  if (!sources.ok()) return Fail(sources.status());
  if (options.crawl.dry_run) return RunDry(options, *sources, context);
  const auto rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  const auto merge = LoadMergeRules(context);
  if (!merge.ok()) return Fail(merge.status());
  const auto writer = Writer::Open(context.db, *rules, *merge);
  if (!writer.ok()) return FailOpening(writer.status());
  std::unique_ptr<WarcWriter> warc;
  if (!options.warc.empty()) {
    auto opened = WarcWriter::Open(options.warc, "dealwire");
    if (!opened.ok()) return Fail(opened.status());
    warc = *std::move(opened);
  }
  CrawlOptions crawl = options.crawl;
  crawl.jobs = options.jobs;
  crawl.warc = warc.get();
  crawl.stop = Interrupted;
  CrawlSummary summary;
  {
    CrawlProgressLine line(!options.quiet);
    crawl.on_progress = [&](const CrawlProgress& progress) {
      line.Show(progress, (*writer)->counts().new_deals);
    };
    summary = Crawl(*sources, crawl, (*writer)->frontier(), [&](const CrawledPage& page) {
      return StorePage(page, **rules, writer->get());
    });
  }
  if (warc != nullptr && summary.fatal.ok()) summary.fatal = warc->Close();
  if (summary.fatal.ok()) summary.fatal = (*writer)->Sync();
  TellProblems(summary);
  const ExitCode code = CrawlCode(summary);
  const Writer::Counts counts = (*writer)->counts();
  Output out;
  if (options.format == "json") {
    out.Write(CrawlJson(summary, counts, code) + "\n");
  } else if (!options.quiet) {
    fmt::print(stderr, "{}", CrawlText(summary, counts));
  }
  out.Flush();
  if (!summary.fatal.ok()) {
    LogError(Message(summary.fatal) + "; the crawl stopped, what was stored is kept");
  }
  return code;
}

}  // namespace

void AddCrawlCommand(CLI::App& app, CommandContext& context) {
  CLI::App* command =
      AddCommand(app, "crawl", "One crawl of every source: fetch, read, extract, store",
                 "  dealwire crawl --sources sources.toml\n"
                 "  dealwire crawl --sources sources.toml --quiet --format json   # for cron\n"
                 "  dealwire crawl why https://example.org/news/1");
  auto options = std::make_shared<CrawlCommandOptions>();
  command->add_option("--sources", options->sources, "the sources file")->type_name("FILE");
  command->add_option("--source", options->source, "this one of them alone")->type_name("NAME");
  command->add_option("--max-pages", options->crawl.max_pages, "at most so many articles")
      ->type_name("N");
  command->add_option("--max-seconds", options->crawl.max_seconds, "ends after so long")
      ->type_name("N");
  command->add_option("--warc", options->warc, "keeps every answer in web archives there as well")
      ->type_name("DIR");
  command->add_flag("--dry-run", options->crawl.dry_run, "prints what would be fetched");
  command->add_flag("-q,--quiet", options->quiet, "tells only what went wrong");
  AddFormatOption(command, {"text", "json"}, &options->format,
                  "json: ends with one object on standard output");
  AddJobsOption(command, &options->jobs);
  CLI::App* why = AddCommand(*command, "why", "Why a URL was fetched or skipped",
                             "  dealwire crawl why https://example.org/news/1\n"
                             "  dealwire crawl why - <addresses.txt");
  why->add_option("URL", options->why, "addresses; - for one a line on standard input")->required();
  command->callback([command, options, &context] {
    const bool asks_why = command->got_subcommand("why");
    context.run = [asks_why, options, &context] {
      return asks_why ? RunCrawlWhy(options->why, context) : RunCrawl(*options, context);
    };
  });
}

}  // namespace dealwire
