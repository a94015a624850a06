#include "extract/learned/other_sums.h"

#include <algorithm>

#include "extract/quantities/same_amounts.h"

namespace dealwire {
namespace {

using By = OtherSums::By;

// Adds up what each of the others says.
class Tally {
 public:
  explicit Tally(const std::vector<std::string>& names) : names_(names) {
    out_.parties.resize(names.size());
    out_.pairs.resize((names.size() + 1) * (names.size() + 1));
  }

  void Add(const FirstReading& other, bool same, bool previous, bool next) {
    double all = 0;
    for (const FirstReading::Pair& pair : other.pairs) all += pair.probability;
    const double weight = other.probability / std::max(1.0, all);
    std::vector<Sides> sides(other.names.size());
    std::vector<size_t> places;
    for (const std::string& name : other.names)
      places.push_back(static_cast<size_t>(std::ranges::find(names_, name) - names_.begin()));
    for (const FirstReading::Pair& pair : other.pairs) {
      const auto share = static_cast<float>(pair.probability * weight);
      if (pair.customer) sides[*pair.customer].customer += share;
      if (pair.provider) sides[*pair.provider].provider += share;
      AddPair(pair, places, share, same, previous);
    }
    for (size_t i = 0; i < sides.size(); ++i) {
      if (places[i] < names_.size())
        AddParty(sides[i], same, previous, next, &out_.parties[places[i]]);
    }
  }

  // Nobody is told of by what is not there.
  void Lack(By by) {
    for (OtherSums::Party& party : out_.parties)
      party.customer[At(by)] = party.provider[At(by)] = -1;
    for (OtherSums::Pair& pair : out_.pairs) {
      if (by == By::kSame) pair.same = -1;
      if (by == By::kPrevious) pair.previous = -1;
    }
  }

  OtherSums Take() { return std::move(out_); }

 private:
  struct Sides {
    float customer = 0, provider = 0;
  };

  static size_t At(By by) { return static_cast<size_t>(by); }
  static void Raise(float share, float* most) { *most = std::max(*most, share); }

  void AddPair(const FirstReading::Pair& pair, const std::vector<size_t>& places, float share,
               bool same, bool previous) {
    const size_t nobody = names_.size();
    const size_t customer = pair.customer ? places[*pair.customer] : nobody;
    const size_t provider = pair.provider ? places[*pair.provider] : nobody;
    if ((pair.customer && customer == nobody) || (pair.provider && provider == nobody)) return;
    OtherSums::Pair& own = out_.pairs[customer * (nobody + 1) + provider];
    Raise(share, same ? &own.same : &own.most);
    if (previous) own.previous = share;
  }

  static void AddParty(const Sides& sides, bool same, bool previous, bool next,
                       OtherSums::Party* party) {
    const auto add = [&](float share, auto& by) {
      if (same) return Raise(share, &by[At(By::kSame)]);
      by[At(By::kAll)] += share;
      Raise(share, &by[At(By::kMost)]);
      if (previous) by[At(By::kPrevious)] = share;
      if (next) by[At(By::kNext)] = share;
    };
    add(sides.customer, party->customer);
    add(sides.provider, party->provider);
  }

  const std::vector<std::string>& names_;
  OtherSums out_;
};

}  // namespace

OtherSums ReadOtherSums(const std::vector<FirstReading>& readings, size_t byte_start,
                        const MoneyValue* value, const std::vector<std::string>& names) {
  const auto is_same = [&](const FirstReading& r) {
    return value != nullptr && r.value != nullptr && SameAmount(*value, *r.value);
  };
  bool any_same = false;
  const FirstReading *previous = nullptr, *next = nullptr;
  for (const FirstReading& r : readings) {
    if (r.byte_start == byte_start) continue;
    if (is_same(r)) {
      any_same = true;
    } else if (r.byte_start < byte_start) {
      if (previous == nullptr || r.byte_start > previous->byte_start) previous = &r;
    } else if (next == nullptr || r.byte_start < next->byte_start) {
      next = &r;
    }
  }
  Tally tally(names);
  if (!any_same) tally.Lack(By::kSame);
  if (previous == nullptr) tally.Lack(By::kPrevious);
  if (next == nullptr) tally.Lack(By::kNext);
  for (const FirstReading& r : readings) {
    if (r.byte_start != byte_start) tally.Add(r, is_same(r), &r == previous, &r == next);
  }
  return tally.Take();
}

}  // namespace dealwire
