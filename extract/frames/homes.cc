#include "extract/frames/homes.h"

#include <algorithm>

#include "base/text.h"
#include "extract/text/fold.h"

namespace dealwire {
namespace {

constexpr size_t kShort = 3;  // characters: no longer a word than "US" is no beginning of one

// Words of scripts without spaces stand anywhere.
bool WordBeginsAt(std::string_view text, size_t at, bool* in_word) {
  size_t next = at;
  const char32_t c = NextCodePoint(text, &next);
  const bool begins = IsWordChar(c) && (!*in_word || IsSpaceless(c));
  *in_word = IsWordChar(c);
  return begins;
}

bool WordEndsAt(std::string_view text, size_t at) {
  if (at >= text.size()) return true;
  const char32_t c = NextCodePoint(text, &at);
  return !IsWordChar(c) || IsSpaceless(c);
}

}  // namespace

void HomeList::Add(const TomlValue& table, Diagnostics* problems) {
  table.CheckKeys({"name", "told_as", "members"}, problems);
  table.RequiredString("name", problems);
  const uint32_t home = count_++;
  for (const std::string& word : table.Strings("told_as", problems)) {
    const std::string folded = FoldText(word);
    longest_ = std::max<uint64_t>(longest_, folded.size());
    told_by_[folded].push_back(home);
  }
  for (const std::string& id : table.Strings("members", problems)) homes_of_[id].push_back(home);
}

// All beginnings of what stands there lie before it in order, the longer the nearer: each step goes
// to the next that may be one.
void HomeList::AddToldAt(std::string_view folded, size_t at, Set* homes) const {
  std::string_view rest = folded.substr(at, longest_);
  while (!rest.empty()) {
    auto it = told_by_.upper_bound(rest);
    if (it == told_by_.begin()) return;
    const std::string& word = (--it)->first;
    const auto [differs, unused] = std::ranges::mismatch(rest, word);
    rest = rest.substr(0, static_cast<size_t>(differs - rest.begin()));
    if (rest.size() < word.size()) continue;
    const bool whole = CountCodePoints(word) > kShort || WordEndsAt(folded, at + word.size());
    if (whole) homes->insert(homes->end(), it->second.begin(), it->second.end());
    rest.remove_suffix(1);
  }
}

HomeList::Set HomeList::ToldBy(std::string_view folded) const {
  Set homes;
  bool in_word = false;
  for (size_t at = 0; at < folded.size(); NextCodePoint(folded, &at)) {
    if (WordBeginsAt(folded, at, &in_word)) AddToldAt(folded, at, &homes);
  }
  std::ranges::sort(homes);
  homes.erase(std::unique(homes.begin(), homes.end()), homes.end());
  return homes;
}

HomeList::Set HomeList::ToldAtStart(std::string_view folded) const {
  Set homes;
  AddToldAt(folded, 0, &homes);
  std::ranges::sort(homes);
  return homes;
}

bool HomeList::IsAt(std::string_view org, const Set& homes) const {
  const auto it = homes_of_.find(org);
  return it != homes_of_.end() && std::ranges::any_of(it->second, [&](uint32_t home) {
           return std::ranges::binary_search(homes, home);
         });
}

}  // namespace dealwire
