#include "ingest/crawl/crawl_discovery.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/time.h"
#include "ingest/crawl/source_filter.h"

namespace dealwire {
namespace {

constexpr size_t kLinksAtOnce = 1000;
constexpr int kMostNotModified = 7;  // then a full fetch all the same: some ETags lie
constexpr int64_t kGoneFor = int64_t{7} * 86400;

// It answered so; that it was skipped since for this reason does not make it longer.
bool IsGone(const UrlState& state) {
  const auto answered = ParseTimestamp(state.fetched);
  return (state.status == 404 || state.status == 410) && state.failures > 0 && answered &&
         NowUnix() - ToUnix(*answered) < kGoneFor;
}

}  // namespace

bool IsTooOld(const std::string& published, double days) {
  const std::optional<Timestamp> time = ParseTimestamp(published);
  if (days <= 0 || !time) return false;
  return static_cast<double>(NowUnix() - ToUnix(*time)) > days * 86400;
}

CrawlDiscovery::CrawlDiscovery(const std::vector<Source>& sources, const CrawlOptions& options,
                               Frontier* frontier, int64_t run, bool resumed, uint64_t first_number)
    : options_(options),
      frontier_(*frontier),
      run_(run),
      resumed_(resumed),
      next_number_(first_number) {
  for (const Source& source : sources) {
    filters_.emplace(&source, std::make_unique<SourceFilter>(source));
  }
}
CrawlDiscovery::~CrawlDiscovery() = default;

QueuedUrl CrawlDiscovery::Entry(const Source& source, const std::string& url,
                                const std::string& published, const UrlState& state) {
  QueuedUrl entry;
  entry.number = next_number_++;
  entry.url = url;
  entry.source = source.name;
  entry.published = published;
  entry.known_etag = state.etag;
  entry.body_sha256 = state.body_sha256;
  const bool asks = !state.body_sha256.empty() && state.not_modified < kMostNotModified;
  if (asks && !state.etag_lies) entry.etag = state.etag;
  if (asks && !state.etag_lies) entry.last_modified = state.last_modified;
  return entry;
}

std::string CrawlDiscovery::Unwanted(const Source& source, const std::string& published,
                                     const std::string& url, std::string* kind) const {
  *kind = filters_.at(&source)->Rejects(url);
  if (!kind->empty()) return fmt::format("the source's {} leaves it out", *kind);
  const double days = source.settings.max_age_days;
  if (!IsTooOld(published, days)) return "";
  *kind = "age";
  return fmt::format("published {}, more than {} days ago", published, days);
}

bool CrawlDiscovery::Waits(const std::string& canonical, const UrlState& state) const {
  return state.queued &&
         (state.run == run_ || std::ranges::binary_search(waiting_, Hash64(canonical)));
}

void CrawlDiscovery::AdmitOne(const Source& source, const Link& link,
                              std::unordered_set<std::string>* seen, FrontierBatch* batch,
                              Admission* admission) {
  const std::optional<Url> url = ParseUrl(link.url);
  if (!url) return;
  const std::string canonical = CanonicalUrl(*url);
  SourceCounts& counts = admission->counts;
  ++counts.discovered;
  if (!seen->insert(canonical).second) {
    ++counts.skipped["duplicate"];
    return;
  }
  std::string kind;
  std::string why = Unwanted(source, link.published, url->ToString(), &kind);
  if (why.empty()) ++counts.listed;
  UrlState state = frontier_.Lookup(canonical).value_or(UrlState{});
  const bool waits = Waits(canonical, state);
  if (waits || state.run == run_) {
    ++counts.skipped[!waits && resumed_ ? "done before" : "duplicate"];
    return;
  }
  if (state.queued) Forget(&state);
  if (why.empty() && IsGone(state)) {
    kind = "gone";
    why = fmt::format("HTTP {} less than 7 days ago", state.status);
  }
  if (why.empty() && options_.dry_run && !dry_seen_.insert(Hash64(canonical)).second) {
    ++counts.skipped["duplicate"];
    return;
  }
  state.source = source.name;
  state.published = link.published;
  state.decided = FormatUnix(NowUnix());
  if (!why.empty()) {
    ++counts.skipped[kind];
    state.reason = "skipped: " + why;
  } else {
    if (options_.on_url) options_.on_url(url->ToString());
    if (options_.dry_run) ++counts.left["dry run"];
    state.reason = "waits to be fetched";
    state.queued = true;
    state.run = run_;
    QueuedUrl entry = Entry(source, url->ToString(), link.published, state);
    if (!options_.dry_run) admission->queued.emplace_back(url->Origin(), entry);
    batch->add.emplace_back(url->Origin(), std::move(entry));
  }
  batch->urls.emplace_back(canonical, std::move(state));
}

Status CrawlDiscovery::AdmitSome(const Source& source, const Link* begin, const Link* end,
                                 const Post& post) {
  const std::lock_guard lock(mutex_);
  FrontierBatch batch;
  Admission admission;
  std::unordered_set<std::string> seen;
  for (const Link* link = begin; link != end; ++link) {
    AdmitOne(source, *link, &seen, &batch, &admission);
  }
  DW_RETURN_IF_ERROR(frontier_.Write(batch));
  post(std::move(admission));
  return OkStatus();
}

Status CrawlDiscovery::Admit(const Source& source, const std::vector<Link>& links,
                             const Post& post) {
  for (size_t at = 0; at < links.size(); at += kLinksAtOnce) {
    const size_t end = std::min(at + kLinksAtOnce, links.size());
    DW_RETURN_IF_ERROR(AdmitSome(source, links.data() + at, links.data() + end, post));
  }
  return OkStatus();
}

Status CrawlDiscovery::Redirect(const Source& source, const std::string& from_host,
                                const QueuedUrl& from, const Url& to, UrlState state,
                                const FetchNote& note, const Post& post) {
  const std::lock_guard lock(mutex_);
  const std::string canonical = CanonicalUrl(to);
  UrlState target = frontier_.Lookup(canonical).value_or(UrlState{});
  FrontierBatch batch;
  Admission admission;
  batch.notes.push_back(note);
  batch.remove.emplace_back(from_host, from.number);
  state.canonical = canonical;
  state.queued = false;
  state.run = run_;
  state.reason = fmt::format("fetched: HTTP {} to {}", state.status, canonical);
  if (Waits(canonical, target) || target.run == run_) {
    state.reason += ", which is fetched by itself";
    ++admission.counts.skipped["redirect to a known address"];
  } else {
    target.source = source.name;
    target.published = from.published;
    target.decided = state.decided;
    target.reason = "waits to be fetched";
    target.queued = true;
    target.run = run_;
    QueuedUrl entry = Entry(source, to.ToString(), from.published, target);
    entry.redirects = from.redirects;
    entry.redirects.push_back(from.url);
    admission.queued.emplace_back(to.Origin(), entry);
    batch.add.emplace_back(to.Origin(), std::move(entry));
    batch.urls.emplace_back(canonical, std::move(target));
  }
  batch.urls.emplace_back(note.url, std::move(state));
  DW_RETURN_IF_ERROR(frontier_.Write(batch));
  post(std::move(admission));
  return OkStatus();
}

}  // namespace dealwire
