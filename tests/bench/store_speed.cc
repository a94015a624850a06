// How fast the store is, on generated articles: store_speed FOLDER [ARTICLES]
// A seventh of the articles are of one text or another agency's, seven in ten tell deals; of ten
// reports three are new deals. Prints, for each step, seconds and rate:
//   raw      the same records in RocksDB's own batches, without indexes or merging
//   ingest   Writer::Put of articles that are extracted already
//   query    each as a process would: open, ask, print nothing
//   export   CSV and JSON lines
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <random>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "ingest/article.h"
#include "store/articles.h"
#include "store/database.h"
#include "store/export.h"
#include "store/group.h"
#include "store/json.h"
#include "store/query.h"
#include "store/record.h"
#include "store/record.pb.h"
#include "store/writer.h"

namespace dealwire {
namespace {

double Seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void Must(const Status& status) {
  if (status.ok()) return;
  fmt::print(stderr, "store_speed: {}\n", Message(status));
  std::exit(1);
}

// The n-th article and its deals: the same ones in every run.
class Generator {
 public:
  explicit Generator(uint64_t articles) : deals_(articles * 3 / 7 + 1) {}

  std::pair<Article, Extraction> Make(uint64_t n) const {
    std::mt19937_64 random(n);
    Article article;
    article.url = article.canonical_url =
        fmt::format("https://site{}.example/news/{}", random() % 400, n);
    article.site = fmt::format("Site {}", n % 400);
    article.lang = n % 3 == 0 ? "de" : "en";
    article.published = fmt::format("2025-{:02}-{:02}", 1 + n % 12, 1 + random() % 28);
    article.fetched = article.published + "T12:00:00Z";
    article.title = Words(&random, 9);
    for (int block = 0; block < 8; ++block) article.text += Words(&random, 45) + ".\n";
    CompleteArticle(&article);
    Extraction extraction;
    extraction.body_start = article.title.size() + 1;
    const uint64_t reports = n % 10 < 7 ? 1 + n % 3 : 0;
    for (uint64_t i = 0; i < reports; ++i) extraction.deals.push_back(Deal(&random, i, article));
    return {std::move(article), std::move(extraction)};
  }

