#include "store/deal_json.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "store/json.h"
#include "store/record.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json Number(double value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (std::floor(value) == value && std::abs(value) <= kExact) return static_cast<int64_t>(value);
  return value;
}

Json BoundsJson(const pb::Bounds& bounds) {
  return Json{{"min", bounds.has_min() ? Number(bounds.min()) : Json(nullptr)},
              {"max", bounds.has_max() ? Number(bounds.max()) : Json(nullptr)}};
}

Json MoneyJson(const pb::Money& money) {
  return Json{{"min", money.has_min() ? Number(money.min()) : Json(nullptr)},
              {"max", money.has_max() ? Number(money.max()) : Json(nullptr)},
              {"currency", OrNull(money.currency())},
              {"qualifier", money.qualifier()}};
}

template <typename Items>
Json Strings(const Items& items) {
  Json out = Json::array();
  for (const std::string& item : items) out.push_back(item);
  return out;
}

void PutFields(const pb::DealFields& fields, Json* json) {
  (*json)["customer"] = Strings(fields.customer());
  (*json)["provider"] = Strings(fields.provider());
  (*json)["kind"] = fields.kind();
  (*json)["status"] = fields.status();
  (*json)["amount"] = fields.has_amount() ? MoneyJson(fields.amount()) : Json(nullptr);
  (*json)["amount_usd"] = fields.has_amount_usd() ? BoundsJson(fields.amount_usd()) : Json(nullptr);
  (*json)["usd_rate"] = nullptr;  // not null: amount_usd is converted
  if (fields.has_usd_rate()) {
    (*json)["usd_rate"] = {{"currency", fields.usd_rate().currency()},
                           {"year", fields.usd_rate().year()},
                           {"usd", fields.usd_rate().usd()}};
  }
  (*json)["term_months"] =
      fields.has_term_months() ? BoundsJson(fields.term_months()) : Json(nullptr);
  (*json)["starts"] = OrNull(fields.starts());
  (*json)["ends"] = OrNull(fields.ends());
  (*json)["due"] = OrNull(fields.due());
  (*json)["chips"] = Json::array();
  for (const pb::Chip& chip : fields.chips()) {
    (*json)["chips"].push_back(
        {{"id", OrNull(chip.id())},
         {"vendor", OrNull(chip.vendor())},
         {"kind", OrNull(chip.kind())},
         {"count_min", chip.has_count_min() ? Number(chip.count_min()) : Json(nullptr)},
         {"count_max", chip.has_count_max() ? Number(chip.count_max()) : Json(nullptr)}});
  }
  (*json)["power_mw"] = fields.has_power_mw() ? BoundsJson(fields.power_mw()) : Json(nullptr);
  (*json)["part_of"] = OrNull(fields.part_of());
  (*json)["aggregate"] = fields.aggregate();
  (*json)["confidence"] = std::round(fields.confidence() * 1000) / 1000;
}

Json ReportJson(const pb::Report& report) {
  Json json;
  json["deal"] = report.deal_id();
  json["article"] = report.article_id();
  json["article_version"] = report.article_version();
  json["url"] = OrNull(report.url());
  json["title"] = OrNull(report.title());
  json["site"] = OrNull(report.site());
  json["lang"] = OrNull(report.lang());
  json["published"] = OrNull(report.published());
  PutFields(report.fields(), &json);
  json["evidence"] = Json::array();
  for (const pb::Evidence& piece : report.evidence()) {
    Json evidence;
    if (piece.in_title()) evidence["in"] = "title";
    evidence["start"] = piece.start();
    evidence["end"] = piece.end();
    evidence["text"] = piece.text();
    evidence["rule"] = piece.rule();
    evidence["sentence"] = piece.sentence();
    json["evidence"].push_back(std::move(evidence));
  }
  json["rules_version"] = report.rules_version();
  return json;
}

Json DealJson(const pb::Deal& deal) {
  Json json;
  json["id"] = deal.id();
  PutFields(deal.fields(), &json);
  json["first_published"] = OrNull(deal.first_published());
  json["last_published"] = OrNull(deal.last_published());
  json["sources"] = deal.sources();
  json["articles"] = Strings(deal.articles());
  json["sites"] = Strings(deal.sites());
  json["langs"] = Strings(deal.langs());
  json["disagreements"] = Json::array();
  for (const pb::Disagreement& other : deal.disagreements()) {
    json["disagreements"].push_back(
        {{"field", other.field()},
         {"value", other.has_amount() ? MoneyJson(other.amount()) : Json(other.value())},
         {"articles", Strings(other.articles())}});
  }
  json["retracted"] = deal.retracted();
  json["merged_into"] = OrNull(deal.merged_into());
  return json;
}

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string ToJson(const DealRow& row) {
  return Dump(row.report ? ReportJson(*row.report) : DealJson(*row.deal));
}

std::string ToJson(const pb::Deal& deal, const std::vector<pb::Report>& reports) {
  Json json = DealJson(deal);
  json["reports"] = Json::array();
  for (const pb::Report& report : reports) json["reports"].push_back(ReportJson(report));
  return Dump(json);
}

std::string ToJson(const pb::Report& report) { return Dump(ReportJson(report)); }

std::string ToJson(const pb::Article& article, bool with_text) {
  Json json;
  json["id"] = article.id();
  json["version"] = article.version();
  json["url"] = OrNull(article.url());
  json["title"] = OrNull(article.title());
  json["site"] = OrNull(article.site());
  json["lang"] = OrNull(article.lang());
  json["published"] = OrNull(article.published());
  json["fetched"] = OrNull(article.fetched());
  json["authors"] = Strings(article.authors());
  json["sha256"] = article.sha256();
  json["body_sha256"] = OrNull(article.body_sha256());
  json["source"] = OrNull(article.source());
  json["http_status"] = article.http_status() == 0 ? Json(nullptr) : Json(article.http_status());
  json["deals"] = Strings(article.deals());
  if (with_text) json["text"] = article.text();
  return Dump(json);
}

std::string ToJson(const pb::Change& change) {
  return Dump(Json{{"number", change.number()},
                   {"time", change.time()},
                   {"deal", change.deal_id()},
                   {"what", change.what()},
                   {"field", OrNull(change.field())},
                   {"old", OrNull(change.old_value())},
                   {"new", OrNull(change.new_value())},
                   {"article", OrNull(change.article_id())},
                   {"rules_version", OrNull(change.rules_version())}});
}

std::string RecordJson(const pb::Article& article, const std::string& results) {
  const std::string rest = results.starts_with('{') ? "," + results.substr(1) : "}";
  return "{\"article\":" + ToJson(FromRecord(article)) + rest;
}

std::string PlainNumber(double value) { return Number(value).dump(); }

}  // namespace dealwire
