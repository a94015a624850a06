#include "store/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "base/time.h"
#include "extract/names/registry.h"
#include "extract/quantities/exchange.h"
#include "extract/rules.h"
#include "store/index.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

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

bool Overlap(const Range& a, const Range& b) { return a.min <= b.max && b.min <= a.max; }

template <typename Bounds>
Range RangeOf(const Bounds& bounds, double slack) {
  const double infinity = std::numeric_limits<double>::infinity();
  return {bounds.has_min() ? bounds.min() * (1 - slack) : -infinity,
          bounds.has_max() ? bounds.max() * (1 + slack) : infinity};
}

double SlackOf(const MergeRules& rules, const pb::Money& money) {
  if (money.qualifier() == "about") return rules.about;
  return money.qualifier() == "exact" ? rules.exact : rules.bound;
}

bool Agree(const MergeRules& rules, const pb::DealFields& a, const pb::DealFields& b) {
  const double slack_a = SlackOf(rules, a.amount()), slack_b = SlackOf(rules, b.amount());
  if (a.amount().currency() == b.amount().currency()) {
    return Overlap(RangeOf(a.amount(), slack_a), RangeOf(b.amount(), slack_b));
  }
  if (!a.has_amount_usd() || !b.has_amount_usd()) return false;
  return Overlap(RangeOf(a.amount_usd(), slack_a + rules.currency / 2),
                 RangeOf(b.amount_usd(), slack_b + rules.currency / 2));
}

std::string Text(const pb::Money& money) { return money.SerializeAsString(); }

int64_t Day(const std::string& published) {
  const std::optional<Timestamp> time = ParseTimestamp(published);
  return time ? DaysSinceEpoch(time->date) : 0;
}

using Reports = std::vector<const pb::Report*>;

// Reports by source: copies of one text share a number.
std::vector<int> SourcesOf(const Reports& reports, int copy_bits, int* count) {
  std::vector<int> sources;
  std::vector<uint64_t> texts;
  sources.reserve(reports.size()), texts.reserve(reports.size());
  for (const pb::Report* report : reports) {
    const auto same = std::ranges::find_if(texts, [&](uint64_t text) {
      return text != 0 && HammingDistance(text, report->simhash()) <= copy_bits;
    });
    sources.push_back(static_cast<int>(same - texts.begin()));
    if (same == texts.end()) texts.push_back(report->simhash());
  }
  *count = static_cast<int>(texts.size());
  return sources;
}

// Reports in order of time, and which of them are copies.
struct Told {
  const Reports& reports;
  const std::vector<int> sources;
};

// The value with most sources behind it, the latest of several; others are told in `deal`. `get`
// gives a report's value, null where it tells none. Null: none does.
template <typename Get, typename Key, typename Set>
auto Vote(const Told& told, const char* field, const Get& get, const Key& key, const Set& set,
          pb::Deal* deal) -> decltype(get(pb::DealFields())) {
  std::vector<std::pair<std::string, size_t>> said;  // what, by which report
  for (size_t i = 0; i < told.reports.size(); ++i) {
    const auto* const value = get(told.reports[i]->fields());
    if (value != nullptr) said.emplace_back(key(*value), i);
  }
  if (said.empty()) return nullptr;
  std::ranges::sort(said);
  struct Candidate {
    std::pair<size_t, size_t> weight;  // sources, the last report
    size_t from, to;                   // in `said`
  };
  std::vector<Candidate> candidates;
  std::vector<int> sources;
  for (size_t from = 0, to = 0; from < said.size(); from = to) {
    sources.clear();
    for (; to < said.size() && said[to].first == said[from].first; ++to) {
      sources.push_back(told.sources[said[to].second]);
    }
    std::ranges::sort(sources);
    const auto distinct = std::unique(sources.begin(), sources.end()) - sources.begin();
    candidates.push_back({{static_cast<size_t>(distinct), said[to - 1].second}, from, to});
  }
  const auto best = std::ranges::max_element(candidates, {}, &Candidate::weight);
  const auto value_of = [&](const Candidate& candidate) {
    return get(told.reports[candidate.weight.second]->fields());
  };
  for (const Candidate& candidate : candidates) {
    if (candidate.from == best->from) continue;
    pb::Disagreement* other = deal->add_disagreements();
    other->set_field(field);
    set(*value_of(candidate), other);
    for (size_t i = candidate.from; i < candidate.to; ++i) {
      other->add_articles(told.reports[said[i].second]->article_id());
    }
  }
  return value_of(*best);
}

const pb::Money* AmountOf(const pb::DealFields& fields) {
  return fields.has_amount() ? &fields.amount() : nullptr;
}
const std::string& Itself(const std::string& text) { return text; }

void MergeChips(const Reports& reports, pb::DealFields* fields) {
  std::map<std::string, pb::Chip> chips;
  for (const pb::Report* report : reports) {
    for (const pb::Chip& chip : report->fields().chips()) {
      const std::string key = chip.id() + "/" + chip.vendor() + "/" + chip.kind();
      pb::Chip& merged = chips[key];
      const bool counted = merged.has_count_min() || merged.has_count_max();
      if (!counted) merged = chip;
    }
  }
  fields->clear_chips();
  for (const auto& [key, chip] : chips) *fields->add_chips() = chip;
}

