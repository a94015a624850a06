#include "extract/rule_tests.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "extract/extraction.h"
#include "extract/frames/cues.h"
#include "extract/frames/frames.h"
#include "extract/names/names.h"
#include "extract/names/registry.h"
#include "extract/quantities/dates.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/quantities.h"
#include "extract/rules.h"
#include "extract/text/languages.h"

namespace dealwire {
namespace {

std::string Joined(std::vector<std::string> ids) {
  std::ranges::sort(ids);
  return ids.empty() ? "?" : fmt::format("{}", fmt::join(ids, "+"));
}

std::string BoundsText(const std::optional<double>& min, const std::optional<double>& max) {
  if (min && max && *min == *max) return fmt::format("{:g}", *min);
  return fmt::format("{}..{}", min ? fmt::format("{:g}", *min) : "",
                     max ? fmt::format("{:g}", *max) : "");
}

std::string Summary(const ExpectedDeal& deal) {
  std::string out = Joined(deal.customer) + " <- " + Joined(deal.provider);
  for (const std::string* part : {&deal.amount, &deal.kind, &deal.status}) {
    if (!part->empty()) out += " " + *part;
  }
  return out;
}

bool SameIds(std::vector<std::string> a, std::vector<std::string> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}

bool Matches(const ExpectedDeal& expected, const Deal& deal) {
  if (!SameIds(expected.customer, deal.customer) || !SameIds(expected.provider, deal.provider))
    return false;
  if (!expected.kind.empty() && expected.kind != KindName(deal.kind)) return false;
  if (!expected.status.empty() && expected.status != StatusName(deal.status)) return false;
  if (expected.amount.empty()) return !deal.amount;
  const std::optional<ExpectedBounds> bounds = ParseBounds(expected.amount);
  return deal.amount && bounds && bounds->unit == deal.amount->currency &&
         SameValue(bounds->min, deal.amount->min) && SameValue(bounds->max, deal.amount->max);
}

// Each expected deal by one found, and none left over.
bool AllMatch(const std::vector<ExpectedDeal>& expected, std::vector<Deal> found) {
  if (expected.size() != found.size()) return false;
  for (const ExpectedDeal& e : expected) {
    const auto it = std::ranges::find_if(found, [&](const Deal& d) { return Matches(e, d); });
    if (it == found.end()) return false;
    found.erase(it);
  }
  return true;
}

template <typename Deals>
std::string Summaries(const Deals& deals) {
  std::string out;
  for (const auto& deal : deals) out += (out.empty() ? "" : "; ") + Summary(deal);
  return out.empty() ? "nothing" : out;
}

Article ArticleOf(const std::string& lang, const std::string& title, const std::string& text,
                  const std::string& published) {
  Article article;
  article.lang = lang;
  article.title = title;
  article.text = text;
  article.published = published;
  CompleteArticle(&article);
  return article;
}

// ---- [[quantities.example]] ---------------------------------------------------------------------

std::string ValueText(const Mention& mention) {
  if (const auto* money = Get<MoneyValue>(mention))
    return BoundsText(money->min, money->max) + " " + money->currency;
  if (const auto* power = Get<PowerValue>(mention))
    return BoundsText(power->mw_min, power->mw_max) + " MW";
  if (const auto* term = Get<DurationValue>(mention))
    return BoundsText(term->months_min, term->months_max) + " months";
  if (const auto* date = Get<DateValue>(mention))
    return date->from.value_or("") + ".." + date->to.value_or("");
  return "";
}

// "38e9 USD" as ValueText writes it.
std::string Canonical(const std::string& expected) {
  const std::optional<ExpectedBounds> bounds = ParseBounds(expected);
  return bounds ? BoundsText(bounds->min, bounds->max) + " " + bounds->unit : expected;
}

std::string QuantityFailure(const Lexicon::Example& example, const RuleSet& rules) {
  const Article article = ArticleOf(example.lang, "", example.text, example.published);
  const Document document = MakeDocument(article, rules.languages().Sentences(article.lang));
  const Mentions mentions = example.type == "date"
                                ? FindDates(document, rules.lexicon())
                                : FindQuantities(document, rules.lexicon()).found;
  std::vector<std::string> expected, found;
  for (const std::string& value : example.values) expected.push_back(Canonical(value));
  for (const Mention& mention : mentions) {
    if (TypeName(mention) == example.type) found.push_back(ValueText(mention));
  }
  if (expected == found) return "";
  return fmt::format("{}: expected {} [{}]; found [{}] in: {}", example.where, example.type,
                     fmt::join(expected, ", "), fmt::join(found, ", "), example.text);
}

// ---- what no example needs ----------------------------------------------------------------------

constexpr std::array<const char*, 8> kSlots = {"subject", "object", "with", "from",
                                               "to",      "by",     "in",   "between"};

class Loosening {
 public:
  explicit Loosening(const RuleSet& rules) : rules_(rules), examples_(DealExamples(rules)) {
    // What fails as it is says nothing of a constraint.
    std::erase_if(examples_, [&](const RuleExample* e) { return !FailureOf(*e, rules).empty(); });
  }

