#include "store/report_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

constexpr uint64_t kNewestChanges = 400;  // looked at
constexpr size_t kShownChanges = 15;

double UsdOf(const pb::DealFields& fields) {
  const pb::Bounds& usd = fields.amount_usd();
  return usd.has_min() ? usd.min() : usd.has_max() ? usd.max() : 0;
}

class Gatherer {
 public:
  Gatherer(ReportData* data, size_t most_listed)
      : data_(*data),
        most_(most_listed),
        providers_(*Grouper::By("provider")),
        customers_(*Grouper::By("customer")),
        chips_(*Grouper::By("chip")),
        kinds_(*Grouper::By("kind")),
        months_(*Grouper::By("month")) {}

  void Add(const ExportedDeal& exported) {
    const pb::Deal& deal = *exported.deal;
    for (const auto& report : exported.reports) articles_.insert(report->article_id());
    listed_.push_back(exported);
    if (listed_.size() >= 2 * most_) KeepBest();
    if (deal.fields().aggregate()) {
      ++data_.sums;
      return;
    }
    ++data_.deals;
    data_.usd += UsdOf(deal.fields());
    data_.disputed += std::ranges::any_of(
        deal.disagreements(), [](const auto& other) { return other.field() == "amount"; });
    const DealRow row = {exported.deal, nullptr};
    for (Grouper* grouper : {&providers_, &customers_, &chips_, &kinds_, &months_}) {
      grouper->Add(row);
    }
    // A deal of several parties is divided among them: the bands add up to the sums.
    const int pairs = deal.fields().customer_size() * deal.fields().provider_size();
    for (const std::string& customer : deal.fields().customer()) {
      for (const std::string& provider : deal.fields().provider()) {
        ReportData::Flow& flow = flows_[{customer, provider}];
        flow.customer = customer, flow.provider = provider;
        flow.usd += UsdOf(deal.fields()) / pairs;
        ++flow.count;
      }
    }
  }

  void End() {
    KeepBest();
    std::ranges::stable_sort(listed_, [](const ExportedDeal& a, const ExportedDeal& b) {
      return a.deal->last_published() > b.deal->last_published();
    });
    data_.listed = std::move(listed_);
    data_.articles = articles_.size();
    data_.providers = providers_.Rows();
    data_.customers = customers_.Rows();
    data_.chips = chips_.Rows();
    std::ranges::stable_sort(data_.chips, std::greater<>(), &GroupRow::count);
    data_.kinds = kinds_.Rows();
    for (GroupRow& month : months_.Rows()) {
      if (month.key.size() == 7) data_.months[month.key] = month;
    }
    for (auto& [pair, flow] : flows_) data_.flows.push_back(std::move(flow));
    std::ranges::stable_sort(data_.flows, [](const auto& a, const auto& b) {
      return a.usd != b.usd ? a.usd > b.usd : a.count > b.count;
    });
    FillMonths();
  }

 private:
  // Half for the largest, half for the newest.
  void KeepBest() {
    if (listed_.size() <= most_) return;
    std::ranges::sort(listed_, [](const ExportedDeal& a, const ExportedDeal& b) {
      return UsdOf(a.deal->fields()) > UsdOf(b.deal->fields());
    });
    std::sort(listed_.begin() + static_cast<ptrdiff_t>(most_ / 2), listed_.end(),
              [](const ExportedDeal& a, const ExportedDeal& b) {
                return a.deal->last_published() > b.deal->last_published();
              });
    listed_.resize(most_);
  }

  // Months without a deal are shown too; more than twenty years of them are not.
  void FillMonths() {
    if (data_.months.empty()) return;
    data_.first = data_.months.begin()->second.first;
    data_.last = data_.months.rbegin()->second.last;
    const std::string end = data_.months.rbegin()->first;
    std::string at = data_.months.begin()->first;
    for (int i = 0; i < 240 && at < end; ++i) {
      int year = std::stoi(at.substr(0, 4)), month = std::stoi(at.substr(5)) + 1;
      if (month > 12) month = 1, ++year;
      at = fmt::format("{:04}-{:02}", year, month);
      data_.months[at].key = at;
    }
    while (data_.months.size() > 240) data_.months.erase(data_.months.begin());
  }

  ReportData& data_;
  const size_t most_;
  Grouper providers_, customers_, chips_, kinds_, months_;
  std::map<std::pair<std::string, std::string>, ReportData::Flow> flows_;
  std::set<std::string> articles_;
  std::vector<ExportedDeal> listed_;
};

}  // namespace

StatusOr<ReportData> GatherReport(const Database& database, const Filter& filter,
                                  size_t most_listed) {
  ReportData data;
  Gatherer gatherer(&data, most_listed);
  DW_RETURN_IF_ERROR(EachExported(database, {.filter = filter}, [&](const ExportedDeal& deal) {
    gatherer.Add(deal);
    return OkStatus();
  }));
  gatherer.End();
  DW_TRY(const ExportCursor last, CursorOf(database));
  const uint64_t from = last.change > kNewestChanges ? last.change - kNewestChanges : 0;
  DW_TRY(std::vector<pb::Change> changes, ChangesAfter(database, from));
  std::set<std::string> listed;
  for (const ExportedDeal& deal : data.listed) listed.insert(deal.deal->id());
  std::ranges::reverse(changes);
  for (pb::Change& change : changes) {
    if (change.field() == "sources" || !listed.contains(change.deal_id())) continue;
    data.changes.push_back(std::move(change));
    if (data.changes.size() == kShownChanges) break;
  }
  return data;
}

std::string Html(std::string_view text) {
  std::string out;
  for (const char c : StripControls(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string Anchor(std::string_view kind, std::string_view key) {
  std::string out = std::string(kind) + "-";
  for (const char c : key) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.';
    out += plain ? std::string(1, c) : fmt::format("_{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace dealwire
