#include "store/frontier.h"

#include <algorithm>

#include "base/hash.h"
#include "base/time.h"
#include "ingest/url.h"
#include "store/crawl.pb.h"
#include "store/database.h"

namespace dealwire {
namespace {

std::string HostKey(const std::string& host) { return "h" + host; }
std::string QueuePrefix(const std::string& host) { return "q" + host + '\0'; }
std::string QueueKey(const std::string& host, uint64_t number) {
  return QueuePrefix(host) + BigEndian64(number);
}

template <typename Message>
std::optional<Message> Parsed(std::string_view bytes) {
  Message message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return std::nullopt;
  return message;
}

pb::UrlState ToProto(const UrlState& state) {
  pb::UrlState out;
  out.set_etag(state.etag);
  out.set_last_modified(state.last_modified);
  out.set_canonical(state.canonical);
  out.set_fetched(state.fetched);
  out.set_status(state.status);
  out.set_failures(state.failures);
  out.set_source(state.source);
  out.set_reason(state.reason);
  out.set_robots_line(state.robots_line);
  out.set_delay_s(state.delay_s);
  out.set_decided(state.decided);
  out.set_published(state.published);
  out.set_body_sha256(state.body_sha256);
  out.set_body_fetched(state.body_fetched);
  out.set_not_modified(state.not_modified);
  out.set_etag_lies(state.etag_lies);
  out.set_robots_tags(state.robots_tags);
  out.set_run(state.run);
  out.set_queued(state.queued);
  out.set_archived(state.archived);
  return out;
}

UrlState FromProto(const pb::UrlState& from) {
  UrlState state;
  state.etag = from.etag();
  state.last_modified = from.last_modified();
  state.canonical = from.canonical();
  state.fetched = from.fetched();
  state.status = from.status();
  state.failures = from.failures();
  state.source = from.source();
  state.reason = from.reason();
  state.robots_line = from.robots_line();
  state.delay_s = from.delay_s();
  state.decided = from.decided();
  state.published = from.published();
  state.body_sha256 = from.body_sha256();
  state.body_fetched = from.body_fetched();
  state.not_modified = from.not_modified();
  state.etag_lies = from.etag_lies();
  state.robots_tags = from.robots_tags();
  state.run = from.run();
  state.queued = from.queued();
  state.archived = from.archived();
  return state;
}

// It may be found anew, and then is had in full: what is known of an answer may be of a body that
// was never read.
void FreeAddress(pb::UrlState* state) {
  state->clear_queued();
  state->clear_run();
  state->clear_etag();
  state->clear_last_modified();
}

pb::QueuedUrl ToProto(const QueuedUrl& entry) {
  pb::QueuedUrl out;
  out.set_url(entry.url);
  out.set_source(entry.source);
  out.set_published(entry.published);
  for (const std::string& redirect : entry.redirects) out.add_redirects(redirect);
  out.set_etag(entry.etag);
  out.set_last_modified(entry.last_modified);
  out.set_known_etag(entry.known_etag);
  out.set_body_sha256(entry.body_sha256);
  out.set_waiting_body(entry.waiting_body);
  out.set_waiting_type(entry.waiting_type);
  return out;
}

QueuedUrl FromProto(const pb::QueuedUrl& from, uint64_t number) {
  QueuedUrl entry;
  entry.number = number;
  entry.url = from.url();
  entry.source = from.source();
  entry.published = from.published();
  entry.redirects.assign(from.redirects().begin(), from.redirects().end());
  entry.etag = from.etag();
  entry.last_modified = from.last_modified();
  entry.known_etag = from.known_etag();
  entry.body_sha256 = from.body_sha256();
  entry.waiting_body = from.waiting_body();
  entry.waiting_type = from.waiting_type();
  return entry;
}

pb::FetchNote ToProto(const FetchNote& note) {
  pb::FetchNote out;
  out.set_time_ms(note.time_ms);
  out.set_run(note.run);
  out.set_source(note.source);
  out.set_outcome(note.outcome);
  out.set_status(note.status);
  out.set_attempt(note.attempt);
  out.set_robots_line(note.robots_line);
  out.set_delay_s(note.delay_s);
  out.set_wait(note.wait);
  for (const std::string& redirect : note.redirects) out.add_redirects(redirect);
  out.set_content_type(note.content_type);
  out.set_etag(note.etag);
  out.set_last_modified(note.last_modified);
  out.set_body_sha256(note.body_sha256);
  out.set_bytes(note.bytes);
  return out;
}

FetchNote FromProto(const pb::FetchNote& from, const std::string& url) {
  FetchNote note;
  note.url = url;
  note.time_ms = from.time_ms();
  note.run = from.run();
  note.source = from.source();
  note.outcome = from.outcome();
  note.status = from.status();
  note.attempt = from.attempt();
  note.robots_line = from.robots_line();
  note.delay_s = from.delay_s();
  note.wait = from.wait();
  note.redirects.assign(from.redirects().begin(), from.redirects().end());
  note.content_type = from.content_type();
  note.etag = from.etag();
  note.last_modified = from.last_modified();
  note.body_sha256 = from.body_sha256();
  note.bytes = from.bytes();
  return note;
}

class StoreFrontier : public Frontier {
 public:
  explicit StoreFrontier(Database* database) : database_(*database) {}

