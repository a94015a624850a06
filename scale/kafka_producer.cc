#include "scale/kafka_producer.h"

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <thread>

#include "base/log.h"
#include "scale/kafka_consumer.h"

namespace dealwire {
namespace {

constexpr int kPatienceMs = 60'000;
constexpr int kMostTries = 20;

const KafkaSettings& ProducerDefaults() {
  static const KafkaSettings* const defaults = new KafkaSettings{
      {"client.id", "dealwire"},
      {"enable.idempotence", "true"},
      {"compression.type", "zstd"},
      {"linger.ms", "5"},
      {"message.max.bytes", "8388608"},
      // A transaction of a worker that was killed holds readers up for so long.
      {"transaction.timeout.ms", "20000"},
  };
  return *defaults;
}

struct ClientDelete {
  void operator()(rd_kafka_t* client) const { rd_kafka_destroy(client); }
};

// Errors of transactions: those to be tried again, those that abort, those that end the producer.
struct TransactionError {
  bool retriable = false, abortable = false;
  Status status;
};

TransactionError Take(rd_kafka_error_t* error, const char* where) {
  TransactionError out;
  if (error == nullptr) return out;
  const std::string what = fmt::format("kafka: {}: {}", where, rd_kafka_error_string(error));
  out.retriable = rd_kafka_error_is_retriable(error) != 0;
  out.abortable = rd_kafka_error_txn_requires_abort(error) != 0;
  out.status = out.retriable || out.abortable ? Unavailable(what) : FailedPrecondition(what);
  rd_kafka_error_destroy(error);
  return out;
}

template <typename Call>
TransactionError Patiently(const char* where, const Call& call) {
  TransactionError error;
  for (int i = 0; i < kMostTries; ++i) {
    error = Take(call(), where);
    if (!error.retriable || error.abortable) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return error;
}

}  // namespace

struct KafkaProducer::Rep {
  bool transactional = false, begun = false;
  Offsets last;
  std::string failed;  // why the last message that could not be written could not
  std::unique_ptr<rd_kafka_t, ClientDelete> client;  // goes first: its callbacks know the others

  static void Delivered(rd_kafka_t* /*client*/, const rd_kafka_message_t* message, void* opaque) {
    auto* const rep = static_cast<Rep*>(opaque);
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      rep->failed = rd_kafka_err2str(message->err);
      return;
    }
    int64_t& last = rep->last[{rd_kafka_topic_name(message->rkt), message->partition}];
    last = std::max(last, message->offset);
  }
};

KafkaProducer::KafkaProducer(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}

KafkaProducer::~KafkaProducer() {
  if (rep_->begun) (void)Abort();
}

StatusOr<std::unique_ptr<KafkaProducer>> KafkaProducer::Open(const KafkaSettings& settings,
                                                             const std::string& id) {
  auto rep = std::make_unique<Rep>();
  KafkaSettings defaults = ProducerDefaults();
  if (!id.empty()) defaults["transactional.id"] = id;
  DW_TRY(KafkaConf conf, MakeConf(defaults, settings));
  rd_kafka_conf_set_opaque(conf.get(), rep.get());
  rd_kafka_conf_set_dr_msg_cb(conf.get(), Rep::Delivered);
  std::array<char, 512> why{};
  rep->client.reset(rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), why.data(), why.size()));
  if (rep->client == nullptr) return InvalidArgument(fmt::format("kafka: {}", why.data()));
  (void)conf.release();  // the client's now
  rep->transactional = !id.empty();
  if (rep->transactional) {
    const TransactionError error = Patiently(
        "transactions", [&] { return rd_kafka_init_transactions(rep->client.get(), kPatienceMs); });
    DW_RETURN_IF_ERROR(error.status);
  }
  return std::unique_ptr<KafkaProducer>(new KafkaProducer(std::move(rep)));
}

Status KafkaProducer::Begin() {
  rep_->last.clear();
  rep_->failed.clear();
  if (!rep_->transactional) return OkStatus();
  DW_RETURN_IF_ERROR(Take(rd_kafka_begin_transaction(rep_->client.get()), "begin").status);
  rep_->begun = true;
  return OkStatus();
}

