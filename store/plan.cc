#include "store/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "store/database.h"
#include "store/index.h"
#include "store/text_index.h"
#include "store/text_search.h"

namespace dealwire {
namespace {

constexpr size_t kMaxTextDocs = 1024;  // more of them are no way to a deal

Probe::Range RangeOf(IndexTag tag, std::string_view value) {
  const std::string prefix = IndexPrefix(tag, value);
  return {prefix, PrefixEnd(prefix)};
}

std::string Listed(const std::vector<std::string>& values) {
  if (values.size() <= 3) return fmt::format("{}", fmt::join(values, ","));
  return fmt::format("{},{} and {} more", values[0], values[1], values.size() - 2);
}

class Probes {
 public:
  void Add(const std::string& name, const std::vector<IndexTag>& tags,
           const std::vector<std::string>& values) {
    Probe probe;
    probe.name = name + " " + Listed(values);
    probe.order = Order::kLast;
    for (const std::string& value : values) {
      for (const IndexTag tag : tags) probe.ranges.push_back(RangeOf(tag, value));
    }
    all.push_back(std::move(probe));
  }
  void AddOne(const std::string& name, IndexTag tag, const std::string& value) {
    if (!value.empty()) Add(name, {tag}, {value});
  }

  std::vector<Probe> all;
};

std::string AmountName(const char* side, double amount, const std::string& currency) {
  return fmt::format("amount {} {}{}{}", side, amount, currency.empty() ? "" : " ", currency);
}

// Where a store has the amounts of a currency, or of no one: in dollars.
IndexTag UpperTag(const Database& database, bool dollars) {
  return dollars && database.schema() >= kSchemaOfDays ? IndexTag::kUpperUsd : IndexTag::kUpper;
}
IndexTag LowerTag(const Database& database, bool dollars) {
  return dollars && database.schema() >= kSchemaOfDays ? IndexTag::kLowerUsd : IndexTag::kLower;
}

// Amounts of at least --min: their upper bound is no less. Of at most --max: the lower bound.
void AddAmounts(const Database& database, const Filter& filter, Probes* probes) {
  const bool dollars = filter.currency.empty();
  const bool has_days = dollars && database.schema() >= kSchemaOfDays;
  if (filter.min_amount) {
    Probe probe;
    probe.name = AmountName("from", *filter.min_amount, filter.currency);
    const std::string prefix = IndexPrefix(UpperTag(database, dollars), filter.currency);
    probe.ranges = {{prefix, PrefixEnd(prefix + Descending(*filter.min_amount))}};
    probe.order = dollars ? Order::kAmount : Order::kNone;
    probe.has_days = has_days;
    probes->all.push_back(std::move(probe));
  }
  if (filter.max_amount) {
    Probe probe;
    probe.name = AmountName("to", *filter.max_amount, filter.currency);
    const std::string prefix = IndexPrefix(LowerTag(database, dollars), filter.currency);
    probe.ranges = {{prefix, PrefixEnd(prefix + Ascending(*filter.max_amount))}};
    probe.has_days = has_days;
    probes->all.push_back(std::move(probe));
  }
}

void AddTimes(const Filter& filter, Probes* probes) {
  if (!filter.since.empty()) {
    Probe probe;
    probe.name = "since " + filter.since;
    const std::string prefix = IndexPrefix(IndexTag::kLast);
    probe.ranges = {{prefix, PrefixEnd(prefix + NewestFirst(filter.since))}};
    probe.order = Order::kLast;
    probes->all.push_back(std::move(probe));
  }
  if (!filter.until.empty()) {
    Probe probe;
    probe.name = "until " + filter.until;
    const std::string prefix = IndexPrefix(IndexTag::kFirst);
    probe.ranges = {{prefix + NewestFirst(filter.until), PrefixEnd(prefix)}};
    probe.order = Order::kFirst;
    probes->all.push_back(std::move(probe));
  }
}

Status AddText(const Database& database, const Filter& filter, Probes* probes) {
  if (filter.text.empty()) return OkStatus();
  DW_TRY(const std::optional<std::vector<uint32_t>> docs, filter.words->UpTo(kMaxTextDocs));
  if (!docs) return OkStatus();
  Probe probe;
  probe.name = "text " + filter.text;
  probe.has_ids = true;
  for (const uint32_t doc : *docs) {
    DW_TRY(IndexedDocument document, LoadDocument(database, doc));
    for (std::string& deal : document.deals) probe.ids.push_back(std::move(deal));
  }
  std::ranges::sort(probe.ids);
  probe.ids.erase(std::unique(probe.ids.begin(), probe.ids.end()), probe.ids.end());
  probes->all.push_back(std::move(probe));
  return OkStatus();
}

// A place in one range, to be merged with others.
struct Head {
  std::unique_ptr<Database::Cursor> at;
  const Probe::Range* range;

