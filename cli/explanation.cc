#include "cli/explanation.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "extract/rule_tests.h"
#include "store/json.h"

namespace dealwire {
namespace {

using Json = nlohmann::ordered_json;

bool Holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

std::string SideOf(const Deal& deal, const std::string& id) {
  return Holds(deal.customer, id) ? "customer" : Holds(deal.provider, id) ? "provider" : "";
}

std::string RoleOf(const Deal& deal, const Mention& mention) {
  if (const auto* org = Get<OrgValue>(mention)) return SideOf(deal, org->id);
  if (const auto* product = Get<ProductValue>(mention)) return SideOf(deal, product->org);
  if (const auto* money = Get<MoneyValue>(mention)) {
    const bool same = deal.amount && deal.amount->currency == money->currency &&
                      deal.amount->min == money->min && deal.amount->max == money->max;
    return same ? "amount" : "";
  }
  if (const auto* chip = Get<ChipValue>(mention)) {
    const bool same = std::ranges::any_of(deal.chips, [&](const ChipValue& c) {
      return c.id == chip->id && c.vendor == chip->vendor && c.kind == chip->kind;
    });
    return same ? "chips" : "";
  }
  if (const auto* term = Get<DurationValue>(mention)) {
    return deal.term && deal.term->months_min == term->months_min ? "term" : "";
  }
  if (const auto* power = Get<PowerValue>(mention)) {
    return deal.power && deal.power->mw_min == power->mw_min ? "power" : "";
  }
  const auto* date = Get<DateValue>(mention);
  return date != nullptr && date->to && *date->to == deal.due ? "due" : "";
}

// Byte spans of title, line feed, text to what users count in.
class Places {
 public:
  Places(const Article& article, size_t body_start)
      : article_(article), title_(article.title), text_(article.text), body_start_(body_start) {}

  bool InTitle(const Span& span) const { return span.byte_start < body_start_; }
  std::string Slice(const Span& span) const {
    if (InTitle(span)) return article_.title.substr(span.byte_start, span.size());
    return article_.text.substr(span.byte_start - body_start_, span.size());
  }
  size_t At(const Span& span, size_t byte) const {
    return InTitle(span) ? title_.ToCodePoints(std::min(byte, article_.title.size()))
                         : text_.ToCodePoints(byte - body_start_);
  }
  std::string Text(const Span& span) const {
    return fmt::format("[{}{}-{}] {}", InTitle(span) ? "title " : "", At(span, span.byte_start),
                       At(span, span.byte_end), CollapseSpace(StripControls(Slice(span))));
  }
  void Put(const Span& span, Json* json) const {
    if (InTitle(span)) (*json)["in"] = "title";
    (*json)["start"] = At(span, span.byte_start);
    (*json)["end"] = At(span, span.byte_end);
    (*json)["text"] = Slice(span);
  }

 private:
  const Article& article_;
  const CodePointIndex title_, text_;
  const size_t body_start_;
};

std::string DealText(const Extraction& extraction, const Deal& deal, const Places& places) {
  std::string out =
      fmt::format("deal {}  {}\n  confidence {:.2f}", deal.id, Summary(deal), deal.confidence);
  for (const Reason& reason : deal.reasons)
    out += fmt::format("\n    {:+.2f} {}", reason.weight, reason.name);
  out += "\n";
  const std::vector<Argument> arguments = ArgumentsOf(extraction, deal);
  for (const Evidence& evidence : deal.evidence) {
    out += fmt::format("  {}\n    by {}\n", places.Text(evidence.span), evidence.rule);
    for (const Argument& a : arguments) {
      if (!evidence.span.Contains(a.mention->span)) continue;
      out += fmt::format("    {:9} {:8} {}  by {}\n", a.role.empty() ? "-" : a.role,
                         TypeName(*a.mention), places.Text(a.mention->span), a.mention->rule);
    }
  }
  return out;
}

Json ArgumentsJson(const Extraction& extraction, const Deal& deal, const Places& places) {
  Json out = Json::array();
  for (const Argument& argument : ArgumentsOf(extraction, deal)) {
    Json json;
    json["role"] = argument.role.empty() ? Json(nullptr) : Json(argument.role);
    json["type"] = TypeName(*argument.mention);
    places.Put(argument.mention->span, &json);
    json["rule"] = argument.mention->rule;
    out.push_back(std::move(json));
  }
  return out;
}

}  // namespace

std::vector<Argument> ArgumentsOf(const Extraction& extraction, const Deal& deal) {
  std::vector<Argument> out;
  for (const Mention& mention : extraction.mentions) {
    const bool inside = std::ranges::any_of(
        deal.evidence, [&](const Evidence& e) { return e.span.Contains(mention.span); });
    if (inside) out.push_back({&mention, RoleOf(deal, mention)});
  }
  return out;
}

std::string ExplanationText(const std::string& name, const Article& article,
                            const Extraction& extraction, bool rejected) {
  const Places places(article, extraction.body_start);
  std::string out =
      fmt::format("{}: {} [{}]\n", name, CollapseSpace(StripControls(article.title)), article.lang);
  if (extraction.deals.empty()) out += "no deal\n";
  for (const Deal& deal : extraction.deals) out += DealText(extraction, deal, places);
  if (!rejected) return out;
  out += fmt::format("rejected: {}\n", extraction.rejected.size());
  for (const Rejection& r : extraction.rejected) {
    out += fmt::format("  {}\n    {}{}{}\n", places.Text(r.span), r.rule,
                       r.rule.empty() ? "" : ": ", r.constraint);
  }
  return out;
}

std::string ExplanationJson(const std::string& name, const Article& article,
                            const Extraction& extraction, bool rejected) {
  const Places places(article, extraction.body_start);
  Json json;
  json["input"] = name;
  json["article"] = {
      {"id", article.id}, {"url", article.url}, {"title", article.title}, {"lang", article.lang}};
  json["deals"] = Json::parse(DealsToJson(article, extraction));
  for (size_t i = 0; i < extraction.deals.size(); ++i) {
    Json& deal = json["deals"][i];
    deal["reasons"] = Json::array();
    for (const Reason& reason : extraction.deals[i].reasons)
      deal["reasons"].push_back({{"name", reason.name}, {"weight", reason.weight}});
    deal["arguments"] = ArgumentsJson(extraction, extraction.deals[i], places);
  }
  if (rejected) {
    json["rejected"] = Json::array();
    for (const Rejection& r : extraction.rejected) {
      Json one;
      places.Put(r.span, &one);
      one["rule"] = r.rule.empty() ? Json(nullptr) : Json(r.rule);
      one["constraint"] = r.constraint;
      json["rejected"].push_back(std::move(one));
    }
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dealwire
