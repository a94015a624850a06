#include "base/memory.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace dealwire {
namespace {

// Of this process, in memory now.
size_t ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  size_t all = 0, resident = 0;
  file >> all >> resident;
  return resident * 4096;
}

}  // namespace

TEST_CASE("memory: what is expected is not taken before it is used", "[base][memory]") {
  constexpr size_t kMany = size_t{24} << 20;
  const size_t before = ResidentBytes();
  ExpectMemory(kMany);
  ExpectMemory(0);
  CHECK(ResidentBytes() < before + kMany / 2);
  void* const piece = std::malloc(kMany / 2);
  REQUIRE(piece != nullptr);
  std::memset(piece, 1, kMany / 2);
  CHECK(ResidentBytes() >= before + kMany / 4);
  std::free(piece);
}

}  // namespace dealwire
