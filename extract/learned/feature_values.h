#ifndef DEALWIRE_EXTRACT_LEARNED_FEATURE_VALUES_H_
#define DEALWIRE_EXTRACT_LEARNED_FEATURE_VALUES_H_

namespace dealwire {

// What stands in a FeatureRow (decision_trees.h) of a yes or no, and of a number of things.
inline float Flag(bool value) { return value ? 1 : 0; }

template <typename T>
float Count(const T& items) {
  return static_cast<float>(items.size());
}

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_LEARNED_FEATURE_VALUES_H_
