// Web archives, written and read back, and damaged in all the ways that archives are.
#include "ingest/crawl/warc.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <vector>

#include "base/file.h"
#include "ingest/crawl/warc_writer.h"
#include "tests/support/gzip.h"
#include "tests/support/process.h"

namespace dealwire {
namespace {

std::string RecordText(const std::string& url, const std::string& block,
                       const std::string& type = "response", int length_error = 0) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nWARC-Date: 2025-11-03T09:00:00Z\r\nContent-Length: " +
         std::to_string(static_cast<int>(block.size()) + length_error) + "\r\n\r\n" + block +
         "\r\n\r\n";
}

std::string Answer(const std::string& body, const std::string& fields = "") {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + fields + "\r\n" + body;
}

struct Records {
  std::vector<std::string> urls, errors;
};

Records ReadAll(const std::string& bytes, const char* name = "x.warc") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / name).string();
  std::ofstream(path, std::ios::binary) << bytes;
  const auto reader = WarcReader::Open(path);
  REQUIRE(reader.ok());
  Records found;
  while (const auto record = (*reader)->Next()) {
    REQUIRE(found.urls.size() + found.errors.size() < 10'000);
    if (record->ok()) {
      found.urls.push_back((*record)->url);
    } else {
      found.errors.push_back(Message(record->status()));
    }
  }
  return found;
}

using Urls = std::vector<std::string>;

}  // namespace

TEST_CASE("warc: records of plain files, files packed as one and packed by record",
          "[ingest][warc]") {
  const std::string a = RecordText("http://h/a", Answer("A")), b = RecordText("<http://h/b>", "");
  for (const std::string& bytes : {a + b, Gzip(a) + Gzip(b), Gzip(a + b)}) {
    const Records found = ReadAll(bytes);
    CHECK(found.urls == Urls{"http://h/a", "http://h/b"});
    CHECK(found.errors.empty());
  }
  CHECK(ReadAll("").urls.empty());
  CHECK(ReadAll("").errors.empty());
}

// Members are unpacked at once where that can be, else as a stream: blocks on both sides of where
// the way changes, of bytes that pack badly (a member is longer than what is read) and well.
TEST_CASE("warc: members of any size, one behind the other", "[ingest][warc]") {
  std::string bytes;
  std::vector<std::string> blocks;
  uint64_t state = 1;
  for (const size_t size : {0, 1, 200'000, 600'000, 3'000'000, 5'000'000, 9'000'000, 2}) {
    std::string noise(size, 'x');
    for (char& c : noise) c = static_cast<char>((state = state * 6364136223846793005 + 1) >> 56);
    for (const std::string& block : {noise, std::string(size, 'x')}) {
      blocks.push_back(block);
      bytes += Gzip(RecordText("http://h/" + std::to_string(blocks.size()), block));
    }
  }
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "x.warc.gz").string();
  std::ofstream(path, std::ios::binary) << bytes;
  const auto reader = WarcReader::Open(path);
  REQUIRE(reader.ok());
  for (const std::string& block : blocks) {
    const auto record = (*reader)->Next();
    REQUIRE((record && record->ok()));
    CHECK((*record)->block == block);  // NOLINT: asked for above
  }
  CHECK_FALSE((*reader)->Next());
}

TEST_CASE("warc: a damaged gzip member is passed over and told, the others are read",
          "[ingest][warc]") {
  std::vector<std::string> members;
  for (int i = 0; i < 5; ++i) {
    std::string noise;
    for (int j = 0; j < 3000; ++j) noise += static_cast<char>('a' + (i * 7919 + j * j * 31) % 26);
    members.push_back(Gzip(RecordText("http://h/" + std::to_string(i), Answer(noise))));
  }
  const size_t start = members[0].size() + members[1].size();
  std::string whole;
  for (const std::string& member : members) whole += member;
  for (size_t at = 0; at < members[2].size(); at += 37) {
    INFO("byte " << at << " of the third member");
    std::string broken = whole;
    broken[start + at] = static_cast<char>(broken[start + at] ^ 0x55);
    const Records found = ReadAll(broken);
    // A change in the member's name or time fields changes no record.
    const bool harmless = found.urls.size() == 5;
    if (!harmless) {
      CHECK(found.urls == Urls{"http://h/0", "http://h/1", "http://h/3", "http://h/4"});
      CHECK(found.errors.size() == 1);
    } else {
      CHECK((at >= 3 && at < 10));
    }
  }
}

TEST_CASE("warc: a file cut off anywhere gives its whole records and tells the rest",
          "[ingest][warc]") {
  const std::string a = RecordText("http://h/a", Answer("A")), b = RecordText("http://h/b", "B");
  const std::string packed = Gzip(a) + Gzip(b);
  for (size_t size = Gzip(a).size() + 1; size < packed.size(); ++size) {
    const Records found = ReadAll(packed.substr(0, size));
    CHECK(found.urls == Urls{"http://h/a"});
    CHECK(found.errors.size() == 1);
  }
  for (size_t size = a.size() + 1; size < a.size() + b.size() - 4; ++size) {
    const Records found = ReadAll((a + b).substr(0, size));
    INFO(size);
    CHECK(found.urls == Urls{"http://h/a"});
    CHECK(found.errors.size() == 1);
  }
}

