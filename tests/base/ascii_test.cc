#include "base/ascii.h"

#include <catch2/catch.hpp>
#include <string>

namespace dealwire {
namespace {

TEST_CASE("ascii: what is no ASCII is found wherever it stands", "[base][ascii]") {
  for (size_t size = 0; size < 40; ++size) {
    const std::string plain(size, 'a');
    for (size_t from = 0; from <= size; ++from) CHECK(SkipAscii(plain, from) == size);
    for (size_t at = 0; at < size; ++at) {
      std::string text = plain;
      text[at] = '\x80';
      for (size_t from = 0; from <= at; ++from) CHECK(SkipAscii(text, from) == at);
      if (at + 1 < size) CHECK(SkipAscii(text, at + 1) == size);
    }
  }
}

}  // namespace
}  // namespace dealwire
