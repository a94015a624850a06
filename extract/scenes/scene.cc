#include "extract/scenes/scene.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "extract/names/name_rules.h"
#include "extract/names/names.h"
#include "extract/scenes/allowed.h"
#include "extract/scenes/consortia.h"
#include "extract/scenes/party_marks.h"
#include "extract/scenes/references.h"
#include "extract/scenes/segments.h"

namespace dealwire {
namespace {

// What a name has of its own where it is a form of the base beside it ("microsoftem": "em"), or "".
std::string EndingOf(const std::string& name, const std::string& base) {
  constexpr size_t kEnding = 8, kShortest = 3;  // bytes
  if (name == base || base.size() < kShortest || name.size() > base.size() + kEnding) return "";
  const auto [end, unused] = std::ranges::mismatch(name, base);
  const auto common = static_cast<size_t>(end - name.begin());
  size_t stem = base.size();  // without its last letter
  PreviousCodePoint(base, &stem);
  if (common < stem || name.find('-', common) != std::string::npos) return "";
  return name.substr(common);
}

void ReadForm(const Document& document, const std::string& base, const NameRules& names,
              Party* party) {
  const std::string ending = EndingOf(OrganisationSlug(document.Slice(party->span)), base);
  party->inflected = !ending.empty();
  party->agent = names.agents.contains(ending);
}

void AddMention(const Document& document, const NameRules& names, const Mention& mention,
                SentenceScene* scene) {
  if (const auto* org = Get<OrgValue>(mention)) {
    Party party{org->id, mention.span, org->known, true};
    ReadForm(document, org->own.empty() ? OrganisationSlug(org->name) : org->own, names, &party);
    scene->parties.push_back(std::move(party));
  } else if (const auto* product = Get<ProductValue>(mention)) {
    scene->parties.push_back({product->org, mention.span, true, true, true});
  } else if (Get<MoneyValue>(mention) != nullptr) {
    scene->money.push_back(&mention);
  } else if (Get<ChipValue>(mention) != nullptr) {
    scene->chips.push_back(&mention);
  } else if (Get<PowerValue>(mention) != nullptr) {
    scene->power.push_back(&mention);
  } else if (Get<DurationValue>(mention) != nullptr) {
    scene->durations.push_back(&mention);
  } else if (Get<DateValue>(mention) != nullptr) {
    scene->dates.push_back(&mention);
  }
}

// Words inside a sum, a date or a span of time are no cues ("miliardi di dollari").
void DropInside(SentenceScene* scene) {
  const auto inside = [](const std::vector<const Mention*>& mentions, const Span& span) {
    return std::ranges::any_of(mentions, [&](const Mention* m) { return m->span.Contains(span); });
  };
  std::erase_if(scene->cues, [&](const CueMatch& cue) {
    // A compound of a sum and its contract ("Milliardenvertrag") is both.
    if (cue.cue <= Cue::kPowerBuy || cue.cue == Cue::kToTotal) return false;
    return inside(scene->money, cue.span) || inside(scene->dates, cue.span) ||
           inside(scene->durations, cue.span) || inside(scene->power, cue.span);
  });
}

// "The price of the deal", "cena transakcji": a word for money that is none within a phrase for
// the sum of a deal says nothing.
void DropWithinTotals(const Document& document, SentenceScene* scene) {
  std::vector<Span> totals;
  for (const CueMatch& cue : scene->cues) {
    if (cue.cue == Cue::kTotal && document.Slice(cue.span).find(' ') != std::string_view::npos)
      totals.push_back(cue.span);
  }
  std::erase_if(scene->cues, [&](const CueMatch& cue) {
    return cue.cue == Cue::kNoDeal && std::ranges::any_of(totals, [&](const Span& s) {
             return s.Contains(cue.span) && s.size() > cue.span.size();
           });
  });
}

// Of two triggers one within the other the longer counts ("buys a stake"), and a contract over
// power is no other.
void DropShorter(SentenceScene* scene) {
  std::vector<CueMatch> triggers;
  for (const CueMatch& cue : scene->cues) {
    if (cue.cue <= Cue::kPowerBuy) triggers.push_back(cue);
  }
  // "The order backlog", "chi phi" (costs): a trigger within a word for money tells nothing.
  for (const CueMatch& cue : scene->cues) {
    if (cue.cue == Cue::kNoDeal || cue.cue == Cue::kValue) triggers.push_back(cue);
  }
  std::erase_if(scene->cues, [&](const CueMatch& cue) {
    return cue.cue <= Cue::kPowerBuy && std::ranges::any_of(triggers, [&](const CueMatch& t) {
             return t.span.Contains(cue.span) &&
                    (t.span.size() > cue.span.size() ||
                     (t.cue == Cue::kPowerBuy && cue.cue == Cue::kContract));
           });
  });
}

// "Ordered of Eviden: 1,500 B200 of Nvidia": behind its chip with the preposition of origin, where
// somebody else stands in the sentence of whom they are bought.
bool SoldByAnother(const Document& document, const SentenceScene& scene, const Mention& chip,
                   const Party& p) {
  constexpr size_t kOf = 6;  // bytes: " de ", " di "
  const size_t gap = p.span.byte_start - chip.span.byte_end;
  if (gap > kOf || HasBreak(std::string_view(document.text).substr(chip.span.byte_end, gap)))
    return false;
  // Nor does it lend where money is lent to buy them.
  if (scene.Has(Cue::kLend) || scene.Has(Cue::kBorrow)) return true;
  return std::ranges::any_of(scene.parties, [&](const Party& o) {
    return o.id != p.id && !o.coreference && (o.known || o.strong) &&
           (o.marks & (kRelTo | kRelAt | kRelFrom)) != 0;
  });
}

// "Could still be called off", "has not been signed": of two words for how far a deal is one within
// the other the longer counts.
void DropShorterStatus(SentenceScene* scene) {
  std::vector<CueMatch> told;
  std::ranges::copy_if(scene->cues, std::back_inserter(told),
                       [](const CueMatch& c) { return IsStatus(c.cue); });
  std::erase_if(scene->cues, [&](const CueMatch& cue) {
    return IsStatus(cue.cue) && std::ranges::any_of(told, [&](const CueMatch& t) {
             return t.cue != cue.cue && t.span.Contains(cue.span) &&
                    t.span.size() > cue.span.size();
           });
  });
}

// "The sale of power": a word for money that is none within a phrase for a deal says nothing.
void DropWithinTriggers(SentenceScene* scene) {
  std::vector<Span> triggers;
  for (const CueMatch& cue : scene->cues) {
    if (IsTrigger(cue.cue)) triggers.push_back(cue.span);
  }
  std::erase_if(scene->cues, [&](const CueMatch& cue) {
    return cue.cue == Cue::kNoDeal && std::ranges::any_of(triggers, [&](const Span& s) {
             return s.Contains(cue.span) && s.size() > cue.span.size();
           });
  });
}

// The vendor in a chip's name, or right beside it: "B200 Nvidii", "Nvidia's 'Rubin'".
bool IsVendorOf(const Document& document, const SentenceScene& scene, const Mention& chip,
                const Party& p) {
  // "Ordered from Nvidia Blackwell processors": a preposition that says from whom, and no other.
  const bool source = (p.marks & kRelFrom) != 0 && (p.marks & (kRelOf | kRelBy | kRelIn)) == 0;
  if (chip.span.Contains(p.span)) return !source || chip.span.byte_start != p.span.byte_start;
  if (Get<ChipValue>(chip)->vendor != p.id) return false;
  const size_t from = std::min(chip.span.byte_end, p.span.byte_end);
  const size_t to = std::max(chip.span.byte_start, p.span.byte_start);
  constexpr size_t kGenitive = 8;  // bytes: a space, a particle, an opening mark
  const bool after = chip.span.byte_end <= p.span.byte_start;
  if (after && p.marks != 0) return SoldByAnother(document, scene, chip, p);
  // "Bought from Huawei 1,500 Ascend 910C"
  if (!after && (p.marks & kRelFrom) != 0) return false;
  if ((p.marks & ~unsigned{kRelFrom | kRelOf}) != 0) return false;
  if (to < from || to - from > (after ? 1 : kGenitive) || (after && p.marks != 0)) return false;
  const std::string_view between = std::string_view(document.text).substr(from, to - from);
  // "Seller | Chips": the next cell of a table is another thing.
  return !HasBreak(between) && between.find('|') == std::string_view::npos;
}

// "The supplier of networks Nokia": a noun for a firm beside its name tells no supplying.
void DropDescribing(const Document& document, SentenceScene* scene) {
  constexpr size_t kReach = 32;  // bytes
  // "The tenant of X" is another than X; "the supplier of networks X" is X.
  constexpr size_t kPreposition = 2;
  const auto governed = [&](const Party& p) {
    return std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
      return IsConnector(c.cue) && c.cue != Cue::kAnd && c.span.byte_end <= p.span.byte_start &&
             p.span.byte_start - c.span.byte_end <= kPreposition;
    });
  };
  const auto describes = [&](const CueMatch& agent) {
    return std::ranges::any_of(scene->parties, [&](const Party& p) {
      const bool before = p.span.byte_start >= agent.span.byte_end &&
                          p.span.byte_start - agent.span.byte_end <= kReach;
      return !p.coreference && before && !governed(p) &&
             !HasBreak(std::string_view(document.text)
                           .substr(agent.span.byte_end, p.span.byte_start - agent.span.byte_end));
    });
  };
  std::vector<Span> agents, firms, nouns;
  for (const CueMatch& cue : scene->cues) {
    if (cue.cue == Cue::kAgent && describes(cue)) agents.push_back(cue.span);
    if (cue.cue == Cue::kAgent) nouns.push_back(cue.span);
    if (cue.cue == Cue::kAgent || cue.cue == Cue::kCompany) firms.push_back(cue.span);
  }
  // "The pension fund X" speaks of no pension.
  std::erase_if(scene->cues, [&](const CueMatch& cue) {
    return cue.cue == Cue::kNoDeal &&
           std::ranges::any_of(firms, [&](const Span& firm) { return firm.Contains(cue.span); });
  });
  std::erase_if(scene->cues, [&](const CueMatch& cue) {
    return cue.cue <= Cue::kPowerBuy &&
           std::ranges::any_of(agents, [&](const Span& a) { return a.Contains(cue.span); });
  });
  // "Has raised 24 million from investors": the noun tells no investing.
  std::erase_if(scene->cues, [&](const CueMatch& cue) {
    return cue.cue == Cue::kInvest && std::ranges::find(nouns, cue.span) != nouns.end();
  });
}

}  // namespace

