#include "store/care.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "store/articles.h"
#include "store/frontier.h"
#include "store/index.h"
#include "store/merge.h"
#include "store/query.h"
#include "store/record.pb.h"
#include "store/text_index.h"

namespace dealwire {
namespace {

constexpr size_t kBatchBytes = size_t{4} << 20;

// Puts, written whenever there are many of them.
class Rewriter {
 public:
  explicit Rewriter(Database* database) : database_(*database) {}

  Database::Batch& batch() { return batch_; }
  Status MayWrite() { return batch_.bytes() < kBatchBytes ? OkStatus() : Write(); }
  Status Write() {
    Database::Batch full = std::move(batch_);
    batch_ = Database::Batch();
    return database_.Write(std::move(full), false);
  }

 private:
  Database& database_;
  Database::Batch batch_;
};

template <typename Record>
Status EachRecord(const Database& database, Family family,
                  const std::function<Status(std::string_view key, Record record)>& visit) {
  Status status;
  DW_RETURN_IF_ERROR(database.Scan(family, "", [&](std::string_view key, std::string_view value) {
    Record record;
    status = record.ParseFromArray(value.data(), static_cast<int>(value.size()))
                 ? visit(key, std::move(record))
                 : DataLoss(std::string(Database::Name(family)) + ": a damaged record");
    return status.ok();
  }));
  return status;
}

Status IndexRecords(const Database& database, Rewriter* out) {
  const auto put = [&](const std::vector<std::string>& keys) {
    for (const std::string& key : keys) out->batch().Put(Family::kIndex, key, "");
    return out->MayWrite();
  };
  DW_RETURN_IF_ERROR(EachRecord<pb::Deal>(
      database, Family::kDeal,
      [&](std::string_view, const pb::Deal& deal) { return put(DealKeys(deal)); }));
  DW_RETURN_IF_ERROR(EachRecord<pb::Change>(
      database, Family::kChange, [&](std::string_view, const pb::Change& change) {
        return put({HistoryKey(change.deal_id(), change.number())});
      }));
  Status status;
  std::set<std::string> names;
  DW_RETURN_IF_ERROR(EachArticle(database, [&](const pb::Article& article) {
    status = put(ArticleKeys(article));
    for (const std::string& name : SiteNameKeys(article)) names.insert(name);
    return status.ok();
  }));
  DW_RETURN_IF_ERROR(status);
  return put({names.begin(), names.end()});
}

// Words of the documents in their order: segments hold rising numbers.
Status IndexWords(Database* database, Rewriter* out) {
  DW_TRY(const uint32_t last, LastDocument(*database));
  TextIndexer indexer(1);
  for (uint32_t doc = 1; doc <= last; ++doc) {
    DW_TRY(const std::string words, WordsOfDocument(*database, *database, doc));
    indexer.Add(doc, words);
    if (!indexer.Full() && doc != last) continue;
    DW_RETURN_IF_ERROR(indexer.Flush(database, &out->batch()));
    DW_RETURN_IF_ERROR(out->MayWrite());
  }
  return OkStatus();
}

// Schema 1 held the mentions within the article's record, had no documents, and told neither sites
// nor languages of a deal.
Status MoveMentions(pb::Article article, std::string_view key, uint32_t doc, Rewriter* out) {
  if (!article.record().empty()) {  // else an earlier migration, killed, moved them
    auto record = nlohmann::ordered_json::parse(article.record(), nullptr, false);
    if (record.is_object()) record.erase("article");
    out->batch().Put(Family::kMention, key,
                     record.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
  article.clear_record();
  article.set_doc(doc);
  out->batch().Put(Family::kArticle, key, article.SerializeAsString());
  out->batch().Put(
      Family::kText, DocumentKey(doc),
      EncodeDocument({article.id(), {article.deals().begin(), article.deals().end()}}));
  return out->MayWrite();
}

Status FromSchema1(Database* database) {
  Rewriter out(database);
  std::map<std::string, uint32_t> docs;  // of the newest version of each article
  uint32_t last = 0;
  DW_RETURN_IF_ERROR(EachRecord<pb::Article>(
      *database, Family::kArticle, [&](std::string_view key, pb::Article article) {
        docs.emplace(article.id(), ++last);
        return MoveMentions(std::move(article), key, last, &out);
      }));
  PutLastDocument(last, &out.batch());
  DW_RETURN_IF_ERROR(EachRecord<pb::Report>(
      *database, Family::kReport, [&](std::string_view key, pb::Report report) {
        const auto doc = docs.find(report.article_id());
        report.set_doc(doc == docs.end() ? 0 : doc->second);
        out.batch().Put(Family::kReport, key, report.SerializeAsString());
        return out.MayWrite();
      }));
  DW_RETURN_IF_ERROR(out.Write());
  DW_RETURN_IF_ERROR(
      EachRecord<pb::Deal>(*database, Family::kDeal, [&](std::string_view key, pb::Deal deal) {
        DW_TRY(const std::vector<pb::Report> told, ReportsOf(*database, deal.id(), kMaxVoters));
        std::vector<const pb::Report*> reports;
        reports.reserve(told.size());
        for (const pb::Report& report : told) reports.push_back(&report);
        MergeReports(MergeRules::Embedded(), std::move(reports), &deal);
        out.batch().Put(Family::kDeal, key, deal.SerializeAsString());
        return out.MayWrite();
      }));
  return out.Write();
}

Status ListSites(Database* database) {
  Rewriter out(database);
  DW_TRY(const auto names, ValuesWith(*database, IndexTag::kArticleSite, ""));
  for (const std::string& name : names) {
    out.batch().Put(Family::kIndex, IndexPrefix(IndexTag::kSiteName, name), "");
    DW_RETURN_IF_ERROR(out.MayWrite());
  }
  return out.Write();
}

Status TellDaysOfDollars(Database* database) {
  Rewriter out(database);
  for (const IndexTag tag : {IndexTag::kUpper, IndexTag::kLower}) {
    const std::string prefix = IndexPrefix(tag);
    out.batch().DeleteRange(Family::kIndex, prefix, PrefixEnd(prefix));
  }
  DW_RETURN_IF_ERROR(
      EachRecord<pb::Deal>(*database, Family::kDeal, [&](std::string_view, const pb::Deal& deal) {
        for (const std::string& key : DealKeys(deal)) {
          if (!DayBehind(key).empty()) out.batch().Put(Family::kIndex, key, "");
        }
        return out.MayWrite();
      }));
  return out.Write();
}

}  // namespace

Status Reindex(Database* database) {
  Rewriter out(database);
  out.batch().DeleteRange(Family::kIndex, "", "\xFF");
  out.batch().DeleteRange(Family::kText, "v", "x");
  out.batch().DeleteRange(Family::kText, "p", "q");
  DW_RETURN_IF_ERROR(out.Write());
  DW_RETURN_IF_ERROR(IndexRecords(*database, &out));
  DW_RETURN_IF_ERROR(IndexWords(database, &out));
  DW_RETURN_IF_ERROR(out.Write());
  return FreeLostAddresses(database);
}

Status Migrate(Database* database) {
  if (database->schema() == kSchemaVersion) return OkStatus();
  // Each step may be done again: a process that is killed here leaves a store of the old schema.
  if (database->schema() < 2) {
    DW_RETURN_IF_ERROR(FromSchema1(database));
    DW_RETURN_IF_ERROR(Reindex(database));
  }
  if (database->schema() < kSchemaOfSiteNames) DW_RETURN_IF_ERROR(ListSites(database));
  if (database->schema() < kSchemaOfDays) DW_RETURN_IF_ERROR(TellDaysOfDollars(database));
  // What schema 2 wrote of words is read as it is; `store compact` rewrites it.
  return database->SetSchema(kSchemaVersion);
}

std::vector<FamilyStats> StatsOf(const Database& database) {
  std::vector<FamilyStats> stats;
  for (int i = 0; i < kFamilies; ++i) {
    const auto family = static_cast<Family>(i);
    const Database::Stats of = database.StatsOf(family);
    stats.push_back({i == 0 ? "meta" : Database::Name(family), of.keys, of.bytes});
  }
  return stats;
}

}  // namespace dealwire
