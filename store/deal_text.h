#ifndef DEALWIRE_STORE_DEAL_TEXT_H_
#define DEALWIRE_STORE_DEAL_TEXT_H_

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "store/record.pb.h"

// What of a deal has several values, as one line of text for people.
namespace dealwire {

template <typename Items>
std::string Joined(const Items& items) {
  return fmt::format("{}", fmt::join(items, ", "));
}

// By id where there is one, else by what is known: "NVIDIA GPU", "GPU".
inline std::string ChipsText(const pb::DealFields& fields) {
  std::vector<std::string> names;
  for (const pb::Chip& chip : fields.chips()) {
    names.push_back(!chip.id().empty()      ? chip.id()
                    : chip.vendor().empty() ? chip.kind()
                                            : chip.vendor() + " " + chip.kind());
  }
  return Joined(names);
}

}  // namespace dealwire

#endif  // DEALWIRE_STORE_DEAL_TEXT_H_
