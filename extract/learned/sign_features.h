#ifndef DEALWIRE_EXTRACT_LEARNED_SIGN_FEATURES_H_
#define DEALWIRE_EXTRACT_LEARNED_SIGN_FEATURES_H_

#include <bitset>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extract/frames/cues.h"
#include "extract/learned/decision_trees.h"

namespace dealwire {

using CueClasses = std::bitset<static_cast<size_t>(Cue::kCount)>;

// What one sentence holds, before the names of unregistered organisations are looked for.
struct SentenceSigns {
  CueClasses cues;
  size_t parties = 0;  // registered, or "the company"
  bool money = false, chips = false, power = false, seller = false, cloud = false;
  bool builder = false;    // who builds for others is named
  bool large = false;      // its money is enough for a deal
  bool shortened = false;  // a short form of a registered name may stand in it
  bool listed = false;     // an item of a list, a row of a table, or what may introduce one
  // How many names that are not registered it must hold for it to tell a deal; nullopt: it tells
  // none with any.
  std::optional<size_t> names_missing;

  void Take(const SentenceSigns& other) {
    cues |= other.cues;
    parties += other.parties;
    money |= other.money, chips |= other.chips, power |= other.power;
    seller |= other.seller, cloud |= other.cloud, builder |= other.builder;
    large |= other.large, shortened |= other.shortened;
  }
  bool Has(Cue cue) const { return cues.test(static_cast<size_t>(cue)); }
  bool HasAny(const CueClasses& of) const { return (cues & of).any(); }
};

// What the article speaks of, as far as such signs tell.
struct ArticleTopic {
  bool compute = false;
  bool field = false;  // compute, or of what is computed
  bool named = false;  // a data centre, or who lives from the field
};

// Rows of numbers for trees that tell by its signs whether a sentence that may tell a deal does:
// what it holds, what those beside it do, and what the article does. Making one is linear in the
// sentences, a row in the classes of cues. `signs` must outlive it; for any thread.
class SignFeatures {
 public:
  static const std::vector<std::string>& Names();

  SignFeatures(const std::vector<SentenceSigns>& signs, const ArticleTopic& topic);
  FeatureRow Of(size_t sentence) const;

 private:
  const std::vector<SentenceSigns>& signs_;
  FeatureRow of_article_;         // what is the same for all of its sentences
  std::vector<float> sentences_;  // by class of cues: how many have one, a handful at most
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_SIGN_FEATURES_H_
