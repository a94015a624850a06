// The stages one after another, on brokers within this process, against a store that is written to
// directly.
#include <algorithm>
#include <filesystem>
#include <map>

#include "base/file.h"
#include "base/time.h"
#include "extract/names/registry.h"
#include "extract/rules.h"
#include "ingest/page.h"
#include "scale/body.h"
#include "scale/extract_worker.h"
#include "scale/follow.h"
#include "scale/messages.pb.h"
#include "scale/metrics.h"
#include "scale/pairs.h"
#include "scale/replay.h"
#include "scale/replica.h"
#include "scale/store_worker.h"
#include "store/articles.h"
#include "store/deal_json.h"
#include "store/merge_rules.h"
#include "store/record.h"
#include "store/results.h"
#include "tests/scale/mock_kafka.h"
#include "tests/store/store_fixture.h"
#include "tests/support/paths.h"

namespace dealwire {
namespace {

std::vector<Page> DemoPages() {
  std::vector<Page> pages;
  for (const auto& entry : std::filesystem::directory_iterator(SourceFolder("corpora/demo/news"))) {
    Page page;
    page.url = "https://demo.example/news/" + entry.path().filename().string();
    page.bytes = *ReadFile(entry.path().string());
    page.content_type = "text/html; charset=utf-8";
    page.fetched = "2026-01-01T00:00:00Z";
    pages.push_back(std::move(page));
  }
  std::ranges::sort(pages, {}, &Page::url);
  return pages;
}

std::string MessageOf(const Page& page) {
  pb::FetchedPage message;
  message.set_url(page.url);
  message.set_source("demo");
  message.set_content_type(page.content_type);
  message.set_fetched(page.fetched);
  REQUIRE(PackBody(page.bytes, nullptr, message.mutable_body()).ok());
  return message.SerializeAsString();
}

void Send(const WorkerOptions& options, const std::string& topic,
          const std::vector<std::pair<std::string, std::string>>& messages) {
  const auto producer = KafkaProducer::Open(options.settings, "");
  REQUIRE(producer.ok());
  for (const auto& [key, value] : messages) {
    REQUIRE((*producer)
                ->Write({topic, PartitionOf(key, options.partitions.at(topic))}, key, value)
                .ok());
  }
  REQUIRE((*producer)->Flush().ok());
}

std::vector<KafkaMessage> AllOf(const WorkerOptions& options, const std::string& topic) {
  Offsets next;
  for (int32_t i = 0; i < options.partitions.at(topic); ++i) next[{topic, i}] = 0;
  const auto reader = EndReader::Open(options.settings);
  REQUIRE(reader.ok());
  const auto ends = (*reader)->EndsOf(next);
  INFO(ends.status());
  REQUIRE(ends.ok());
  std::vector<KafkaMessage> messages;
  REQUIRE(Replay(
              options.settings, *ends,
              [&](const KafkaMessage& message) {
                messages.push_back(message);
                return OkStatus();
              },
              nullptr, &next)
              .ok());
  return messages;
}

// The messages that the store worker has to do: articles, tellings of pairs, ids for parts.
double StoreWork(const std::vector<KafkaMessage>& extracted) {
  const GroupOf groups = [](const std::string& id) {
    return RuleSet::Embedded()->registry().GroupOf(id);
  };
  double count = 0;
  for (const KafkaMessage& message : extracted) {
    pb::ArticleMessage article;
    REQUIRE(article.ParseFromString(*message.value));
    ++count;
    for (const auto& [pair, told] : PairsOf(article, groups)) count += 1 + told.parts_size();
  }
  return count;
}

void Extract(WorkerOptions options, double messages) {
  options.group = "extract";
  options.stop = [&] { return options.metrics->Value("dealwire_messages_total", "") >= messages; };
  const Status done = RunExtractWorker(options, RuleSet::Embedded());
  INFO(done);
  REQUIRE(done.ok());
}

void Store(WorkerOptions options, const std::string& state, double messages,
           const std::string& group = "store") {
  options.group = group;
  options.state = state;
  options.stop = [&] { return options.metrics->Value("dealwire_messages_total", "") >= messages; };
  const Status done = RunStoreWorker(options, *RuleSet::Embedded(), MergeRules::Embedded());
  INFO(done);
  REQUIRE(done.ok());
}

void FollowOnce(const WorkerOptions& options, const std::string& folder) {
  const auto replica = Replica::Open(folder, *RuleSet::Embedded());
  INFO(replica.status());
  REQUIRE(replica.ok());
  FollowOptions follow;
  follow.settings = options.settings;
  follow.topics = options.topics;
  follow.partitions = options.partitions;
  follow.once = true;
  follow.metrics = options.metrics;
  const Status followed = Follow(follow, replica->get());
  INFO(followed);
  REQUIRE(followed.ok());
  REQUIRE((*replica)->Close().ok());
}

// Deals with their reports as text.
std::map<std::string, std::string> DealsOf(const std::string& folder) {
  const auto reader = Database::OpenReader(folder);
  REQUIRE(reader.ok());
  const auto rows = QueryDeals(**reader, Query{});
  REQUIRE(rows.ok());
  std::map<std::string, std::string> deals;
  for (const DealRow& row : *rows) {
    pb::Deal deal = *row.deal;
    std::string articles;
    for (const std::string& id : deal.articles()) articles += " " + id;
    deal.clear_docs();  // numbers of the store's own
    deals[deal.parties_key() + articles] = ToJson(deal, {});
  }
  return deals;
}

void CheckSound(const std::string& folder) {
  const auto reader = Database::OpenReader(folder);
  REQUIRE(reader.ok());
  const auto report = Verify(**reader);
  REQUIRE(report.ok());
  CHECK(report->problems.empty());
}

TEST_CASE("workers: pages to a follower's deals, as one store has them", "[scale]") {
  const TemporaryFolder temporary;
  const auto path = [&](const std::string& name) { return (temporary.path() / name).string(); };
  const MockKafka kafka;
  Metrics metrics;
  const WorkerOptions options = kafka.Options("", &metrics);
  const std::vector<Page> pages = DemoPages();
  std::vector<std::pair<std::string, std::string>> messages;
  messages.reserve(pages.size() + 1);
  for (const Page& page : pages) messages.emplace_back("https://demo.example", MessageOf(page));
  messages.insert(messages.begin() + 3, {"https://demo.example", "no page at all"});
  Send(options, options.topics.pages, messages);

  Extract(options, static_cast<double>(messages.size()));
  const std::vector<KafkaMessage> aside = AllOf(options, options.topics.quarantine);
  REQUIRE(aside.size() == 1);
  CHECK(*aside[0].value == "no page at all");
  CHECK(metrics.Value("dealwire_quarantined_total", "stage=\"extract\"") == 1);

  Metrics store_metrics;
  WorkerOptions store = options;
  store.metrics = &store_metrics;
  const double work = StoreWork(AllOf(options, options.topics.extracted));
  Store(store, path("state"), work);
  FollowOnce(options, path("follower"));

  const auto writer = Writer::Open(path("direct"), RuleSet::Embedded());
  REQUIRE(writer.ok());
  size_t articles = 0;
  for (const Page& page : pages) {
    const StatusOr<Article> article = ReadArticle(page);
    if (!article.ok()) continue;
    ++articles;
    const Extraction extraction = dealwire::Extract(*article, *RuleSet::Embedded());
    REQUIRE((*writer)->Put(*article, extraction, page.bytes, "demo").ok());
  }
  REQUIRE((*writer)->Close().ok());
  REQUIRE(articles > 8);
  const auto expected = DealsOf(path("direct"));
  CHECK(expected.size() > 5);
  CHECK(DealsOf(path("follower")) == expected);
  CheckSound(path("follower"));

  // A group that reads all of it again, on a machine without the state, which it makes from the
  // log: no article says anything new, and the deals stay as they are.
  const size_t extracted = AllOf(options, options.topics.extracted).size();
  const size_t reports = AllOf(options, options.topics.reports).size();
  Metrics again;
  store.metrics = &again;
  Store(store, path("other state"), static_cast<double>(extracted + reports), "again");
  CHECK(again.Value("dealwire_articles_total", "result=\"unchanged\"") ==
        static_cast<double>(extracted));
  FollowOnce(options, path("follower"));
  CHECK(DealsOf(path("follower")) == expected);
  CheckSound(path("follower"));
}

// Made by hand, as an extract worker would send it.
std::string Tells(const std::string& text, const std::vector<Told>& deals) {
  const Article article = MakeArticle("https://example.org/1", "A title", text, "2025-11-03");
  const Extraction extraction = Tell(article, deals);
  pb::ArticleMessage message;
  *message.mutable_article() = ToRecord(article, "rules");
  message.set_results("{\"mentions\":[],\"deals\":[]}");
  auto reports = ToReports(article, extraction, *RuleSet::Embedded());
  for (const pb::Report& report : reports) *message.add_reports() = report;
  message.mutable_article()->set_results(ResultsHash(message.results(), &reports));
  REQUIRE(PackBody(text, nullptr, message.mutable_body()).ok());
  message.mutable_article()->set_body_sha256(message.body().sha256());
  return message.SerializeAsString();
}

TEST_CASE("workers: a changed article is a new version, and what it tells no more is retracted",
          "[scale]") {
  const TemporaryFolder temporary;
  const auto path = [&](const std::string& name) { return (temporary.path() / name).string(); };
  const MockKafka kafka;
  Metrics metrics;
  const WorkerOptions options = kafka.Options("", &metrics);
  const std::string id = MakeArticle("https://example.org/1", "A title", "x", "2025-11-03").id;
  Send(options, options.topics.extracted,
       {{id, Tells("OpenAI buys of Oracle and AWS.",
                   {{{"openai"}, {"oracle"}, 300e9}, {{"openai"}, {"aws"}, 38e9}})}});
  Store(options, path("state"), 3);
  FollowOnce(options, path("follower"));
  CHECK(DealsOf(path("follower")).size() == 2);

  Send(options, options.topics.extracted,
       {{id, Tells("OpenAI buys of Oracle after all.", {{{"openai"}, {"oracle"}, 300e9}})}});
  Metrics later;
  WorkerOptions second = options;
  second.metrics = &later;
  Store(second, path("state"), 6, "again");  // the three from before, which change nothing
  FollowOnce(options, path("follower"));
  const auto deals = DealsOf(path("follower"));
  REQUIRE(deals.size() == 1);
  CHECK(deals.begin()->first.find("oracle") != std::string::npos);
  CheckSound(path("follower"));
  {
    const auto reader = Database::OpenReader(path("follower"));
    REQUIRE(reader.ok());
    const auto article = LoadArticle(**reader, id);
    REQUIRE(article.ok());
    CHECK((*article)->version() == 2);
    CHECK((*article)->deals_size() == 1);
  }
  // The log tells of it by a tombstone, for whoever keeps only what holds.
  size_t tombstones = 0;
  for (const KafkaMessage& entry : AllOf(options, options.topics.deals)) {
    tombstones += entry.key.starts_with("deal/") && !entry.value ? 1 : 0;
  }
  CHECK(tombstones == 1);
  FollowOnce(options, path("from nothing"));
  CHECK(DealsOf(path("from nothing")) == deals);
  CheckSound(path("from nothing"));
}

TEST_CASE("workers: what is older than the topics' tombstones is not trusted", "[scale]") {
  const TemporaryFolder temporary;
  const auto path = [&](const std::string& name) { return (temporary.path() / name).string(); };
  const MockKafka kafka(1);
  Metrics metrics;
  const WorkerOptions options = kafka.Options("", &metrics);
  const std::string id = MakeArticle("https://example.org/1", "A title", "x", "2025-11-03").id;
  Send(options, options.topics.extracted,
       {{id, Tells("OpenAI buys of Oracle.", {{{"openai"}, {"oracle"}, 300e9}})}});
  Store(options, path("state"), 2);
  FollowOnce(options, path("follower"));
  const auto deals = DealsOf(path("follower"));
  const auto put = [](const std::string& folder, const std::string& key, const std::string& value) {
    const auto database = Database::OpenWriter(folder);
    REQUIRE(database.ok());
    Database::Batch batch;
    batch.Put(Family::kMeta, key, value);
    const Status written = (*database)->Write(std::move(batch), false);
    REQUIRE(written.ok());
  };
  const auto has = [](const std::string& folder, const std::string& key) {
    const auto database = Database::OpenReader(folder);
    REQUIRE(database.ok());
    const auto value = (*database)->Get(Family::kMeta, key);
    REQUIRE(value.ok());
    return value->has_value();
  };
  // Something that the log has no more, in a state of yesterday and in one of last week.
  const std::string state = path("state") + "/deals-0";
  for (const int days : {1, 7}) {
    put(state, "told/gone", "");
    put(state, "log_as_of", std::to_string(NowUnix() - days * 86400));
    Metrics again;
    WorkerOptions later = options;
    later.metrics = &again;
    Store(later, path("state"), 2, "again" + std::to_string(days));
    CHECK(has(state, "told/gone") == (days == 1));
    CHECK(again.Value("dealwire_articles_total", "result=\"unchanged\"") == 1);
  }
  FollowOnce(options, path("follower"));
  CHECK(DealsOf(path("follower")) == deals);
  put(path("follower"), "follows_as_of", std::to_string(NowUnix() - 7 * 86400));
  const auto replica = Replica::Open(path("follower"), *RuleSet::Embedded());
  CHECK(replica.status().code() == StatusCode::kFailedPrecondition);
  CHECK(Message(replica.status()).find("new folder") != std::string::npos);
}

TEST_CASE("workers: a store that has articles of its own does not follow", "[scale]") {
  StoreFixture own;
  own.Put(MakeArticle("https://example.org/1", "T", "Text.", "2025-11-03"), {});
  own.Close();
  const auto replica = Replica::Open(own.folder(), *RuleSet::Embedded());
  CHECK(replica.status().code() == StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace dealwire
