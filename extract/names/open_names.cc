#include "extract/names/open_names.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "extract/names/bare_names.h"
#include "extract/names/cased_names.h"
#include "extract/names/name_signs.h"
#include "extract/names/name_words.h"
#include "extract/names/names.h"
#include "extract/names/open_name_list.h"
#include "extract/names/registry.h"
#include "extract/names/spelled_names.h"
#include "extract/names/uncased_names.h"
#include "extract/text/fold.h"

namespace dealwire {

struct OpenNames::State {
  State(const Document& d, const Registry& r, const Mentions& m)
      : document(d),
        registry(r),
        rules(r.Rules(d.article->lang)),
        list(d, rules, m),
        asked(list),
        words(d, rules, list.covered()),
        cased(d, r, words),
        signed_names(SignedNames(d, r)) {}

  const Document& document;
  const Registry& registry;
  const NameRules& rules;
  OpenNameList list, asked;  // of all sentences, and of those asked for
  const NameWords words;
  CasedNames cased;
  const std::vector<Span> signed_names;
};

OpenNames::OpenNames(const Document& document, const Registry& registry, const Mentions& mentions)
    : state_(std::make_unique<State>(document, registry, mentions)) {}

OpenNames::~OpenNames() = default;

// Without capitals a name may stand wherever the article has shown it elsewhere.
bool OpenNames::MayHold(size_t sentence, size_t least) {
  constexpr size_t kMost = 1000;  // a list has room for more
  State& s = *state_;
  const std::span<const NameWord> words = s.words.OfSentence(sentence);
  const size_t before = s.asked.size();
  if (least == 0 || before > kMost || s.words.AnyUncased(sentence)) return true;
  const Span& span = s.document.sentences[sentence].span;
  auto sign = std::ranges::lower_bound(s.signed_names, span.byte_start, {}, &Span::byte_start);
  for (; sign != s.signed_names.end() && sign->byte_start < span.byte_end; ++sign)
    s.asked.Add(sign->byte_start, sign->byte_end, true);
  s.cased.Find(words, &s.asked);
  return s.asked.size() - before >= least;
}

std::vector<OpenOrganisation> OpenNames::Find() {
  State& s = *state_;
  const std::vector<BareName> bare_names = BareNames(s.document, s.registry);
  auto sign = s.signed_names.begin();
  auto bare = bare_names.begin();
  for (size_t i = 0; i < s.document.sentences.size() && !s.list.full(); ++i) {
    const size_t end = s.document.sentences[i].span.byte_end;
    for (; sign != s.signed_names.end() && sign->byte_start < end; ++sign)
      s.list.Add(sign->byte_start, sign->byte_end, true);
    s.cased.Find(s.words.OfSentence(i), &s.list);
    for (; bare != bare_names.end() && bare->span.byte_start < end; ++bare)
      s.list.Add(bare->span.byte_start, bare->span.byte_end, bare->strong);
    if (!s.words.AnyUncased(i)) continue;
    FindUncasedNames(s.document, s.rules, s.words.OfSentence(i), &s.list);
    FindSpelledNames(s.document, s.rules, s.words.OfSentence(i), &s.list);
    FindFramedWords(s.document, s.rules, s.words.OfSentence(i), &s.list);
  }
  return s.list.Take();
}

namespace {

// The same of a name of ASCII alone.
std::string AsciiSlug(std::string_view name) {
  std::string slug;
  slug.reserve(name.size());
  bool gap = false;
  for (const char c : name) {
    const auto letter = static_cast<char>(c | 0x20);
    const bool digit = c >= '0' && c <= '9';
    if (!digit && !(letter >= 'a' && letter <= 'z')) {
      gap = !slug.empty();
      continue;
    }
    if (gap) slug.push_back('-');
    gap = false;
    slug.push_back(digit ? c : letter);
  }
  return slug;
}

}  // namespace

// Letters that matching takes for others and a name keeps: a dotless i, a dot below in Devanagari,
// what an alef carries in Arabic, where vowel signs are still nobody's own.
std::string OrganisationSlug(std::string_view name) {
  if (IsAsciiText(name)) return AsciiSlug(name);
  const auto holds = [&](std::string_view lead) {
    return name.find(lead) != std::string_view::npos;
  };
  const bool arabic = holds("\xD8") || holds("\xD9");
  const bool exact = arabic || holds("\xC4\xB1") || holds("\xE0\xA4\xBC");
  const std::string folded = exact ? FoldCase(name) : FoldText(name);
  std::string slug;
  bool gap = false;
  for (size_t i = 0; i < folded.size();) {
    const size_t start = i;
    const char32_t c = NextCodePoint(folded, &i);
    if (arabic && FoldText(std::string_view(folded).substr(start, i - start)).empty()) continue;
    if (c == 0x0307) continue;  // the dot of a Turkish capital I
    if (!IsWordChar(c)) {
      gap = !slug.empty();
      continue;
    }
    if (gap) slug.push_back('-');
    gap = false;
    slug.append(folded, start, i - start);
  }
  return slug;
}

std::string ShortFormOf(std::string_view name, const NameRules& rules) {
  constexpr size_t kShortest = 4;  // bytes
  std::string slug = OrganisationSlug(name);
  const size_t dash = slug.find('-');
  if (dash == std::string::npos || dash < kShortest) return "";
  slug.resize(dash);
  if (rules.org_heads.contains(slug) || MatchesWord(rules.org_nouns, slug)) return "";
  return slug;
}

}  // namespace dealwire
