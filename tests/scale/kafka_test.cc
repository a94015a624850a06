#include "scale/kafka.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace dealwire {
namespace {

std::string Folder(const std::string& name) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() /
                                       ("dealwire_kafka_test_" + std::to_string(getpid()) + name);
  std::filesystem::create_directories(folder);
  return folder.string();
}

std::string Write(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
  return path;
}

TEST_CASE("kafka: settings come from a file and the command line, which overrides", "[scale]") {
  const std::string folder = Folder("settings");
  const std::string file = Write(folder + "/kafka.properties",
                                 "# of this site\n"
                                 "security.protocol = sasl_ssl\n\n"
                                 "sasl.username=news\n"
                                 "linger.ms=7");
  const auto settings =
      LoadKafkaSettings("a:9092,b:9092", file, {"linger.ms=9", "client.id=one=two"});
  REQUIRE(settings.ok());
  CHECK(settings->at("bootstrap.servers") == "a:9092,b:9092");
  CHECK(settings->at("security.protocol") == "sasl_ssl");
  CHECK(settings->at("sasl.username") == "news");
  CHECK(settings->at("linger.ms") == "9");
  CHECK(settings->at("client.id") == "one=two");
  std::filesystem::remove_all(folder);
}

TEST_CASE("kafka: a wrong setting is told with its place", "[scale]") {
  const std::string folder = Folder("wrong");
  const std::string file = Write(folder + "/k", "linger.ms=7\nno.such.key=1\n");
  auto settings = LoadKafkaSettings("a:1", file, {});
  REQUIRE_FALSE(settings.ok());
  CHECK(Message(settings.status()).find(file + ":2: no.such.key") == 0);
  settings = LoadKafkaSettings("a:1", "", {"linger.ms"});
  CHECK(Message(settings.status()) == "-X: 'linger.ms' has no value; write key=value");
  CHECK(LoadKafkaSettings("", "", {}).status().code() == StatusCode::kInvalidArgument);
  CHECK(LoadKafkaSettings("a:1", folder + "/none", {}).status().code() == StatusCode::kNotFound);
  std::filesystem::remove_all(folder);
}

TEST_CASE("kafka: secrets come from files and the environment, and are never shown", "[scale]") {
  const std::string folder = Folder("secrets");
  const std::string file = Write(folder + "/password", "hunter2\n");
  setenv("DEALWIRE_TEST_SECRET", "s3cret", 1);
  auto settings = LoadKafkaSettings(
      "a:1", "", {"sasl.password=@file:" + file, "ssl.key.password=@env:DEALWIRE_TEST_SECRET"});
  REQUIRE(settings.ok());
  CHECK(settings->at("sasl.password") == "hunter2");
  CHECK(settings->at("ssl.key.password") == "s3cret");
  settings = LoadKafkaSettings("a:1", "", {"sasl.password=hunter2"});
  REQUIRE_FALSE(settings.ok());
  CHECK(Message(settings.status()).find("hunter2") == std::string::npos);
  settings = LoadKafkaSettings("a:1", "", {"sasl.password=@env:DEALWIRE_NO_SUCH_NAME"});
  CHECK(settings.status().code() == StatusCode::kNotFound);
  // A line without "=" may be a password that was pasted in the wrong place.
  settings = LoadKafkaSettings("a:1", Write(folder + "/k", "sasl.password hunter2\n"), {});
  REQUIRE_FALSE(settings.ok());
  CHECK(Message(settings.status()).find("hunter2") == std::string::npos);
  std::filesystem::remove_all(folder);
}

TEST_CASE("kafka: keys find the partitions that Java's clients choose", "[scale]") {
  // From Kafka's own UtilsTest.testMurmur2, made positive as its partitioner does.
  CHECK(PartitionOf("21", 1 << 30) == (static_cast<uint32_t>(-973932308) & 0x7fffffff) % (1 << 30));
  CHECK(PartitionOf("foobar", 1000) ==
        static_cast<int>((static_cast<uint32_t>(-790332482) & 0x7fffffff) % 1000));
  CHECK(PartitionOf("", 1) == 0);
}

}  // namespace
}  // namespace dealwire
