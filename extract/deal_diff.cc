#include "extract/deal_diff.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace dealwire {
namespace {

template <typename T, typename Same>
bool SameOptional(const std::optional<T>& a, const std::optional<T>& b, Same same) {
  return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

bool SameMoney(const MoneyValue& a, const MoneyValue& b) {
  return a.min == b.min && a.max == b.max && a.currency == b.currency && a.qualifier == b.qualifier;
}

bool SameChips(const std::vector<ChipValue>& a, const std::vector<ChipValue>& b) {
  return std::ranges::equal(a, b, [](const ChipValue& x, const ChipValue& y) {
    return x.id == y.id && x.vendor == y.vendor && x.kind == y.kind && x.count_min == y.count_min &&
           x.count_max == y.count_max;
  });
}

std::vector<std::string> Differences(const Deal& a, const Deal& b) {
  std::vector<std::string> out;
  const auto check = [&](bool same, const char* field) {
    if (!same) out.emplace_back(field);
  };
  check(a.customer == b.customer, "customer");
  check(a.provider == b.provider, "provider");
  check(a.kind == b.kind, "kind");
  check(a.status == b.status, "status");
  check(SameOptional(a.amount, b.amount, SameMoney), "amount");
  check(SameOptional(a.term, b.term,
                     [](const auto& x, const auto& y) {
                       return x.months_min == y.months_min && x.months_max == y.months_max;
                     }),
        "term_months");
  check(a.starts == b.starts, "starts");
  check(a.ends == b.ends, "ends");
  check(a.due == b.due, "due");
  check(SameChips(a.chips, b.chips), "chips");
  check(SameOptional(a.power, b.power,
                     [](const auto& x, const auto& y) {
                       return x.mw_min == y.mw_min && x.mw_max == y.mw_max;
                     }),
        "power_mw");
  check(a.aggregate == b.aggregate && a.part_of.empty() == b.part_of.empty(), "part_of");
  return out;
}

// How much two deals have of one another: parties and amount make a deal what it is.
int Likeness(const Deal& a, const Deal& b) {
  const bool amount = a.amount && b.amount && SameMoney(*a.amount, *b.amount);
  return (a.customer == b.customer ? 2 : 0) + (a.provider == b.provider ? 2 : 0) +
         (amount ? 2 : 0) + (a.kind == b.kind ? 1 : 0);
}

}  // namespace

std::vector<DealChange> DiffDeals(const std::vector<Deal>& before, const std::vector<Deal>& after) {
  struct Pair {
    int likeness;
    size_t before, after;
  };
  std::vector<Pair> pairs;
  for (size_t i = 0; i < before.size(); ++i) {
    for (size_t k = 0; k < after.size(); ++k) {
      constexpr int kEnough = 3;  // one side or the amount, and something beside
      if (const int likeness = Likeness(before[i], after[k]); likeness >= kEnough)
        pairs.push_back({likeness, i, k});
    }
  }
  std::ranges::stable_sort(pairs, std::ranges::greater(), &Pair::likeness);
  std::vector<const Deal*> partner(before.size(), nullptr);
  std::vector<bool> taken(after.size(), false);
  for (const Pair& pair : pairs) {
    if (partner[pair.before] != nullptr || taken[pair.after]) continue;
    partner[pair.before] = &after[pair.after];
    taken[pair.after] = true;
  }
  std::vector<DealChange> out;
  for (size_t i = 0; i < before.size(); ++i) {
    if (partner[i] == nullptr) {
      out.push_back({DealChange::What::kVanishes, &before[i], nullptr, {}});
    } else if (auto fields = Differences(before[i], *partner[i]); !fields.empty()) {
      out.push_back({DealChange::What::kChanges, &before[i], partner[i], std::move(fields)});
    }
  }
  for (size_t k = 0; k < after.size(); ++k) {
    if (!taken[k]) out.push_back({DealChange::What::kAppears, nullptr, &after[k], {}});
  }
  return out;
}

}  // namespace dealwire
