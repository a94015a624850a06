#include "extract/deal.h"

#include <array>

namespace dealwire {
namespace {

constexpr std::array<const char*, 8> kKinds = {"compute",   "chips", "investment", "acquisition",
                                               "financing", "capex", "power",      "other"};
constexpr std::array<const char*, 8> kStatuses = {"signed",  "announced", "reported",  "talks",
                                                  "planned", "denied",    "cancelled", "completed"};

template <typename Enum, size_t N>
std::optional<Enum> Parse(const std::array<const char*, N>& names, std::string_view name) {
  for (size_t i = 0; i < N; ++i) {
    if (name == names[i]) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

const char* KindName(DealKind kind) { return kKinds[static_cast<size_t>(kind)]; }
const char* StatusName(DealStatus status) { return kStatuses[static_cast<size_t>(status)]; }
std::optional<DealKind> ParseKind(std::string_view name) { return Parse<DealKind>(kKinds, name); }
std::optional<DealStatus> ParseStatus(std::string_view name) {
  return Parse<DealStatus>(kStatuses, name);
}

}  // namespace dealwire