Status KafkaProducer::Write(const TopicPartition& place, std::string_view key,
                            const std::optional<std::string_view>& value, const Headers& headers) {
  while (true) {
    rd_kafka_headers_t* list = nullptr;
    if (!headers.empty()) {
      list = rd_kafka_headers_new(headers.size());
      for (const auto& [name, text] : headers) {
        rd_kafka_header_add(list, name.data(), static_cast<ssize_t>(name.size()), text.data(),
                            static_cast<ssize_t>(text.size()));
      }
    }
    std::array<rd_kafka_vu_t, 6> what{};
    size_t count = 0;
    what[count].vtype = RD_KAFKA_VTYPE_TOPIC;
    what[count++].u.cstr = place.topic.c_str();
    what[count].vtype = RD_KAFKA_VTYPE_PARTITION;
    what[count++].u.i32 = place.partition;
    what[count].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    what[count++].u.i = RD_KAFKA_MSG_F_COPY;
    what[count].vtype = RD_KAFKA_VTYPE_KEY;
    what[count].u.mem.ptr = const_cast<char*>(key.data());
    what[count++].u.mem.size = key.size();
    if (value) {
      // An empty value is one, and no tombstone: librdkafka goes by the pointer.
      what[count].vtype = RD_KAFKA_VTYPE_VALUE;
      what[count].u.mem.ptr = const_cast<char*>(value->empty() ? "" : value->data());
      what[count++].u.mem.size = value->size();
    }
    if (list != nullptr) {
      what[count].vtype = RD_KAFKA_VTYPE_HEADERS;
      what[count++].u.headers = list;
    }
    rd_kafka_error_t* const error = rd_kafka_produceva(rep_->client.get(), what.data(), count);
    if (error == nullptr) {
      rd_kafka_poll(rep_->client.get(), 0);
      return OkStatus();
    }
    if (list != nullptr) rd_kafka_headers_destroy(list);
    const rd_kafka_resp_err_t code = rd_kafka_error_code(error);
    const std::string text = ToString(place) + ": " + rd_kafka_error_string(error);
    rd_kafka_error_destroy(error);
    if (code == RD_KAFKA_RESP_ERR__QUEUE_FULL) {
      rd_kafka_poll(rep_->client.get(), 50);
      continue;
    }
    if (code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE) return InvalidArgument(text);
    return Unavailable(text);
  }
}

Status KafkaProducer::AbortAfter(const Status& why) {
  DW_RETURN_IF_ERROR(Abort());
  return Unavailable(Message(why));
}

Status KafkaProducer::Commit(const Offsets& offsets, const KafkaConsumer* consumer) {
  if (consumer != nullptr && !offsets.empty()) {
    rd_kafka_topic_partition_list_t* const list =
        rd_kafka_topic_partition_list_new(static_cast<int>(offsets.size()));
    for (const auto& [place, offset] : offsets) {
      rd_kafka_topic_partition_list_add(list, place.topic.c_str(), place.partition)->offset =
          offset;
    }
    rd_kafka_consumer_group_metadata_t* const group =
        rd_kafka_consumer_group_metadata(consumer->handle());
    const TransactionError error = Patiently("offsets", [&] {
      return rd_kafka_send_offsets_to_transaction(rep_->client.get(), list, group, kPatienceMs);
    });
    rd_kafka_consumer_group_metadata_destroy(group);
    rd_kafka_topic_partition_list_destroy(list);
    if (!error.status.ok()) {
      return error.abortable || error.retriable ? AbortAfter(error.status) : error.status;
    }
  }
  const TransactionError error = Patiently(
      "commit", [&] { return rd_kafka_commit_transaction(rep_->client.get(), kPatienceMs); });
  if (error.status.ok()) {
    rep_->begun = false;
    return OkStatus();
  }
  const Status why = rep_->failed.empty() ? error.status : WithContext(error.status, rep_->failed);
  // A commit that timed out may have been one: only the broker knows, and the next client asks it.
  return error.abortable ? AbortAfter(why) : FailedPrecondition(Message(why));
}

Status KafkaProducer::Abort() {
  rep_->begun = false;
  const TransactionError error = Patiently(
      "abort", [&] { return rd_kafka_abort_transaction(rep_->client.get(), kPatienceMs); });
  if (!error.status.ok()) return FailedPrecondition(Message(error.status));
  return OkStatus();
}

Status KafkaProducer::Flush() {
  const rd_kafka_resp_err_t error = rd_kafka_flush(rep_->client.get(), kPatienceMs);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return Unavailable(fmt::format("kafka: {}", rd_kafka_err2str(error)));
  }
  return rep_->failed.empty() ? OkStatus() : Unavailable("kafka: " + rep_->failed);
}

const Offsets& KafkaProducer::last() const { return rep_->last; }

}  // namespace dealwire
