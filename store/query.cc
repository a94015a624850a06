#include "store/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "store/deal_text.h"
#include "store/deals.h"
#include "store/index.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

constexpr uint64_t kFew = 512;          // so many deals are read and sorted without a thought
constexpr uint64_t kWorthIds = 50'000;  // more are read faster by walking over all deals
// To read a deal takes as long as to walk over so many entries of an index: some 30 where many of
// them are stale, as ingest leaves it, and 300 when it is compacted.
constexpr double kEntriesOfDeal = 60;
constexpr uint64_t kBytesOfEntry = 12;  // of an index, on disk, roughly

template <typename Record>
Status ParseAll(const Database& database, Family family, const std::string& prefix,
                const std::function<bool(Record)>& visit) {
  Status status;
  DW_RETURN_IF_ERROR(
      database.Scan(family, prefix, [&](std::string_view key, std::string_view value) {
        Record record;
        if (!record.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
          status = DataLoss(fmt::format("{} {}: damaged", Database::Name(family), key));
          return false;
        }
        return visit(std::move(record));
      }));
  return status;
}

// What --sort amount sorts by, as the index does.
double UpperUsd(const pb::DealFields& fields) {
  const pb::Bounds& usd = fields.amount_usd();
  return usd.has_max() ? usd.max() : usd.has_min() ? usd.min() : -1;
}

const pb::DealFields& FieldsOf(const DealRow& row) {
  return row.report ? row.report->fields() : row.deal->fields();
}
std::string LastDay(const DealRow& row) {
  return (row.report ? row.report->published() : row.deal->last_published()).substr(0, 10);
}
std::string FirstDay(const DealRow& row) {
  return (row.report ? row.report->published() : row.deal->first_published()).substr(0, 10);
}

using Less = std::function<bool(const DealRow&, const DealRow&)>;

struct Sorting {
  Order order = Order::kNone;  // what an index gives by itself
  Less less;
};

// By what `get` gives, then by id, so that every run gives the same.
template <typename Get>
Less By(Get get, bool largest_first) {
  return [get, largest_first](const DealRow& a, const DealRow& b) {
    const auto x = get(a), y = get(b);
    if (x != y) return largest_first ? y < x : x < y;
    if (a.deal->id() != b.deal->id()) return a.deal->id() < b.deal->id();
    return a.report && b.report && a.report->article_id() < b.report->article_id();
  };
}

StatusOr<Sorting> SortingOf(const Query& query) {
  const std::string& sort = query.sort;
  if (sort.empty() || sort == "published") {
    if (query.filter.until.empty()) return Sorting{Order::kLast, By(LastDay, true)};
    return Sorting{Order::kFirst, By(FirstDay, true)};
  }
  if (sort == "amount") {
    return Sorting{Order::kAmount,
                   By([](const DealRow& r) { return UpperUsd(FieldsOf(r)); }, true)};
  }
  if (sort == "sources") {
    return Sorting{Order::kNone, By([](const DealRow& r) { return r.deal->sources(); }, true)};
  }
  if (sort == "confidence") {
    return Sorting{Order::kNone,
                   By([](const DealRow& r) { return FieldsOf(r).confidence(); }, true)};
  }
  const auto text = [](auto get) { return Sorting{Order::kNone, By(get, false)}; };
  if (sort == "customer") {
    return text([](const DealRow& r) { return Joined(FieldsOf(r).customer()); });
  }
  if (sort == "provider") {
    return text([](const DealRow& r) { return Joined(FieldsOf(r).provider()); });
  }
  if (sort == "kind") return text([](const DealRow& r) { return FieldsOf(r).kind(); });
  if (sort == "status") return text([](const DealRow& r) { return FieldsOf(r).status(); });
  return InvalidArgument(
      fmt::format("--sort '{}': sorts by published, amount, customer, provider, kind, status, "
                  "sources or confidence",
                  sort));
}

using Visit = std::function<bool(const DealRow& row)>;

// The rows that one deal gives, until `visit` says false.
Status GiveRows(const Database& database, const Query& query,
                const std::shared_ptr<const pb::Deal>& deal, const Visit& visit, bool* more) {
  if (deal->retracted()) return OkStatus();
  if (!query.by_report) {
    if (Matches(query.filter, *deal)) *more = visit({deal, nullptr});
    return query.filter.ReadStatus();
  }
  DW_TRY(std::vector<pb::Report> reports, ReportsOf(database, deal->id()));
  for (pb::Report& report : reports) {
    if (!*more) break;
    if (!Matches(query.filter, report)) continue;
    *more = visit({deal, std::make_shared<const pb::Report>(std::move(report))});
  }
  return query.filter.ReadStatus();
}

