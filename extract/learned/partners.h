#ifndef DEALWIRE_EXTRACT_LEARNED_PARTNERS_H_
#define DEALWIRE_EXTRACT_LEARNED_PARTNERS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/toml.h"

namespace dealwire {

// Who promises whom money in this field, as far as the annotated articles tell (scripts/train): by
// groups of organisations (Registry::TopOf), how many articles know the one as the customer of the
// other. A part of a rule file, a table for each customer:
//
//     [partners.openai]
//     nobody = 2    # for what it builds itself
//     oracle = 12
//
// What an article says itself weighs more; this is what a reader knows beforehand. Immutable; for
// any thread.
class Partners {
 public:
  static constexpr std::string_view kNobody = "nobody";
  using Place = int32_t;  // of a group
  static constexpr Place kUnknown = -1;

  // What is not well-formed is told in `problems`.
  static Partners Compile(const TomlValue& tables, Diagnostics* problems);

  // Logarithmic in the groups known.
  Place Find(std::string_view group) const;
  // Articles in which the one is the customer of the other. Logarithmic in the pairs known.
  float Deals(Place customer, Place provider) const;
  // Articles in which it is anybody's. Constant.
  float AsCustomer(Place group) const { return group < 0 ? 0 : as_customer_[Index(group)]; }
  float AsProvider(Place group) const { return group < 0 ? 0 : as_provider_[Index(group)]; }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.groups_, self.pairs_, self.as_customer_, self.as_provider_);
  }

 private:
  static size_t Index(Place group) { return static_cast<size_t>(group); }

  std::vector<std::string> groups_;  // sorted
  struct Pair {
    Place customer = 0, provider = 0;
    float articles = 0;
  };
  std::vector<Pair> pairs_;                       // sorted
  std::vector<float> as_customer_, as_provider_;  // by place
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_PARTNERS_H_
