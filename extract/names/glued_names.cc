#include "extract/names/glued_names.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "extract/names/name_rules.h"
#include "extract/names/names.h"
#include "extract/names/registry.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

class GluedFinder {
 public:
  GluedFinder(std::string_view text, const NameRules& rules) : text_(text), rules_(rules) {}

  // Where the longer name ends whose registered part ends at `end`; `end` where there is none.
  size_t EndOf(size_t end, size_t limit) const {
    constexpr int kMostBetween = 4;  // characters
    size_t at = end;
    for (int between = 0; between <= kMostBetween && at < limit; ++between) {
      if (const size_t behind = PastHead(at, limit); behind > at) return behind;
      const size_t here = at;
      const Script script = ScriptOf(NextCodePoint(text_, &at));
      if (script != Script::kHan || IsStop(here)) break;
    }
    return end;
  }

 private:
  // Behind the longest word for a trade at `at`; `at` where there is none.
  size_t PastHead(size_t at, size_t limit) const {
    size_t behind = at;
    for (const std::string_view head : rules_.signs.branch_heads) {
      if (at + head.size() > limit || at + head.size() <= behind || !IsAt(at, head)) continue;
      if (Ends(at + head.size())) behind = at + head.size();
    }
    return behind;
  }

  // Whether a word ends there: katakana does not go on, nor Hangul but for a particle.
  bool Ends(size_t at) const {
    const Script before = ScriptBefore(text_, at), behind = ScriptAfter(text_, at);
    if (before != behind || (before != Script::kKatakana && before != Script::kHangul)) return true;
    return before == Script::kHangul &&
           rules_.particles.contains(text_.substr(at, RunEnd(text_, at) - at));
  }

  bool IsStop(size_t at) const {
    return rules_.name_stops.HoldsBeginningOf(text_.substr(at)) ||
           rules_.particles.HoldsBeginningOf(text_.substr(at));
  }

  bool IsAt(size_t at, std::string_view word) const { return text_.substr(at).starts_with(word); }

  const std::string_view text_;
  const NameRules& rules_;
};

}  // namespace

void LengthenGluedNames(const Document& document, const Registry& registry, Mentions* mentions) {
  const NameRules& rules = registry.Rules(document.article->lang);
  if (rules.signs.branch_heads.empty()) return;
  const GluedFinder finder(document.text, rules);
  for (size_t i = 0; i < mentions->size(); ++i) {
    Mention& mention = (*mentions)[i];
    const auto* org = Get<OrgValue>(mention);
    if (org == nullptr || !org->known || mention.span.byte_end >= document.text.size() ||
        !IsSpaceless(ScriptAfter(document.text, mention.span.byte_end)))
      continue;
    const size_t limit = i + 1 < mentions->size()
                             ? std::max((*mentions)[i + 1].span.byte_start, mention.span.byte_end)
                             : document.text.size();
    const Span span = {mention.span.byte_start, finder.EndOf(mention.span.byte_end, limit)};
    if (span.byte_end == mention.span.byte_end) continue;
    OrgValue longer{OrganisationSlug(document.Slice(span)), std::string(document.Slice(span))};
    longer.known = false;
    mention = {span, "names.open.strong", std::move(longer)};
  }
}

}  // namespace dealwire
