#include "extract/quantities/currencies.h"

#include <algorithm>

namespace dealwire {

size_t Currencies::AddCode(const std::string& code) {
  const auto [it, added] = index_.emplace(code, names_.size());
  if (added) {
    names_.push_back(code);
    kinds_.emplace_back();
  }
  return it->second;
}

size_t Currencies::AddCountry(const std::string& code) {
  const auto [it, added] = country_index_.emplace(code, countries_.size());
  if (added) countries_.push_back(code);
  return it->second;
}

void Currencies::Load(const TomlValue& world, Diagnostics* problems) {
  for (const char* list : {"any_case", "upper_case", "words"}) {
    for (const std::string& code : world["codes"].Strings(list, problems)) AddCode(code);
  }
  const TomlValue kinds = world["kinds"];
  for (const std::string& name : kinds.Keys()) {
    const size_t kind = AddCode(name);
    for (const std::string& country : kinds[name].Keys()) {
      const std::string code = kinds[name].RequiredString(country, problems);
      AddCode(code);
      if (country == "default") {
        defaults_[kind] = code;
      } else {
        kinds_[kind][country] = code;
        AddCountry(country);
      }
    }
  }
}

std::optional<size_t> Currencies::Find(std::string_view name) const {
  const auto it = index_.find(name);
  return it == index_.end() ? std::nullopt : std::optional<size_t>(it->second);
}

std::optional<size_t> Currencies::FindCountry(std::string_view code) const {
  const auto it = country_index_.find(code);
  return it == country_index_.end() ? std::nullopt : std::optional<size_t>(it->second);
}

std::string Currencies::Of(size_t kind, std::string_view country) const {
  const auto it = kinds_[kind].find(country);
  return it == kinds_[kind].end() ? std::string() : it->second;
}

std::string Currencies::Default(size_t kind) const {
  const auto it = defaults_.find(kind);
  return it == defaults_.end() ? std::string() : it->second;
}

bool Currencies::InKind(size_t kind, std::string_view code) const {
  return Default(kind) == code || std::ranges::any_of(kinds_[kind], [&](const auto& member) {
           return member.second == code;
         });
}

std::vector<size_t> Currencies::TellingCountries() const {
  std::vector<size_t> out;
  for (size_t i = 0; i < countries_.size(); ++i) {
    bool tells = false, else_told = false;
    for (size_t kind = 0; kind < kinds_.size(); ++kind) {
      if (!kinds_[kind].contains(countries_[i])) continue;
      (defaults_.contains(kind) ? else_told : tells) = true;
    }
    if (tells && !else_told) out.push_back(i);
  }
  return out;
}

}  // namespace dealwire
