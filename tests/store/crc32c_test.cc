#include "store/crc32c.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

namespace dealwire {
namespace {

uint32_t Of(const std::string& bytes) { return ExtendCrc32c(0, bytes.data(), bytes.size()); }

TEST_CASE("crc32c: the examples of RFC 3720", "[store][crc32c]") {
  CHECK(Of("") == 0);
  CHECK(Of("123456789") == 0xE3069283);
  CHECK(Of(std::string(32, '\0')) == 0x8A9136AA);
  CHECK(Of(std::string(32, '\xFF')) == 0x62A8AB43);
}

TEST_CASE("crc32c: as RocksDB counts it, at any place, of any length, in parts",
          "[store][crc32c]") {
  std::mt19937 random(20261127);
  std::string bytes(5000, '\0');
  for (char& c : bytes) c = static_cast<char>(random());
  for (int round = 0; round < 2000; ++round) {
    const size_t start = random() % 64, size = random() % (bytes.size() - start);
    const size_t part = random() % (size + 1);
    const char* const at = bytes.data() + start;
    const uint32_t crc = static_cast<uint32_t>(random());
    const uint32_t whole = ExtendCrc32c(crc, at, size);
    REQUIRE(whole == ExtendCrc32cByTables(crc, at, size));
    REQUIRE(whole == ExtendCrc32c(ExtendCrc32c(crc, at, part), at + part, size - part));
  }
}

}  // namespace
}  // namespace dealwire
