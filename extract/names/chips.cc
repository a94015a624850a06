#include "extract/names/chips.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "extract/names/chip_words.h"
#include "extract/names/registry.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

constexpr int kMaxLinks = 4;
// A bare number that reads as a year beside a model ("2026 GB300") counts nothing.
constexpr double kFirstYear = 2015, kLastYear = 2035;
constexpr size_t kDigitsOfYear = 4;

// A chip in the making, in offsets of the folded text.
struct Phrase {
  size_t start = 0;
  size_t end = 0;
  ChipValue value;
  std::string rule;
};

bool HasDigit(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

class Finder {
 public:
  Finder(const Document& document, const Registry& registry, const Names& names,
         const Mentions& counts)
      : document_(document),
        registry_(registry),
        names_(names),
        counts_(counts),
        text_(document.name_text),
        words_(text_, registry.Rules(document.article->lang)),
        used_(counts.size(), false) {
    for (size_t i = 0; i < counts.size(); ++i) {
      used_[i] = !Usable(counts[i]);
      if (used_[i]) continue;
      count_by_start_.emplace(Folded(counts[i].span.byte_start), i);
      count_by_end_.emplace(Folded(counts[i].span.byte_end), i);
    }
  }

  Mentions Find() {
    AddModels();
    AddVendors();
    AddCounted();
    std::ranges::sort(phrases_, {}, &Phrase::start);
    Mentions out;
    for (Phrase& phrase : phrases_) {
      Mention mention;
      mention.span = {document_.folded.ToSource(phrase.start),
                      document_.folded.ToSource(phrase.end)};
      if (!out.empty() && out.back().span.Overlaps(mention.span)) continue;
      mention.rule = std::move(phrase.rule);
      mention.value = std::move(phrase.value);
      out.push_back(std::move(mention));
    }
    return out;
  }

 private:
  size_t Folded(size_t source) const { return document_.folded.FromSource(source); }

  bool Usable(const Mention& mention) const {
    const CountValue& count = *Get<CountValue>(mention);
    if (count.max && *count.max <= 1) return false;
    const bool year = count.qualifier == Qualifier::kExact && count.min &&
                      *count.min >= kFirstYear && *count.min <= kLastYear;
    return !year || CountCodePoints(document_.Slice(mention.span)) != kDigitsOfYear ||
           words_.PastClassifier(Folded(mention.span.byte_end));
  }

  // "GB200 Blackwell" is one chip: a model and the name of its generation side by side.
  static bool AreOne(const ChipValue& a, const ChipValue& b) {
    return a.vendor == b.vendor &&
           (HasDigit(a.id) != HasDigit(b.id) || a.id == b.family || b.id == a.family);
  }

  void AddModels() {
    for (const Mention& model : names_.models) {
      const ChipValue& value = *Get<ChipValue>(model);
      const size_t start = Folded(model.span.byte_start), end = Folded(model.span.byte_end);
      if (!phrases_.empty()) {
        Phrase& last = phrases_.back();
        if (start > last.end && words_.PastGap(last.end) == start && AreOne(last.value, value)) {
          if (HasDigit(value.id) || last.value.id == value.family) {
            last.value = value;
            last.rule = model.rule;
          }
          last.end = end;
          continue;
        }
      }
      phrases_.push_back({start, end, value, model.rule});
    }
    size_t before = 0;
    for (size_t i = 0; i < phrases_.size(); ++i) {
      const size_t after = i + 1 < phrases_.size() ? phrases_[i + 1].start : text_.size();
      GrowModel(before, after, &phrases_[i]);
      before = phrases_[i].end;
    }
  }

  // Takes in the nouns, the vendor and the count around a model, between `low` and `high`.
  void GrowModel(size_t low, size_t high, Phrase* phrase) {
    GrowLeft(low, phrase);
    size_t at = words_.PastSuffix(phrase->end);
    for (int links = 0; links <= kMaxLinks; ++links) {
      const auto noun = words_.NounAt(words_.PastGap(at));
      if (noun) {
        if (noun->end <= high) {
          phrase->end = noun->end;
          if (noun->kind == "rack") phrase->value.kind = noun->kind;
        }
        break;
      }
      const auto past = words_.PastLink(at);
      if (!past || *past >= high) break;
      at = *past;
    }
    TakeCount(low, high, phrase);
  }

  void GrowLeft(size_t low, Phrase* phrase) {
    for (int step = 0; step < 2; ++step) {
      size_t at = phrase->start;
      if (const auto vendor = VendorEndingAt(words_.BeforeGap(at), phrase->value.vendor)) {
        if (*vendor >= low) phrase->start = at = *vendor;
      }
      for (int links = 0; links < kMaxLinks; ++links) {
        const auto noun = words_.NounBefore(at);
        if (noun) {
          if (noun->start >= low) phrase->start = noun->start;
          break;
        }
        const auto before = words_.BeforeLink(at);
        if (!before || *before < low) break;
        at = *before;
      }
    }
  }

  // The start of a mention of `vendor` that ends at `offset`.
  std::optional<size_t> VendorEndingAt(size_t offset, std::string_view vendor) {
    if (vendor_by_end_.empty()) {
      for (size_t i = 0; i < names_.found.size(); ++i) {
        const size_t end = Folded(names_.found[i].span.byte_end);
        vendor_by_end_.emplace(end, i);
        vendor_by_end_.emplace(words_.PastSuffix(end), i);
      }
    }
    const auto it = vendor_by_end_.find(offset);
    if (it == vendor_by_end_.end()) return std::nullopt;
    const auto* org = Get<OrgValue>(names_.found[it->second]);
    if (org == nullptr || org->id != vendor) return std::nullopt;
    return Folded(names_.found[it->second].span.byte_start);
  }

  bool Covered(size_t start, size_t end) const {
    // `phrases_` up to model_phrases_ is sorted; vendors and counts come in order too.
    const auto it = std::ranges::partition_point(
        covered_, [&](const auto& span) { return span.second <= start; });
    return it != covered_.end() && it->first < end;
  }

  void RefreshCovered() {
    covered_.clear();
    for (const Phrase& phrase : phrases_) covered_.emplace_back(phrase.start, phrase.end);
    std::ranges::sort(covered_);
  }

  void AddVendors() {
    RefreshCovered();
    for (const Mention& name : names_.found) {
      const auto* org = Get<OrgValue>(name);
      if (org == nullptr) continue;
      const size_t start = Folded(name.span.byte_start), end = Folded(name.span.byte_end);
      if (!registry_.MakesChips(org->id) || Covered(start, end)) continue;
      auto noun = NounRightOf(words_.PastSuffix(end));
      if (!noun) noun = NounLeftOf(start);
      if (!noun || Covered(noun->start, noun->end)) continue;
      Phrase phrase{std::min(start, noun->start), std::max(end, noun->end), {}, name.rule};
      phrase.value.vendor = org->id;
      phrase.value.kind = noun->kind;
      if (phrase.value.kind.empty()) {
        phrase.value.kind = registry_.Get(registry_.FindOrg(org->id)).chip_kind;
      }
      TakeCount(0, text_.size(), &phrase);
      phrases_.push_back(std::move(phrase));
    }
  }

  static bool IsChipNoun(const FoundNoun& noun) {
    return noun.kind != "unit" && noun.kind != "rack";
  }

  std::optional<FoundNoun> NounRightOf(size_t at) const {
    for (int links = 0; links <= kMaxLinks; ++links) {
      const auto noun = words_.NounAt(words_.PastGap(at));
      if (noun) return IsChipNoun(*noun) ? noun : std::nullopt;
      const auto past = words_.PastLink(at);
      if (!past) return std::nullopt;
      at = *past;
    }
    return std::nullopt;
  }

  // "chips de Nvidia". Where words are written without spaces, what is before a name does not
  // belong to it: there "semiconductor Nvidia" is the company's trade.
  std::optional<FoundNoun> NounLeftOf(size_t at) const {
    if (IsSpaceless(ScriptAfter(text_, at))) return std::nullopt;
    for (int links = 0; links <= kMaxLinks; ++links) {
      const auto noun = words_.NounBefore(at);
      if (noun) {
        const bool trade = IsSpaceless(ScriptBefore(text_, noun->end)) ||
                           (links == 0 && words_.FollowsMaker(noun->start));
        if (trade || !IsChipNoun(*noun)) return std::nullopt;
        return noun;
      }
      const auto before = words_.BeforeLink(at);
      if (!before) return std::nullopt;
      at = *before;
    }
    return std::nullopt;
  }

  void AddCounted() {
    RefreshCovered();
    for (size_t i = 0; i < counts_.size(); ++i) {
      if (used_[i]) continue;
      const size_t start = Folded(counts_[i].span.byte_start);
      const size_t end = Folded(counts_[i].span.byte_end);
      auto noun = NounAfterCount(end);
      size_t phrase_end = noun ? noun->end : 0;
      if (!noun) {
        const auto past = words_.PastClassifier(end);
        if (!past) continue;
        noun = words_.NounBefore(start);
        if (!noun || !IsSpaceless(ScriptBefore(text_, *past))) continue;
        phrase_end = *past;
      }
      if (!IsChipNoun(*noun) || Covered(noun->start, noun->end)) continue;
      Phrase phrase{std::min(start, noun->start), phrase_end, {}, "names.chip_nouns"};
      phrase.value.kind = noun->kind;
      SetCount(i, &phrase);
      phrases_.push_back(std::move(phrase));
    }
  }

  std::optional<FoundNoun> NounAfterCount(size_t at) const {
    if (const auto past = words_.PastClassifier(at)) at = *past;
    return NounRightOf(at);
  }

  void SetCount(size_t index, Phrase* phrase) {
    const CountValue& count = *Get<CountValue>(counts_[index]);
    used_[index] = true;
    phrase->value.count_min = count.min;
    phrase->value.count_max = count.max;
    phrase->value.qualifier = count.qualifier;
  }

  void TakeCount(size_t low, size_t high, Phrase* phrase) {
    size_t at = phrase->start;
    for (int step = 0; step <= kMaxLinks; ++step) {
      const size_t gap = words_.BeforeGap(at);
      for (const size_t end : {at, gap}) {
        const auto it = count_by_end_.find(end);
        if (it == count_by_end_.end() || used_[it->second]) continue;
        const size_t start = Folded(counts_[it->second].span.byte_start);
        if (start < low) return;
        phrase->start = start;
        SetCount(it->second, phrase);
        return;
      }
      auto before = words_.BeforeClassifier(at);
      if (!before) before = words_.BeforeLink(at);
      if (!before || *before < low) break;
      at = *before;
    }
    TakeCountAfter(high, phrase);
  }

  // "GPU 26" and a count word: after its noun, a number needs one.
  void TakeCountAfter(size_t high, Phrase* phrase) {
    size_t at = words_.PastSuffix(phrase->end);
    for (int step = 0; step < 2; ++step) {
      const auto it = count_by_start_.find(words_.PastGap(at));
      if (it != count_by_start_.end() && !used_[it->second]) {
        const size_t end = Folded(counts_[it->second].span.byte_end);
        const auto past = words_.PastClassifier(end);
        if (!past || *past > high || !IsSpaceless(ScriptBefore(text_, *past))) return;
        phrase->end = *past;
        SetCount(it->second, phrase);
        return;
      }
      const auto past = words_.PastLink(at);
      if (!past) return;
      at = *past;
    }
  }

  const Document& document_;
  const Registry& registry_;
  const Names& names_;
  const Mentions& counts_;
  const std::string_view text_;
  const ChipWords words_;
  std::vector<bool> used_;  // or none of chips
  std::unordered_map<size_t, size_t> count_by_start_, count_by_end_, vendor_by_end_;
  std::vector<Phrase> phrases_;
  std::vector<std::pair<size_t, size_t>> covered_;
};

}  // namespace

Mentions FindChips(const Document& document, const Registry& registry, const Names& names,
                   const Mentions& counts) {
  if (names.models.empty() && names.found.empty() && counts.empty()) return {};
  return Finder(document, registry, names, counts).Find();
}

}  // namespace dealwire
