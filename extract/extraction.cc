#include "extract/extraction.h"

#include <algorithm>
#include <map>
#include <set>

#include "extract/chips.h"
#include "extract/cues.h"
#include "extract/dates.h"
#include "extract/discourse.h"
#include "extract/document.h"
#include "extract/languages.h"
#include "extract/names.h"
#include "extract/org_roles.h"
#include "extract/quantities.h"
#include "extract/registry.h"
#include "extract/rules.h"

namespace dealwire {
namespace {

void Append(Mentions&& from, Mentions* to) {
  to->insert(to->end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// A body line that repeats the title carries no mentions.
void DropRepeatedTitle(const Document& document, Mentions* mentions) {
  std::erase_if(*mentions, [&](const Mention& m) {
    return document.blocks[document.BlockAt(m.span.byte_start)].repeats_title;
  });
}

void SortMentions(Mentions* mentions) {
  std::ranges::sort(*mentions, [](const Mention& a, const Mention& b) {
    if (a.span.byte_start != b.span.byte_start) return a.span.byte_start < b.span.byte_start;
    if (a.span.byte_end != b.span.byte_end) return a.span.byte_end > b.span.byte_end;
    return a.value.index() < b.value.index();
  });
}

// Organisations outside the registry's core are mentions only where they are party to a deal.
void DropBystanders(const Registry& registry, Extraction* out) {
  std::set<std::string> parties;
  for (const Deal& deal : out->deals) {
    parties.insert(deal.customer.begin(), deal.customer.end());
    parties.insert(deal.provider.begin(), deal.provider.end());
  }
  std::erase_if(out->mentions, [&](const Mention& m) {
    const auto* org = Get<OrgValue>(m);
    return org != nullptr && (!org->known || registry.OnlyAsParty(org->id)) &&
           !parties.contains(org->id);
  });
}

// "For four years this ...": the year that a span of time ends with begins no date. Sorted.
void DropDatesInTerms(Mentions* mentions) {
  size_t end = 0;
  std::erase_if(*mentions, [&](const Mention& m) {
    if (Get<DurationValue>(m) != nullptr) end = std::max(end, m.span.byte_end);
    return Get<DateValue>(m) != nullptr && m.span.byte_start < end && m.span.byte_end > end;
  });
}

// Organisations outside the core go by their own names (record.md, convention 6): of the forms that
// the article gives, the first that its body does, else that of the title.
void NameInOwnWords(const Document& document, Extraction* out) {
  std::map<std::string, std::string> own;
  for (const bool in_title : {false, true}) {
    for (const Mention& m : out->mentions) {
      const auto* org = Get<OrgValue>(m);
      if (org == nullptr || org->own.empty() || document.InTitle(m.span) != in_title) continue;
      own.emplace(org->id, org->own);
    }
  }
  const auto rename = [&](std::string* id) {
    if (const auto it = own.find(*id); it != own.end()) *id = it->second;
  };
  for (Mention& m : out->mentions) {
    if (auto* org = std::get_if<OrgValue>(&m.value)) rename(&org->id);
  }
  for (Deal& deal : out->deals) {
    std::ranges::for_each(deal.customer, [&](std::string& id) { rename(&id); });
    std::ranges::for_each(deal.provider, [&](std::string& id) { rename(&id); });
  }
}

}  // namespace

Extraction Extract(const Article& article, const RuleSet& rules, const ExtractOptions& options) {
  Extraction out;
  const Document document = MakeDocument(article, rules.languages().Sentences(article.lang));
  out.body_start = document.body_start;
  // Stages, in order; each sees what the earlier ones found.
  Names names = FindNames(document, rules.registry());
  Quantities quantities = FindQuantities(document, rules.lexicon());
  Append(FindChips(document, rules.registry(), names, quantities.counts), &out.mentions);
  Append(std::move(names.found), &out.mentions);
  Append(std::move(quantities.found), &out.mentions);
  Append(FindDates(document, rules.lexicon()), &out.mentions);
  DropRepeatedTitle(document, &out.mentions);
  SortMentions(&out.mentions);
  DropDatesInTerms(&out.mentions);
  if (options.mentions_only) return out;
  const std::vector<OpenOrganisation> open =
      OpenOrganisations(document, rules.registry(), out.mentions);
  FoundDeals deals = FindDeals(document, out.mentions, open, rules, options.keep_rejected);
  out.deals = std::move(deals.deals);
  out.rejected = std::move(deals.rejected);
  for (const OpenOrganisation& o : open) out.mentions.push_back(o.mention);
  DropBystanders(rules.registry(), &out);
  AssignRoles(rules.frames(), &out);
  NameInOwnWords(document, &out);
  SortMentions(&out.mentions);
  return out;
}

}  // namespace dealwire