bool SentenceScene::Has(Cue cue) const {
  return std::ranges::any_of(cues, [cue](const CueMatch& m) { return m.cue == cue; });
}

Span SentenceScene::SegmentAt(size_t byte_offset) const {
  for (const Span& segment : segments) {
    if (byte_offset >= segment.byte_start && byte_offset < segment.byte_end) return segment;
  }
  return span;
}

bool SentenceScene::HasChipOf(const std::string& vendor) const {
  return std::ranges::any_of(
      chips, [&](const Mention* m) { return Get<ChipValue>(*m)->vendor == vendor; });
}

bool SentenceScene::HasGoods() const {
  return Has(Cue::kCompute) || Has(Cue::kChipNoun) || !chips.empty() || !power.empty();
}

bool SentenceScene::Has(Cue cue, const Span& word) const {
  return std::ranges::any_of(cues,
                             [&](const CueMatch& c) { return c.cue == cue && c.span == word; });
}

bool SentenceScene::HasOver(Cue cue, const Span& word) const {
  return std::ranges::any_of(
      cues, [&](const CueMatch& c) { return c.cue == cue && c.span.Overlaps(word); });
}

bool SentenceScene::HasNames() const {
  return std::ranges::any_of(parties, [](const Party& p) { return !p.coreference; });
}

