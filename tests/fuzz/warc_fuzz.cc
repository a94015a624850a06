#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "ingest/crawl/warc.h"
#include "tests/fuzz/fuzz.h"

// Bytes as a web archive: the reader comes to an end, and each record is one.
FUZZ_TARGET(warc,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://h/\r\nContent-Length: "
            "58\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n0\r\n\r\n"
            "\r\n\r\nWARC/1.1\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n\r\n\r\n") {
  std::string path = "/tmp/dealwire-fuzz-XXXXXX";
  const int fd = mkstemp(path.data());
  Require(fd >= 0 && write(fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
          "a file can be written");
  close(fd);
  const auto reader = dealwire::WarcReader::Open(path);
  Require(reader.ok(), "the file opens");
  size_t steps = 0;
  while (auto record = (*reader)->Next()) {
    Require(++steps <= bytes.size() + 2, "the reader moves on");
    if (record->ok()) (void)dealwire::PageOf(**std::move(record), size_t{1} << 20);
  }
  std::remove(path.c_str());
}
