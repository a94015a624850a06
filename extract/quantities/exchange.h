#ifndef DEALWIRE_EXTRACT_QUANTITIES_EXCHANGE_H_
#define DEALWIRE_EXTRACT_QUANTITIES_EXCHANGE_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "base/toml.h"
#include "extract/deal.h"
#include "extract/rule_files.h"

namespace dealwire {

// Dollars a unit of a currency, on a year's average (rules/rates/yearly.toml): what amount_usd is
// made of where an amount is in another currency. Immutable; for any thread.
class Exchange {
 public:
  struct Rate {
    int year = 0;  // whose average it is
    double usd = 0;
    double Of(double amount) const;  // in whole dollars
  };

  static std::unique_ptr<const Exchange> Compile(const RuleFiles& files, Diagnostics* problems);

  // The rate of the year of `date` ("2025-11-03"), else of the nearest year that has one. nullopt
  // for US dollars and for a currency that is in no table.
  std::optional<Rate> Find(std::string_view currency, std::string_view date) const;

  // Sets amount_usd of the deal of an article published on `date`, where it has an amount and the
  // tables have its currency.
  void Convert(std::string_view date, Deal* deal) const;

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.rates_);
  }

 private:
  std::map<std::string, std::map<int, double>, std::less<>> rates_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_EXCHANGE_H_
