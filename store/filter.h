#ifndef DEALWIRE_STORE_FILTER_H_
#define DEALWIRE_STORE_FILTER_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/status.h"

namespace dealwire::pb {
class Article;
class Deal;
class Report;
}  // namespace dealwire::pb

namespace dealwire {

class TextSearch;

// What of the store is asked for; a field that is empty asks nothing. Lists of ids are sorted, and
// hold children already (Registry::Resolve).
struct Filter {
  enum class Aggregates { kBoth, kOnly, kNo };
  std::vector<std::string> customer, provider, party;
  bool has_customer = false, has_provider = false, has_party = false;
  std::string chip, vendor, kind, status, currency;
  std::optional<double> min_amount, max_amount;  // USD, or `currency` where that is given
  std::string since, until;                      // dates, both inclusive
  std::string lang, site, text;
  double min_confidence = 0;
  Aggregates aggregates = Aggregates::kBoth;

  // What `site` and `text` come to in one store (ResolveFilter): names of sites and hosts, sorted;
  // the documents that hold the words. Copies of the filter share what is known of these: they are
  // for one thread, as long as the database is open.
  std::vector<std::string> sites;
  std::shared_ptr<TextSearch> words;

  // Asks for something that only deals have.
  bool AsksForDeals() const;
  // Whether documents could be read where Matches asked for their words: from the first error on
  // nothing matches, so who walks over a store asks this behind each match.
  Status ReadStatus() const;
};

// By all fields; times are the deal's first and last report.
bool Matches(const Filter& filter, const pb::Deal& deal);
// The same for one report: its own fields, time, language, site and words.
bool Matches(const Filter& filter, const pb::Report& report);
// Language, site, words and time of the article.
bool Matches(const Filter& filter, const pb::Article& article);

// "250e9", "38bn", "1.5tn", "300M", "40k". Errors: kInvalidArgument.
StatusOr<double> ParseAmount(const std::string& text);

// "2025-11-03", "2025-11", "2025", "30d" (days before `today`, a date): the first day meant, or
// with `last` the last one. Errors: kInvalidArgument.
StatusOr<std::string> ParseDay(const std::string& text, const std::string& today, bool last);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_FILTER_H_
