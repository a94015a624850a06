// What each stage costs, in bytes a second of one core. Pages are the files *.html.gz below
// $DEALWIRE_BENCH_PAGES (scripts/bench sets it). Bytes are those of the decoded page for the stages
// that read pages, those of the article's text for the others.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/memory.h"
#include "extract/extraction.h"
#include "extract/names/names.h"
#include "extract/names/registry.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/quantities.h"
#include "extract/rules.h"
#include "extract/text/document.h"
#include "extract/text/languages.h"
#include "ingest/article.h"
#include "ingest/charset.h"
#include "ingest/html/html.h"
#include "ingest/html/sieved_html.h"
#include "ingest/page.h"

namespace dealwire {
namespace {

constexpr size_t kMaxBytes = size_t{64} << 20;

struct Input {
  std::string bytes;  // as fetched
  std::string html;   // UTF-8
};

const std::vector<Input>& Pages() {
  static const std::vector<Input> pages = [] {
    std::vector<std::string> paths;
    const char* folder = std::getenv("DEALWIRE_BENCH_PAGES");
    if (folder == nullptr) return std::vector<Input>();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().string().ends_with(".html.gz")) paths.push_back(entry.path().string());
    }
    std::ranges::sort(paths);
    std::vector<Input> out;
    for (const std::string& path : paths) {
      const std::string bytes = Gunzip(ReadFile(path, kMaxBytes).value(), kMaxBytes).value();
      out.push_back({bytes, DecodeToUtf8(bytes, "")});
    }
    return out;
  }();
  return pages;
}

std::vector<Article> ReadArticles() {
  std::vector<Article> out;
  for (const Input& input : Pages()) {
    Page page;
    page.bytes = input.bytes;
    if (StatusOr<Article> article = ReadArticle(page); article.ok()) {
      out.push_back(*std::move(article));
    }
  }
  return out;
}

const std::vector<Article>& Articles() {
  static const std::vector<Article> articles = ReadArticles();
  return articles;
}

// Runs `work` over all items; bytes and items a second by CPU time.
template <typename Items, typename Size, typename Work>
void Run(benchmark::State& state, const Items& items, Size size, Work work) {
  for (const auto& item : items) work(item);  // languages are read when first needed
  size_t bytes = 0;
  for (auto _ : state) {
    for (const auto& item : items) {
      work(item);
      bytes += size(item);
    }
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations() * items.size()));
}

size_t HtmlBytes(const Input& input) { return input.html.size(); }
size_t TextBytes(const Article& article) { return article.text.size(); }

void BareGumbo(benchmark::State& state) {
  Run(state, Pages(), HtmlBytes, [](const Input& input) {
    GumboOutput* output = gumbo_parse(input.html.c_str());
    benchmark::DoNotOptimize(output);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  });
}
BENCHMARK(BareGumbo);

void Decode(benchmark::State& state) {
  Run(state, Pages(), HtmlBytes,
      [](const Input& input) { benchmark::DoNotOptimize(DecodeToUtf8(input.bytes, "")); });
}
BENCHMARK(Decode);

void Sieve(benchmark::State& state) {
  Run(state, Pages(), HtmlBytes,
      [](const Input& input) { benchmark::DoNotOptimize(SieveHtml(input.html)); });
}
BENCHMARK(Sieve);

void SieveAndParse(benchmark::State& state) {
  Run(state, Pages(), HtmlBytes,
      [](const Input& input) { benchmark::DoNotOptimize(HtmlTree::Parse(input.html).root()); });
}
BENCHMARK(SieveAndParse);

void PageToArticle(benchmark::State& state) {
  Run(state, Pages(), HtmlBytes, [](const Input& input) {
    Page page;
    page.bytes = input.bytes;
    benchmark::DoNotOptimize(ReadArticle(page));
  });
}
BENCHMARK(PageToArticle);

