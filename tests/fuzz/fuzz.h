#ifndef DEALWIRE_TESTS_FUZZ_FUZZ_H_
#define DEALWIRE_TESTS_FUZZ_FUZZ_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <vector>

// One reader of outside bytes a file:
//
//     FUZZ_TARGET(url, "https://h/a", "a second seed") { ... uses `bytes` ... }
//
// With libFuzzer (preset fuzz; DEALWIRE_LIBFUZZER) the target is driven by it. Everywhere else the
// program changes its seeds at random, always in the same way:  url_fuzz [ROUNDS [FILE...]]
// Each input stands in a buffer of its exact size, so that ASan sees a read beyond it.

namespace fuzz {

// What the target is at; shown where a requirement is broken.
inline std::string_view input;

inline void ShowInput() {
  for (const char c : input) {
    if (c >= ' ' && c <= '~') {
      std::fputc(c, stderr);
    } else {
      std::fprintf(stderr, "\\x%02x", static_cast<unsigned char>(c));
    }
  }
  std::fputc('\n', stderr);
}

inline void Change(std::string* text, std::mt19937* random) {
  const auto below = [&](size_t n) { return n == 0 ? 0 : (*random)() % n; };
  for (size_t changes = 1 + below(6); changes > 0; --changes) {
    const size_t at = below(text->size() + 1), count = 1 + below(8);
    switch (below(5)) {
      case 0:
        text->insert(at, 1, static_cast<char>(below(256)));
        break;
      case 1:
        text->erase(at < text->size() ? at : text->size(), count);
        break;
      case 2:
        if (at < text->size()) (*text)[at] = static_cast<char>(below(256));
        break;
      case 3:
        text->insert(at, text->substr(below(text->size() + 1), count * 4));
        break;
      default:
        text->resize(at);
    }
  }
}

inline std::string Slurp(const char* path) {
  std::string bytes;
  if (std::FILE* file = std::fopen(path, "rb")) {
    char buffer[4096];
    for (size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, file)) > 0;) {
      bytes.append(buffer, n);
    }
    std::fclose(file);
  }
  return bytes;
}

inline int Main(int argc, char** argv, std::initializer_list<std::string_view> own,
                void (*target)(std::string_view)) {
  std::vector<std::string> seeds(own.begin(), own.end());
  for (int i = 2; i < argc; ++i) seeds.push_back(Slurp(argv[i]));
  const long rounds = argc > 1 ? std::atol(argv[1]) : 1000;
  std::mt19937 random(1);
  const auto run = [&](const std::string& text) {
    const std::vector<char> exact(text.begin(), text.end());
    input = {exact.data(), exact.size()};
    target(input);
  };
  for (const std::string& seed : seeds) run(seed);
  for (long round = 0; round < rounds; ++round) {
    std::string text = seeds[random() % seeds.size()];
    Change(&text, &random);
    run(text);
  }
  return 0;
}

}  // namespace fuzz

inline void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  fuzz::ShowInput();
  std::abort();
}

#ifdef DEALWIRE_LIBFUZZER
#define FUZZ_MAIN(...)                                                      \
  extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) { \
    FuzzOne({reinterpret_cast<const char*>(data), size});                   \
    return 0;                                                               \
  }
#else
#define FUZZ_MAIN(...) \
  int main(int argc, char** argv) { return fuzz::Main(argc, argv, {__VA_ARGS__}, &FuzzOne); }
#endif

#define FUZZ_TARGET(name, ...)                 \
  static void FuzzOne(std::string_view bytes); \
  FUZZ_MAIN(__VA_ARGS__)                       \
  static void FuzzOne(std::string_view bytes)

#endif  // DEALWIRE_TESTS_FUZZ_FUZZ_H_
