#ifndef DEALWIRE_EXTRACT_PREFILTER_H_
#define DEALWIRE_EXTRACT_PREFILTER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

class RuleSet;          // extract/rules.h
struct PrefilterWords;  // extract/prefilter_words.h

// Tells of a text, without knowing its language, whether something may be found in it: for
// backfills that need not parse what holds none. It does not say no to a text in which Extract
// would find it, if rules/lang has a file for the language or none of the files is in its script;
// it does say yes to others, and Extract decides.
//
// Immutable, safe from many threads. Making one costs a few milliseconds, or some 40 where the
// rules were not loaded from their compiled form.
class Prefilter {
 public:
  enum class Term : uint8_t {
    kMoney,  // a sum that a deal may be over: a currency of any language beside a number of six
             // digits or a scale ("billion")
    kOrg,    // an organisation or a product of the registry, by any of its names
  };

  // By the names of terms, "money" and "org"; null for none of them.
  static std::unique_ptr<const Prefilter> Make(std::shared_ptr<const RuleSet> rules,
                                               const std::vector<std::string>& terms);
  // A text must hold all of `terms`.
  Prefilter(std::shared_ptr<const RuleSet> rules, std::vector<Term> terms);
  Prefilter(const Prefilter&) = delete;
  Prefilter& operator=(const Prefilter&) = delete;

  // The languages that a text may be in, one a call, "und" for any; "" when there are no more.
  using NextLanguage = std::function<std::string()>;

  // `text` is valid UTF-8. `next_language` is asked where names stand in the text that some
  // language bends so, for one that does; without it each is taken. Linear.
  bool MayHold(std::string_view text, const NextLanguage& next_language = nullptr) const;
  // The same of a text whose language is known.
  bool MayHold(std::string_view text, std::string_view lang) const;

 private:
  const std::shared_ptr<const RuleSet> rules_;
  const std::vector<Term> terms_;
  const PrefilterWords& words_;  // of rules_
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_PREFILTER_H_
