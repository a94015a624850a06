#include "store/json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace dealwire {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// 600000000000, not 600000000000.0 and not 6e11.
Json Number(double value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (std::floor(value) == value && std::abs(value) <= kExact) return static_cast<int64_t>(value);
  return value;
}

Json Number(const std::optional<double>& value) { return value ? Number(*value) : Json(nullptr); }

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Byte spans of the document (title, line feed, text) to what users count in.
class Offsets {
 public:
  Offsets(const Article& article, size_t body_start)
      : article_(article), title_(article.title), text_(article.text), body_start_(body_start) {}

  void Put(const Span& span, Json* json) const {
    const bool in_title = span.byte_start < body_start_;
    const size_t base = in_title ? 0 : body_start_;
    const CodePointIndex& index = in_title ? title_ : text_;
    const std::string& source = in_title ? article_.title : article_.text;
    if (in_title) (*json)["in"] = "title";
    (*json)["start"] = index.ToCodePoints(span.byte_start - base);
    (*json)["end"] = index.ToCodePoints(span.byte_end - base);
    (*json)["text"] = source.substr(span.byte_start - base, span.size());
  }

 private:
  const Article& article_;
  const CodePointIndex title_;
  const CodePointIndex text_;
  const size_t body_start_;
};

void PutValue(const OrgValue& v, Json* json) {
  (*json)["id"] = v.id;
  (*json)["name"] = v.name;
  (*json)["role"] = v.role;
  (*json)["known"] = v.known;
}
void PutValue(const ProductValue& v, Json* json) {
  (*json)["id"] = v.id;
  (*json)["name"] = v.name;
  (*json)["org"] = OrNull(v.org);
}
void PutValue(const MoneyValue& v, Json* json) {
  (*json)["min"] = Number(v.min);
  (*json)["max"] = Number(v.max);
  (*json)["currency"] = OrNull(v.currency);
  (*json)["qualifier"] = QualifierName(v.qualifier);
}
void PutValue(const ChipValue& v, Json* json) {
  (*json)["id"] = OrNull(v.id);
  (*json)["vendor"] = OrNull(v.vendor);
  (*json)["family"] = OrNull(v.family);
  (*json)["kind"] = OrNull(v.kind);
  (*json)["count_min"] = Number(v.count_min);
  (*json)["count_max"] = Number(v.count_max);
  (*json)["qualifier"] = QualifierName(v.qualifier);
}
void PutValue(const DateValue& v, Json* json) {
  (*json)["from"] = OrNull(v.from.value_or(""));
  (*json)["to"] = OrNull(v.to.value_or(""));
}
void PutValue(const DurationValue& v, Json* json) {
  (*json)["months_min"] = Number(v.months_min);
  (*json)["months_max"] = Number(v.months_max);
  (*json)["qualifier"] = QualifierName(v.qualifier);
}
void PutValue(const PowerValue& v, Json* json) {
  (*json)["mw_min"] = Number(v.mw_min);
  (*json)["mw_max"] = Number(v.mw_max);
  (*json)["qualifier"] = QualifierName(v.qualifier);
}
void PutValue(const CountValue& v, Json* json) {
  (*json)["min"] = Number(v.min);
  (*json)["max"] = Number(v.max);
}

Json MentionsJson(const Mentions& mentions, const Offsets& offsets) {
  Json all = Json::array();
  for (const Mention& mention : mentions) {
    Json json;
    json["type"] = TypeName(mention);
    offsets.Put(mention.span, &json);
    json["rule"] = mention.rule;
    std::visit([&](const auto& value) { PutValue(value, &json); }, mention.value);
    all.push_back(std::move(json));
  }
  return all;
}

Json Bounds(const std::optional<double>& min, const std::optional<double>& max) {
  return Json{{"min", Number(min)}, {"max", Number(max)}};
}

Json ChipsJson(const std::vector<ChipValue>& chips) {
  Json all = Json::array();
  for (const ChipValue& chip : chips) {
    Json json;
    json["id"] = OrNull(chip.id);
    json["vendor"] = OrNull(chip.vendor);
    json["kind"] = OrNull(chip.kind);
    json["count_min"] = Number(chip.count_min);
    json["count_max"] = Number(chip.count_max);
    all.push_back(std::move(json));
  }
  return all;
}

