#ifndef DEALWIRE_EXTRACT_QUANTITIES_SAME_AMOUNTS_H_
#define DEALWIRE_EXTRACT_QUANTITIES_SAME_AMOUNTS_H_

#include "extract/mention.h"

namespace dealwire {

// Whether two numbers differ by at most `tolerance` of the greater.
bool Close(double a, double b, double tolerance);

// The same currency, and each bound within a hundredth.
bool SameAmount(const MoneyValue& a, const MoneyValue& b);

// One of two sums holds the other: "nearly 40 billion" and 38, a two-digit billion figure and 14.
bool AmountsAgree(const MoneyValue& a, const MoneyValue& b);

// What to add up of a sum: the middle of its bounds, or the one that it has.
double Middle(const MoneyValue& money);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_SAME_AMOUNTS_H_
