#ifndef DEALWIRE_TESTS_SUPPORT_SCRIPTED_SERVER_H_
#define DEALWIRE_TESTS_SUPPORT_SCRIPTED_SERVER_H_

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace dealwire {

// A server on loopback that answers byte by byte as a test says, well or badly. One request a
// connection. What it is not told of is answered with 404, robots.txt too.
class ScriptedServer {
 public:
  // One connection, after its request was read.
  class Visit {
   public:
    Visit(int socket, const std::atomic<bool>& over) : socket_(socket), over_(over) {}
    ~Visit() { close(socket_); }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    // False: the client has gone, or the test is over.
    bool Send(std::string_view bytes) const {
      while (!bytes.empty() && !over_) {
        const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<size_t>(sent));
      }
      return !over_;
    }
    void Reset() const {  // the connection is broken off, by RST
      const linger now = {1, 0};
      setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    // Waits; false: the client has gone, or the test is over.
    bool Wait(int ms) const {
      pollfd gone = {socket_, POLLRDHUP, 0};
      return poll(&gone, 1, ms) == 0 && !over_;
    }

   private:
    const int socket_;
    const std::atomic<bool>& over_;
  };
  using Answer = std::function<void(const Visit&)>;

  ScriptedServer() : listening_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in at = {};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    auto* const address = reinterpret_cast<sockaddr*>(&at);
    if (bind(listening_, address, size) != 0 || listen(listening_, 64) != 0 ||
        getsockname(listening_, address, &size) != 0) {
      throw std::runtime_error("cannot listen on loopback");
    }
    port_ = ntohs(at.sin_port);
    accepting_ = std::jthread([this] { Accept(); });
  }
  ~ScriptedServer() {
    over_ = true;
    shutdown(listening_, SHUT_RDWR);
    accepting_.join();
    visits_.clear();
    close(listening_);
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  // Before the server is asked.
  void On(const std::string& path, Answer answer) { answers_[path] = std::move(answer); }
  // An answer as it stands: its header without the line that ends it, then the body.
  void On(const std::string& path, const std::string& header, const std::string& body) {
    On(path, [header, body](const Visit& visit) { visit.Send(header + "\r\n" + body); });
  }

  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
  size_t Asked(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    const auto found = asked_.find(path);
    return found == asked_.end() ? 0 : found->second;
  }

 private:
  void Accept() {
    while (!over_) {
      const int socket = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
      if (socket < 0) return;
      visits_.emplace_back([this, socket] { Serve(socket); });
    }
  }

  void Serve(int socket) {
    const Visit visit(socket, over_);
    std::string request;
    char buffer[4096];
    while (request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t got = recv(socket, buffer, sizeof buffer, 0);
      if (got <= 0) return;
      request.append(buffer, static_cast<size_t>(got));
    }
    const size_t begin = request.find(' ') + 1;
    const std::string path = request.substr(begin, request.find(' ', begin) - begin);
    {
      const std::lock_guard lock(mutex_);
      ++asked_[path];
    }
    const auto found = answers_.find(path);
    if (found != answers_.end()) return found->second(visit);
    visit.Send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  const int listening_;
  int port_ = 0;
  std::atomic<bool> over_ = false;
  std::map<std::string, Answer> answers_;
  mutable std::mutex mutex_;  // guards what follows
  std::map<std::string, size_t> asked_;
  std::vector<std::jthread> visits_;  // of the accepting thread
  std::jthread accepting_;
};

}  // namespace dealwire

#endif  // DEALWIRE_TESTS_SUPPORT_SCRIPTED_SERVER_H_
