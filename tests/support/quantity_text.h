#ifndef DEALWIRE_TESTS_SUPPORT_QUANTITY_TEXT_H_
#define DEALWIRE_TESTS_SUPPORT_QUANTITY_TEXT_H_

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "base/text.h"
#include "extract/quantities/dates.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/quantities.h"
#include "extract/rules.h"
#include "extract/text/languages.h"

// Quantities of a text as a line: "money 3e+10.. USD at_least; power 300 MW".

inline dealwire::Article QuantityArticle(const std::string& lang, const std::string& text) {
  dealwire::Article article;
  article.lang = lang;
  article.text = dealwire::ToNfc(text);
  article.published = "2025-12-07";
  dealwire::CompleteArticle(&article);
  return article;
}

inline dealwire::Mentions QuantitiesIn(const std::string& lang, const std::string& text) {
  const dealwire::Article article = QuantityArticle(lang, text);
  const auto rules = dealwire::RuleSet::Embedded();
  const dealwire::Document document =
      dealwire::MakeDocument(article, rules->languages().Sentences(lang));
  return dealwire::FindQuantities(document, rules->lexicon()).found;
}

inline std::string BoundsLine(const std::optional<double>& min, const std::optional<double>& max,
                              const std::string& unit, dealwire::Qualifier qualifier) {
  std::string out = min ? fmt::format("{:g}", *min) : "";
  if (!min || !max || *min != *max) out += ".." + (max ? fmt::format("{:g}", *max) : "");
  out += " " + unit;
  return qualifier == dealwire::Qualifier::kExact ? out
                                                  : out + " " + dealwire::QualifierName(qualifier);
}

inline std::string QuantityLine(const dealwire::Mention& m) {
  if (const auto* v = dealwire::Get<dealwire::MoneyValue>(m))
    return "money " + BoundsLine(v->min, v->max, v->currency, v->qualifier);
  if (const auto* v = dealwire::Get<dealwire::PowerValue>(m))
    return "power " + BoundsLine(v->mw_min, v->mw_max, "MW", v->qualifier);
  if (const auto* v = dealwire::Get<dealwire::DurationValue>(m))
    return "duration " + BoundsLine(v->months_min, v->months_max, "months", v->qualifier);
  return dealwire::TypeName(m);
}

inline std::string QuantityText(const std::string& lang, const std::string& text) {
  std::string out;
  for (const dealwire::Mention& m : QuantitiesIn(lang, text))
    out += (out.empty() ? "" : "; ") + QuantityLine(m);
  return out;
}

// The slice of the first quantity.
inline std::string QuantitySlice(const std::string& lang, const std::string& text) {
  const dealwire::Mentions found = QuantitiesIn(lang, text);
  return found.empty() ? "" : text.substr(found[0].span.byte_start, found[0].span.size());
}

struct QuantityCase {
  const char* lang;
  const char* text;
  const char* expected;
};

inline void CheckQuantities(const std::vector<QuantityCase>& cases) {
  for (const QuantityCase& c : cases) {
    INFO(c.lang << ": " << c.text);
    CHECK(QuantityText(c.lang, c.text) == c.expected);
  }
}

#endif  // DEALWIRE_TESTS_SUPPORT_QUANTITY_TEXT_H_
