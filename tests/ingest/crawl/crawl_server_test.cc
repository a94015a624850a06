// The crawl against servers that break the rules: each page is counted under the right reason,
// nothing hangs, nothing is stored that is not whole.
#include <curl/curl.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <ctime>
#include <mutex>

#include "base/time.h"
#include "ingest/article.h"
#include "ingest/crawl/crawl.h"
#include "ingest/crawl/http.h"
#include "ingest/url.h"
#include "tests/support/gzip.h"
#include "tests/support/memory_frontier.h"
#include "tests/support/scripted_server.h"

namespace dealwire {
namespace {

using Visit = ScriptedServer::Visit;
using Counts = std::map<std::string, uint64_t>;

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n";

Source SourceOf(const ScriptedServer& server, SourceKind kind,
                const std::vector<std::string>& paths) {
  Source source;
  source.name = "test";
  source.kind = kind;
  for (const std::string& path : paths) source.urls.push_back(server.address() + path);
  source.settings.per_host_delay_ms = 0;
  source.settings.allow_private_networks = true;
  source.settings.timeout_s = 600;
  source.settings.max_body_mb = 1;
  return source;
}

struct Crawled {
  SourceCounts counts;
  std::vector<std::string> errors;
  std::vector<Page> pages;
};

Crawled CrawlIt(const Source& source) {
  MemoryFrontier frontier;
  Crawled out;
  std::mutex mutex;
  const CrawlSummary summary =
      Crawl({source}, CrawlOptions{}, &frontier, [&](const CrawledPage& crawled) {
        const std::lock_guard lock(mutex);
        out.pages.push_back(crawled.page);
        return PageResult{};
      });
  CHECK(summary.fatal.ok());
  out.counts = summary.sources.at("test");
  out.errors = summary.errors;
  CHECK(out.counts.discovered == out.counts.Total());
  return out;
}

Crawled CrawlPages(const ScriptedServer& server, const std::vector<std::string>& paths) {
  return CrawlIt(SourceOf(server, SourceKind::kPages, paths));
}

std::string HttpDate(time_t when) {
  char text[64];
  tm parts = {};
  gmtime_r(&when, &parts);
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

HttpResponse Get(const HttpRequest& request) {
  HttpLoop loop;
  std::optional<HttpResponse> got;
  loop.Start(request, [&](HttpResponse response) { got = std::move(response); });
  while (!got) loop.Poll(std::chrono::milliseconds(100));
  return *got;
}

}  // namespace

TEST_CASE("server: 429 and 503 are waited for, in seconds and by date", "[ingest][crawl]") {
  for (const int status : {429, 503}) {
    for (const bool date : {false, true}) {
      ScriptedServer server;
      const time_t free = time(nullptr) + 2;
      std::atomic<int> calls = 0;
      std::atomic<time_t> second = 0;
      server.On("/a", [&](const Visit& visit) {
        if (++calls > 1) {
          second = time(nullptr);
          visit.Send(kOk + "\r\nx");
          return;
        }
        visit.Send("HTTP/1.1 " + std::to_string(status) + " Busy\r\nConnection: close\r\n" +
                   "Content-Length: 0\r\nRetry-After: " + (date ? HttpDate(free) : "2") +
                   "\r\n\r\n");
      });
      INFO(status << (date ? " by date" : " in seconds"));
      const Crawled crawled = CrawlPages(server, {"/a"});
      CHECK(crawled.counts.fetched == 1);
      CHECK(server.Asked("/a") == 2);
      CHECK(second >= free);
    }
  }
}

TEST_CASE("server: a Retry-After that is nonsense, past or negative is none", "[ingest][crawl]") {
  ScriptedServer server;
  for (const char* value : {"soon", "-5", "Thu, 01 Jan 1970 00:00:00 GMT", "1e400", "inf"}) {
    auto calls = std::make_shared<std::atomic<int>>(0);
    server.On(std::string("/") + value[0], [value, calls](const Visit& visit) {
      visit.Send(++*calls > 1 ? kOk + "\r\nx"
                              : std::string("HTTP/1.1 503 Busy\r\nConnection: close\r\n") +
                                    "Content-Length: 0\r\nRetry-After: " + value + "\r\n\r\n");
    });
  }
  const Crawled crawled = CrawlPages(server, {"/s", "/-", "/T", "/1", "/i"});
  CHECK(crawled.counts.fetched == 5);
}

TEST_CASE("server: resets and bodies that end early are tried three times", "[ingest][crawl]") {
  ScriptedServer server;
  server.On("/reset", [](const Visit& visit) {
    visit.Send(kOk + "Content-Length: 1000\r\n\r\nhalf");
    visit.Reset();
  });
  CHECK(CrawlPages(server, {"/reset"}).counts.failed == Counts{{"reset", 1}});
  CHECK(server.Asked("/reset") == 3);

  ScriptedServer truncated;
  truncated.On("/short", kOk + "Content-Length: 1000\r\n", "half");
  const Crawled crawled = CrawlPages(truncated, {"/short"});
  CHECK(crawled.counts.failed == Counts{{"reset", 1}});
  CHECK(crawled.pages.empty());  // half an article is none
  CHECK(truncated.Asked("/short") == 3);

  ScriptedServer chunked;
  chunked.On("/cut", kOk + "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n");
  CHECK(CrawlPages(chunked, {"/cut"}).counts.failed == Counts{{"reset", 1}});

  ScriptedServer silent;
  silent.On("/silent", [](const Visit&) {});  // closes without a word
  CHECK(CrawlPages(silent, {"/silent"}).counts.failed == Counts{{"reset", 1}});
  CHECK(silent.Asked("/silent") >= 3);  // libcurl may ask once more where it had a connection
}

TEST_CASE("server: lengths and framing that are wrong", "[ingest][crawl]") {
  ScriptedServer server;
  server.On("/long", kOk + "Content-Length: 5\r\n", "hello, and more than was said");
  server.On("/nan", kOk + "Content-Length: many\r\n", "hello");
  server.On("/minus", kOk + "Content-Length: -7\r\n", "hello");
  server.On("/huge", kOk + "Content-Length: 99999999999\r\n", "hello");
  server.On("/chunk", kOk + "Transfer-Encoding: chunked\r\n", "zz\r\nhello\r\n0\r\n\r\n");
  server.On("/noise", "\x01\x02 no HTTP at all\r\n", "");
  server.On("/gzip", kOk + "Content-Encoding: gzip\r\n", "no gzip at all");
  const Crawled crawled =
      CrawlPages(server, {"/long", "/nan", "/minus", "/huge", "/chunk", "/noise", "/gzip"});
  REQUIRE(!crawled.pages.empty());
  CHECK(std::ranges::any_of(crawled.pages, [](const Page& page) { return page.bytes == "hello"; }));
  CHECK(crawled.counts.failed.at("too large") == 1);
  CHECK(crawled.counts.failed.at("bad answer") >= 3);
  // What is broken for good is asked for once.
  for (const char* path : {"/long", "/huge", "/noise", "/gzip"}) {
    INFO(path);
    CHECK(server.Asked(path) == 1);
  }
}

TEST_CASE("server: an answer that drips is given up, by the whole time and by its speed",
          "[ingest][crawl]") {
  ScriptedServer server;
  server.On("/drip", [](const Visit& visit) {
    if (!visit.Send(kOk + "\r\n")) return;
    while (visit.Wait(100) && visit.Send("x")) {
    }
  });
  HttpRequest request;
  request.url = server.address() + "/drip";
  request.allow_private_networks = true;
  request.timeout_s = 1;
  const HttpResponse late = Get(request);
  CHECK(late.failure == "timeout");
  CHECK(late.may_pass);
  CHECK(late.detail == "no whole answer within 1 s");
  request.timeout_s = 3600;
  request.low_speed_s = 1;
  const HttpResponse slow = Get(request);
  CHECK(slow.failure == "timeout");
  CHECK(slow.detail == "less than 64 bytes a second for 1 s");

  Source source = SourceOf(server, SourceKind::kPages, {"/drip"});
  source.settings.timeout_s = 1;
  CHECK(CrawlIt(source).counts.failed == Counts{{"timeout", 1}});
}

TEST_CASE("server: bodies without end, packed and unpacked", "[ingest][crawl]") {
  ScriptedServer server;
  const std::string bomb = Gzip(std::string(64 << 20, '\0'));
  REQUIRE(bomb.size() < (size_t{1} << 20));  // small enough on the wire
  server.On("/bomb", kOk + "Content-Encoding: gzip\r\n", bomb);
  server.On("/twice", kOk + "Content-Encoding: gzip, gzip\r\n", Gzip(bomb));
  server.On("/endless", [](const Visit& visit) {
    if (!visit.Send(kOk + "\r\n")) return;
    while (visit.Send(std::string(65536, 'x'))) {
    }
  });
  // An empty member after the other: nothing comes out, so that only the wire can tell.
  const std::string empty = Gzip("");
  server.On("/empty", [empty](const Visit& visit) {
    if (!visit.Send(kOk + "Content-Encoding: gzip\r\n\r\n")) return;
    while (visit.Send(empty)) {
    }
  });
  const Crawled crawled = CrawlPages(server, {"/bomb", "/twice", "/endless", "/empty"});
  CHECK(crawled.pages.empty());
  uint64_t failed = 0;
  for (const auto& [reason, count] : crawled.counts.failed) failed += count;
  CHECK(failed == 4);
  CHECK(crawled.counts.failed.at("too large") >= 3);
  for (const char* path : {"/bomb", "/twice", "/endless"}) CHECK(server.Asked(path) == 1);
}

TEST_CASE("server: headers without end", "[ingest][crawl]") {
  ScriptedServer server;
  server.On("/lines", [](const Visit& visit) {
    if (!visit.Send("HTTP/1.1 200 OK\r\n")) return;
    while (visit.Send("X-Flood: " + std::string(1000, 'x') + "\r\n")) {
    }
  });
  server.On("/line", [](const Visit& visit) {
    if (!visit.Send("HTTP/1.1 200 OK\r\nX-Flood: ")) return;
    while (visit.Send(std::string(1000, 'x'))) {
    }
  });
  server.On("/continue", [](const Visit& visit) {
    while (visit.Send("HTTP/1.1 100 Continue\r\n\r\n")) {
    }
  });
  const Crawled crawled = CrawlPages(server, {"/lines", "/line", "/continue"});
  CHECK(crawled.pages.empty());
  CHECK(crawled.counts.failed == Counts{{"too large", 3}});
  for (const char* path : {"/lines", "/line", "/continue"}) CHECK(server.Asked(path) == 1);
}

TEST_CASE("server: redirects that lead nowhere", "[ingest][crawl]") {
  ScriptedServer server;
  const auto redirect = [&](const std::string& from, const std::string& to) {
    server.On(
        from,
        "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: " + to + "\r\n",
        "");
  };
  redirect("/self", "/self");
  redirect("/ring1", "/ring2");
  redirect("/ring2", "/ring1");
  for (int i = 1; i <= 12; ++i) {
    redirect("/chain" + std::to_string(i), "/chain" + std::to_string(i + 1));
  }
  redirect("/file", "file:///etc/passwd");
  redirect("/gopher", "gopher://127.0.0.1/x");
  redirect("/script", "javascript:alert(1)");
  redirect("/user", "http://user:word@127.0.0.1/");
  redirect("/none", "");
  redirect("/fragment", "/fragment#again");
  const Crawled crawled = CrawlPages(server, {"/self", "/ring1", "/chain1", "/file", "/gopher",
                                              "/script", "/user", "/none", "/fragment"});
  CHECK(crawled.pages.empty());
  CHECK(crawled.counts.fetched == 0);
  CHECK(server.Asked("/chain11") == 1);
  CHECK(server.Asked("/chain12") == 0);  // ten redirects, and no more
  for (const char* path : {"/self", "/ring1", "/ring2", "/file", "/gopher", "/script", "/user"}) {
    INFO(path);
    CHECK(server.Asked(path) == 1);
  }
}

TEST_CASE("server: feeds in the charset they are served in", "[ingest][crawl]") {
  ScriptedServer server;
  const std::string head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: ";
  // "Новости" and the path "/нов" in windows-1251 and UTF-16; the header or the document tells.
  server.On("/header", head + "application/rss+xml; charset=windows-1251\r\n",
            "<rss><channel><item><title>\xcd\xee\xe2</title><link>/\xed\xee\xe2-1</link></item>"
            "</channel></rss>");
  server.On("/inside", head + "application/rss+xml\r\n",
            "<?xml version='1.0' encoding='windows-1251'?><rss><channel><item>"
            "<link>/\xed\xee\xe2-2</link></item></channel></rss>");
  std::string wide = "\xff\xfe";
  for (const char c :
       std::string("<rss><channel><item><link>/utf16</link></item></channel></rss>")) {
    wide += c;
    wide += '\0';
  }
  server.On("/wide", head + "application/rss+xml\r\n", wide);
  server.On("/unknown", head + "application/rss+xml; charset=x-no-such\r\n",
            "<rss><channel><item><link>/unknown-1</link></item></channel></rss>");
  // Percent-encoding may be in small letters or capitals.
  for (const char* path : {"/%D0%BD%D0%BE%D0%B2-1", "/%d0%bd%d0%be%d0%b2-1", "/utf16",
                           "/%D0%BD%D0%BE%D0%B2-2", "/%d0%bd%d0%be%d0%b2-2", "/unknown-1"}) {
    server.On(path, kOk, "x");
  }
  const Crawled crawled =
      CrawlIt(SourceOf(server, SourceKind::kFeed, {"/header", "/inside", "/wide", "/unknown"}));
  std::vector<std::string> found;
  for (const Page& page : crawled.pages) {
    found.push_back(CanonicalUrl(*ParseUrl(page.url)).substr(server.address().size()));
  }
  std::ranges::sort(found);
  CHECK(found == std::vector<std::string>{"/%D0%BD%D0%BE%D0%B2-1", "/%D0%BD%D0%BE%D0%B2-2",
                                          "/unknown-1", "/utf16"});
}

TEST_CASE("server: a page's charset comes with it, odd ones too", "[ingest][crawl]") {
  ScriptedServer server;
  const std::string head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html";
  const std::string text(
      "\xcf\xf0\xee\xe2\xe0\xe9\xe4\xe5\xf0 "
      "\xef\xee\xe4\xef\xe8\xf1\xe0\xeb "
      "\xe4\xee\xe3\xee\xe2\xee\xf0 \xee "
      "\xe2\xfb\xf7\xe8\xf1\xeb\xe5\xed\xe8\xff\xf5. ");  // windows-1251
  std::string body = "<html><body><article><p>";
  for (int i = 0; i < 20; ++i) body += text;
  body += "</p></article></body></html>";
  server.On("/right", head + "; charset=windows-1251\r\n", body);
  server.On("/quoted", head + "; charset=\"Windows-1251\"; x=y\r\n", body);
  server.On("/unknown", head + "; charset=x-no-such\r\n", body);
  server.On("/bytes", head + "; charset=utf-8\r\n", std::string("\xff\xfe\xfd\0\x80", 5) + body);
  const Crawled crawled = CrawlPages(server, {"/right", "/quoted", "/unknown", "/bytes"});
  REQUIRE(crawled.pages.size() == 4);
  for (const Page& page : crawled.pages) {
    INFO(page.url);
    const StatusOr<Article> article = ReadArticle(page);  // nothing makes it crash
    const bool told = page.url.ends_with("/right") || page.url.ends_with("/quoted");
    if (!told) continue;
    REQUIRE(article.ok());
    CHECK(article->text.find("Провайдер подписал договор") != std::string::npos);
  }
}

}  // namespace dealwire
