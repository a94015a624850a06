#include "base/text.h"
#include "extract/bare_names.h"
#include "extract/cased_names.h"
#include "extract/fold.h"
#include "extract/name_signs.h"
#include "extract/name_words.h"
#include "extract/names.h"
#include "extract/open_name_list.h"
#include "extract/registry.h"
#include "extract/uncased_names.h"

namespace dealwire {

std::vector<OpenOrganisation> OpenOrganisations(const Document& document, const Registry& registry,
                                                const Mentions& mentions) {
  const NameRules& rules = registry.Rules(document.article->lang);
  OpenNameList list(document, rules, mentions);
  const NameWords words(document, rules, list.covered());
  CasedNames cased(document, registry, words);
  const std::vector<Span> signed_names = SignedNames(document, registry);
  const std::vector<BareName> bare_names = BareNames(document, registry);
  auto sign = signed_names.begin();
  auto bare = bare_names.begin();
  for (size_t i = 0; i < document.sentences.size() && !list.full(); ++i) {
    const size_t end = document.sentences[i].span.byte_end;
    for (; sign != signed_names.end() && sign->byte_start < end; ++sign)
      list.Add(sign->byte_start, sign->byte_end, true);
    cased.Find(words.OfSentence(i), &list);
    for (; bare != bare_names.end() && bare->span.byte_start < end; ++bare)
      list.Add(bare->span.byte_start, bare->span.byte_end, bare->strong);
    FindUncasedNames(document, rules, words.OfSentence(i), &list);
  }
  return list.Take();
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

std::string ShortFormOf(std::string_view name) {
  constexpr size_t kShortest = 4;  // bytes
  std::string slug = OrganisationSlug(name);
  const size_t dash = slug.find('-');
  if (dash == std::string::npos || dash < kShortest) return "";
  slug.resize(dash);
  return slug;
}

}  // namespace dealwire
