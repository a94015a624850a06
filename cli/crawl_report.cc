#include "cli/crawl_report.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/time.h"
#include "cli/terminal.h"

namespace dealwire {
namespace {

using Json = nlohmann::ordered_json;

uint64_t SumOf(const std::map<std::string, uint64_t>& counts) {
  uint64_t sum = 0;
  for (const auto& [reason, count] : counts) sum += count;
  return sum;
}

Json ToJson(const SourceCounts& c) {
  return Json{
      {"discovered", c.discovered}, {"fetched", c.fetched}, {"not_modified", c.not_modified},
      {"skipped", c.skipped},       {"failed", c.failed},   {"left", c.left},
      {"articles", c.articles},     {"empty", c.empty},     {"new", c.fresh}};
}

Json ToJson(const std::string& name, const SourceCounts& c) {
  Json json = {{"name", name}};
  json.update(ToJson(c));
  if (!c.failures.empty()) json["failures"] = c.failures;
  if (!c.alarm.empty()) json["alarm"] = c.alarm;
  return json;
}

size_t FailedSources(const CrawlSummary& summary) {
  return static_cast<size_t>(std::ranges::count_if(
      summary.sources, [](const auto& source) { return !source.second.failures.empty(); }));
}

// The most memory that the process has held, in MB.
double MaxRssMb() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;  // in KiB
}

std::string HumanTime(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

std::string CrawlJson(const CrawlSummary& summary, const Writer::Counts& counts, ExitCode code) {
  Json alarms = Json::array(), sources = Json::array();
  for (const auto& [name, c] : summary.sources) {
    if (!c.alarm.empty()) alarms.push_back({{"source", name}, {"why", c.alarm}});
    sources.push_back(ToJson(name, c));
  }
  Json json = {{"started", FormatUnix(summary.run / 1000)},
               {"resumed", summary.resumed},
               {"seconds", summary.seconds},
               {"exit", static_cast<int>(code)},
               {"stopped", summary.stopped},
               {"sources", summary.sources.size()},
               {"failed_sources", FailedSources(summary)}};
  json.update(ToJson(summary.Sum()));
  json.update(Json{{"stored", counts.articles},
                   {"unchanged", counts.unchanged},
                   {"new_deals", counts.new_deals},
                   {"changes", counts.changes},
                   {"requests", summary.requests},
                   {"redirects", summary.redirects},
                   {"bytes", summary.bytes},
                   {"max_rss_mb", MaxRssMb()},
                   {"alarms", alarms},
                   {"errors", summary.errors},
                   {"by_source", sources}});
  if (!summary.fatal.ok()) json["fatal"] = Message(summary.fatal);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string CrawlText(const CrawlSummary& summary, const Writer::Counts& counts) {
  const SourceCounts sum = summary.Sum();
  std::string text = fmt::format(
      "{} sources: {} pages found, {} fetched, {} not modified, {} skipped, {} failed, {} left; "
      "{} articles stored, {} new deals, {:.1f} s\n",
      summary.sources.size(), sum.discovered, sum.fetched, sum.not_modified, SumOf(sum.skipped),
      SumOf(sum.failed), SumOf(sum.left), counts.articles, counts.new_deals, summary.seconds);
  for (const auto& [what, reasons] :
       {std::pair("skipped", sum.skipped), {"failed", sum.failed}, {"left", sum.left}}) {
    if (reasons.empty()) continue;
    std::string line;
    for (const auto& [reason, count] : reasons) {
      line += fmt::format("{}{} {}", line.empty() ? "" : ", ", count, reason);
    }
    text += fmt::format("  {}: {}\n", what, line);
  }
  return text;
}

ExitCode CrawlCode(const CrawlSummary& summary) {
  if (!summary.fatal.ok()) return ExitCode::kFailed;
  if (summary.stopped == "interrupted") return ExitCode::kInterrupted;
  const size_t failed = FailedSources(summary);
  if (failed > 0 && failed == summary.sources.size()) return ExitCode::kFailed;
  const bool alarm = std::ranges::any_of(
      summary.sources, [](const auto& source) { return !source.second.alarm.empty(); });
  return failed > 0 || alarm ? ExitCode::kPartial : ExitCode::kDone;
}

CrawlProgressLine::CrawlProgressLine(bool shown) : shown_(shown && StderrIsTerminal()) {}

CrawlProgressLine::~CrawlProgressLine() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
}

void CrawlProgressLine::Show(const CrawlProgress& p, uint64_t deals) {
  if (!shown_) return;
  const double rate = static_cast<double>(p.pages) / std::max(p.seconds, 0.001);
  const std::string eta = p.waiting == 0 || rate <= 0
                              ? ""
                              : ", ETA " + HumanTime(static_cast<double>(p.waiting) / rate);
  fmt::print(stderr, "\r{}/{} sources, {} pages, {:.1f} MB, {} new deals, {} waiting{}\x1b[K",
             p.sources_done, p.sources, p.pages, static_cast<double>(p.bytes) / 1e6, deals,
             p.waiting, eta);
  std::fflush(stderr);
}

}  // namespace dealwire
