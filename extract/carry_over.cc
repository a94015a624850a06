#include <algorithm>

#include "extract/candidates.h"

namespace dealwire {

// "It put the order at 700 million": a sum without names is that of the deal just told without one.
bool CandidateFinder::LastDeal(const SentenceScene& scene, const Context& context,
                               Roles* roles) const {
  if (context.told == nullptr || context.told->empty()) return false;
  const Candidate& last = context.told->back();
  if (last.deal.amount || scene.index > last.sentence + 2) return false;
  roles->customer = last.deal.customer;
  roles->provider = last.deal.provider;
  roles->context = roles->prior = true;
  return true;
}

// The two parties of all deals told so far, where these are the same two: a sentence without names
// speaks of them.
bool CandidateFinder::OnlyPair(const Context& context, Roles* roles) const {
  if (context.told == nullptr || context.told->empty()) return false;
  const Deal& first = context.told->front().deal;
  if (first.customer.empty() || first.provider.empty()) return false;
  for (const Candidate& c : *context.told) {
    const auto meets = [&](const std::vector<std::string>& a, const std::vector<std::string>& b) {
      return !a.empty() && !b.empty() && SameGroup(a[0], b[0]);
    };
    if (!meets(c.deal.customer, first.customer) || !meets(c.deal.provider, first.provider))
      return false;
  }
  roles->customer = first.customer;
  roles->provider = first.provider;
  roles->context = roles->prior = true;
  return true;
}

// A sum that was told before, beside a name that stood with it then, tells the same deal.
bool CandidateFinder::RetoldDeal(const SentenceScene& scene, const Context& context,
                                 const Mention* money, Roles* roles) const {
  if (money == nullptr || context.told == nullptr ||
      (!roles->customer.empty() && !roles->provider.empty()))
    return false;
  const MoneyValue& sum = *Get<MoneyValue>(*money);
  for (const Candidate& c : *context.told) {
    if (!c.deal.amount || c.deal.amount->currency != sum.currency ||
        c.deal.amount->min != sum.min || c.deal.amount->max != sum.max) {
      continue;
    }
    const auto in_deal = [&](const Party& p) {
      const auto same = [&](const std::string& id) { return SameGroup(id, p.id); };
      return std::ranges::any_of(c.deal.customer, same) ||
             std::ranges::any_of(c.deal.provider, same);
    };
    if (!std::ranges::all_of(scene.parties,
                             [&](const Party& p) { return p.in_chip || !p.known || in_deal(p); }))
      continue;
    roles->customer = c.deal.customer;
    roles->provider = c.deal.provider;
    roles->prior = true;
    return true;
  }
  return false;
}

void CandidateFinder::FillFromContext(const SentenceScene& scene, const Frame& frame,
                                      const Context& context, const Mention* money,
                                      Roles* roles) const {
  const auto fill = [&](std::vector<std::string>* side, const std::vector<std::string>& other,
                        bool customer) {
    std::vector<std::string> from;
    const bool told = scene.Has(Cue::kCompany);
    if (told) from = context.subjects;
    from.insert(from.end(), context.title.begin(), context.title.end());
    if (told) from.insert(from.end(), context.subjects.begin(), context.subjects.end());
    const size_t told_subjects = from.size();
    if (told) from.insert(from.end(), context.others.begin(), context.others.end());
    size_t index = 0;
    for (const std::string& id : from) {
      const bool bystander = index++ >= told_subjects;
      if (bystander &&
          (other.empty() || Prior(frame, customer ? id : other[0], customer ? other[0] : id) <= 0))
        continue;
      if (std::ranges::any_of(other, [&](const std::string& o) { return SameGroup(o, id); }))
        continue;
      if (!other.empty() && Prior(frame, customer ? id : other[0], customer ? other[0] : id) < 0)
        continue;
      side->push_back(id);
      roles->context = true;
      return;
    }
  };
  if (RetoldDeal(scene, context, money, roles)) return;
  if (roles->customer.empty() && roles->provider.empty() && context.list_follows) {
    fill(&roles->customer, roles->provider, true);
    return;
  }
  const bool named = !roles->customer.empty() || !roles->provider.empty();
  if (!named && scene.parties.empty() &&
      (LastDeal(scene, context, roles) || OnlyPair(context, roles)))
    return;
  if (!named && !scene.Has(Cue::kCompany)) return;
  if (roles->customer.empty() && frame.needs_customer)
    fill(&roles->customer, roles->provider, true);
  if (roles->provider.empty() && frame.needs_provider && !context.list_follows) {
    fill(&roles->provider, roles->customer, false);
  }
}

// The names that "the company" and "its" stand for: the first unmarked one before them in the
// sentence, else what the sentences before were about, else the title's.
SentenceScene CandidateFinder::Resolve(const SentenceScene& unresolved,
                                       const Context& context) const {
  SentenceScene scene = unresolved;
  std::string topic = !context.subjects.empty() ? context.subjects[0]
                      : !context.title.empty()  ? context.title[0]
                                                : "";
  bool in_sentence = false;
  for (Party& p : scene.parties) {
    if (!p.coreference) {
      if (p.known && (p.marks & ~static_cast<unsigned>(kRelSubject)) == 0 && !p.in_chip &&
          !in_sentence) {
        topic = p.id;
        in_sentence = true;
      }
      continue;
    }
    p.id = topic;
  }
  std::erase_if(scene.parties, [](const Party& p) { return p.id.empty(); });
  return scene;
}

}  // namespace dealwire
