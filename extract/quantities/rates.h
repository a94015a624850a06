#ifndef DEALWIRE_EXTRACT_QUANTITIES_RATES_H_
#define DEALWIRE_EXTRACT_QUANTITIES_RATES_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>

#include "base/toml.h"
#include "extract/mention.h"
#include "extract/rule_files.h"

namespace dealwire {

// What currencies are worth, roughly: enough to see that a sum is another one converted, or too
// small for a deal, and for nothing else. Immutable; for any thread.
class Rates {
 public:
  // Reads rules/rates/*.toml: a table [usd] of dollars a unit, by ISO 4217 code.
  static std::unique_ptr<const Rates> Compile(const RuleFiles& files, Diagnostics* problems);

  // Whether two sums in different currencies may be one sum, told twice. `slack` is how far the
  // rate may be off (0.3: by three tenths); bounds are compared where both have them.
  bool MayBeSame(const MoneyValue& a, const MoneyValue& b, double slack) const;

  // Dollars a unit; 1 where the currency is not known.
  double Dollars(std::string_view currency) const;

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.usd_);
  }

 private:
  std::map<std::string, double, std::less<>> usd_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_RATES_H_
