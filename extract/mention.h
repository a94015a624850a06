#ifndef DEALWIRE_EXTRACT_MENTION_H_
#define DEALWIRE_EXTRACT_MENTION_H_

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace dealwire {

// A stretch of Document::text, in bytes, end exclusive.
struct Span {
  size_t byte_start = 0;
  size_t byte_end = 0;

  size_t size() const { return byte_end - byte_start; }
  bool Overlaps(const Span& o) const { return byte_start < o.byte_end && o.byte_start < byte_end; }
  bool Contains(const Span& o) const {
    return byte_start <= o.byte_start && o.byte_end <= byte_end;
  }
  friend bool operator==(const Span&, const Span&) = default;
};

enum class Qualifier { kExact, kAbout, kAtLeast, kAtMost, kRange };

// What a mention stands for (record.md). A bound that is not said is nullopt. Dates are
// "2026-12-31".
struct OrgValue {
  std::string id;
  std::string name;
  std::string role =
      "other";        // provider, customer, chipmaker, investor, other; set by the deals found
  bool known = true;  // in the registry
  std::string own;  // known, but outside the core: its id by record.md's convention 6, made of the
                    // name as the article writes it; Registry::Canonical leads back
};
struct ProductValue {
  std::string id;
  std::string name;
  std::string org;  // id of the organisation that sells it
};
struct MoneyValue {
  std::optional<double> min, max;  // units of the currency
  std::string currency;            // ISO 4217
  Qualifier qualifier = Qualifier::kExact;
};
struct ChipValue {
  std::string id;      // "" where no model is named
  std::string vendor;  // registry id, or ""
  std::string family;
  std::string kind;  // gpu, cpu, tpu, asic, rack, or "" where open
  std::optional<double> count_min, count_max;
  Qualifier qualifier = Qualifier::kExact;
};
struct DateValue {
  std::optional<std::string> from, to;
};
struct DurationValue {
  std::optional<double> months_min, months_max;
  Qualifier qualifier = Qualifier::kExact;
};
struct PowerValue {
  std::optional<double> mw_min, mw_max;
  Qualifier qualifier = Qualifier::kExact;
};
// A bare number with its unit open: used between stages (counts before chip nouns), never in
// results.
struct CountValue {
  std::optional<double> min, max;
  Qualifier qualifier = Qualifier::kExact;
};

using MentionValue = std::variant<OrgValue, ProductValue, MoneyValue, ChipValue, DateValue,
                                  DurationValue, PowerValue, CountValue>;

// A typed annotation on a document. `rule` names what made it and where to look:
// "registry/clouds.toml:oracle", "lang/de.toml:money.scale", "frames/supply.toml:supply.active".
struct Mention {
  Span span;
  std::string rule;
  MentionValue value;
};

template <typename T>
const T* Get(const Mention& m) {
  return std::get_if<T>(&m.value);
}

// Sorted by start, longer first; no two of one type overlap.
using Mentions = std::vector<Mention>;

const char* TypeName(const Mention& mention);    // "org", "money", ...
const char* QualifierName(Qualifier qualifier);  // "exact", "about", "at_least", "at_most", "range"

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_MENTION_H_
