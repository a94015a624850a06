#include "scale/kafka_consumer.h"

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

#include <array>

#include "base/log.h"

namespace dealwire {
namespace {

constexpr int kAskMs = 10'000;

// Settings of ours; the user's override them.
const KafkaSettings& ConsumerDefaults() {
  static const KafkaSettings* const defaults = new KafkaSettings{
      {"client.id", "dealwire"},
      {"enable.auto.commit", "false"},
      {"enable.auto.offset.store", "false"},
      {"auto.offset.reset", "earliest"},
      {"isolation.level", "read_committed"},
      {"partition.assignment.strategy", "cooperative-sticky"},
      {"session.timeout.ms", "10000"},         // a worker that is gone is replaced after it
      {"max.poll.interval.ms", "300000"},      // the longest that a handover may take
      {"queued.max.messages.kbytes", "16384"}  // memory
  };
  return *defaults;
}

struct ListDelete {
  void operator()(rd_kafka_topic_partition_list_t* list) const {
    rd_kafka_topic_partition_list_destroy(list);
  }
};
using List = std::unique_ptr<rd_kafka_topic_partition_list_t, ListDelete>;

List ToList(const Places& places) {
  List list(rd_kafka_topic_partition_list_new(static_cast<int>(places.size())));
  for (const TopicPartition& place : places) {
    rd_kafka_topic_partition_list_add(list.get(), place.topic.c_str(), place.partition);
  }
  return list;
}

List ToList(const Offsets& offsets) {
  List list(rd_kafka_topic_partition_list_new(static_cast<int>(offsets.size())));
  for (const auto& [place, offset] : offsets) {
    rd_kafka_topic_partition_list_add(list.get(), place.topic.c_str(), place.partition)->offset =
        offset;
  }
  return list;
}

Places ToPlaces(const rd_kafka_topic_partition_list_t* list) {
  Places places;
  for (int i = 0; i < list->cnt; ++i) {
    places.push_back({list->elems[i].topic, list->elems[i].partition});
  }
  return places;
}

Status Told(rd_kafka_resp_err_t error, const std::string& where) {
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return OkStatus();
  return Unavailable(where + ": " + rd_kafka_err2str(error));
}

Status TellAndFree(rd_kafka_error_t* error, const std::string& where) {
  if (error == nullptr) return OkStatus();
  const Status status = Unavailable(where + ": " + rd_kafka_error_string(error));
  rd_kafka_error_destroy(error);
  return status;
}

// Errors that pass by themselves: the client tries again.
bool Passes(rd_kafka_resp_err_t error) {
  switch (error) {
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__RESOLVE:
    case RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED:
    case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT:
    case RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS:
    case RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE:
    case RD_KAFKA_RESP_ERR_NOT_COORDINATOR:
    case RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS:
    case RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID:
    case RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE:
    case RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION:
    case RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE:
      return true;
    default:
      return false;
  }
}

}  // namespace

struct ConsumerCallbacks {
  static void Rebalance(rd_kafka_t* client, rd_kafka_resp_err_t error,
                        rd_kafka_topic_partition_list_t* list, void* opaque) {
    auto* const self = static_cast<KafkaConsumer*>(opaque);
    const Places places = ToPlaces(list);
    if (error == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
      if (self->handler_.assigned) self->handler_.assigned(places);
      const Status done = TellAndFree(rd_kafka_incremental_assign(client, list), "assign");
      if (!done.ok()) LogWarning(Message(done));
    } else if (error == RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS) {
      const bool lost = rd_kafka_assignment_lost(client) != 0;
      if (self->handler_.revoked) self->handler_.revoked(places, lost);
      const Status done = TellAndFree(rd_kafka_incremental_unassign(client, list), "unassign");
      if (!done.ok()) LogWarning(Message(done));
    } else {
      LogWarning(fmt::format("kafka: rebalance: {}", rd_kafka_err2str(error)));
      rd_kafka_assign(client, nullptr);
    }
  }
};

void KafkaConsumer::Delete::operator()(rd_kafka_s* client) const { rd_kafka_destroy(client); }

namespace {

StatusOr<rd_kafka_t*> MakeClient(KafkaConf conf) {
  std::array<char, 512> why{};
  rd_kafka_t* const client = rd_kafka_new(RD_KAFKA_CONSUMER, conf.get(), why.data(), why.size());
  if (client == nullptr) return InvalidArgument(fmt::format("kafka: {}", why.data()));
  (void)conf.release();  // the client's now
  rd_kafka_poll_set_consumer(client);
  return client;
}

}  // namespace

StatusOr<std::unique_ptr<KafkaConsumer>> KafkaConsumer::Join(const KafkaSettings& settings,
                                                             const std::string& group,
                                                             const std::vector<std::string>& topics,
                                                             Handler handler) {
  std::unique_ptr<KafkaConsumer> consumer(new KafkaConsumer(std::move(handler)));
  KafkaSettings defaults = ConsumerDefaults();
  defaults["group.id"] = group;
  DW_TRY(KafkaConf conf, MakeConf(defaults, settings));
  rd_kafka_conf_set_opaque(conf.get(), consumer.get());
  rd_kafka_conf_set_rebalance_cb(conf.get(), ConsumerCallbacks::Rebalance);
  DW_TRY(rd_kafka_t* const client, MakeClient(std::move(conf)));
  consumer->client_.reset(client);
  Places places;
  for (const std::string& topic : topics) places.push_back({topic, RD_KAFKA_PARTITION_UA});
  DW_RETURN_IF_ERROR(Told(rd_kafka_subscribe(client, ToList(places).get()), group));
  consumer->joined_ = true;
  return consumer;
}

StatusOr<std::unique_ptr<KafkaConsumer>> KafkaConsumer::Read(const KafkaSettings& settings,
                                                             const Offsets& from) {
  std::unique_ptr<KafkaConsumer> consumer(new KafkaConsumer(Handler{}));
  KafkaSettings defaults = ConsumerDefaults();
  defaults["group.id"] = "dealwire-reader";  // librdkafka wants one; nothing is committed under it
  defaults["enable.partition.eof"] = "true";
  DW_TRY(KafkaConf conf, MakeConf(defaults, settings));
  DW_TRY(rd_kafka_t* const client, MakeClient(std::move(conf)));
  consumer->client_.reset(client);
  DW_RETURN_IF_ERROR(Told(rd_kafka_assign(client, ToList(from).get()), "kafka"));
  return consumer;
}

KafkaConsumer::~KafkaConsumer() { Leave(); }

void KafkaConsumer::Leave() {
  if (client_ != nullptr && joined_) rd_kafka_consumer_close(client_.get());
  joined_ = false;
}

StatusOr<std::optional<KafkaMessage>> KafkaConsumer::Poll(std::chrono::milliseconds wait) {
  struct MessageDelete {
    void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
  };
  const std::unique_ptr<rd_kafka_message_t, MessageDelete> raw(
      rd_kafka_consumer_poll(client_.get(), static_cast<int>(wait.count())));
  if (raw == nullptr) return std::optional<KafkaMessage>();
  if (raw->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
    KafkaMessage end;
    end.place = {rd_kafka_topic_name(raw->rkt), raw->partition};
    end.offset = raw->offset;
    end.end = true;
    return std::optional<KafkaMessage>(std::move(end));
  }
  if (raw->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
    const std::string what = fmt::format("kafka: {}", rd_kafka_message_errstr(raw.get()));
    if (Passes(raw->err)) {
      LogInfo(what);
      return std::optional<KafkaMessage>();
    }
    return FailedPrecondition(what);
  }
  KafkaMessage message;
  message.place = {rd_kafka_topic_name(raw->rkt), raw->partition};
  message.offset = raw->offset;
  if (raw->key != nullptr) message.key.assign(static_cast<const char*>(raw->key), raw->key_len);
  if (raw->payload != nullptr) {
    message.value.emplace(static_cast<const char*>(raw->payload), raw->len);
  }
  return std::optional<KafkaMessage>(std::move(message));
}

Status KafkaConsumer::Pause(const Places& places) {
  return Told(rd_kafka_pause_partitions(client_.get(), ToList(places).get()), "kafka: pause");
}
Status KafkaConsumer::Resume(const Places& places) {
  return Told(rd_kafka_resume_partitions(client_.get(), ToList(places).get()), "kafka: resume");
}
Status KafkaConsumer::Seek(const Offsets& offsets) {
  if (offsets.empty()) return OkStatus();
  return TellAndFree(rd_kafka_seek_partitions(client_.get(), ToList(offsets).get(), kAskMs),
                     "kafka: seek");
}

StatusOr<KafkaConsumer::Range> KafkaConsumer::RangeOf(const TopicPartition& place) {
  Range range;
  DW_RETURN_IF_ERROR(
      Told(rd_kafka_query_watermark_offsets(client_.get(), place.topic.c_str(), place.partition,
                                            &range.first, &range.end, kAskMs),
           ToString(place)));
  return range;
}

int64_t KafkaConsumer::KnownEnd(const TopicPartition& place) const {
  int64_t first = -1, end = -1;
  rd_kafka_get_watermark_offsets(client_.get(), place.topic.c_str(), place.partition, &first, &end);
  return end;
}

}  // namespace dealwire
