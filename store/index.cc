#include "store/index.h"

#include <algorithm>
#include <bit>

#include "base/text.h"
#include "base/time.h"
#include "store/database.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

uint64_t Sortable(double value) {
  const auto bits = std::bit_cast<uint64_t>(value);
  constexpr uint64_t kSign = uint64_t{1} << 63;
  return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

// A value may not hold the NUL that ends it.
void AddPrefix(IndexTag tag, std::string_view value, std::string* out) {
  *out += static_cast<char>(tag);
  const size_t start = out->size();
  *out += value.substr(0, 200);
  out->erase(std::remove(out->begin() + static_cast<std::ptrdiff_t>(start), out->end(), '\0'),
             out->end());
  *out += '\0';
}

class Keys {
 public:
  explicit Keys(std::string id) : id_(std::move(id)) { keys_.reserve(24); }

  void Add(IndexTag tag, std::string_view value, const std::string& order,
           std::string_view behind = "") {
    std::string& key = keys_.emplace_back();
    key.reserve(2 + value.size() + order.size() + id_.size() + behind.size());
    AddPrefix(tag, value, &key);
    ((key += order) += id_) += behind;
  }
  template <typename Values>
  void AddEach(IndexTag tag, const Values& values, const std::string& order) {
    for (const std::string& value : values) Add(tag, value, order);
  }
  std::vector<std::string> Take() {
    std::ranges::sort(keys_);
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    return std::move(keys_);
  }

 private:
  const std::string id_;
  std::vector<std::string> keys_;
};

struct AmountTags {
  IndexTag upper, lower;
};
constexpr AmountTags kOfCurrency = {IndexTag::kUpper, IndexTag::kLower};
constexpr AmountTags kOfDollars = {IndexTag::kUpperUsd, IndexTag::kLowerUsd};

template <typename Bounds>
void AddAmount(const Bounds& bounds, const AmountTags& tags, std::string_view currency,
               std::string_view day, Keys* keys) {
  if (!bounds.has_min() && !bounds.has_max()) return;
  const double upper = bounds.has_max() ? bounds.max() : bounds.min();
  const double lower = bounds.has_min() ? bounds.min() : bounds.max();
  keys->Add(tags.upper, currency, Descending(upper), day);
  keys->Add(tags.lower, currency, Ascending(lower), day);
}

std::vector<std::string> SiteNames(const pb::Article& article) {
  std::vector<std::string> names = {article.site(), HostOf(article.url())};
  std::erase(names, "");
  return names;
}

}  // namespace

std::string IndexPrefix(IndexTag tag, std::string_view value) {
  std::string prefix;
  AddPrefix(tag, value, &prefix);
  return prefix;
}

