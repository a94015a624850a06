// What reading a web archive costs: $DEALWIRE_BENCH_WARC (tests/bench/warc_peers.py makes it),
// records alone. Bytes are those of the records' blocks.
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "ingest/crawl/warc.h"

namespace dealwire {
namespace {

void WarcRecords(benchmark::State& state) {
  const char* path = std::getenv("DEALWIRE_BENCH_WARC");
  if (path == nullptr) return state.SkipWithError("$DEALWIRE_BENCH_WARC names no archive");
  size_t bytes = 0, records = 0;
  for (auto _ : state) {
    const auto reader = WarcReader::Open(path);
    if (!reader.ok()) return state.SkipWithError("the archive cannot be read");
    while (const auto record = (*reader)->Next()) {
      if (!record->ok()) return state.SkipWithError("a record cannot be read");
      bytes += (*record)->block.size();
      ++records;
    }
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
  state.SetItemsProcessed(static_cast<int64_t>(records));
}
BENCHMARK(WarcRecords);

}  // namespace
}  // namespace dealwire
