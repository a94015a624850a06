#include "store/record.h"

#include <algorithm>

#include "base/text.h"
#include "extract/names/registry.h"
#include "extract/quantities/exchange.h"
#include "extract/rules.h"
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

// amount_usd, and the rate that it was made with.
void SetDollars(Deal deal, const std::string& published, const Exchange& exchange,
                pb::DealFields* fields) {
  if (!deal.amount_usd) exchange.Convert(published, &deal);
  if (!deal.amount || !deal.amount_usd) return;
  SetBounds(deal.amount_usd->min, deal.amount_usd->max, fields->mutable_amount_usd());
  const auto rate = exchange.Find(deal.amount->currency, published);
  if (!rate) return;
  fields->mutable_usd_rate()->set_currency(deal.amount->currency);
  fields->mutable_usd_rate()->set_year(rate->year);
  fields->mutable_usd_rate()->set_usd(rate->usd);
}

pb::DealFields FieldsOf(const Deal& deal, const std::string& published, const RuleSet& rules) {
  pb::DealFields fields;
  for (const std::string& id : deal.customer) fields.add_customer(rules.registry().Canonical(id));
  for (const std::string& id : deal.provider) fields.add_provider(rules.registry().Canonical(id));
  fields.set_kind(KindName(deal.kind));
  fields.set_status(StatusName(deal.status));
  if (deal.amount) SetMoney(*deal.amount, fields.mutable_amount());
  SetDollars(deal, published, rules.exchange(), &fields);
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

pb::Article ToRecord(const Article& article, const std::string& rules_version) {
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
  for (const std::string& agency : article.agencies) record.add_agencies(agency);
  record.set_text(article.text);
  record.set_sha256(article.sha256);
  record.set_simhash(article.simhash);
  record.set_completeness(static_cast<int>(article.completeness));
  record.set_rules_version(rules_version);
  for (const Block& block : article.blocks) {
    pb::Block* out = record.add_blocks();
    out->set_kind(static_cast<int>(block.kind));
    out->set_byte_start(block.byte_start);
    out->set_byte_end(block.byte_end);
    out->set_list(block.list + 1);
    out->set_header(block.header);
    for (const size_t cell : block.byte_cells) out->add_byte_cells(cell);
  }
  return record;
}

Article FromRecord(const pb::Article& record) {
  Article article;
  article.id = record.id();
  article.url = record.url();
  article.canonical_url = record.canonical_url();
  article.title = record.title();
  article.lang = record.lang();
  article.published = record.published();
  article.modified = record.modified();
  article.fetched = record.fetched();
  article.site = record.site();
  article.authors.assign(record.authors().begin(), record.authors().end());
  article.agencies.assign(record.agencies().begin(), record.agencies().end());
  article.text = record.text();
  article.sha256 = record.sha256();
  article.simhash = record.simhash();
  article.completeness = static_cast<Completeness>(record.completeness());
  for (const pb::Block& block : record.blocks()) {
    article.blocks.push_back(
        {.kind = static_cast<BlockKind>(block.kind()),
         .byte_start = block.byte_start(),
         .byte_end = block.byte_end(),
         .list = block.list() - 1,
         .header = block.header(),
         .byte_cells = {block.byte_cells().begin(), block.byte_cells().end()}});
  }
  if (article.blocks.empty()) CompleteArticle(&article);  // of schema 1
  return article;
}

std::vector<pb::Report> ToReports(const Article& article, const Extraction& extraction,
                                  const RuleSet& rules) {
  std::vector<pb::Report> reports;
  if (extraction.deals.empty()) return reports;
  const Quoter quoter(article, extraction.body_start);
  const std::string& published = article.published.empty() ? article.fetched : article.published;
  for (const Deal& deal : extraction.deals) {
    pb::Report report;
    report.set_deal_id(deal.id);
    report.set_article_id(article.id);
    *report.mutable_fields() = FieldsOf(deal, published, rules);
    for (const Evidence& evidence : deal.evidence) quoter.Put(evidence, report.add_evidence());
    report.set_rules_version(rules.version());
    report.set_published(published);
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