  bool Valid() const { return at->Valid() && at->key() < range->end; }
  // What the ranges are merged by: all behind the value.
  std::string_view Order() const { return at->key().substr(at->key().find('\0', 1) + 1); }
};

}  // namespace

StatusOr<Filter> ResolveFilter(const Database& database, Filter filter) {
  if (!filter.site.empty()) {
    DW_TRY(filter.sites, ValuesWith(database, IndexTag::kArticleSite, filter.site));
    std::ranges::sort(filter.sites);
  }
  if (!filter.text.empty()) {
    DW_TRY(TextQuery query, ParseTextQuery(filter.text));
    DW_TRY(filter.words, TextSearch::Open(database, std::move(query)));
  }
  return filter;
}

StatusOr<std::vector<Probe>> ProbesOf(const Database& database, const Filter& filter) {
  Probes probes;
  if (filter.has_customer) probes.Add("customer", {IndexTag::kCustomer}, filter.customer);
  if (filter.has_provider) probes.Add("provider", {IndexTag::kProvider}, filter.provider);
  if (filter.has_party) {
    probes.Add("party", {IndexTag::kCustomer, IndexTag::kProvider}, filter.party);
  }
  probes.AddOne("chip", IndexTag::kChip, filter.chip);
  probes.AddOne("vendor", IndexTag::kVendor, filter.vendor);
  probes.AddOne("kind", IndexTag::kKind, filter.kind);
  probes.AddOne("status", IndexTag::kStatus, filter.status);
  probes.AddOne("currency", IndexTag::kCurrency, filter.currency);
  if (!filter.site.empty()) probes.Add("site", {IndexTag::kSite}, filter.sites);
  if (!filter.lang.empty()) {
    DW_TRY(std::vector<std::string> langs, ValuesWith(database, IndexTag::kLang, filter.lang));
    std::erase_if(langs, [&](const std::string& tag) {
      return tag != filter.lang && !tag.starts_with(filter.lang + "-");
    });
    probes.Add("lang", {IndexTag::kLang}, langs);
  }
  AddAmounts(database, filter, &probes);
  AddTimes(filter, &probes);
  DW_RETURN_IF_ERROR(AddText(database, filter, &probes));
  return std::move(probes.all);
}

Probe ProbeOf(const Database& database, Order order) {
  Probe probe;
  const IndexTag tag = order == Order::kFirst    ? IndexTag::kFirst
                       : order == Order::kAmount ? UpperTag(database, true)
                                                 : IndexTag::kLast;
  probe.name = order == Order::kFirst    ? "all by their first report"
               : order == Order::kAmount ? "all by amount"
                                         : "all by their last report";
  probe.ranges = {RangeOf(tag, "")};
  probe.order = order;
  return probe;
}

StatusOr<uint64_t> CountUpTo(const Database& database, const Probe& probe, uint64_t most) {
  uint64_t count = probe.ids.size();
  for (const Probe::Range& range : probe.ranges) {
    const auto at = database.NewCursor(Family::kIndex);
    for (at->Seek(range.first); at->Valid() && at->key() < range.end && count < most; at->Next()) {
      ++count;
    }
    DW_RETURN_IF_ERROR(at->status());
  }
  return count;
}

Status EachId(const Database& database, const Probe& probe,
              const std::function<bool(const std::string& id)>& visit) {
  if (probe.has_ids) {
    for (const std::string& id : probe.ids) {
      if (!visit(id)) break;
    }
    return OkStatus();
  }
  std::vector<Head> heads;
  for (const Probe::Range& range : probe.ranges) {
    Head head = {database.NewCursor(Family::kIndex), &range};
    head.at->Seek(range.first);
    if (head.Valid())
      heads.push_back(std::move(head));
    else
      DW_RETURN_IF_ERROR(head.at->status());
  }
  const auto later = [](const Head& a, const Head& b) { return a.Order() > b.Order(); };
  std::ranges::make_heap(heads, later);
  std::unordered_set<std::string> seen;  // a deal may stand under several values
  while (!heads.empty()) {
    std::ranges::pop_heap(heads, later);
    Head& head = heads.back();
    std::string id(IdOf(head.at->key()));
    if (probe.ranges.size() == 1 || seen.insert(id).second) {
      if (!visit(id)) return OkStatus();
    }
    head.at->Next();
    if (head.Valid()) {
      std::ranges::push_heap(heads, later);
    } else {
      DW_RETURN_IF_ERROR(head.at->status());
      heads.pop_back();
    }
  }
  return OkStatus();
}

StatusOr<std::vector<std::string>> NewestIds(const Database& database, const Probe& probe) {
  std::vector<std::string> newest;  // the day turned round, then the id
  for (const Probe::Range& range : probe.ranges) {
    const auto at = database.NewCursor(Family::kIndex);
    for (at->Seek(range.first); at->Valid() && at->key() < range.end; at->Next()) {
      const std::string_view key = at->key();
      std::string& one = newest.emplace_back(DayBehind(key));
      one += IdOf(key);
    }
    DW_RETURN_IF_ERROR(at->status());
  }
  std::ranges::sort(newest);
  for (std::string& one : newest) one.erase(0, one.size() - kIdBytes);
  return newest;
}

}  // namespace dealwire
