// A small news site: serves a folder, for scripts/run and the tests of the crawl.
//   news_site FOLDER [--port N] [--listen ADDRESS] [--log FILE] [--hold N]
// Prints its address on a line of its own, then serves until it is ended.
//   --listen  127.0.0.1 if it is not given
//   --log     what is asked for, before it is answered: the path, a space, the User-Agent
//   --hold    a User-Agent that begins with "held" is given so many answers; what it asks for then
//             waits until another User-Agent asks: so a crawl can be killed in its midst, however
//             fast it is
// A feed's links that begin with "/" are made whole with the site's own address, as a feed must
// give them; /to/ADDRESS redirects there.
#include <httplib.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <string>

namespace {

std::string ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void ReplaceAll(std::string* text, const std::string& from, const std::string& to) {
  for (size_t at = text->find(from); at != std::string::npos;
       at = text->find(from, at + to.size())) {
    text->replace(at, from.size(), to);
  }
}

// Who asked for what, and who has to wait.
class Visitors {
 public:
  Visitors(const std::string& log, int hold) : hold_(hold) {
    if (!log.empty()) log_.open(log, std::ios::app);
  }

  void Enter(const std::string& path, const std::string& agent) {
    std::unique_lock lock(mutex_);
    log_ << path << ' ' << agent << std::endl;
    if (agent != latest_) changed_.notify_all();
    latest_ = agent;
    if (hold_ == 0 || !agent.starts_with("held") || ++asked_[agent] <= hold_) return;
    changed_.wait(lock, [&] { return latest_ != agent; });
  }

 private:
  const int hold_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::ofstream log_;
  std::string latest_;
  std::map<std::string, int> asked_;
};

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, std::string> options = {
      {"--port", "0"}, {"--listen", "127.0.0.1"}, {"--log", ""}, {"--hold", "0"}};
  for (int i = 2; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
  if (argc < 2 || argc % 2 != 0 || options.size() != 4) {
    std::fputs("usage: news_site FOLDER [--port N] [--listen ADDRESS] [--log FILE] [--hold N]\n",
               stderr);
    return 2;
  }
  const std::string folder = argv[1];
  const std::string listen = options["--listen"];
  httplib::Server server;
  server.new_task_queue = [] { return new httplib::ThreadPool(32); };
  int port = std::atoi(options["--port"].c_str());
  if (port == 0) {
    port = server.bind_to_any_port(listen);
  } else if (!server.bind_to_port(listen, port)) {
    port = -1;
  }
  if (port < 0) {
    std::fprintf(stderr, "news_site: cannot listen on %s\n", listen.c_str());
    return 1;
  }
  const std::string address = "http://" + listen + ":" + std::to_string(port);
  Visitors visitors(options["--log"], std::atoi(options["--hold"].c_str()));
  server.set_pre_routing_handler([&](const httplib::Request& request, httplib::Response&) {
    visitors.Enter(request.path, request.get_header_value("User-Agent"));
    return httplib::Server::HandlerResponse::Unhandled;
  });
  server.Get("/feed.xml", [&](const httplib::Request&, httplib::Response& response) {
    std::string feed = ReadAll(folder + "/feed.xml");
    ReplaceAll(&feed, "<link>/", "<link>" + address + "/");
    response.set_content(feed, "application/rss+xml; charset=utf-8");
  });
  server.Get("/to/(.*)", [](const httplib::Request& request, httplib::Response& response) {
    response.set_redirect(request.matches[1].str());
  });
  if (!server.set_mount_point("/", folder)) {
    std::fprintf(stderr, "news_site: %s: no such folder\n", folder.c_str());
    return 1;
  }
  server.set_file_extension_and_mimetype_mapping("html", "text/html; charset=utf-8");
  std::printf("%s\n", address.c_str());
  std::fflush(stdout);
  server.listen_after_bind();
  return 0;
}
