#ifndef DEALWIRE_CLI_CRAWL_REPORT_H_
#define DEALWIRE_CLI_CRAWL_REPORT_H_

#include <string>
#include <vector>

#include "cli/command.h"
#include "ingest/crawl/crawl.h"
#include "store/writer.h"

// What a crawl tells of itself: while it runs, at its end, and of a single address afterwards.
namespace dealwire {

// The summary of `crawl --format json`, one line. For each source and for all together:
// discovered = fetched + not_modified + all of skipped + all of failed + all of left.
std::string CrawlJson(const CrawlSummary& summary, const Writer::Counts& counts, ExitCode code);

// The same for people: a line, and one more for each reason that left something.
std::string CrawlText(const CrawlSummary& summary, const Writer::Counts& counts);

// 0; 3 where some source failed or fell silent; 1 where all failed, or the store; 130.
ExitCode CrawlCode(const CrawlSummary& summary);

// One line on standard error, rewritten as the crawl goes on; silent where that is no terminal.
class CrawlProgressLine {
 public:
  explicit CrawlProgressLine(bool shown);
  ~CrawlProgressLine();
  CrawlProgressLine(const CrawlProgressLine&) = delete;
  CrawlProgressLine& operator=(const CrawlProgressLine&) = delete;
  void Show(const CrawlProgress& progress, uint64_t deals);

 private:
  const bool shown_;
};

// `crawl why URL...`: source, verdict, robots line, delay, back-off, filter, and every request. "-"
// stands for addresses on standard input. 3 where some of several are not known.
ExitCode RunCrawlWhy(const std::vector<std::string>& addresses, const CommandContext& context);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_CRAWL_REPORT_H_