std::string PrefixEnd(std::string prefix) {
  while (!prefix.empty() && static_cast<unsigned char>(prefix.back()) == 0xFF) prefix.pop_back();
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

namespace {

constexpr size_t kDayBytes = 4;
constexpr size_t kDollarKeyBytes = 2 + sizeof(double) + kIdBytes + kDayBytes;

bool HasDayBehind(std::string_view key) {
  return key.size() == kDollarKeyBytes && key[1] == '\0' &&
         (key[0] == static_cast<char>(IndexTag::kUpperUsd) ||
          key[0] == static_cast<char>(IndexTag::kLowerUsd));
}

}  // namespace

std::string_view IdOf(std::string_view key) {
  if (HasDayBehind(key)) key.remove_suffix(kDayBytes);
  return key.size() < kIdBytes ? key : key.substr(key.size() - kIdBytes);
}

std::string_view DayBehind(std::string_view key) {
  return HasDayBehind(key) ? key.substr(key.size() - kDayBytes) : std::string_view();
}

std::string NewestFirst(std::string_view published) {
  const std::optional<Date> date = ParseDate(published.substr(0, 10));
  const int64_t day = date ? DaysSinceEpoch(*date) + (int64_t{1} << 31) : 0;
  return BigEndian32(~static_cast<uint32_t>(std::clamp<int64_t>(day, 0, UINT32_MAX)));
}

std::string Ascending(double value) { return BigEndian64(Sortable(value)); }
std::string Descending(double value) { return BigEndian64(~Sortable(value)); }

std::vector<std::string> DealKeys(const pb::Deal& deal, int schema) {
  const pb::DealFields& fields = deal.fields();
  const std::string last = NewestFirst(deal.last_published());
  Keys keys(deal.id());
  keys.Add(IndexTag::kParties, deal.parties_key(), last);
  if (deal.retracted()) return keys.Take();
  keys.AddEach(IndexTag::kCustomer, fields.customer(), last);
  keys.AddEach(IndexTag::kProvider, fields.provider(), last);
  keys.AddEach(IndexTag::kCustomer, deal.other_customers(), last);  // for --reports
  keys.AddEach(IndexTag::kProvider, deal.other_providers(), last);
  for (const pb::Chip& chip : fields.chips()) {
    if (!chip.id().empty()) keys.Add(IndexTag::kChip, chip.id(), last);
    if (!chip.vendor().empty()) keys.Add(IndexTag::kVendor, chip.vendor(), last);
  }
  keys.Add(IndexTag::kKind, fields.kind(), last);
  keys.Add(IndexTag::kStatus, fields.status(), last);
  keys.AddEach(IndexTag::kSite, deal.sites(), last);
  keys.AddEach(IndexTag::kSite, deal.hosts(), last);
  keys.AddEach(IndexTag::kLang, deal.langs(), last);
  keys.Add(IndexTag::kLast, "", last);
  keys.Add(IndexTag::kFirst, "", NewestFirst(deal.first_published()));
  const bool days = schema >= kSchemaOfDays;
  AddAmount(fields.amount_usd(), days ? kOfDollars : kOfCurrency, "", days ? last : "", &keys);
  if (!fields.amount().currency().empty()) {
    keys.Add(IndexTag::kCurrency, fields.amount().currency(), last);
    AddAmount(fields.amount(), kOfCurrency, fields.amount().currency(), "", &keys);
  }
  return keys.Take();
}

std::vector<std::string> ArticleKeys(const pb::Article& article) {
  const std::string day =
      NewestFirst(article.published().empty() ? article.fetched() : article.published());
  Keys keys(article.id());
  keys.Add(IndexTag::kArticle, "", day);
  keys.AddEach(IndexTag::kArticleSite, SiteNames(article), day);
  if (!article.lang().empty()) keys.Add(IndexTag::kArticleLang, article.lang(), day);
  return keys.Take();
}

std::vector<std::string> SiteNameKeys(const pb::Article& article) {
  std::vector<std::string> keys;
  for (const std::string& name : SiteNames(article)) {
    keys.push_back(IndexPrefix(IndexTag::kSiteName, name));
  }
  return keys;
}

std::string HistoryKey(const std::string& deal_id, uint64_t number) {
  return IndexPrefix(IndexTag::kHistory, deal_id) + BigEndian64(number);
}

std::string HostOf(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  host = host.substr(0, host.rfind(':') == std::string_view::npos ? host.size() : host.rfind(':'));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::string(host);
}

StatusOr<std::vector<std::string>> ValuesWith(const Database& database, IndexTag tag,
                                              const std::string& part) {
  const std::string wanted = FoldCase(part);
  const bool listed = tag == IndexTag::kArticleSite && database.schema() >= kSchemaOfSiteNames;
  const std::string all(1, static_cast<char>(listed ? IndexTag::kSiteName : tag));
  std::vector<std::string> values;
  const auto at = database.NewCursor(Family::kIndex);
  at->Seek(all);
  while (at->Valid() && at->key().starts_with(all)) {
    const std::string value(at->key().substr(1, at->key().find('\0', 1) - 1));
    if (FoldCase(value).find(wanted) != std::string::npos) values.push_back(value);
    if (listed) {
      at->Next();
    } else {
      at->Seek(PrefixEnd(IndexPrefix(tag, value)));
    }
  }
  DW_RETURN_IF_ERROR(at->status());
  return values;
}

}  // namespace dealwire
