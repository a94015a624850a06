#include "store/merge.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/time.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

constexpr double kTolerance = 0.05;
constexpr int64_t kWindowDays = 270;
constexpr int kCopyDistance = 3;  // bits of the simhash

template <typename Ids>
std::string GroupsOf(const Ids& ids, const GroupOf& group_of) {
  std::set<std::string> groups;
  for (const std::string& id : ids) groups.insert(group_of(id));
  std::string joined;
  for (const std::string& group : groups) joined += (joined.empty() ? "" : ",") + group;
  return joined;
}

struct Range {
  double min, max;
};

Range RangeOf(const pb::Money& money) {
  const double infinity = std::numeric_limits<double>::infinity();
  return {money.has_min() ? money.min() * (1 - kTolerance) : -infinity,
          money.has_max() ? money.max() * (1 + kTolerance) : infinity};
}

bool Agree(const pb::Money& a, const pb::Money& b) {
  if (a.currency() != b.currency()) return false;
  const Range x = RangeOf(a), y = RangeOf(b);
  return x.min <= y.max && y.min <= x.max;
}

std::string Text(const pb::Money& money) { return money.SerializeAsString(); }

int64_t Day(const std::string& published) {
  const std::optional<Timestamp> time = ParseTimestamp(published);
  return time ? DaysSinceEpoch(time->date) : 0;
}

// Reports by source: copies of one text share a number.
std::vector<int> SourcesOf(const std::vector<pb::Report>& reports, int* count) {
  std::vector<int> sources;
  std::vector<uint64_t> texts;
  for (const pb::Report& report : reports) {
    const auto same = std::ranges::find_if(texts, [&](uint64_t text) {
      return text != 0 && HammingDistance(text, report.simhash()) <= kCopyDistance;
    });
    sources.push_back(static_cast<int>(same - texts.begin()));
    if (same == texts.end()) texts.push_back(report.simhash());
  }
  *count = static_cast<int>(texts.size());
  return sources;
}

// The value with most sources behind it, the latest of several; `reports` are in order of time.
template <typename Value, typename Get, typename Key>
std::optional<Value> Vote(const std::vector<pb::Report>& reports, const std::vector<int>& sources,
                          const Get& get, const Key& key, std::vector<Value>* others) {
  std::map<std::string, std::set<int>> votes;
  std::map<std::string, size_t> latest;
  for (size_t i = 0; i < reports.size(); ++i) {
    const std::optional<Value> value = get(reports[i].fields());
    if (!value) continue;
    votes[key(*value)].insert(sources[i]);
    latest[key(*value)] = i;
  }
  const std::string* best = nullptr;
  for (const auto& [name, by] : votes) {
    const bool more = best == nullptr || by.size() > votes[*best].size() ||
                      (by.size() == votes[*best].size() && latest[name] > latest[*best]);
    if (more) best = &name;
  }
  if (best == nullptr) return std::nullopt;
  for (const auto& [name, index] : latest) {
    if (others != nullptr && name != *best) others->push_back(*get(reports[index].fields()));
  }
  return get(reports[latest[*best]].fields());
}

std::optional<std::string> Said(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}
std::optional<pb::Money> AmountOf(const pb::DealFields& fields) {
  return fields.has_amount() ? std::optional(fields.amount()) : std::nullopt;
}
std::string Itself(const std::string& text) { return text; }

void MergeChips(const std::vector<pb::Report>& reports, pb::DealFields* fields) {
  std::map<std::string, pb::Chip> chips;
  for (const pb::Report& report : reports) {
    for (const pb::Chip& chip : report.fields().chips()) {
      const std::string key = chip.id() + "/" + chip.vendor() + "/" + chip.kind();
      pb::Chip& merged = chips[key];
      const bool counted = merged.has_count_min() || merged.has_count_max();
      if (!counted) merged = chip;
    }
  }
  fields->clear_chips();
  for (const auto& [key, chip] : chips) *fields->add_chips() = chip;
}

}  // namespace

std::string PartiesKey(const pb::DealFields& fields, const GroupOf& group_of) {
  return fields.kind() + "|" + GroupsOf(fields.customer(), group_of) + "|" +
         GroupsOf(fields.provider(), group_of) + "|" + (fields.aggregate() ? "sum" : "");
}

bool SameAmount(const pb::Deal& deal, const pb::Report& report) {
  return Text(deal.fields().amount()) == Text(report.fields().amount());
}

bool MayBeSameDeal(const pb::Deal& deal, const pb::Report& report) {
  const pb::DealFields &a = deal.fields(), &b = report.fields();
  if (a.has_amount() && b.has_amount() && !Agree(a.amount(), b.amount())) return false;
  const int64_t day = Day(report.published());
  const int64_t first = Day(deal.first_published()), last = Day(deal.last_published());
  if (day == 0 || first == 0) return true;
  return day >= first - kWindowDays && day <= last + kWindowDays;
}

void MergeReports(std::vector<pb::Report> reports, pb::Deal* deal) {
  deal->clear_articles();
  deal->clear_other_amounts();
  deal->clear_other_statuses();
  deal->set_retracted(reports.empty());
  if (reports.empty()) return;
  std::ranges::sort(reports, [](const pb::Report& a, const pb::Report& b) {
    return std::pair(a.published(), a.article_id()) < std::pair(b.published(), b.article_id());
  });
  int count = 0;
  const std::vector<int> sources = SourcesOf(reports, &count);
  const pb::Report& surest = *std::ranges::max_element(
      reports, {}, [](const pb::Report& r) { return r.fields().confidence(); });
  pb::DealFields fields = surest.fields();
  std::vector<pb::Money> other_amounts;
  if (const auto amount = Vote<pb::Money>(reports, sources, AmountOf, Text, &other_amounts)) {
    *fields.mutable_amount() = *amount;
    for (const pb::Report& report : reports) {
      const bool same = Text(report.fields().amount()) == Text(*amount);
      if (same) *fields.mutable_amount_usd() = report.fields().amount_usd();
    }
  }
  fields.set_status(reports.back().fields().status());
  const auto vote = [&](auto get) {
    return Vote<std::string>(
               reports, sources, [&](const pb::DealFields& f) { return Said(get(f)); }, Itself,
               nullptr)
        .value_or("");
  };
  fields.set_due(vote([](const pb::DealFields& f) { return f.due(); }));
  fields.set_starts(vote([](const pb::DealFields& f) { return f.starts(); }));
  fields.set_ends(vote([](const pb::DealFields& f) { return f.ends(); }));
  fields.set_part_of(vote([](const pb::DealFields& f) { return f.part_of(); }));
  for (const pb::Report& report : reports) {
    const pb::DealFields& told = report.fields();
    if (told.has_term_months()) *fields.mutable_term_months() = told.term_months();
    if (told.has_power_mw()) *fields.mutable_power_mw() = told.power_mw();
    const auto& statuses = deal->other_statuses();
    if (told.status() != fields.status() &&
        std::find(statuses.begin(), statuses.end(), told.status()) == statuses.end()) {
      deal->add_other_statuses(told.status());
    }
    deal->add_articles(report.article_id());
  }
  MergeChips(reports, &fields);
  for (const pb::Money& other : other_amounts) *deal->add_other_amounts() = other;
  *deal->mutable_fields() = fields;
  deal->set_sources(static_cast<uint32_t>(count));
  deal->set_first_published(reports.front().published());
  deal->set_last_published(reports.back().published());
}

}  // namespace dealwire
