#ifndef DEALWIRE_EXTRACT_RULE_EXAMPLE_H_
#define DEALWIRE_EXTRACT_RULE_EXAMPLE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml.h"

// Sentences that stand in the rule files beside the rules they show:
//
//     [[cues.example]]                # of rules/lang/de.toml; [[frame.example]] of rules/frames
//     text = "Oracle liefert OpenAI Rechenleistung für 300 Milliarden Dollar."
//     deal = { customer = ["openai"], provider = ["oracle"], amount = "300e9 USD" }
//     [[cues.near_miss]]              # as near to a deal as can be, and none
//     text = "Oracle legte um 3 Prozent zu; der Umsatz lag bei 16 Milliarden Dollar."
namespace dealwire {

// A deal as an example expects it. What is "" is not looked at; but for the amount, where "" says
// that there is none.
struct ExpectedDeal {
  std::vector<std::string> customer, provider;  // ids, in any order
  std::string amount;                           // see ParseBounds
  std::string kind, status;
};

struct RuleExample {
  std::string where;  // "rules/lang/de.toml:12:1"
  std::string rule;   // what it belongs to: "frames/supply.toml:supply", "lang/de.toml"
  std::string lang;   // BCP 47
  std::string title;  // or ""
  std::string text;   // one block a line, as Article::text
  bool near_miss = false;
  std::vector<ExpectedDeal> deals;  // all that the text tells; none for a near miss
};

// Appends the `example` and `near_miss` arrays of `table`. Each names its language where `lang` is
// "". What is wrong with them is told in `problems`.
void ReadRuleExamples(const TomlValue& table, const std::string& rule, const std::string& lang,
                      std::vector<RuleExample>* out, Diagnostics* problems);

// "300e9 USD", "84..96 months", "30e9.. EUR", "..5e6 EUR": bounds and what stands behind them; a
// bound that is not said is nullopt. Nothing where `text` is written otherwise.
struct ExpectedBounds {
  std::optional<double> min, max;
  std::string unit;
};
std::optional<ExpectedBounds> ParseBounds(std::string_view text);

// Whether a value is the one expected, but for rounding.
bool SameValue(const std::optional<double>& a, const std::optional<double>& b);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_RULE_EXAMPLE_H_
