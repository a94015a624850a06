#include "scale/extract_worker.h"

#include <fmt/format.h>

#include <atomic>
#include <thread>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "ingest/article.h"
#include "ingest/page.h"
#include "scale/body.h"
#include "scale/messages.pb.h"
#include "scale/metrics.h"
#include "store/json.h"
#include "store/record.h"
#include "store/results.h"

namespace dealwire {
namespace {

// What comes of one page: a message, nothing, or why it cannot be read.
struct Outcome {
  std::string key, message;
  Status status;
  bool article = false;
};

class ExtractStage : public BatchStage {
 public:
  ExtractStage(const WorkerOptions& options, std::shared_ptr<const RuleSet> rules)
      : options_(options), rules_(std::move(rules)) {}

  Status Assign(const Places& /*places*/) override { return OkStatus(); }
  void Revoke(const Places& /*places*/) override {}

  StatusOr<size_t> Process(const std::vector<KafkaMessage>& messages, size_t at,
                           KafkaProducer* producer) override {
    const std::vector<Outcome> outcomes = ReadAll(messages, at);
    const std::string& topic = options_.topics.extracted;
    const int32_t partitions = options_.partitions.at(topic);
    for (size_t i = 0; i < outcomes.size(); ++i) {
      const Outcome& outcome = outcomes[i];
      Status written = outcome.status;
      if (written.ok() && outcome.article) {
        written = producer->Write({topic, PartitionOf(outcome.key, partitions)}, outcome.key,
                                  outcome.message);
      }
      // The message's own fault, or the claims': then all of it is done again, or nothing more is.
      const bool poison = written.code() == StatusCode::kDataLoss ||
                          written.code() == StatusCode::kInvalidArgument ||
                          written.code() == StatusCode::kNotFound;
      if (!written.ok() && !poison) return written;
      if (!written.ok()) {
        DW_RETURN_IF_ERROR(
            Quarantine(options_, "extract", messages[at + i], Message(written), producer));
      }
      options_.metrics->Add("dealwire_articles_total", !written.ok()     ? "result=\"quarantined\""
                                                       : outcome.article ? "result=\"extracted\""
                                                                         : "result=\"none\"");
    }
    return outcomes.size();
  }
  Status Committed(const Offsets& /*written*/) override { return OkStatus(); }
  void Aborted() override {}

 private:
  std::vector<Outcome> ReadAll(const std::vector<KafkaMessage>& messages, size_t at) const {
    std::vector<Outcome> outcomes(messages.size() - at);
    std::atomic<size_t> next = 0;
    std::atomic<bool> waits = false;  // for claims that cannot be had now: one is enough to know
    const auto work = [&] {
      for (size_t i = next++; i < outcomes.size(); i = next++) {
        if (waits) {
          outcomes[i].status = Unavailable("others of the batch wait for claims");
          continue;
        }
        outcomes[i] = Read(messages[at + i]);
        if (outcomes[i].status.code() == StatusCode::kUnavailable) waits = true;
      }
    };
    std::vector<std::jthread> threads;
    const size_t others = std::min(options_.jobs, outcomes.size()) - 1;
    for (size_t i = 0; i < others; ++i) threads.emplace_back(work);
    work();
    threads.clear();  // joins
    return outcomes;
  }

  Outcome Read(const KafkaMessage& message) const {
    Outcome outcome;
    pb::FetchedPage fetched;
    if (!message.value || !fetched.ParseFromString(*message.value)) {
      outcome.status = DataLoss("it is no page");
      return outcome;
    }
    Page page;
    page.url = fetched.url();
    page.content_type = fetched.content_type();
    page.fetched = fetched.fetched();
    page.hint_lang = fetched.hint_lang();
    page.hint_published = fetched.hint_published();
    StatusOr<std::string> bytes = UnpackBody(fetched.body(), options_.claims.get());
    if (!bytes.ok()) {
      outcome.status = bytes.status();
      return outcome;
    }
    page.bytes = *std::move(bytes);
    const StatusOr<Article> article = ReadArticle(page);
    if (!article.ok()) return outcome;  // a front page, a video: no news
    const Extraction extraction = Extract(*article, *rules_);
    pb::ArticleMessage out;
    *out.mutable_article() = ToRecord(*article, rules_->version());
    out.set_results(ResultsToJson(*article, extraction));
    std::vector<pb::Report> reports = ToReports(*article, extraction, *rules_);
    out.mutable_article()->set_results(ResultsHash(out.results(), &reports));
    out.mutable_article()->set_source(fetched.source());
    out.mutable_article()->set_body_sha256(fetched.body().sha256());
    for (const pb::Report& report : reports) *out.add_reports() = report;
    *out.mutable_body() = fetched.body();
    outcome.article = true;
    outcome.key = article->id;
    outcome.message = out.SerializeAsString();
    return outcome;
  }

  const WorkerOptions& options_;
  const std::shared_ptr<const RuleSet> rules_;
};

}  // namespace

Status RunExtractWorker(const WorkerOptions& options, std::shared_ptr<const RuleSet> rules) {
  ExtractStage stage(options, std::move(rules));
  return RunBatches(options, {options.topics.pages}, &stage);
}

}  // namespace dealwire