bool SentenceScene::TellsSeller() const {
  return std::ranges::any_of(parties, [](const Party& p) { return p.side == DealSide::kProvider; });
}

namespace {

// To each sentence its cues, which begin in rising order.
void DealOutCues(const Document& document, const std::vector<CueMatch>& cues,
                 std::vector<SentenceScene>* scenes) {
  size_t sentence = 0;
  for (auto cue = cues.begin(); cue != cues.end();) {
    while (sentence + 1 < scenes->size() &&
           document.sentences[sentence + 1].span.byte_start <= cue->span.byte_start)
      ++sentence;
    const auto end =
        sentence + 1 == scenes->size()
            ? cues.end()
            : std::find_if(cue, cues.end(), [&](const CueMatch& c) {
                return c.span.byte_start >= document.sentences[sentence + 1].span.byte_start;
              });
    (*scenes)[sentence].cues.assign(cue, end);
    cue = end;
  }
}

// A sentence with a hundred names or sums is a list of them, and no sentence; all that reads a
// scene is at most quadratic in these.
bool IsList(const SentenceScene& scene) {
  constexpr size_t kMost = 40, kMostCues = 16 * kMost;
  return scene.parties.size() > kMost || scene.money.size() > kMost ||
         scene.cues.size() > kMostCues;
}

}  // namespace

