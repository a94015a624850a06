#include "ingest/crawl/sources.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/toml.h"
#include "ingest/url.h"

namespace dealwire {
namespace {

constexpr std::array<const char*, 4> kKinds = {"feed", "sitemap", "list", "pages"};

const std::vector<std::string_view> kSettings = {
    "user_agent",   "per_host_delay_ms", "per_host_connections",   "timeout_s", "max_body_mb",
    "max_age_days", "respect_robots",    "allow_private_networks", "ca_file"};

int64_t Bounded(const TomlValue& table, const char* key, int64_t least, int64_t most,
                int64_t fallback, Diagnostics* problems) {
  const int64_t value = table.Integer(key, problems, fallback);
  if (value >= least && value <= most) return value;
  problems->Add(table[key].Error(fmt::format("{} is {} to {}, not {}", key, least, most, value)));
  return fallback;
}

SourceSettings ReadSettings(const TomlValue& table, SourceSettings base, Diagnostics* problems) {
  if (!table.exists()) return base;
  base.user_agent = table.String("user_agent", problems, base.user_agent);
  if (base.user_agent.find_first_of("\r\n") != std::string::npos || base.user_agent.empty()) {
    problems->Add(
        table["user_agent"].Error("user_agent is one line; name yourself and an address"));
  }
  base.per_host_delay_ms =
      Bounded(table, "per_host_delay_ms", 0, 3'600'000, base.per_host_delay_ms, problems);
  base.per_host_connections =
      Bounded(table, "per_host_connections", 1, 16, base.per_host_connections, problems);
  base.timeout_s = Bounded(table, "timeout_s", 1, 600, base.timeout_s, problems);
  base.max_body_mb = Bounded(table, "max_body_mb", 1, 1024, base.max_body_mb, problems);
  base.max_age_days = table.Number("max_age_days", problems, base.max_age_days);
  base.respect_robots = table.Bool("respect_robots", problems, base.respect_robots);
  base.allow_private_networks =
      table.Bool("allow_private_networks", problems, base.allow_private_networks);
  base.ca_file = table.String("ca_file", problems, base.ca_file);
  if (!base.ca_file.empty() && ::access(base.ca_file.c_str(), R_OK) != 0) {
    problems->Add(table["ca_file"].Error(
        fmt::format("ca_file '{}' cannot be read; name a file of PEM certificates", base.ca_file)));
  }
  return base;
}

SourceKind ReadKind(const TomlValue& table, Diagnostics* problems) {
  const std::string kind = table.String("kind", problems, "feed");
  for (size_t i = 0; i < kKinds.size(); ++i) {
    if (kind == kKinds[i]) return static_cast<SourceKind>(i);
  }
  problems->Add(table["kind"].Error(
      fmt::format("unknown kind '{}'; write {}", kind, fmt::join(kKinds, ", "))));
  return SourceKind::kFeed;
}

void CheckPatterns(const TomlValue& table, const char* key,
                   const std::vector<std::string>& patterns, Diagnostics* problems) {
  for (const std::string& pattern : patterns) {
    const RE2 re(pattern, RE2::Quiet);
    if (!re.ok()) {
      problems->Add(table[key].Error(fmt::format("{} '{}': {}", key, pattern, re.error())));
    }
  }
}

// An address as it may be shown: without user name and password.
std::string WithoutCredentials(const std::string& address) {
  const size_t start = address.find("://");
  if (start == std::string::npos) return address;
  const size_t end = std::min(address.find_first_of("/?#", start + 3), address.size());
  const size_t at = address.rfind('@', end);
  if (at == std::string::npos || at < start) return address;
  return address.substr(0, start + 3) + address.substr(at + 1);
}

// Takes "user:password@" out of the source's addresses and keeps it apart.
void TakeCredentials(Source* source) {
  for (std::string& address : source->urls) {
    std::string shown = WithoutCredentials(address);
    if (shown == address) continue;
    const size_t start = address.find("://") + 3;
    const std::string secret = address.substr(start, address.rfind('@') - start);
    if (const std::optional<Url> url = ParseUrl(shown)) {
      source->credentials[url->Origin()] = secret;
    }
    address = std::move(shown);
  }
}

Source ReadSource(const TomlValue& table, const SourceSettings& defaults, Diagnostics* problems) {
  std::vector<std::string_view> known = {"name", "kind",    "url",    "urls",
                                         "lang", "include", "exclude"};
  known.insert(known.end(), kSettings.begin(), kSettings.end());
  table.CheckKeys(known, problems);
  Source source;
  source.where = table.Where();
  source.name = table.RequiredString("name", problems);
  source.kind = ReadKind(table, problems);
  const bool pages = source.kind == SourceKind::kPages;
  source.urls = pages && table["urls"].exists() ? table.Strings("urls", problems)
                                                : std::vector<std::string>{};
  if (source.urls.empty()) source.urls = {table.RequiredString("url", problems)};
  TakeCredentials(&source);
  for (const std::string& url : source.urls) {
    if (!url.empty() && !ParseUrl(url)) {
      problems->Add(table[pages ? "urls" : "url"].Error(
          fmt::format("'{}' is no http or https address", url)));
    }
  }
  source.lang = table.String("lang", problems);
  source.include = table.Strings("include", problems);
  source.exclude = table.Strings("exclude", problems);
  CheckPatterns(table, "include", source.include, problems);
  CheckPatterns(table, "exclude", source.exclude, problems);
  source.settings = ReadSettings(table, defaults, problems);
  return source;
}

}  // namespace

StatusOr<std::vector<Source>> ParseSources(std::string_view name, std::string_view text) {
  DW_TRY(const TomlFile file, TomlFile::Parse(name, text));
  Diagnostics problems;
  const TomlValue root = file.root();
  root.CheckKeys({"defaults", "source"}, &problems);
  if (root["defaults"].exists()) root["defaults"].CheckKeys(kSettings, &problems);
  const SourceSettings defaults = ReadSettings(root["defaults"], SourceSettings{}, &problems);
  std::vector<Source> sources;
  std::set<std::string> names;
  for (const TomlValue& table : root.Array("source")) {
    sources.push_back(ReadSource(table, defaults, &problems));
    if (!names.insert(sources.back().name).second) {
      problems.Add(table["name"].Error(
          fmt::format("a second source '{}'; each name stands once", sources.back().name)));
    }
  }
  if (sources.empty() && problems.empty()) {
    problems.Add(fmt::format("{}: no sources; write a [[source]] with name, kind and url", name));
  }
  DW_RETURN_IF_ERROR(problems.ToStatus());
  return sources;
}

const char* SourceKindName(SourceKind kind) { return kKinds[static_cast<size_t>(kind)]; }

}  // namespace dealwire