// Runs one query.
class Run {
 public:
  Run(const Database& database, const Query& query, PlanReport* report)
      : database_(database), query_(query), report_(*report) {}

  StatusOr<std::vector<DealRow>> Rows() {
    DW_TRY(const Sorting sorting, SortingOf(query_));
    DW_TRY(query_.filter, ResolveFilter(database_, query_.filter));
    DW_TRY(std::vector<Probe> probes, ProbesFor());
    DW_TRY(const Probe* few, Fewest(probes, kFew));
    bool done = false;
    // A report may match where its deal does not (another amount): its index is the deal's.
    const bool may_stop = query_.most > 0 && !query_.by_report && sorting.order != Order::kNone;
    if (may_stop && few != nullptr && few->order == sorting.order) {
      DW_TRY(done, Stream(*few, sorting.order));
    } else if (may_stop) {
      DW_TRY(done, Find(probes, few, sorting.order));
    }
    if (!done) DW_RETURN_IF_ERROR(Gather(probes, few, Keep()));
    report_.matched = rows_.size();
    std::ranges::sort(rows_, sorting.less);
    if (query_.most > 0 && rows_.size() > query_.most) rows_.resize(query_.most);
    return std::move(rows_);
  }

  Status Each(const Visit& visit) {
    DW_TRY(query_.filter, ResolveFilter(database_, query_.filter));
    DW_TRY(std::vector<Probe> probes, ProbesFor());
    DW_TRY(const Probe* few, Fewest(probes, kFew));
    return Gather(probes, few, [&](const DealRow& row) {
      ++report_.matched;
      return visit(row);
    });
  }

 private:
  Visit Keep() {
    return [this](const DealRow& row) {
      rows_.push_back(row);
      return true;
    };
  }

  // With --reports: what no report may have that its deal's index lacks.
  StatusOr<std::vector<Probe>> ProbesFor() {
    if (!query_.by_report) return ProbesOf(database_, query_.filter);
    Filter shared;
    shared.since = query_.filter.since, shared.until = query_.filter.until;
    shared.kind = query_.filter.kind;
    shared.customer = query_.filter.customer, shared.has_customer = query_.filter.has_customer;
    shared.provider = query_.filter.provider, shared.has_provider = query_.filter.has_provider;
    shared.party = query_.filter.party, shared.has_party = query_.filter.has_party;
    shared.lang = query_.filter.lang;
    shared.site = query_.filter.site, shared.sites = query_.filter.sites;
    shared.text = query_.filter.text, shared.words = query_.filter.words;
    return ProbesOf(database_, shared);
  }

  // The probe with fewest entries, if it has less than `most`.
  StatusOr<const Probe*> Fewest(const std::vector<Probe>& probes, uint64_t most) {
    const Probe* best = nullptr;
    uint64_t fewest = most;
    for (const Probe& probe : probes) {
      DW_TRY(const uint64_t count, CountUpTo(database_, probe, fewest));
      report_.keys_read += count;
      report_.tried.push_back(count < fewest ? fmt::format("{}: {}", probe.name, count)
                                             : fmt::format("{}: {} or more", probe.name, fewest));
      if (count < fewest) best = &probe, fewest = count;
      if (fewest == 0) break;
    }
    fewest_ = fewest;
    return best;
  }

  uint64_t SizeOf(const Probe& probe) const {
    uint64_t bytes = probe.ids.size() * kBytesOfEntry;
    for (const Probe::Range& range : probe.ranges) {
      bytes += database_.SizeBetween(Family::kIndex, range.first, range.end);
    }
    return bytes;
  }

  // The smallest of these, by what it takes on disk; null: there is none.
  template <typename Wanted>
  const Probe* Smallest(const std::vector<Probe>& probes, const Wanted& wanted) const {
    const Probe* best = nullptr;
    uint64_t fewest = UINT64_MAX;
    for (const Probe& probe : probes) {
      if (!wanted(probe)) continue;
      const uint64_t bytes = SizeOf(probe);
      if (bytes < fewest) best = &probe, fewest = bytes;
    }
    return best;
  }

  // The smallest probe that gives this order, else all deals in it.
  Probe InOrder(const std::vector<Probe>& probes, Order order) const {
    const Probe* const best =
        Smallest(probes, [&](const Probe& probe) { return probe.order == order; });
    return best == nullptr ? ProbeOf(database_, order) : *best;
  }

