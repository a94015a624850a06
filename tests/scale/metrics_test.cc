#include "scale/metrics.h"

#include <httplib.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "base/file.h"

namespace dealwire {
namespace {

TEST_CASE("metrics: Prometheus' text format, names and labels in order", "[scale]") {
  Metrics metrics;
  metrics.Add("dealwire_requests_total", "result=\"page\"", 2);
  metrics.Add("dealwire_requests_total", "result=\"failed\"");
  metrics.Add("dealwire_requests_total", "result=\"page\"");
  metrics.Set("dealwire_partitions", "", 6);
  metrics.Set("dealwire_partitions", "", 4);
  CHECK(metrics.Text() ==
        "# HELP dealwire_partitions Partitions that this worker has\n"
        "# TYPE dealwire_partitions gauge\n"
        "dealwire_partitions 4\n"
        "# HELP dealwire_requests_total HTTP requests, by what came of them\n"
        "# TYPE dealwire_requests_total counter\n"
        "dealwire_requests_total{result=\"failed\"} 1\n"
        "dealwire_requests_total{result=\"page\"} 3\n");
  metrics.Forget("dealwire_partitions");
  CHECK(metrics.Text().find("partitions") == std::string::npos);
}

TEST_CASE("metrics: on a port of loopback, or in a file", "[scale]") {
  Metrics metrics;
  metrics.Add("dealwire_deals_total", "", 3);
  {
    const auto exporter = MetricsExporter::Start("0", &metrics);
    REQUIRE(exporter.ok());
    httplib::Client client("127.0.0.1", (*exporter)->port());
    const auto answer = client.Get("/metrics");
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == metrics.Text());
    const auto second = MetricsExporter::Start(std::to_string((*exporter)->port()), &metrics);
    CHECK(second.status().code() == StatusCode::kUnavailable);
  }
  CHECK(MetricsExporter::Start("99999", &metrics).status().code() == StatusCode::kInvalidArgument);
  const std::string file =
      (std::filesystem::temp_directory_path() / ("dealwire_metrics_" + std::to_string(getpid())))
          .string();
  {
    const auto exporter = MetricsExporter::Start(file, &metrics);
    REQUIRE(exporter.ok());
    const auto text = ReadFile(file);
    REQUIRE(text.ok());
    CHECK(*text == metrics.Text());
  }
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace dealwire
