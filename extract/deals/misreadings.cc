#include "extract/deals/misreadings.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include "extract/quantities/same_amounts.h"

namespace dealwire {
namespace {

void Reject(const Candidate& c, const char* why, std::vector<Rejection>* rejected) {
  if (rejected != nullptr) rejected->push_back({c.deal.evidence.front().span, c.frame->rule, why});
}

// The lead-in of a list that named one side alone has done its work, unless it tells a sum.
void DropEmptyLeads(std::vector<Candidate>* candidates) {
  std::erase_if(*candidates, [](const Candidate& c) {
    if (c.round && c.deal.customer.empty()) return true;
    return !c.deal.amount &&
           (c.tentative || (c.deal.kind != DealKind::kCapex &&
                            (c.deal.customer.empty() || c.deal.provider.empty())));
  });
}

// Goods that are neither compute nor chips nor power are told only where the frame says so.
void DropOtherGoods(std::vector<Candidate>* candidates, std::vector<Rejection>* rejected) {
  std::erase_if(*candidates, [&](const Candidate& c) {
    if (c.deal.kind != DealKind::kOther || c.other_goods || c.frame->kind != "goods") return false;
    Reject(c, "goods: neither compute nor chips nor power", rejected);
    return true;
  });
}

bool InTitle(const Candidate& c) {
  return std::ranges::all_of(c.deal.evidence, &Evidence::in_title);
}

// Whether two deals have a party in common, on whatever side.
bool ShareParty(const CandidateFinder& finder, const Deal& a, const Deal& b) {
  const auto meet = [&](const std::vector<std::string>& x, const std::vector<std::string>& y) {
    return !x.empty() && finder.SidesMeet(x, y);
  };
  return meet(a.customer, b.customer) || meet(a.customer, b.provider) ||
         meet(a.provider, b.customer) || meet(a.provider, b.provider);
}

// The body tells again what the headline tells: a sum of the headline alone, beside deals of the
// body with one of its parties, was misread; unless it may be theirs together.
void DropMisreadTitle(const CandidateFinder& finder, std::vector<Candidate>* candidates,
                      std::vector<Rejection>* rejected) {
  std::vector<Candidate> body;
  std::ranges::copy_if(*candidates, std::back_inserter(body),
                       [](const Candidate& c) { return !InTitle(c); });
  std::erase_if(*candidates, [&](const Candidate& c) {
    if (!InTitle(c) || c.total || c.list_lead || !c.deal.amount) return false;
    const bool misread = std::ranges::any_of(body, [&](const Candidate& b) {
      if (!ShareParty(finder, c.deal, b.deal)) return false;
      return !b.deal.amount || c.deal.amount->currency != b.deal.amount->currency ||
             Middle(*c.deal.amount) < 1.5 * Middle(*b.deal.amount);
    });
    if (misread) Reject(c, "title: the article tells no such deal", rejected);
    return misread;
  });
}

// A denial of what nobody asserted is no deal: without a sum, and no report beside it.
void DropUnasserted(const std::vector<SentenceScene>& scenes, std::vector<Candidate>* candidates,
                    std::vector<Rejection>* rejected) {
  const auto reported = [&](size_t told) {
    for (size_t s = told > 0 ? told - 1 : 0; s < std::min(told + 2, scenes.size()); ++s) {
      if (scenes[s].Has(Cue::kReported)) return true;
    }
    return false;
  };
  std::erase_if(*candidates, [&](const Candidate& c) {
    if (c.deal.amount || c.deal.status != DealStatus::kDenied ||
        std::ranges::any_of(c.told_in, reported))
      return false;
    Reject(c, "status: denied, and nobody asserted it", rejected);
    return true;
  });
}

// Whether somebody of the side stands in the sentence, by name or as "the company".
bool StandsIn(const CandidateFinder& finder, const SentenceScene& scene,
              const std::vector<std::string>& side) {
  return std::ranges::any_of(scene.parties, [&](const Party& party) {
    return party.coreference || finder.SidesMeet({party.id}, side);
  });
}

// "Others provide access to hundreds of systems": what is sold all the year round is no deal. Goods
// without a sum, a model, megawatts or a term are one only where the sentence says how far it is
// with them, or that they move to somebody's cloud, and names both sides itself; and who is to
// provide them is known to sell such.
void DropOffers(const CandidateFinder& finder, const std::vector<SentenceScene>& scenes,
                std::vector<Candidate>* candidates, std::vector<Rejection>* rejected) {
  std::erase_if(*candidates, [&](const Candidate& c) {
    const Deal& deal = c.deal;
    const bool goods = c.frame->kind == "goods" && deal.kind != DealKind::kPower &&
                       IsTrigger(c.frame->trigger) && c.frame->trigger != Cue::kContract &&
                       c.frame->trigger != Cue::kPartner;
    if (!goods || deal.amount || !deal.chips.empty() || deal.power || deal.term || c.list_part)
      return false;
    const SentenceScene& scene = scenes[c.sentence];
    const bool here =
        c.told_in.size() > 1 || (!c.from_context && StandsIn(finder, scene, deal.customer) &&
                                 StandsIn(finder, scene, deal.provider));
    const auto provides = [&](bool known) {
      return std::ranges::any_of(scene.parties, [&](const Party& party) {
        return party.known == known && finder.SidesMeet({party.id}, deal.provider);
      });
    };
    const bool moves = scene.HasOver(Cue::kMove, c.trigger) && provides(true);
    if (here && (c.status_said || moves) && !provides(false)) return false;
    Reject(c,
           !here ? "party: carried over, and nothing but the verb tells the deal"
           : !(c.status_said || moves)
               ? "status: nothing says that it came about, and no sum"
               : "provider: not in the registry, and nothing but the verb tells the deal",
           rejected);
    return true;
  });
}

// Two of whom the article tells another deal work together in that one.
void DropPartnersOfDeals(const CandidateFinder& finder, std::vector<Candidate>* candidates) {
  const auto in = [&](const std::vector<std::string>& side, const Deal& deal) {
    return finder.ShareSomebody(side, deal.customer) || finder.ShareSomebody(side, deal.provider);
  };
  std::vector<bool> drop(candidates->size());
  std::transform(
      candidates->begin(), candidates->end(), drop.begin(), [&](const Candidate& partners) {
        return partners.partnership && std::ranges::any_of(*candidates, [&](const Candidate& c) {
                 return !c.partnership && !c.tentative && in(partners.deal.customer, c.deal) &&
                        in(partners.deal.provider, c.deal);
               });
      });
  size_t at = 0;
  std::erase_if(*candidates, [&](const Candidate&) { return drop[at++]; });
}

}  // namespace

void DropSumsOfPartners(const CandidateFinder& finder, const std::vector<SentenceScene>& scenes,
                        std::vector<Candidate>* candidates, std::vector<Rejection>* rejected) {
  std::vector<bool> drop(candidates->size());
  std::transform(candidates->begin(), candidates->end(), drop.begin(), [&](const Candidate& c) {
    return c.deal.amount && !c.partnership &&
           finder.OnlyWorkTogether(*candidates, scenes[c.sentence], c.deal);
  });
  size_t at = 0;
  std::erase_if(*candidates, [&](const Candidate& c) {
    const bool dropped = drop[at++];
    if (dropped) Reject(c, CandidateFinder::kWhyNotOfPartners, rejected);
    return dropped;
  });
}

void DropMisreadings(const CandidateFinder& finder, const std::vector<SentenceScene>& scenes,
                     std::vector<Candidate>* candidates, std::vector<Rejection>* rejected) {
  DropPartnersOfDeals(finder, candidates);
  DropEmptyLeads(candidates);
  DropOtherGoods(candidates, rejected);
  DropMisreadTitle(finder, candidates, rejected);
  DropUnasserted(scenes, candidates, rejected);
  DropOffers(finder, scenes, candidates, rejected);
}

void JoinBuilders(const std::vector<SentenceScene>& scenes, std::vector<Candidate>* candidates) {
  for (Candidate& c : *candidates) {
    Deal& deal = c.deal;
    if (deal.kind != DealKind::kCapex || deal.customer.empty() || deal.provider.empty()) continue;
    const auto groups_of = [&](const std::vector<std::string>& side) {
      std::set<int> groups;
      for (const Party& p : scenes[c.sentence].parties) {
        if (!p.in_chip && !p.contractor && std::ranges::find(side, p.id) != side.end())
          groups.insert(p.group);
      }
      return groups;
    };
    const std::set<int> builders = groups_of(deal.customer), others = groups_of(deal.provider);
    if (std::ranges::none_of(others, [&](int group) { return builders.contains(group); })) continue;
    deal.reasons.push_back({"who is joined to who builds builds, too", 0});
    std::ranges::move(deal.provider, std::back_inserter(deal.customer));
    deal.provider.clear();
  }
}

void NameRentsOfChipmakers(const CandidateFinder& finder, std::vector<Candidate>* candidates) {
  const auto all_sell = [&](const std::vector<std::string>& side, std::string_view what) {
    return !side.empty() && std::ranges::all_of(side, [&](const std::string& id) {
      return finder.SellsOf(id) == what;
    });
  };
  for (Candidate& c : *candidates) {
    Deal& deal = c.deal;
    if (deal.kind == DealKind::kChips && all_sell(deal.customer, "chips") &&
        all_sell(deal.provider, "compute")) {
      deal.kind = DealKind::kCompute;
      deal.reasons.push_back({"who makes chips rents, and buys none, of who lets computing", 0});
    }
  }
}

bool DropHints(const std::vector<SentenceScene>& scenes, const Context& context,
               std::vector<Candidate>* candidates, std::vector<Rejection>* rejected) {
  const auto clear = [](const Candidate& c) {
    const bool firm = c.status_said || c.told_in.size() > 1;
    return c.deal.confidence >= (firm ? (c.deal.amount ? 0.6 : 0.62) : 0.72);
  };
  constexpr size_t kShort = 3;  // sentences: a notice says what it says
  if (!context.off_field && (scenes.size() <= kShort || std::ranges::any_of(*candidates, clear)))
    return false;
  for (const Candidate& c : *candidates) {
    Reject(c,
           context.off_field ? "article: it is nowhere on compute or AI, or on who lives from it"
                             : "article: none of its deals is told clearly",
           rejected);
  }
  candidates->clear();
  return true;
}

}  // namespace dealwire
