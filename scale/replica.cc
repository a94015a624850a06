#include "scale/replica.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/time.h"
#include "extract/rules.h"
#include "scale/body.h"
#include "scale/deal_log.h"
#include "scale/messages.pb.h"
#include "scale/pairs.h"
#include "scale/topics.h"
#include "store/articles.h"
#include "store/care.h"
#include "store/deals.h"
#include "store/index.h"
#include "store/names.h"
#include "store/record.h"
#include "store/results.h"
#include "store/text_tail.h"

namespace dealwire {
namespace {

constexpr size_t kWorthSegments = 256;  // documents: fewer are found as fast where they stand
constexpr const char* kLastChange = "last_change";
constexpr const char* kFollowsAsOf = "follows_as_of";  // in meta: seconds since 1970
constexpr const char* kFollows = "follows";            // in meta: the store is a replica

std::string NextKey(const TopicPartition& place) { return "next/" + ToString(place); }

StatusOr<uint64_t> NumberAt(const Database& database, const std::string& key) {
  DW_TRY(const std::optional<std::string> text, database.Get(Family::kMeta, key));
  uint64_t number = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

Status Damaged(const KafkaMessage& message) {
  return DataLoss(fmt::format("{} {}: damaged", ToString(message.place), message.offset));
}

void PutDocument(const pb::Article& article, Database::Batch* batch) {
  batch->Put(Family::kText, DocumentKey(article.doc()),
             EncodeDocument({article.id(), {article.deals().begin(), article.deals().end()}}));
}

void PutArticle(const pb::Article& article, Database::Batch* batch) {
  batch->Put(Family::kArticle, ArticleKey(article.id(), article.version()),
             article.SerializeAsString());
  PutDocument(article, batch);
}

StatusOr<std::optional<pb::Report>> LoadReport(const Database& database, const std::string& deal,
                                               const std::string& article) {
  DW_TRY(const std::optional<std::string> bytes,
         database.Get(Family::kReport, deal + "/" + article));
  if (!bytes) return std::optional<pb::Report>();
  pb::Report report;
  if (!report.ParseFromString(*bytes)) return DataLoss("report " + deal + ": damaged");
  return std::optional(std::move(report));
}

}  // namespace

StatusOr<std::unique_ptr<Replica>> Replica::Open(const std::string& folder, const RuleSet& rules) {
  DW_TRY(auto database, Database::OpenWriter(folder));
  std::unique_ptr<Replica> replica(new Replica(std::move(database)));
  Database* const raw = replica->database_.get();
  DW_RETURN_IF_ERROR(Migrate(raw));
  DW_RETURN_IF_ERROR(CheckCopy(raw));
  DW_TRY(replica->last_document_, LastDocument(*raw));
  DW_TRY(const uint64_t follows, NumberAt(*raw, kFollows));
  if (follows == 0 && replica->last_document_ > 0) {
    return FailedPrecondition(
        folder +
        ": has articles of its own; store follow needs a database for itself, "
        "which --db names");
  }
  DW_TRY(replica->as_of_, NumberAt(*raw, kFollowsAsOf));
  const auto as_of = static_cast<int64_t>(replica->as_of_);
  if (as_of > 0 && NowUnix() - as_of > kTrustSeconds) {
    return FailedPrecondition(
        fmt::format("{}: followed last on {}; what was deleted since may be forgotten after {} "
                    "days, so follow into a new folder, which --db names",
                    folder, FormatUnix(as_of).substr(0, 10), kTombstoneDays));
  }
  DW_RETURN_IF_ERROR(KeepNames(rules.registry(), rules.version(), raw));
  Database::Batch batch;
  batch.Put(Family::kMeta, kFollows, "1");
  DW_RETURN_IF_ERROR(raw->Write(std::move(batch), false));
  DW_TRY(replica->last_change_, NumberAt(*raw, kLastChange));
  DW_TRY(replica->text_, ResumeTextIndex(raw));
  return replica;
}

StatusOr<int64_t> Replica::Next(const TopicPartition& place) const {
  DW_TRY(const uint64_t next, NumberAt(*database_, NextKey(place)));
  return static_cast<int64_t>(next);
}

Status Replica::SetAsOf(int64_t seconds, bool done) {
  const auto as_of = static_cast<uint64_t>(seconds);
  // By the minute: rounds without news come twice a second.
  if (done ? as_of < as_of_ + 60 : as_of_ > 0) return OkStatus();
  as_of_ = as_of;
  Database::Batch batch;
  batch.Put(Family::kMeta, kFollowsAsOf, std::to_string(as_of_));
  return database_->Write(std::move(batch), false);
}

Status Replica::Write(const KafkaMessage& message, Database::Batch batch) {
  batch.Put(Family::kMeta, NextKey(message.place), std::to_string(message.offset + 1));
  return database_->Write(std::move(batch), false);
}

// A report, and the deal that it belongs to, find the article's text under its new number.
Status Replica::Renumber(const std::string& article, uint32_t doc, const std::string& deal,
                         Database::Batch* batch) {
  DW_TRY(std::optional<pb::Report> report, LoadReport(*database_, deal, article));
  if (!report) return OkStatus();
  const uint32_t old = report->doc();
  report->set_doc(doc);
  batch->Put(Family::kReport, deal + "/" + article, report->SerializeAsString());
  DW_TRY(pb::Deal merged, LoadDeal(*database_, deal));
  std::set<uint32_t> docs(merged.docs().begin(), merged.docs().end());
  if (docs.erase(old) > 0) docs.insert(doc);
  merged.mutable_docs()->Assign(docs.begin(), docs.end());
  batch->Put(Family::kDeal, deal, merged.SerializeAsString());
  return OkStatus();
}

Status Replica::TakeArticle(const KafkaMessage& message, const Claims* claims) {
  pb::ArticleMessage told;
  if (!message.value || !told.ParseFromString(*message.value)) return Damaged(message);
  pb::Article& article = *told.mutable_article();
  DW_TRY(const std::optional<pb::Article> before, LoadArticle(*database_, article.id()));
  Database::Batch batch;
  std::string words;
  const bool same_text = before && SameText(*before, article);
  article.set_doc(same_text ? before->doc() : last_document_ + 1);
  if (before) *article.mutable_deals() = before->deals();
  if (!before || before->body_sha256() != article.body_sha256()) {
    DW_TRY(const std::string body, UnpackBody(told.body(), claims));
    batch.Put(Family::kRaw, article.body_sha256(), body);
  }
  if (before) {
    for (const std::string& key : ArticleKeys(*before)) batch.Delete(Family::kIndex, key);
  }
  for (const std::string& key : ArticleKeys(article)) batch.Put(Family::kIndex, key, "");
  for (const std::string& name : SiteNameKeys(article)) batch.Put(Family::kIndex, name, "");
  PutArticle(article, &batch);
  batch.Put(Family::kMention, ArticleKey(article.id(), article.version()), told.results());
  if (!same_text) {
    last_document_ = article.doc();
    PutLastDocument(article.doc(), &batch);
    words = EncodedWordsOf(article.title() + "\n" + article.text());
    batch.Put(Family::kText, PendingKey(article.doc()), words);
    for (const std::string& deal : article.deals()) {
      DW_RETURN_IF_ERROR(Renumber(article.id(), article.doc(), deal, &batch));
    }
  }
  ++counts_.articles;
  DW_RETURN_IF_ERROR(Write(message, std::move(batch)));
  if (!same_text) text_.Add(article.doc(), words);
  return text_.Full() ? FlushText() : OkStatus();
}

Status Replica::FlushText() {
  Database::Batch batch;
  DW_RETURN_IF_ERROR(text_.Flush(database_.get(), &batch));
  return database_->Write(std::move(batch), false);
}

Status Replica::TakeDeal(const KafkaMessage& message) {
  const LogKey key = ParseLogKey(message.key);
  Database::Batch batch;
  switch (key.kind) {
    case LogKind::kReport:
      DW_RETURN_IF_ERROR(TakeReport(std::string(key.rest), message, &batch));
      break;
    case LogKind::kDeal:
    case LogKind::kRetracted:
      if (message.value) DW_RETURN_IF_ERROR(TakeMerged(message, &batch));
      break;
    case LogKind::kChange:
      if (message.value) DW_RETURN_IF_ERROR(TakeChange(message, &batch));
      break;
    case LogKind::kTold:
    case LogKind::kUnknown:
      break;
  }
  ++counts_.entries;
  return Write(message, std::move(batch));
}

Status Replica::TakeReport(const std::string& key, const KafkaMessage& message,
                           Database::Batch* batch) {
  const std::string deal = key.substr(0, key.find('/'));
  const std::string id = key.substr(key.find('/') + 1);
  DW_TRY(std::optional<pb::Article> article, LoadArticle(*database_, id));
  if (!article && !message.value) return OkStatus();
  if (!article) {
    return DataLoss(fmt::format("{} {}: tells of article {}, which the topic of articles has not",
                                ToString(message.place), message.offset, id));
  }
  std::map<std::string, uint32_t> places;  // deal -> its place among the article's
  for (const std::string& other : article->deals()) {
    DW_TRY(const std::optional<pb::Report> report, LoadReport(*database_, other, id));
    if (report) places[other] = PlaceOf(*report);
  }
  if (message.value) {
    pb::Report report;
    if (!report.ParseFromString(*message.value)) return Damaged(message);
    report.set_doc(article->doc());
    batch->Put(Family::kReport, key, report.SerializeAsString());
    places[deal] = PlaceOf(report);
  } else {
    batch->Delete(Family::kReport, key);
    places.erase(deal);
  }
  std::vector<std::pair<uint32_t, std::string>> order;
  order.reserve(places.size());
  for (const auto& [other, ordinal] : places) order.emplace_back(ordinal, other);
  std::ranges::sort(order);
  article->clear_deals();
  for (const auto& [ordinal, other] : order) article->add_deals(other);
  PutArticle(*article, batch);
  return OkStatus();
}

StatusOr<std::vector<uint32_t>> Replica::DocsOf(const std::vector<std::string>& articles) const {
  std::set<uint32_t> docs;
  for (const std::string& id : articles) {
    DW_TRY(const std::optional<pb::Article> article, LoadArticle(*database_, id));
    if (article) docs.insert(article->doc());
  }
  return std::vector<uint32_t>(docs.begin(), docs.end());
}

Status Replica::TakeMerged(const KafkaMessage& message, Database::Batch* batch) {
  pb::Deal deal;
  if (!deal.ParseFromString(*message.value)) return Damaged(message);
  DW_TRY(const std::vector<uint32_t> docs,
         DocsOf({deal.articles().begin(), deal.articles().end()}));
  deal.mutable_docs()->Assign(docs.begin(), docs.end());
  return PutDeal(*database_, deal, batch);
}

Status Replica::TakeChange(const KafkaMessage& message, Database::Batch* batch) {
  pb::Change change;
  if (!change.ParseFromString(*message.value)) return Damaged(message);
  change.set_number(++last_change_);
  batch->Put(Family::kChange, BigEndian64(last_change_), change.SerializeAsString());
  batch->Put(Family::kIndex, HistoryKey(change.deal_id(), last_change_), "");
  batch->Put(Family::kMeta, kLastChange, std::to_string(last_change_));
  return OkStatus();
}

Status Replica::Close() {
  if (text_.documents() >= kWorthSegments) DW_RETURN_IF_ERROR(FlushText());
  DW_RETURN_IF_ERROR(database_->Write(Database::Batch(), true));
  return database_->Flush();
}

}  // namespace dealwire
