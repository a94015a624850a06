#include "extract/rule_example.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "extract/deal.h"

namespace dealwire {
namespace {

std::optional<double> ToNumber(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

ExpectedDeal ReadDeal(const TomlValue& table, Diagnostics* problems) {
  table.CheckKeys({"customer", "provider", "amount", "kind", "status"}, problems);
  ExpectedDeal deal;
  deal.customer = table.Strings("customer", problems);
  deal.provider = table.Strings("provider", problems);
  deal.amount = table.String("amount", problems);
  deal.kind = table.String("kind", problems);
  deal.status = table.String("status", problems);
  if (deal.customer.empty() && deal.provider.empty())
    problems->Add(table.Error("a deal has a customer or a provider; name at least one by its id"));
  if (!deal.amount.empty() && !ParseBounds(deal.amount)) {
    problems->Add(table["amount"].Error(fmt::format(
        "'{}' is no amount; write it like 300e9 USD, 30e9.. EUR, 3e9..4e9 EUR", deal.amount)));
  }
  if (!deal.kind.empty() && !ParseKind(deal.kind))
    problems->Add(table["kind"].Error(fmt::format("unknown kind '{}'", deal.kind)));
  if (!deal.status.empty() && !ParseStatus(deal.status))
    problems->Add(table["status"].Error(fmt::format("unknown status '{}'", deal.status)));
  return deal;
}

RuleExample ReadExample(const TomlValue& table, const std::string& rule, const std::string& lang,
                        bool near_miss, Diagnostics* problems) {
  RuleExample example;
  example.where = table.Where();
  example.rule = rule;
  example.near_miss = near_miss;
  std::vector<std::string_view> keys = {"title", "text"};
  if (!near_miss) keys.emplace_back("deal");
  if (lang.empty()) keys.emplace_back("lang");
  table.CheckKeys(keys, problems);
  example.lang = lang.empty() ? table.RequiredString("lang", problems) : lang;
  example.title = table.String("title", problems);
  example.text = table.RequiredString("text", problems);
  if (near_miss) return example;
  for (const TomlValue& deal : table.Array("deal"))
    example.deals.push_back(ReadDeal(deal, problems));
  if (example.deals.empty())
    problems->Add(table.Error("an example needs a `deal`; what tells none is a near_miss"));
  return example;
}

}  // namespace

void ReadRuleExamples(const TomlValue& table, const std::string& rule, const std::string& lang,
                      std::vector<RuleExample>* out, Diagnostics* problems) {
  for (const TomlValue& item : table.Array("example"))
    out->push_back(ReadExample(item, rule, lang, false, problems));
  for (const TomlValue& item : table.Array("near_miss"))
    out->push_back(ReadExample(item, rule, lang, true, problems));
}

std::optional<ExpectedBounds> ParseBounds(std::string_view text) {
  const size_t space = text.find(' ');
  if (space == std::string_view::npos || space + 1 == text.size()) return std::nullopt;
  ExpectedBounds out;
  out.unit = text.substr(space + 1);
  const std::string_view numbers = text.substr(0, space);
  const size_t dots = numbers.find("..");
  if (dots == std::string_view::npos) {
    out.min = out.max = ToNumber(numbers);
    return out.min ? std::optional(out) : std::nullopt;
  }
  const std::string_view min = numbers.substr(0, dots), max = numbers.substr(dots + 2);
  out.min = ToNumber(min);
  out.max = ToNumber(max);
  const bool read = (min.empty() || out.min) && (max.empty() || out.max) && (out.min || out.max);
  return read ? std::optional(out) : std::nullopt;
}

bool SameValue(const std::optional<double>& a, const std::optional<double>& b) {
  if (!a || !b) return !a && !b;
  return std::abs(*a - *b) <= 1e-9 * std::max(std::abs(*a), std::abs(*b));
}

}  // namespace dealwire
