// Two who agree to work together: no sum, and no goods that change hands.
#include <algorithm>
#include <string_view>

#include "extract/candidates/candidates.h"
#include "extract/candidates/clause.h"
#include "extract/names/registry.h"

namespace dealwire {
namespace {

// What it tells beside the trigger that the two work together, in an article of the field.
constexpr double kInTheField = 0.4;
// Within this a word for money or figures says what the trigger is about.
constexpr double kBesideWord = 24;
// Sentences that tell what an article is about.
constexpr size_t kOpening = 8;
// Where the noun stands that says what a firm is, before its name or behind it, in bytes.
constexpr size_t kBesideName = 48;

bool MayPartner(const Party& p) { return !p.in_chip && !p.id.empty() && (p.known || p.strong); }

// "The partner X" is who X is, and tells nothing of what it does.
bool NamesPartner(const SentenceScene& scene, const Span& word, const Party& p) {
  if (p.span.byte_start < word.byte_end || p.span.byte_start > word.byte_end + 1) return false;
  return std::ranges::none_of(
      scene.cues, [&](const CueMatch& c) { return c.cue == Cue::kWith && c.span == word; });
}

}  // namespace

// Who are told by `word` to work together: the first of them, with all of the other side.
std::vector<const Party*> CandidateFinder::PartnersIn(const SentenceScene& scene,
                                                      const Span& word) const {
  std::vector<const Party*> acting, with, to, joined;
  const Span segment = scene.SegmentAt(word.byte_start);
  for (const Party& p : scene.parties) {
    if (!MayPartner(p) || !segment.Contains(p.span) || NamesPartner(scene, word, p)) continue;
    const bool again =
        std::ranges::any_of(joined, [&](const Party* o) { return SameGroup(o->id, p.id); });
    if (again) continue;
    joined.push_back(&p);
    if ((p.marks & kRelWith) != 0) {
      with.push_back(&p);
    } else if ((p.marks & kRelTo) != 0) {
      to.push_back(&p);  // French "s'allie a Y"
    } else if (Unmarked(p) || (p.marks & (kRelBy | kRelOf | kRelFrom)) != 0) {
      acting.push_back(&p);
    }
  }
  if (with.empty()) with = to;
  // "An alliance with Y to speed up the adoption of Z", "... aims at Z": nobody registered is the
  // subject behind it without a comma.
  const auto behind = [&](const Party* p) {
    return !p->known && !with.empty() && p->span.byte_start >= with.front()->span.byte_end &&
           !CommaBetween(with.front()->span, p->span);
  };
  const bool acted = !acting.empty();
  if (!scene.verb_second && !scene.postpositional) std::erase_if(acting, behind);
  if (acted && acting.empty()) return {};
  // "X works with Y": who acts is one group, as are those it works with.
  if (!acting.empty() && !with.empty()) {
    std::vector<const Party*> out = {acting.front()};
    std::ranges::copy_if(with, std::back_inserter(out),
                         [&](const Party* p) { return p->group == with.front()->group; });
    return out;
  }
  // "X and Y form an alliance", "the alliance of X and Y"
  if (joined.size() != 2 || !joined[0]->IsNamed() || !joined[1]->IsNamed()) return {};
  const Party &a = *joined[0], &b = *joined[1];
  const bool together = a.group == b.group || (a.marks & b.marks & kRelBetween) != 0;
  const bool before = b.span.byte_end <= word.byte_start;
  const bool governed = a.marks != 0 || b.marks != 0 || scene.Has(Cue::kSigned);
  return together && (before || governed) ? joined : std::vector<const Party*>();
}

// How much a firm is one that brings the technology: by its trade, or by what it is called beside
// its name ("the AI start-up X").
double CandidateFinder::BringsTechnology(const SentenceScene& scene, const Party& p) const {
  constexpr double kLab = 1, kToldSo = 0.5;
  if (!frames_.SellsOf(p.id).empty() && frames_.SellsOf(p.id) != "power")
    return kLab + frames_.TierOf(p.id);
  if (frames_.SectorOf(p.id) == "lab") return kLab;
  if (!frames_.SectorOf(p.id).empty()) return 0;
  const size_t from =
      std::max(scene.span.byte_start + kBesideName, p.span.byte_start) - kBesideName;
  std::string_view before = std::string_view(document_.text).substr(from, p.span.byte_start - from);
  if (const size_t stop = before.find_last_of(",;:("); stop != std::string_view::npos)
    before.remove_prefix(stop + 1);
  const bool told = frames_.TellsTrade(frames_.ReadPhrase(before), "lab");
  const bool field = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kTopic && c.span.byte_start + before.size() >= p.span.byte_start &&
           c.span.byte_end <= p.span.byte_end;
  });
  return told || field ? kToldSo : 0;
}

