#include "extract/quantities/lexicon_bare_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "extract/quantities/cldr.h"
#include "extract/quantities/lexicon_rows.h"

namespace dealwire {
namespace {

constexpr size_t kFewest = 3;        // currencies whose names share a word
constexpr size_t kShortestHead = 3;  // code points of a beginning that names share

using Codes = std::set<std::string>;
using WordCodes = std::map<std::string, Codes, std::less<>>;

// Words of a name; in scripts without spaces its beginnings as well.
void AddParts(const std::string& name, const std::string& code, WordCodes* words) {
  size_t start = 0;
  while (start < name.size()) {
    const size_t end = std::min(name.find(' ', start), name.size());
    const std::string_view word = std::string_view(name).substr(start, end - start);
    if (!word.empty()) (*words)[std::string(word)].insert(code);
    size_t points = 0;
    for (size_t i = 0; i < word.size();) {
      const char32_t c = NextCodePoint(word, &i);
      if (!IsSpaceless(c)) break;
      if (++points >= kShortestHead && i < word.size())
        (*words)[std::string(word.substr(0, i))].insert(code);
    }
    start = end + 1;
  }
}

bool BelongsTo(const Codes& codes, size_t kind, size_t named, const Currencies& currencies) {
  const auto inside = static_cast<size_t>(std::ranges::count_if(
      codes, [&](const std::string& code) { return currencies.InKind(kind, code); }));
  return inside >= kFewest && inside * 2 >= named && inside * 2 > codes.size();
}

}  // namespace

void BareCurrencyNames(const std::string& locale, const Currencies& currencies,
                       const std::function<void(const std::string& word, size_t kind)>& sink) {
  WordCodes words;
  Codes named;
  cldr::CurrencyNames(locale, cldr::Whose::kInherited,
                      [&](const std::string& name, const std::string& code) {
                        if (name == code || name.find_first_of("()0123456789") != std::string::npos)
                          return;
                        named.insert(code);
                        AddParts(TrieKey(name), code, &words);
                      });
  for (size_t kind = 0; kind < currencies.size(); ++kind) {
    if (!currencies.IsKind(kind)) continue;
    const auto of_kind = static_cast<size_t>(std::ranges::count_if(
        named, [&](const std::string& code) { return currencies.InKind(kind, code); }));
    if (of_kind < kFewest) continue;
    std::vector<std::string_view> found;
    for (const auto& [word, codes] : words) {
      if (BelongsTo(codes, kind, of_kind, currencies)) found.push_back(word);
    }
    for (size_t i = 0; i < found.size(); ++i) {
      // Of beginnings that one another begin with, the longest: sorted, it comes last.
      size_t first = 0;
      const bool begins = i + 1 < found.size() && found[i + 1].starts_with(found[i]) &&
                          IsSpaceless(NextCodePoint(found[i], &first));
      if (!begins) sink(std::string(found[i]), kind);
    }
  }
}

}  // namespace dealwire
