#ifndef DEALWIRE_TESTS_SUPPORT_FRAME_RULES_H_
#define DEALWIRE_TESTS_SUPPORT_FRAME_RULES_H_

#include <memory>

#include "extract/rules.h"

// The program's rules without what annotated articles teach: tests of what frames read, a sentence
// or two at a time, say of each what it reads alone.
inline const dealwire::RuleSet& FrameRules() {
  static const std::shared_ptr<const dealwire::RuleSet> rules =
      dealwire::RuleSet::Embedded()->FramesAlone();
  return *rules;
}

#endif  // DEALWIRE_TESTS_SUPPORT_FRAME_RULES_H_