Json EvidenceJson(const std::vector<Evidence>& evidence, const Offsets& offsets) {
  Json all = Json::array();
  for (const Evidence& piece : evidence) {
    Json json;
    offsets.Put(piece.span, &json);
    json["rule"] = piece.rule;
    all.push_back(std::move(json));
  }
  return all;
}

Json DealJson(const Deal& deal, const Offsets& offsets) {
  Json json;
  json["id"] = deal.id;
  json["customer"] = deal.customer;
  json["provider"] = deal.provider;
  json["kind"] = KindName(deal.kind);
  json["status"] = StatusName(deal.status);
  json["amount"] = nullptr;
  if (deal.amount) {
    json["amount"] = Json::object();
    PutValue(*deal.amount, &json["amount"]);
  }
  json["amount_usd"] =
      deal.amount_usd ? Bounds(deal.amount_usd->min, deal.amount_usd->max) : Json(nullptr);
  json["term_months"] =
      deal.term ? Bounds(deal.term->months_min, deal.term->months_max) : Json(nullptr);
  json["starts"] = OrNull(deal.starts);
  json["ends"] = OrNull(deal.ends);
  json["due"] = OrNull(deal.due);
  json["chips"] = ChipsJson(deal.chips);
  json["power_mw"] = deal.power ? Bounds(deal.power->mw_min, deal.power->mw_max) : Json(nullptr);
  json["part_of"] = OrNull(deal.part_of);
  json["aggregate"] = deal.aggregate;
  json["evidence"] = EvidenceJson(deal.evidence, offsets);
  json["confidence"] = std::round(deal.confidence * 1000) / 1000;
  return json;
}

Json DealsJson(const std::vector<Deal>& deals, const Offsets& offsets) {
  Json all = Json::array();
  for (const Deal& deal : deals) all.push_back(DealJson(deal, offsets));
  return all;
}

const char* CompletenessName(Completeness completeness) {
  return completeness == Completeness::kPaywalled ? "paywalled" : "truncated";
}

// What record.md names, always; what only some articles have stands after it.
Json ArticleJson(const Article& article) {
  Json json;
  json["id"] = article.id;
  json["url"] = OrNull(article.url);
  json["title"] = OrNull(article.title);
  json["lang"] = OrNull(article.lang);
  json["published"] = OrNull(article.published);
  json["fetched"] = OrNull(article.fetched);
  json["site"] = OrNull(article.site);
  json["authors"] = article.authors;
  json["text"] = article.text;
  json["canonical_url"] = OrNull(article.canonical_url);
  json["sha256"] = article.sha256;
  if (!article.modified.empty()) json["modified"] = article.modified;
  if (!article.agencies.empty()) json["agencies"] = article.agencies;
  if (article.completeness != Completeness::kWhole) {
    json["completeness"] = CompletenessName(article.completeness);
  }
  return json;
}

}  // namespace

std::string ToJson(const Article& article, const Extraction& extraction, const std::string& id) {
  const Offsets offsets(article, extraction.body_start);
  Json json;
  if (!id.empty()) json["id"] = Json::parse(id, nullptr, false);
  json["article"] = ArticleJson(article);
  json["mentions"] = MentionsJson(extraction.mentions, offsets);
  json["deals"] = DealsJson(extraction.deals, offsets);
  return Dump(json);
}

std::string ToJson(const Article& article) { return Dump(ArticleJson(article)); }

std::string ResultsToJson(const Article& article, const Extraction& extraction) {
  const Offsets offsets(article, extraction.body_start);
  Json json;
  json["mentions"] = MentionsJson(extraction.mentions, offsets);
  json["deals"] = DealsJson(extraction.deals, offsets);
  return Dump(json);
}

std::string DealsToJson(const Article& article, const Extraction& extraction) {
  return Dump(DealsJson(extraction.deals, Offsets(article, extraction.body_start)));
}

}  // namespace dealwire
