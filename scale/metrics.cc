#include "scale/metrics.h"

#include <fmt/format.h>
#include <httplib.h>

#include <charconv>
#include <condition_variable>
#include <thread>

#include "base/file.h"
#include "base/log.h"

namespace dealwire {
namespace {

constexpr auto kEvery = std::chrono::seconds(2);

// What the names mean; a name without a line here is shown without help.
const std::map<std::string, std::string>& Help() {
  static const auto* const help = new std::map<std::string, std::string>{
      {"dealwire_messages_total", "Messages read and done"},
      {"dealwire_written_total", "Messages written, by topic"},
      {"dealwire_transactions_total", "Transactions, by what became of them"},
      {"dealwire_quarantined_total", "Messages that could not be read"},
      {"dealwire_lag", "Messages between what is committed and the end, by partition"},
      {"dealwire_partitions", "Partitions that this worker has"},
      {"dealwire_paused_partitions", "Partitions that are paused until work is done"},
      {"dealwire_requests_total", "HTTP requests, by what came of them"},
      {"dealwire_in_flight", "HTTP requests in flight"},
      {"dealwire_fetched_bytes_total", "Bytes of bodies fetched"},
      {"dealwire_articles_total", "Articles, by what became of them"},
      {"dealwire_deals_total", "Deals that appeared"}};
  return *help;
}

}  // namespace

void Metrics::Add(const std::string& name, const std::string& labels, double value) {
  const std::lock_guard lock(mutex_);
  Family& family = families_[name];
  family.counter = true;
  family.values[labels] += value;
}

void Metrics::Set(const std::string& name, const std::string& labels, double value) {
  const std::lock_guard lock(mutex_);
  families_[name].values[labels] = value;
}

double Metrics::Value(const std::string& name, const std::string& labels) const {
  const std::lock_guard lock(mutex_);
  const auto family = families_.find(name);
  if (family == families_.end()) return 0;
  const auto value = family->second.values.find(labels);
  return value == family->second.values.end() ? 0 : value->second;
}

void Metrics::Forget(const std::string& name) {
  const std::lock_guard lock(mutex_);
  families_.erase(name);
}

std::string Metrics::Text() const {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const auto& [name, family] : families_) {
    if (const auto help = Help().find(name); help != Help().end()) {
      text += fmt::format("# HELP {} {}\n", name, help->second);
    }
    text += fmt::format("# TYPE {} {}\n", name, family.counter ? "counter" : "gauge");
    for (const auto& [labels, value] : family.values) {
      text += labels.empty() ? fmt::format("{} {}\n", name, value)
                             : fmt::format("{}{{{}}} {}\n", name, labels, value);
    }
  }
  return text;
}

struct MetricsExporter::Rep {
  const Metrics* metrics = nullptr;
  std::string file;
  int port = 0;
  httplib::Server server;
  std::mutex mutex;
  std::condition_variable_any changed;
  std::jthread thread;

  void WriteOften(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
      changed.wait_for(lock, stop, kEvery, [] { return false; });
      const Status written = WriteFileAtomically(file, metrics->Text());
      if (!written.ok()) LogWarning(Message(written));
    }
  }
};

MetricsExporter::MetricsExporter(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}

MetricsExporter::~MetricsExporter() {
  rep_->server.stop();
  rep_->thread.request_stop();
  if (rep_->thread.joinable()) rep_->thread.join();
}

int MetricsExporter::port() const { return rep_->port; }

StatusOr<std::unique_ptr<MetricsExporter>> MetricsExporter::Start(const std::string& where,
                                                                  const Metrics* metrics) {
  auto rep = std::make_unique<Rep>();
  rep->metrics = metrics;
  int port = -1;
  const auto [end, error] = std::from_chars(where.data(), where.data() + where.size(), port);
  Rep* const raw = rep.get();
  if (error != std::errc() || end != where.data() + where.size()) {
    rep->file = where;
    DW_RETURN_IF_ERROR(WriteFileAtomically(where, metrics->Text()));
    rep->thread = std::jthread([raw](const std::stop_token& stop) { raw->WriteOften(stop); });
    return std::unique_ptr<MetricsExporter>(new MetricsExporter(std::move(rep)));
  }
  if (port < 0 || port > 65535) {
    return InvalidArgument(fmt::format("--metrics {}: no port; write 1 to 65535", where));
  }
  rep->server.new_task_queue = [] { return new httplib::ThreadPool(1); };
  // Not SO_REUSEPORT, which the library sets: a port that another worker has is taken.
  rep->server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  rep->server.Get("/metrics", [metrics](const httplib::Request&, httplib::Response& response) {
    response.set_content(metrics->Text(), "text/plain; version=0.0.4");
  });
  if (port == 0) {
    rep->port = rep->server.bind_to_any_port("127.0.0.1");
  } else {
    rep->port = rep->server.bind_to_port("127.0.0.1", port) ? port : -1;
  }
  if (rep->port < 0) {
    return Unavailable(fmt::format("--metrics {}: 127.0.0.1:{} is taken", where, port));
  }
  LogInfo(fmt::format("metrics: http://127.0.0.1:{}/metrics", rep->port));
  rep->thread = std::jthread([raw] { raw->server.listen_after_bind(); });
  // One that does not run yet cannot be stopped.
  while (!rep->server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return std::unique_ptr<MetricsExporter>(new MetricsExporter(std::move(rep)));
}

}  // namespace dealwire
