#ifndef DEALWIRE_INGEST_CRAWL_CRAWL_ANSWERS_H_
#define DEALWIRE_INGEST_CRAWL_CRAWL_ANSWERS_H_

#include <string>
#include <vector>

#include "base/status.h"
#include "ingest/crawl/crawl_frontier.h"
#include "ingest/crawl/crawl_queue.h"
#include "ingest/crawl/discover.h"
#include "ingest/crawl/http.h"
#include "ingest/crawl/robots.h"
#include "ingest/crawl/sources.h"
#include "ingest/url.h"

// What is asked of a server, and what its answers mean, to whoever crawls, one machine or many.
// Pure.
namespace dealwire {

// `url` with the manners and bounds of its source, and the credentials that are its host's.
HttpRequest RequestOf(const Source& source, const Url& url);
// A robots.txt: of a large one the beginning counts (RFC 9309 2.5), whatever its status is.
HttpRequest RobotsRequest(const SourceSettings& settings, const Url& url);

bool IsRedirect(int status);

// "HTTP 404", "timeout: no answer within 30 s".
std::string WhyOf(const HttpResponse& response);

// Seconds until the time that Retry-After names: a number, or an HTTP date; 0 where it names none.
double RetryAfterSeconds(const std::string& header);

// The rules of a host whose robots.txt was answered (RFC 9309 2.3.1.3: a 4xx allows all).
Robots RobotsOf(const HostState& state, const std::string& user_agent);

// RFC 9309 2.3.1.4: robots.txt cannot be had now, nothing may be asked. 429 is no word about
// robots.txt, but about us.
bool ClosesDoor(const HttpResponse& response);

// Takes an answer that does not close the door into `state`.
void KeepRobots(HttpResponse response, HostState* state);
// Is what is known of robots.txt still to be used (RFC 9309 2.4: a day)?
bool RobotsAreFresh(const HostState& state);

// A feed, sitemap or list that is read.
struct EntryPoint {
  TaskKind kind = TaskKind::kFeed;
  Url url;
  int depth = 0;       // of sitemaps in sitemaps
  bool guess = false;  // an address that a site may have; silence about it is no failure
};

// What it, or the page of a site that names feeds and sitemaps, gives.
struct EntryLinks {
  Status status;
  std::vector<Link> pages;
  std::vector<EntryPoint> more;
  bool of_site = false;  // a page that names feeds or sitemaps, or has them where sites have them
};

// `sitemaps` are those that the host's robots.txt names; sitemaps older than `max_age_days` are
// left out.
EntryLinks LinksOf(const EntryPoint& entry, const std::vector<std::string>& sitemaps,
                   double max_age_days, const HttpResponse& response);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_CRAWL_ANSWERS_H_
