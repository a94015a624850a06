// The pictures of `dealwire report`. Colours are the page's (CSS variables), so that they follow
// light and dark; every mark is a link with its figure as its name, for keyboards and screen
// readers.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "store/deal_json.h"
#include "store/report_data.h"
#include "store/table.h"

namespace dealwire {
namespace {

constexpr size_t kMaxEnds = 12;  // parties on each side of the flows; the rest is one more

std::string Title(const std::string& id, const std::string& title, const std::string& what) {
  return fmt::format(R"(<title id="{0}">{1}</title><desc id="{0}-d">{2}</desc>)", id, Html(title),
                     Html(what));
}

std::string Open(const std::string& id, int width, int height) {
  return fmt::format(
      R"(<svg class="w{0}" viewBox="0 0 {0} {1}" role="group" aria-labelledby="{2} {2}-d">)", width,
      height, id);
}

std::string Money(double usd) { return usd > 0 ? "$" + ShortNumber(usd) : "no sum told"; }

// A round number at or above `value`.
double Ceiling(double value) {
  if (value <= 0) return 1;
  const double scale = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0}) {
    if (value <= step * scale) return step * scale;
  }
  return 10 * scale;
}

// Text cut to `columns` of about one letter each.
std::string Label(const std::string& text, size_t columns) {
  if (DisplayWidth(text) <= columns) return Html(text);
  std::string cut;
  for (size_t i = 0; i < text.size(); ++i) {
    if (BeginsCharacter(text[i]) && DisplayWidth(cut) + 2 > columns) break;
    cut += text[i];
  }
  return Html(cut) + "&#8230;";
}

}  // namespace

std::string MonthsSvg(const ReportData& data, int width) {
  if (data.months.empty()) return "";
  const int height = width > 500 ? 260 : 220, left = 62, bottom = 28, top = 12;
  const double plot_width = width - left - 8.0, plot_height = height - bottom - top;
  double most = 0;
  for (const auto& [key, month] : data.months) most = std::max(most, month.sum);
  const bool counts = most <= 0;  // no amounts: numbers of deals
  for (const auto& [key, month] : data.months) {
    if (counts) most = std::max(most, static_cast<double>(month.count));
  }
  const double ceiling = Ceiling(most);
  const std::string id = fmt::format("months{}", width);
  std::string svg =
      Open(id, width, height) + Title(id, "Deals over time",
                                      counts ? "Number of deals first told in each month"
                                             : "Dollars of deals first told in each month");
  for (int line = 0; line <= 4; ++line) {
    const double y = top + plot_height * (4 - line) / 4;
    const double value = ceiling * line / 4;
    svg += fmt::format(
        R"(<line class="grid" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/><text class="axis" x="{}" y="{:.1f}" text-anchor="end">{}</text>)",
        left, width - 8, y, y, left - 6, y + 4,
        line == 0 ? "0" : (counts ? fmt::format("{:.3g}", value) : "$" + ShortNumber(value)));
  }
  const double step = plot_width / static_cast<double>(data.months.size());
  const size_t every = static_cast<size_t>(std::ceil(52.0 / step));  // labels do not overlap
  size_t i = 0;
  for (const auto& [key, month] : data.months) {
    const double value = counts ? static_cast<double>(month.count) : month.sum;
    const double bar = plot_height * value / ceiling;
    const double x = left + step * static_cast<double>(i) + step * 0.12;
    // A month with deals and no sum is a thin line, not nothing.
    const double shown = month.count > 0 ? std::max(bar, 2.0) : 0;
    if (month.count > 0) {
      svg += fmt::format(
          R"(<a href="#{}" aria-label="{}: {} deals, {}"><rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}: {} deals, {}</title></rect></a>)",
          Anchor("month", key), key, month.count, Money(month.sum), x, top + plot_height - shown,
          std::min(step * 0.76, 48.0), shown, key, month.count, Money(month.sum));
    }
    if (i % every == 0) {
      svg += fmt::format(R"(<text class="axis" x="{:.1f}" y="{}">{}</text>)", x, height - 8, key);
    }
    ++i;
  }
  return svg + "</svg>";
}

