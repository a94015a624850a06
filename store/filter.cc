#include "store/filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "base/time.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

template <typename Ids>
bool AnyOf(const Ids& ids, const std::vector<std::string>& wanted) {
  return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
    return std::binary_search(wanted.begin(), wanted.end(), id);
  });
}

bool PartiesMatch(const Filter& filter, const pb::DealFields& fields) {
  if (filter.has_customer && !AnyOf(fields.customer(), filter.customer)) return false;
  if (filter.has_provider && !AnyOf(fields.provider(), filter.provider)) return false;
  return !filter.has_party || AnyOf(fields.customer(), filter.party) ||
         AnyOf(fields.provider(), filter.party);
}

bool AmountMatches(const Filter& filter, const pb::DealFields& fields) {
  if (!filter.currency.empty() && fields.amount().currency() != filter.currency) return false;
  if (!filter.min_amount && !filter.max_amount) return true;
  std::optional<double> min, max;
  const auto take = [&](const auto& bounds) {
    if (bounds.has_min()) min = bounds.min();
    if (bounds.has_max()) max = bounds.max();
  };
  if (filter.currency.empty()) {
    take(fields.amount_usd());
  } else {
    take(fields.amount());
  }
  if (!min && !max) return false;
  // At least that much is said, or may be: an open end counts by the bound that is said.
  if (filter.min_amount && max.value_or(*min) < *filter.min_amount) return false;
  return !filter.max_amount || min.value_or(*max) <= *filter.max_amount;
}

bool ChipsMatch(const Filter& filter, const pb::DealFields& fields) {
  if (filter.chip.empty() && filter.vendor.empty()) return true;
  return std::ranges::any_of(fields.chips(), [&](const pb::Chip& chip) {
    return (filter.chip.empty() || chip.id() == filter.chip) &&
           (filter.vendor.empty() || chip.vendor() == filter.vendor);
  });
}

}  // namespace

bool Matches(const Filter& filter, const pb::DealFields& fields, const std::string& first_published,
             const std::string& last_published) {
  const bool sum = fields.aggregate();
  if (filter.aggregates != Filter::Aggregates::kBoth &&
      sum != (filter.aggregates == Filter::Aggregates::kOnly)) {
    return false;
  }
  if (!filter.kind.empty() && fields.kind() != filter.kind) return false;
  if (!filter.status.empty() && fields.status() != filter.status) return false;
  if (fields.confidence() < filter.min_confidence) return false;
  if (!filter.since.empty() && last_published.substr(0, 10) < filter.since) return false;
  if (!filter.until.empty() && first_published.substr(0, 10) > filter.until) return false;
  return PartiesMatch(filter, fields) && AmountMatches(filter, fields) &&
         ChipsMatch(filter, fields);
}

bool Matches(const Filter& filter, const pb::Report& report) {
  const std::string lang = report.lang().substr(0, report.lang().find('-'));
  if (!filter.lang.empty() && report.lang() != filter.lang && lang != filter.lang) return false;
  if (!filter.site.empty() &&
      FoldCase(report.site()).find(FoldCase(filter.site)) == std::string::npos &&
      report.url().find(filter.site) == std::string::npos) {
    return false;
  }
  if (filter.text.empty()) return true;
  const std::string words = FoldCase(filter.text);
  if (FoldCase(report.title()).find(words) != std::string::npos) return true;
  return std::ranges::any_of(report.evidence(), [&](const pb::Evidence& evidence) {
    return FoldCase(evidence.sentence()).find(words) != std::string::npos;
  });
}

StatusOr<double> ParseAmount(const std::string& text) {
  double value = 0;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  const std::string unit =
      FoldCase(TrimAscii(std::string_view(end, static_cast<size_t>(last - end))));
  const double scale = unit.empty()                  ? 1
                       : unit == "k"                 ? 1e3
                       : unit == "m" || unit == "mn" ? 1e6
                       : unit == "bn" || unit == "b" ? 1e9
                       : unit == "tn" || unit == "t" ? 1e12
                                                     : 0;
  if (error == std::errc() && scale > 0 && value >= 0) return value * scale;
  return InvalidArgument(fmt::format("'{}' is no amount; write 38bn, 300M, 1.5tn or 250e9", text));
}

StatusOr<std::string> ParseDay(const std::string& text, const std::string& today, bool last) {
  if (const auto day = ParseDate(text)) return FormatDate(*day);
  int number = 0;
  const char* end = text.data() + text.size();
  const char* at = std::from_chars(text.data(), end, number).ptr;
  if (at == end - 1 && *at == 'd' && number >= 0 && number < 100'000) {
    return FormatDate(AddDays(*ParseDate(today), -number));
  }
  const std::string first = text.size() == 4 ? text + "-01-01" : text + "-01";
  if (const auto day = ParseDate(first); day && (text.size() == 4 || text.size() == 7)) {
    if (!last) return FormatDate(*day);
    const auto month = text.size() == 4 ? std::chrono::December : day->month();
    return FormatDate(LastDayOfMonth(day->year(), month));
  }
  return InvalidArgument(
      fmt::format("'{}' is no date; write 2025-11-03, 2025-11, 2025 or 30d", text));
}

}  // namespace dealwire
