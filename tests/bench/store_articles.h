#ifndef DEALWIRE_TESTS_BENCH_STORE_ARTICLES_H_
#define DEALWIRE_TESTS_BENCH_STORE_ARTICLES_H_

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "extract/extraction.h"
#include "ingest/article.h"

namespace dealwire {

// The n-th article and its deals: the same ones in every run. Ten reports to seven articles, of
// three deals: so many numbers are drawn from that these have come up.
class ArticleGenerator {
 public:
  explicit ArticleGenerator(uint64_t articles)
      : articles_(articles), deals_(articles * 975 / 2000 + 1) {}

  std::pair<Article, Extraction> Make(uint64_t n) const {
    std::mt19937_64 random(n), words(n % 7 == 0 && n > 0 ? n - 1 : n);
    Article article;
    article.url = article.canonical_url =
        fmt::format("https://site{}.example/news/{}", random() % 400, n);
    article.site = fmt::format("Site {}", n % 400);
    article.lang = n % 3 == 0 ? "de" : "en";
    const uint64_t day = n * 336 / articles_;
    article.published = fmt::format("2025-{:02}-{:02}", 1 + day / 28, 1 + day % 28);
    article.fetched = article.published + "T12:00:00Z";
    article.title = Words(&words, 9);
    for (int block = 0; block < 8; ++block) article.text += Words(&words, 45) + ".\n";
    CompleteArticle(&article);
    Extraction extraction;
    extraction.body_start = article.title.size() + 1;
    const uint64_t reports = n % 28 < 20 ? 1 + n % 3 : 0;
    for (uint64_t i = 0; i < reports; ++i) {
      extraction.deals.push_back(DealOf(n, &random, i, article));
    }
    return {std::move(article), std::move(extraction)};
  }

 private:
  // A few words are very frequent and most are rare, as in a language.
  static std::string Words(std::mt19937_64* random, int count) {
    static const std::vector<std::string> kSyllables = {
        "an", "ber", "con", "da", "er", "for", "ge", "in", "ka", "lo", "mi", "nor", "ta"};
    std::string text;
    for (int i = 0; i < count; ++i) {
      const double u = static_cast<double>((*random)() % 1'000'000) / 1e6;
      if (i > 0) text += ' ';
      for (auto word = 1 + static_cast<uint64_t>(80'000 * u * u * u); word > 0; word /= 13) {
        text += kSyllables[word % 13];
      }
    }
    return text;
  }

  Deal DealOf(uint64_t n, std::mt19937_64* random, uint64_t i, const Article& article) const {
    const uint64_t around = n * deals_ / articles_, spread = deals_ / 12 + 1;
    const uint64_t which = std::min((around + (*random)() % spread) / 3 * 3 + i, deals_);
    Deal deal;
    deal.id = fmt::format("d{}", i);
    deal.customer = {fmt::format("customer{}", which % 997)};
    deal.provider = {fmt::format("provider{}", which % 313)};
    deal.kind = static_cast<DealKind>(which % 8);
    deal.status = static_cast<DealStatus>(which % 3);
    const double amount = 1e6 * static_cast<double>(1 + which * 7919 % 400'000);
    if (which % 5 != 0) deal.amount = MoneyValue{amount, amount, "USD", Qualifier::kExact};
    if (which % 11 == 0) deal.chips.push_back({.id = "gb200", .vendor = "nvidia", .kind = "gpu"});
    deal.confidence = 0.8;
    const size_t start = article.title.size() + 1;
    deal.evidence.push_back({{start, start + 200}, false, "bench:rule"});
    return deal;
  }

  const uint64_t articles_, deals_;
};

}  // namespace dealwire

#endif  // DEALWIRE_TESTS_BENCH_STORE_ARTICLES_H_
