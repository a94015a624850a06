#include "extract/names/names.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "extract/names/name_ends.h"
#include "extract/names/registry.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

// A name in the folded text: [start, end), with its ending [start, span_end).
struct Hit {
  size_t start = 0;
  size_t end = 0;
  size_t span_end = 0;
  uint32_t value = 0;  // of the automaton
};

// What the article names without doubt, by which ambiguous names are judged.
struct NameEvidence {
  std::set<uint32_t> orgs, products, chips;  // indices into the registry
  std::set<uint32_t> words;                  // ids of context words
  // Vendors and chips that an ambiguous name may stand for: such a pair bears each other out.
  std::set<std::string_view> maybe_vendors, vendors_of_maybe_chips;
};

class Finder {
 public:
  Finder(const Document& document, const Registry& registry)
      : document_(document),
        registry_(registry),
        rules_(registry.Rules(document.article->lang)),
        text_(document.name_text),
        ends_(text_, document.folded, document.text, registry, rules_) {}

  Names Find() {
    std::vector<Automaton::Match> matches;
    const Automaton& automaton = registry_.automaton();
    for (size_t i = 0; i < text_.size(); ++i) {
      if (i > 0 && document_.words.AsciiAt(i - 1)) {  // nothing begins within a word
        i = document_.words.AsciiEnd(i);
        if (i == text_.size()) break;
      }
      if (text_[i] == ' ' || !automaton.MayFindFrom(text_, i) || !MayBeginName(text_, i)) continue;
      matches.clear();
      automaton.FindFrom(text_, i, &matches);
      for (const Automaton::Match& match : matches) Consider(match);
    }
    std::erase_if(hits_, [&](const Hit& c) { return !HasWhatItNeeds(c); });
    Sort();
    Names names;
    Emit(false, &names.found);
    Emit(true, &names.models);
    return names;
  }

 private:
  const Alias& AliasOf(const Hit& c) const { return registry_.alias(c.value); }
  bool IsChip(const Alias& alias) const {
    return registry_.Get(alias.entity).kind == EntityKind::kChip;
  }

  void Consider(const Automaton::Match& match) {
    const Alias& alias = registry_.alias(match.value);
    if (!ends_.BeginsWord(match.byte_start)) return;
    if (alias.type == AliasType::kContext) {
      evidence_.words.insert(alias.entity);
      return;
    }
    const std::optional<size_t> span_end = ends_.EndOf(match);
    if (!span_end) return;
    hits_.push_back({match.byte_start, match.byte_end, *span_end, match.value});
    const Entity entity = registry_.Get(alias.entity);
    if (alias.type == AliasType::kAmbiguous) {
      if (entity.kind == EntityKind::kOrg) evidence_.maybe_vendors.insert(entity.id);
      if (entity.kind == EntityKind::kChip) evidence_.vendors_of_maybe_chips.insert(entity.parent);
    }
    if (alias.type == AliasType::kName) {
      (entity.kind == EntityKind::kOrg       ? evidence_.orgs
       : entity.kind == EntityKind::kProduct ? evidence_.products
                                             : evidence_.chips)
          .insert(alias.entity);
    }
  }

  static bool HasOther(const std::set<uint32_t>& found, uint32_t self) {
    return found.size() > 1 || (found.size() == 1 && *found.begin() != self);
  }

