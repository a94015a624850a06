#include "cli/extract_views.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "extract/rules.h"
#include "store/deal_json.h"
#include "store/record.h"
#include "store/record.pb.h"
#include "store/report_data.h"
#include "store/table.h"

namespace dealwire {
namespace {

// The deals of one article as rows of the store's table.
Table DealTable(const Article& article, const Extraction& extraction, const RuleSet& rules) {
  std::vector<DealRow> rows;
  for (const pb::Report& report : ToReports(article, extraction, rules)) {
    auto deal = std::make_shared<pb::Deal>();
    deal->set_id(report.deal_id());
    *deal->mutable_fields() = report.fields();
    deal->set_last_published(article.published);
    deal->set_sources(1);
    rows.push_back({std::move(deal), nullptr});
  }
  return TableForPeople(rows);
}

std::string Heading(const std::string& input, const Article& article) {
  const std::string day = article.published.substr(0, 10);
  return fmt::format("{}: {} ({}{}{})", StripControls(input), article.title, article.lang,
                     day.empty() ? "" : ", ", day);
}

// One block of the text; `at` goes on over the mentions, which are in order. Of two that overlap
// the first, which is the longer one, is marked.
std::string MarkedBlock(const std::string& text, size_t byte_start, size_t byte_end,
                        const Mentions& mentions, size_t* at) {
  std::string out;
  size_t done = byte_start;
  while (*at < mentions.size() && mentions[*at].span.byte_start < byte_end) {
    const Mention& mention = mentions[(*at)++];
    if (mention.span.byte_start < done || mention.span.byte_end > byte_end) continue;
    out += Html(std::string_view(text).substr(done, mention.span.byte_start - done));
    out += fmt::format(
        R"(<mark class="{0}" title="{0}: {1}">{2}</mark>)", TypeName(mention), Html(mention.rule),
        Html(std::string_view(text).substr(mention.span.byte_start, mention.span.size())));
    done = mention.span.byte_end;
  }
  return out + Html(std::string_view(text).substr(done, byte_end - done));
}

const char* TagOf(BlockKind kind) {
  switch (kind) {
    case BlockKind::kHeading:
      return "h2";
    case BlockKind::kQuote:
      return "blockquote";
    default:
      return "p";
  }
}

std::string HtmlTable(const Table& table) {
  std::string out = "<table><tr>";
  for (const std::string& column : table.columns) out += "<th>" + Html(column) + "</th>";
  out += "</tr>\n";
  for (const auto& row : table.rows) {
    out += "<tr>";
    for (const Table::Cell& cell : row) out += "<td>" + Html(cell.text) + "</td>";
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

}  // namespace

const char* const kMarkedHtmlHead =
    "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>dealwire extract</title>\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n<style>\n"
    "body { font: 1rem/1.6 sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }\n"
    "mark { border-radius: 3px; padding: 0 2px; background: #ddd; color: #111 }\n"
    "mark.org { background: #cfe3ff } mark.product { background: #dcd4ff }\n"
    "mark.money { background: #c9efcb } mark.chip { background: #ffe0b3 }\n"
    "mark.date, mark.duration { background: #f6d5ee } mark.power { background: #fff3a8 }\n"
    "table { border-collapse: collapse; font-size: .85rem; display: block; overflow-x: auto }\n"
    "th, td { border: 1px solid #999; padding: .2rem .5rem; text-align: left }\n"
    "</style></head><body>\n";
const char* const kMarkedHtmlTail = "</body></html>\n";

std::string DealsForPeople(const std::string& input, const Article& article,
                           const Extraction& extraction, const RuleSet& rules, size_t width,
                           bool color) {
  const std::string heading = Heading(input, article) + "\n";
  if (extraction.deals.empty()) return heading + "no deals\n";
  return heading + Render(DealTable(article, extraction, rules), TableFormat::kTable, width, color);
}

std::string MarkedHtml(const Article& article, const Extraction& extraction, const RuleSet& rules) {
  const std::string text =
      article.title.empty() ? article.text : article.title + "\n" + article.text;
  const size_t body = extraction.body_start;
  size_t at = 0;
  std::string out =
      fmt::format("<article lang=\"{}\">\n<h1>{}</h1>\n", Html(article.lang),
                  MarkedBlock(text, 0, article.title.size(), extraction.mentions, &at));
  for (const Block& block : article.blocks) {
    out += fmt::format("<{0}>{1}</{0}>\n", TagOf(block.kind),
                       MarkedBlock(text, body + block.byte_start, body + block.byte_end,
                                   extraction.mentions, &at));
  }
  if (!extraction.deals.empty()) out += HtmlTable(DealTable(article, extraction, rules));
  return out + "</article>\n";
}

}  // namespace dealwire
