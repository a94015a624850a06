#include "store/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "base/hash.h"
#include "base/time.h"
#include "extract/registry.h"
#include "extract/rules.h"
#include "store/articles.h"
#include "store/database.h"
#include "store/frontier.h"
#include "store/merge.h"
#include "store/record.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

constexpr const char* kLastChange = "last_change";

std::string MoneyText(const pb::Money& money) {
  const auto bound = [](bool has, double value) { return has ? fmt::format("{}", value) : "?"; };
  return fmt::format("{}..{} {}", bound(money.has_min(), money.min()),
                     bound(money.has_max(), money.max()), money.currency());
}

// The fields whose changes are told, as text.
std::map<std::string, std::string> Told(const pb::Deal& deal) {
  const pb::DealFields& fields = deal.fields();
  std::map<std::string, std::string> told = {{"status", fields.status()},
                                             {"kind", fields.kind()},
                                             {"due", fields.due()},
                                             {"starts", fields.starts()},
                                             {"ends", fields.ends()}};
  told["amount"] = fields.has_amount() ? MoneyText(fields.amount()) : "";
  told["sources"] = std::to_string(deal.sources());
  return told;
}

}  // namespace

struct Writer::Rep {
  std::unique_ptr<Database> database;
  std::shared_ptr<const RuleSet> rules;
  std::unique_ptr<Frontier> frontier;
  mutable std::mutex mutex;  // guards what follows
  Counts counts;
  uint64_t last_change = 0;

  GroupOf Groups() const {
    return [this](const std::string& id) { return rules->registry().GroupOf(id); };
  }
};

namespace {

// All that one Put changes, gathered before anything is written.
class Change {
 public:
  Change(const Database& database, GroupOf group_of, uint64_t* last_change, Writer::Counts* counts,
         std::string rules_version)
      : database_(database),
        group_of_(std::move(group_of)),
        last_change_(*last_change),
        counts_(*counts),
        rules_version_(std::move(rules_version)) {}

  Status Run(pb::Article* article, std::vector<pb::Report> reports,
             const std::set<std::string>& old_deals) {
    // Sums first: their parts name them.
    std::stable_partition(reports.begin(), reports.end(),
                          [](const pb::Report& r) { return r.fields().aggregate(); });
    std::map<std::string, std::string> stored_ids;
    for (pb::Report& report : reports) {
      const std::string own_id = report.deal_id();
      pb::DealFields* fields = report.mutable_fields();
      if (!fields->part_of().empty()) fields->set_part_of(stored_ids[fields->part_of()]);
      report.set_article_version(article->version());
      DW_TRY(pb::Deal deal, FindOrMake(report, old_deals));
      stored_ids[own_id] = deal.id();
      report.set_deal_id(deal.id());
      article->add_deals(deal.id());
      taken_.insert(deal.id());
      batch_.Put(Family::kReport, deal.id() + "/" + article->id(), report.SerializeAsString());
      DW_RETURN_IF_ERROR(Update(deal, &report, article->id()));
      ++counts_.reports;
    }
    for (const std::string& id : old_deals) {
      if (taken_.contains(id)) continue;
      batch_.Delete(Family::kReport, id + "/" + article->id());
      DW_TRY(pb::Deal deal, LoadDeal(id));
      DW_RETURN_IF_ERROR(Update(deal, nullptr, article->id()));
    }
    return OkStatus();
  }

  Database::Batch& batch() { return batch_; }

 private:
  StatusOr<pb::Deal> LoadDeal(const std::string& id) const {
    DW_TRY(const std::optional<std::string> bytes, database_.Get(Family::kDeal, id));
    pb::Deal deal;
    if (!bytes || !deal.ParseFromString(*bytes)) {
      return DataLoss(fmt::format("deal {}: its record is missing or damaged", id));
    }
    return deal;
  }

  // The stored deal that the report tells of, else a new one. One the article told before comes
  // first, then one with the same amount.
  StatusOr<pb::Deal> FindOrMake(const pb::Report& report, const std::set<std::string>& old_deals) {
    const std::string key = PartiesKey(report.fields(), group_of_);
    std::vector<std::string> ids;
    DW_RETURN_IF_ERROR(
        database_.Scan(Family::kByParties, key + "/", [&](std::string_view at, std::string_view) {
          ids.emplace_back(at.substr(key.size() + 1));
          return ids.size() < 1000;
        }));
    std::optional<pb::Deal> best;
    int best_score = -1;
    for (const std::string& id : ids) {
      if (taken_.contains(id)) continue;
      DW_TRY(pb::Deal deal, LoadDeal(id));
      if (!MayBeSameDeal(deal, report)) continue;
      const int score = (old_deals.contains(id) ? 2 : 0) + (SameAmount(deal, report) ? 1 : 0);
      if (score > best_score) best = std::move(deal), best_score = score;
    }
    if (best) return *std::move(best);
    pb::Deal made;
    const std::string seed = key + "\n" + report.fields().amount().SerializeAsString() + "\n" +
                             report.published().substr(0, 10);
    uint64_t hash = Hash64(seed);
    while (taken_.contains(fmt::format("{:016x}", hash)) ||
           std::ranges::find(ids, fmt::format("{:016x}", hash)) != ids.end()) {
      ++hash;
    }
    made.set_id(fmt::format("{:016x}", hash));
    made.set_parties_key(key);
    return made;
  }