  bool HasWhatItNeeds(const Hit& c) const {
    const Alias& alias = AliasOf(c);
    if (alias.type == AliasType::kName || alias.type == AliasType::kInflected) return true;
    if (alias.type == AliasType::kMistranslation) {
      return registry_.String(alias.extra) == LanguageKeyOfArticle() &&
             HasOther(evidence_.orgs, alias.entity) && !FollowsArticle(c.start);
    }
    const Needs& needs = registry_.needs(alias);
    if (EndsOtherWord(c, needs)) return false;
    // The article gives the full name elsewhere.
    if (evidence_.orgs.contains(alias.entity) || evidence_.chips.contains(alias.entity)) {
      return true;
    }
    if (Holds(needs.not_with)) return false;
    if (!needs.InArticle()) return true;
    const Entity entity = registry_.Get(alias.entity);
    if (entity.kind == EntityKind::kChip ? evidence_.maybe_vendors.contains(entity.parent)
                                         : evidence_.vendors_of_maybe_chips.contains(entity.id)) {
      return true;
    }
    return (needs.org && HasOther(evidence_.orgs, alias.entity)) ||
           (needs.product && HasOther(evidence_.products, alias.entity)) ||
           (needs.chip && HasOther(evidence_.chips, alias.entity)) || Holds(needs.words);
  }

  // Whether the article holds one of some context words.
  bool Holds(const std::vector<uint32_t>& words) const {
    return std::ranges::any_of(words,
                               [&](uint32_t word) { return evidence_.words.contains(word); });
  }

  // Chinese "rengong zhihui yu keji" (artificial intelligence and technology) holds "Huiyu Keji".
  bool EndsOtherWord(const Hit& c, const Needs& needs) const {
    const std::string_view before = text_.substr(0, c.start);
    return std::ranges::any_of(needs.not_behind,
                               [&](const std::string& text) { return before.ends_with(text); });
  }

  std::string LanguageKeyOfArticle() const {
    const std::string& lang = document_.article->lang;
    return lang.substr(0, lang.find('-'));
  }

  // "das Orakel" is a common noun; "Orakel" alone may be a name taken for one.
  bool FollowsArticle(size_t start) const {
    if (start < 2 || text_[start - 1] != ' ') return false;
    const size_t run = RunStart(text_, start - 1);
    return rules_.articles.contains(text_.substr(run, start - 1 - run));
  }

  void Sort() {
    std::ranges::sort(hits_, [&](const Hit& a, const Hit& b) {
      if (a.start != b.start) return a.start < b.start;
      if (a.end != b.end) return a.end > b.end;
      if (a.span_end != b.span_end) return a.span_end > b.span_end;
      const Alias &x = AliasOf(a), &y = AliasOf(b);
      return x.type != y.type ? x.type < y.type : x.entity < y.entity;
    });
  }

  // "The cloud of Amazon" in "the cloud of Amazon Web Services": a longer name of the same kind
  // begins in this one and ends behind it.
  bool IsCrossed(std::vector<Hit>::const_iterator hit) const {
    constexpr int kMostRead = 16;
    auto other = std::next(hit);
    for (int i = 0; i < kMostRead && other != hits_.end() && other->start < hit->span_end;
         ++i, ++other) {
      if (other->start > hit->start && other->span_end > hit->span_end &&
          other->end - other->start > hit->end - hit->start &&
          IsChip(AliasOf(*other)) == IsChip(AliasOf(*hit)))
        return true;
    }
    return false;
  }

  void Emit(bool chips, Mentions* out) const {
    size_t taken = 0;
    for (auto hit = hits_.begin(); hit != hits_.end(); ++hit) {
      const Hit& c = *hit;
      const Alias& alias = AliasOf(c);
      const Entity entity = registry_.Get(alias.entity);
      if (c.start < taken || (entity.kind == EntityKind::kChip) != chips || IsCrossed(hit))
        continue;
      taken = c.span_end;
      Mention mention;
      mention.span = {document_.folded.ToSource(c.start), document_.folded.ToSource(c.span_end)};
      const size_t head =
          entity.kind == EntityKind::kOrg && entity.only_as_party ? HeadBehind(c) : 0;
      const bool known = std::ranges::binary_search(hits_, c.end + 1, {}, &Hit::start);
      if (head > 0 && !known) {
        taken = head;
        mention.span.byte_end = document_.folded.ToSource(head);
      }
      mention.rule = registry_.RuleOf(alias.entity);
      if (entity.kind == EntityKind::kOrg) {
        OrgValue org{std::string(entity.id), std::string(entity.name)};
        if (entity.only_as_party) {
          const bool inflected = alias.type == AliasType::kInflected;
          org.own = taken > c.span_end ? OrganisationSlug(document_.Slice(mention.span))
                    : inflected        ? OrganisationSlug(entity.name)
                                       : BaseForm(c);
        }
        mention.value = std::move(org);
      } else if (entity.kind == EntityKind::kProduct) {
        mention.value = ProductValue{std::string(entity.id), std::string(entity.name),
                                     std::string(entity.parent)};
      } else {
        ChipValue chip;
        chip.id = entity.id;
        chip.vendor = entity.parent;
        chip.family = entity.family;
        chip.kind = entity.chip_kind;
        mention.value = std::move(chip);
      }
      out->push_back(std::move(mention));
    }
  }