  std::optional<UrlState> Lookup(const std::string& canonical_url) override {
    const auto record = Load<pb::UrlState>(Family::kUrl, canonical_url);
    return record ? std::optional(FromProto(*record)) : std::nullopt;
  }

  Status Write(const FrontierBatch& change) override {
    Database::Batch batch;
    for (const auto& [sha256, body] : change.raw) batch.Put(Family::kRaw, sha256, body);
    for (const auto& [url, state] : change.urls) {
      batch.Put(Family::kUrl, url, ToProto(state).SerializeAsString());
    }
    for (const auto& [host, entry] : change.add) {
      batch.Put(Family::kHost, QueueKey(host, entry.number), ToProto(entry).SerializeAsString());
    }
    for (const auto& [host, number] : change.remove) {
      batch.Delete(Family::kHost, QueueKey(host, number));
    }
    for (const FetchNote& note : change.notes) {
      const auto time = ~static_cast<uint64_t>(note.time_ms);
      batch.Put(Family::kFetch, note.url + '\0' + BigEndian64(time),
                ToProto(note).SerializeAsString());
    }
    return database_.Write(std::move(batch), false);
  }

  Status Sync() override { return database_.Write(Database::Batch(), true); }

  std::vector<QueuedUrl> Queued(const std::string& host, uint64_t after, uint64_t last,
                                size_t most) override {
    std::vector<QueuedUrl> out;
    const std::string prefix = QueuePrefix(host);
    const auto at = database_.NewCursor(Family::kHost);
    for (at->Seek(QueueKey(host, after + 1)); at->Valid() && at->key().starts_with(prefix);
         at->Next()) {
      const uint64_t number = FromBigEndian64(at->key().substr(prefix.size()));
      if (number > last || out.size() == most) break;
      if (const auto record = Parsed<pb::QueuedUrl>(at->value())) {
        out.push_back(FromProto(*record, number));
      }
    }
    return out;
  }

  Status EachQueued(
      const std::function<void(const std::string& host, const QueuedUrl& url)>& visit) override {
    return database_.Scan(Family::kHost, "q", [&](std::string_view key, std::string_view value) {
      const size_t end = key.find('\0');
      const auto record = Parsed<pb::QueuedUrl>(value);
      if (end == std::string_view::npos || !record) return true;
      const uint64_t number = FromBigEndian64(key.substr(end + 1));
      visit(std::string(key.substr(1, end - 1)), FromProto(*record, number));
      return true;
    });
  }

  StatusOr<std::string> Raw(const std::string& sha256) override {
    DW_TRY(std::optional<std::string> body, database_.Get(Family::kRaw, sha256));
    if (!body) return DataLoss("the body " + sha256 + " is not in the store");
    return *std::move(body);
  }

  std::optional<HostState> Host(const std::string& host) override {
    const auto record = Load<pb::HostState>(Family::kHost, HostKey(host));
    if (!record) return std::nullopt;
    HostState state;
    state.robots_body = record->robots_body();
    state.robots_status = record->robots_status();
    state.robots_time = record->robots_time();
    state.robots_error = record->robots_error();
    state.not_before = record->not_before();
    state.failures = record->failures();
    state.why = record->why();
    return state;
  }

  Status SetHost(const std::string& host, const HostState& state) override {
    return Put(Family::kHost, HostKey(host), Encode(state));
  }

  std::vector<SourceNight> History(const std::string& source) override {
    std::vector<SourceNight> nights;
    const auto record = Load<pb::SourceHistory>(Family::kSource, source);
    if (!record) return nights;
    for (const pb::SourceNight& night : record->night()) {
      nights.push_back({night.time(), night.offered(), night.fresh(), night.read(), night.empty(),
                        night.not_modified()});
    }
    return nights;
  }