  // Merges the deal's reports anew, with `own` as this article's, and notes what changed.
  Status Update(const pb::Deal& before, const pb::Report* own, const std::string& article_id) {
    std::vector<pb::Report> reports;
    if (own != nullptr) reports.push_back(*own);
    Status parsed;
    DW_RETURN_IF_ERROR(database_.Scan(
        Family::kReport, before.id() + "/", [&](std::string_view key, std::string_view value) {
          pb::Report report;
          if (!report.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
            parsed = DataLoss(fmt::format("report {}: damaged", key));
            return false;
          }
          if (report.article_id() != article_id) reports.push_back(std::move(report));
          return reports.size() < 10'000;
        }));
    DW_RETURN_IF_ERROR(parsed);
    pb::Deal after = before;
    MergeReports(std::move(reports), &after);
    batch_.Put(Family::kDeal, after.id(), after.SerializeAsString());
    batch_.Put(Family::kByParties, after.parties_key() + "/" + after.id(), "");
    Compare(before, after, article_id);
    return OkStatus();
  }

  void Compare(const pb::Deal& before, const pb::Deal& after, const std::string& article_id) {
    if (before.articles_size() == 0 && !after.retracted()) {
      ++counts_.new_deals;
      return Note(after.id(), before.retracted() ? "appeared again" : "appeared", "", "", "",
                  article_id);
    }
    if (after.retracted()) {
      if (!before.retracted()) Note(after.id(), "retracted", "", "", "", article_id);
      return;
    }
    const auto old_told = Told(before), new_told = Told(after);
    for (const auto& [field, value] : new_told) {
      if (old_told.at(field) != value) {
        Note(after.id(), "changed", field, old_told.at(field), value, article_id);
      }
    }
  }

  void Note(const std::string& deal_id, const std::string& what, const std::string& field,
            const std::string& old_value, const std::string& new_value,
            const std::string& article_id) {
    pb::Change change;
    change.set_number(++last_change_);
    change.set_time(FormatUnix(NowUnix()));
    change.set_deal_id(deal_id);
    change.set_what(what);
    change.set_field(field);
    change.set_old_value(old_value);
    change.set_new_value(new_value);
    change.set_article_id(article_id);
    change.set_rules_version(rules_version_);
    batch_.Put(Family::kChange, BigEndian64(last_change_), change.SerializeAsString());
    batch_.Put(Family::kMeta, kLastChange, std::to_string(last_change_));
    ++counts_.changes;
  }

  const Database& database_;
  const GroupOf group_of_;
  uint64_t& last_change_;
  Writer::Counts& counts_;
  const std::string rules_version_;
  Database::Batch batch_;
  std::set<std::string> taken_;
};

}  // namespace

Writer::Writer(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
Writer::~Writer() {
  if (rep_->database != nullptr) (void)Sync();
}

StatusOr<std::unique_ptr<Writer>> Writer::Open(const std::string& folder,
                                               std::shared_ptr<const RuleSet> rules) {
  auto rep = std::make_unique<Rep>();
  DW_TRY(rep->database, Database::OpenWriter(folder));
  rep->rules = std::move(rules);
  rep->frontier = MakeFrontier(rep->database.get());
  DW_TRY(const std::optional<std::string> last, rep->database->Get(Family::kMeta, kLastChange));
  if (last) rep->last_change = std::stoull(*last);
  return std::unique_ptr<Writer>(new Writer(std::move(rep)));
}

Status Writer::Put(const Article& article, const Extraction& extraction, std::string_view raw,
                   const std::string& source) {
  const std::string& version = rep_->rules->version();
  pb::Article record = ToRecord(article, extraction, version);
  std::vector<pb::Report> reports = ToReports(article, extraction, version);
  record.set_source(source);
  if (!raw.empty()) record.set_body_sha256(Sha256Hex(raw));

  const std::lock_guard lock(rep_->mutex);
  DW_TRY(const std::optional<pb::Article> before, LoadArticle(*rep_->database, article.id));
  const bool same_text = before && before->sha256() == record.sha256() &&
                         before->title() == record.title() &&
                         before->published() == record.published();
  if (same_text && before->rules_version() == version) {
    ++rep_->counts.unchanged;
    return OkStatus();
  }
  record.set_version(!before ? 1 : same_text ? before->version() : before->version() + 1);
  std::set<std::string> old_deals;
  if (before) old_deals.insert(before->deals().begin(), before->deals().end());

  uint64_t last_change = rep_->last_change;
  Counts counts = rep_->counts;
  Change change(*rep_->database, rep_->Groups(), &last_change, &counts, version);
  DW_RETURN_IF_ERROR(change.Run(&record, std::move(reports), old_deals));
  Database::Batch& batch = change.batch();
  if (!raw.empty()) batch.Put(Family::kRaw, record.body_sha256(), raw);
  batch.Put(Family::kArticle, ArticleKey(record.id(), record.version()),
            record.SerializeAsString());
  DW_RETURN_IF_ERROR(rep_->database->Write(std::move(batch), false));
  ++counts.articles;
  rep_->counts = counts;
  rep_->last_change = last_change;
  return OkStatus();
}

Status Writer::Sync() { return rep_->database->Write(Database::Batch(), true); }

Writer::Counts Writer::counts() const {
  const std::lock_guard lock(rep_->mutex);
  return rep_->counts;
}
Frontier* Writer::frontier() { return rep_->frontier.get(); }
Database& Writer::database() { return *rep_->database; }

}  // namespace dealwire
