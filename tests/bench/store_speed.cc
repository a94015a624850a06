// How fast the store is, on generated articles:
//     store_speed FOLDER [ARTICLES[,ARTICLES...] [ingest|write|query|ask|beside]]
// ARTICLES are 700,000 for what docs/performance.md tells (1,000,000 reports of 300,000 deals); of
// several numbers each is a store of its own, and at the end it is told how much longer each query
// takes in the others than in the first (70000,700000: from 100,000 reports to 1,000,000).
// They come in the order of their days, as crawls bring them; five in seven tell one to three deals
// of the same weeks; one in seven is a copy of the text before it, as of an agency's. Prints
//   ingest   articles that are extracted already, prepared and put, synced every 256; with the word
//            `ingest` that is all, for a profiler
//   raw      RocksDB alone writing the same bytes: the very batches that ingest wrote, replayed
//   disk     bytes of the store beside those of its records, compressed by zstd in blocks of 16 kB;
//            with the word `write` that is all
//   query    `dealwire query`, each five times as a process, the median; at last beside a writer.
//            With the word `query` nothing is written raw: ingest, query, export, compact, query;
//            with the word `ask` a store that a run before left is asked as it is, with `beside`
//            beside a writer
//   group    every deal in groups
//   export   CSV and JSON lines
// The processes are those of the `dealwire` that stands beside this program. Seconds are of the
// clock; "CPU" is of the process with all its threads, RocksDB's own too, which a busy machine
// blurs less. By the clock ingest gains a little: RocksDB compacts while articles are made.
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <thread>

#include "base/pipeline.h"
#include "extract/extraction.h"
#include "extract/rules.h"
#include "ingest/article.h"
#include "store/care.h"
#include "store/database.h"
#include "store/export.h"
#include "store/writer.h"
#include "tests/bench/store_articles.h"

namespace dealwire {
namespace {

struct Cost {
  double seconds = 0, cpu = 0;

