#include "store/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/time.h"
#include "store/deal_json.h"
#include "store/deal_text.h"
#include "store/record.pb.h"
#include "store/report_data.h"
#include "store/report_style.h"

namespace dealwire {
namespace {

constexpr size_t kBars = 12;
constexpr size_t kReportsShown = 12;  // of one deal

std::string ShownAmount(const pb::DealFields& fields) {
  return fields.has_amount() ? Html(ShortMoney(fields.amount())) : "sum not told";
}

std::string NameOf(const pb::DealFields& fields) {
  const std::string customer = Joined(fields.customer()), provider = Joined(fields.provider());
  if (provider.empty()) return Html(customer);
  return Html(customer) + " &#8594; " + Html(provider);
}

std::string DealLink(const pb::Deal& deal) {
  return fmt::format(R"(<a href="#{}">{}, {}</a>)", Anchor("deal", deal.id()),
                     NameOf(deal.fields()), ShownAmount(deal.fields()));
}

// An address that a page may link to; "" for any other.
std::string SafeUrl(const std::string& url) {
  return url.starts_with("https://") || url.starts_with("http://") ? Html(url) : "";
}

std::string Figure(const std::string& value, const std::string& what) {
  return fmt::format("<div><b>{}</b><span>{}</span></div>", value, what);
}

std::string Summary(const ReportData& data) {
  return "<div class=\"figures\">" + Figure(std::to_string(data.deals), "deals") +
         Figure("$" + ShortNumber(data.usd), "in sums that are told") +
         Figure(std::to_string(data.articles), "articles report them") +
         Figure(std::to_string(data.disputed), "with sums that sources dispute") + "</div>";
}

// A picture for wide screens and one for narrow ones; the style shows one of them.
std::string Picture(const std::string& wide, const std::string& narrow) {
  return wide.empty() ? "<p>No sums are told.</p>" : "<figure>" + wide + narrow + "</figure>";
}

// Bars that are a table: a screen reader reads the figures, a phone wraps them.
std::string Bars(const std::vector<GroupRow>& groups, const std::string& what,
                 const std::string& kind, bool by_count) {
  if (groups.empty()) return "<p>None.</p>";
  const auto value = [&](const GroupRow& g) {
    return by_count ? static_cast<double>(g.count) : g.sum;
  };
  double most = 1;
  for (const GroupRow& group : groups) most = std::max(most, value(group));
  std::string html = fmt::format(
      "<table class=\"bars\"><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th "
      "scope=\"col\">deals</th></tr></thead><tbody>",
      what, by_count ? "" : "sum");
  for (size_t i = 0; i < std::min(kBars, groups.size()); ++i) {
    const GroupRow& group = groups[i];
    const std::string name = Html(group.key);
    html += fmt::format(
        R"(<tr><th scope="row">{}</th><td><span class="track"><span class="fill" style="width:{:.1f}%"></span></span>{}</td><td class="n">{}</td></tr>)",
        kind.empty() ? name : fmt::format(R"(<a href="#{}">{}</a>)", Anchor(kind, group.key), name),
        100 * value(group) / most,
        by_count             ? ""
        : group.amounts == 0 ? "<span class=\"sum\">not told</span>"
                             : "<span class=\"sum\">$" + ShortNumber(group.sum) + "</span>",
        group.count);
  }
  html += "</tbody></table>";
  if (groups.size() > kBars) html += fmt::format("<p>and {} more</p>", groups.size() - kBars);
  return html;
}

std::string EvidenceOf(const pb::Report& report) {
  std::string quotes;
  std::set<std::string> seen;
  for (const pb::Evidence& piece : report.evidence()) {
    if (!seen.insert(piece.sentence()).second) continue;
    quotes += fmt::format(R"(<blockquote lang="{}">{}<footer>rule {}</footer></blockquote>)",
                          Html(report.lang()), Html(piece.sentence()), Html(piece.rule()));
    if (seen.size() == 3) break;
  }
  const std::string url = SafeUrl(report.url());
  const std::string title = Html(report.title().empty() ? report.article_id() : report.title());
  return fmt::format(
      R"(<li><p>{}<br><small>{}, {}, {}; article <code>{}</code></small></p>{}</li>)",
      url.empty() ? title : fmt::format(R"(<a href="{}" rel="noreferrer">{}</a>)", url, title),
      Html(report.site()), Html(report.published().substr(0, 10)), ShownAmount(report.fields()),
      Html(report.article_id()), quotes);
}

std::string Disputes(const pb::Deal& deal) {
  std::string html;
  for (const pb::Disagreement& other : deal.disagreements()) {
    if (other.field() == "part_of") continue;
    html += fmt::format("<li>{}: {} <small>({} articles)</small></li>", Html(other.field()),
                        Html(other.has_amount() ? ShortMoney(other.amount()) : other.value()),
                        other.articles_size());
  }
  return html.empty() ? "" : "<p>Others say</p><ul>" + html + "</ul>";
}

std::string DealHtml(const ExportedDeal& exported) {
  const pb::Deal& deal = *exported.deal;
  const pb::DealFields& fields = deal.fields();
  std::string facts = fmt::format("{}, {}, {} to {}, {} sources", Html(fields.kind()),
                                  Html(fields.status()), Html(deal.first_published().substr(0, 10)),
                                  Html(deal.last_published().substr(0, 10)), deal.sources());
  if (fields.has_usd_rate()) {
    facts +=
        fmt::format("; converted at {} dollars a {}, the average of {}", fields.usd_rate().usd(),
                    Html(fields.usd_rate().currency()), fields.usd_rate().year());
  }
  if (fields.aggregate()) facts += "; a sum over several deals, not counted";
  if (fields.chips_size() > 0) {
    std::vector<std::string> chips;
    for (const pb::Chip& chip : fields.chips()) {
      chips.push_back(Html(chip.id().empty() ? chip.vendor() + " " + chip.kind() : chip.id()));
    }
    facts += "; chips: " + Joined(chips);
  }
  std::string reports;
  for (size_t i = 0; i < std::min(kReportsShown, exported.reports.size()); ++i) {
    reports += EvidenceOf(*exported.reports[i]);
  }
  return fmt::format(
      R"(<details class="deal" id="{}"><summary><span>{}</span> <b>{}</b> <time>{}</time></summary><p>{}. <small>Deal <code>{}</code></small></p>{}<ul class="reports">{}</ul></details>)",
      Anchor("deal", deal.id()), NameOf(fields), ShownAmount(fields),
      Html(deal.last_published().substr(0, 10)), facts, Html(deal.id()), Disputes(deal), reports);
}

// What the marks of the pictures lead to: for each party and month its deals.
std::string Lists(const ReportData& data) {
  std::map<std::string, std::vector<const pb::Deal*>> parties, months;
  for (const ExportedDeal& exported : data.listed) {
    const pb::Deal& deal = *exported.deal;
    std::set<std::string> ids(deal.fields().customer().begin(), deal.fields().customer().end());
    ids.insert(deal.fields().provider().begin(), deal.fields().provider().end());
    for (const std::string& id : ids) parties[id].push_back(&deal);
    months[deal.first_published().substr(0, 7)].push_back(&deal);
  }
  const auto list = [](const char* kind, const auto& groups) {
    std::string html;
    for (const auto& [key, deals] : groups) {
      html +=
          fmt::format(R"(<li id="{}" tabindex="-1"><b>{}</b><ul>)", Anchor(kind, key), Html(key));
      for (const pb::Deal* deal : deals) html += "<li>" + DealLink(*deal) + "</li>";
      html += "</ul></li>";
    }
    return "<ul class=\"lists\">" + html + "</ul>";
  };
  return "<section><h2>By party</h2>" + list("party", parties) +
         "</section><section><h2>By month</h2>" + list("month", months) + "</section>";
}

std::string Disagreements(const ReportData& data) {
  std::string html;
  size_t count = 0;
  for (const ExportedDeal& exported : data.listed) {
    std::vector<std::string> others;
    for (const pb::Disagreement& other : exported.deal->disagreements()) {
      if (other.has_amount()) {
        others.push_back(fmt::format("{} <small>({})</small>", Html(ShortMoney(other.amount())),
                                     other.articles_size()));
      }
    }
    if (others.empty() || ++count > 40) continue;
    html += fmt::format("<li>{}; others: {}</li>", DealLink(*exported.deal), Joined(others));
  }
  return html.empty() ? "<p>Nowhere.</p>" : "<ul>" + html + "</ul>";
}

std::string Changes(const ReportData& data) {
  std::map<std::string, const pb::Deal*> deals;
  for (const ExportedDeal& exported : data.listed) deals[exported.deal->id()] = exported.deal.get();
  std::string html;
  for (const pb::Change& change : data.changes) {
    const std::string what = change.field().empty()
                                 ? Html(change.what())
                                 : fmt::format("{}: {} &#8594; {}", Html(change.field()),
                                               Html(change.old_value()), Html(change.new_value()));
    html +=
        fmt::format("<li><time>{}</time> {} <small>{}</small></li>",
                    Html(change.time().substr(0, 10)), DealLink(*deals.at(change.deal_id())), what);
  }
  return html.empty() ? "<p>None.</p>" : "<ol class=\"changes\">" + html + "</ol>";
}

std::string Section(const std::string& title, const std::string& body) {
  return "<section><h2>" + title + "</h2>" + body + "</section>";
}

}  // namespace

StatusOr<std::string> ReportPage(const Database& database, const Filter& filter) {
  DW_TRY(const ReportData data, GatherReport(database, filter, kMaxListed));
  std::string deals;
  for (const ExportedDeal& deal : data.listed) deals += DealHtml(deal);
  if (data.deals + data.sums > data.listed.size()) {
    deals += fmt::format("<p>The {} largest and newest of {} are listed.</p>", data.listed.size(),
                         data.deals + data.sums);
  }
  const std::string span =
      data.first.empty() ? "" : Html(data.first) + " to " + Html(data.last) + "; ";
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light "
      "dark\"><meta name=\"generator\" content=\"dealwire report, schema {}\"><title>Deals</title>"
      "<style>{}</style></head><body><a class=\"skip\" href=\"#deals\">To the deals</a><header>"
      "<h1>Who buys computing power from whom</h1><p>{}made {}</p>{}</header><main>{}{}"
      "<div class=\"columns\">{}{}{}{}</div><div class=\"columns\">{}{}</div>"
      "<section id=\"deals\"><h2>The deals</h2>{}</section><div class=\"columns\">{}</div></main>"
      "<script>{}</script></body></html>\n",
      kRecordVersion, kReportStyle, span, FormatUnix(NowUnix()).substr(0, 10), Summary(data),
      Section("Deals over time", Picture(MonthsSvg(data, 960), MonthsSvg(data, 380))),
      Section("Who buys from whom", Picture(FlowsSvg(data, 960), FlowsSvg(data, 380))),
      Section("By provider", Bars(data.providers, "provider", "party", false)),
      Section("By customer", Bars(data.customers, "customer", "party", false)),
      Section("By kind", Bars(data.kinds, "kind", "", false)),
      Section("Chips named", Bars(data.chips, "chip", "", true)),
      Section("Where sources disagree", Disagreements(data)),
      Section("What changed last", Changes(data)), deals, Lists(data), kReportScript);
}

}  // namespace dealwire
