#ifndef DEALWIRE_STORE_DEALS_H_
#define DEALWIRE_STORE_DEALS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "store/database.h"
#include "store/known_deals.h"
#include "store/merge.h"
#include "store/record.pb.h"

namespace dealwire {

// What one article's reports change: which deals they belong to, what these become, what is to be
// told of it. Gathered in a batch and written by the caller, or not at all. For one article and one
// thread.
class DealChanges {
 public:
  // `last_change` is the number of the last change before this article. `known`, if given, is true
  // of the database, which nobody else writes deals to.
  DealChanges(const Database& database, const MergeRules& rules, GroupOf group_of,
              uint64_t last_change, std::string rules_version, KnownDeals* known = nullptr);

  // Sets the stored ids in `reports` and in article->deals. `before` is the article as stored, or
  // null: deals that it told then and tells no more lose its report. `stored_ids`, if given, are
  // the stored ids of the article's own ids: of sums that are known before, and then of all.
  Status Apply(const pb::Article* before, std::vector<pb::Report> reports, pb::Article* article,
               std::map<std::string, std::string>* stored_ids = nullptr);

  Database::Batch& batch() { return batch_; }
  // The records in it, in order: of the families report, deal and change. No value: deleted.
  struct Record {
    Family family;
    std::string key;
    std::optional<std::string> value;
  };
  std::vector<Record> records() const;
  // The batch is written: what it made is known now.
  void Remember();
  uint64_t last_change() const { return last_change_; }
  uint64_t changes() const { return changes_; }
  uint64_t new_deals() const { return new_deals_; }

 private:
  // A deal before and after, and this article's report of it before and after (null: none).
  struct Step {
    KnownDealPtr before;
    std::shared_ptr<KnownDeal> after;
    bool is_new = false;
    std::optional<pb::Report> old_report, new_report;
  };

  StatusOr<Step> Start(pb::Report report, const pb::Article& article);
  StatusOr<KnownDealPtr> FindOrMake(const pb::Report& report, bool* is_new);
  StatusOr<std::vector<std::string>> Candidates(const std::string& key, const pb::Report& report);
  StatusOr<const std::vector<std::string>*> Listed(const std::string& prefix);
  StatusOr<KnownDealPtr> Make(const std::string& key, const pb::Report& report);
  StatusOr<KnownDealPtr> Load(const std::string& id);
  StatusOr<Tellings> OthersOf(const Step& step, const std::string& article_id);
  Status Merge(const std::string& article_id, Step* step);
  void Write(const std::string& article_id, const Step& step);
  void Tell(const std::string& article_id, const Step& step);
  void Note(const Step& step, const std::string& article_id, std::string_view what,
            std::string_view field = "", std::string_view old_value = "",
            std::string_view new_value = "");
  void LinkMoved(std::vector<Step>* steps) const;

  const Database& database_;
  const MergeRules& rules_;
  const GroupOf group_of_;
  uint64_t last_change_;
  const std::string rules_version_;
  uint64_t changes_ = 0, new_deals_ = 0;
  std::set<std::string> old_deals_, taken_;
  std::map<std::string, std::string> moved_;  // deal that lost the report -> deal that has it now
  Database::Batch batch_;
  KnownDeals* const known_;
  std::vector<std::shared_ptr<KnownDeal>> made_;
  const std::string now_;
};

StatusOr<pb::Deal> LoadDeal(const Database& database, const std::string& id);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_DEALS_H_
