#ifndef DEALWIRE_INGEST_RELATIVE_PHRASES_H_
#define DEALWIRE_INGEST_RELATIVE_PHRASES_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/lazy.h"

namespace dealwire {

// How a language tells a time by its distance from now ("vor 3 Stunden", "gestern"), as CLDR has
// it; folded, longer ones first. Immutable; safe from any thread.
struct RelativePhrases {
  // What stands around the number: {"vor ", " stunden"}.
  struct Pattern {
    std::string before, after;
    int64_t seconds = 0;  // of one
    bool whole_days = false;
  };
  struct Word {
    std::string text;
    int days_ago = 0;
  };

  std::vector<Pattern> patterns;
  std::vector<Word> words;
};

// Those of all languages that ICU has.
class PhraseBook {
 public:
  // Asks ICU for a language when it is first asked for: two million instructions.
  static PhraseBook FromIcu();
  // Made once: the compiled form where the program carries it (cmake/CompiledRules.cmake), made by
  // the same ICU; else from ICU. Both are the same.
  static const PhraseBook& All();

  // The compiled form, which only the program that wrote it can read, and which has to stay as long
  // as what is loaded; nothing where the bytes are none, are cut short or were made with another
  // ICU.
  std::string Save() const;
  static std::optional<PhraseBook> Load(std::string_view bytes);

  // By BCP 47 tag; English where ICU does not have the language.
  const RelativePhrases& Of(std::string_view lang) const;

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.languages_);
  }

 private:
  // By language, "_Hant" behind it where that is its script. ICU's own alone, so that a stranger's
  // tags cannot fill memory.
  std::map<std::string, Lazy<RelativePhrases>, std::less<>> languages_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_RELATIVE_PHRASES_H_