 private:
  static std::string Words(std::mt19937_64* random, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
      // A few words are very frequent and most are rare, as in a language.
      const double u = static_cast<double>((*random)() % 1'000'000) / 1e6;
      text += fmt::format("{}w{:x}", i == 0 ? "" : " ", static_cast<uint64_t>(60'000 * u * u * u));
    }
    return text;
  }

  struct Deal Deal(std::mt19937_64* random, uint64_t i, const Article& article) const {
    const uint64_t which = (*random)() % deals_;
    struct Deal deal;
    deal.id = fmt::format("d{}", i);
    deal.customer = {fmt::format("customer{}", which % 997)};
    deal.provider = {fmt::format("provider{}", which % 313)};
    deal.kind = static_cast<DealKind>(which % 8);
    deal.status = static_cast<DealStatus>(which % 3);
    const double amount = 1e6 * static_cast<double>(1 + which * 7919 % 400'000);
    if (which % 5 != 0) deal.amount = MoneyValue{amount, amount, "USD", Qualifier::kExact};
    if (which % 11 == 0) deal.chips.push_back({.id = "gb200", .vendor = "nvidia", .kind = "gpu"});
    deal.confidence = 0.8;
    const size_t start = article.title.size() + 1;
    deal.evidence.push_back({{start, start + 200}, false, "bench:rule"});
    return deal;
  }

  const uint64_t deals_;
};

// The records alone, in batches of one article, as a lower bound of what storing them costs.
uint64_t RawWrite(const std::string& folder, const Generator& generator, uint64_t articles,
                  double* seconds) {
  const auto database = Database::OpenWriter(folder);
  Must(database.status());
  uint64_t bytes = 0;
  const auto rules = RuleSet::Embedded();
  for (uint64_t n = 0; n < articles; ++n) {
    const auto [article, extraction] = generator.Make(n);
    const std::string record = ToRecord(article, rules->version()).SerializeAsString();
    const std::string results = ResultsToJson(article, extraction);
    *seconds += Seconds([&] {
      Database::Batch batch;
      batch.Put(Family::kArticle, ArticleKey(article.id, 1), record);
      batch.Put(Family::kMention, ArticleKey(article.id, 1), results);
      bytes += batch.bytes();
      Must((*database)->Write(std::move(batch), n % 256 == 255));
    });
  }
  *seconds += Seconds([&] { Must((*database)->Flush()); });
  return bytes;
}

void Ingest(const std::string& folder, const Generator& generator, uint64_t articles,
            double* seconds) {
  const auto writer = Writer::Open(folder, RuleSet::Embedded());
  Must(writer.status());
  for (uint64_t n = 0; n < articles; ++n) {
    const auto [article, extraction] = generator.Make(n);
    *seconds += Seconds([&] {
      Must((*writer)->Put(article, extraction, "", "bench"));
      if (n % 256 == 255) Must((*writer)->Sync());
    });
  }
  *seconds += Seconds([&] { Must((*writer)->Close()); });
}

void Ask(const std::string& folder, const char* name, const Query& query) {
  PlanReport plan;
  size_t rows = 0;
  double open = 0, ask = 0;
  std::unique_ptr<Database> database;
  open = Seconds([&] {
    auto opened = Database::OpenReader(folder);
    Must(opened.status());
    database = *std::move(opened);
  });
  ask = Seconds([&] {
    const auto found = QueryDeals(*database, query, &plan);
    Must(found.status());
    rows = found->size();
  });
  fmt::print("query   {:<26} {:7.1f} ms, opening {:5.1f} ms; {} rows by {}\n", name, ask * 1e3,
             open * 1e3, rows, plan.index);
}

uint64_t SizeOf(const std::string& folder) {
  uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

void AskAll(const std::string& folder) {
  constexpr size_t kMost = 50;
  Ask(folder, "customer", {{.customer = {"customer7"}, .has_customer = true}, "", kMost});
  Ask(folder, "provider", {{.provider = {"provider7"}, .has_provider = true}, "", kMost});
  Ask(folder, "kind", {{.kind = "compute"}, "", kMost});
  Ask(folder, "status", {{.status = "signed"}, "", kMost});
  Ask(folder, "chip", {{.chip = "gb200"}, "", kMost});
  Ask(folder, "currency", {{.currency = "USD"}, "", kMost});
  Ask(folder, "min", {{.min_amount = 300e9}, "", kMost});
  Ask(folder, "max", {{.max_amount = 1e9}, "", kMost});
  Ask(folder, "since", {{.since = "2025-12-20"}, "", kMost});
  Ask(folder, "until", {{.until = "2025-02-10"}, "", kMost});
  Ask(folder, "lang", {{.lang = "de"}, "", kMost});
  Ask(folder, "site", {{.site = "Site 17"}, "", kMost});
  Ask(folder, "text, a rare word", {{.text = "we000"}, "", kMost});
  Ask(folder, "text, a frequent word", {{.text = "w1"}, "", kMost});
  Ask(folder, "no filter", {{}, "", kMost});
  Ask(folder, "no filter, by amount", {{}, "amount", kMost});
  Ask(folder, "all deals", {});
}

void ExportAll(const std::string& folder) {
  const auto database = Database::OpenReader(folder);
  Must(database.status());
  for (const char* format : {"csv", "jsonl"}) {
    uint64_t bytes = 0;
    const double seconds = Seconds([&] {
      Must(ExportText(**database, {}, format, [&](std::string_view text) {
        bytes += text.size();
        return OkStatus();
      }));
    });
    fmt::print("export  {:<26} {:7.1f} MB/s ({} MB)\n", format,
               static_cast<double>(bytes) / 1e6 / seconds, bytes / 1'000'000);
  }
  Grouper grouper = *Grouper::By("provider");
  const double seconds = Seconds([&] {
    Must(EachRow(**database, {}, false, [&](const DealRow& row) {
      grouper.Add(row);
      return true;
    }));
  });
  fmt::print("group   by provider, all deals     {:7.1f} ms\n", seconds * 1e3);
}

int Run(const std::string& folder, uint64_t articles) {
  std::filesystem::remove_all(folder);
  const Generator generator(articles);
  double raw = 0, ingest = 0;
  const uint64_t bytes = RawWrite(folder + "/raw", generator, articles, &raw);
  fmt::print("raw     {:8.0f} articles/s, {:.1f} MB/s; {} MB on disk\n",
             static_cast<double>(articles) / raw, static_cast<double>(bytes) / 1e6 / raw,
             SizeOf(folder + "/raw") / 1'000'000);
  Ingest(folder + "/db", generator, articles, &ingest);
  fmt::print(
      "ingest  {:8.0f} articles/s, {:.2f} of raw; {} MB on disk, {:.2f} of raw\n",
      static_cast<double>(articles) / ingest, raw / ingest, SizeOf(folder + "/db") / 1'000'000,
      static_cast<double>(SizeOf(folder + "/db")) / static_cast<double>(SizeOf(folder + "/raw")));
  AskAll(folder + "/db");
  ExportAll(folder + "/db");
  return 0;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: store_speed FOLDER [ARTICLES]\n");
    return 2;
  }
  return dealwire::Run(argv[1], argc > 2 ? std::stoull(argv[2]) : 20'000);
}