// Statuses that reports of the last day tell beside the latest: those before are history.
void MergeStatus(const Reports& reports, pb::Deal* deal) {
  const pb::Report& last = *reports.back();
  const int64_t last_day = Day(last.published());
  deal->mutable_fields()->set_status(last.fields().status());
  std::map<std::string, std::vector<std::string>> others;
  for (const pb::Report* report : reports) {
    const std::string& status = report->fields().status();
    if (status == last.fields().status() || Day(report->published()) != last_day) continue;
    others[status].push_back(report->article_id());
  }
  for (const auto& [status, articles] : others) {
    pb::Disagreement* other = deal->add_disagreements();
    other->set_field("status");
    other->set_value(status);
    for (const std::string& id : articles) other->add_articles(id);
  }
}

void MergeAmount(const Told& told, pb::Deal* deal) {
  const auto set = [](const pb::Money& money, pb::Disagreement* other) {
    other->set_value(MoneyText(money));
    *other->mutable_amount() = money;
  };
  pb::DealFields* fields = deal->mutable_fields();
  const pb::Money* const amount = Vote(told, "amount", AmountOf, Text, set, deal);
  if (amount == nullptr) return;
  *fields->mutable_amount() = *amount;
  const std::string text = Text(*amount);
  for (const pb::Report* report : told.reports) {
    const pb::DealFields& from = report->fields();
    if (Text(from.amount()) != text) continue;
    fields->clear_usd_rate();
    *fields->mutable_amount_usd() = from.amount_usd();
    if (from.has_usd_rate()) *fields->mutable_usd_rate() = from.usd_rate();
    if (!from.has_amount_usd()) fields->clear_amount_usd();
  }
}

void MergeDates(const Told& told, pb::Deal* deal) {
  const auto vote = [&](const char* field, auto get) {
    const auto said = [&](const pb::DealFields& fields) {
      const std::string& text = get(fields);
      return text.empty() ? nullptr : &text;
    };
    const auto set = [](const std::string& text, pb::Disagreement* other) {
      other->set_value(text);
    };
    const std::string* const value = Vote(told, field, said, Itself, set, deal);
    return value == nullptr ? "" : *value;
  };
  using Fields = pb::DealFields;
  pb::DealFields* fields = deal->mutable_fields();
  fields->set_due(vote("due", [](const Fields& f) -> const std::string& { return f.due(); }));
  fields->set_starts(
      vote("starts", [](const Fields& f) -> const std::string& { return f.starts(); }));
  fields->set_ends(vote("ends", [](const Fields& f) -> const std::string& { return f.ends(); }));
  fields->set_part_of(
      vote("part_of", [](const Fields& f) -> const std::string& { return f.part_of(); }));
}

using Texts = std::vector<std::string_view>;

// Sorted, each once.
Texts Distinct(Texts texts) {
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}
Texts DistinctSaid(Texts texts) {
  std::erase(texts, "");
  return Distinct(std::move(texts));
}

void Assign(const Texts& texts, google::protobuf::RepeatedPtrField<std::string>* out) {
  out->Clear();
  for (const std::string_view text : texts) out->Add()->assign(text);
}

// Who tells it: articles, sites, languages, documents.
void MergeSources(const Reports& reports, pb::Deal* deal) {
  Texts sites, langs;
  std::vector<std::string> hosts;
  std::vector<uint32_t> docs;
  for (const pb::Report* report : reports) {
    deal->add_articles(report->article_id());
    sites.emplace_back(report->site());
    langs.emplace_back(report->lang());
    hosts.push_back(HostOf(report->url()));
    docs.push_back(report->doc());
  }
  std::ranges::sort(docs);
  docs.erase(std::unique(docs.begin(), docs.end()), docs.end());
  Assign(DistinctSaid(std::move(sites)), deal->mutable_sites());
  Assign(DistinctSaid(std::move(langs)), deal->mutable_langs());
  Assign(DistinctSaid({hosts.begin(), hosts.end()}), deal->mutable_hosts());
  deal->mutable_docs()->Assign(docs.begin(), docs.end());
}

// Whom reports name that is not among `ids`, which the deal has.
template <typename Ids, typename Get>
Texts OtherParties(const Reports& reports, const Ids& ids, const Get& get) {
  Texts named, others;
  for (const pb::Report* report : reports) {
    for (const std::string& id : get(report->fields())) named.emplace_back(id);
  }
  std::ranges::set_difference(Distinct(std::move(named)), Distinct({ids.begin(), ids.end()}),
                              std::back_inserter(others));
  return others;
}

void MergeOtherParties(const Reports& reports, pb::Deal* deal) {
  using Fields = pb::DealFields;
  const Fields& fields = deal->fields();
  const auto customers = [](const Fields& f) -> const auto& { return f.customer(); };
  const auto providers = [](const Fields& f) -> const auto& { return f.provider(); };
  Assign(OtherParties(reports, fields.customer(), customers), deal->mutable_other_customers());
  Assign(OtherParties(reports, fields.provider(), providers), deal->mutable_other_providers());
}