  // The first deals in the order asked for, where those of `few`, if given, come in another. False:
  // they are not found in this way.
  StatusOr<bool> Find(const std::vector<Probe>& probes, const Probe* few, Order order) {
    const Probe along = InOrder(probes, order);
    const auto other = [&](const Probe& probe) { return probe.order != order; };
    const Probe* const picked = few != nullptr ? few : Smallest(probes, other);
    if (picked != nullptr) {
      const auto most = static_cast<double>(query_.most);
      const auto entries = [&](const Probe& probe) {
        return static_cast<double>(SizeOf(probe)) / static_cast<double>(kBytesOfEntry);
      };
      const double some = 1 + (few != nullptr ? static_cast<double>(fewest_) : entries(*picked));
      const double there = entries(along), all = entries(ProbeOf(database_, order));
      // Entries, until enough of those picked have come: these are spread over all deals.
      const double walked = std::min(there, most * all / some);
      const double read = few != nullptr ? some : walked;  // deals, if none were picked
      const double worth = (read - most) * kEntriesOfDeal / 2;
      // Where days stand beside those picked, nothing is walked over; deals that do not stand along
      // the way are read.
      const double by_days = std::max(0.0, std::min(some, most * all / (1 + there)) - most);
      const bool has_days = picked->has_days && order == Order::kLast;
      if (has_days && by_days * kEntriesOfDeal < std::min(walked, worth - some)) {
        return PickNewest(*picked);
      }
      if (walked + some < worth) {
        // If those that are picked come late, nothing is won by walking on to them.
        const auto limit = few != nullptr ? static_cast<uint64_t>(worth) : UINT64_MAX;
        return Pick(along, *picked, order, limit);
      }
    }
    if (few != nullptr) return false;
    return Stream(along, order);
  }

  // Of the deals that stand in an index with days the newest, until there are enough.
  StatusOr<bool> PickNewest(const Probe& picked) {
    DW_TRY(const std::vector<std::string> ids, NewestIds(database_, picked));
    report_.keys_read += ids.size();
    report_.index = picked.name + ", newest first";
    bool more = true;
    for (size_t i = 0; more && i < ids.size() && rows_.size() < query_.most; ++i) {
      DW_RETURN_IF_ERROR(ReadOne(ids[i], Keep(), &more));
    }
    return true;
  }

  // Of the deals along an index, of `limit` entries of it at most, those that stand in another one
  // too, until there are enough: the others are not read.
  StatusOr<bool> Pick(const Probe& along, const Probe& picked, Order order, uint64_t limit) {
    std::unordered_set<std::string> ids;
    DW_RETURN_IF_ERROR(EachId(database_, picked, [&](const std::string& id) {
      ++report_.keys_read;
      ids.insert(id);
      return true;
    }));
    report_.index = fmt::format("{}, in order, of {}", along.name, picked.name);
    size_t left = ids.size();
    Status status;
    DW_RETURN_IF_ERROR(EachId(database_, along, [&](const std::string& id) {
      ++report_.keys_read;
      if (!ids.contains(id)) return --limit > 0;
      --left;
      bool more = true;
      status = ReadOne(id, Keep(), &more);
      return status.ok() && left > 0 && rows_.size() < query_.most;
    }));
    DW_RETURN_IF_ERROR(status);
    const bool all = limit > 0 && order != Order::kAmount;
    if (rows_.size() >= query_.most || left == 0 || all) return true;
    rows_.clear();
    return false;
  }

  // Deals in the order asked for, until there are enough. False: there were not, and deals that
  // this order does not hold may match.
  StatusOr<bool> Stream(const Probe& probe, Order order) {
    report_.index = probe.name + ", in order";
    DW_RETURN_IF_ERROR(ReadEach(probe, [&](const DealRow& row) {
      rows_.push_back(row);
      return rows_.size() < query_.most;
    }));
    if (rows_.size() >= query_.most || order != Order::kAmount) return true;
    rows_.clear();
    return false;
  }

  Status Gather(const std::vector<Probe>& probes, const Probe* few, const Visit& visit) {
    if (few == nullptr && !probes.empty()) {
      DW_TRY(few, Fewest(probes, kWorthIds));
    }
    if (few != nullptr) {
      report_.index = few->name;
      return ReadEach(*few, visit);
    }
    report_.index = "all deals";
    Status status;
    auto deal = std::make_shared<pb::Deal>();  // one after another, unless someone holds it
    DW_RETURN_IF_ERROR(
        database_.Scan(Family::kDeal, "", [&](std::string_view key, std::string_view value) {
          ++report_.deals_read;
          if (deal.use_count() > 1) deal = std::make_shared<pb::Deal>();
          if (!deal->ParseFromArray(value.data(), static_cast<int>(value.size()))) {
            status = DataLoss(fmt::format("deal {}: damaged", key));
            return false;
          }
          bool more = true;
          status = GiveRows(database_, query_, deal, visit, &more);
          return status.ok() && more;
        }));
    return status;
  }

