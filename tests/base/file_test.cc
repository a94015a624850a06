#include "base/file.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "tests/support/gzip.h"

using namespace dealwire;

namespace {

std::string Scratch(const std::string& name) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("dealwire_file_test_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  return (folder / name).string();
}

}  // namespace

TEST_CASE("file: written whole or not at all, read back the same", "[base][file]") {
  const std::string path = Scratch("a.bin");
  const std::string bytes("x\0y\n", 4);
  REQUIRE(WriteFileAtomically(path, bytes).ok());
  CHECK(*ReadFile(path) == bytes);
  CHECK(ReadFile(path, 3).status().code() == StatusCode::kResourceExhausted);
  const auto missing = ReadFile(Scratch("none"));
  CHECK(missing.status().code() == StatusCode::kNotFound);
  CHECK(Message(missing.status()).find("none: cannot read: No such file") != std::string::npos);
  CHECK(ReadFile(std::filesystem::temp_directory_path().string()).status().code() ==
        StatusCode::kInvalidArgument);
  CHECK_FALSE(WriteFileAtomically(Scratch("no/such/folder"), "x").ok());
}

TEST_CASE("file: gzip with several members, cut short, too large", "[base][file]") {
  const std::string one = Gzip("hello "), two = Gzip("world");
  CHECK(*Gunzip(one, 6) == "hello ");
  CHECK(Gunzip(one, 5).status().code() == StatusCode::kResourceExhausted);
  CHECK(*Gunzip(one + two, 100) == "hello world");
  CHECK(Gunzip(one + two, 8).status().code() == StatusCode::kResourceExhausted);
  CHECK(Gunzip(one.substr(0, one.size() - 9), 100).status().code() == StatusCode::kDataLoss);
  CHECK(Gunzip("no gzip", 100).status().code() == StatusCode::kDataLoss);
}
