#include "store/deal_json.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

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
  json["other_amounts"] = Json::array();
  for (const pb::Money& money : deal.other_amounts()) {
    json["other_amounts"].push_back(MoneyJson(money));
  }
  json["other_statuses"] = Strings(deal.other_statuses());
  json["retracted"] = deal.retracted();
  return json;
}

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// 38000000000 -> "38bn".
std::string Short(double value) {
  for (const auto& [scale, unit] :
       {std::pair(1e12, "tn"), std::pair(1e9, "bn"), std::pair(1e6, "M"), std::pair(1e3, "k")}) {
    if (value >= scale) return fmt::format("{:.4g}{}", value / scale, unit);
  }
  return fmt::format("{:.4g}", value);
}

std::string ShortMoney(const pb::DealFields& fields) {
  if (!fields.has_amount()) return "";
  const pb::Money& money = fields.amount();
  const std::string& how = money.qualifier();
  std::string text;
  if (money.has_min() && money.has_max() && money.min() != money.max()) {
    text = Short(money.min()) + "-" + Short(money.max());
  } else if (money.has_min()) {
    text = (money.has_max() ? (how == "about" ? "~" : "") : ">=") + Short(money.min());
  } else if (money.has_max()) {
    text = "<=" + Short(money.max());
  }
  return text + " " + money.currency();
}

std::string Plain(bool has, double value) { return has ? Number(value).dump() : ""; }

template <typename Ids>
std::string Joined(const Ids& ids) {
  return fmt::format("{}", fmt::join(ids, ", "));
}

std::string ChipsText(const pb::DealFields& fields) {
  std::vector<std::string> names;
  for (const pb::Chip& chip : fields.chips()) {
    names.push_back(!chip.id().empty()      ? chip.id()
                    : chip.vendor().empty() ? chip.kind()
                                            : chip.vendor() + " " + chip.kind());
  }
  return Joined(names);
}

Table ForPeople(const std::vector<DealRow>& rows) {
  Table table;
  table.columns = {"ID",   "CUSTOMER", "PROVIDER",  "AMOUNT",
                   "KIND", "STATUS",   "PUBLISHED", "SOURCES"};
  for (const DealRow& row : rows) {
    const pb::DealFields& fields = row.report ? row.report->fields() : row.deal->fields();
    const std::string& published =
        row.report ? row.report->published() : row.deal->first_published();
    table.rows.push_back(
        {{row.deal->id(), false},
         {Joined(fields.customer()), false},
         {Joined(fields.provider()), false},
         {ShortMoney(fields), true},
         {fields.aggregate() ? fields.kind() + " (sum)" : fields.kind(), false},
         {fields.status(), false},
         {published.substr(0, 10), false},
         {row.report ? row.report->site() : std::to_string(row.deal->sources()), !row.report}});
  }
  return table;
}

std::vector<Table::Cell> FullRow(const DealRow& row) {
  const pb::DealFields& f = row.report ? row.report->fields() : row.deal->fields();
  const pb::Deal& deal = *row.deal;
  const auto number = [](bool has, double value) { return Table::Cell{Plain(has, value), true}; };
  const pb::Money& money = f.amount();
  return {
      {deal.id(), false},
      {Joined(f.customer()), false},
      {Joined(f.provider()), false},
      {f.kind(), false},
      {f.status(), false},
      number(money.has_min(), money.min()),
      number(money.has_max(), money.max()),
      {money.currency(), false},
      {money.qualifier(), false},
      number(f.amount_usd().has_min(), f.amount_usd().min()),
      number(f.amount_usd().has_max(), f.amount_usd().max()),
      number(f.term_months().has_min(), f.term_months().min()),
      number(f.term_months().has_max(), f.term_months().max()),
      {f.starts(), false},
      {f.ends(), false},
      {f.due(), false},
      {ChipsText(f), false},
      number(f.power_mw().has_min(), f.power_mw().min()),
      number(f.power_mw().has_max(), f.power_mw().max()),
      {f.part_of(), false},
      {f.aggregate() ? "true" : "false", false},
      {fmt::format("{:.3g}", f.confidence()), true},
      {row.report ? row.report->published() : deal.first_published(), false},
      {std::to_string(deal.sources()), true},
      {row.report ? row.report->article_id() : Joined(deal.articles()), false},
      {row.report ? row.report->url() : "", false},
      {row.report ? row.report->title() : "", false},
      {row.report && row.report->evidence_size() > 0 ? row.report->evidence(0).text() : "", false}};
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

Table ToTable(const std::vector<DealRow>& rows, bool for_people) {
  if (for_people) return ForPeople(rows);
  Table table;
  table.columns = {"id",         "customer", "provider",  "kind",       "status",    "amount_min",
                   "amount_max", "currency", "qualifier", "usd_min",    "usd_max",   "term_min",
                   "term_max",   "starts",   "ends",      "due",        "chips",     "mw_min",
                   "mw_max",     "part_of",  "aggregate", "confidence", "published", "sources",
                   "articles",   "url",      "title",     "evidence"};
  for (const DealRow& row : rows) table.rows.push_back(FullRow(row));
  return table;
}

}  // namespace dealwire
