#include "extract/quantities/same_amounts.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace dealwire {
namespace {

bool SameBound(const std::optional<double>& a, const std::optional<double>& b) {
  if (!a || !b) return !a && !b;
  return Close(*a, *b, 0.01);
}

}  // namespace

bool Close(double a, double b, double tolerance) {
  return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

bool SameAmount(const MoneyValue& a, const MoneyValue& b) {
  return a.currency == b.currency && SameBound(a.min, b.min) && SameBound(a.max, b.max);
}

bool AmountsAgree(const MoneyValue& a, const MoneyValue& b) {
  if (a.currency != b.currency) return false;
  if (SameAmount(a, b)) return true;
  const auto low = [](const MoneyValue& m) { return m.min.value_or(0); };
  const auto high = [](const MoneyValue& m) { return m.max.value_or(1e300); };
  const auto exact = [](const MoneyValue& m) { return m.min && m.max && *m.min == *m.max; };
  if (exact(a) && exact(b)) {
    const bool about = a.qualifier == Qualifier::kAbout || b.qualifier == Qualifier::kAbout;
    return about && Close(*a.min, *b.min, 0.06);
  }
  const MoneyValue& point = exact(a) ? a : b;
  const MoneyValue& range = exact(a) ? b : a;
  if (!exact(point))
    return (a.min && SameBound(a.min, b.min)) || (a.max && SameBound(a.max, b.max));
  // A bound agrees with a sum near to it, a range with any sum inside.
  if (range.min && range.max) return *point.min >= low(range) && *point.min <= high(range);
  return range.min ? Close(*point.min, *range.min, 0.12) && *point.min >= *range.min * 0.99
                   : Close(*point.min, *range.max, 0.12) && *point.min <= *range.max * 1.01;
}

double Middle(const MoneyValue& m) {
  if (m.min && m.max) return (*m.min + *m.max) / 2;
  return m.min ? *m.min : m.max.value_or(0);
}

}  // namespace dealwire