  // "PFR Ventures", "N samuh" (group): a word that ends names of organisations, right behind one
  // that goes by its own name, belongs to it. Where it ends; 0 where none stands there.
  size_t HeadBehind(const Hit& c) const {
    const size_t start = c.end + 1;
    if (c.span_end != c.end || start >= text_.size() || text_[c.end] != ' ') return 0;
    const Script script = ScriptAfter(text_, start);
    if (script != ScriptBefore(text_, c.end)) return 0;
    const size_t end = RunEnd(text_, start);
    const std::string_view word = text_.substr(start, end - start);
    if (!rules_.org_heads.contains(word) &&
        !(script == Script::kLatin && registry_.EnglishRules().org_heads.contains(word)))
      return 0;
    const size_t from = document_.folded.ToSource(start);
    size_t at = from;
    const char32_t first = NextCodePoint(document_.text, &at);
    const bool cased = script == Script::kLatin || script == Script::kCyrillic;
    return !cased || IsUpper(first) ? end : 0;
  }

  // The name without its ending, and without its legal form ("Aker ASA"), as an id.
  std::string BaseForm(const Hit& c) const {
    const size_t space = text_.substr(c.start, c.end - c.start).rfind(' ');
    const bool form =
        space != std::string_view::npos &&
        rules_.legal_forms.contains(text_.substr(c.start + space + 1, c.end - c.start - space - 1));
    const size_t end = form ? c.start + space : c.end;
    const Span span = {document_.folded.ToSource(c.start), document_.folded.ToSource(end)};
    std::string name(document_.Slice(span));
    if (!form) name.append(registry_.String(AliasOf(c).dropped));
    return OrganisationSlug(name);
  }

  const Document& document_;
  const Registry& registry_;
  const NameRules& rules_;
  const std::string_view text_;
  const NameEnds ends_;
  std::vector<Hit> hits_;
  NameEvidence evidence_;
};

}  // namespace

Names FindNames(const Document& document, const Registry& registry) {
  return Finder(document, registry).Find();
}

std::vector<std::string> FailedNameExamples(const Registry& registry) {
  std::vector<std::string> failed;
  for (const NameExample& example : registry.examples()) {
    Article article;
    article.lang = example.lang;
    article.text = example.text;
    const Document document = MakeDocument(article);
    const Names names = FindNames(document, registry);
    const auto is_it = [&](const Mention& m) {
      if (const auto* org = Get<OrgValue>(m)) return org->id == example.id;
      if (const auto* product = Get<ProductValue>(m)) return product->id == example.id;
      return Get<ChipValue>(m)->id == example.id;
    };
    const bool found =
        std::ranges::any_of(example.kind == EntityKind::kChip ? names.models : names.found, is_it);
    if (found == example.near_miss) {
      failed.push_back(example.where + ": '" + example.id + "' is " +
                       (found ? "found in the near miss: " : "not found in the example: ") +
                       example.text);
    }
  }
  return failed;
}

}  // namespace dealwire
