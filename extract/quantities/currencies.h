#ifndef DEALWIRE_EXTRACT_QUANTITIES_CURRENCIES_H_
#define DEALWIRE_EXTRACT_QUANTITIES_CURRENCIES_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/toml.h"

namespace dealwire {

// The currencies of the world and the kinds ("dollar") that several share; countries. Made from
// rules/quantities/world.toml, immutable after.
class Currencies {
 public:
  // Reads [kinds] and [codes].
  void Load(const TomlValue& world, Diagnostics* problems);
  // Learns a code that only CLDR has names of.
  size_t AddCode(const std::string& code);

  std::optional<size_t> Find(std::string_view name) const;  // "USD" or "dollar"
  std::optional<size_t> FindCountry(std::string_view code) const;
  bool IsKind(size_t index) const { return !kinds_[index].empty() || defaults_.contains(index); }
  const std::string& Name(size_t index) const { return names_[index]; }
  const std::string& Country(size_t index) const { return countries_[index]; }
  // The currency of a kind in a country, or "".
  std::string Of(size_t kind, std::string_view country) const;
  std::string Default(size_t kind) const;
  bool InKind(size_t kind, std::string_view code) const;
  // The countries that tell which of their kind a currency is, for it has no default: whose rials,
  // kroner, dinars. Indices.
  std::vector<size_t> TellingCountries() const;
  size_t size() const { return names_.size(); }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.names_, self.index_, self.kinds_, self.defaults_, self.countries_,
                    self.country_index_);
  }

 private:
  size_t AddCountry(const std::string& code);

  std::vector<std::string> names_;
  std::map<std::string, size_t, std::less<>> index_;
  std::vector<std::map<std::string, std::string, std::less<>>> kinds_;  // country -> code
  std::map<size_t, std::string> defaults_;
  std::vector<std::string> countries_;
  std::map<std::string, size_t, std::less<>> country_index_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_CURRENCIES_H_
