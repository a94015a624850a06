// dealwire crawl: discover, fetch, read, extract, store; and why a URL was fetched or not.
#include "ingest/crawl.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/log.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "extract/extraction.h"
#include "extract/rules.h"
#include "ingest/article.h"
#include "ingest/url.h"
#include "store/database.h"
#include "store/record.h"
#include "store/record.pb.h"
#include "store/writer.h"

namespace dealwire {
namespace {

struct CrawlCommandOptions {
  std::string sources, format, source, why_url;
  CrawlOptions crawl;
  size_t jobs = 8;
  bool quiet = false;
};

StatusOr<std::vector<Source>> LoadSources(const CrawlCommandOptions& options) {
  if (options.sources.empty()) {
    return InvalidArgument("no sources; dealwire crawl --sources FILE (docs/add_source.md)");
  }
  DW_TRY(const std::string text, ReadFile(options.sources, size_t{16} << 20));
  DW_TRY(std::vector<Source> sources, ParseSources(options.sources, text));
  if (options.source.empty()) return sources;
  std::erase_if(sources, [&](const Source& source) { return source.name != options.source; });
  if (sources.empty()) {
    return InvalidArgument(
        fmt::format("{}: no source is named '{}'", options.sources, options.source));
  }
  return sources;
}

Status StorePage(CrawledPage crawled, const RuleSet& rules, Writer* writer) {
  DW_TRY(const Article article, ReadArticle(crawled.page));
  return writer->Put(article, Extract(article, rules), crawled.page.bytes, crawled.source);
}

std::string SummaryJson(const CrawlSummary& s, const Writer::Counts& counts) {
  return nlohmann::ordered_json{{"sources", s.sources},
                                {"failed_sources", s.failed_sources},
                                {"discovered", s.discovered},
                                {"fetched", s.fetched},
                                {"not_modified", s.not_modified},
                                {"failed", s.failed},
                                {"not_articles", s.not_taken},
                                {"skipped", s.skipped},
                                {"requests", s.requests},
                                {"bytes", s.bytes},
                                {"articles", counts.articles},
                                {"unchanged", counts.unchanged},
                                {"new_deals", counts.new_deals},
                                {"changes", counts.changes},
                                {"seconds", s.seconds},
                                {"stopped", s.stopped},
                                {"errors", s.errors}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void Tell(const CrawlSummary& s, const Writer::Counts& counts) {
  uint64_t skipped = 0;
  for (const auto& [reason, count] : s.skipped) skipped += count;
  fmt::print(stderr,
             "{} sources: {} pages found, {} fetched, {} not modified, {} skipped, {} failed; "
             "{} articles stored, {} new deals, {:.1f} s\n",
             s.sources, s.discovered, s.fetched, s.not_modified, skipped, s.failed, counts.articles,
             counts.new_deals, s.seconds);
}

ExitCode CodeOf(const CrawlSummary& summary) {
  if (Interrupted()) return ExitCode::kInterrupted;
  if (summary.failed_sources == 0) return ExitCode::kDone;
  return summary.failed_sources < summary.sources ? ExitCode::kPartial : ExitCode::kFailed;
}

ExitCode RunCrawl(const CrawlCommandOptions& options, const Context& context) {
  const auto rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  const auto sources = LoadSources(options);
  if (!sources.ok()) return Fail(sources.status());
  const auto writer = Writer::Open(context.db, *rules);
  if (!writer.ok()) return FailOpening(writer.status());
  Output out;
  CrawlOptions crawl = options.crawl;
  crawl.jobs = options.jobs;
  crawl.stop = Interrupted;
  if (crawl.dry_run) {
    crawl.on_url = [&](const std::string& url) { out.Write(url + "\n"); };
  }
  const CrawlSummary summary = Crawl(*sources, crawl, (*writer)->frontier(), [&](CrawledPage page) {
    return StorePage(std::move(page), **rules, writer->get());
  });
  const Status synced = (*writer)->Sync();
  if (!synced.ok()) return Fail(synced);
  for (const std::string& error : summary.errors) LogError(error);
  const Writer::Counts counts = (*writer)->counts();
  if (options.format == "json") {
    out.Write(SummaryJson(summary, counts) + "\n");
  } else if (!options.quiet) {
    Tell(summary, counts);
  }
  out.Flush();
  return CodeOf(summary);
}

ExitCode RunWhy(const CrawlCommandOptions& options, const Context& context) {
  const std::optional<Url> url = ParseUrl(options.why_url);
  if (!url) {
    return Fail(InvalidArgument(fmt::format("'{}' is no http or https address", options.why_url)));
  }
  const auto database = Database::OpenReader(context.db);
  if (!database.ok()) return Fail(database.status());
  const auto found = (*database)->Get(Family::kUrl, CanonicalUrl(*url));
  if (!found.ok()) return Fail(found.status());
  pb::UrlState record;
  if (!*found || !record.ParseFromString(**found)) {
    return Fail(NotFound(fmt::format("{}: no crawl has met this address", CanonicalUrl(*url))));
  }
  Output out;
  out.Write(fmt::format("{}\n  source    {}\n", CanonicalUrl(*url), record.source()));
  out.Write(fmt::format("  verdict   {}\n", record.reason()));
  if (!record.robots_line().empty()) {
    out.Write(fmt::format("  robots    {}\n", record.robots_line()));
  }
  out.Write(fmt::format("  delay     {} s between requests to this host\n", record.delay_s()));
  if (!record.fetched().empty()) {
    out.Write(fmt::format("  answered  {} with HTTP {}\n", record.fetched(), record.status()));
  }
  if (record.failures() > 0) out.Write(fmt::format("  failures  {} in a row\n", record.failures()));
  if (!record.canonical().empty()) out.Write(fmt::format("  leads to  {}\n", record.canonical()));
  out.Flush();
  return ExitCode::kDone;
}

}  // namespace

void AddCrawlCommand(CLI::App& app, Context& context) {
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
  command->add_flag("--dry-run", options->crawl.dry_run, "prints what would be fetched");
  command->add_flag("-q,--quiet", options->quiet, "tells only what went wrong");
  AddFormatOption(command, {"text", "json"}, &options->format,
                  "json: ends with one object on standard output");
  AddJobsOption(command, &options->jobs);
  options->jobs = std::max<size_t>(options->jobs, 8);  // most of them wait for answers
  CLI::App* why = AddCommand(*command, "why", "Why a URL was fetched or skipped",
                             "  dealwire crawl why https://example.org/news/1");
  why->add_option("URL", options->why_url, "the address")->required();
  command->callback([command, options, &context] {
    const bool asks_why = command->got_subcommand("why");
    context.run = [asks_why, options, &context] {
      return asks_why ? RunWhy(*options, context) : RunCrawl(*options, context);
    };
  });
}

}  // namespace dealwire
