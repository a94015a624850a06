// Writes how articles are read, for scripts/train.
// print_readings sums [--rules FOLDER] OUT PATH... writes how each sum is read; without rules, as
// it is before anything is learned:
//   OUT.jsonl  first the names of the features, then a line an article: its path and its sums. Of
//              each its bounds and currency, or that it is `bare` (a sentence that may tell a
//              deal without one) with its chips and megawatts, whether a frame tells it, who may be
//              party to it (names), how they are written (forms), and the pairs [customer,
//              provider] of places in names, -1: nobody; without rules also the words that tell of
//              it and of each name, and the key of the article's language (lang)
//   OUT.sums   a row of floats a sum, in order
//   OUT.pairs  a row a pair, without what is of the sum
//   OUT.signs  a row a sentence that may tell a deal by its signs; of each the line of its article
//              has the sums that stand in it
// print_readings deals --rules FOLDER OUT PATH... writes how each deal is read by these rules:
//   OUT.jsonl  first the names of the features, then a line an article: its path and its deals. Of
//              each its sum, if any, and its sides: ids, and how they are written
//   OUT.deals  a row of floats a deal
// A path is a text or HTML file as `dealwire extract` takes it, or a JSON file of the lang, title
// and text of an example in the rules.
#include <fmt/format.h>

#include <exception>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/file.h"
#include "extract/extraction.h"
#include "extract/learned/deal_features.h"
#include "extract/learned/party_features.h"
#include "extract/learned/sign_features.h"
#include "extract/learned/sum_features.h"
#include "extract/rules.h"
#include "extract/text/languages.h"
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

nlohmann::json JsonOf(const MoneyValue& money) {
  nlohmann::json out = {{"currency", money.currency}};
  out["min"] = money.min ? nlohmann::json(*money.min) : nlohmann::json();
  out["max"] = money.max ? nlohmann::json(*money.max) : nlohmann::json();
  return out;
}

nlohmann::json JsonOf(const SumReading& reading, const MoneyValue* money) {
  nlohmann::json out = money == nullptr ? nlohmann::json::object() : JsonOf(*money);
  out["bare"] = reading.bare;
  if (reading.bare) {
    out["chips"] = reading.chips;
    out["power"] = nlohmann::json::array();
    for (const PowerValue& power : reading.power) {
      for (const auto& bound : {power.mw_min, power.mw_max}) {
        if (bound) out["power"].push_back(*bound);
      }
    }
  }
  out["told"] = reading.told;
  out["names"] = reading.names;
  out["forms"] = reading.forms;
  if (!reading.words.empty()) {
    out["words"] = reading.words;
    out["words_of_names"] = reading.words_of_names;
  }
  out["pairs"] = nlohmann::json::array();
  for (const SumReading::Pair& pair : reading.pairs)
    out["pairs"].push_back({Place(pair.customer), Place(pair.provider)});
  return out;
}

nlohmann::json JsonOf(const JudgedDeal& deal) {
  nlohmann::json out = {{"customer", deal.customer}, {"provider", deal.provider}};
  out["amount"] = deal.amount ? JsonOf(*deal.amount) : nlohmann::json();
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

std::shared_ptr<const RuleSet> LoadRules(const std::string& folder) {
  const auto files = RuleFiles::Load(folder);
  if (!files.ok()) throw std::runtime_error(Message(files.status()));
  const auto rules = RuleSet::Compile(*files);
  if (!rules.ok()) throw std::runtime_error(Message(rules.status()));
  return *rules;
}

class Printer {
 public:
  explicit Printer(const std::string& out)
      : lines_(out + ".jsonl"),
        sums_(out + ".sums"),
        pairs_(out + ".pairs"),
        signs_(out + ".signs"),
        deals_(out + ".deals") {}

  void PrintSums(const RuleSet& rules, const std::vector<std::string>& paths) {
    lines_ << nlohmann::json{{"sum", ArticleFeatures::Names()},
                             {"pair", PartyFeatures::Names()},
                             {"signs", SignFeatures::Names()}}
           << '\n';
    ForEach(paths, rules, [&](const Extraction& found, nlohmann::json* line) {
      std::map<size_t, const MoneyValue*> value_at;
      for (const Mention& m : found.mentions) {
        if (const auto* money = Get<MoneyValue>(m)) value_at[m.span.byte_start] = money;
      }
      (*line)["signs"] = nlohmann::json::array();
      for (const SignReading& reading : found.readings.signs) {
        nlohmann::json sums = nlohmann::json::array();
        for (const MoneyValue& sum : reading.sums) sums.push_back(JsonOf(sum));
        (*line)["signs"].push_back(std::move(sums));
        WriteRow(reading.row, 0, &signs_);
      }
      (*line)["sums"] = nlohmann::json::array();
      for (const SumReading& reading : found.readings.sums) {
        (*line)["sums"].push_back(
            JsonOf(reading, reading.bare ? nullptr : value_at.at(reading.money.byte_start)));
        WriteRow(reading.sum, 0, &sums_);
        for (const SumReading::Pair& pair : reading.pairs)
          WriteRow(pair.row, reading.sum.size(), &pairs_);
      }
    });
  }

  void PrintDeals(const RuleSet& rules, const std::vector<std::string>& paths) {
    lines_ << nlohmann::json{{"deal", DealFeatureNames()}} << '\n';
    ForEach(paths, rules, [&](const Extraction& found, nlohmann::json* line) {
      (*line)["deals"] = nlohmann::json::array();
      for (const JudgedDeal& deal : found.readings.deals) {
        (*line)["deals"].push_back(JsonOf(deal));
        WriteRow(deal.row, 0, &deals_);
      }
    });
  }

  bool Flush() {
    bool good = true;
    for (std::ofstream* file : {&lines_, &sums_, &pairs_, &signs_, &deals_})
      good = file->flush() && good;
    return good;
  }

 private:
  template <typename Print>
  void ForEach(const std::vector<std::string>& paths, const RuleSet& rules, const Print& print) {
    for (const std::string& path : paths) {
      nlohmann::json line = {{"path", path}};
      const StatusOr<Article> article = Read(path);
      if (article.ok()) {
        line["lang"] = LanguageKey(article->lang);
        print(Extract(*article, rules, {.keep_readings = true}), &line);
      } else {
        fmt::print(stderr, "{}: {}\n", path, Message(article.status()));
      }
      lines_ << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    }
  }

  std::ofstream lines_, sums_, pairs_, signs_, deals_;
};

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  const std::string what = arguments.empty() ? "" : arguments[0];
  const bool with_rules = arguments.size() > 2 && arguments[1] == "--rules";
  const size_t out = with_rules ? 3 : 1;
  if ((what != "sums" && !(what == "deals" && with_rules)) || arguments.size() <= out) {
    fmt::print(stderr,
               "usage: print_readings sums [--rules FOLDER] OUT PATH...\n"
               "       print_readings deals --rules FOLDER OUT PATH...\n");
    return 2;
  }
  try {
    const auto rules = with_rules ? LoadRules(arguments[2]) : RuleSet::Embedded()->FramesAlone();
    const std::vector<std::string> paths(arguments.begin() + static_cast<std::ptrdiff_t>(out) + 1,
                                         arguments.end());
    Printer printer(arguments[out]);
    what == "sums" ? printer.PrintSums(*rules, paths) : printer.PrintDeals(*rules, paths);
    if (!printer.Flush()) throw std::runtime_error(arguments[out] + ": cannot be written");
  } catch (const std::exception& e) {
    fmt::print(stderr, "print_readings: {}\n", e.what());
    return 1;
  }
  return 0;
}
