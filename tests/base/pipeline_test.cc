#include "base/pipeline.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>

using namespace dealwire;

namespace {

std::string RunSquares(size_t jobs, int items, int stop_after = -1) {
  std::string out;
  int next = 0, taken = 0;
  OrderedPipeline<int, int> pipeline(jobs, [](int x) {
    // Early items are the slow ones, so that results come out of order.
    if (x % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
    return x * x;
  });
  pipeline.Run(
      [&]() -> std::optional<int> { return next < items ? std::optional(next++) : std::nullopt; },
      [&](int y) {
        out += std::to_string(y) + " ";
        return ++taken != stop_after;
      });
  return out;
}

}  // namespace

TEST_CASE("pipeline: the same results in the same order on any number of threads",
          "[base][pipeline]") {
  const std::string expected = RunSquares(1, 200);
  for (const size_t jobs : {2, 3, 8}) CHECK(RunSquares(jobs, 200) == expected);
  CHECK(RunSquares(4, 0).empty());
}

TEST_CASE("pipeline: a sink that has enough stops the run", "[base][pipeline]") {
  for (const size_t jobs : {1, 4}) CHECK(RunSquares(jobs, 1000000, 3) == "0 1 4 ");
}

TEST_CASE("pipeline: never more items under way than the window", "[base][pipeline]") {
  std::atomic<int> under_way = 0, most = 0;
  int next = 0;
  OrderedPipeline<int, int> pipeline(4, [](int x) { return x; });
  pipeline.Run(
      [&]() -> std::optional<int> {
        if (next == 5000) return std::nullopt;
        most = std::max(most.load(), ++under_way);
        return next++;
      },
      [&](int) {
        --under_way;
        return true;
      });
  CHECK(under_way == 0);
  CHECK(most <= 16);
}
