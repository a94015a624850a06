// One page through every transport: a file, a packed file, HTTP, a web archive.
#include <httplib.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/file.h"
#include "ingest/article.h"
#include "ingest/crawl/http.h"
#include "ingest/crawl/warc.h"
#include "ingest/crawl/warc_writer.h"
#include "ingest/page.h"
#include "tests/support/paths.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

constexpr char kUrl[] = "https://news.example/halls";
constexpr char kFetched[] = "2025-12-07T10:00:00Z";

class Folder {
 public:
  Folder()
      : path_(fs::temp_directory_path() / ("dealwire_transports_" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Page Named(Page page) {
  page.url = kUrl;
  page.fetched = kFetched;
  return page;
}

Page OfFile(const fs::path& path) {
  Page page;
  page.bytes = ReadFile(path.string(), kMaxPageBytes).value();
  return Named(page);
}

// Served without a charset, packed by the server where the client takes it.
Page OverHttp(const std::string& bytes) {
  httplib::Server server;
  const int port = server.bind_to_any_port("127.0.0.1");
  server.Get("/", [&](const httplib::Request&, httplib::Response& response) {
    response.set_content(bytes, "text/html");
  });
  const std::jthread thread([&] { server.listen_after_bind(); });
  HttpLoop loop;
  HttpRequest request;
  request.url = "http://127.0.0.1:" + std::to_string(port) + "/";
  request.allow_private_networks = true;
  Page page;
  bool done = false;
  loop.Start(request, [&](HttpResponse response) {
    INFO(response.failure);
    CHECK(response.status == 200);
    page.bytes = std::move(response.body);
    page.content_type = response.content_type;
    done = true;
  });
  while (!done) loop.Poll(std::chrono::milliseconds(100));
  server.stop();
  return Named(page);
}

Page OfWarc(const std::string& bytes, const fs::path& folder) {
  const auto writer = WarcWriter::Open(folder.string(), "test").value();
  WarcExchange exchange;
  exchange.url = kUrl;
  exchange.date = kFetched;
  exchange.request_header = "GET /halls HTTP/1.1\r\nHost: news.example\r\n\r\n";
  exchange.response_header = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
  exchange.body = bytes;
  CHECK(writer->Write(exchange).ok());
  CHECK(writer->Close().ok());
  for (const auto& file : fs::directory_iterator(folder)) {
    const auto reader = WarcReader::Open(file.path().string()).value();
    while (auto record = reader->Next()) {
      auto page = PageOf(**std::move(record));
      if (page.ok() && page->has_value()) return Named(**std::move(page));
    }
  }
  FAIL("no page in the archive");
  return {};
}

void CheckSame(const Article& a, const Article& b) {
  CHECK(a.text == b.text);
  CHECK(a.title == b.title);
  CHECK(a.published == b.published);
  CHECK(a.authors == b.authors);
  CHECK(a.agencies == b.agencies);
  CHECK(a.lang == b.lang);
  CHECK(a.id == b.id);
  CHECK(a.sha256 == b.sha256);
  CHECK(a.blocks.size() == b.blocks.size());
}

}  // namespace

TEST_CASE("transports: the same page gives the same article", "[ingest][transports]") {
  const Folder folder;
  for (const char* name : {"en/semantic-article_2025-12-07", "cs/charset-windows-1250_2025-12-07",
                           "ar/charset-windows-1256_2025-12-07", "en/charset-utf-16_2025-12-07",
                           "de/captions_2025-12-07", "el/charset-iso-8859-7_2025-12-07"}) {
    INFO(name);
    const fs::path page = fs::path(SourceFolder("corpora/pages")) / name / "page.html";
    const Page file = OfFile(page);
    const StatusOr<Article> article = ReadArticle(file);
    REQUIRE(article.ok());
    CheckSame(*article, ReadArticle(OverHttp(file.bytes)).value());
    const fs::path archive = folder.path() / std::to_string(file.bytes.size());
    CheckSame(*article, ReadArticle(OfWarc(file.bytes, archive)).value());
  }
}

}  // namespace dealwire
