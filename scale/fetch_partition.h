#ifndef DEALWIRE_SCALE_FETCH_PARTITION_H_
#define DEALWIRE_SCALE_FETCH_PARTITION_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/status.h"
#include "ingest/crawl/crawl_frontier.h"
#include "ingest/crawl/crawl_queue.h"
#include "scale/partition_state.h"
#include "scale/worker.h"

namespace dealwire {

// A message that is to be written.
struct Outgoing {
  TopicPartition place;
  std::string key, value;
  Headers headers;
};

// A partition of the topic urls, while this worker has it: its hosts with their delays, what of it
// is not done yet, and what is to be committed next. What is known of its addresses and hosts from
// earlier is in a PartitionState whose log is the topic frontier. One thread.
class FetchPartition {
 public:
  using Clock = std::chrono::steady_clock;
  static StatusOr<std::shared_ptr<FetchPartition>> Open(const WorkerOptions& options,
                                                        int32_t partition);

  int32_t partition() const { return partition_; }
  CrawlQueue& queue() { return queue_; }

  // The host of `url`. The first request to it comes a whole delay after the partition came here:
  // whoever had it before may have asked a moment ago, or was killed while asking.
  CrawlHost* HostOf(const Url& url, const SourceSettings& settings);

  // An address's state, with what is not committed yet.
  UrlState StateOf(const std::string& canonical);
  void SetState(const std::string& canonical, UrlState state);
  // What is known of a host from now on; the queue tells its back-off itself.
  void SetHost(const CrawlHost& host) { (void)hosts_.SetHost(host.key, host.state); }

  // Messages that are read and not done: what is committed stays before the first of them.
  // `run` is the seeding that it comes from.
  void Begin(int64_t offset, int64_t run);
  int64_t RunOf(int64_t offset) const { return waiting_.at(offset); }
  void Finish(int64_t offset);
  size_t waiting() const { return waiting_.size(); }
  // A page waits to be asked for, or is: false where it does already.
  bool Queue(const std::string& canonical) { return queued_.insert(canonical).second; }
  void Unqueue(const std::string& canonical) { queued_.erase(canonical); }

  void Send(Outgoing message);
  size_t outgoing_bytes() const { return outgoing_bytes_; }

  // Is there anything to commit?
  bool HasNews() const;
  // Writes all that is outgoing and known anew into the open transaction, and sets the offset.
  Status Write(KafkaProducer* producer, Offsets* offsets);
  // That transaction is there, or came to nothing: then all is written again by the next one.
  Status Committed(const Offsets& written);

  size_t in_flight = 0;
  bool closing = false;  // asks for nothing more
  bool paused = false;

 private:
  // The crawl's queue asks for hosts here, and tells what became of them.
  class Hosts : public ForgetfulFrontier {
   public:
    explicit Hosts(Frontier* known) : ForgetfulFrontier(known) {}
    Status SetHost(const std::string& host, const HostState& state) override {
      changed[host] = state;
      return OkStatus();
    }
    std::map<std::string, HostState> changed;
  };

  FetchPartition(const WorkerOptions& options, int32_t partition,
                 std::unique_ptr<PartitionState> kept);

  const WorkerOptions& options_;
  const int32_t partition_;
  const Clock::time_point assigned_;
  std::unique_ptr<PartitionState> kept_;
  std::unique_ptr<Frontier> known_;
  Hosts hosts_;
  CrawlQueue queue_;
  std::map<int64_t, int64_t> waiting_;  // offset -> run
  int64_t next_ = -1;                   // behind the last message that was read
  int64_t committed_ = -1;              // as last committed
  std::unordered_set<std::string> queued_;
  std::map<std::string, UrlState> urls_;  // not committed yet
  std::vector<Outgoing> outgoing_;
  size_t outgoing_bytes_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_FETCH_PARTITION_H_
