#include "extract/names/title_names.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "extract/text/string_set.h"

namespace dealwire {
namespace {

constexpr size_t kLeastWord = 4;  // letters: shorter words are small in such a title, too

// Whether most words of the title have a capital, of those that have letters of both sizes.
bool InCapitals(std::string_view title) {
  size_t capitals = 0, words = 0;
  for (size_t at = 0; at < title.size();) {
    const size_t end = std::min(title.find(' ', at), title.size());
    const std::string_view word = title.substr(at, end - at);
    size_t first = 0;
    const char32_t c = word.empty() ? U' ' : NextCodePoint(word, &first);
    at = end + 1;
    if (CountCodePoints(word) < kLeastWord || !IsLetter(c)) continue;
    ++words;
    capitals += IsUpper(c) ? 1U : 0U;
  }
  constexpr size_t kLeastWords = 3;
  return words >= kLeastWords && capitals + capitals / 4 >= words;
}

}  // namespace

void CutTitleNames(const Document& document, std::vector<OpenOrganisation>* names) {
  if (document.blocks.empty() || !InCapitals(document.Slice(document.blocks[0].span))) return;
  StringSet body;
  for (const OpenOrganisation& open : *names) {
    if (!document.InTitle(open.mention.span)) body.insert(Get<OrgValue>(open.mention)->id);
  }
  for (OpenOrganisation& open : *names) {
    Span& span = open.mention.span;
    OrgValue& org = std::get<OrgValue>(open.mention.value);
    if (!document.InTitle(span) || body.contains(org.id)) continue;
    const std::string_view name = document.Slice(span);
    for (size_t end = name.rfind(' '); end != std::string_view::npos && end > 0;
         end = name.rfind(' ', end - 1)) {
      std::string id = OrganisationSlug(name.substr(0, end));
      if (!body.contains(id)) continue;
      org.id = std::move(id);
      org.name = std::string(name.substr(0, end));
      span.byte_end = span.byte_start + end;
      break;
    }
  }
}

}  // namespace dealwire
