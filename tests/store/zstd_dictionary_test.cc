#include "store/zstd_dictionary.h"

#include <zdict.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace dealwire {
namespace {

using Unpack = decltype(UnpackWithDictionary);

std::string Words(std::mt19937* random, size_t count) {
  std::string text;
  for (; count > 0; --count) text += "word" + std::to_string((*random)() % 500) + " ";
  return text;
}

std::string DictionaryOf(std::mt19937* random) {
  std::string samples;
  std::vector<size_t> sizes;
  for (int i = 0; i < 200; ++i) {
    const std::string sample = Words(random, 40);
    samples += sample;
    sizes.push_back(sample.size());
  }
  std::string dictionary(4096, '\0');
  const size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(),
                                            sizes.data(), static_cast<unsigned>(sizes.size()));
  REQUIRE_FALSE(ZDICT_isError(size));
  dictionary.resize(size);
  return dictionary;
}

std::string Pack(const std::string& text, const std::string& dictionary) {
  const std::unique_ptr<ZSTD_CCtx, size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(),
                                                                   &ZSTD_freeCCtx);
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const size_t size =
      ZSTD_compress_usingDict(context.get(), packed.data(), packed.size(), text.data(), text.size(),
                              dictionary.data(), dictionary.size(), 3);
  REQUIRE_FALSE(ZSTD_isError(size));
  packed.resize(size);
  return packed;
}

// What is unpacked, or "error".
std::string By(Unpack* unpack, const std::string& packed, const std::string& dictionary) {
  const std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(),
                                                                   &ZSTD_freeDCtx);
  std::string out(size_t{1} << 16, '\0');
  const size_t size = unpack(context.get(), out.data(), out.size(), packed.data(), packed.size(),
                             dictionary.data(), dictionary.size());
  if (ZSTD_isError(size) != 0) return "error";
  out.resize(size);
  return out;
}

TEST_CASE("zstd dictionary: a block is unpacked by its own dictionary, of more than are kept",
          "[store][zstd_dictionary]") {
  std::mt19937 random(20261127);
  std::vector<std::string> dictionaries = {"", "bytes that are no dictionary of zstd's"};
  for (int i = 0; i < 4; ++i) dictionaries.push_back(DictionaryOf(&random));
  // Others with the same tables, many of which share a place; of the last the number is the same.
  for (int i = 0; i < 300; ++i) {
    std::string other = dictionaries[2];
    const int number = std::min(i, 298);
    other[4] = static_cast<char>(number % 256), other[5] = static_cast<char>(number / 256);
    if (i == 299) other.back() = static_cast<char>(other.back() + 1);
    dictionaries.push_back(other);
  }
  for (int round = 0; round < 2; ++round) {
    for (const std::string& dictionary : dictionaries) {
      const std::string text = Words(&random, 300);
      const std::string packed = Pack(text, dictionary);
      REQUIRE(By(UnpackWithDictionary, packed, dictionary) == text);
      REQUIRE(By(UnpackByZstdAlone, packed, dictionary) == text);
    }
  }
}

TEST_CASE("zstd dictionary: damage is an error as it is of zstd alone",
          "[store][zstd_dictionary]") {
  std::mt19937 random(7);
  const std::string dictionary = DictionaryOf(&random), other = DictionaryOf(&random);
  const std::string packed = Pack(Words(&random, 100), dictionary);
  CHECK(By(UnpackWithDictionary, packed.substr(0, packed.size() / 2), dictionary) == "error");
  CHECK(By(UnpackWithDictionary, packed, other) == "error");  // the frame names its dictionary
  CHECK(By(UnpackWithDictionary, "no frame at all", dictionary) == "error");
  CHECK(By(UnpackWithDictionary, packed, dictionary) == By(UnpackByZstdAlone, packed, dictionary));
}

}  // namespace
}  // namespace dealwire
