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
  for (size_t i = 0; i < document.sentences.size() && !list.full(); ++i) {
    for (const Span& span : SignedNames(document, document.sentences[i].span, registry))
      list.Add(span.byte_start, span.byte_end, true);
    cased.Find(words.OfSentence(i), &list);
    for (const BareName& bare : BareNames(document, document.sentences[i].span, registry))
      list.Add(bare.span.byte_start, bare.span.byte_end, bare.strong);
    FindUncasedNames(document, rules, words.OfSentence(i), &list);
  }
  return list.Take();
}

std::string OrganisationSlug(std::string_view name) {
  // The dotless i is a letter of its own here; matching takes it for an i.
  const bool turkish = name.find("\xC4\xB1") != std::string_view::npos;
  const std::string folded = turkish ? FoldCase(name) : FoldText(name);
  std::string slug;
  bool gap = false;
  for (size_t i = 0; i < folded.size();) {
    const size_t start = i;
    const char32_t c = NextCodePoint(folded, &i);
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

}  // namespace dealwire
