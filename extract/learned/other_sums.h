#ifndef DEALWIRE_EXTRACT_LEARNED_OTHER_SUMS_H_
#define DEALWIRE_EXTRACT_LEARNED_OTHER_SUMS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extract/mention.h"

namespace dealwire {

// One sum of an article, or a sentence without, as trees read it by itself.
struct FirstReading {
  size_t byte_start = 0;
  const MoneyValue* value = nullptr;  // null: a sentence, of a deal without one
  double probability = 0;             // that it is a deal's
  std::vector<std::string> names;     // ids of who may be party to it
  struct Pair {
    std::optional<size_t> customer, provider;  // places in `names`; nullopt: nobody
    double probability = 0;                    // that these are its parties
  };
  std::vector<Pair> pairs;  // that are likely at all
};

// What the other sums of an article say of who buys and who sells in it, each as likely as it is
// a deal's and the two its parties. Shares of 1.
struct OtherSums {
  enum class By {
    kSame,      // other tellings of the same sum: the most of any; -1: there are none
    kAll,       // all other sums together
    kMost,      // the most of any of them
    kPrevious,  // the last before; -1: there is none
    kNext,      // the first behind; likewise
    kCount
  };
  struct Party {
    float customer[static_cast<size_t>(By::kCount)] = {};
    float provider[static_cast<size_t>(By::kCount)] = {};
  };
  struct Pair {
    float same = 0, most = 0, previous = 0;
  };

  std::vector<Party> parties;  // by place in the names asked for
  // Of two of them; nullopt: nobody.
  const Pair& Of(std::optional<size_t> customer, std::optional<size_t> provider) const {
    return pairs[customer.value_or(parties.size()) * (parties.size() + 1) +
                 provider.value_or(parties.size())];
  }
  std::vector<Pair> pairs;
};

// What is said by all others of the sum or sentence that begins at a place, of some names. Linear
// in the readings and what they hold, times the names.
OtherSums ReadOtherSums(const std::vector<FirstReading>& readings, size_t byte_start,
                        const MoneyValue* value, const std::vector<std::string>& names);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_OTHER_SUMS_H_
