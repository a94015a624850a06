#include "extract/extraction.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "extract/deals/deal_signs.h"
#include "extract/deals/discourse.h"
#include "extract/deals/org_roles.h"
#include "extract/deals/table_columns.h"
#include "extract/frames/cues.h"
#include "extract/names/chips.h"
#include "extract/names/glossed_names.h"
#include "extract/names/glued_names.h"
#include "extract/names/longer_names.h"
#include "extract/names/names.h"
#include "extract/names/open_names.h"
#include "extract/names/registry.h"
#include "extract/quantities/dates.h"
#include "extract/quantities/lexer.h"
#include "extract/quantities/quantities.h"
#include "extract/quantities/table_units.h"
#include "extract/rules.h"
#include "extract/text/article_parts.h"
#include "extract/text/document.h"
#include "extract/text/languages.h"

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

// "In 1999 GPUs were new": a year counts nothing. Both are sorted.
void DropYears(const Mentions& dates, Mentions* counts) {
  auto date = dates.begin();
  std::erase_if(*counts, [&](const Mention& count) {
    while (date != dates.end() && date->span.byte_end <= count.span.byte_start) ++date;
    return date != dates.end() && date->span.Overlaps(count.span);
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
std::map<std::string, std::string> OwnNames(const Document& document, const Mentions& mentions) {
  std::map<std::string, std::string> own;
  for (const bool in_title : {false, true}) {
    for (const Mention& m : mentions) {
      const auto* org = Get<OrgValue>(m);
      if (org == nullptr || org->own.empty() || document.InTitle(m.span) != in_title) continue;
      own.emplace(org->id, org->own);
    }
  }
  return own;
}

void NameInOwnWords(const std::map<std::string, std::string>& own, Extraction* out) {
  const auto rename = [&](std::string* id) {
    if (const auto it = own.find(*id); it != own.end()) *id = it->second;
  };
  for (Mention& m : out->mentions) {
    if (auto* org = std::get_if<OrgValue>(&m.value)) rename(&org->id);
  }
  for (SumReading& reading : out->readings.sums)
    std::ranges::for_each(reading.names, [&](std::string& id) { rename(&id); });
  for (JudgedDeal& deal : out->readings.deals) {
    std::ranges::for_each(deal.customer, [&](std::string& id) { rename(&id); });
    std::ranges::for_each(deal.provider, [&](std::string& id) { rename(&id); });
  }
  for (Deal& deal : out->deals) {
    std::ranges::for_each(deal.customer, [&](std::string& id) { rename(&id); });
    std::ranges::for_each(deal.provider, [&](std::string& id) { rename(&id); });
  }
}

Extraction ExtractPart(const Article& article, const RuleSet& rules,
                       const ExtractOptions& options) {
  Extraction out;
  const Document document = MakeDocument(article, rules.languages().Sentences(article.lang));
  out.body_start = document.body_start;
  // Stages, in order; each sees what the earlier ones found.
  Names names = FindNames(document, rules.registry());
  LexedText lexed(document.folded.text);
  Quantities quantities = FindQuantities(document, rules.lexicon(), &lexed);
  Mentions dates = FindDates(document, rules.lexicon(), &lexed);
  DropYears(dates, &quantities.counts);
  Append(FindChips(document, rules.registry(), names, quantities.counts), &out.mentions);
  Append(std::move(names.found), &out.mentions);
  Append(std::move(quantities.found), &out.mentions);
  Append(QuantitiesOfCells(document, rules.lexicon()), &out.mentions);
  Append(std::move(dates), &out.mentions);
  DropRepeatedTitle(document, &out.mentions);
  SortMentions(&out.mentions);
  DropDatesInTerms(&out.mentions);
  if (options.mentions_only) return out;
  const std::vector<CueMatch> cues = rules.cues().Find(document);
  LengthenGluedNames(document, rules.registry(), &out.mentions);
  LengthenNames(document, rules.registry(), cues, &out.mentions);
  std::optional<OpenNames> open_names;
  const DealSigns signs(document, out.mentions, cues, rules);
  const std::vector<double> likely = signs.Likelihoods();
  const bool unlikely = !likely.empty() && rules.learned().TellsNoDeal(likely);
  const bool may_tell = !unlikely && signs.MayTellDeals(&open_names);
  const bool read = may_tell || options.keep_rejected || options.keep_readings;
  std::vector<OpenOrganisation> open;
  if (read || signs.MayBeShortened() || MayBeGlossed(document, out.mentions)) {
    if (!open_names) open_names.emplace(document, rules.registry(), out.mentions);
    open = open_names->Find();
    TakeGlossedNames(document, out.mentions, &open);
  }
  if (read) {
    const std::vector<PartyRow> rows = PartyRows(document, cues);
    const NameRules& name_rules = rules.registry().Rules(document.article->lang);
    AddNamesOfCells(document, rows, cues, name_rules, out.mentions, &open);
    AddNamesOfColumns(document, cues, name_rules, out.mentions, &open);
    AddNamesOfItems(document, cues, name_rules, out.mentions, &open);
    FoundDeals deals = FindDeals(document, out.mentions, open, cues, rows, rules,
                                 {.keep_rejected = options.keep_rejected,
                                  .say_why = options.say_why,
                                  .keep_readings = options.keep_readings,
                                  .frames_alone = !may_tell && !unlikely,
                                  .likely = likely});
    out.deals = std::move(deals.deals);
    out.rejected = std::move(deals.rejected);
    out.readings = std::move(deals.readings);
    if (options.keep_readings) out.readings.signs = signs.Readings();
    if (unlikely) {
      for (const Deal& deal : std::exchange(out.deals, {}))
        out.rejected.push_back(signs.Reject(deal));
    }
  }
  for (const OpenOrganisation& o : open) out.mentions.push_back(o.mention);
  const std::map<std::string, std::string> own = OwnNames(document, out.mentions);
  DropBystanders(rules.registry(), &out);
  AssignRoles(rules.frames(), out.deals, &out.mentions);
  NameInOwnWords(own, &out);
  SortMentions(&out.mentions);
  return out;
}

// Joins what the parts of an article hold.
class Joiner {
 public:
  explicit Joiner(const Article& article)
      : most_(std::max(kFewestMentions, article.text.size() / kBytesPerMention)) {
    all_.body_start = article.title.empty() ? 0 : article.title.size() + 1;
  }

  void Add(Extraction found, size_t byte_start) {
    const size_t shift = all_.body_start + byte_start - found.body_start;
    const auto shifted = [shift](Span* span) {
      span->byte_start += shift;
      span->byte_end += shift;
    };
    for (Mention& mention : found.mentions) {
      if (all_.mentions.size() >= most_) break;
      shifted(&mention.span);
      all_.mentions.push_back(std::move(mention));
    }
    for (Rejection& rejection : found.rejected) {
      shifted(&rejection.span);
      all_.rejected.push_back(std::move(rejection));
    }
    for (Deal& deal : found.deals) {
      for (Evidence& piece : deal.evidence) shifted(&piece.span);
      AddDeal(std::move(deal));
    }
  }

  Extraction Take() { return std::move(all_); }

 private:
  // More than any text of people's has: what is held of a text stays in proportion to it.
  static constexpr size_t kFewestMentions = 20'000, kBytesPerMention = 50;

  // A deal that an earlier part has told is told again.
  void AddDeal(Deal deal) {
    const auto [known, added] = deal_of_.emplace(deal.id, all_.deals.size());
    if (added) {
      all_.deals.push_back(std::move(deal));
    } else {
      std::ranges::move(deal.evidence, std::back_inserter(all_.deals[known->second].evidence));
    }
  }

  const size_t most_;
  Extraction all_;
  std::map<std::string, size_t> deal_of_;  // id -> its place
};

}  // namespace

Extraction Extract(const Article& article, const RuleSet& rules, const ExtractOptions& options) {
  if (ArticleParts::IsOne(article)) return ExtractPart(article, rules, options);
  Joiner joiner(article);
  ArticleParts parts(article);
  while (const std::optional<ArticlePart> part = parts.Next())
    joiner.Add(ExtractPart(part->article, rules, options), part->byte_start);
  return joiner.Take();
}

}  // namespace dealwire
