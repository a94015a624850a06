#include "store/deal_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "store/json.h"
#include "store/json_text.h"
#include "store/record.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

template <typename Items>
Json Strings(const Items& items) {
  Json out = Json::array();
  for (const std::string& item : items) out.push_back(item);
  return out;
}

void PutNumber(const char* key, bool has, double value, JsonText* json) {
  json->Key(key);
  has ? json->Number(value) : json->Null();
}
void PutText(const char* key, const std::string& text, JsonText* json) {
  json->Key(key);
  json->String(text);
}
void PutOrNull(const char* key, const std::string& text, JsonText* json) {
  json->Key(key);
  json->StringOrNull(text);
}
template <typename Items>
void PutStrings(const char* key, const Items& items, JsonText* json) {
  json->Key(key);
  json->Strings(items);
}

void PutBounds(const char* key, bool has, const pb::Bounds& bounds, JsonText* json) {
  json->Key(key);
  if (!has) return json->Null();
  json->OpenObject();
  PutNumber("min", bounds.has_min(), bounds.min(), json);
  PutNumber("max", bounds.has_max(), bounds.max(), json);
  json->CloseObject();
}

void PutMoney(const char* key, const pb::Money& money, JsonText* json) {
  json->Key(key);
  json->OpenObject();
  PutNumber("min", money.has_min(), money.min(), json);
  PutNumber("max", money.has_max(), money.max(), json);
  PutOrNull("currency", money.currency(), json);
  PutText("qualifier", money.qualifier(), json);
  json->CloseObject();
}

void PutAmounts(const pb::DealFields& fields, JsonText* json) {
  if (fields.has_amount()) {
    PutMoney("amount", fields.amount(), json);
  } else {
    PutOrNull("amount", "", json);
  }
  PutBounds("amount_usd", fields.has_amount_usd(), fields.amount_usd(), json);
  json->Key("usd_rate");  // not null: amount_usd is converted
  if (!fields.has_usd_rate()) return json->Null();
  json->OpenObject();
  PutText("currency", fields.usd_rate().currency(), json);
  PutNumber("year", true, fields.usd_rate().year(), json);
  PutNumber("usd", true, fields.usd_rate().usd(), json);
  json->CloseObject();
}

void PutChips(const pb::DealFields& fields, JsonText* json) {
  json->Key("chips");
  json->OpenArray();
  for (const pb::Chip& chip : fields.chips()) {
    json->OpenObject();
    PutOrNull("id", chip.id(), json);
    PutOrNull("vendor", chip.vendor(), json);
    PutOrNull("kind", chip.kind(), json);
    PutNumber("count_min", chip.has_count_min(), chip.count_min(), json);
    PutNumber("count_max", chip.has_count_max(), chip.count_max(), json);
    json->CloseObject();
  }
  json->CloseArray();
}

void PutFields(const pb::DealFields& fields, JsonText* json) {
  PutStrings("customer", fields.customer(), json);
  PutStrings("provider", fields.provider(), json);
  PutText("kind", fields.kind(), json);
  PutText("status", fields.status(), json);
  PutAmounts(fields, json);
  PutBounds("term_months", fields.has_term_months(), fields.term_months(), json);
  PutOrNull("starts", fields.starts(), json);
  PutOrNull("ends", fields.ends(), json);
  PutOrNull("due", fields.due(), json);
  PutChips(fields, json);
  PutBounds("power_mw", fields.has_power_mw(), fields.power_mw(), json);
  PutOrNull("part_of", fields.part_of(), json);
  json->Key("aggregate");
  json->Bool(fields.aggregate());
  PutNumber("confidence", true, std::round(fields.confidence() * 1000) / 1000, json);
}

void PutEvidence(const pb::Report& report, JsonText* json) {
  json->Key("evidence");
  json->OpenArray();
  for (const pb::Evidence& piece : report.evidence()) {
    json->OpenObject();
    if (piece.in_title()) PutText("in", "title", json);
    PutNumber("start", true, static_cast<double>(piece.start()), json);
    PutNumber("end", true, static_cast<double>(piece.end()), json);
    PutText("text", piece.text(), json);
    PutText("rule", piece.rule(), json);
    PutText("sentence", piece.sentence(), json);
    json->CloseObject();
  }
  json->CloseArray();
}

void Put(const pb::Report& report, JsonText* json) {
  json->OpenObject();
  PutText("deal", report.deal_id(), json);
  PutText("article", report.article_id(), json);
  PutNumber("article_version", true, report.article_version(), json);
  PutOrNull("url", report.url(), json);
  PutOrNull("title", report.title(), json);
  PutOrNull("site", report.site(), json);
  PutOrNull("lang", report.lang(), json);
  PutOrNull("published", report.published(), json);
  PutFields(report.fields(), json);
  PutEvidence(report, json);
  PutText("rules_version", report.rules_version(), json);
  json->CloseObject();
}

void PutDisagreements(const pb::Deal& deal, JsonText* json) {
  json->Key("disagreements");
  json->OpenArray();
  for (const pb::Disagreement& other : deal.disagreements()) {
    json->OpenObject();
    PutText("field", other.field(), json);
    if (other.has_amount()) {
      PutMoney("value", other.amount(), json);
    } else {
      PutText("value", other.value(), json);
    }
    PutStrings("articles", other.articles(), json);
    json->CloseObject();
  }
  json->CloseArray();
}

// Without the braces around it.
void PutMembers(const pb::Deal& deal, JsonText* json) {
  PutText("id", deal.id(), json);
  PutFields(deal.fields(), json);
  PutOrNull("first_published", deal.first_published(), json);
  PutOrNull("last_published", deal.last_published(), json);
  PutNumber("sources", true, deal.sources(), json);
  PutStrings("articles", deal.articles(), json);
  PutStrings("sites", deal.sites(), json);
  PutStrings("langs", deal.langs(), json);
  PutDisagreements(deal, json);
  json->Key("retracted");
  json->Bool(deal.retracted());
  PutOrNull("merged_into", deal.merged_into(), json);
}

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string ToJson(const DealRow& row) {
  std::string out;
  JsonText json(&out);
  if (row.report) {
    Put(*row.report, &json);
  } else {
    json.OpenObject();
    PutMembers(*row.deal, &json);
    json.CloseObject();
  }
  return out;
}

void PutDeal(const pb::Deal& deal, const std::vector<std::shared_ptr<const pb::Report>>& reports,
             JsonText* json) {
  PutMembers(deal, json);
  json->Key("reports");
  json->OpenArray();
  for (const auto& report : reports) Put(*report, json);
  json->CloseArray();
}

std::string ToJson(const pb::Deal& deal, const std::vector<pb::Report>& reports) {
  std::vector<std::shared_ptr<const pb::Report>> unowned;
  unowned.reserve(reports.size());
  for (const pb::Report& report : reports) unowned.emplace_back(std::shared_ptr<void>(), &report);
  std::string out;
  JsonText json(&out);
  json.OpenObject();
  PutDeal(deal, unowned, &json);
  json.CloseObject();
  return out;
}

std::string ToJson(const pb::Report& report) {
  std::string out;
  JsonText json(&out);
  Put(report, &json);
  return out;
}

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

std::string PlainNumber(double value) {
  std::string out;
  AppendNumber(value, &out);
  return out;
}

}  // namespace dealwire