  Cost& operator+=(const Cost& other) {
    seconds += other.seconds;
    cpu += other.cpu;
    return *this;
  }
};

double CpuNow(clockid_t of) {
  timespec time = {};
  clock_gettime(of, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// CPU of the process with all its threads; with CLOCK_THREAD_CPUTIME_ID, of this one alone.
template <typename Work>
Cost Measure(const Work& work, clockid_t of = CLOCK_PROCESS_CPUTIME_ID) {
  const double cpu = CpuNow(of);
  const auto start = std::chrono::steady_clock::now();
  work();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
          CpuNow(of) - cpu};
}

void Must(const Status& status) {
  if (status.ok()) return;
  fmt::print(stderr, "store_speed: {}\n", Message(status));
  std::exit(1);
}

// Batches in a file: what ingest wrote, for raw to write again.
class BatchFile {
 public:
  BatchFile(const std::string& path, const char* mode) : file_(std::fopen(path.c_str(), mode)) {
    if (file_ == nullptr) Must(Unavailable(path + ": " + std::strerror(errno)));
  }
  ~BatchFile() { std::fclose(file_); }
  BatchFile(const BatchFile&) = delete;
  BatchFile& operator=(const BatchFile&) = delete;

  void Put(const std::string& batch) {
    const uint64_t size = batch.size();
    std::fwrite(&size, sizeof size, 1, file_);
    std::fwrite(batch.data(), 1, size, file_);
  }
  // False: at the end.
  bool Get(std::string* batch) {
    uint64_t size = 0;
    if (std::fread(&size, sizeof size, 1, file_) != 1) return false;
    batch->resize(size);
    if (std::fread(batch->data(), 1, size, file_) != size) Must(DataLoss("the batches end early"));
    return true;
  }

 private:
  FILE* const file_;
};

using Extracted = std::pair<Article, Extraction>;
constexpr uint64_t kSyncEvery = 256;

// As `dealwire ingest` puts what it has extracted: prepared by a thread a core, put by one.
Status PutAll(const std::vector<Extracted>& articles, Writer* writer) {
  Status status;
  OrderedPipeline<const Extracted*, StatusOr<Writer::Prepared>> pipeline(
      std::max(1U, std::thread::hardware_concurrency()), [&](const Extracted* next) {
        return writer->Prepare(next->first, next->second, "", "bench");
      });
  size_t next = 0;
  pipeline.Run(
      [&]() -> std::optional<const Extracted*> {
        return next < articles.size() ? std::optional(&articles[next++]) : std::nullopt;
      },
      [&](StatusOr<Writer::Prepared> prepared) {
        status = prepared.ok() ? writer->Put(*std::move(prepared), "") : prepared.status();
        return status.ok();
      });
  return status.ok() ? writer->Sync() : status;
}

// Nothing is left to compact: what was written fast is not to leave more of it to others.
void Settle(Database* database) {
  Must(database->Flush());
  while (database->HasBacklog()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

// All that the process spends until the store has settled, what RocksDB's own threads do too, but
// for what making the articles and recording the batches takes.
// `batches`: where these go; null: nowhere.
Cost Ingest(const std::string& folder, const ArticleGenerator& generator, uint64_t articles,
            BatchFile* batches) {
  const auto writer = Writer::Open(folder + "/db", RuleSet::Embedded());
  Must(writer.status());
  Cost beside;
  const auto record = [&](const Database::Batch& batch) {
    if (batch.empty()) return;
    beside += Measure([&] { batches->Put(batch.encoded()); }, CLOCK_THREAD_CPUTIME_ID);
  };
  if (batches != nullptr) (*writer)->database().Observe(record);
  const Cost all = Measure([&] {
    for (uint64_t n = 0; n < articles;) {
      std::vector<Extracted> some;
      beside += Measure(
          [&] {
            for (; some.size() < kSyncEvery && n < articles; ++n) some.push_back(generator.Make(n));
          },
          CLOCK_THREAD_CPUTIME_ID);
      Must(PutAll(some, writer->get()));
    }
    Settle(&(*writer)->database());
    Must((*writer)->Close());
  });
  return {all.seconds - beside.seconds, all.cpu - beside.cpu};
}

// The same batches, one after another, and nothing else.
Cost Raw(const std::string& folder, uint64_t* bytes) {
  const auto database = Database::OpenWriter(folder + "/raw");
  Must(database.status());
  BatchFile batches(folder + "/batches", "rb");
  Cost reading;
  std::string encoded;
  const auto next = [&] {
    bool more = false;
    reading += Measure([&] { more = batches.Get(&encoded); }, CLOCK_THREAD_CPUTIME_ID);
    return more;
  };
  const Cost all = Measure([&] {
    for (uint64_t n = 0; next(); ++n) {
      *bytes += encoded.size();
      const bool sync = n % kSyncEvery == kSyncEvery - 1;
      Must((*database)->Write(Database::Batch::FromEncoded(encoded), sync));
    }
    Settle(database->get());
  });
  return {all.seconds - reading.seconds, all.cpu - reading.cpu};
}

uint64_t SizeOf(const std::string& folder) {
  uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

// Articles, mentions, reports, deals and changes in their order, in blocks of 16 kB.
uint64_t CompressedRecords(const Database& database) {
  uint64_t bytes = 0;
  std::string block, packed;
  const auto pack = [&] {
    packed.resize(ZSTD_compressBound(block.size()));
    bytes += ZSTD_compress(packed.data(), packed.size(), block.data(), block.size(), 3);
    block.clear();
  };
  for (const Family family :
       {Family::kArticle, Family::kMention, Family::kReport, Family::kDeal, Family::kChange}) {
    Must(database.Scan(family, "", [&](std::string_view, std::string_view value) {
      block += value;
      if (block.size() >= 16384) pack();
      return true;
    }));
    pack();
  }
  return bytes;
}

void TellDisk(const std::string& folder, const char* when) {
  const auto database = Database::OpenReader(folder);
  Must(database.status());
  const uint64_t records = CompressedRecords(**database), disk = SizeOf(folder);
  fmt::print("disk    {}: {} MB, {:.2f} of the records compressed ({} MB)\n", when,
             disk / 1'000'000, static_cast<double>(disk) / static_cast<double>(records),
             records / 1'000'000);
  for (const FamilyStats& family : StatsOf(**database)) {
    if (family.bytes < 1'000'000) continue;
    fmt::print("        {:<8} {:>9} keys {:>6} MB\n", family.name, family.keys,
               family.bytes / 1'000'000);
  }
}

// A process, its output thrown away.
Cost RunProcess(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  Cost cost;
  const auto start = std::chrono::steady_clock::now();
  pid_t pid = 0;
  int status = 0;
  rusage used = {};
  if (posix_spawn(&pid, program.c_str(), &actions, nullptr, argv.data(), environ) != 0 ||
      wait4(pid, &status, 0, &used) != pid || status != 0) {
    Must(Internal(program + " failed"));
  }
  posix_spawn_file_actions_destroy(&actions);
  cost.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  cost.cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
  return cost;
}

struct Answer {
  std::string question;
  Cost cost;
};
using Answers = std::vector<Answer>;

Answer Ask(const std::string& program, const std::string& folder,
           const std::vector<std::string>& question) {
  std::vector<std::string> arguments = {"--db", folder, "query"};
  arguments.insert(arguments.end(), question.begin(), question.end());
  std::vector<Cost> costs;
  constexpr size_t kTimes = 5;
  costs.reserve(kTimes);
  for (size_t i = 0; i < kTimes; ++i) costs.push_back(RunProcess(program, arguments));
  std::ranges::sort(costs, {}, &Cost::seconds);
  const Cost& median = costs[kTimes / 2];
  const std::string asked = fmt::format("{}", fmt::join(question, " "));
  fmt::print("query   {:<46} {:7.1f} ms, CPU {:6.1f} ms\n", asked, median.seconds * 1e3,
             median.cpu * 1e3);
  std::fflush(stdout);
  return {asked, median};
}

Answers AskAll(const std::string& program, const std::string& folder) {
  fmt::print("        (of which {:.1f} ms, CPU {:.1f} ms: a process that only tells its version)\n",
             RunProcess(program, {"--version"}).seconds * 1e3,
             RunProcess(program, {"--version"}).cpu * 1e3);
  const std::vector<std::vector<std::string>> filters = {{"--customer", "customer7"},
                                                         {"--provider", "provider7"},
                                                         {"--party", "provider7"},
                                                         {"--kind", "compute"},
                                                         {"--status", "signed"},
                                                         {"--chip", "gb200"},
                                                         {"--vendor", "nvidia"},
                                                         {"--currency", "USD"},
                                                         {"--min", "399bn"},
                                                         {"--max", "50M"},
                                                         {"--since", "2025-12-20"},
                                                         {"--until", "2025-02-10"},
                                                         {"--lang", "de"},
                                                         {"--site", "Site 17"},
                                                         {"--text", "tanor"},
                                                         {"--text", "ber"},
                                                         {},
                                                         {"--sort", "amount"}};
  Answers answers;
  for (std::vector<std::string> question : filters) {
    for (const char* end : {"-n", "50", "--format", "jsonl"}) question.emplace_back(end);
    answers.push_back(Ask(program, folder, question));
  }
  answers.push_back(Ask(program, folder, {"--group-by", "provider"}));
  answers.push_back(Ask(program, folder, {"--group-by", "month"}));
  return answers;
}

void TellGrowth(const char* when, uint64_t few, const Answers& before, uint64_t many,
                const Answers& after) {
  if (before.empty()) return;
  fmt::print("growth  {}, from {} to {} articles ({:.1f} times):\n", when, few, many,
             static_cast<double>(many) / static_cast<double>(few));
  for (size_t i = 0; i < before.size(); ++i) {
    const Cost &a = before[i].cost, &b = after[i].cost;
    fmt::print("        {:<46} {:6.1f} to {:6.1f} ms: {:.2f}; CPU {:6.1f} to {:6.1f} ms: {:.2f}\n",
               before[i].question, a.seconds * 1e3, b.seconds * 1e3, b.seconds / a.seconds,
               a.cpu * 1e3, b.cpu * 1e3, b.cpu / a.cpu);
  }
}

// The same questions while a writer adds articles as fast as it can.
void AskBesideWriter(const std::string& program, const std::string& folder,
                     const ArticleGenerator& generator, uint64_t articles) {
  const auto writer = Writer::Open(folder, RuleSet::Embedded());
  Must(writer.status());
  std::jthread writing([&](const std::stop_token& stop) {
    for (uint64_t n = articles; !stop.stop_requested(); ++n) {
      const auto [article, extraction] = generator.Make(n % articles + 7 * articles);
      Must((*writer)->Put(article, extraction, "", "bench"));
      if (n % kSyncEvery == kSyncEvery - 1) Must((*writer)->Sync());
    }
  });
  fmt::print("beside a writer:\n");
  AskAll(program, folder);
}

void ExportAll(const std::string& folder) {
  const auto database = Database::OpenReader(folder);
  Must(database.status());
  for (const char* format : {"csv", "jsonl"}) {
    uint64_t bytes = 0;
    const Cost cost = Measure([&] {
      Must(ExportText(**database, {}, format, [&](std::string_view text) {
        bytes += text.size();
        return OkStatus();
      }));
    });
    fmt::print("export  {:<5} {:7.1f} MB/s, {:7.1f} MB a second of CPU ({} MB)\n", format,
               static_cast<double>(bytes) / 1e6 / cost.seconds,
               static_cast<double>(bytes) / 1e6 / cost.cpu, bytes / 1'000'000);
  }
}

void TellMemory() {
  rusage used = {};
  getrusage(RUSAGE_SELF, &used);
  fmt::print("memory  {} MB at most\n", used.ru_maxrss / 1000);
}

// What was written raw is removed when it is measured: it is many times the store.
void WriteBoth(const std::string& folder, const ArticleGenerator& generator, uint64_t articles) {
  const std::string file = folder + "/batches";
  Cost ingest;
  {
    BatchFile batches(file, "wb");
    ingest = Ingest(folder, generator, articles, &batches);
  }
  uint64_t bytes = 0;
  const Cost raw = Raw(folder, &bytes);
  std::filesystem::remove(file);
  std::filesystem::remove_all(folder + "/raw");
  const auto count = static_cast<double>(articles);
  fmt::print("raw     {:8.0f} articles/s, CPU {:6.1f} us each; {} MB\n", count / raw.seconds,
             raw.cpu / count * 1e6, bytes / 1'000'000);
  fmt::print("ingest  {:8.0f} articles/s, CPU {:6.1f} us each: {:.2f} of raw, by CPU {:.2f}\n",
             count / ingest.seconds, ingest.cpu / count * 1e6, raw.seconds / ingest.seconds,
             raw.cpu / ingest.cpu);
}

void TellIngest(const std::string& folder, const ArticleGenerator& generator, uint64_t articles) {
  const Cost ingest = Ingest(folder, generator, articles, nullptr);
  const auto count = static_cast<double>(articles);
  fmt::print("ingest  {:8.0f} articles/s, CPU {:6.1f} us each\n", count / ingest.seconds,
             ingest.cpu / count * 1e6);
}

struct Asked {
  uint64_t articles = 0;
  Answers left, compacted;  // none where only writing is measured
};

Asked Run(const std::string& program, const std::string& folder, uint64_t articles,
          const std::string& only) {
  fmt::print("{} articles\n", articles);
  const ArticleGenerator generator(articles);
  const std::string db = folder + "/db";
  if (only == "ask") return {.articles = articles, .left = AskAll(program, db), .compacted = {}};
  if (only == "beside") {
    AskBesideWriter(program, db, generator, articles);
    return {.articles = articles, .left = {}, .compacted = {}};
  }
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  if (only == "ingest" || only == "query") {
    TellIngest(folder, generator, articles);
  } else {
    WriteBoth(folder, generator, articles);
  }
  TellMemory();
  Asked asked;
  asked.articles = articles;
  if (only == "ingest") return asked;
  TellDisk(db, "as ingest leaves it");
  if (only == "write") return asked;
  asked.left = AskAll(program, db);
  ExportAll(db);
  const Cost compaction = RunProcess(program, {"--db", db, "store", "compact"});
  fmt::print("compact {:.1f} s\n", compaction.seconds);
  TellDisk(db, "compacted");
  asked.compacted = AskAll(program, db);
  if (only == "query") return asked;
  AskBesideWriter(program, db, generator, articles);
  return asked;
}

int RunEach(const std::string& program, const std::string& folder, std::string_view sizes,
            const std::string& only) {
  std::vector<Asked> asked;
  while (!sizes.empty()) {
    const size_t end = std::min(sizes.find(','), sizes.size());
    const uint64_t articles = std::stoull(std::string(sizes.substr(0, end)));
    asked.push_back(Run(program, fmt::format("{}/{}", folder, articles), articles, only));
    sizes.remove_prefix(std::min(end + 1, sizes.size()));
  }
  for (size_t i = 1; i < asked.size(); ++i) {
    const Asked &few = asked.front(), &many = asked[i];
    TellGrowth("as ingest leaves it", few.articles, few.left, many.articles, many.left);
    TellGrowth("compacted", few.articles, few.compacted, many.articles, many.compacted);
  }
  return 0;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(
        stderr,
        "usage: store_speed FOLDER [ARTICLES[,ARTICLES...] [ingest|write|query|ask|beside]]\n");
    return 2;
  }
  const std::string beside = (std::filesystem::path(argv[0]).parent_path() / "dealwire").string();
  return dealwire::RunEach(beside, argv[1], argc > 2 ? argv[2] : "20000", argc > 3 ? argv[3] : "");
}
