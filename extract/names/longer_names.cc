#include "extract/names/longer_names.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "extract/names/name_bases.h"
#include "extract/names/name_rules.h"
#include "extract/names/name_words.h"
#include "extract/names/names.h"
#include "extract/names/oblique_names.h"
#include "extract/names/registry.h"
#include "extract/text/fold.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

bool IsThing(Cue cue) {
  return cue == Cue::kSite || cue == Cue::kCompute || cue == Cue::kChipNoun || cue == Cue::kPower ||
         cue == Cue::kNoCompute || cue == Cue::kTopic || cue == Cue::kContract;
}

class Lengthener {
 public:
  Lengthener(const Document& document, const Registry& registry, const std::vector<CueMatch>& cues,
             const Mentions& mentions)
      : document_(document),
        text_(document.text),
        registry_(registry),
        rules_(registry.Rules(document.article->lang)),
        english_(registry.EnglishRules()),
        common_(registry.CommonNamesOf(document.article->lang)),
        cues_(cues),
        mentions_(mentions) {}

  // Of a mention that may be one: where it would end.
  struct Longer {
    size_t mention = 0;
    size_t end = 0;        // of the name
    size_t with_form = 0;  // of the legal form behind it, else the same
    std::string word;      // folded, the one right behind the name
    bool form = false;     // a legal form or a head shows it
    bool repeats = false;  // it stands where any word may have a capital
  };

  std::optional<Longer> Look(size_t index) const {
    const Mention& mention = mentions_[index];
    const auto* org = Get<OrgValue>(mention);
    if (org == nullptr || !org->known) return std::nullopt;
    const size_t end = mention.span.byte_end;
    const std::optional<Span> word = CapitalAt(end);
    if (!word || IsMentioned(index, *word)) return std::nullopt;
    Longer longer{index, word->byte_end, word->byte_end, Folded(*word)};
    if (!MayGoOn(*word, longer.word) || !IsWhole(mention, *org) || SellsThings(org->id))
      return std::nullopt;
    if (const std::optional<Span> next = CapitalAt(word->byte_end)) {
      if (IsMentioned(index, *next)) return std::nullopt;
      longer.form = IsForm(Folded(*next));
      if (!longer.form && !IsOrgHead(Folded(*next))) return std::nullopt;
      longer.with_form = next->byte_end;
      if (!longer.form) longer.end = next->byte_end;
      longer.form = true;
    } else if (IsThingBehind(word->byte_end)) {
      return std::nullopt;
    }
    if (!longer.form && (rules_.noun_capitals || BehindRole(mention.span.byte_start)))
      return std::nullopt;
    const DocumentBlockKind kind = document_.blocks[document_.BlockAt(end)].kind;
    longer.repeats = document_.InTitle(mention.span) || kind == DocumentBlockKind::kTitle ||
                     kind == DocumentBlockKind::kHeading;
    return longer;
  }

 private:
  std::string Folded(const Span& span) const { return FoldText(document_.Slice(span)); }

  // The word with a capital behind one space, if a space or a mark follows it.
  std::optional<Span> CapitalAt(size_t end) const {
    constexpr size_t kLeast = 2, kMost = 24;  // bytes
    constexpr std::string_view kMarks = " ,.;:)\n|\"'";
    if (end + kLeast >= text_.size() || text_[end] != ' ') return std::nullopt;
    size_t at = end + 1;
    const Script script = ScriptAfter(text_, at);
    const Script before = ScriptBefore(text_, end);  // a digit's: "Data4 Iberia"
    if (!HasCase(script) || (script != before && before != Script::kDigit) ||
        !IsUpper(NextCodePoint(text_, &at)))
      return std::nullopt;
    const size_t last = RunEnd(text_, end + 1);
    if (last - end - 1 < kLeast || last - end - 1 > kMost) return std::nullopt;
    const bool closed =
        last == text_.size() || kMarks.find(text_[last]) != std::string_view::npos ||
        text_.substr(last).starts_with("\u2019") || text_.substr(last).starts_with("\u00BB") ||
        text_.substr(last).starts_with("\u201D");
    return closed ? std::optional(Span{end + 1, last}) : std::nullopt;
  }

  // Whether anything else found overlaps it.
  bool IsMentioned(size_t index, const Span& word) const {
    for (size_t i = index + 1; i < mentions_.size(); ++i) {
      if (mentions_[i].span.byte_start >= word.byte_end) break;
      if (mentions_[i].span.Overlaps(word)) return true;
    }
    return false;
  }

  bool MayGoOn(const Span& word, const std::string& folded) const {
    size_t letters = CountCodePoints(document_.Slice(word));
    if (letters < 2 || (rules_.syllables && !IsAsciiText(document_.Slice(word)))) return false;
    const auto of = [&](const NameRules& rules) {
      return MatchesWord(rules.roles, folded) || rules.no_names.contains(folded) ||
             rules.openers.contains(folded) || rules.articles.contains(folded);
    };
    return !of(rules_) && !of(english_) && !IsForm(folded) && !common_.Contains(folded) &&
           !MatchesWord(rules_.org_nouns, folded) && !MatchesWord(rules_.origins, folded);
  }

