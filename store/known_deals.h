#ifndef DEALWIRE_STORE_KNOWN_DEALS_H_
#define DEALWIRE_STORE_KNOWN_DEALS_H_

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/record.pb.h"

// What a writer remembers of the deals that it met last: the articles of one night tell of the same
// ones, and to read back what was written a moment ago is much of what storing one costs.
namespace dealwire {

using Tellings = std::vector<std::shared_ptr<const pb::Report>>;

// The fields whose changes are told, in order of their names, and each as text.
constexpr std::array<const char*, 13> kToldFields = {
    "amount",   "chips",    "customer", "due",    "ends",   "kind",       "part_of",
    "power_mw", "provider", "sources",  "starts", "status", "term_months"};
using ToldTexts = std::array<std::string, kToldFields.size()>;
ToldTexts TextsOf(const pb::Deal& deal);

// A deal as it is stored. What is derived of it is there once it was needed; empty: not yet.
struct KnownDeal {
  pb::Deal deal;
  std::vector<std::string> keys;     // DealKeys
  std::unique_ptr<ToldTexts> texts;  // null: not yet
  // All its reports, as far as MergeReports reads them (TellingOf). A deal that was not retracted
  // has some.
  Tellings tellings;
};
using KnownDealPtr = std::shared_ptr<const KnownDeal>;

// What MergeReports reads of a report.
std::shared_ptr<const pb::Report> TellingOf(const pb::Report& report);

// Bounded: of what is asked for least lately half is forgotten at once. For one thread.
class KnownDeals {
 public:
  // `most_bytes`: of all that is remembered, roughly.
  explicit KnownDeals(size_t most_bytes) : most_bytes_(most_bytes) {}

  KnownDealPtr Find(const std::string& id);  // null: not known
  void Put(KnownDealPtr deal);

  // What the index holds behind the prefix of some parties: order and id of each deal. More than
  // kMostListed: there may be others. Null: not known.
  static constexpr size_t kMostListed = 64;
  const std::vector<std::string>* FindParties(const std::string& prefix);
  void PutParties(const std::string& prefix, std::vector<std::string> listed);
  // The deal stands under its parties with this order now, and with none other.
  void ListDeal(const pb::Deal& deal, const std::string& order);

  void Clear();

 private:
  struct Memory {
    std::unordered_map<std::string, KnownDealPtr> deals;
    std::unordered_map<std::string, std::vector<std::string>> parties;
  };
  void Charge(size_t bytes);

  const size_t most_bytes_;
  size_t bytes_ = 0;  // of `recent_`
  Memory recent_, older_;
};

}  // namespace dealwire

#endif  // DEALWIRE_STORE_KNOWN_DEALS_H_
