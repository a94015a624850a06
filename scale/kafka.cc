#include "scale/kafka.h"

#include <fmt/format.h>
#include <librdkafka/rdkafka.h>

#include <array>
#include <cstdlib>

#include "base/file.h"
#include "base/log.h"

namespace dealwire {
namespace {

constexpr size_t kMaxFile = size_t{1} << 20;

std::string_view Trim(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// What "@file:" and "@env:" stand for; other values are what they are.
StatusOr<std::string> Resolve(std::string_view value) {
  if (value.starts_with("@file:")) {
    DW_TRY(std::string text, ReadFile(std::string(value.substr(6)), kMaxFile));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    return text;
  }
  if (value.starts_with("@env:")) {
    const std::string name(value.substr(5));
    const char* found = std::getenv(name.c_str());
    if (found == nullptr) return NotFound("the environment has no " + name);
    return std::string(found);
  }
  return std::string(value);
}

Status Check(const KafkaConf& conf, const std::string& key, const std::string& value) {
  std::array<char, 512> why{};
  if (rd_kafka_conf_set(conf.get(), key.c_str(), value.c_str(), why.data(), why.size()) ==
      RD_KAFKA_CONF_OK) {
    return OkStatus();
  }
  // librdkafka's reason may quote the value.
  const std::string reason = IsSecret(key) ? "librdkafka does not take this value" : why.data();
  return InvalidArgument(fmt::format("{}: {}", key, reason));
}

Status AddPair(std::string_view pair, bool on_command_line, const KafkaConf& conf,
               KafkaSettings* settings) {
  const size_t equals = pair.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    const std::string shown = IsSecret(pair) ? "a setting" : "'" + std::string(pair) + "'";
    return InvalidArgument(shown + " has no value; write key=value");
  }
  const std::string key(Trim(pair.substr(0, equals)));
  const std::string_view value = Trim(pair.substr(equals + 1));
  if (on_command_line && IsSecret(key) && !value.starts_with("@")) {
    return InvalidArgument(
        fmt::format("{}: others can read the command line; write {}=@file:PATH or {}=@env:NAME",
                    key, key, key));
  }
  StatusOr<std::string> resolved = Resolve(value);
  if (!resolved.ok()) return WithContext(resolved.status(), key);
  DW_RETURN_IF_ERROR(Check(conf, key, *resolved));
  (*settings)[key] = *std::move(resolved);
  return OkStatus();
}

Status AddFile(const std::string& file, const KafkaConf& conf, KafkaSettings* settings) {
  DW_TRY(const std::string text, ReadFile(file, kMaxFile));
  size_t line = 0;
  for (size_t at = 0; at < text.size(); ++line) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view one = Trim(std::string_view(text).substr(at, end - at));
    at = end + 1;
    if (!one.empty() && one[0] != '#') {
      const Status added = AddPair(one, false, conf, settings);
      if (!added.ok()) return WithContext(added, fmt::format("{}:{}", file, line + 1));
    }
  }
  return OkStatus();
}

void Log(const rd_kafka_t* /*client*/, int level, const char* facility, const char* text) {
  const std::string line = fmt::format("kafka: {}: {}", facility, text);
  // A broker that went is not an error of ours: the client goes on with another.
  level <= 2 ? LogError(line) : level <= 4 ? LogInfo(line) : LogDebug(line);
}

}  // namespace

void KafkaConfDelete::operator()(rd_kafka_conf_s* conf) const { rd_kafka_conf_destroy(conf); }

bool IsSecret(std::string_view key) {
  for (const std::string_view part : {"password", "secret", "token", "ssl.key.pem", "jaas"}) {
    if (key.find(part) != std::string_view::npos)
      return key != "sasl.oauthbearer.token.endpoint.url";
  }
  return false;
}

std::string ToString(const TopicPartition& place) {
  return fmt::format("{}/{}", place.topic, place.partition);
}

StatusOr<KafkaSettings> LoadKafkaSettings(const std::string& brokers, const std::string& file,
                                          const std::vector<std::string>& pairs) {
  const KafkaConf conf(rd_kafka_conf_new());
  KafkaSettings settings;
  if (!file.empty()) DW_RETURN_IF_ERROR(AddFile(file, conf, &settings));
  for (const std::string& pair : pairs) {
    const Status added = AddPair(pair, true, conf, &settings);
    if (!added.ok()) return WithContext(added, "-X");
  }
  if (!brokers.empty()) settings["bootstrap.servers"] = brokers;
  if (!settings.contains("bootstrap.servers")) {
    return InvalidArgument("no brokers; write --brokers HOST:PORT[,HOST:PORT...]");
  }
  return settings;
}

int32_t PartitionOf(std::string_view key, int32_t count) {
  return rd_kafka_msg_partitioner_murmur2(nullptr, key.data(), key.size(), count, nullptr, nullptr);
}

StatusOr<KafkaConf> MakeConf(const KafkaSettings& defaults, const KafkaSettings& settings) {
  KafkaConf conf(rd_kafka_conf_new());
  for (const auto& [key, value] : defaults) DW_RETURN_IF_ERROR(Check(conf, key, value));
  for (const auto& [key, value] : settings) DW_RETURN_IF_ERROR(Check(conf, key, value));
  rd_kafka_conf_set_log_cb(conf.get(), Log);
  return conf;
}

}  // namespace dealwire
