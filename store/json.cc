#include "store/json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "store/json_text.h"

namespace dealwire {
namespace {

// Byte spans of the document (title, line feed, text) to what users count in.
class Offsets {
 public:
  Offsets(const Article& article, size_t body_start)
      : article_(article), title_(article.title), text_(article.text), body_start_(body_start) {}

  void Put(const Span& span, JsonText* json) const {
    const bool in_title = span.byte_start < body_start_;
    const size_t base = in_title ? 0 : body_start_;
    const CodePointIndex& index = in_title ? title_ : text_;
    const std::string_view source = in_title ? article_.title : article_.text;
    if (in_title) json->Member("in", "title");
    json->Member("start", index.ToCodePoints(span.byte_start - base));
    json->Member("end", index.ToCodePoints(span.byte_end - base));
    json->Member("text", source.substr(span.byte_start - base, span.size()));
  }

 private:
  const Article& article_;
  const CodePointIndex title_;
  const CodePointIndex text_;
  const size_t body_start_;
};

// The members of a value, without braces.
void PutValue(const OrgValue& v, JsonText* json) {
  json->Member("id", v.id);
  json->Member("name", v.name);
  json->Member("role", v.role);
  json->Member("known", v.known);
}
void PutValue(const ProductValue& v, JsonText* json) {
  json->Member("id", v.id);
  json->Member("name", v.name);
  json->MemberOrNull("org", v.org);
}
void PutValue(const MoneyValue& v, JsonText* json) {
  json->Member("min", v.min);
  json->Member("max", v.max);
  json->MemberOrNull("currency", v.currency);
  json->Member("qualifier", QualifierName(v.qualifier));
}
void PutValue(const ChipValue& v, JsonText* json) {
  json->MemberOrNull("id", v.id);
  json->MemberOrNull("vendor", v.vendor);
  json->MemberOrNull("family", v.family);
  json->MemberOrNull("kind", v.kind);
  json->Member("count_min", v.count_min);
  json->Member("count_max", v.count_max);
  json->Member("qualifier", QualifierName(v.qualifier));
}
void PutValue(const DateValue& v, JsonText* json) {
  json->MemberOrNull("from", v.from.value_or(""));
  json->MemberOrNull("to", v.to.value_or(""));
}
void PutValue(const DurationValue& v, JsonText* json) {
  json->Member("months_min", v.months_min);
  json->Member("months_max", v.months_max);
  json->Member("qualifier", QualifierName(v.qualifier));
}
void PutValue(const PowerValue& v, JsonText* json) {
  json->Member("mw_min", v.mw_min);
  json->Member("mw_max", v.mw_max);
  json->Member("qualifier", QualifierName(v.qualifier));
}
void PutValue(const CountValue& v, JsonText* json) {
  json->Member("min", v.min);
  json->Member("max", v.max);
}

void PutMentions(const Mentions& mentions, const Offsets& offsets, JsonText* json) {
  json->Key("mentions");
  json->OpenArray();
  for (const Mention& mention : mentions) {
    json->OpenObject();
    json->Member("type", TypeName(mention));
    offsets.Put(mention.span, json);
    json->Member("rule", mention.rule);
    std::visit([&](const auto& value) { PutValue(value, json); }, mention.value);
    json->CloseObject();
  }
  json->CloseArray();
}

using Bound = std::optional<double>;

void PutBounds(const char* key, bool told, const Bound& min, const Bound& max, JsonText* json) {
  json->Key(key);
  if (!told) return json->Null();
  json->OpenObject();
  json->Member("min", min);
  json->Member("max", max);
  json->CloseObject();
}

void PutChips(const std::vector<ChipValue>& chips, JsonText* json) {
  json->Key("chips");
  json->OpenArray();
  for (const ChipValue& chip : chips) {
    json->OpenObject();
    json->MemberOrNull("id", chip.id);
    json->MemberOrNull("vendor", chip.vendor);
    json->MemberOrNull("kind", chip.kind);
    json->Member("count_min", chip.count_min);
    json->Member("count_max", chip.count_max);
    json->CloseObject();
  }
  json->CloseArray();
}

void PutEvidence(const std::vector<Evidence>& evidence, const Offsets& offsets, JsonText* json) {
  json->Key("evidence");
  json->OpenArray();
  for (const Evidence& piece : evidence) {
    json->OpenObject();
    offsets.Put(piece.span, json);
    json->Member("rule", piece.rule);
    json->CloseObject();
  }
  json->CloseArray();
}

void PutAmount(const Deal& deal, JsonText* json) {
  json->Key("amount");
  if (deal.amount) {
    json->OpenObject();
    PutValue(*deal.amount, json);
    json->CloseObject();
  } else {
    json->Null();
  }
  const MoneyValue usd = deal.amount_usd.value_or(MoneyValue());
  PutBounds("amount_usd", deal.amount_usd.has_value(), usd.min, usd.max, json);
}

void PutDeal(const Deal& deal, const Offsets& offsets, JsonText* json) {
  json->OpenObject();
  json->Member("id", deal.id);
  json->Member("customer", deal.customer);
  json->Member("provider", deal.provider);
  json->Member("kind", KindName(deal.kind));
  json->Member("status", StatusName(deal.status));
  PutAmount(deal, json);
  const DurationValue term = deal.term.value_or(DurationValue());
  PutBounds("term_months", deal.term.has_value(), term.months_min, term.months_max, json);
  json->MemberOrNull("starts", deal.starts);
  json->MemberOrNull("ends", deal.ends);
  json->MemberOrNull("due", deal.due);
  PutChips(deal.chips, json);
  const PowerValue power = deal.power.value_or(PowerValue());
  PutBounds("power_mw", deal.power.has_value(), power.mw_min, power.mw_max, json);
  json->MemberOrNull("part_of", deal.part_of);
  json->Member("aggregate", deal.aggregate);
  PutEvidence(deal.evidence, offsets, json);
  json->Member("confidence", std::round(deal.confidence * 1000) / 1000);
  json->CloseObject();
}

// An array, without its key.
void PutDeals(const std::vector<Deal>& deals, const Offsets& offsets, JsonText* json) {
  json->OpenArray();
  for (const Deal& deal : deals) PutDeal(deal, offsets, json);
  json->CloseArray();
}

void PutResults(const Extraction& extraction, const Offsets& offsets, JsonText* json) {
  PutMentions(extraction.mentions, offsets, json);
  json->Key("deals");
  PutDeals(extraction.deals, offsets, json);
}

const char* CompletenessName(Completeness completeness) {
  return completeness == Completeness::kPaywalled ? "paywalled" : "truncated";
}

// What record.md names, always; what only some articles have stands after it.
void PutArticle(const Article& article, JsonText* json) {
  json->OpenObject();
  json->Member("id", article.id);
  json->MemberOrNull("url", article.url);
  json->MemberOrNull("title", article.title);
  json->MemberOrNull("lang", article.lang);
  json->MemberOrNull("published", article.published);
  json->MemberOrNull("fetched", article.fetched);
  json->MemberOrNull("site", article.site);
  json->Member("authors", article.authors);
  json->Member("text", article.text);
  json->MemberOrNull("canonical_url", article.canonical_url);
  json->Member("sha256", article.sha256);
  if (!article.modified.empty()) json->Member("modified", article.modified);
  if (!article.agencies.empty()) json->Member("agencies", article.agencies);
  if (article.completeness != Completeness::kWhole) {
    json->Member("completeness", CompletenessName(article.completeness));
  }
  json->CloseObject();
}

// The id of a JSON-lines input may be any value; it is written anew, for it is a stranger's text.
std::string Rewritten(const std::string& id) {
  using Json = nlohmann::ordered_json;
  return Json::parse(id, nullptr, false).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string ToJson(const Article& article, const Extraction& extraction, const std::string& id) {
  std::string out;
  // A mention is some 150 bytes.
  out.reserve(article.text.size() + article.text.size() / 8 + 1024 +
              extraction.mentions.size() * 192 + extraction.deals.size() * 2048);
  JsonText json(&out);
  json.OpenObject();
  if (!id.empty()) json.Raw("id", Rewritten(id));
  json.Key("article");
  PutArticle(article, &json);
  PutResults(extraction, Offsets(article, extraction.body_start), &json);
  json.CloseObject();
  return out;
}

std::string ToJson(const Article& article) {
  std::string out;
  JsonText json(&out);
  PutArticle(article, &json);
  return out;
}

std::string ResultsToJson(const Article& article, const Extraction& extraction) {
  std::string out;
  JsonText json(&out);
  json.OpenObject();
  PutResults(extraction, Offsets(article, extraction.body_start), &json);
  json.CloseObject();
  return out;
}

std::string DealsToJson(const Article& article, const Extraction& extraction) {
  std::string out;
  JsonText json(&out);
  PutDeals(extraction.deals, Offsets(article, extraction.body_start), &json);
  return out;
}

}  // namespace dealwire
