#ifndef DEALWIRE_INGEST_CRAWL_CRAWL_ENGINE_H_
#define DEALWIRE_INGEST_CRAWL_CRAWL_ENGINE_H_

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ingest/crawl/crawl.h"
#include "ingest/crawl/crawl_answers.h"
#include "ingest/crawl/crawl_discovery.h"
#include "ingest/crawl/crawl_queue.h"
#include "ingest/crawl/crawl_workers.h"
#include "ingest/crawl/http.h"

// The inside of Crawl(); included by ingest/crawl*.cc alone.
namespace dealwire {

// One crawl. All members belong to the thread that runs Run(), but those marked "jobs": functions
// that run on the workers and tell what they did by Post().
//
//   crawl.cc        the loop: turns, limits, signals
//   crawl_robots.cc robots.txt
//   crawl_entry.cc  feeds, sitemaps, lists
//   crawl_page.cc   pages: asked for, redirected, tried again
//   crawl_keep.cc   pages: kept, read, stored
//   crawl_end.cc    what is left, silence, the summary
class Crawler {
 public:
  Crawler(const std::vector<Source>& sources, const CrawlOptions& options, Frontier* frontier,
          const PageSink& sink);
  CrawlSummary Run();

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr int kMostAttempts = 3;
  static constexpr size_t kMostRedirects = 10;

  // A request of a page, and its answer.
  struct PageTask {
    CrawlHost* host = nullptr;
    const Source* source = nullptr;
    CrawlTask task;
    std::string canonical;
    std::string robots_line;
    double delay_s = 0;
    HttpResponse response;
  };
  using PagePtr = std::shared_ptr<PageTask>;  // one thread has it at a time

  // crawl.cc
  void Begin();
  void AdoptQueue();
  void AddSource(const Source& source);
  void StartTurns();
  void Take(CrawlQueue::Turn turn);
  bool Stopping();
  bool PagesOpen() const;
  bool MayStart() const;
  bool IsDone() const;
  std::chrono::milliseconds WaitTime() const;
  void ShowProgress();
  CrawlHost* HostOf(const Url& url, const SourceSettings& settings);
  HttpRequest RequestFor(const Source& source, const Url& url) const;
  void Count(const HttpResponse& response);
  // After a failure that may pass: how long the host is left alone. Closes it where that is too
  // long; true if it is still open.
  bool BackOff(CrawlHost* host, const HttpResponse& response, const std::string& why);
  void CloseHost(CrawlHost* host, const std::string& why);
  void Tell(const std::string& source, const std::string& url, const std::string& why);
  void TellHost(const std::string& host, const std::string& why);
  void Fatal(const Status& status);  // jobs
  void AddCounts(const std::string& source, const SourceCounts& more);
  void Merge(const Source& source, const Admission& admission);
  FetchNote NoteOf(const CrawlTask& task, const std::string& canonical,
                   const HttpResponse& response) const;
  void Archive(const std::string& url, const HttpResponse& response,
               const std::string& repeats_date);  // jobs

  // crawl_robots.cc
  // `task` is a robots.txt, asked of `asked`.
  void AskRobots(CrawlHost* asked, const CrawlTask& task);
  void RobotsAnswered(CrawlHost* asked, const CrawlTask& task, HttpResponse response);
  void RedirectRobots(CrawlTask task, const HttpResponse& response);
  bool UseStoredRobots(CrawlHost* host);
  void TakeRobots(CrawlHost* host, HttpResponse response);

  // crawl_entry.cc
  bool AddEntry(CrawlTask task);  // false: it was added before
  void FetchEntry(CrawlHost* host, CrawlTask task);
  void EntryAnswered(CrawlHost* host, CrawlTask task, UrlState state, HttpResponse response);
  void RedirectEntry(CrawlTask task, const HttpResponse& response);
  void ReadEntry(const CrawlTask& task, const std::vector<std::string>& robots_sitemaps,
                 UrlState state, const HttpResponse& response);  // jobs
  void EntryRead(const CrawlTask& task, const Status& status, const std::vector<EntryPoint>& more);
  // It is not read, and why: counted, told, and kept.
  void FailEntry(const CrawlTask& task, const std::string& why,
                 const HttpResponse& response = HttpResponse());
  void CountFailed(const CrawlTask& task, const std::string& why);
  // What became of a request for it that gave nothing to read, or of it without a request.
  void KeepEntry(const CrawlTask& task, const std::string& outcome, const HttpResponse& response);

  // crawl_page.cc
  void FetchPage(CrawlHost* host, CrawlTask task);
  void PageAnswered(const PagePtr& page);
  void RedirectPage(const PagePtr& page);
  void MovePage(const PageTask& page, const std::vector<std::string>& chain,
                const Url& target);  // jobs
  void PageFailed(const PagePtr& page, const std::string& kind, const std::string& why,
                  bool passes);

  // May the server say that nothing has changed? Not while no web archive holds what it had.
  bool MayRepeat(const UrlState& state) const { return options_.warc == nullptr || state.archived; }

  // crawl_keep.cc
  // Writes down what came, by way of the web archive where there is one.
  void Keep(const PagePtr& page, CrawlWorkers::Keeping keeping);
  // Pages that are not to be read: what the store is to know, and then the counts.
  enum class Outcome { kSkipped, kFailed, kNotModified };
  void Settle(const PagePtr& page, Outcome outcome, const std::string& kind,
              const std::string& why);
  void KeepPage(const PagePtr& page);
  // jobs
  void ArchivePage(const PageTask& page);
  CrawlWorkers::Job KeepSettled(const PageTask& page, Outcome outcome, const std::string& kind,
                                const std::string& why, FrontierBatch* batch);
  CrawlWorkers::Job KeepBody(const PagePtr& page, FrontierBatch* batch);
  // `fresh`: nothing was had at that address before.
  CrawlWorkers::Job KeepRead(const PageTask& page, UrlState state, const PageResult& result,
                             bool fresh, FrontierBatch* batch);
  void ReadKeptPage(const PagePtr& page);
  void ReadPage(const PagePtr& page, const UrlState& state, const std::string& sha256);
  UrlState StateOf(const PageTask& page) const;

  // crawl_end.cc
  void CountLeft();
  void FailSources();
  void ListenForSilence();
  void End();

  const std::vector<Source>& sources_;
  const CrawlOptions& options_;
  Frontier& frontier_;
  const PageSink& sink_;
  std::unordered_map<std::string, const Source*> by_name_;
  HttpLoop http_;
  CrawlQueue queue_;
  std::unique_ptr<CrawlDiscovery> discovery_;
  std::unique_ptr<CrawlWorkers> workers_;
  CrawlSummary summary_;
  Clock::time_point started_, stopping_since_, shown_, synced_;
  std::string stopped_;
  uint64_t pages_in_flight_ = 0;
  uint64_t pages_settled_ = 0;  // that max_pages counts
  size_t entries_open_ = 0;     // feeds, sitemaps, lists that are not read yet
  std::unordered_set<std::string> entries_seen_;
  bool pages_were_open_ = true;
  std::atomic<bool> fatal_ = false;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_CRAWL_ENGINE_H_
