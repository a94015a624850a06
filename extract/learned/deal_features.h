#ifndef DEALWIRE_EXTRACT_LEARNED_DEAL_FEATURES_H_
#define DEALWIRE_EXTRACT_LEARNED_DEAL_FEATURES_H_

#include <string>
#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/learned/decision_trees.h"

namespace dealwire {

// How a deal may be read: as a frame reads it, or with the parties that trees find likeliest for
// its sum; and what each says of it.
struct DealReading {
  const Candidate* told = nullptr;  // as a frame reads the deal of this sum; null: none does
  bool by_frame = false;            // this is that
  bool same_customer = false, same_provider = false;  // as a frame reads it, else the likeliest
  bool no_customer = false, no_provider = false;
  bool bare = false;  // without a sum
  // Probabilities, below 0 where nothing is known of it: that the sum is a deal's, or that a
  // sentence tells one without a sum, where that is told best and where these parties stand; that
  // these are its parties, by themselves and among all that may be; the same of the other reading.
  double sum_at_best = -1, sum_here = -1;
  double parties = -1, share = -1, other_parties = -1, other_share = -1;
  // The same of the likeliest other two, and how many are likelier than these.
  double next = -1;
  size_t rank = 0;
  // How likely that sentence, and the likeliest of the article, tell a deal by their signs.
  double sign_here = -1, sign_at_best = -1;
  size_t tellings = 0;                        // of the sum
  size_t names = 0;                           // near it
  size_t deals = 0, sums = 0, sentences = 0;  // of the article
  const FeatureRow* pair = nullptr;           // PartyFeatures of these parties; null: none is read
};

// What tells whether a reading is right, for trees: all of the above, and what tells of its
// parties.
FeatureRow DealFeatures(const DealReading& reading);
const std::vector<std::string>& DealFeatureNames();

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_DEAL_FEATURES_H_
