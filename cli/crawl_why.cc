// dealwire crawl why URL: the politeness ledger.
#include <fmt/format.h>

#include <iostream>

#include "base/text.h"
#include "base/time.h"
#include "cli/crawl_report.h"
#include "cli/terminal.h"
#include "ingest/crawl/robots.h"
#include "ingest/url.h"
#include "store/database.h"
#include "store/frontier.h"

namespace dealwire {
namespace {

constexpr size_t kMostRequests = 20;

std::string Line(const char* name, const std::string& value) {
  return value.empty() ? "" : fmt::format("  {:<9} {}\n", name, StripControls(value));
}

std::string Joined(const std::vector<std::string>& parts, const char* between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string Time(int64_t unix_time) { return unix_time == 0 ? "" : FormatUnix(unix_time); }

std::string OfUrl(const UrlState& state) {
  std::string text = Line("source", state.source);
  text += Line("verdict", state.reason);
  text += Line("decided", state.decided);
  text += Line("published", state.published);
  text += Line("robots", state.robots_line);
  if (state.delay_s > 0 || state.status != 0) {
    text += Line("delay", fmt::format("{} s between requests to this host", state.delay_s));
  }
  if (state.status != 0) {
    text += Line("answered", fmt::format("{} with HTTP {}", state.fetched, state.status));
  }
  if (state.failures > 0) text += Line("failures", fmt::format("{} in a row", state.failures));
  text += Line("leads to", state.canonical);
  text += Line("asks for", state.robots_tags);
  text += Line("etag", state.etag_lies ? state.etag + " (not trusted: the body changed under it)"
                                       : state.etag);
  return text;
}

std::string OfHost(const Url& url, const HostState& host) {
  std::string text;
  if (host.robots_time > 0) {
    text += Line("robots of", fmt::format("{}, HTTP {}, asked {}", url.Origin(), host.robots_status,
                                          Time(host.robots_time)));
  }
  if (host.not_before > NowUnix()) {
    text += Line("back-off", fmt::format("until {}: {}", Time(host.not_before), host.why));
  } else if (!host.why.empty()) {
    text += Line("host", host.failures == 0 ? host.why
                                            : fmt::format("{} failures in a row, the last: {}",
                                                          host.failures, host.why));
  }
  return text;
}

std::string OfRequest(const FetchNote& note) {
  std::string text = fmt::format("  {}  {}", FormatUnix(note.time_ms / 1000), note.outcome);
  if (note.attempt > 1) text += fmt::format(" (attempt {})", note.attempt);
  if (note.status == 200) text += fmt::format(", {} bytes, {}", note.bytes, note.content_type);
  if (!note.wait.empty()) text += "; the host waits: " + note.wait;
  if (!note.redirects.empty()) text += "; by way of " + Joined(note.redirects, " -> ");
  if (!note.body_sha256.empty()) text += ", body " + note.body_sha256.substr(0, 16);
  return StripControls(text) + "\n";
}

// Longer ones are no addresses (ingest/url.h).
constexpr size_t kMaxAddressBytes = 4096;

// `-`: what stands on standard input, one a line.
std::vector<std::string> Expanded(const std::vector<std::string>& given) {
  std::vector<std::string> addresses;
  for (const std::string& address : given) {
    if (address != "-") {
      addresses.push_back(address);
      continue;
    }
    for (std::string line; std::getline(std::cin, line);) {
      line = std::string(TrimAscii(line)).substr(0, kMaxAddressBytes + 1);
      if (!line.empty()) addresses.push_back(std::move(line));
    }
  }
  return addresses;
}

Status Why(const std::string& address, const Database& database, Frontier* frontier, Output* out) {
  const std::optional<Url> url = ParseUrl(address);
  if (!url) {
    return InvalidArgument(
        fmt::format("'{}' is no http or https address without a password", StripControls(address)));
  }
  const std::string canonical = CanonicalUrl(*url);
  const std::optional<UrlState> state = frontier->Lookup(canonical);
  const HostState host = frontier->Host(url->Origin()).value_or(HostState{});
  if (!state) {
    const Robots::Verdict verdict =
        Robots::Parse(host.robots_body, "dealwire").Check(url->PathAndQuery());
    return NotFound(
        fmt::format("{}: no crawl has met this address{}", canonical,
                    verdict.allowed ? "" : "; robots.txt of its host forbids it: " + verdict.line));
  }
  out->Write(canonical + "\n" + OfUrl(*state) + OfHost(*url, host));
  const std::vector<FetchNote> notes = FetchNotes(database, canonical, kMostRequests);
  if (!notes.empty()) out->Write("requests, newest first\n");
  for (const FetchNote& note : notes) out->Write(OfRequest(note));
  return OkStatus();
}

}  // namespace

ExitCode RunCrawlWhy(const std::vector<std::string>& given, const CommandContext& context) {
  const auto database = Database::OpenReader(context.db);
  if (!database.ok()) return Fail(database.status());
  const std::unique_ptr<Frontier> frontier = MakeFrontier(database->get());
  Output out;
  ExitCode failed = ExitCode::kDone;
  bool any = false;
  for (const std::string& address : Expanded(given)) {
    const Status told = Why(address, **database, frontier.get(), &out);
    any = any || told.ok();
    if (!told.ok()) failed = Fail(told);
  }
  out.Flush();
  return failed != ExitCode::kDone && any ? ExitCode::kPartial : failed;
}

}  // namespace dealwire
