#include "scale/store_worker.h"

#include "extract/rules.h"
#include "scale/article_stage.h"
#include "scale/deal_stage.h"
#include "store/merge_rules.h"

namespace dealwire {
namespace {

class StoreStage : public BatchStage {
 public:
  StoreStage(const WorkerOptions& options, const RuleSet& rules, const MergeRules& merge)
      : options_(options), articles_(options, rules), deals_(options, rules, merge) {}

  Status Assign(const Places& places) override {
    for (const TopicPartition& place : places) {
      DW_RETURN_IF_ERROR(place.topic == options_.topics.reports
                             ? deals_.Assign(place.partition)
                             : articles_.Assign(place.partition));
    }
    return OkStatus();
  }
  void Revoke(const Places& places) override {
    for (const TopicPartition& place : places) {
      place.topic == options_.topics.reports ? deals_.Revoke(place.partition)
                                             : articles_.Revoke(place.partition);
    }
  }

  StatusOr<size_t> Process(const std::vector<KafkaMessage>& messages, size_t at,
                           KafkaProducer* producer) override {
    size_t taken = 0;
    for (; at + taken < messages.size(); ++taken) {
      const KafkaMessage& message = messages[at + taken];
      const bool reports = message.place.topic == options_.topics.reports;
      if (reports && !deals_.MayTake(message)) break;
      const Status done =
          reports ? deals_.Take(message, producer) : articles_.Take(message, producer);
      if (done.ok()) continue;
      const bool poison =
          done.code() == StatusCode::kDataLoss || done.code() == StatusCode::kInvalidArgument;
      if (!poison) return done;
      DW_RETURN_IF_ERROR(Quarantine(options_, "store", message, Message(done), producer));
    }
    return taken;
  }
  Status Committed(const Offsets& written) override {
    DW_RETURN_IF_ERROR(articles_.Committed(written));
    return deals_.Committed(written);
  }
  void Aborted() override {
    articles_.Aborted();
    deals_.Aborted();
  }

 private:
  const WorkerOptions& options_;
  ArticleStage articles_;
  DealStage deals_;
};

}  // namespace

Status RunStoreWorker(const WorkerOptions& options, const RuleSet& rules, const MergeRules& merge) {
  StoreStage stage(options, rules, merge);
  return RunBatches(options, {options.topics.extracted, options.topics.reports}, &stage);
}

}  // namespace dealwire
