#ifndef DEALWIRE_TESTS_SCALE_MOCK_KAFKA_H_
#define DEALWIRE_TESTS_SCALE_MOCK_KAFKA_H_

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <catch2/catch.hpp>
#include <string>

#include "scale/topics.h"
#include "scale/worker.h"

// Three brokers within this process: librdkafka's own. They know groups and transactions, but show
// readers what is not committed, and forget the offsets that a transaction commits: a worker that
// is started again reads all again. What either matters for is tested on a real cluster
// (scripts/test-scale).
class MockKafka {
 public:
  explicit MockKafka(int partitions = 3) : partitions_(partitions) {
    char why[256];
    rd_kafka_conf_t* const conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "log_level", "0", nullptr, 0);
    client_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, why, sizeof why);
    REQUIRE(client_ != nullptr);
    cluster_ = rd_kafka_mock_cluster_new(client_, 3);
    REQUIRE(cluster_ != nullptr);
    for (const std::string& topic : topics_.All()) {
      rd_kafka_mock_topic_create(cluster_, topic.c_str(), partitions_, 3);
    }
  }
  ~MockKafka() {
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(client_);
  }
  MockKafka(const MockKafka&) = delete;
  MockKafka& operator=(const MockKafka&) = delete;

  dealwire::WorkerOptions Options(const std::string& group, dealwire::Metrics* metrics) const {
    dealwire::WorkerOptions options;
    options.settings = {{"bootstrap.servers", rd_kafka_mock_cluster_bootstraps(cluster_)}};
    options.topics = topics_;
    for (const std::string& topic : topics_.All()) options.partitions[topic] = partitions_;
    options.group = group;
    options.metrics = metrics;
    return options;
  }

 private:
  const int partitions_;
  const dealwire::Topics topics_{"dealwire"};
  rd_kafka_t* client_ = nullptr;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;
};

#endif  // DEALWIRE_TESTS_SCALE_MOCK_KAFKA_H_
