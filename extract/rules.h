#ifndef DEALWIRE_EXTRACT_RULES_H_
#define DEALWIRE_EXTRACT_RULES_H_

#include <memory>
#include <string>
#include <string_view>

#include "base/status.h"
#include "extract/rule_files.h"

namespace dealwire {

class Languages;  // extract/text/languages.h: which file speaks for a language; how sentences end
class Registry;   // extract/names/registry.h: organisations, products, chips and their automaton
class Lexicon;   // extract/quantities/lexicon.h: numbers, scales, currencies, units, dates of every
                 // language
class CueSet;    // extract/frames/cues.h: triggers, connectors and statuses by language
class FrameSet;  // extract/frames/frames.h
class Rates;     // extract/quantities/rates.h: whether a sum is another one converted
class Exchange;  // extract/quantities/exchange.h: what a sum is in dollars
struct LearnedModels;   // extract/learned/learned_models.h: what annotated articles teach
struct PrefilterWords;  // extract/prefilter_words.h: words of all languages at once

// The rules, understood: immutable, shared by all threads. Nothing is loaded by half: one error and
// there is no RuleSet, and all errors are told at once.
class RuleSet {
 public:
  // Errors: kInvalidArgument, every problem on a line of its own, "file:line:column: what; what to
  // do".
  static StatusOr<std::shared_ptr<const RuleSet>> Compile(const RuleFiles& files);
  // The rules compiled into the program; made once, on first use: by loading their compiled form
  // where the program carries it, made by the same ICU; else from the rule files in it.
  static std::shared_ptr<const RuleSet> Embedded();

  // The compiled form: what Load makes a RuleSet of that cannot be told from this one. Only the
  // program that wrote it can read it.
  std::string Save() const;
  // `bytes` must outlive the result, which reads a language when an article needs it. Errors:
  // kDataLoss, what is no compiled form, is cut short, or was made with another ICU.
  static StatusOr<std::shared_ptr<const RuleSet>> Load(std::string_view bytes);

  ~RuleSet();

  // These rules with other frames, cues or models; all else is shared. For trying what a rule is
  // needed for.
  std::shared_ptr<const RuleSet> With(std::shared_ptr<const FrameSet> frames) const;
  std::shared_ptr<const RuleSet> With(std::shared_ptr<const CueSet> cues) const;
  std::shared_ptr<const RuleSet> With(LearnedModels models) const;

  // These rules without what is learned: what the frames read alone.
  std::shared_ptr<const RuleSet> FramesAlone() const;

  const std::string& version() const;
  const Languages& languages() const;
  const Registry& registry() const;
  const Lexicon& lexicon() const;
  const CueSet& cues() const;
  const FrameSet& frames() const;
  const Rates& rates() const;
  const Exchange& exchange() const;
  const LearnedModels& learned() const;           // loaded when first asked for
  const PrefilterWords& prefilter_words() const;  // made or loaded when first asked for

 private:
  RuleSet();
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_RULES_H_
