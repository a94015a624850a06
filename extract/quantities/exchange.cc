#include "extract/quantities/exchange.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/toml.h"

namespace dealwire {

std::unique_ptr<const Exchange> Exchange::Compile(const RuleFiles& files, Diagnostics* problems) {
  auto out = std::make_unique<Exchange>();
  for (const RuleFile* file : files.Below("rates/yearly")) {
    const StatusOr<TomlFile> parsed = TomlFile::Parse(file->name, file->text);
    if (!parsed.ok()) {
      problems->Add(Message(parsed.status()));
      continue;
    }
    parsed->root().CheckKeys({"year"}, problems);
    for (const TomlValue& entry : parsed->root().Array("year")) {
      entry.CheckKeys({"year", "usd", "usd_else", "provisional"}, problems);
      const auto year = static_cast<int>(entry.Integer("year", problems));
      if (year < 1900 || year > 2200) problems->Add(entry.Error("year: a year, as in 2025"));
      for (const char* name : {"usd", "usd_else"}) {
        const TomlValue table = entry[name];
        for (const std::string& code : table.Keys()) {
          const double rate = table.Number(code, problems);
          if (rate <= 0) problems->Add(table[code].Error("a rate is a number above zero"));
          out->rates_[code][year] = rate;
        }
      }
    }
  }
  return out;
}

double Exchange::Rate::Of(double amount) const { return std::round(amount * usd); }

std::optional<Exchange::Rate> Exchange::Find(std::string_view currency,
                                             std::string_view date) const {
  const auto found = rates_.find(currency);
  if (currency == "USD" || found == rates_.end()) return std::nullopt;
  int year = 0;
  std::from_chars(date.data(), date.data() + std::min<size_t>(date.size(), 4), year);
  Rate best;
  for (const auto& [of, usd] : found->second) {
    if (best.year == 0 || std::abs(of - year) < std::abs(best.year - year)) best = {of, usd};
  }
  // A year that is not said takes the last.
  if (year == 0) best = {found->second.rbegin()->first, found->second.rbegin()->second};
  return best;
}

void Exchange::Convert(std::string_view date, Deal* deal) const {
  if (!deal->amount) return;
  const auto rate = Find(deal->amount->currency, date);
  if (!rate && deal->amount->currency != "USD") return;
  MoneyValue converted = *deal->amount;
  converted.currency = "USD";
  if (rate && converted.min) converted.min = rate->Of(*converted.min);
  if (rate && converted.max) converted.max = rate->Of(*converted.max);
  deal->amount_usd = converted;
}

}  // namespace dealwire
