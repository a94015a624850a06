#ifndef DEALWIRE_STORE_INDEX_H_
#define DEALWIRE_STORE_INDEX_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "store/database.h"

namespace dealwire::pb {
class Article;
class Deal;
}  // namespace dealwire::pb

// The family `index`: what deals, articles and changes are looked up by. All its keys follow from
// the records (DealKeys, ArticleKeys), so that it can be checked and made anew:
//
//     tag, value, NUL, order, id
//
// `order` is be32(~day) where the newest come first, else a number that sorts bytewise; `id` is the
// last 16 bytes, but for kUpperUsd and kLowerUsd, where a day stands behind it. One family for all
// of them: a reader opens every file of every family, and few files are what lets a query begin
// within milliseconds. Pure.
namespace dealwire {

enum class IndexTag : char {
  kParties = 'p',   // parties key, day of the last report; deals that are retracted too
  kCustomer = 'c',  // this and what follows to kLang: by the day of the last report
  kProvider = 'v',
  kChip = 'h',
  kVendor = 'm',
  kKind = 'k',
  kStatus = 's',
  kCurrency = 'u',
  kSite = 'w',  // the site's name, and the host
  kLang = 'l',
  kLast = 'd',      // no value: every deal
  kFirst = 'e',     // no value: every deal, by the day of the first report
  kUpper = 'a',     // currency, largest upper bound first; without one as kUpperUsd, to schema 4
  kLower = 'b',     // likewise, smallest lower bound first
  kUpperUsd = 'A',  // no value: US dollars, converted ones too, largest upper bound first; behind
                    // the id be32(~day) of the last report, by which few of many are picked
  kLowerUsd = 'B',  // likewise, smallest lower bound first
  kArticle = 'D',   // no value: every article, by day
  kArticleSite = 'S',
  kSiteName = 'N',  // no order, no id: what stands under kArticleSite, each once and together
  kArticleLang = 'L',
  kHistory = 'H',  // deal id; order is be64(number of the change); no id
};

constexpr size_t kIdBytes = 16;

// tag, value, NUL: where the entries of one value begin.
std::string IndexPrefix(IndexTag tag, std::string_view value = "");
// Behind all keys that begin with `prefix`.
std::string PrefixEnd(std::string prefix);
std::string_view IdOf(std::string_view key);
// Of kUpperUsd and kLowerUsd: what stands behind the id.
std::string_view DayBehind(std::string_view key);

// be32 of the day "2025-11-03..." turned round; a time that is none sorts last.
std::string NewestFirst(std::string_view published);
// Bytes that sort as the number does.
std::string Ascending(double value);
std::string Descending(double value);

// All keys of a deal, sorted, each once; as stores of that schema have them.
std::vector<std::string> DealKeys(const pb::Deal& deal, int schema = kSchemaVersion);
std::vector<std::string> ArticleKeys(const pb::Article& article);
// Of the names that ArticleKeys puts under kArticleSite. Such a key may outlive the last article of
// its site: a query finds nothing there.
std::vector<std::string> SiteNameKeys(const pb::Article& article);
std::string HistoryKey(const std::string& deal_id, uint64_t number);

// "www.example.org" of "https://www.example.org:80/a" without its "www."; "" for no address.
std::string HostOf(std::string_view url);

// The values under `tag` that hold `part`, letter case aside: "reuters" finds "Reuters" and
// "reuters.com". One seek a distinct value, but for kArticleSite, of which there may be thousands:
// from schema 4 on these are read in one walk.
StatusOr<std::vector<std::string>> ValuesWith(const Database& database, IndexTag tag,
                                              const std::string& part);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_INDEX_H_
