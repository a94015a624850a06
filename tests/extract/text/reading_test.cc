#include "extract/text/reading.h"

#include <catch2/catch.hpp>
#include <string>

using namespace dealwire;

namespace {

// Between the two "X" of a text.
double BetweenMarks(const std::string& text) {
  const size_t first = text.find('X'), second = text.rfind('X');
  return Reading().Between(text, {second, second + 1}, {first, first + 1});
}

}  // namespace

TEST_CASE("reading: letters, and what parts them, count", "[extract][reading]") {
  CHECK(BetweenMarks("XX") == 0);
  CHECK(BetweenMarks("X five X") == 6);
  CHECK(BetweenMarks("X, X") == 2 + 12);
  CHECK(BetweenMarks("X (a) X") == 5 + 2 * 30);
  CHECK(BetweenMarks("X: X; X") == 5 + 2 * 30);
  CHECK(BetweenMarks("X \u2014 X") == 3 + 30);
  CHECK(BetweenMarks("X\u00e9X") == 1);
  CHECK(BetweenMarks("X\u4e91\u7b97X") == 5);
  CHECK(BetweenMarks("X\ud074X") == 2.5);
  CHECK(BetweenMarks("X\u4e91\uff0c\u7b97X") == 5 + 1 + 12);
}

TEST_CASE("reading: spans that touch or overlap are beside each other", "[extract][reading]") {
  const std::string text = "some text";
  const Reading reading;
  CHECK(reading.Between(text, {0, 4}, {2, 6}) == 0);
  CHECK(reading.Between(text, {0, 4}, {4, 9}) == 0);
  CHECK(reading.Between(text, {0, 4}, {5, 9}) == 1);
  CHECK(reading.Between(text, {5, 9}, {0, 4}) == 1);
}