pb::Report ToReport(const MergeExample::Side& side, const Exchange& exchange) {
  pb::Report report;
  report.set_published(side.published);
  pb::DealFields* fields = report.mutable_fields();
  fields->mutable_customer()->Assign(side.customer.begin(), side.customer.end());
  fields->mutable_provider()->Assign(side.provider.begin(), side.provider.end());
  fields->set_kind(side.kind);
  fields->set_aggregate(side.aggregate);
  if (!side.min && !side.max) return report;
  const auto rate = exchange.Find(side.currency, side.published);
  const auto usd = [&](double value) { return rate ? rate->Of(value) : value; };
  pb::Money* money = fields->mutable_amount();
  money->set_currency(side.currency);
  money->set_qualifier(side.qualifier);
  if (side.min) money->set_min(*side.min), fields->mutable_amount_usd()->set_min(usd(*side.min));
  if (side.max) money->set_max(*side.max), fields->mutable_amount_usd()->set_max(usd(*side.max));
  return report;
}

bool SameDeal(const MergeRules& rules, const pb::Report& a, const pb::Report& b,
              const GroupOf& group_of) {
  if (PartiesKey(a.fields(), group_of) != PartiesKey(b.fields(), group_of)) return false;
  pb::Deal deal;
  MergeReports(rules, {&a}, &deal);
  return Fit(rules, deal, b) > 0;
}

}  // namespace

std::string MoneyText(const pb::Money& money) {
  const auto bound = [](bool has, double value) { return has ? fmt::format("{}", value) : "?"; };
  return fmt::format("{}..{} {}", bound(money.has_min(), money.min()),
                     bound(money.has_max(), money.max()), money.currency());
}

std::string PartiesKey(const pb::DealFields& fields, const GroupOf& group_of) {
  return fields.kind() + "|" + GroupsOf(fields.customer(), group_of) + "|" +
         GroupsOf(fields.provider(), group_of) + "|" + (fields.aggregate() ? "sum" : "");
}

int Fit(const MergeRules& rules, const pb::Deal& deal, const pb::Report& report) {
  const pb::DealFields &a = deal.fields(), &b = report.fields();
  const bool both = a.has_amount() && b.has_amount();
  if (both && !Agree(rules, a, b)) return 0;
  const int64_t day = Day(report.published());
  const int64_t first = Day(deal.first_published()), last = Day(deal.last_published());
  if (day == 0 || first == 0) return 1;
  const int64_t away = day < first ? first - day : day > last ? day - last : 0;
  if (away > rules.window_days) return 0;
  const int amounts = both && Text(a.amount()) == Text(b.amount()) ? 2 : both ? 1 : 0;
  return 1 + amounts * 10'000 + static_cast<int>(rules.window_days - away);
}

void MergeReports(const MergeRules& rules, std::vector<const pb::Report*> reports, pb::Deal* deal) {
  deal->set_retracted(reports.empty());
  deal->clear_articles();
  if (reports.empty()) return;  // its fields stay as they were last told
  deal->clear_disagreements();
  deal->clear_merged_into();
  std::ranges::sort(reports, [](const pb::Report* a, const pb::Report* b) {
    return std::tie(a->published(), a->article_id()) < std::tie(b->published(), b->article_id());
  });
  int count = 0;
  const Told told = {reports, SourcesOf(reports, rules.copy_bits, &count)};
  const auto surest = std::ranges::max_element(
      reports, {}, [](const pb::Report* report) { return report->fields().confidence(); });
  *deal->mutable_fields() = (*surest)->fields();
  MergeAmount(told, deal);
  MergeStatus(reports, deal);
  MergeDates(told, deal);
  for (const pb::Report* report : reports) {
    const pb::DealFields& fields = report->fields();
    if (fields.has_term_months()) {
      *deal->mutable_fields()->mutable_term_months() = fields.term_months();
    }
    if (fields.has_power_mw()) *deal->mutable_fields()->mutable_power_mw() = fields.power_mw();
  }
  MergeChips(reports, deal->mutable_fields());
  MergeOtherParties(reports, deal);
  MergeSources(reports, deal);
  deal->set_sources(static_cast<uint32_t>(count));
  deal->set_first_published(reports.front()->published());
  deal->set_last_published(reports.back()->published());
}

std::vector<std::string> FailuresOfExamples(const MergeRules& rules, const RuleSet& rule_set) {
  const GroupOf group_of = [&](const std::string& id) { return rule_set.registry().GroupOf(id); };
  std::vector<std::string> failures;
  for (const MergeExample& example : rules.examples) {
    const pb::Report a = ToReport(example.a, rule_set.exchange());
    const pb::Report b = ToReport(example.b, rule_set.exchange());
    if (SameDeal(rules, a, b, group_of) == example.same) continue;
    failures.push_back(fmt::format("{}: {}: expected {}", example.where, example.why,
                                   example.same ? "one deal; found two" : "two deals; found one"));
  }
  return failures;
}

}  // namespace dealwire
