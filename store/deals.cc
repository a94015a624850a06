#include "store/deals.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/time.h"
#include "store/index.h"

namespace dealwire {
namespace {

constexpr size_t kMaxCandidates = 512;  // deals of the same parties that are looked at

std::string ReportKey(const std::string& deal_id, const std::string& article_id) {
  return deal_id + "/" + article_id;
}

// What tellings of one deal have in common of its amount: the figure that they name, whatever they
// say of it ("38", "at least 38", "nearly 38").
std::string FigureOf(const pb::Money& money) {
  return fmt::format("{:.2e} {}", money.has_min() ? money.min() : money.max(), money.currency());
}

bool SameEvidence(const pb::Report& a, const pb::Report& b) {
  return std::ranges::any_of(a.evidence(), [&](const pb::Evidence& x) {
    return std::ranges::any_of(b.evidence(), [&](const pb::Evidence& y) {
      return x.in_title() == y.in_title() && x.sentence() == y.sentence();
    });
  });
}

// Of exports nothing is to be left as it was that a row tells: words, place, version, rules.
bool IsToldAnew(const pb::Report& before, const pb::Report& after) {
  pb::Report same = before;
  same.set_doc(after.doc());  // the store's own
  return same.SerializeAsString() != after.SerializeAsString();
}

std::string Origin(const pb::Report& report) {
  return fmt::format("version {}, rules {:.12}", report.article_version(), report.rules_version());
}

// What is to become of it: as it is, nothing derived of it yet.
std::shared_ptr<KnownDeal> After(const KnownDeal& before) {
  auto after = std::make_shared<KnownDeal>();
  after->deal = before.deal;
  return after;
}

StatusOr<std::optional<pb::Report>> LoadReport(const Database& database, const std::string& key) {
  DW_TRY(const std::optional<std::string> bytes, database.Get(Family::kReport, key));
  if (!bytes) return std::optional<pb::Report>();
  pb::Report report;
  if (!report.ParseFromString(*bytes)) return DataLoss("report " + key + ": damaged");
  return std::optional<pb::Report>(std::move(report));
}

}  // namespace

StatusOr<pb::Deal> LoadDeal(const Database& database, const std::string& id) {
  DW_TRY(const std::optional<std::string> bytes, database.Get(Family::kDeal, id));
  pb::Deal deal;
  if (!bytes || !deal.ParseFromString(*bytes)) {
    return DataLoss(fmt::format("deal {}: its record is missing or damaged", id));
  }
  return deal;
}

DealChanges::DealChanges(const Database& database, const MergeRules& rules, GroupOf group_of,
                         uint64_t last_change, std::string rules_version, KnownDeals* known)
    : database_(database),
      rules_(rules),
      group_of_(std::move(group_of)),
      last_change_(last_change),
      rules_version_(std::move(rules_version)),
      known_(known),
      now_(FormatUnix(NowUnix())) {}

Status DealChanges::Apply(const pb::Article* before, std::vector<pb::Report> reports,
                          pb::Article* article, std::map<std::string, std::string>* stored) {
  if (before != nullptr) old_deals_.insert(before->deals().begin(), before->deals().end());
  // Sums first: their parts name them.
  std::stable_partition(reports.begin(), reports.end(),
                        [](const pb::Report& r) { return r.fields().aggregate(); });
  std::vector<Step> steps;
  std::map<std::string, std::string> own;
  std::map<std::string, std::string>& stored_ids = stored == nullptr ? own : *stored;
  for (pb::Report& report : reports) {
    const std::string own_id = report.deal_id();
    pb::DealFields* fields = report.mutable_fields();
    if (!fields->part_of().empty()) fields->set_part_of(stored_ids[fields->part_of()]);
    DW_TRY(Step step, Start(std::move(report), *article));
    stored_ids[own_id] = step.before->deal.id();
    article->add_deals(step.before->deal.id());
    steps.push_back(std::move(step));
  }
  for (const std::string& id : old_deals_) {
    if (taken_.contains(id)) continue;
    Step step;
    DW_TRY(step.before, Load(id));
    step.after = After(*step.before);
    DW_TRY(step.old_report, LoadReport(database_, ReportKey(id, article->id())));
    steps.push_back(std::move(step));
  }
  LinkMoved(&steps);
  for (Step& step : steps) DW_RETURN_IF_ERROR(Merge(article->id(), &step));
  for (const Step& step : steps) Write(article->id(), step);
  return OkStatus();
}

StatusOr<DealChanges::Step> DealChanges::Start(pb::Report report, const pb::Article& article) {
  Step step;
  DW_TRY(step.before, FindOrMake(report, &step.is_new));
  step.after = After(*step.before);
  const std::string& id = step.before->deal.id();
  report.set_deal_id(id);
  report.set_article_version(article.version());
  report.set_doc(article.doc());
  taken_.insert(id);
  if (old_deals_.contains(id)) {
    DW_TRY(step.old_report, LoadReport(database_, ReportKey(id, article.id())));
  }
  step.new_report = std::move(report);
  return step;
}

StatusOr<KnownDealPtr> DealChanges::Load(const std::string& id) {
  if (known_ != nullptr) {
    if (KnownDealPtr known = known_->Find(id)) return known;
  }
  auto loaded = std::make_shared<KnownDeal>();
  DW_TRY(loaded->deal, LoadDeal(database_, id));
  if (known_ != nullptr) known_->Put(loaded);
  return KnownDealPtr(std::move(loaded));
}

// All that stands behind this prefix in the index, or more than is listed; null: nothing is known.
StatusOr<const std::vector<std::string>*> DealChanges::Listed(const std::string& prefix) {
  if (known_ == nullptr) return nullptr;
  if (const std::vector<std::string>* listed = known_->FindParties(prefix)) return listed;
  std::vector<std::string> listed;
  const auto at = database_.NewCursor(Family::kIndex);
  for (at->Seek(prefix); at->Valid() && at->key().starts_with(prefix); at->Next()) {
    listed.emplace_back(at->key().substr(prefix.size()));
    if (listed.size() > KnownDeals::kMostListed) break;
  }
  DW_RETURN_IF_ERROR(at->status());
  known_->PutParties(prefix, std::move(listed));
  return known_->FindParties(prefix);
}

// Deals with these parties whose reports are near in time: from the newest (one that goes on for
// long), and where those are many, from the end of the window (an old article told late).
StatusOr<std::vector<std::string>> DealChanges::Candidates(const std::string& key,
                                                           const pb::Report& report) {
  const std::string prefix = IndexPrefix(IndexTag::kParties, key);
  const std::optional<Date> day = ParseDate(std::string_view(report.published()).substr(0, 10));
  const auto order_at = [&](int days) { return NewestFirst(FormatDate(AddDays(*day, days))); };
  const std::string too_old = day ? order_at(-rules_.window_days - 1) : "";
  const std::string undated = NewestFirst("");
  std::vector<std::string> ids;
  DW_TRY(const std::vector<std::string>* listed, Listed(prefix));
  if (listed != nullptr && listed->size() <= KnownDeals::kMostListed) {
    for (const std::string& entry : *listed) {
      if (!day || entry < too_old || entry >= undated) ids.emplace_back(IdOf(entry));
    }
    std::ranges::sort(ids);
    return ids;
  }
  const std::string end = day ? prefix + too_old : PrefixEnd(prefix);
  const auto at = database_.NewCursor(Family::kIndex);
  // False: there are more than are looked at.
  const auto walk = [&](const std::string& start, const std::string& before) {
    size_t seen = 0;
    for (at->Seek(start); at->Valid() && at->key() < before; at->Next()) {
      if (seen++ == kMaxCandidates) return false;
      ids.emplace_back(IdOf(at->key()));
    }
    return true;
  };
  const bool all = walk(prefix, end);
  if (!all && day) walk(prefix + order_at(rules_.window_days), end);
  // Those without a date stand last of all, and may be any day's.
  const bool none_left = all && !(at->Valid() && at->key().starts_with(prefix));
  if (day && !none_left) walk(prefix + undated, PrefixEnd(prefix));
  DW_RETURN_IF_ERROR(at->status());
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

// The stored deal that the report tells of, else a new one. One that the article told before comes
// first, then one with the same amount, then the nearest in time.
StatusOr<KnownDealPtr> DealChanges::FindOrMake(const pb::Report& report, bool* is_new) {
  const std::string key = PartiesKey(report.fields(), group_of_);
  DW_TRY(const std::vector<std::string> ids, Candidates(key, report));
  KnownDealPtr best;
  int best_fit = 0;
  for (const std::string& id : ids) {
    if (taken_.contains(id)) continue;
    DW_TRY(KnownDealPtr known, Load(id));
    int fit = known->deal.parties_key() == key ? Fit(rules_, known->deal, report) : 0;
    if (fit > 0 && old_deals_.contains(id)) fit += 1'000'000;
    if (fit > best_fit) best = std::move(known), best_fit = fit;
  }
  *is_new = best == nullptr;
  if (best != nullptr) return best;
  return Make(key, report);
}

// The day of the report has no part in the id: of several reports any may come first, and each is
// to give the same.
StatusOr<KnownDealPtr> DealChanges::Make(const std::string& key, const pb::Report& report) {
  const pb::DealFields& fields = report.fields();
  uint64_t hash = Hash64(key + "\n" + (fields.has_amount() ? FigureOf(fields.amount()) : ""));
  auto made = std::make_shared<KnownDeal>();
  while (true) {
    made->deal.set_id(fmt::format("{:016x}", hash++));
    if (taken_.contains(made->deal.id())) continue;
    DW_TRY(const auto other, database_.Get(Family::kDeal, made->deal.id()));
    if (!other) break;
  }
  made->deal.set_parties_key(key);
  return KnownDealPtr(std::move(made));
}

// A report that stood under another deal until now, told in the same sentence: it moved.
void DealChanges::LinkMoved(std::vector<Step>* steps) const {
  for (Step& from : *steps) {
    if (from.new_report || !from.old_report) continue;
    for (const Step& to : *steps) {
      const bool joined = to.new_report && !to.old_report;
      if (joined && SameEvidence(*from.old_report, *to.new_report)) {
        from.after->deal.set_merged_into(to.after->deal.id());
        break;
      }
    }
  }
}

// What other articles tell of the deal, as many as have a say.
StatusOr<Tellings> DealChanges::OthersOf(const Step& step, const std::string& article_id) {
  Tellings others;
  if (step.is_new) return others;
  if (!step.before->tellings.empty()) {
    std::ranges::copy_if(step.before->tellings, std::back_inserter(others),
                         [&](const auto& telling) { return telling->article_id() != article_id; });
    return others;
  }
  const size_t most = kMaxVoters - (step.new_report ? 1 : 0);
  Status parsed;
  DW_RETURN_IF_ERROR(
      database_.Scan(Family::kReport, step.before->deal.id() + "/",
                     [&](std::string_view key, std::string_view value) {
                       if (key.substr(kIdBytes + 1) == article_id) return true;
                       pb::Report report;
                       if (!report.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
                         parsed = DataLoss(fmt::format("report {}: damaged", key));
                         return false;
                       }
                       others.push_back(TellingOf(report));
                       return others.size() < most;
                     }));
  DW_RETURN_IF_ERROR(parsed);
  return others;
}

Status DealChanges::Merge(const std::string& article_id, Step* step) {
  DW_TRY(Tellings tellings, OthersOf(*step, article_id));
  if (step->new_report) tellings.push_back(TellingOf(*step->new_report));
  std::vector<const pb::Report*> reports;
  reports.reserve(tellings.size());
  for (const auto& telling : tellings) reports.push_back(telling.get());
  pb::Deal& deal = step->after->deal;
  const std::string moved_to = deal.merged_into();
  MergeReports(rules_, std::move(reports), &deal);
  deal.set_merged_into(deal.retracted() ? moved_to : "");
  if (!moved_to.empty()) moved_[deal.id()] = moved_to;
  // Where there may be others that have no say they are read again.
  if (tellings.size() < kMaxVoters) step->after->tellings = std::move(tellings);
  return OkStatus();
}

std::vector<DealChanges::Record> DealChanges::records() const {
  std::vector<Record> records;
  batch_.Each([&](Family family, std::string_view key, std::optional<std::string_view> value) {
    if (family != Family::kReport && family != Family::kDeal && family != Family::kChange) return;
    records.push_back(
        {family, std::string(key), value ? std::optional<std::string>(*value) : std::nullopt});
  });
  return records;
}

void DealChanges::Remember() {
  if (known_ == nullptr) return;
  for (std::shared_ptr<KnownDeal>& made : made_) {
    known_->ListDeal(made->deal, NewestFirst(made->deal.last_published()));
    known_->Put(std::move(made));
  }
  made_.clear();
}

void DealChanges::Write(const std::string& article_id, const Step& step) {
  KnownDeal& after = *step.after;
  const std::string& id = after.deal.id();
  const std::string report_key = ReportKey(id, article_id);
  if (step.new_report) {
    batch_.Put(Family::kReport, report_key, step.new_report->SerializeAsString());
  } else {
    batch_.Delete(Family::kReport, report_key);
  }
  batch_.Put(Family::kDeal, id, after.deal.SerializeAsString());
  std::vector<std::string> derived;
  if (!step.is_new && step.before->keys.empty()) derived = DealKeys(step.before->deal);
  const std::vector<std::string>& old_keys = derived.empty() ? step.before->keys : derived;
  after.keys = DealKeys(after.deal);
  std::vector<std::string_view> gone, added;
  std::ranges::set_difference(old_keys, after.keys, std::back_inserter(gone));
  std::ranges::set_difference(after.keys, old_keys, std::back_inserter(added));
  for (const std::string_view key : gone) batch_.Delete(Family::kIndex, key);
  for (const std::string_view key : added) batch_.Put(Family::kIndex, key, "");
  Tell(article_id, step);
  made_.push_back(step.after);
}

void DealChanges::Tell(const std::string& article_id, const Step& step) {
  const pb::Deal &before = step.before->deal, &after = step.after->deal;
  const std::string& id = after.id();
  if (step.is_new) {
    ++new_deals_;
    const auto from =
        std::ranges::find_if(moved_, [&](const auto& entry) { return entry.second == id; });
    if (from != moved_.end()) return Note(step, article_id, "split from", "", from->first);
    return Note(step, article_id, "appeared");
  }
  if (after.retracted()) {
    if (before.retracted()) return;
    if (const auto to = moved_.find(id); to != moved_.end()) {
      return Note(step, article_id, "merged into", "", "", to->second);
    }
    return Note(step, article_id, "retracted");
  }
  if (before.retracted()) {
    Note(step, article_id, "appeared again");
  } else if (step.new_report && !step.old_report) {
    Note(step, article_id, "reported");
  } else if (!step.new_report && step.old_report) {
    Note(step, article_id, "unreported");
  } else if (step.new_report && IsToldAnew(*step.old_report, *step.new_report)) {
    Note(step, article_id, "changed", "report", Origin(*step.old_report), Origin(*step.new_report));
  }
  step.after->texts = std::make_unique<ToldTexts>(TextsOf(after));
  const bool known = step.before->texts != nullptr;
  const ToldTexts derived = known ? ToldTexts() : TextsOf(before);
  const ToldTexts& old = known ? *step.before->texts : derived;
  for (size_t i = 0; i < old.size(); ++i) {
    const std::string& value = (*step.after->texts)[i];
    if (old[i] != value) Note(step, article_id, "changed", kToldFields[i], old[i], value);
  }
}

void DealChanges::Note(const Step& step, const std::string& article_id, std::string_view what,
                       std::string_view field, std::string_view old_value,
                       std::string_view new_value) {
  pb::Change change;
  change.set_number(++last_change_);
  change.set_time(now_);
  change.set_deal_id(step.after->deal.id());
  change.set_what(std::string(what));
  change.set_field(std::string(field));
  change.set_old_value(std::string(old_value));
  change.set_new_value(std::string(new_value));
  change.set_article_id(article_id);
  change.set_rules_version(rules_version_);
  batch_.Put(Family::kChange, BigEndian64(last_change_), change.SerializeAsString());
  batch_.Put(Family::kIndex, HistoryKey(step.after->deal.id(), last_change_), "");
  ++changes_;
}

}  // namespace dealwire