namespace {

// One side of the flows: its parties, stacked.
struct End {
  std::string name;  // "" for all others
  double usd = 0;
  double y = 0, height = 0, used = 0;
};

std::vector<End> EndsOf(const std::vector<ReportData::Flow>& flows, bool customers) {
  std::map<std::string, double> sums;
  for (const ReportData::Flow& flow : flows) {
    sums[customers ? flow.customer : flow.provider] += flow.usd;
  }
  std::vector<End> ends;
  ends.reserve(sums.size());
  for (const auto& [name, usd] : sums) ends.push_back({.name = name, .usd = usd});
  std::ranges::stable_sort(ends, std::greater<>(), &End::usd);
  if (ends.size() <= kMaxEnds) return ends;
  End others;
  for (size_t i = kMaxEnds; i < ends.size(); ++i) others.usd += ends[i].usd;
  ends.resize(kMaxEnds);
  ends.push_back(others);
  return ends;
}

End* Find(std::vector<End>* ends, const std::string& name) {
  const auto found = std::ranges::find(*ends, name, &End::name);
  return found == ends->end() ? &ends->back() : &*found;
}

// Heights in proportion, none too thin to be seen or hit.
int Stack(std::vector<End>* ends, double unit, double gap) {
  double y = 6;
  for (End& end : *ends) {
    end.y = y;
    end.height = std::max(end.usd * unit, 3.0);
    y += std::max(end.height, 14.0) + gap;
  }
  return static_cast<int>(y);
}

// Where there is room the sums stand beside the names; the links' names tell them anyway.
std::string Side(const std::vector<End>& ends, const char* role, int x, bool to_left, int bar,
                 size_t columns) {
  const bool with_sums = columns > 15;
  std::string svg;
  for (const End& end : ends) {
    const std::string name = end.name.empty() ? "others" : end.name;
    const std::string text = fmt::format(
        R"(<text x="{}" y="{:.1f}" text-anchor="{}">{}{}</text>)", to_left ? x - 6 : x + bar + 6,
        end.y + std::max(end.height, 8.0) / 2 + 4, to_left ? "end" : "start", Label(name, columns),
        with_sums ? " <tspan class=\"axis\">$" + ShortNumber(end.usd) + "</tspan>" : "");
    const std::string rect =
        fmt::format(R"(<rect class="{}" x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>)", role, x,
                    end.y, bar, end.height);
    svg += end.name.empty() ? rect + text
                            : fmt::format(R"(<a href="#{}" aria-label="{} {}: {}">{}{}</a>)",
                                          Anchor("party", end.name), role, Html(name),
                                          Money(end.usd), rect, text);
  }
  return svg;
}

}  // namespace

std::string FlowsSvg(const ReportData& data, int width) {
  std::vector<ReportData::Flow> flows;
  for (const ReportData::Flow& flow : data.flows) {
    if (flow.usd > 0) flows.push_back(flow);
  }
  if (flows.empty()) return "";
  std::vector<End> left = EndsOf(flows, true), right = EndsOf(flows, false);
  double total = 0;
  for (const End& end : left) total += end.usd;
  const bool wide = width > 500;
  const double unit = (wide ? 340 : 300) / total;
  const int height = std::max(Stack(&left, unit, 6), Stack(&right, unit, 6)) + 6;
  const int margin = wide ? 190 : 112, bar = 10;
  const size_t columns = wide ? 18 : 13;
  const int x1 = margin + bar, x2 = width - margin - bar;
  const std::string id = fmt::format("flows{}", width);
  std::string svg = Open(id, width, height) +
                    Title(id, "Who buys from whom",
                          "Customers on the left, providers on the right; the width of a band is "
                          "the dollars between them; a deal of several parties is divided among "
                          "them");
  for (const ReportData::Flow& flow : flows) {
    End* const from = Find(&left, flow.customer);
    End* const to = Find(&right, flow.provider);
    const double thick = std::max(flow.usd * unit, 1.0);
    const double y1 = from->y + std::min(from->used, from->height) + thick / 2;
    const double y2 = to->y + std::min(to->used, to->height) + thick / 2;
    from->used += flow.usd * unit, to->used += flow.usd * unit;
    const std::string name = fmt::format("{} from {}: {}, {} deals", flow.customer, flow.provider,
                                         Money(flow.usd), flow.count);
    svg += fmt::format(
        R"(<a href="#{}" aria-label="{}"><path class="flow" stroke-width="{:.1f}" d="M{} {:.1f}C{} {:.1f} {} {:.1f} {} {:.1f}"><title>{}</title></path></a>)",
        Anchor("party", flow.customer), Html(name), thick, x1, y1, (x1 + x2) / 2, y1, (x1 + x2) / 2,
        y2, x2, y2, Html(name));
  }
  svg += Side(left, "customer", margin, true, bar, columns);
  svg += Side(right, "provider", x2, false, bar, columns);
  return svg + "</svg>";
}

}  // namespace dealwire
