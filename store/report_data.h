#ifndef DEALWIRE_STORE_REPORT_DATA_H_
#define DEALWIRE_STORE_REPORT_DATA_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "store/export.h"
#include "store/group.h"

namespace dealwire {

// What the page of `dealwire report` shows, gathered in one walk over the deals.
struct ReportData {
  size_t deals = 0, sums = 0, articles = 0, disputed = 0;
  double usd = 0;
  std::string first, last;  // days
  std::vector<GroupRow> providers, customers, chips, kinds;
  std::map<std::string, GroupRow> months;  // every one from the first to the last
  struct Flow {
    std::string customer, provider;
    double usd = 0;
    size_t count = 0;
  };
  std::vector<Flow> flows;           // largest first
  std::vector<ExportedDeal> listed;  // newest first
  std::vector<pb::Change> changes;   // newest first, of deals that are listed
};

StatusOr<ReportData> GatherReport(const Database& database, const Filter& filter,
                                  size_t most_listed);

// Text and attributes of HTML: no mark-up, no control characters.
std::string Html(std::string_view text);
// "party-aws": an id of HTML for a key of data.
std::string Anchor(std::string_view kind, std::string_view key);

// Pictures as inline SVG, `width` units wide; every mark is a link to its anchor.
std::string MonthsSvg(const ReportData& data, int width);
std::string FlowsSvg(const ReportData& data, int width);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_REPORT_DATA_H_
