// How sentences and their neighbours make deals: one reading a segment, what is carried over, and
// what makes none.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extract/extraction.h"
#include "extract/rules.h"
#include "ingest/article.h"
#include "ingest/page.h"

namespace dealwire {
namespace {

struct ToldDeal {
  std::vector<std::string> customer, provider;
  double amount = 0;  // of its lower bound; 0: none told
};

bool operator==(const ToldDeal& a, const ToldDeal& b) {
  return a.customer == b.customer && a.provider == b.provider && a.amount == b.amount;
}

std::ostream& operator<<(std::ostream& out, const ToldDeal& t) {
  for (const std::string& id : t.customer) out << id << ' ';
  out << "->";
  for (const std::string& id : t.provider) out << ' ' << id;
  return out << ' ' << t.amount;
}

std::vector<ToldDeal> DealsOf(const std::string& title, const std::string& body) {
  Page page;
  page.kind = PageKind::kText;
  page.bytes = title + "\n\n2026-02-03\n\n" + body + "\n";
  const StatusOr<Article> article = ReadArticle(page);
  REQUIRE(article.ok());
  const Extraction found = Extract(*article, *RuleSet::Embedded());
  std::vector<ToldDeal> out;
  for (const Deal& deal : found.deals) {
    out.push_back({deal.customer, deal.provider, deal.amount ? deal.amount->min.value_or(0) : 0});
  }
  return out;
}

const char* const kTitle = "A day of data centers and cloud capacity";

using Deals = std::vector<ToldDeal>;

}  // namespace

TEST_CASE("deals: each sum of a sentence has its own parties", "[extract][deals]") {
  CHECK(DealsOf(kTitle,
                "Meta will pay Oracle $20 billion for cloud capacity, while SoftBank will invest "
                "$3 billion in Mistral AI.") ==
        Deals{{{"meta"}, {"oracle"}, 20e9}, {{"softbank"}, {"mistral"}, 3e9}});
  CHECK(DealsOf(kTitle,
                "Meta signed a contract with Nebius worth $3 billion and another contract with "
                "Nscale worth $2 billion.") ==
        Deals{{{"meta"}, {"nebius"}, 3e9}, {{"meta"}, {"nscale"}, 2e9}});
}

TEST_CASE("deals: who stands before a sum without a verb is its subject", "[extract][deals]") {
  CHECK(
      DealsOf(kTitle, "KKR will invest $3 billion in Crusoe, and Blackstone another $2 billion.") ==
      Deals{{{"kkr"}, {"crusoe"}, 3e9}, {{"blackstone"}, {"crusoe"}, 2e9}});
}

TEST_CASE("deals: a sum without names is that of the deal told before", "[extract][deals]") {
  CHECK(DealsOf(kTitle,
                "CoreWeave signed a contract to supply Cohere with cloud capacity.\n\n"
                "The contract is worth $700 million.") ==
        Deals{{{"cohere"}, {"coreweave"}, 700e6}});
}

TEST_CASE("deals: a noun for a firm beside its name tells no supplying", "[extract][deals]") {
  CHECK(DealsOf(kTitle, "The cloud provider Oracle and Meta looked at $14 billion on a slide.")
            .empty());
}

TEST_CASE("deals: a bank that nobody registered lends", "[extract][deals]") {
  const std::vector<ToldDeal> deals =
      DealsOf("Ein Tag der Rechenzentren und der Cloud",
              "Die Oberwalder Gewerbebank gew\u00e4hrt CoreWeave ein Darlehen von 30 Mio. Euro.");
  REQUIRE(deals.size() == 1);
  CHECK(deals[0].provider == std::vector<std::string>{"coreweave"});
  CHECK(deals[0].customer.size() == 1);
}

TEST_CASE("deals: a vague sum under a party carried over is none", "[extract][deals]") {
  CHECK(DealsOf(kTitle,
                "OpenAI signed a contract with Oracle for cloud capacity.\n\n"
                "The market, it says, spends hundreds of billions of dollars on rented machines.")
            .size() <= 1);
}

}  // namespace dealwire
