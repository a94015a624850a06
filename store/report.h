#ifndef DEALWIRE_STORE_REPORT_H_
#define DEALWIRE_STORE_REPORT_H_

#include <string>

#include "base/status.h"
#include "store/filter.h"

namespace dealwire {

class Database;

// The page of `dealwire report`: one HTML file that needs no network and no script to be read.
// Deals over time, who buys from whom, amounts by party, chips, where sources disagree, what
// changed last, and the deals with their quotes; every mark of a picture leads to the deals behind
// it, every deal to its sources. Light and dark, on a phone, in print, by keyboard and screen
// reader. Pictures count all deals that match; the largest and newest kMaxListed are listed. Sums
// over several deals are listed and not counted.
constexpr size_t kMaxListed = 1000;
StatusOr<std::string> ReportPage(const Database& database, const Filter& filter);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_REPORT_H_
