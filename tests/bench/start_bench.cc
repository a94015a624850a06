// What a start costs before the first byte is read: the lexicon and the names of months, from their
// compiled form and from what that is made of. Each includes the words of one language, which are
// made when a text asks for them.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "base/archive.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/words.h"
#include "extract/rule_files.h"
#include "ingest/month_names.h"

namespace dealwire {
namespace {

std::unique_ptr<const Lexicon> FromSources() {
  Diagnostics problems;
  return Lexicon::Compile(RuleFiles::Embedded(), &problems);
}

void LexiconFromSources(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(FromSources()->For("de").vocabulary->words.size());
  }
}
BENCHMARK(LexiconFromSources)->Unit(benchmark::kMillisecond);

void LexiconFromCache(benchmark::State& state) {
  ArchiveWriter out;
  FromSources()->Save(&out);
  const std::string image = out.Take();
  for ([[maybe_unused]] auto _ : state) {
    Lexicon lexicon;
    ArchiveReader in(image);
    lexicon.Load(&in);
    benchmark::DoNotOptimize(lexicon.For("de").vocabulary->words.size());
  }
}
BENCHMARK(LexiconFromCache)->Unit(benchmark::kMillisecond);

void MonthNamesFromIcu(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(MonthNames::FromIcu());
}
BENCHMARK(MonthNamesFromIcu)->Unit(benchmark::kMillisecond);

void MonthNamesFromCache(benchmark::State& state) {
  const std::string image = MonthNames::FromIcu().Save();
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(MonthNames::Load(image));
}
BENCHMARK(MonthNamesFromCache)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace dealwire
