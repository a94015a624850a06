#ifndef DEALWIRE_TESTS_SUPPORT_GOLD_H_
#define DEALWIRE_TESTS_SUPPORT_GOLD_H_

#include <cmath>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>

namespace dealwire {

// Of `right` ones among those that an annotation has and those that were found.
inline double F1(size_t right, size_t gold, size_t found) {
  if (gold + found == 0) return 1;
  return 2.0 * static_cast<double>(right) / static_cast<double>(gold + found);
}

// Whether a bound of an amount is that of an annotation (null: none), by a part of it.
inline bool SameBound(const std::optional<double>& bound, const nlohmann::json& gold,
                      double tolerance) {
  if (!bound || gold.is_null()) return !bound && gold.is_null();
  return std::abs(*bound - gold.get<double>()) <= tolerance * std::abs(*bound);
}

}  // namespace dealwire

#endif  // DEALWIRE_TESTS_SUPPORT_GOLD_H_