TEST_CASE("warc: a wrong Content-Length loses one record, not the next", "[ingest][warc]") {
  const std::string good = RecordText("http://h/good", Answer("G"));
  for (const int error : {-3, -1, 1, 4, 60, 1'000'000}) {
    const std::string bad = RecordText("http://h/bad", Answer("B"), "response", error);
    INFO("length wrong by " << error);
    CHECK(ReadAll(good + bad + good).urls == Urls{"http://h/good", "http://h/good"});
    CHECK(ReadAll(Gzip(good) + Gzip(bad) + Gzip(good)).urls ==
          Urls{"http://h/good", "http://h/good"});
    CHECK(ReadAll(good + bad + good).errors.size() == 1);
  }
}

TEST_CASE("warc: what is no archive ends with an error", "[ingest][warc]") {
  CHECK(ReadAll("<html>no</html>").errors.size() == 1);
  CHECK(ReadAll(Gzip("<html>no</html>")).errors.size() == 1);
  CHECK(ReadAll(std::string(200'000, 'x')).errors.size() == 1);
  CHECK(WarcReader::Open("/nowhere/x.warc").status().code() == StatusCode::kNotFound);
}

TEST_CASE("warc: a block too large for a page is passed over", "[ingest][warc]") {
  const std::string good = RecordText("http://h/good", Answer("G"));
  const std::string large = RecordText("http://h/large", std::string(40 << 20, 'x'));
  const Records found = ReadAll(Gzip(large) + Gzip(good));
  CHECK(found.urls == Urls{"http://h/good"});
  REQUIRE(found.errors.size() == 1);
  CHECK(found.errors[0].find("http://h/large: a record of 40 MiB") != std::string::npos);
}

TEST_CASE("warc: pages out of HTTP answers", "[ingest][warc]") {
  const auto page = [](const std::string& block, const std::string& type = "response") {
    WarcRecord record;
    record.type = type;
    record.url = "http://h/a";
    record.date = "2025-11-03T09:00:00Z";
    record.block = block;
    return PageOf(record);
  };
  REQUIRE(*page(Answer("<p>A")));
  CHECK((**page(Answer("<p>A"))).bytes == "<p>A");
  CHECK((**page(Answer("<p>A"))).fetched == "2025-11-03T09:00:00Z");
  CHECK((**page(Answer("<p>A"))).content_type == "text/html; charset=utf-8");
  CHECK((**page(Answer("3\r\n<p>\r\n1;x=y\r\nA\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n")))
            .bytes == "<p>A");
  CHECK((**page(Answer("<p>A", "Transfer-Encoding: chunked\r\n"))).bytes == "<p>A");
  CHECK((**page(Answer(Gzip("<p>A"), "Content-Encoding: gzip\r\n"))).bytes == "<p>A");
  CHECK((**page(Answer("<p>A", "Content-Encoding: gzip\r\n"))).bytes == "<p>A");
  CHECK((**page(Answer("<p>A", "Content-Encoding: br\r\n"))).bytes == "<p>A");
  const std::string br("\x0b\x02\x80hello\x03", 9);
  CHECK((**page(Answer(br, "Content-Encoding: br\r\n"))).bytes == "hello");
  CHECK_FALSE(*page(Answer("<p>A"), "request"));
  CHECK_FALSE(*page("HTTP/1.1 404 Not Records\r\nContent-Type: text/html\r\n\r\nno"));
  CHECK_FALSE(*page("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nno"));
  CHECK_FALSE(*page("no HTTP"));
  CHECK(page(Answer("\x1f\x8b\x08 broken", "Content-Encoding: gzip\r\n")).status().code() ==
        StatusCode::kDataLoss);
  WarcRecord bomb;
  bomb.type = "response";
  bomb.block = Answer(Gzip(std::string(2 << 20, ' ')), "Content-Encoding: gzip\r\n");
  CHECK(PageOf(bomb, 1 << 20).status().code() == StatusCode::kResourceExhausted);
}

TEST_CASE("warc: what is written is read back: response, revisit, request", "[ingest][warc]") {
  const TemporaryFolder folder;
  const std::string where = (folder.path() / "out").string();
  {
    const auto writer = WarcWriter::Open(where, "dealwire test", 500);  // a file a record
    REQUIRE(writer.ok());
    WarcExchange x;
    x.url = "http://h/a";
    x.date = "2025-11-03T09:00:00Z";
    x.request_header = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
    x.response_header =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    x.body = "<p>A";
    REQUIRE((*writer)->Write(x).ok());
    x.repeats_date = "2025-11-02T09:00:00Z";
    REQUIRE((*writer)->Write(x).ok());
    REQUIRE((*writer)->Close().ok());
  }
  std::vector<std::string> types, pages;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(where)) files.push_back(entry);
  std::sort(files.begin(), files.end());
  CHECK(files.size() == 2);
  for (const auto& file : files) {
    CHECK(file.extension() == ".gz");
    const auto reader = WarcReader::Open(file.string());
    while (const auto record = (*reader)->Next()) {
      REQUIRE(record->ok());
      types.push_back((*record)->type);
      CHECK((*record)->id.starts_with("<urn:uuid:"));
      const auto page = PageOf(**record);
      REQUIRE(page.ok());
      if (*page) pages.push_back((*page)->bytes);
    }
  }
  CHECK(types == std::vector<std::string>{"warcinfo", "request", "response", "warcinfo", "request",
                                          "revisit"});
  CHECK(pages == std::vector<std::string>{"<p>A"});
}

}  // namespace dealwire
