#include "base/hash.h"

#include <bitset>
#include <catch2/catch.hpp>
#include <string>

using namespace dealwire;

TEST_CASE("hash: the distance of two numbers is the bits that they differ in", "[base][hash]") {
  uint64_t a = 0, b = ~uint64_t{0};
  CHECK(HammingDistance(a, b) == 64);
  for (int i = 0; i < 1000; ++i) {
    a = a * 6364136223846793005 + 1442695040888963407, b = b * 2862933555777941757 + 3037000493;
    const auto bits = static_cast<int>(std::bitset<64>(a ^ b).count());
    if (HammingDistance(a, b) != bits) FAIL(a << ' ' << b);
    if (HammingDistance(a, a ^ uint64_t{1} << i % 64) != 1) FAIL(i);
  }
}

TEST_CASE("hash: SHA-256 of the standard's own example", "[base][hash]") {
  CHECK(Sha256Hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("hash: Hash64 may be stored, so it never changes", "[base][hash]") {
  CHECK(Hash64("") == 0xefd01f60ba992926ULL);
  CHECK(Hash64("dealwire") != Hash64("dealwirf"));
}

TEST_CASE("hash: near copies of a text are near, other texts are far", "[base][hash]") {
  std::string text, other;
  for (int i = 0; i < 300; ++i) {
    text += "word" + std::to_string(i * 7919 % 1000) + " ";
    other += "term" + std::to_string(i * 104729 % 1000) + " ";
  }
  std::string copy = text;
  copy.replace(copy.find("word7"), 5, "changed");
  CHECK(HammingDistance(Simhash64(text), Simhash64(copy)) <= 6);
  CHECK(HammingDistance(Simhash64(text), Simhash64(other)) >= 16);
  CHECK(Simhash64("...") == 0);
}

TEST_CASE("hash: Simhash64 may be stored, so it never changes", "[base][hash]") {
  CHECK(Simhash64("Die B\u00F6rse in Z\u00FCrich: 5.3 Mrd. f\u00FCr \u6E2F\u53E3 und "
                  "\uC11C\uC6B8, caf\u00E9\u0301 na\u00EFve x86-64's") == 0x4c5da65606624f4eULL);
  CHECK(Simhash64("\u6E2F\u53E3word\u2019s end") == 0x61ab0a12f8d3ad53ULL);
}
