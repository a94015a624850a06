#ifndef DEALWIRE_TESTS_SUPPORT_CRAWL_SITE_H_
#define DEALWIRE_TESTS_SUPPORT_CRAWL_SITE_H_

#include <httplib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "ingest/crawl/crawl.h"
#include "tests/support/memory_frontier.h"

// A site on loopback, and a crawl of it that remembers in memory.
namespace dealwire {

using Clock = std::chrono::steady_clock;

// Answers as the test says, and keeps what was asked and when.
class Site {
 public:
  Site() {
    port_ = server_.bind_to_any_port("127.0.0.1");
    server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response&) {
      const std::lock_guard lock(mutex_);
      asked_.push_back(request.path);
      times_.push_back(Clock::now());
      return httplib::Server::HandlerResponse::Unhandled;
    });
    thread_ = std::jthread([this] { server_.listen_after_bind(); });
  }
  ~Site() { server_.stop(); }

  void Page(const std::string& path, const std::string& body, int status = 200) {
    server_.Get(path, [=](const httplib::Request&, httplib::Response& response) {
      response.status = status;
      response.set_content(body, "text/html");
    });
  }
  httplib::Server& server() { return server_; }
  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::vector<std::string> asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  size_t Asked(const std::string& path) const {
    const auto all = asked();
    return static_cast<size_t>(std::count(all.begin(), all.end(), path));
  }
  std::vector<Clock::time_point> times() const {
    const std::lock_guard lock(mutex_);
    return times_;
  }

 private:
  httplib::Server server_;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> asked_;
  std::vector<Clock::time_point> times_;
  std::jthread thread_;
};

struct Run {
  CrawlSummary summary;
  SourceCounts counts;
  std::vector<std::string> pages, robots_tags;
};

inline Source PagesOf(const Site& site, const std::vector<std::string>& paths) {
  Source source;
  source.name = "test";
  source.kind = SourceKind::kPages;
  for (const std::string& path : paths) source.urls.push_back(site.address() + path);
  source.settings.per_host_delay_ms = 0;
  source.settings.allow_private_networks = true;
  source.settings.timeout_s = 600;  // no test is to fail because the machine is slow
  return source;
}

inline Source FeedOf(const Site& site, const std::string& path) {
  Source source = PagesOf(site, {path});
  source.kind = SourceKind::kFeed;
  return source;
}

// A feed of these addresses.
inline std::string RssOf(const std::vector<std::string>& links, const std::string& date = "") {
  std::string items;
  for (const std::string& link : links) {
    items += "<item><link>" + link + "</link>" +
             (date.empty() ? "" : "<pubDate>" + date + "</pubDate>") + "</item>";
  }
  return "<rss><channel>" + items + "</channel></rss>";
}

inline Run CrawlAll(const std::vector<Source>& sources, MemoryFrontier* frontier,
                    CrawlOptions options = {}) {
  Run run;
  std::mutex mutex;
  options.jobs = 2;
  run.summary = Crawl(sources, options, frontier, [&](const CrawledPage& page) {
    const std::lock_guard lock(mutex);
    run.pages.push_back(page.page.url);
    run.robots_tags.push_back(page.robots_tags);
    return PageResult{};
  });
  run.counts = run.summary.Sum();
  // Whatever happened, every page is accounted for.
  for (const auto& [name, counts] : run.summary.sources) {
    CHECK(counts.discovered == counts.Total());
  }
  return run;
}

inline Run CrawlAll(const Source& source, MemoryFrontier* frontier, CrawlOptions options = {}) {
  return CrawlAll(std::vector<Source>{source}, frontier, std::move(options));
}

}  // namespace dealwire

#endif  // DEALWIRE_TESTS_SUPPORT_CRAWL_SITE_H_
