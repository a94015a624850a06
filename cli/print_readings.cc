// Writes how each sum of articles is read, for scripts/train: print_readings OUT PATH...
//   OUT.jsonl   first the names of the features, then a line an article: its path and its sums,
//   each
//               with its bounds and currency, whether a frame tells it, who may be party to it
//               (names), how they are written (forms), and the pairs [customer, provider] of places
//               in names, -1: nobody
//   OUT.sums    a row of floats a sum, in order; OUT.pairs a row a pair, without what is of the sum
// A path is a text or HTML file as `dealwire extract` takes it, or a JSON file of the lang, title
// and text of an example in the rules.
#include <fmt/format.h>

#include <exception>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/file.h"
#include "extract/extraction.h"
#include "extract/party_features.h"
#include "extract/rules.h"
#include "extract/sum_features.h"
#include "ingest/article.h"
#include "ingest/page.h"

namespace {
using namespace dealwire;  // NOLINT: all of this file is about it

constexpr size_t kMostBytes = 16 << 20;

void WriteRow(const FeatureRow& row, size_t from, std::ofstream* out) {
  out->write(reinterpret_cast<const char*>(row.data() + from),
             static_cast<std::streamsize>((row.size() - from) * sizeof(float)));
}

nlohmann::json Place(std::optional<size_t> place) { return place ? static_cast<int>(*place) : -1; }

nlohmann::json JsonOf(const SumReading& reading, const MoneyValue& money) {
  nlohmann::json out = {{"told", reading.told},
                        {"names", reading.names},
                        {"forms", reading.forms},
                        {"currency", money.currency},
                        {"pairs", nlohmann::json::array()}};
  out["min"] = money.min ? nlohmann::json(*money.min) : nlohmann::json();
  out["max"] = money.max ? nlohmann::json(*money.max) : nlohmann::json();
  for (const SumReading::Pair& pair : reading.pairs)
    out["pairs"].push_back({Place(pair.customer), Place(pair.provider)});
  return out;
}

Article ReadExample(const std::string& json) {
  const nlohmann::json example = nlohmann::json::parse(json);
  Article article;
  article.lang = example["lang"];
  article.title = example["title"];
  article.text = example["text"];
  CompleteArticle(&article);
  return article;
}

StatusOr<Article> Read(const std::string& path) {
  Page page;
  DW_TRY(page.bytes, ReadFile(path, kMostBytes));
  if (path.ends_with(".json")) return ReadExample(page.bytes);
  page.kind = path.ends_with(".txt") ? PageKind::kText : PageKind::kHtml;
  return ReadArticle(page);
}

void PrintReadings(const std::string& out, const std::vector<std::string>& paths) {
  std::ofstream lines(out + ".jsonl"), sums(out + ".sums"), pairs(out + ".pairs");
  lines << nlohmann::json{{"sum", ArticleFeatures::Names()}, {"pair", PartyFeatures::Names()}}
        << '\n';
  // What was learned before must not tell what is learned.
  const auto rules = RuleSet::Embedded()->FramesAlone();
  for (const std::string& path : paths) {
    nlohmann::json line = {{"path", path}, {"sums", nlohmann::json::array()}};
    const StatusOr<Article> article = Read(path);
    if (!article.ok()) {
      fmt::print(stderr, "{}: {}\n", path, Message(article.status()));
      lines << line << '\n';
      continue;
    }
    const Extraction found = Extract(*article, *rules, {.keep_readings = true});
    std::map<size_t, const MoneyValue*> value_at;
    for (const Mention& m : found.mentions) {
      if (const auto* money = Get<MoneyValue>(m)) value_at[m.span.byte_start] = money;
    }
    for (const SumReading& reading : found.readings) {
      line["sums"].push_back(JsonOf(reading, *value_at.at(reading.money.byte_start)));
      WriteRow(reading.sum, 0, &sums);
      for (const SumReading::Pair& pair : reading.pairs)
        WriteRow(pair.row, reading.sum.size(), &pairs);
    }
    lines << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  }
  for (std::ofstream* file : {&lines, &sums, &pairs}) {
    if (!file->flush()) throw std::runtime_error(out + ": cannot be written");
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: print_readings OUT PATH...\n");
    return 2;
  }
  try {
    PrintReadings(argv[1], {argv + 2, argv + argc});
  } catch (const std::exception& e) {
    fmt::print(stderr, "print_readings: {}\n", e.what());
    return 1;
  }
  return 0;
}
