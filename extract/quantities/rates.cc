#include "extract/quantities/rates.h"

#include <algorithm>
#include <optional>

namespace dealwire {

std::unique_ptr<const Rates> Rates::Compile(const RuleFiles& files, Diagnostics* problems) {
  auto out = std::make_unique<Rates>();
  for (const RuleFile* file : files.Below("rates/")) {
    if (file->path.starts_with("rates/yearly")) continue;  // extract/quantities/exchange
    const StatusOr<TomlFile> parsed = TomlFile::Parse(file->name, file->text);
    if (!parsed.ok()) {
      problems->Add(Message(parsed.status()));
      continue;
    }
    parsed->root().CheckKeys({"usd"}, problems);
    const TomlValue table = parsed->root()["usd"];
    for (const std::string& code : table.Keys()) {
      const double rate = table.Number(code, problems, 0);
      if (rate <= 0) problems->Add(table[code].Error("a rate is a number above zero"));
      out->usd_[code] = rate;
    }
  }
  return out;
}

double Rates::Dollars(std::string_view currency) const {
  const auto rate = usd_.find(currency);
  return rate == usd_.end() ? 1 : rate->second;
}

bool Rates::MayBeSame(const MoneyValue& a, const MoneyValue& b, double slack) const {
  const auto rate_a = usd_.find(a.currency), rate_b = usd_.find(b.currency);
  if (a.currency == b.currency || rate_a == usd_.end() || rate_b == usd_.end()) return false;
  const auto near = [&](const std::optional<double>& x, const std::optional<double>& y) {
    if (!x || !y) return false;
    const double in_a = *x * rate_a->second, in_b = *y * rate_b->second;
    return std::max(in_a, in_b) <= std::min(in_a, in_b) * (1 + slack);
  };
  // "More than 10 billion dollars (about 8.6 billion euros)": a bound against a sum.
  return near(a.min, b.min) || near(a.max, b.max) || (!a.max && near(a.min, b.max)) ||
         (!a.min && near(a.max, b.min));
}

}  // namespace dealwire
