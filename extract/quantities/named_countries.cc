#include "extract/quantities/named_countries.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace dealwire {

std::string NamedCountries::CurrencyBeside(size_t kind, size_t token) {
  constexpr int kFarthest = 32;  // countries, either way
  Look();
  const auto here = std::ranges::lower_bound(named_, token, {}, &Named::token);
  auto before = here;
  for (int i = 0; i < kFarthest && before != named_.begin(); ++i) {
    --before;
    if (!IsInBlock(before->token, token)) break;
    if (const std::string& code = CurrencyOf(kind, before->country); !code.empty()) return code;
  }
  auto behind = here;
  for (int i = 0; i < kFarthest && behind != named_.end(); ++i, ++behind) {
    if (!IsInBlock(token, behind->token)) break;
    if (const std::string& code = CurrencyOf(kind, behind->country); !code.empty()) return code;
  }
  return "";
}

const std::string& NamedCountries::CurrencyOfMost(size_t kind) {
  const auto [most, added] = most_.emplace(kind, words_.local[kind]);
  if (!added) return most->second;
  Look();
  std::map<std::string, int> times;
  for (const auto& [country, count] : times_) {
    if (const std::string& code = CurrencyOf(kind, country); !code.empty()) times[code] += count;
  }
  int largest = most->second.empty() ? 0 : std::max(1, times[most->second]);
  for (const auto& [code, count] : times) {
    if (count <= largest) continue;  // twice at least, and more often than its own
    largest = count;
    most->second = code;
  }
  return most->second;
}

void NamedCountries::Look() {
  if (std::exchange(looked_, true)) return;
  for (size_t i = 0; i < tokens_.size(); ++i) {
    if (tokens_[i].kind == TokenKind::kBreak) breaks_.push_back(i);
    const std::optional<size_t> country = CountryAt(i);
    if (!country) continue;
    named_.push_back({i, *country});
    ++times_[*country];
  }
}

std::optional<size_t> NamedCountries::CountryAt(size_t token) const {
  constexpr size_t kMostTokens = 8;  // "bosnia and herzegovina"
  const Token& first = tokens_[token];
  if (const Sense* nation = first.As(Role::kNation)) return nation->index;
  if (first.kind != TokenKind::kWord && first.kind != TokenKind::kOther) return std::nullopt;
  const WordTrie& trie = words_.vocabulary->countries;
  std::optional<size_t> longest;
  uint32_t node = WordTrie::kRoot;
  size_t i = first.start;
  const size_t last = std::min(token + kMostTokens, tokens_.size());
  for (size_t t = token; t < last; ++t) {
    for (; i < tokens_[t].end; ++i) {
      const WordTrie::Ends* ends = trie.At(node);
      // Korean particles follow without a boundary.
      if (ends != nullptr && words_.particles) longest = static_cast<size_t>(ends->exact);
      node = trie.Child(node, folded_[i] == '-' ? ' ' : folded_[i]);
      if (node == WordTrie::kNone) return longest;
    }
    if (const WordTrie::Ends* ends = trie.At(node)) longest = static_cast<size_t>(ends->exact);
  }
  return longest;
}

bool NamedCountries::IsInBlock(size_t from, size_t to) const {
  const auto next = std::ranges::lower_bound(breaks_, from);
  return next == breaks_.end() || *next >= to;
}

const std::string& NamedCountries::CurrencyOf(size_t kind, size_t country) {
  const auto [currency, added] = currencies_.emplace(std::pair(kind, country), "");
  if (added) currency->second = lexicon_.CurrencyOf(kind, lexicon_.Country(country));
  return currency->second;
}

}  // namespace dealwire
