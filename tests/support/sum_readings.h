// How sums are read for training, and the numbers that trees are told of them.
#ifndef DEALWIRE_TESTS_SUPPORT_SUM_READINGS_H_
#define DEALWIRE_TESTS_SUPPORT_SUM_READINGS_H_

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "extract/extraction.h"
#include "extract/learned/party_features.h"
#include "extract/learned/sum_features.h"
#include "extract/rules.h"
#include "tests/support/told_article.h"

namespace dealwire {

// How the sums of a text are read, or its sentences without.
inline std::vector<SumReading> ReadingsOf(const std::string& lang, const std::string& text,
                                          bool bare = false) {
  std::vector<SumReading> out = Extract(ToldArticle(lang, "GPU, data centers", text),
                                        *RuleSet::Embedded(), {.keep_readings = true})
                                    .readings.sums;
  std::erase_if(out, [&](const SumReading& r) { return r.bare != bare; });
  return out;
}

inline size_t PlaceOfFeature(const std::vector<std::string>& names, const std::string& name) {
  const auto at = std::ranges::find(names, name);
  REQUIRE(at != names.end());
  return static_cast<size_t>(at - names.begin());
}

inline float OfSum(const SumReading& reading, const std::string& name) {
  return reading.sum[PlaceOfFeature(ArticleFeatures::Names(), name)];
}

// Of the pair of two names; "" for nobody.
inline float OfPair(const SumReading& reading, const std::string& customer,
                    const std::string& provider, const std::string& name) {
  const auto is = [&](std::optional<size_t> at, const std::string& id) {
    return at ? reading.names[*at] == id : id.empty();
  };
  for (const SumReading::Pair& pair : reading.pairs) {
    if (is(pair.customer, customer) && is(pair.provider, provider))
      return pair.row[PlaceOfFeature(PartyFeatures::Names(), name)];
  }
  FAIL(customer << ">" << provider);
  return 0;
}

}  // namespace dealwire

#endif  // DEALWIRE_TESTS_SUPPORT_SUM_READINGS_H_
