#include "scale/deal_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "store/index.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

template <typename Message>
StatusOr<Message> Parse(std::string_view key, std::string_view bytes) {
  Message message;
  if (message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return message;
  return DataLoss(fmt::format("log of deals, {}: damaged", key.substr(0, 100)));
}

StatusOr<std::optional<pb::Deal>> DealBefore(const Database& database, const std::string& id) {
  DW_TRY(const std::optional<std::string> bytes, database.Get(Family::kDeal, id));
  if (!bytes) return std::optional<pb::Deal>();
  DW_TRY(pb::Deal deal, Parse<pb::Deal>(id, *bytes));
  return std::optional<pb::Deal>(std::move(deal));
}

Status DealEntries(const Database& database, const std::string& id, const std::string& bytes,
                   std::vector<LogEntry>* entries) {
  DW_TRY(pb::Deal deal, Parse<pb::Deal>(id, bytes));
  DW_TRY(const std::optional<pb::Deal> before, DealBefore(database, id));
  deal.clear_docs();
  const std::string value = deal.SerializeAsString();
  if (deal.retracted()) {
    entries->push_back({"deal/" + id, std::nullopt});
    entries->push_back({"retracted/" + id, value});
    return OkStatus();
  }
  entries->push_back({"deal/" + id, value});
  if (before && before->retracted()) entries->push_back({"retracted/" + id, std::nullopt});
  return OkStatus();
}

}  // namespace

LogKey ParseLogKey(std::string_view key) {
  const size_t slash = key.find('/');
  if (slash == std::string_view::npos) return {};
  const std::string_view kind = key.substr(0, slash), rest = key.substr(slash + 1);
  if (kind == "deal") return {LogKind::kDeal, rest};
  if (kind == "retracted") return {LogKind::kRetracted, rest};
  if (kind == "report") return {LogKind::kReport, rest};
  if (kind == "change") return {LogKind::kChange, rest};
  if (kind == "told") return {LogKind::kTold, rest};
  return {};
}

std::string ToldKey(std::string_view pair, std::string_view article) {
  return fmt::format("told/{}{}{}", pair, '\0', article);
}

StatusOr<std::vector<LogEntry>> ToLog(const Database& database,
                                      const std::vector<DealChanges::Record>& records) {
  std::vector<LogEntry> entries;
  for (const auto& [family, key, value] : records) {
    if (family == Family::kDeal && value) {
      DW_RETURN_IF_ERROR(DealEntries(database, key, *value, &entries));
    } else if (family == Family::kReport) {
      entries.push_back({"report/" + key, value});
    } else if (family == Family::kChange) {
      entries.push_back({fmt::format("change/{:016x}", FromBigEndian64(key)), value});
    }
  }
  return entries;
}

Status PutDeal(const Database& database, const pb::Deal& after, Database::Batch* batch) {
  DW_TRY(const std::optional<pb::Deal> before, DealBefore(database, after.id()));
  const std::vector<std::string> old_keys = before ? DealKeys(*before) : std::vector<std::string>();
  const std::vector<std::string> new_keys = DealKeys(after);
  std::vector<std::string> gone;
  std::ranges::set_difference(old_keys, new_keys, std::back_inserter(gone));
  for (const std::string& key : gone) batch->Delete(Family::kIndex, key);
  for (const std::string& key : new_keys) batch->Put(Family::kIndex, key, "");
  batch->Put(Family::kDeal, after.id(), after.SerializeAsString());
  return OkStatus();
}

Status ApplyToState(Database* database, const KafkaMessage& entry) {
  const LogKey key = ParseLogKey(entry.key);
  const std::string rest(key.rest);
  Database::Batch batch;
  switch (key.kind) {
    case LogKind::kDeal:
    case LogKind::kRetracted:
      // The tombstone of one comes with a value of the other.
      if (entry.value) {
        DW_TRY(const pb::Deal deal, Parse<pb::Deal>(entry.key, *entry.value));
        DW_RETURN_IF_ERROR(PutDeal(*database, deal, &batch));
      }
      break;
    case LogKind::kReport:
      if (entry.value) batch.Put(Family::kReport, rest, *entry.value);
      if (!entry.value) batch.Delete(Family::kReport, rest);
      break;
    case LogKind::kChange: {
      uint64_t number = 0;
      std::from_chars(rest.data(), rest.data() + rest.size(), number, 16);
      if (entry.value) batch.Put(Family::kChange, BigEndian64(number), *entry.value);
      break;
    }
    case LogKind::kTold:
      if (entry.value) batch.Put(Family::kMeta, entry.key, *entry.value);
      if (!entry.value) batch.Delete(Family::kMeta, entry.key);
      break;
    case LogKind::kUnknown:
      break;
  }
  return database->Write(std::move(batch), false);
}

StatusOr<uint64_t> LastChange(const Database& database) {
  const auto at = database.NewCursor(Family::kChange);
  at->SeekLast();
  DW_RETURN_IF_ERROR(at->status());
  return at->Valid() ? FromBigEndian64(at->key()) : 0;
}

}  // namespace dealwire
