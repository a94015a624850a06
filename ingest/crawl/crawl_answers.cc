#include "ingest/crawl/crawl_answers.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/time.h"
#include "ingest/crawl/crawl_discovery.h"

namespace dealwire {
namespace {

constexpr int64_t kRobotsFor = 86400;  // RFC 9309 2.4
constexpr size_t kMaxStoredRobots = size_t{500} << 10;
constexpr int kDeepestSitemap = 3;
constexpr size_t kMostSitemaps = 1000;  // of one sitemap index
// Where a site that names no sitemap may have one.
constexpr std::array<const char*, 3> kUsualSitemaps = {"/sitemap.xml", "/sitemap_index.xml",
                                                       "/news-sitemap.xml"};

// The product token that robots.txt is asked about (RFC 9309 2.2.1): what User-Agent begins with.
std::string ProductToken(const std::string& user_agent) {
  const std::string token =
      user_agent.substr(0, user_agent.find_first_not_of(
                               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"));
  return token.empty() ? "dealwire" : token;
}

EntryPoint Further(const EntryPoint& entry, TaskKind kind, const Url& url, bool guess) {
  return {kind, url, entry.depth + 1, guess};
}

void AddSitemaps(const EntryPoint& entry, const std::vector<std::string>& named,
                 std::vector<EntryPoint>* more) {
  for (const std::string& address : named) {
    if (const std::optional<Url> url = ResolveUrl(entry.url, address)) {
      more->push_back(Further(entry, TaskKind::kSitemap, *url, false));
    }
  }
  if (!more->empty()) return;
  for (const char* path : kUsualSitemaps) {
    more->push_back(Further(entry, TaskKind::kSitemap, *ResolveUrl(entry.url, path), true));
  }
}

// A source that names only a site: the feeds that its page links to, else its sitemaps.
void FindEntries(const EntryPoint& entry, const std::string& html,
                 const std::vector<std::string>& sitemaps, EntryLinks* out) {
  if (entry.kind == TaskKind::kFeed) {
    const StatusOr<std::vector<Link>> feeds = FindFeeds(html, entry.url);
    if (feeds.ok() && !feeds->empty()) {
      out->more.push_back(Further(entry, TaskKind::kFeed, *ParseUrl(feeds->front().url), false));
      return;
    }
  }
  AddSitemaps(entry, sitemaps, &out->more);
}

}  // namespace

HttpRequest RequestOf(const Source& source, const Url& url) {
  const SourceSettings& settings = source.settings;
  HttpRequest request;
  request.url = url.ToString();
  request.user_agent = settings.user_agent;
  request.timeout_s = settings.timeout_s;
  request.max_bytes = static_cast<size_t>(settings.max_body_mb) << 20;
  request.allow_private_networks = settings.allow_private_networks;
  request.ca_file = settings.ca_file;
  const auto credentials = source.credentials.find(url.Origin());
  if (credentials != source.credentials.end()) request.credentials = credentials->second;
  return request;
}

HttpRequest RobotsRequest(const SourceSettings& settings, const Url& url) {
  Source as;  // any source's manners
  as.settings = settings;
  HttpRequest request = RequestOf(as, url);
  request.max_bytes = kMaxStoredRobots + 1;
  request.cut_body = true;
  return request;
}

bool IsRedirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

std::string WhyOf(const HttpResponse& response) {
  if (!response.failure.empty()) return response.failure + ": " + response.detail;
  return fmt::format("HTTP {}", response.status);
}

double RetryAfterSeconds(const std::string& header) {
  double seconds = 0;
  const char* last = header.data() + header.size();
  // Digits: from_chars reads "inf" as well, which would be waited for.
  const bool number = !header.empty() && header[0] >= '0' && header[0] <= '9';
  if (number && std::from_chars(header.data(), last, seconds).ptr == last) return seconds;
  const time_t when = header.empty() ? -1 : curl_getdate(header.c_str(), nullptr);
  return when < 0 ? 0 : static_cast<double>(std::max<int64_t>(0, when - NowUnix()));
}

Robots RobotsOf(const HostState& state, const std::string& user_agent) {
  if (state.robots_status >= 200 && state.robots_status < 300) {
    return Robots::Parse(state.robots_body, ProductToken(user_agent));
  }
  return Robots::AllowAll();
}

bool ClosesDoor(const HttpResponse& response) {
  return !response.failure.empty() || response.status >= 500 || response.status == 429;
}

void KeepRobots(HttpResponse response, HostState* state) {
  state->robots_status = IsRedirect(response.status) ? 404 : response.status;
  state->robots_time = NowUnix();
  state->robots_body = std::move(response.body);
  if (state->robots_body.size() <= kMaxStoredRobots) return;
  // Half a line would be another rule.
  const size_t end = state->robots_body.find_last_of("\r\n", kMaxStoredRobots);
  state->robots_body.resize(end == std::string::npos ? 0 : end);
}

bool RobotsAreFresh(const HostState& state) {
  const int64_t age = NowUnix() - state.robots_time;
  return state.robots_time != 0 && state.robots_status != 0 && age >= 0 && age < kRobotsFor;
}

EntryLinks LinksOf(const EntryPoint& entry, const std::vector<std::string>& sitemaps,
                   double max_age_days, const HttpResponse& response) {
  EntryLinks out;
  const StatusOr<std::vector<Link>> links =
      entry.kind == TaskKind::kFeed ? ReadFeed(response.body, response.content_type, entry.url)
      : entry.kind == TaskKind::kSitemap
          ? ReadSitemap(response.body, response.content_type, entry.url)
          : ReadListPage(response.body, response.content_type, entry.url);
  if (!links.ok()) {
    const bool site = entry.depth == 0 && LooksLikeHtml(response.body);
    out.of_site = site;
    if (site) FindEntries(entry, response.body, sitemaps, &out);
    if (!site) out.status = links.status();
    return out;
  }
  for (const Link& link : *links) {
    if (!link.is_sitemap) {
      out.pages.push_back(link);
      continue;
    }
    const std::optional<Url> url = ParseUrl(link.url);
    const bool old = IsTooOld(link.published, max_age_days);
    if (url && !old && entry.depth < kDeepestSitemap && out.more.size() < kMostSitemaps) {
      out.more.push_back(Further(entry, TaskKind::kSitemap, *url, false));
    }
  }
  return out;
}

}  // namespace dealwire
