#include "scale/article_stage.h"

#include <fmt/format.h>

#include <set>

#include "extract/names/registry.h"
#include "extract/rules.h"
#include "scale/metrics.h"
#include "scale/pairs.h"
#include "store/record.h"
#include "store/results.h"

namespace dealwire {
namespace {

std::string KeyOf(const std::string& id) { return "article/" + id; }

// What is to be known of an article later: all but what is large.
pb::ArticleMessage Remembered(const pb::ArticleMessage& message) {
  pb::ArticleMessage out;
  *out.mutable_article() = message.article();
  out.mutable_article()->clear_text();
  out.mutable_article()->clear_blocks();
  *out.mutable_pairs() = message.pairs();
  return out;
}

Status ApplyArticle(Database* database, const KafkaMessage& entry) {
  pb::ArticleMessage message;
  if (!entry.value || !message.ParseFromString(*entry.value)) {
    return DataLoss(fmt::format("{} {}: damaged", ToString(entry.place), entry.offset));
  }
  Database::Batch batch;
  batch.Put(Family::kMeta, KeyOf(entry.key), Remembered(message).SerializeAsString());
  return database->Write(std::move(batch), false);
}

}  // namespace

Status ArticleStage::Assign(int32_t partition) {
  DW_TRY(states_[partition].kept,
         PartitionState::Open(options_, fmt::format("articles-{}", partition),
                              {options_.topics.articles, partition}, ApplyArticle));
  return OkStatus();
}

StatusOr<std::optional<pb::ArticleMessage>> ArticleStage::Before(const State& state,
                                                                 const std::string& id) {
  if (const auto open = state.open.find(id); open != state.open.end()) {
    return std::optional(open->second);
  }
  DW_TRY(const std::optional<std::string> bytes,
         state.kept->database().Get(Family::kMeta, KeyOf(id)));
  if (!bytes) return std::optional<pb::ArticleMessage>();
  pb::ArticleMessage before;
  if (!before.ParseFromString(*bytes)) return Internal(KeyOf(id) + ": its state is damaged");
  return std::optional(std::move(before));
}

Status ArticleStage::Take(const KafkaMessage& message, KafkaProducer* producer) {
  State& state = states_.at(message.place.partition);
  pb::ArticleMessage told;
  if (!message.value || !told.ParseFromString(*message.value) || told.article().id().empty()) {
    return DataLoss("it is no article");
  }
  DW_TRY(const std::optional<pb::ArticleMessage> before, Before(state, told.article().id()));
  const bool same_text = before && SameText(before->article(), told.article());
  if (same_text && before->article().results() == told.article().results()) {
    options_.metrics->Add("dealwire_articles_total", "result=\"unchanged\"");
    return OkStatus();
  }
  const uint32_t version = before ? before->article().version() : 0;
  told.mutable_article()->set_version(same_text ? version : version + 1);
  const GroupOf groups = [this](const std::string& id) { return rules_.registry().GroupOf(id); };
  for (const auto& [pair, reports] : PairsOf(told, groups)) told.add_pairs(pair);
  // The large one first: where it is too large, nothing of the article is written.
  DW_RETURN_IF_ERROR(
      producer->Write(state.kept->log(), told.article().id(), told.SerializeAsString()));
  DW_RETURN_IF_ERROR(WritePairs(told, before ? &*before : nullptr, producer));
  Database::Batch batch;
  pb::ArticleMessage kept = Remembered(told);
  batch.Put(Family::kMeta, KeyOf(told.article().id()), kept.SerializeAsString());
  state.kept->Add(std::move(batch));
  state.open[told.article().id()] = std::move(kept);
  options_.metrics->Add("dealwire_articles_total", "result=\"stored\"");
  return OkStatus();
}

Status ArticleStage::WritePairs(const pb::ArticleMessage& message, const pb::ArticleMessage* before,
                                KafkaProducer* producer) const {
  const GroupOf groups = [this](const std::string& id) { return rules_.registry().GroupOf(id); };
  std::map<std::string, pb::PairReports> pairs = PairsOf(message, groups);
  if (before != nullptr) {
    for (const std::string& pair : before->pairs()) {
      pb::PairReports& gone = pairs[pair];
      gone.set_article_id(message.article().id());
      gone.set_version(message.article().version());
      gone.set_rules_version(message.article().rules_version());
    }
  }
  const std::string& topic = options_.topics.reports;
  const int32_t partitions = options_.partitions.at(topic);
  for (const auto& [pair, reports] : pairs) {
    DW_RETURN_IF_ERROR(producer->Write({topic, PartitionOf(pair, partitions)},
                                       PairKey(pair, message.article().id()),
                                       reports.SerializeAsString()));
  }
  return OkStatus();
}

Status ArticleStage::Committed(const Offsets& written) {
  for (auto& [partition, state] : states_) {
    DW_RETURN_IF_ERROR(state.kept->Commit(written));
    state.open.clear();
  }
  return OkStatus();
}

void ArticleStage::Aborted() {
  for (auto& [partition, state] : states_) {
    state.kept->Drop();
    state.open.clear();
  }
}

}  // namespace dealwire
