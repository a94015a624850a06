#include "scale/deal_stage.h"

#include <fmt/format.h>

#include <algorithm>

#include "extract/names/registry.h"
#include "extract/rules.h"
#include "scale/deal_log.h"
#include "scale/metrics.h"
#include "scale/pairs.h"
#include "store/deals.h"

namespace dealwire {
namespace {

std::string PairOfKey(const std::string& key) { return key.substr(0, key.find('\0')); }

bool HasAll(const pb::Told& told, const pb::PairReports& reports) {
  return std::ranges::all_of(reports.waits(), [&](const std::string& own) {
    return std::ranges::any_of(told.links(), [&](const pb::Link& l) { return l.own() == own; });
  });
}

StatusOr<pb::Told> LoadTold(const Database& database, const std::string& key) {
  DW_TRY(const std::optional<std::string> bytes, database.Get(Family::kMeta, key));
  pb::Told told;
  if (bytes && !told.ParseFromString(*bytes))
    return Internal("the state of " + key + " is damaged");
  return told;
}

}  // namespace

Status DealStage::Assign(int32_t partition) {
  State& state = states_[partition];
  DW_TRY(state.kept, PartitionState::Open(options_, fmt::format("deals-{}", partition),
                                          {options_.topics.deals, partition}, ApplyToState));
  DW_TRY(state.last_change, LastChange(state.kept->database()));
  state.open_change = state.last_change;
  return OkStatus();
}

bool DealStage::MayTake(const KafkaMessage& message) const {
  return !states_.at(message.place.partition).open.contains(PairOfKey(message.key));
}

Status DealStage::Take(const KafkaMessage& message, KafkaProducer* producer) {
  State& state = states_.at(message.place.partition);
  pb::PairReports reports;
  if (!message.value || !reports.ParseFromString(*message.value) || reports.article_id().empty()) {
    return DataLoss("it is no telling of deals");
  }
  const std::string pair = PairOfKey(message.key);
  const std::string key = ToldKey(pair, reports.article_id());
  DW_TRY(pb::Told told, LoadTold(state.kept->database(), key));
  state.open.insert(pair);
  if (!reports.links().empty()) {
    // Ids for a version that is not waited for any more.
    if (!told.has_waiting() || told.waiting().version() != reports.version()) return OkStatus();
    for (const pb::Link& link : reports.links()) *told.add_links() = link;
    if (!HasAll(told, told.waiting())) {
      return Keep(&state, key, told, nullptr, producer);
    }
    const pb::PairReports waiting = told.waiting();
    return Apply(&state, pair, waiting, std::move(told), producer);
  }
  told.clear_links();
  told.clear_waiting();
  if (!reports.waits().empty()) {
    *told.mutable_waiting() = std::move(reports);
    return Keep(&state, key, told, nullptr, producer);
  }
  return Apply(&state, pair, reports, std::move(told), producer);
}

Status DealStage::Apply(State* state, const std::string& pair, const pb::PairReports& reports,
                        pb::Told told, KafkaProducer* producer) {
  pb::Article before, article;
  before.set_id(reports.article_id());
  *before.mutable_deals() = told.deals();
  article.set_id(reports.article_id());
  article.set_version(reports.version());
  std::map<std::string, std::string> ids;
  for (const pb::Link& link : told.links()) ids[link.own()] = link.stored();
  DealChanges changes(
      state->kept->database(), merge_,
      [this](const std::string& id) { return rules_.registry().GroupOf(id); }, state->open_change,
      reports.rules_version());
  const Status applied =
      changes.Apply(&before, {reports.reports().begin(), reports.reports().end()}, &article, &ids);
  if (!applied.ok()) return Internal(Message(applied));  // the state's fault, not the message's
  state->open_change = changes.last_change();
  options_.metrics->Add("dealwire_deals_total", "", static_cast<double>(changes.new_deals()));
  const std::string& topic = options_.topics.reports;
  for (const pb::Part& part : reports.parts()) {
    pb::PairReports link;
    link.set_article_id(reports.article_id());
    link.set_version(reports.version());
    pb::Link* const put = link.add_links();
    put->set_own(part.own());
    put->set_stored(ids[part.own()]);
    DW_RETURN_IF_ERROR(
        producer->Write({topic, PartitionOf(part.pair(), options_.partitions.at(topic))},
                        PairKey(part.pair(), reports.article_id()), link.SerializeAsString()));
  }
  told.set_version(reports.version());
  told.clear_links();
  told.clear_waiting();
  *told.mutable_deals() = article.deals();
  return Keep(state, ToldKey(pair, reports.article_id()), told, &changes, producer);
}

// What is to be remembered, here and in the log; `changes` may be null.
Status DealStage::Keep(State* state, const std::string& key, const pb::Told& told,
                       DealChanges* changes, KafkaProducer* producer) {
  std::vector<LogEntry> entries;
  if (changes != nullptr) {
    DW_TRY(entries, ToLog(state->kept->database(), changes->records()));
  }
  const bool gone = told.deals().empty() && !told.has_waiting();
  entries.push_back({key, gone ? std::nullopt : std::optional(told.SerializeAsString())});
  for (const LogEntry& entry : entries) {
    std::optional<std::string_view> value;
    if (entry.value) value = *entry.value;
    DW_RETURN_IF_ERROR(producer->Write(state->kept->log(), entry.key, value));
  }
  Database::Batch batch;
  if (gone) {
    batch.Delete(Family::kMeta, key);
  } else {
    batch.Put(Family::kMeta, key, *entries.back().value);
  }
  if (changes != nullptr) state->kept->Add(std::move(changes->batch()));
  state->kept->Add(std::move(batch));
  return OkStatus();
}

Status DealStage::Committed(const Offsets& written) {
  for (auto& [partition, state] : states_) {
    DW_RETURN_IF_ERROR(state.kept->Commit(written));
    state.last_change = state.open_change;
    state.open.clear();
  }
  return OkStatus();
}

void DealStage::Aborted() {
  for (auto& [partition, state] : states_) {
    state.kept->Drop();
    state.open_change = state.last_change;
    state.open.clear();
  }
}

}  // namespace dealwire
