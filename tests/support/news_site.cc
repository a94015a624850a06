// A small news site: serves a folder on loopback, for scripts/run and the tests of the crawl.
//   news_site FOLDER [PORT [LOG]]   prints its address on a line of its own, then serves until it
//   is ended; the paths that were asked for go to LOG, one a line
// A feed's links that begin with "/" are made whole with the site's own address, as a feed must
// give them.
#include <httplib.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
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

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: news_site FOLDER [PORT [LOG]]\n", stderr);
    return 2;
  }
  const std::string folder = argv[1];
  httplib::Server server;
  int port = argc > 2 ? std::atoi(argv[2]) : 0;
  if (port == 0) {
    port = server.bind_to_any_port("127.0.0.1");
  } else if (!server.bind_to_port("127.0.0.1", port)) {
    port = -1;
  }
  if (port < 0) {
    std::fputs("news_site: cannot listen on 127.0.0.1\n", stderr);
    return 1;
  }
  const std::string address = "http://127.0.0.1:" + std::to_string(port);
  server.Get("/feed.xml", [&](const httplib::Request&, httplib::Response& response) {
    std::string feed = ReadAll(folder + "/feed.xml");
    ReplaceAll(&feed, "<link>/", "<link>" + address + "/");
    response.set_content(feed, "application/rss+xml; charset=utf-8");
  });
  std::ofstream log;
  std::mutex mutex;
  if (argc > 3) {
    server.set_logger([&](const httplib::Request& request, const httplib::Response&) {
      const std::lock_guard lock(mutex);
      if (!log.is_open()) log.open(argv[3], std::ios::app);
      log << request.path << std::endl;
    });
  }
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
