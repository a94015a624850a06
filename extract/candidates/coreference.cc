// Who "the company", "the tenant" and "the latter" stand for.
#include <algorithm>

#include "base/text.h"
#include "extract/candidates/candidates.h"
#include "extract/text/fold.h"

namespace dealwire {

// "X and Y signed, the latter will rent": of the two names before it in the sentence, else of the
// two that the sentence before has, the first or the second; or "".
std::string CandidateFinder::OneOfTwo(const SentenceScene& scene, const Party& party,
                                      const Context& context, ToldOrder order) {
  const auto pick = [&](const std::vector<Party>& parties, size_t end) -> std::string {
    std::vector<std::string> ids;
    for (const Party& p : parties) {
      const bool firm = !p.coreference && !p.in_chip && (p.known || p.strong);
      if (!firm || p.span.byte_end > end) continue;
      std::erase(ids, p.id);
      ids.push_back(p.id);
    }
    if (ids.size() < 2) return "";
    return order == ToldOrder::kLatter ? ids.back() : ids[ids.size() - 2];
  };
  std::string id = pick(scene.parties, party.span.byte_start);
  if (id.empty() && !context.before.empty())
    id = pick(context.before.front().parties, scene.span.byte_start);
  return id;
}

// Where the organisation is at home that a noun phrase stands for: told in it ("the British
// group") or by the word before it ("det svenska bolaget"), by the word behind it ("le groupe
// britannique"), or behind a "from" ("der Konzern aus Walldorf").
HomeList::Set CandidateFinder::HomesTold(const SentenceScene& scene, const Party& party) const {
  const std::string& text = document_.text;
  size_t from = party.span.byte_start;
  if (from > scene.span.byte_start && text[from - 1] == ' ') {
    constexpr size_t kLongest = 40;  // bytes of a word
    for (--from; from > scene.span.byte_start && text[from - 1] != ' '; --from) {
      if (party.span.byte_start - from > kLongest) break;
    }
    while (!BeginsCharacter(text[from])) ++from;
  }
  HomeList::Set homes = frames_.homes().ToldBy(
      FoldText(std::string_view(text).substr(from, party.span.byte_end - from)));
  size_t at = party.span.byte_end;
  if (!homes.empty() || at >= scene.span.byte_end || text[at] != ' ') return homes;
  ++at;
  for (const CueMatch& cue : scene.cues) {
    const bool of = cue.cue == Cue::kFrom || cue.cue == Cue::kOf;
    if (!of || cue.span.byte_start != at) continue;
    at = std::min(cue.span.byte_end + 1, scene.span.byte_end);
    break;
  }
  constexpr size_t kReach = 16;  // characters: more than any of those words
  size_t end = at;
  for (size_t i = 0; i < kReach && end < scene.span.byte_end; ++i) NextCodePoint(text, &end);
  return frames_.homes().ToldAtStart(FoldText(std::string_view(text).substr(at, end - at)));
}

// Who a noun phrase for a trade ("the chipmaker") or for a side of a deal ("the tenant") stands
// for: the nearest name before it of that trade, the side of the deal told last. "" where it tells
// neither, or nobody fits.
std::string CandidateFinder::ToldAs(const SentenceScene& scene, const Party& party,
                                    const Context& context) const {
  const std::string_view phrase = document_.Slice(party.span);
  if (const ToldOrder order = frames_.OrderToldAs(phrase); order != ToldOrder::kNone)
    return OneOfTwo(scene, party, context, order);
  const FrameSet::Telling telling = frames_.ReadPhrase(phrase);
  const DealSide side = telling.side;
  if (side != DealSide::kNone && context.told != nullptr) {
    constexpr size_t kReach = 4;  // sentences
    for (auto it = context.told->rbegin(); it != context.told->rend(); ++it) {
      if (scene.index > it->sentence + kReach) break;
      // Rounds and loans have no tenants and no sellers; a headline may be misread.
      if (it->deal.kind == DealKind::kInvestment || it->deal.kind == DealKind::kFinancing ||
          document_.InTitle(it->deal.evidence[0].span))
        continue;
      const std::vector<std::string>& ids =
          side == DealSide::kCustomer ? it->deal.customer : it->deal.provider;
      if (!ids.empty()) return ids.front();
    }
  }
  const HomeList::Set homes = HomesTold(scene, party);
  const auto of_trade = [&](const std::string& id) { return frames_.MayBeToldAs(id, telling); };
  const auto at_home = [&](const std::string& id) { return frames_.homes().IsAt(id, homes); };
  if (homes.empty()) return NearestBefore(scene, party, context, of_trade);
  std::string id = NearestBefore(scene, party, context,
                                 [&](const std::string& i) { return at_home(i) && of_trade(i); });
  if (id.empty()) id = NearestBefore(scene, party, context, at_home);
  if (!id.empty()) return id;
  return NearestBefore(scene, party, context, [&](const std::string& i) {
    return of_trade(i) && !frames_.homes().Knows(i);
  });
}

// The nearest of those named before a phrase that fits, or "".
std::string CandidateFinder::NearestBefore(const SentenceScene& scene, const Party& party,
                                           const Context& context,
                                           const std::function<bool(const std::string&)>& may_be) {
  const auto fits = [&](const Party& p) { return !p.coreference && !p.in_chip && may_be(p.id); };
  for (auto p = scene.parties.rbegin(); p != scene.parties.rend(); ++p) {
    if (p->span.byte_end <= party.span.byte_start && fits(*p)) return p->id;
  }
  for (const SentenceScene& before : context.before) {
    const auto p = std::ranges::find_if(before.parties.rbegin(), before.parties.rend(), fits);
    if (p != before.parties.rend()) return p->id;
  }
  for (const std::vector<std::string>* ids : {&context.subjects, &context.others, &context.title}) {
    const auto id = std::ranges::find_if(*ids, may_be);
    if (id != ids->end()) return *id;
  }
  return "";
}

// "The subsidiary of Iliad": who of those told before belongs to it, or "".
std::string CandidateFinder::BranchOf(const SentenceScene& scene, const Party& party,
                                      const Context& context) const {
  constexpr size_t kOf = 8;  // bytes
  const auto parent = std::ranges::find_if(scene.parties, [&](const Party& p) {
    return !p.coreference && p.known && p.span.byte_start >= party.span.byte_end &&
           p.span.byte_start <= party.span.byte_end + kOf;
  });
  if (parent == scene.parties.end()) return "";
  for (const std::vector<std::string>* ids : {&context.subjects, &context.others, &context.title}) {
    const auto branch = std::ranges::find_if(
        *ids, [&](const std::string& id) { return id != parent->id && SameGroup(id, parent->id); });
    if (branch != ids->end()) return *branch;
  }
  return "";
}

// "B supplies the company": who acts before a marked noun for a firm is not meant by it, and the
// other one that the sentence names before is; a fund is not what is taken over. Or "".
std::string CandidateFinder::OtherHere(const SentenceScene& scene, const Party& party) const {
  const auto firm = [&](const Party& p) {
    return !p.coreference && !p.in_chip && (p.known || p.strong) &&
           p.span.byte_end <= party.span.byte_start;
  };
  const Party* acts = nullptr;
  for (const Party& p : scene.parties) {
    if (firm(p) && !p.inflected && (p.marks & ~unsigned{kRelSubject}) == 0) acts = &p;
  }
  if (acts == nullptr) return "";
  std::string other;
  for (const Party& p : scene.parties) {
    if (firm(p) && p.group != acts->group && !SameGroup(p.id, acts->id) &&
        !(IsInvestor(p.id) && scene.Has(Cue::kAcquire)))
      other = p.id;
  }
  return other;
}

// "The two companies": those that the sentences just before join by "and", else the only two that
// one of them names; none where the sentence itself names two before the phrase.
std::vector<std::string> CandidateFinder::SeveralBefore(const SentenceScene& scene,
                                                        const Party& party,
                                                        const Context& context) const {
  constexpr size_t kReach = 3;  // sentences
  const auto firms = [&](const std::vector<Party>& parties, size_t end, bool joined) {
    std::vector<std::string> ids;
    for (const Party& p : parties) {
      if (p.in_chip || p.span.byte_end > end || !(p.known || p.strong)) continue;
      const auto partner = [&](const Party& o) {
        return o.group == p.group && !o.in_chip && !SameGroup(o.id, p.id);
      };
      if (joined && std::ranges::none_of(parties, partner)) continue;
      if (std::ranges::none_of(ids, [&](const std::string& id) { return SameGroup(id, p.id); }))
        ids.push_back(p.id);
    }
    return ids;
  };
  if (firms(scene.parties, party.span.byte_start, false).size() > 1) return {};
  for (const SentenceScene& before : context.before) {
    if (scene.index > before.index + kReach) break;
    for (const bool joined : {true, false}) {
      std::vector<std::string> ids = firms(before.parties, before.span.byte_end, joined);
      if (ids.size() == 2 || (joined && ids.size() > 2)) return ids;
    }
  }
  return {};
}

// Whether two are the two sides of the deal told last: a sentence about "the parties" goes on it.
bool CandidateFinder::SidesOfLast(const std::vector<std::string>& ids,
                                  const Context& context) const {
  if (ids.size() != 2 || context.told == nullptr || context.told->empty()) return false;
  const Deal& deal = context.told->back().deal;
  const auto in = [&](const std::vector<std::string>& side, const std::string& id) {
    return std::ranges::any_of(side, [&](const std::string& o) { return SameGroup(o, id); });
  };
  return (in(deal.customer, ids[0]) && in(deal.provider, ids[1])) ||
         (in(deal.customer, ids[1]) && in(deal.provider, ids[0]));
}

// "A rents the hall of B and C. The contract holds ten years, the parties say": right behind a deal
// those of one side alone are not who signs it.
bool CandidateFinder::OneSideOfLast(const SentenceScene& scene, const std::vector<std::string>& ids,
                                    const Context& context) const {
  if (ids.empty() || context.told == nullptr || context.told->empty()) return false;
  const Candidate& last = context.told->back();
  if (last.sentence + 1 != scene.index || !scene.money.empty()) return false;
  for (const std::vector<std::string>* side : {&last.deal.customer, &last.deal.provider}) {
    if (std::ranges::all_of(ids, [&](const std::string& id) { return ShareSomebody({id}, *side); }))
      return true;
  }
  return false;
}

// Puts those that "the two companies" stands for in its place, joined as by "and".
void CandidateFinder::SpreadSeveral(const Context& context, SentenceScene* scene) const {
  constexpr size_t kMost = 40;
  if (std::ranges::none_of(scene->parties, &Party::several)) return;
  std::vector<Party> out;
  for (const Party& p : scene->parties) {
    if (!p.several) {
      out.push_back(p);
      continue;
    }
    std::vector<std::string> ids = SeveralBefore(*scene, p, context);
    if (SidesOfLast(ids, context) || OneSideOfLast(*scene, ids, context)) continue;
    for (std::string& id : ids) {
      if (out.size() >= kMost) break;
      out.push_back(p);
      out.back().id = std::move(id);
    }
  }
  scene->parties = std::move(out);
}

// Who builds by trade builds for another, where a sentence speaks of works or of an order.
void CandidateFinder::MarkBuilders(SentenceScene* scene) const {
  const bool works = scene->Has(Cue::kBuild) || scene->Has(Cue::kSite) ||
                     scene->Has(Cue::kContract) || scene->Has(Cue::kContractor);
  if (!works) return;
  for (Party& p : scene->parties) p.contractor = p.contractor || (!p.in_chip && IsBuilder(p.id));
}

// "The bank lent the company 700 million": whether "the company" is who gets the money, and yet a
// bank or fund.
bool CandidateFinder::IsFunded(const SentenceScene& scene, const Party& p) const {
  const bool marked = (p.marks & ~static_cast<unsigned>(kRelSubject)) != 0;
  return marked && IsInvestor(p.id) && (scene.Has(Cue::kLend) || scene.Has(Cue::kInvest));
}

// The last of those told before that is no bank and no fund, else `id`.
std::string CandidateFinder::FirmOr(const std::string& id, const Context& context) const {
  for (const std::vector<std::string>* ids : {&context.subjects, &context.title, &context.others}) {
    const auto firm =
        std::ranges::find_if(*ids, [&](const std::string& i) { return !IsInvestor(i); });
    if (firm != ids->end()) return *firm;
  }
  return id;
}

SentenceScene CandidateFinder::Resolve(const SentenceScene& unresolved,
                                       const Context& context) const {
  SentenceScene scene = unresolved;
  SpreadSeveral(context, &scene);
  std::string topic = Topic(context);
  std::string before = OnlyBefore(scene, context);
  bool in_sentence = false;
  for (Party& p : scene.parties) {
    if (!p.coreference) {
      if ((p.known || p.strong) && (p.marks & ~static_cast<unsigned>(kRelSubject)) == 0 &&
          !p.in_chip && !in_sentence) {
        topic = p.id;
        in_sentence = true;
      }
      continue;
    }
    if (p.several) continue;
    if (p.pronoun) {
      p.id = PronounMeant(scene, p, context);
      continue;
    }
    p.id = BranchOf(scene, p, context);
    if (p.id.empty()) p.id = HeadMeant(scene, p);
    if (p.id.empty()) p.id = ToldAs(scene, p, context);
    if (p.id.empty()) p.id = p.said_for;
    // "The latter" stands for a name as good as the name itself.
    if (!p.id.empty() && frames_.OrderToldAs(document_.Slice(p.span)) != ToldOrder::kNone)
      p.coreference = false;
    if (!p.id.empty()) continue;
    // One that is marked is no subject: "Bank Pekao will lend it" is not about the bank.
    const bool marked = (p.marks & ~static_cast<unsigned>(kRelSubject)) != 0;
    if (marked && in_sentence) p.id = OtherHere(scene, p);
    if (!p.id.empty()) continue;
    p.id = marked && in_sentence                     ? OtherThan(topic, context)
           : marked || in_sentence || before.empty() ? topic
                                                     : before;
    if (IsFunded(scene, p)) p.id = FirmOr(p.id, context);
    // Somebody of another trade, or at home elsewhere than the phrase tells, is not meant by it.
    if (!frames_.SectorOf(p.id).empty() &&
        !frames_.ReadPhrase(document_.Slice(p.span)).trades.empty())
      p.id.clear();
    if (frames_.homes().Knows(p.id)) {
      const HomeList::Set homes = HomesTold(scene, p);
      if (!homes.empty() && !frames_.homes().IsAt(p.id, homes)) p.id.clear();
    }
  }
  std::erase_if(scene.parties, [](const Party& p) { return p.id.empty(); });
  MarkBuilders(&scene);
  return scene;
}

}  // namespace dealwire
