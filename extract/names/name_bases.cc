#include "extract/names/name_bases.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

constexpr size_t kLeastStem = 4;       // bytes, of an adjective
constexpr size_t kLeastBehind = 3;     // of an adjective behind its head: "Bankiem Polskim"
constexpr size_t kLongestEnding = 24;  // bytes: looked for at the end of a word of any length

// The adjectives that go with a head of that base form.
const std::map<std::string, std::string>* Agreeing(const NameRules& rules, std::string_view head) {
  for (const auto& [ending, forms] : rules.adjectives) {
    if (!ending.empty() && head.ends_with(ending)) return &forms;
  }
  const auto other = rules.adjectives.find("");
  return other == rules.adjectives.end() ? nullptr : &other->second;
}

std::string BaseAdjective(const std::map<std::string, std::string>& forms, std::string_view word,
                          size_t least_stem = kLeastStem) {
  const size_t at = EndingAt(forms, word, least_stem);
  if (at == word.size()) return std::string(word);
  return std::string(word.substr(0, at)) + forms.at(std::string(word.substr(at)));
}

// "Severnyi potok dannykh": behind a common noun a head is that noun's genitive, and no case of the
// name.
bool IsGovernedBy(const std::string& before, const std::map<std::string, std::string>* forms) {
  size_t at = 0;
  if (IsUpper(NextCodePoint(before, &at))) return false;
  const std::string folded = FoldName(before);
  return forms == nullptr || EndingAt(*forms, folded, kLeastStem) == folded.size();
}

}  // namespace

size_t EndingAt(const std::map<std::string, std::string>& forms, std::string_view word,
                size_t least_stem) {
  const size_t from = word.size() - std::min(kLongestEnding, word.size());
  for (size_t at = std::max(from, std::min(least_stem, word.size())); at < word.size(); ++at) {
    if (forms.contains(std::string(word.substr(at)))) return at;
  }
  return word.size();
}

std::string BaseWord(const NameRules& rules, const StringSet& words, std::string_view word) {
  size_t cut = word.size();
  for (int letters = 0; letters < 6 && cut > 3; ++letters) {
    PreviousCodePoint(word, &cut);
    const std::string_view stem = word.substr(0, cut), rest = word.substr(cut);
    if (rules.endings.contains(rest) && words.contains(stem)) return std::string(stem);
    for (const auto& [dropped, endings] : rules.stems) {
      if (!endings.contains(rest)) continue;
      std::string base(stem);
      if (words.contains(base.append(dropped))) return base;
    }
  }
  return std::string(word);
}

bool IsHeadForm(const NameRules& rules, std::string_view word) {
  return rules.org_heads.contains(word) ||
         rules.org_heads.contains(BaseWord(rules, rules.org_heads, word));
}

bool IsNameAdjective(const NameRules& rules, std::string_view word) {
  return std::ranges::any_of(rules.adjectives, [&](const auto& by_head) {
    return EndingAt(by_head.second, word, kLeastStem) < word.size();
  });
}

std::string BaseName(const NameRules& rules, std::string_view name) {
  if (rules.endings.empty() && rules.stems.empty()) return std::string(name);  // heads do not bend
  std::vector<std::string> words;
  for (size_t at = 0; at < name.size();) {
    const size_t end = std::min(name.find(' ', at), name.size());
    words.emplace_back(name.substr(at, end - at));
    at = end + 1;
  }
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string folded = FoldName(words[i]);
    if (rules.org_heads.contains(folded)) break;
    const std::string base = BaseWord(rules, rules.org_heads, folded);
    if (!rules.org_heads.contains(base)) continue;
    const auto* forms = Agreeing(rules, base);
    if (i > 0 && IsGovernedBy(words[i - 1], forms)) break;
    words[i] = base;
    for (size_t before = 0; before < i && forms != nullptr; ++before)
      words[before] = BaseAdjective(*forms, FoldName(words[before]));
    // "Chmury Baltyckiej": an adjective may follow its head, and end the name.
    if (i + 2 == words.size() && forms != nullptr)
      words[i + 1] = BaseAdjective(*forms, FoldName(words[i + 1]), kLeastBehind);
    std::string whole = words[0];
    for (size_t k = 1; k < words.size(); ++k) whole += ' ' + words[k];
    return whole;
  }
  return std::string(name);
}

}  // namespace dealwire
