#ifndef DEALWIRE_TESTS_SCALE_BUCKET_SERVER_H_
#define DEALWIRE_TESTS_SCALE_BUCKET_SERVER_H_

#include <httplib.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

// What a store that speaks S3 does with PUT and GET, on loopback, for as long as it is there; the
// environment leads there. Whether requests are signed rightly is asked of a server that knows
// (scripts/test-scale claims).
class BucketServer {
 public:
  BucketServer() {
    server_.Put(".*", [this](const httplib::Request& request, httplib::Response& response) {
      if (on_put) on_put(request);
      const std::lock_guard lock(mutex_);
      requests.push_back(request);
      if (Fails(&response)) return;
      objects[request.path] = request.body;
    });
    server_.Get(".*", [this](const httplib::Request& request, httplib::Response& response) {
      const std::lock_guard lock(mutex_);
      requests.push_back(request);
      if (Fails(&response)) return;
      const auto found = objects.find(request.path);
      if (found != objects.end()) return response.set_content(found->second, "binary/octet-stream");
      response.status = 404;
      response.set_content("<Error><Code>NoSuchKey</Code></Error>", "application/xml");
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    Set("AWS_ENDPOINT_URL", "http://127.0.0.1:" + std::to_string(port_));
    Set("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE");
    Set("AWS_SECRET_ACCESS_KEY", "a/secret+key");
    Set("AWS_REGION", "eu-central-1");
  }
  ~BucketServer() {
    server_.stop();
    thread_.join();
    for (const std::string& name : set_) unsetenv(name.c_str());
  }
  BucketServer(const BucketServer&) = delete;
  BucketServer& operator=(const BucketServer&) = delete;

  void Set(const std::string& name, const std::string& value) {
    setenv(name.c_str(), value.c_str(), 1);
    set_.push_back(name);
  }

  // Before there are requests; called with each PUT, before its answer.
  std::function<void(const httplib::Request&)> on_put;
  // While there are none.
  std::vector<int> next_statuses;  // of the next answers, instead of the right ones
  std::string next_code = "SlowDown";
  std::map<std::string, std::string> objects;  // by path
  std::vector<httplib::Request> requests;

 private:
  bool Fails(httplib::Response* response) {
    if (next_statuses.empty()) return false;
    response->status = next_statuses.front();
    next_statuses.erase(next_statuses.begin());
    response->set_content("<Error><Code>" + next_code + "</Code></Error>", "application/xml");
    return true;
  }

  httplib::Server server_;
  int port_ = 0;
  std::mutex mutex_;
  std::vector<std::string> set_;
  std::thread thread_;
};

#endif  // DEALWIRE_TESTS_SCALE_BUCKET_SERVER_H_