void PageToDeals(benchmark::State& state) {
  const auto rules = RuleSet::Embedded();
  Run(state, Pages(), HtmlBytes, [&](const Input& input) {
    Page page;
    page.bytes = input.bytes;
    const StatusOr<Article> article = ReadArticle(page);
    if (article.ok()) benchmark::DoNotOptimize(Extract(*article, *rules));
  });
}
BENCHMARK(PageToDeals);

std::vector<Document> Documents(const RuleSet& rules) {
  std::vector<Document> out;
  for (const Article& article : Articles()) {
    out.push_back(MakeDocument(article, rules.languages().Sentences(article.lang)));
  }
  return out;
}

size_t DocumentBytes(const Document& document) { return document.text.size(); }

void Quantities(benchmark::State& state) {
  const auto rules = RuleSet::Embedded();
  const std::vector<Document> documents = Documents(*rules);
  const auto work = [&](const Document& document) {
    benchmark::DoNotOptimize(FindQuantities(document, rules->lexicon()));
  };
  Run(state, documents, DocumentBytes, work);
  // Of each article's best of five: what the text costs, not what else the machine did.
  std::vector<double> micros;
  for (const Document& document : documents) {
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 5; ++i) {
      const auto start = std::chrono::steady_clock::now();
      work(document);
      const std::chrono::duration<double, std::micro> took =
          std::chrono::steady_clock::now() - start;
      best = std::min(best, took.count());
    }
    micros.push_back(best);
  }
  std::ranges::sort(micros);
  state.counters["p99_us"] = micros.empty() ? 0 : micros[micros.size() * 99 / 100];
}
BENCHMARK(Quantities);

void NamesOfRegistry(benchmark::State& state) {
  const auto rules = RuleSet::Embedded();
  const std::vector<Document> documents = Documents(*rules);
  Run(state, documents, DocumentBytes, [&](const Document& document) {
    benchmark::DoNotOptimize(FindNames(document, rules->registry()));
  });
}
BENCHMARK(NamesOfRegistry);

// Made-up companies beside the real ones: two or three syllables and a word of trade.
std::shared_ptr<const RuleSet> WithNames(size_t count) {
  constexpr std::array<const char*, 16> kSyllables = {"ba",  "ko", "li",  "mer", "no", "pra",
                                                      "qua", "ri", "sto", "tan", "ul", "ver",
                                                      "wex", "yo", "zin", "dra"};
  constexpr std::array<const char*, 8> kTrades = {"Systems", "Energy", "Bank",  "Foods",
                                                  "Motors",  "Media",  "Steel", "Labs"};
  std::string toml;
  for (size_t i = 0; i < count; ++i) {
    std::string name;
    for (size_t rest = i / kTrades.size(), part = 0; part < 4; ++part, rest /= kSyllables.size()) {
      name += kSyllables[rest % kSyllables.size()];
    }
    name[0] = static_cast<char>(name[0] - 32);
    toml += fmt::format("[[org]]\nid = \"made-up-{}\"\nname = \"{} {}\"\n", i, name,
                        kTrades[i % kTrades.size()]);
  }
  std::vector<RuleFile> files = RuleFiles::Embedded().all();
  files.push_back({"registry/made_up.toml", "made_up.toml", std::move(toml)});
  return RuleSet::Compile(RuleFiles(std::move(files))).value();
}

void CascadeWithNames(benchmark::State& state) {
  const auto rules =
      state.range(0) == 0 ? RuleSet::Embedded() : WithNames(static_cast<size_t>(state.range(0)));
  Run(state, Articles(), TextBytes,
      [&](const Article& article) { benchmark::DoNotOptimize(Extract(article, *rules)); });
  state.counters["registry_mb"] = static_cast<double>(rules->registry().MemoryBytes()) / 1e6;
}
BENCHMARK(CascadeWithNames)->Arg(0)->Arg(400'000);

}  // namespace
}  // namespace dealwire

// As the program does it (cli/main.cc).
int main(int argc, char** argv) {
  dealwire::KeepFreedMemory();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