  std::vector<std::string> Run() {
    for (size_t i = 0; i < rules_.frames().all().size(); ++i) TryFrame(i);
    for (const std::string& lang : rules_.cues().LanguageCodes()) TryLanguage(lang);
    return std::move(untested_);
  }

 private:
  bool Holds(const RuleSet& loosened, const std::string& lang) const {
    return std::ranges::all_of(examples_, [&](const RuleExample* e) {
      return (!lang.empty() && LanguageKey(e->lang) != lang) || FailureOf(*e, loosened).empty();
    });
  }

  void Try(const Frame& loosened, size_t index, const std::string& what) {
    const auto frames =
        std::make_shared<const FrameSet>(rules_.frames().WithFrame(index, loosened));
    if (Holds(*rules_.With(frames), "")) untested_.push_back(loosened.rule + ": " + what);
  }

  void TryFrame(size_t index) {
    const Frame& frame = rules_.frames().all()[index];
    for (bool Frame::*needs : {&Frame::needs_customer, &Frame::needs_provider}) {
      if (!(frame.*needs)) continue;
      Frame loosened = frame;
      loosened.*needs = false;
      Try(loosened, index,
          needs == &Frame::needs_customer ? "needs `customer`" : "needs `provider`");
    }
    for (size_t slot = 0; slot < kSlots.size(); ++slot) {
      if (frame.roles.at(slot) == DealSide::kNone) continue;
      Frame loosened = frame;
      loosened.roles.at(slot) = DealSide::kNone;
      Try(loosened, index, fmt::format("slot `{}`", kSlots.at(slot)));
    }
    if (!frame.bare) {
      Frame loosened = frame;
      loosened.bare = true;
      Try(loosened, index, "a sum is needed (not `bare`)");
    }
  }

  void TryLanguage(const std::string& lang) {
    for (size_t i = 0; i < static_cast<size_t>(Cue::kCount); ++i) {
      const Cue cue = static_cast<Cue>(i);
      if (!rules_.cues().Has(lang, cue)) continue;
      const std::shared_ptr<const CueSet> cues = rules_.cues().Without(lang, cue);
      if (Holds(*rules_.With(cues), lang))
        untested_.push_back(fmt::format("lang/{}.toml: class `{}`", lang, CueName(cue)));
    }
  }

  const RuleSet& rules_;
  std::vector<const RuleExample*> examples_;
  std::vector<std::string> untested_;
};

}  // namespace

std::string Summary(const Deal& deal) {
  std::string out = Joined(deal.customer) + " <- " + Joined(deal.provider);
  if (deal.amount) {
    out += fmt::format(" {} {}", BoundsText(deal.amount->min, deal.amount->max),
                       deal.amount->currency);
  }
  return fmt::format("{} {} {}", out, KindName(deal.kind), StatusName(deal.status));
}

std::string FailureOf(const RuleExample& example, const RuleSet& rules) {
  const Article article = ArticleOf(example.lang, example.title, example.text, "");
  const Extraction found = Extract(article, rules, {.keep_rejected = true});
  if (AllMatch(example.deals, found.deals)) return "";
  std::string out = fmt::format("{}: expected {}; found {}", example.where,
                                Summaries(example.deals), Summaries(found.deals));
  if (found.deals.empty() && !found.rejected.empty())
    out += " (" + found.rejected.front().constraint + ")";
  return out + " in: " + example.text;
}

std::vector<const RuleExample*> DealExamples(const RuleSet& rules) {
  std::vector<const RuleExample*> out;
  for (const RuleExample& example : rules.frames().examples()) out.push_back(&example);
  for (const RuleExample& example : rules.cues().examples()) out.push_back(&example);
  return out;
}

RuleTestResult RunRuleTests(const RuleSet& rules) {
  RuleTestResult out;
  const auto take = [&](std::string failure) {
    ++out.run;
    if (!failure.empty()) out.failures.push_back(std::move(failure));
  };
  const std::shared_ptr<const RuleSet> frames = rules.FramesAlone();
  for (const RuleExample* e : DealExamples(rules)) take(FailureOf(*e, *frames));
  for (const Lexicon::Example& e : rules.lexicon().examples()) take(QuantityFailure(e, rules));
  out.run += rules.registry().examples().size();
  for (std::string& failure : FailedNameExamples(rules.registry()))
    out.failures.push_back(std::move(failure));
  return out;
}

std::vector<std::string> UntestedConstraints(const RuleSet& rules) {
  const std::shared_ptr<const RuleSet> frames = rules.FramesAlone();
  return Loosening(*frames).Run();
}

}  // namespace dealwire