// Whether the field that the article is about is one of ours: as told here, or of the two by trade.
bool CandidateFinder::InTheField(const SentenceScene& scene, const Context& context,
                                 const std::vector<const Party*>& partners) const {
  if (scene.Has(Cue::kTopic) || scene.Has(Cue::kCompute) || scene.Has(Cue::kChipNoun)) return true;
  // What a long page says somewhere of the field says little of two firms deep in it.
  const bool about_them =
      scene.index < kOpening || std::ranges::any_of(partners, [&](const Party* p) {
        return p->known && std::ranges::find(context.title, p->id) != context.title.end();
      });
  if (about_them && (context.field || context.topic)) return true;
  // "X and Y sent partners home": of two that only stand side by side the trade says too little.
  const bool with = partners[0]->group != partners[1]->group;
  return with && std::ranges::any_of(partners, [&](const Party* p) {
           return p->known && BringsTechnology(scene, *p) > 0;
         });
}

std::vector<Candidate> CandidateFinder::FindPartnership(const SentenceScene& scene,
                                                        const Context& context) const {
  const Frame* const frame = frames_.For(Cue::kPartner);
  const bool sum = std::ranges::any_of(
      scene.money, [&](const Mention* m) { return BigEnough(*Get<MoneyValue>(*m)); });
  // Who builds a site together is told by other words.
  if (frame == nullptr || sum || scene.Has(Cue::kSite)) return {};
  for (const CueMatch& cue : scene.cues) {
    // "Have signed a letter of intent on AI": of nothing that changes hands.
    const bool signs =
        cue.cue == Cue::kContract && scene.Has(Cue::kSigned) && scene.Has(Cue::kTopic);
    if (cue.cue != Cue::kPartner && !signs) continue;
    const bool figures = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kNoDeal && ReadingDistance(document_, c.span, cue.span) < kBesideWord;
    });
    if (figures) continue;
    const std::vector<const Party*> partners = PartnersIn(scene, cue.span);
    if (partners.size() < 2) {
      Reject(cue.span, frame, "partners: no two firms stand about the word");
      continue;
    }
    if (!InTheField(scene, context, partners)) {
      Reject(cue.span, frame, "article: it is about another field");
      continue;
    }
    // Who brings the technology provides it; where nothing tells, who is named first takes it.
    const double first = BringsTechnology(scene, *partners[0]);
    const double other = BringsTechnology(scene, *partners[1]);
    const bool named_last = partners[1]->span.byte_start < partners[0]->span.byte_start;
    const bool provides = first > other || (first == other && named_last);
    Roles roles;
    roles.paired = true;
    roles.prior = first != other;
    for (size_t i = 0; i < partners.size(); ++i) {
      ((i == 0) == provides ? roles.provider : roles.customer).push_back(partners[i]->id);
      roles.open |= !partners[i]->known;
    }
    Candidate candidate;
    if (!Complete(scene, *frame, cue.span, nullptr, roles, false, &candidate)) continue;
    Deal& deal = candidate.deal;
    deal.kind = DealKind::kOther;
    // A memorandum that is signed is what was agreed on.
    if (deal.status == DealStatus::kPlanned && scene.Has(Cue::kSigned))
      deal.status = DealStatus::kSigned;
    deal.AddReason("the two work together in the field", kInTheField);
    candidate.other_goods = candidate.partnership = true;
    return {std::move(candidate)};
  }
  return {};
}

// Whether a sentence says of its sum that it is of a contract of those told to work together.
bool CandidateFinder::IsOfPartners(const SentenceScene& scene) {
  return scene.Has(Cue::kValue) || scene.Has(Cue::kTotal) || scene.Has(Cue::kContract) ||
         scene.Has(Cue::kPartner);
}

// "X works together with Y. X has committed 250 million to India": one of the two does not stand in
// the sentence of the sum.
bool CandidateFinder::OnlyWorkTogether(const std::vector<Candidate>& told,
                                       const SentenceScene& scene, const Deal& deal) const {
  constexpr size_t kReach = 2;  // sentences
  const auto stands = [&](const std::vector<std::string>& side) {
    return std::ranges::any_of(
        scene.parties, [&](const Party& p) { return !p.in_chip && ShareSomebody({p.id}, side); });
  };
  if (IsOfPartners(scene) || (stands(deal.customer) && stands(deal.provider))) return false;
  return std::ranges::any_of(told, [&](const Candidate& partners) {
    return partners.partnership && partners.sentence < scene.index &&
           partners.sentence + kReach >= scene.index &&
           document_.InOnePassage(partners.sentence, scene.index) &&
           ShareSomebody(partners.deal.customer, deal.customer) &&
           ShareSomebody(partners.deal.provider, deal.provider);
  });
}

}  // namespace dealwire
