#include "scale/topics.h"

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

#include <array>
#include <memory>
#include <utility>

namespace dealwire {
namespace {

constexpr int kPatienceMs = 20'000;
constexpr const char* kWeek = "604800000";
static_assert(kTombstoneDays == 7);

struct ClientDelete {
  void operator()(rd_kafka_t* client) const { rd_kafka_destroy(client); }
};
using Client = std::unique_ptr<rd_kafka_t, ClientDelete>;

// What no waiting heals, though the client goes on trying: a wrong password or certificate.
void Remember(rd_kafka_t* /*client*/, int error, const char* reason, void* opaque) {
  if (error == RD_KAFKA_RESP_ERR__AUTHENTICATION || error == RD_KAFKA_RESP_ERR__SSL) {
    *static_cast<std::string*>(opaque) = reason;
  }
}

// `refused` is where the reason stands once rd_kafka_poll was called.
StatusOr<Client> MakeClient(const KafkaSettings& settings, std::string* refused) {
  DW_TRY(KafkaConf conf, MakeConf({{"client.id", "dealwire"}}, settings));
  rd_kafka_conf_set_opaque(conf.get(), refused);
  rd_kafka_conf_set_error_cb(conf.get(), Remember);
  std::array<char, 512> why{};
  Client client(rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), why.data(), why.size()));
  if (client == nullptr) return InvalidArgument(fmt::format("kafka: {}", why.data()));
  (void)conf.release();
  return client;
}

// The brokers refused us, or `otherwise`.
Status WhyNot(const Client& client, const KafkaSettings& settings, const std::string& refused,
              const Status& otherwise) {
  rd_kafka_poll(client.get(), 0);
  return refused.empty() ? WithContext(otherwise, settings.at("bootstrap.servers"))
                         : FailedPrecondition("kafka: " + refused);
}

struct Spec {
  std::string name;
  bool compacted = false;
  bool for_ever = false;  // not compacted, and kept until somebody deletes it
};

std::vector<Spec> SpecsOf(const Topics& topics) {
  return {{topics.urls},        {topics.frontier, true},         {topics.pages},
          {topics.extracted},   {topics.articles, true},         {topics.reports},
          {topics.deals, true}, {topics.quarantine, false, true}};
}

struct NewTopicDelete {
  void operator()(rd_kafka_NewTopic_t* topic) const { rd_kafka_NewTopic_destroy(topic); }
};
using NewTopic = std::unique_ptr<rd_kafka_NewTopic_t, NewTopicDelete>;

StatusOr<NewTopic> MakeNewTopic(const Spec& spec, int partitions, int replicas) {
  std::array<char, 512> why{};
  NewTopic topic(rd_kafka_NewTopic_new(spec.name.c_str(), partitions, replicas == 0 ? -1 : replicas,
                                       why.data(), why.size()));
  if (topic == nullptr) return InvalidArgument(fmt::format("{}: {}", spec.name, why.data()));
  rd_kafka_NewTopic_set_config(topic.get(), "max.message.bytes", "8388608");
  rd_kafka_NewTopic_set_config(topic.get(), "cleanup.policy",
                               spec.compacted ? "compact" : "delete");
  if (spec.compacted) {
    rd_kafka_NewTopic_set_config(topic.get(), "delete.retention.ms", kWeek);
  } else {
    rd_kafka_NewTopic_set_config(topic.get(), "retention.ms", spec.for_ever ? "-1" : kWeek);
  }
  return topic;
}

Status ReadResults(rd_kafka_event_t* event) {
  if (rd_kafka_event_error(event) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Unavailable(rd_kafka_event_error_string(event));
  }
  size_t count = 0;
  const rd_kafka_topic_result_t** const results =
      rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count);
  for (size_t i = 0; i < count; ++i) {
    const rd_kafka_resp_err_t error = rd_kafka_topic_result_error(results[i]);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR || error == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) {
      continue;
    }
    const char* const text = rd_kafka_topic_result_error_string(results[i]);
    return Unavailable(fmt::format("{}: {}", rd_kafka_topic_result_name(results[i]),
                                   text == nullptr ? rd_kafka_err2str(error) : text));
  }
  return OkStatus();
}

}  // namespace

Topics::Topics(const std::string& prefix)
    : urls(prefix + ".urls"),
      frontier(prefix + ".frontier"),
      pages(prefix + ".pages"),
      extracted(prefix + ".extracted"),
      articles(prefix + ".articles"),
      reports(prefix + ".reports"),
      deals(prefix + ".deals"),
      quarantine(prefix + ".quarantine") {}

std::vector<std::string> Topics::All() const {
  return {urls, frontier, pages, extracted, articles, reports, deals, quarantine};
}

Status MakeTopics(const KafkaSettings& settings, const Topics& topics, int partitions,
                  int replicas) {
  std::string refused;
  DW_TRY(const Client client, MakeClient(settings, &refused));
  std::vector<NewTopic> wanted;
  std::vector<rd_kafka_NewTopic_t*> pointers;
  for (const Spec& spec : SpecsOf(topics)) {
    DW_TRY(NewTopic topic, MakeNewTopic(spec, partitions, replicas));
    pointers.push_back(topic.get());
    wanted.push_back(std::move(topic));
  }
  const std::unique_ptr<rd_kafka_queue_t, decltype(&rd_kafka_queue_destroy)> queue(
      rd_kafka_queue_new(client.get()), rd_kafka_queue_destroy);
  rd_kafka_CreateTopics(client.get(), pointers.data(), pointers.size(), nullptr, queue.get());
  const std::unique_ptr<rd_kafka_event_t, decltype(&rd_kafka_event_destroy)> event(
      rd_kafka_queue_poll(queue.get(), kPatienceMs), rd_kafka_event_destroy);
  const Status made = event == nullptr ? Unavailable("timed out") : ReadResults(event.get());
  return made.ok() ? made : WhyNot(client, settings, refused, made);
}

StatusOr<std::map<std::string, int32_t>> CountPartitions(const KafkaSettings& settings,
                                                         const Topics& topics) {
  std::string refused;
  DW_TRY(const Client client, MakeClient(settings, &refused));
  const rd_kafka_metadata_t* metadata = nullptr;
  const rd_kafka_resp_err_t error =
      rd_kafka_metadata(client.get(), 1, nullptr, &metadata, kPatienceMs);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return WhyNot(client, settings, refused,
                  Unavailable(fmt::format("no broker answers: {}", rd_kafka_err2str(error))));
  }
  std::map<std::string, int32_t> counts;
  for (int i = 0; i < metadata->topic_cnt; ++i) {
    counts[metadata->topics[i].topic] = metadata->topics[i].partition_cnt;
  }
  rd_kafka_metadata_destroy(metadata);
  std::map<std::string, int32_t> out;
  for (const std::string& topic : topics.All()) {
    if (counts[topic] == 0) {
      return NotFound(fmt::format("there is no topic {}; dealwire worker topics makes it", topic));
    }
    out[topic] = counts[topic];
  }
  for (const auto& [a, b] :
       {std::pair(topics.urls, topics.frontier), std::pair(topics.extracted, topics.articles),
        std::pair(topics.reports, topics.deals)}) {
    if (out[a] != out[b]) {
      return FailedPrecondition(
          fmt::format("{} has {} partitions and {} has {}; they must have the same number", a,
                      out[a], b, out[b]));
    }
  }
  return out;
}

}  // namespace dealwire
