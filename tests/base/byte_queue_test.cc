#include "base/byte_queue.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>

namespace dealwire {
namespace {

TEST_CASE("byte queue: what goes in comes out, in order", "[base][byte_queue]") {
  constexpr int kSteps = 20'000;
  constexpr size_t kMost = 300;
  std::mt19937 random(7);
  const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  ByteQueue queue;
  std::string expected;
  char next = 0;
  for (int step = 0; step < kSteps; ++step) {
    const std::string more(below(kMost), ++next);
    switch (below(4)) {
      case 0:
        queue.Append(more);
        expected += more;
        break;
      case 1: {
        char* const room = queue.Room(kMost);
        std::ranges::copy(more, room);
        queue.Added(more.size());
        expected += more;
        break;
      }
      case 2: {
        const size_t taken = below(queue.size() + 1);
        queue.Take(taken);
        expected.erase(0, taken);
        break;
      }
      default:
        if (below(8) == 0) {
          const size_t kept = below(queue.size() + 1);
          queue.Truncate(kept);
          expected.resize(kept);
        }
    }
    REQUIRE(queue.view() == expected);
  }
}

}  // namespace
}  // namespace dealwire