  Status ReadEach(const Probe& probe, const Visit& visit) {
    Status status;
    DW_RETURN_IF_ERROR(EachId(database_, probe, [&](const std::string& id) {
      ++report_.keys_read;
      bool more = true;
      status = ReadOne(id, visit, &more);
      return status.ok() && more;
    }));
    return status;
  }

  Status ReadOne(const std::string& id, const Visit& visit, bool* more) {
    ++report_.deals_read;
    DW_TRY(pb::Deal deal, LoadDeal(database_, id));
    return GiveRows(database_, query_, std::make_shared<const pb::Deal>(std::move(deal)), visit,
                    more);
  }

  const Database& database_;
  Query query_;
  PlanReport& report_;
  std::vector<DealRow> rows_;
  uint64_t fewest_ = 0;  // entries of what Fewest gave last
};

}  // namespace

std::vector<Family> FamiliesOfDeals(bool by_report, bool by_text) {
  std::vector<Family> families = {Family::kIndex, Family::kDeal};
  if (by_report) families.push_back(Family::kReport);
  if (by_text) families.push_back(Family::kText);
  return families;
}

std::vector<Family> FamiliesOfArticles() {
  return {Family::kIndex, Family::kDeal, Family::kReport, Family::kText, Family::kArticle};
}

StatusOr<std::vector<DealRow>> QueryDeals(const Database& database, const Query& query,
                                          PlanReport* report) {
  PlanReport unread;
  return Run(database, query, report == nullptr ? &unread : report).Rows();
}

Status EachRow(const Database& database, const Query& query, const Visit& visit,
               PlanReport* report) {
  PlanReport unread;
  return Run(database, query, report == nullptr ? &unread : report).Each(visit);
}

StatusOr<std::vector<pb::Report>> ReportsOf(const Database& database, const std::string& deal_id,
                                            size_t most) {
  std::vector<pb::Report> reports;
  DW_RETURN_IF_ERROR(
      ParseAll<pb::Report>(database, Family::kReport, deal_id + "/", [&](pb::Report report) {
        reports.push_back(std::move(report));
        return reports.size() < most;
      }));
  return reports;
}

StatusOr<std::vector<pb::Change>> ChangesOf(const Database& database, const std::string& deal_id) {
  std::vector<pb::Change> changes;
  Status status;
  DW_RETURN_IF_ERROR(database.Scan(
      Family::kIndex, IndexPrefix(IndexTag::kHistory, deal_id),
      [&](std::string_view key, std::string_view) {
        const auto bytes = database.Get(Family::kChange, key.substr(key.size() - 8));
        pb::Change change;
        if (!bytes.ok()) {
          status = bytes.status();
        } else if (!*bytes || !change.ParseFromString(**bytes)) {
          status = DataLoss("deal " + deal_id + ": a change of its is missing or damaged");
        }
        changes.push_back(std::move(change));
        return status.ok();
      }));
  DW_RETURN_IF_ERROR(status);
  return changes;
}

StatusOr<std::vector<pb::Change>> ChangesAfter(const Database& database, uint64_t number) {
  std::vector<pb::Change> changes;
  const auto at = database.NewCursor(Family::kChange);
  for (at->Seek(BigEndian64(number + 1)); at->Valid(); at->Next()) {
    pb::Change change;
    if (!change.ParseFromArray(at->value().data(), static_cast<int>(at->value().size()))) {
      return DataLoss(fmt::format("change {}: damaged", FromBigEndian64(at->key())));
    }
    changes.push_back(std::move(change));
  }
  DW_RETURN_IF_ERROR(at->status());
  return changes;
}

StatusOr<std::vector<pb::Deal>> DealsById(const Database& database, const std::string& prefix) {
  std::vector<pb::Deal> deals;
  DW_RETURN_IF_ERROR(ParseAll<pb::Deal>(database, Family::kDeal, prefix, [&](pb::Deal deal) {
    deals.push_back(std::move(deal));
    return deals.size() < 20;
  }));
  return deals;
}

}  // namespace dealwire
