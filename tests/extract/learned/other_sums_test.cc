// What the other sums of an article say of two names.
#include "extract/learned/other_sums.h"

#include <catch2/catch.hpp>

namespace dealwire {
namespace {

using By = OtherSums::By;

const MoneyValue kThree{3e9, 3e9, "USD", Qualifier::kExact};
const MoneyValue kFive{5e9, 5e9, "USD", Qualifier::kExact};

float Buys(const OtherSums& others, size_t name, By by) {
  return others.parties[name].customer[static_cast<size_t>(by)];
}
float Sells(const OtherSums& others, size_t name, By by) {
  return others.parties[name].provider[static_cast<size_t>(by)];
}

TEST_CASE("other sums: a sum that is alone", "[extract][learned]") {
  const std::vector<FirstReading> readings = {{10, &kThree, 0.9, {"a", "b"}, {{0, 1, 0.8}}}};
  const OtherSums others = ReadOtherSums(readings, 10, &kThree, {"a", "b"});
  CHECK(Buys(others, 0, By::kSame) == -1);
  CHECK(Buys(others, 0, By::kPrevious) == -1);
  CHECK(Buys(others, 0, By::kNext) == -1);
  CHECK(Buys(others, 0, By::kMost) == 0);
  CHECK(others.Of(0, 1).same == -1);
  CHECK(others.Of(0, 1).previous == -1);
  CHECK(others.Of(0, 1).most == 0);
}

TEST_CASE("other sums: the same sum told elsewhere, and others", "[extract][learned]") {
  const std::vector<FirstReading> readings = {
      {10, &kThree, 0.5, {"b", "a"}, {{1, 0, 0.8}}},            // a buys from b
      {20, &kFive, 1, {"a", "c"}, {{0, 1, 0.5}, {1, 0, 1.5}}},  // shares of two
      {30, &kThree, 0.9, {"a", "b"}, {}},
      {40, nullptr, 0.5, {"a", "z"}, {{0, std::nullopt, 1}, {1, 0, 1}}}};
  const OtherSums others = ReadOtherSums(readings, 30, &kThree, {"a", "b", "c"});
  CHECK(Buys(others, 0, By::kSame) == Approx(0.4));
  CHECK(Sells(others, 1, By::kSame) == Approx(0.4));
  CHECK(others.Of(0, 1).same == Approx(0.4));
  CHECK(others.Of(1, 0).same == 0);
  CHECK(Buys(others, 0, By::kPrevious) == Approx(0.25));
  CHECK(Sells(others, 0, By::kPrevious) == Approx(0.75));
  CHECK(others.Of(0, 2).previous == Approx(0.25));
  CHECK(others.Of(2, 0).most == Approx(0.75));
  CHECK(Buys(others, 0, By::kNext) == Approx(0.25));
  CHECK(Sells(others, 0, By::kNext) == Approx(0.25));  // of one who is not near this sum
  CHECK(others.Of(0, std::nullopt).most == Approx(0.25));
  CHECK(Buys(others, 0, By::kAll) == Approx(0.5));
  CHECK(Buys(others, 0, By::kMost) == Approx(0.25));
  CHECK(Buys(others, 1, By::kAll) == 0);
}

}  // namespace
}  // namespace dealwire