  bool IsForm(const std::string& folded) const {
    const auto of = [&](const NameRules& rules) {
      return rules.legal_forms.contains(folded) || rules.legal_forms.contains(folded + '.') ||
             rules.small_forms.contains(folded);
    };
    return of(rules_) || of(english_);
  }

  bool IsOrgHead(const std::string& folded) const {
    return rules_.org_heads.contains(folded) || english_.org_heads.contains(folded);
  }

  // Without an ending of the language, and no short form.
  bool IsWhole(const Mention& mention, const OrgValue& org) const {
    const std::string name = FoldName(document_.Slice(mention.span));
    std::vector<Automaton::Match> matches;
    registry_.automaton().FindFrom(name, 0, &matches);
    return std::ranges::any_of(matches, [&](const Automaton::Match& match) {
      const Alias& alias = registry_.alias(match.value);
      if (match.byte_end != name.size() || alias.dropped != 0 ||
          (alias.type != AliasType::kName && alias.type != AliasType::kAmbiguous))
        return false;
      const Entity entity = registry_.Get(alias.entity);
      return entity.kind == EntityKind::kOrg && entity.id == org.id;
    });
  }

  bool SellsThings(const std::string& id) const {
    return registry_.MakesChips(id) || registry_.SellsProducts(id);
  }

  // "the president of N": a noun for who leads a firm, among the two words before.
  bool BehindRole(size_t start) const {
    constexpr size_t kWords = 2;
    size_t end = start;
    for (size_t words = 0; words < kWords && end > 0 && text_[end - 1] == ' '; ++words) {
      const size_t begin = RunStart(text_, end - 1);
      if (begin == end - 1) return false;
      if (MatchesWord(rules_.roles, Folded({begin, end - 1}))) return true;
      end = begin;
    }
    return false;
  }

  bool IsThingBehind(size_t end) const {
    auto cue = std::ranges::lower_bound(cues_, end + 1, {},
                                        [](const CueMatch& c) { return c.span.byte_start; });
    for (; cue != cues_.end() && cue->span.byte_start == end + 1; ++cue) {
      if (IsThing(cue->cue)) return true;
    }
    return false;
  }

  const Document& document_;
  const std::string_view text_;
  const Registry& registry_;
  const NameRules& rules_;
  const NameRules& english_;
  const NoNames common_;
  const std::vector<CueMatch>& cues_;
  const Mentions& mentions_;
};

// Those of `words` that the text has in small letters.
StringSet SmallOf(const Document& document, const StringSet& words) {
  StringSet small;
  const std::string_view text = document.folded.text;
  for (size_t at = document.words.Begin(0); at < text.size(); at = document.words.Begin(at)) {
    const size_t end = document.words.End(at);
    const std::string_view word = text.substr(at, end - at);
    if (words.contains(word)) {
      size_t from = document.folded.ToSource(at);
      if (!IsUpper(NextCodePoint(document.text, &from))) small.insert(word);
    }
    at = end;
  }
  return small;
}

}  // namespace

void LengthenNames(const Document& document, const Registry& registry,
                   const std::vector<CueMatch>& cues, Mentions* mentions) {
  const Lengthener lengthener(document, registry, cues, *mentions);
  std::vector<Lengthener::Longer> found;
  StringSet words;
  for (size_t i = 0; i < mentions->size(); ++i) {
    std::optional<Lengthener::Longer> longer = lengthener.Look(i);
    if (!longer) continue;
    words.insert(longer->word);
    found.push_back(*std::move(longer));
  }
  if (found.empty()) return;
  const StringSet small = SmallOf(document, words);
  std::erase_if(found,
                [&](const auto& longer) { return !longer.form && small.contains(longer.word); });
  const NameRules& rules = registry.Rules(document.article->lang);
  std::vector<OpenOrganisation> names;
  for (const auto& longer : found) {
    const Span span = {(*mentions)[longer.mention].span.byte_start, longer.end};
    OrgValue org{OrganisationSlug(BaseName(rules, document.Slice(span))),
                 std::string(document.Slice(span))};
    org.known = false;
    names.push_back({{span, "names.open.strong", std::move(org)}, true});
  }
  BaseObliqueNames(document, rules, &names);
  const auto id = [&](size_t i) { return Get<OrgValue>(names[i].mention)->id; };
  StringSet shown;
  for (size_t i = 0; i < found.size(); ++i) {
    if (!found[i].repeats) shown.insert(id(i));
  }
  for (size_t i = 0; i < found.size(); ++i) {
    if (!shown.contains(id(i))) continue;
    Mention& mention = (*mentions)[found[i].mention];
    mention = std::move(names[i].mention);
    mention.span.byte_end = found[i].with_form;
  }
}

}  // namespace dealwire
