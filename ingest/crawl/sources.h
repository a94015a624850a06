#ifndef DEALWIRE_INGEST_CRAWL_SOURCES_H_
#define DEALWIRE_INGEST_CRAWL_SOURCES_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace dealwire {

enum class SourceKind { kFeed, kSitemap, kList, kPages };

// How a source is to be crawled; each value may stand in [defaults] and in a [[source]].
struct SourceSettings {
  std::string user_agent = "dealwire/0.1 (+https://example.org/bot)";
  int64_t per_host_delay_ms = 1000;  // at least; Crawl-delay and Retry-After can only lengthen it
  int64_t per_host_connections = 1;
  int64_t timeout_s = 30;
  int64_t max_body_mb = 10;  // after decompression
  double max_age_days = 3;   // older feed and sitemap items are not fetched; 0: no limit
  bool respect_robots = true;
  bool allow_private_networks = false;
  std::string ca_file;  // PEM: whose certificates are trusted; "" for the system's
};

struct Source {
  std::string name;
  SourceKind kind = SourceKind::kFeed;
  std::vector<std::string> urls;              // one, but for kPages
  std::string lang;                           // a hint
  std::vector<std::string> include, exclude;  // RE2 over the URL; none: all
  SourceSettings settings;
  // "https://example.org" -> "user:password", out of an address that carried them. Sent to that
  // origin alone; no log and no message ever shows them.
  std::map<std::string, std::string> credentials;
  std::string where;  // "sources.toml:12:1"
};

// Reads a sources file (docs/add_source.md). `name` is how errors call it. Errors:
// kInvalidArgument, every problem on a line of its own, with file:line:column.
StatusOr<std::vector<Source>> ParseSources(std::string_view name, std::string_view text);

const char* SourceKindName(SourceKind kind);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_SOURCES_H_
