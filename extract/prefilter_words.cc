#include "extract/prefilter_words.h"

#include "extract/names/registry.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/words.h"

namespace dealwire {
namespace {

// A sum of a deal has a scale, or six digits (CandidateFinder::BigEnough).
constexpr double kLeastScale = 1e3;
// A name of money of so many bytes may have another word stuck to it (extract/quantities/lexer.cc).
constexpr size_t kFewestGlued = 4;

bool IsScale(const Word& word) {
  return std::ranges::any_of(word.senses, [](const Sense& sense) {
    switch (sense.role) {
      case Role::kScale:
      case Role::kPlural:
      case Role::kNumber:
      case Role::kVague:
      case Role::kPart:
        return sense.a >= kLeastScale;
      case Role::kDigits:
      case Role::kAtLeastPrefix:
        return true;
      default:
        return false;
    }
  });
}

// `language`: its bit.
void Add(const Words& words, uint64_t language, PrefilterWords* out) {
  const Vocabulary& vocabulary = *words.vocabulary;
  vocabulary.trie.ForEach([&](std::string_view text, size_t index, bool stem) {
    out->blocks.Add(text);
    const Word& word = vocabulary.words[index];
    if (const Sense* money = word.As(Role::kCurrency)) {
      Asked asked;
      asked.languages = language;
      asked.end = !stem;
      asked.may_be_glued = text.size() >= kFewestGlued;
      asked.capitals = money->b == kCode || money->b == kCodeBehind;
      asked.number = money->a < kLeastScale;
      out->units.Add(text, asked);
    }
    const bool scale = IsScale(word);
    const bool may_be_short = word.Is(Role::kShortScale);
    if (!scale && !may_be_short) return;
    Asked asked;
    asked.languages = language;
    // What stands in a compound is a whole word ("zweimilliarden"), not a sign such as "e".
    const bool glued = word.may_glue && words.compounds && text.size() > kSignBytes;
    asked.boundary = !glued;
    asked.end = !stem && !glued;
    asked.capitals = false;
    asked.digit = !scale || text.size() <= kSignBytes;
    out->scales.Add(text, asked);
  });
}

}  // namespace

PrefilterWords MakePrefilterWords(const Lexicon& lexicon, const Registry& registry) {
  PrefilterWords out;
  out.names = registry.EndingsOfAll();
  size_t count = 0;  // more languages than bits share them
  for (const std::string& language : lexicon.LanguageCodes())
    Add(lexicon.For(language), uint64_t{1} << (count++ % 64), &out);
  out.units.Build();
  out.scales.Build();
  return out;
}

}  // namespace dealwire
