#include "store/record.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/crawl.h"
#include "store/json.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

template <typename Message>
void SetBounds(const std::optional<double>& min, const std::optional<double>& max,
               Message* message) {
  if (min) message->set_min(*min);
  if (max) message->set_max(*max);
}

void SetMoney(const MoneyValue& value, pb::Money* money) {
  SetBounds(value.min, value.max, money);
  money->set_currency(value.currency);
  money->set_qualifier(QualifierName(value.qualifier));
}

pb::DealFields FieldsOf(const Deal& deal) {
  pb::DealFields fields;
  for (const std::string& id : deal.customer) fields.add_customer(id);
  for (const std::string& id : deal.provider) fields.add_provider(id);
  fields.set_kind(KindName(deal.kind));
  fields.set_status(StatusName(deal.status));
  if (deal.amount) SetMoney(*deal.amount, fields.mutable_amount());
  if (deal.amount_usd) {
    SetBounds(deal.amount_usd->min, deal.amount_usd->max, fields.mutable_amount_usd());
  } else if (deal.amount && deal.amount->currency == "USD") {
    SetBounds(deal.amount->min, deal.amount->max, fields.mutable_amount_usd());
  }
  if (deal.term) {
    SetBounds(deal.term->months_min, deal.term->months_max, fields.mutable_term_months());
  }
  fields.set_starts(deal.starts);
  fields.set_ends(deal.ends);
  fields.set_due(deal.due);
  for (const ChipValue& chip : deal.chips) {
    pb::Chip* out = fields.add_chips();
    out->set_id(chip.id);
    out->set_vendor(chip.vendor);
    out->set_kind(chip.kind);
    if (chip.count_min) out->set_count_min(*chip.count_min);
    if (chip.count_max) out->set_count_max(*chip.count_max);
  }
  if (deal.power) SetBounds(deal.power->mw_min, deal.power->mw_max, fields.mutable_power_mw());
  fields.set_aggregate(deal.aggregate);
  fields.set_part_of(deal.part_of);
  fields.set_confidence(deal.confidence);
  return fields;
}

// Byte spans of the document to code points of title or text, with the quote.
class Quoter {
 public:
  Quoter(const Article& article, size_t body_start)
      : article_(article), title_(article.title), text_(article.text), body_start_(body_start) {}

  void Put(const Evidence& evidence, pb::Evidence* out) const {
    const bool in_title = evidence.span.byte_start < body_start_;
    const size_t base = in_title ? 0 : body_start_;
    const std::string& source = in_title ? article_.title : article_.text;
    const CodePointIndex& index = in_title ? title_ : text_;
    const size_t start = std::min(evidence.span.byte_start - base, source.size());
    const size_t end = std::min(evidence.span.byte_end - base, source.size());
    out->set_start(index.ToCodePoints(start));
    out->set_end(index.ToCodePoints(end));
    out->set_in_title(in_title);
    out->set_text(source.substr(start, end - start));
    out->set_rule(evidence.rule);
    out->set_sentence(in_title ? source : LineAround(source, start));
  }

 private:
  // The block around an offset, without what is far from it.
  static std::string LineAround(const std::string& text, size_t at) {
    const size_t before = text.rfind('\n', at == 0 ? 0 : at - 1);
    const size_t start = before == std::string::npos ? 0 : before + 1;
    const size_t end = std::min(text.find('\n', at), text.size());
    return text.substr(std::min(start, end), end - std::min(start, end));
  }

  const Article& article_;
  const CodePointIndex title_, text_;
  const size_t body_start_;
};

}  // namespace

pb::Article ToRecord(const Article& article, const Extraction& extraction,
                     const std::string& rules_version) {
  pb::Article record;
  record.set_id(article.id);
  record.set_url(article.url);
  record.set_canonical_url(article.canonical_url);
  record.set_title(article.title);
  record.set_lang(article.lang);
  record.set_published(article.published);
  record.set_modified(article.modified);
  record.set_fetched(article.fetched);
  record.set_site(article.site);
  for (const std::string& author : article.authors) record.add_authors(author);
  record.set_text(article.text);
  record.set_sha256(article.sha256);
  record.set_simhash(article.simhash);
  record.set_rules_version(rules_version);
  record.set_record(ToJson(article, extraction));
  return record;
}

std::vector<pb::Report> ToReports(const Article& article, const Extraction& extraction,
                                  const std::string& rules_version) {
  std::vector<pb::Report> reports;
  if (extraction.deals.empty()) return reports;
  const Quoter quoter(article, extraction.body_start);
  for (const Deal& deal : extraction.deals) {
    pb::Report report;
    report.set_deal_id(deal.id);
    report.set_article_id(article.id);
    *report.mutable_fields() = FieldsOf(deal);
    for (const Evidence& evidence : deal.evidence) quoter.Put(evidence, report.add_evidence());
    report.set_rules_version(rules_version);
    report.set_published(article.published.empty() ? article.fetched : article.published);
    report.set_url(article.url);
    report.set_title(article.title);
    report.set_site(article.site);
    report.set_lang(article.lang);
    report.set_simhash(article.simhash);
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace dealwire
