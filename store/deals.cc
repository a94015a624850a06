#include "store/deals.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/time.h"
#include "store/deal_text.h"
#include "store/index.h"

namespace dealwire {
namespace {

constexpr size_t kMaxCandidates = 512;  // deals of the same parties that are looked at

std::string ReportKey(const std::string& deal_id, const std::string& article_id) {
  return deal_id + "/" + article_id;
}

std::string BoundsText(bool has, const pb::Bounds& bounds) {
  if (!has) return "";
  const auto bound = [](bool said, double value) { return said ? fmt::format("{}", value) : "?"; };
  return bound(bounds.has_min(), bounds.min()) + ".." + bound(bounds.has_max(), bounds.max());
}

// The fields whose changes are told, as text.
std::map<std::string, std::string> TextOf(const pb::Deal& deal) {
  const pb::DealFields& fields = deal.fields();
  return {{"customer", Joined(fields.customer())},
          {"provider", Joined(fields.provider())},
          {"kind", fields.kind()},
          {"status", fields.status()},
          {"amount", fields.has_amount() ? MoneyText(fields.amount()) : ""},
          {"term_months", BoundsText(fields.has_term_months(), fields.term_months())},
          {"power_mw", BoundsText(fields.has_power_mw(), fields.power_mw())},
          {"chips", ChipsText(fields)},
          {"due", fields.due()},
          {"starts", fields.starts()},
          {"ends", fields.ends()},
          {"part_of", fields.part_of()},
          {"sources", std::to_string(deal.sources())}};
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
                         uint64_t last_change, std::string rules_version)
    : database_(database),
      rules_(rules),
      group_of_(std::move(group_of)),
      last_change_(last_change),
      rules_version_(std::move(rules_version)) {}

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
    stored_ids[own_id] = step.after.id();
    article->add_deals(step.after.id());
    steps.push_back(std::move(step));
  }
  for (const std::string& id : old_deals_) {
    if (taken_.contains(id)) continue;
    Step step;
    DW_TRY(step.before, LoadDeal(database_, id));
    step.after = step.before;
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
  step.after = step.before;
  report.set_deal_id(step.before.id());
  report.set_article_version(article.version());
  report.set_doc(article.doc());
  taken_.insert(step.before.id());
  if (old_deals_.contains(step.before.id())) {
    DW_TRY(step.old_report, LoadReport(database_, ReportKey(step.before.id(), article.id())));
  }
  step.new_report = std::move(report);
  return step;
}

// Deals with these parties whose reports are near in time: from the newest (one that goes on for
// long), and where those are many, from the end of the window (an old article told late).
StatusOr<std::vector<std::string>> DealChanges::Candidates(const std::string& key,
                                                           const pb::Report& report) {
  const std::string prefix = IndexPrefix(IndexTag::kParties, key);
  const std::optional<Date> day = ParseDate(std::string_view(report.published()).substr(0, 10));
  const auto at_day = [&](int days) {
    return prefix + NewestFirst(FormatDate(AddDays(*day, days)));
  };
  const std::string end = day ? at_day(-rules_.window_days - 1) : PrefixEnd(prefix);
  std::vector<std::string> ids;
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
  if (!all && day) walk(at_day(rules_.window_days), end);
  // Those without a date stand last of all, and may be any day's.
  const bool none_left = all && !(at->Valid() && at->key().starts_with(prefix));
  if (day && !none_left) walk(prefix + NewestFirst(""), PrefixEnd(prefix));
  DW_RETURN_IF_ERROR(at->status());
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

// The stored deal that the report tells of, else a new one. One that the article told before comes
// first, then one with the same amount, then the nearest in time.
StatusOr<pb::Deal> DealChanges::FindOrMake(const pb::Report& report, bool* is_new) {
  const std::string key = PartiesKey(report.fields(), group_of_);
  DW_TRY(const std::vector<std::string> ids, Candidates(key, report));
  std::optional<pb::Deal> best;
  int best_fit = 0;
  for (const std::string& id : ids) {
    if (taken_.contains(id)) continue;
    DW_TRY(pb::Deal deal, LoadDeal(database_, id));
    int fit = deal.parties_key() == key ? Fit(rules_, deal, report) : 0;
    if (fit > 0 && old_deals_.contains(id)) fit += 1'000'000;
    if (fit > best_fit) best = std::move(deal), best_fit = fit;
  }
  *is_new = !best;
  if (best) return *std::move(best);
  return Make(key, report);
}

// The day of the report has no part in the id: of several reports any may come first, and each is
// to give the same.
StatusOr<pb::Deal> DealChanges::Make(const std::string& key, const pb::Report& report) {
  const pb::DealFields& fields = report.fields();
  uint64_t hash = Hash64(key + "\n" + (fields.has_amount() ? FigureOf(fields.amount()) : ""));
  pb::Deal made;
  while (true) {
    made.set_id(fmt::format("{:016x}", hash++));
    if (taken_.contains(made.id())) continue;
    DW_TRY(const auto other, database_.Get(Family::kDeal, made.id()));
    if (!other) break;
  }
  made.set_parties_key(key);
  return made;
}

// A report that stood under another deal until now, told in the same sentence: it moved.
void DealChanges::LinkMoved(std::vector<Step>* steps) const {
  for (Step& from : *steps) {
    if (from.new_report || !from.old_report) continue;
    for (const Step& to : *steps) {
      const bool joined = to.new_report && !to.old_report;
      if (joined && SameEvidence(*from.old_report, *to.new_report)) {
        from.after.set_merged_into(to.after.id());
        break;
      }
    }
  }
}

Status DealChanges::Merge(const std::string& article_id, Step* step) {
  std::vector<pb::Report> reports;
  if (step->new_report) reports.push_back(*step->new_report);
  Status parsed;
  if (!step->is_new) {
    DW_RETURN_IF_ERROR(
        database_.Scan(Family::kReport, step->before.id() + "/",
                       [&](std::string_view key, std::string_view value) {
                         if (key.substr(kIdBytes + 1) == article_id) return true;
                         pb::Report report;
                         if (!report.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
                           parsed = DataLoss(fmt::format("report {}: damaged", key));
                           return false;
                         }
                         reports.push_back(std::move(report));
                         return reports.size() < kMaxVoters;
                       }));
  }
  DW_RETURN_IF_ERROR(parsed);
  const std::string moved_to = step->after.merged_into();
  MergeReports(rules_, std::move(reports), &step->after);
  step->after.set_merged_into(step->after.retracted() ? moved_to : "");
  if (!moved_to.empty()) moved_[step->after.id()] = moved_to;
  return OkStatus();
}

void DealChanges::Put(Family family, const std::string& key, std::optional<std::string> value) {
  if (value) batch_.Put(family, key, *value);
  if (!value) batch_.Delete(family, key);
  records_.push_back({family, key, std::move(value)});
}

void DealChanges::Write(const std::string& article_id, const Step& step) {
  const std::string& id = step.after.id();
  std::optional<std::string> report;
  if (step.new_report) report = step.new_report->SerializeAsString();
  Put(Family::kReport, ReportKey(id, article_id), std::move(report));
  Put(Family::kDeal, id, step.after.SerializeAsString());
  const std::vector<std::string> old_keys =
      step.is_new ? std::vector<std::string>() : DealKeys(step.before);
  const std::vector<std::string> new_keys = DealKeys(step.after);
  std::vector<std::string> gone, added;
  std::ranges::set_difference(old_keys, new_keys, std::back_inserter(gone));
  std::ranges::set_difference(new_keys, old_keys, std::back_inserter(added));
  for (const std::string& key : gone) batch_.Delete(Family::kIndex, key);
  for (const std::string& key : added) batch_.Put(Family::kIndex, key, "");
  Tell(article_id, step);
}

void DealChanges::Tell(const std::string& article_id, const Step& step) {
  const std::string& id = step.after.id();
  if (step.is_new) {
    ++new_deals_;
    const auto from =
        std::ranges::find_if(moved_, [&](const auto& entry) { return entry.second == id; });
    if (from != moved_.end()) return Note(step, article_id, "split from", "", from->first);
    return Note(step, article_id, "appeared");
  }
  if (step.after.retracted()) {
    if (step.before.retracted()) return;
    if (const auto to = moved_.find(id); to != moved_.end()) {
      return Note(step, article_id, "merged into", "", "", to->second);
    }
    return Note(step, article_id, "retracted");
  }
  if (step.before.retracted()) {
    Note(step, article_id, "appeared again");
  } else if (step.new_report && !step.old_report) {
    Note(step, article_id, "reported");
  } else if (!step.new_report && step.old_report) {
    Note(step, article_id, "unreported");
  } else if (step.new_report && IsToldAnew(*step.old_report, *step.new_report)) {
    Note(step, article_id, "changed", "report", Origin(*step.old_report), Origin(*step.new_report));
  }
  const auto old_text = TextOf(step.before), new_text = TextOf(step.after);
  for (const auto& [field, value] : new_text) {
    if (old_text.at(field) != value) {
      Note(step, article_id, "changed", field, old_text.at(field), value);
    }
  }
}

void DealChanges::Note(const Step& step, const std::string& article_id, std::string_view what,
                       std::string_view field, std::string_view old_value,
                       std::string_view new_value) {
  pb::Change change;
  change.set_number(++last_change_);
  change.set_time(FormatUnix(NowUnix()));
  change.set_deal_id(step.after.id());
  change.set_what(std::string(what));
  change.set_field(std::string(field));
  change.set_old_value(std::string(old_value));
  change.set_new_value(std::string(new_value));
  change.set_article_id(article_id);
  change.set_rules_version(rules_version_);
  Put(Family::kChange, BigEndian64(last_change_), change.SerializeAsString());
  batch_.Put(Family::kIndex, HistoryKey(step.after.id(), last_change_), "");
  ++changes_;
}

}  // namespace dealwire