  Status SetHistory(const std::string& source, const std::vector<SourceNight>& nights) override {
    pb::SourceHistory record;
    for (const SourceNight& night : nights) {
      pb::SourceNight* out = record.add_night();
      out->set_time(night.time);
      out->set_offered(night.offered);
      out->set_fresh(night.fresh);
      out->set_read(night.read);
      out->set_empty(night.empty);
      out->set_not_modified(night.not_modified);
    }
    return Put(Family::kSource, source, record.SerializeAsString());
  }

  std::optional<CrawlRun> LastRun(int64_t since) override {
    std::optional<CrawlRun> last;
    const auto at = database_.NewCursor(Family::kRun);
    for (at->Seek(BigEndian64(static_cast<uint64_t>(since))); at->Valid(); at->Next()) {
      const auto run = Parsed<pb::CrawlRun>(at->value());
      if (run && run->start() > 0) last = CrawlRun{run->start(), run->end() != 0};
    }
    return last;
  }

  Status SetRun(int64_t run, const std::string& summary) override {
    pb::CrawlRun record;
    record.set_start(run);
    if (!summary.empty()) record.set_end(NowUnix());
    record.set_summary(summary);
    return Put(Family::kRun, BigEndian64(static_cast<uint64_t>(run)), record.SerializeAsString());
  }

 private:
  template <typename Message>
  std::optional<Message> Load(Family family, const std::string& key) const {
    const StatusOr<std::optional<std::string>> found = database_.Get(family, key);
    if (!found.ok() || !*found) return std::nullopt;
    return Parsed<Message>(**found);
  }
  Status Put(Family family, const std::string& key, const std::string& value) {
    Database::Batch batch;
    batch.Put(family, key, value);
    return database_.Write(std::move(batch), false);
  }

  Database& database_;
};

}  // namespace

Status FindLostAddresses(const Database& database,
                         const std::function<Status(std::string_view canonical_url)>& lost) {
  std::vector<uint64_t> queued;
  DW_RETURN_IF_ERROR(
      database.Scan(Family::kHost, "q", [&](std::string_view, std::string_view value) {
        const auto entry = Parsed<pb::QueuedUrl>(value);
        const std::optional<Url> url = entry ? ParseUrl(entry->url()) : std::nullopt;
        if (url) queued.push_back(Hash64(CanonicalUrl(*url)));
        return true;
      }));
  std::ranges::sort(queued);
  Status status;
  DW_RETURN_IF_ERROR(
      database.Scan(Family::kUrl, "", [&](std::string_view key, std::string_view value) {
        const auto state = Parsed<pb::UrlState>(value);
        if (state && state->queued() && !std::ranges::binary_search(queued, Hash64(key))) {
          status = lost(key);
        }
        return status.ok();
      }));
  return status;
}

Status FreeLostAddresses(Database* database) {
  Database::Batch batch;
  DW_RETURN_IF_ERROR(FindLostAddresses(*database, [&](std::string_view url) {
    DW_TRY(const auto bytes, database->Get(Family::kUrl, url));
    auto state = bytes ? Parsed<pb::UrlState>(*bytes) : std::nullopt;
    if (!state) return OkStatus();
    FreeAddress(&*state);
    batch.Put(Family::kUrl, url, state->SerializeAsString());
    return OkStatus();
  }));
  return database->Write(std::move(batch), false);
}

std::string Encode(const UrlState& state) { return ToProto(state).SerializeAsString(); }

std::string Encode(const HostState& state) {
  pb::HostState record;
  record.set_robots_body(state.robots_body);
  record.set_robots_status(state.robots_status);
  record.set_robots_time(state.robots_time);
  record.set_robots_error(state.robots_error);
  record.set_not_before(state.not_before);
  record.set_failures(state.failures);
  record.set_why(state.why);
  return record.SerializeAsString();
}

std::unique_ptr<Frontier> MakeFrontier(Database* database) {
  return std::make_unique<StoreFrontier>(database);
}

std::vector<FetchNote> FetchNotes(const Database& database, const std::string& canonical_url,
                                  size_t most) {
  std::vector<FetchNote> notes;
  (void)database.Scan(Family::kFetch, canonical_url + '\0',
                      [&](std::string_view /*key*/, std::string_view value) {
                        if (const auto record = Parsed<pb::FetchNote>(value)) {
                          notes.push_back(FromProto(*record, canonical_url));
                        }
                        return notes.size() < most;
                      });
  return notes;
}

}  // namespace dealwire
