#include "store/filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "base/time.h"
#include "store/index.h"
#include "store/record.pb.h"
#include "store/text_search.h"

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

bool FieldsMatch(const Filter& filter, const pb::DealFields& fields) {
  const bool sum = fields.aggregate();
  if (filter.aggregates != Filter::Aggregates::kBoth &&
      sum != (filter.aggregates == Filter::Aggregates::kOnly)) {
    return false;
  }
  if (!filter.kind.empty() && fields.kind() != filter.kind) return false;
  if (!filter.status.empty() && fields.status() != filter.status) return false;
  if (fields.confidence() < filter.min_confidence) return false;
  return PartiesMatch(filter, fields) && AmountMatches(filter, fields) &&
         ChipsMatch(filter, fields);
}

bool TimeMatches(const Filter& filter, std::string_view first, std::string_view last) {
  if (!filter.since.empty() && last.substr(0, 10) < filter.since) return false;
  return filter.until.empty() || first.substr(0, 10) <= filter.until;
}

// "zh" takes "zh-Hans" too.
bool IsLanguage(const std::string& wanted, const std::string& lang) {
  return lang == wanted || lang.substr(0, lang.find('-')) == wanted;
}

bool Holds(const std::vector<std::string>& sorted, const std::string& value) {
  return std::ranges::binary_search(sorted, value);
}

bool HoldsWords(const Filter& filter, uint32_t doc) {
  return filter.text.empty() || (filter.words != nullptr && filter.words->Holds(doc));
}

// Where and in what words one article tells it.
bool SourceMatches(const Filter& filter, const std::string& lang, const std::string& site,
                   const std::string& url, uint32_t doc) {
  if (!filter.lang.empty() && !IsLanguage(filter.lang, lang)) return false;
  if (!filter.site.empty() && !Holds(filter.sites, site) && !Holds(filter.sites, HostOf(url))) {
    return false;
  }
  return HoldsWords(filter, doc);
}

}  // namespace

bool Filter::AsksForDeals() const {
  return has_customer || has_provider || has_party || !chip.empty() || !vendor.empty() ||
         !kind.empty() || !status.empty() || !currency.empty() || min_amount || max_amount ||
         min_confidence > 0 || aggregates != Aggregates::kBoth;
}

Status Filter::ReadStatus() const { return words == nullptr ? OkStatus() : words->status(); }

bool Matches(const Filter& filter, const pb::Deal& deal) {
  if (!TimeMatches(filter, deal.first_published(), deal.last_published())) return false;
  if (!FieldsMatch(filter, deal.fields())) return false;
  const auto any = [](const auto& values, const auto& matches) {
    return std::any_of(values.begin(), values.end(), matches);
  };
  const bool lang = filter.lang.empty() || any(deal.langs(), [&](const std::string& tag) {
                      return IsLanguage(filter.lang, tag);
                    });
  const auto is_site = [&](const std::string& site) { return Holds(filter.sites, site); };
  const bool site = filter.site.empty() || any(deal.sites(), is_site) || any(deal.hosts(), is_site);
  return lang && site && (filter.text.empty() || any(deal.docs(), [&](uint32_t doc) {
                            return HoldsWords(filter, doc);
                          }));
}

bool Matches(const Filter& filter, const pb::Report& report) {
  return TimeMatches(filter, report.published(), report.published()) &&
         FieldsMatch(filter, report.fields()) &&
         SourceMatches(filter, report.lang(), report.site(), report.url(), report.doc());
}

bool Matches(const Filter& filter, const pb::Article& article) {
  const std::string& day = article.published().empty() ? article.fetched() : article.published();
  return TimeMatches(filter, day, day) &&
         SourceMatches(filter, article.lang(), article.site(), article.url(), article.doc());
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
  if (error == std::errc() && scale > 0 && value >= 0 && std::isfinite(value)) return value * scale;
  return InvalidArgument(fmt::format("'{}' is no amount; write 38bn, 300M, 1.5tn or 250e9", text));
}

StatusOr<std::string> ParseDay(const std::string& text, const std::string& today, bool last) {
  if (const auto day = ParseDate(text)) return FormatDate(*day);
  int number = 0;
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && at == end - 1 && *at == 'd' && number >= 0 && number < 100'000) {
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
