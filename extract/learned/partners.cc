#include "extract/learned/partners.h"

#include <algorithm>
#include <optional>
#include <set>

namespace dealwire {
namespace {

constexpr int64_t kMostArticles = 1'000'000;

}  // namespace

Partners Partners::Compile(const TomlValue& tables, Diagnostics* problems) {
  Partners out;
  std::set<std::string> groups;
  for (const std::string& customer : tables.Keys()) {
    groups.insert(customer);
    for (std::string& provider : tables[customer].Keys()) groups.insert(std::move(provider));
  }
  out.groups_.assign(groups.begin(), groups.end());
  out.as_customer_.resize(out.groups_.size());
  out.as_provider_.resize(out.groups_.size());
  for (const std::string& customer : tables.Keys()) {
    const TomlValue table = tables[customer];
    if (!table.IsTable())
      problems->Add(table.Error("no table of numbers; train it anew with scripts/train"));
    for (const std::string& provider : table.Keys()) {
      const int64_t articles = table[provider].AsInteger().value_or(0);
      if (articles < 1 || articles > kMostArticles) {
        problems->Add(
            table[provider].Error("no number of articles; train it anew with scripts/train"));
        continue;
      }
      const Pair& pair = out.pairs_.emplace_back(
          Pair{out.Find(customer), out.Find(provider), static_cast<float>(articles)});
      out.as_customer_[Index(pair.customer)] += pair.articles;
      out.as_provider_[Index(pair.provider)] += pair.articles;
    }
  }
  return out;
}

Partners::Place Partners::Find(std::string_view group) const {
  const auto at = std::ranges::lower_bound(groups_, group);
  if (at == groups_.end() || *at != group) return kUnknown;
  return static_cast<Place>(at - groups_.begin());
}

float Partners::Deals(Place customer, Place provider) const {
  const auto order = [](const Pair& pair) { return std::pair(pair.customer, pair.provider); };
  const std::pair of(customer, provider);
  const auto at = std::ranges::lower_bound(pairs_, of, {}, order);
  return at == pairs_.end() || order(*at) != of ? 0 : at->articles;
}

}  // namespace dealwire
