// What a block tells of those that it is headed by.
#include <algorithm>

#include "extract/candidates/candidates.h"

namespace dealwire {

// "N and M. The Americans rent ...", "N: the grocer has signed ...": which of those that the block
// is headed by a noun for a firm stands for. The only one, unless the noun tells another trade,
// home or side; of several the only one whose trade or home it tells, else the one left where the
// sentence names the others. Or "".
std::string CandidateFinder::HeadMeant(const SentenceScene& scene, const Party& party) const {
  if (scene.heads.empty() || party.first_person || party.asked) return "";
  const FrameSet::Telling telling = frames_.ReadPhrase(document_.Slice(party.span));
  const HomeList::Set homes = HomesTold(scene, party);
  std::string told, possible;
  size_t of_told = 0, of_possible = 0;
  for (const std::string& id : scene.heads) {
    const bool trade = !telling.trades.empty() && frames_.MayBeToldAs(id, telling);
    const bool home = !homes.empty() && frames_.homes().IsAt(id, homes);
    const bool other_trade =
        !telling.trades.empty() && !trade && !frames_.SectorOf(id).empty() && frames_.Lists(id);
    const bool other_home = !homes.empty() && !home && frames_.homes().Knows(id);
    const bool named = std::ranges::any_of(
        scene.parties, [&](const Party& p) { return !p.coreference && SameGroup(p.id, id); });
    // Whose trade the registry knows may be told by a noun for another of his.
    if (other_home || (other_trade && !home)) continue;
    if ((trade && frames_.Lists(id)) || home) told = id, ++of_told;
    if (!named || scene.heads.size() == 1) possible = id, ++of_possible;
  }
  if (of_told == 1) return told;
  // "The tenant" of one who lets halls is somebody else.
  if (scene.heads.size() == 1 && telling.side != DealSide::kNone) return "";
  return of_told == 0 && of_possible == 1 ? possible : "";
}

// The sides that a sentence leaves open, from those that its block is headed by: of two both, where
// it names nobody else, or the other one; the only one where the sentence has somebody else act.
bool CandidateFinder::FillFromHeads(const SentenceScene& scene, const Frame& frame,
                                    Roles* roles) const {
  constexpr double kAnyTrade = -1;
  if (scene.heads.empty() || document_.InTitle(scene.span)) return false;
  if (roles->customer.empty() && roles->provider.empty()) {
    const bool others = std::ranges::any_of(scene.parties, [&](const Party& p) {
      return (p.known || p.strong) && !p.in_chip && !p.coreference &&
             !ShareSomebody({p.id}, scene.heads);
    });
    return !others && scene.heads.size() == 2 && TakeHeads(scene, frame, roles);
  }
  if (!roles->customer.empty() && !roles->provider.empty()) return false;
  const bool buys = roles->provider.empty();  // who is told
  if (buys ? !frame.needs_provider : !frame.needs_customer) return false;
  const std::vector<std::string>& told = buys ? roles->customer : roles->provider;
  std::vector<std::string> rest;
  for (const std::string& id : scene.heads) {
    if (!ShareSomebody({id}, told)) rest.push_back(id);
  }
  const bool of_heads = rest.size() < scene.heads.size();
  if (rest.size() != 1 || (of_heads && scene.heads.size() != 2)) return false;
  // "N: M lends 40 million": a bank takes no loan.
  const double prior = buys ? Prior(frame, told[0], rest[0]) : Prior(frame, rest[0], told[0]);
  if (prior < kAnyTrade) return false;
  (buys ? roles->provider : roles->customer) = rest;
  roles->context = roles->near = true;
  roles->prior = prior > 0;
  roles->paired |= of_heads;
  return true;
}

// Two heads as the two sides: as their trades say, else as the first would act.
bool CandidateFinder::TakeHeads(const SentenceScene& scene, const Frame& frame,
                                Roles* roles) const {
  const bool refers = IsTrigger(frame.trigger) || scene.Has(Cue::kContract);
  if (!refers || !frame.needs_customer || !frame.needs_provider || scene.Has(Cue::kNoDeal))
    return false;
  const std::string &a = scene.heads[0], &b = scene.heads[1];
  const bool of_power = scene.Has(Cue::kPower) || !scene.power.empty();
  const bool of_chips = !scene.chips.empty() || scene.Has(Cue::kChipNoun);
  const double first = Prior(frame, a, b, of_power, of_chips);
  const double second = Prior(frame, b, a, of_power, of_chips);
  if (first == second || std::max(first, second) <= 0) return false;
  roles->customer = {first > second ? a : b};
  roles->provider = {first > second ? b : a};
  roles->context = roles->near = roles->prior = roles->paired = true;
  return true;
}

// "The start-up M has signed with them": who is told with a pronoun acts not in its sentence; whom
// the block is headed by, else the last that the sentences before name, those first that they are
// about.
std::string CandidateFinder::PronounMeant(const SentenceScene& scene, const Party& party,
                                          const Context& context) const {
  constexpr size_t kReach = 2;  // sentences
  const auto named_here = [&](const std::string& id) {
    return std::ranges::any_of(scene.parties, [&](const Party& p) {
      return &p != &party && !p.id.empty() && SameGroup(p.id, id);
    });
  };
  // "The rest goes to M; talks with it are under way": who is named before it in the sentence.
  const Party* last = nullptr;
  for (const Party& p : scene.parties) {
    if (!p.coreference && !p.in_chip && p.span.byte_end <= party.span.byte_start) last = &p;
  }
  if (last != nullptr) {
    const Span between{last->span.byte_end, party.span.byte_start};
    const bool apart = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kClause && between.Contains(c.span);
    });
    if (apart || document_.Slice(between).find(';') != std::string_view::npos) return last->id;
  }
  if (scene.heads.size() == 1 && !named_here(scene.heads[0])) return scene.heads[0];
  if (!context.before.empty() && context.before[0].index + kReach >= scene.index) {
    for (const bool unmarked : {true, false}) {
      for (const Party& p : context.before[0].parties) {
        const bool acts = (p.marks & ~unsigned{kRelSubject}) == 0;
        if ((p.known || p.strong) && !p.in_chip && acts == unmarked && !named_here(p.id))
          return p.id;
      }
    }
  }
  for (const std::vector<std::string>* ids : {&context.subjects, &context.title}) {
    const auto id =
        std::ranges::find_if(*ids, [&](const std::string& i) { return !named_here(i); });
    if (id != ids->end()) return *id;
  }
  return "";
}

}  // namespace dealwire