std::vector<SentenceScene> MakeScenes(const Document& document, const Mentions& mentions,
                                      const std::vector<Party>& open,
                                      const std::vector<CueMatch>& cues, const NameRules& names,
                                      bool postpositional) {
  std::vector<SentenceScene> scenes(document.sentences.size());
  for (size_t i = 0; i < scenes.size(); ++i) {
    scenes[i].index = i;
    scenes[i].span = document.sentences[i].span;
    scenes[i].verb_second = names.verb_second;
    scenes[i].postpositional = postpositional;
  }
  if (scenes.empty()) return scenes;
  for (const Mention& m : mentions)
    AddMention(document, names, m, &scenes[document.SentenceAt(m.span.byte_start)]);
  for (const Party& p : open) {
    std::vector<Party>& parties = scenes[document.SentenceAt(p.span.byte_start)].parties;
    parties.push_back(p);
    ReadForm(document, p.id, names, &parties.back());
  }
  DealOutCues(document, cues, &scenes);
  AddCoreferences(document, &scenes);
  for (SentenceScene& scene : scenes) {
    std::ranges::stable_sort(scene.parties, {}, [](const Party& p) { return p.span.byte_start; });
    if (IsList(scene)) {
      scene.parties.clear();
      scene.money.clear();
      scene.cues.clear();
    }
    DropInside(&scene);
    DropShorter(&scene);
    DropShorterStatus(&scene);
    DropWithinTotals(document, &scene);
    DropWithinTriggers(&scene);
    DropDescribing(document, &scene);
    CutClauses(document, postpositional, &scene);
    CutSegments(document, postpositional, &scene);
    MarkParties(document, names, postpositional, &scene);
    MarkAllowed(document, &scene);
    MarkPronouns(&scene);
    JoinConsortia(document, postpositional, &scene);
    for (Party& p : scene.parties) {
      p.in_chip = std::ranges::any_of(
          scene.chips, [&](const Mention* m) { return IsVendorOf(document, scene, *m, p); });
    }
    // A capital alone makes no name of a word for goods or for a deal ("Chips" in German), nor of a
    // connector that begins a sentence; quotation marks make none of a verb ("it 'plans' to buy").
    std::erase_if(scene.parties, [&](const Party& p) {
      if (p.known || p.coreference) return false;
      if (p.id.size() < 2) return true;  // "series B"
      return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
        return c.span == p.span && (!p.strong || IsStatus(c.cue));
      });
    });
    // Words inside a name are no cues ("Lambda Labs", "Deutsche Telekom").
    std::erase_if(scene.cues, [&](const CueMatch& cue) {
      return !IsConnector(cue.cue) && std::ranges::any_of(scene.parties, [&](const Party& p) {
        return !p.coreference && p.span.Contains(cue.span) && (p.known || p.strong);
      });
    });
  }
  return scenes;
}

namespace {

bool IsBreak(char32_t c) {
  constexpr std::u32string_view kBreaks =
      U",;:()\n\uFF0C\uFF1B\uFF1A\uFF08\uFF09\u3001\u060C\u061B";
  return kBreaks.find(c) != std::u32string_view::npos;
}

}  // namespace

bool HasBreak(std::string_view between) {
  for (size_t i = 0; i < between.size();) {
    if (IsBreak(NextCodePoint(between, &i))) return true;
  }
  return false;
}

double ReadingDistance(const Document& document, const Span& a, const Span& b) {
  return document.reading.Between(document.text, a, b);
}

}  // namespace dealwire
