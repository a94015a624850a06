#include "ingest/crawl/crawl_silence.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace dealwire {
namespace {

constexpr int64_t kDay = 86400;
constexpr int64_t kDaysBack = 28;
constexpr size_t kLeastCrawls = 3;
constexpr size_t kLeastDays = 5;
constexpr uint64_t kLeastOffered = 3;  // a median below says nothing
constexpr uint64_t kLeastFresh = 2;
constexpr uint64_t kFarBelow = 5;  // times
constexpr uint64_t kLeastRead = 3;

uint64_t Median(std::vector<uint64_t> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

bool FarBelow(uint64_t value, uint64_t usual) { return value * kFarBelow < usual; }

std::string OffersLess(const std::vector<SourceNight>& history, const SourceNight& tonight) {
  if (tonight.not_modified) return "";
  std::vector<uint64_t> offered;
  const size_t first = history.size() > kDaysBack ? history.size() - kDaysBack : 0;
  for (size_t i = first; i < history.size(); ++i) {
    if (!history[i].not_modified) offered.push_back(history[i].offered);
  }
  if (offered.size() < kLeastCrawls) return "";
  const uint64_t usual = Median(offered);
  if (usual < kLeastOffered || !FarBelow(tonight.offered, usual)) return "";
  return fmt::format("offers {} items, {} are usual", tonight.offered, usual);
}

std::string GivesLess(const std::vector<SourceNight>& history, const SourceNight& tonight) {
  if (tonight.resumed) return "";    // its beginning had some too
  std::map<int64_t, uint64_t> days;  // how many days ago -> new articles
  days[0] = tonight.fresh;
  for (const SourceNight& night : history) {
    const int64_t ago = (tonight.time - night.time) / kDay;
    if (ago >= 0 && ago <= kDaysBack) days[ago] += night.fresh;
  }
  std::vector<uint64_t> before;
  for (const auto& [ago, fresh] : days) {
    if (ago > 0) before.push_back(fresh);
  }
  if (before.size() < kLeastDays) return "";
  const uint64_t usual = Median(before);
  if (usual < kLeastFresh || !FarBelow(days[0], usual)) return "";
  for (const int64_t week : {7, 14, 21}) {
    const auto day = days.find(week);
    if (day != days.end() && day->second <= days[0]) return "";
  }
  return fmt::format("gave {} new articles within a day, {} are usual", days[0], usual);
}

std::string ComesOutEmpty(const SourceNight& tonight) {
  if (tonight.read < kLeastRead || tonight.empty * 10 < tonight.read * 8) return "";
  return fmt::format("{} of its {} pages came out without an article", tonight.empty, tonight.read);
}

}  // namespace

std::string Silence(const std::vector<SourceNight>& history, const SourceNight& tonight) {
  if (std::string why = OffersLess(history, tonight); !why.empty()) return why;
  if (std::string why = GivesLess(history, tonight); !why.empty()) return why;
  return ComesOutEmpty(tonight);
}

}  // namespace dealwire
