#ifndef DEALWIRE_SCALE_METRICS_H_
#define DEALWIRE_SCALE_METRICS_H_

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/status.h"

namespace dealwire {

// Figures of a worker in Prometheus' text format: dealwire_messages_total{stage="fetch"} 12. Safe
// from many threads.
class Metrics {
 public:
  // A counter, which only grows; `labels` as they stand between the braces: stage="fetch".
  void Add(const std::string& name, const std::string& labels, double value = 1);
  // A gauge.
  void Set(const std::string& name, const std::string& labels, double value);
  double Value(const std::string& name, const std::string& labels) const;
  // Gauges of this name are gone, for example of partitions that another worker has now.
  void Forget(const std::string& name);

  // Exposition format 0.0.4, names in order.
  std::string Text() const;

 private:
  struct Family {
    bool counter = false;
    std::map<std::string, double> values;  // by labels
  };
  mutable std::mutex mutex_;
  std::map<std::string, Family> families_;
};

// Shows `metrics` until it is destroyed: on http://127.0.0.1:PORT/metrics where `where` is a number
// (0: any port, which is logged), else in that file, written anew every 2 s as a whole. Errors:
// kUnavailable, the port is taken; kPermissionDenied and others of writing the file.
class MetricsExporter {
 public:
  static StatusOr<std::unique_ptr<MetricsExporter>> Start(const std::string& where,
                                                          const Metrics* metrics);
  ~MetricsExporter();
  int port() const;  // 0 where it is a file

 private:
  struct Rep;
  explicit MetricsExporter(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_METRICS_H_
