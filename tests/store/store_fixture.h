#ifndef DEALWIRE_TESTS_STORE_STORE_FIXTURE_H_
#define DEALWIRE_TESTS_STORE_STORE_FIXTURE_H_

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/hash.h"
#include "extract/extraction.h"
#include "extract/rules.h"
#include "ingest/article.h"
#include "store/care.h"
#include "store/database.h"
#include "store/query.h"
#include "store/record.pb.h"
#include "store/text_search.h"
#include "store/writer.h"
#include "tests/support/process.h"

// A store in a folder of its own, filled with articles and deals made by hand: what the rules find
// is no matter here.

struct Told {
  std::vector<std::string> customer, provider;
  double amount = 0;  // 0: not said
  dealwire::DealKind kind = dealwire::DealKind::kCompute;
  dealwire::DealStatus status = dealwire::DealStatus::kSigned;
  std::string currency = "USD";
  dealwire::Qualifier qualifier = dealwire::Qualifier::kExact;
  double confidence = 0.9;
};

// The numbers of all documents that match a question.
inline dealwire::StatusOr<std::vector<uint32_t>> DocumentsOf(const dealwire::Database& database,
                                                             const std::string& text) {
  DW_TRY(dealwire::TextQuery query, dealwire::ParseTextQuery(text));
  DW_TRY(const auto search, dealwire::TextSearch::Open(database, std::move(query)));
  return search->All();
}

inline dealwire::Article MakeArticle(const std::string& url, const std::string& title,
                                     const std::string& text, const std::string& published,
                                     const std::string& lang = "en",
                                     const std::string& site = "Example") {
  dealwire::Article article;
  article.url = article.canonical_url = url;
  article.title = title;
  article.text = text;
  article.published = published;
  article.lang = lang;
  article.site = site;
  article.fetched = "2026-01-01T00:00:00Z";
  dealwire::CompleteArticle(&article);
  return article;
}

// Each deal has the whole body as its evidence.
inline dealwire::Extraction Tell(const dealwire::Article& article, const std::vector<Told>& all) {
  dealwire::Extraction extraction;
  extraction.body_start = article.title.empty() ? 0 : article.title.size() + 1;
  for (const Told& told : all) {
    dealwire::Deal deal;
    deal.id = "d" + std::to_string(extraction.deals.size());
    deal.customer = told.customer;
    deal.provider = told.provider;
    deal.kind = told.kind;
    deal.status = told.status;
    if (told.amount > 0) {
      deal.amount = dealwire::MoneyValue{told.amount, told.amount, told.currency, told.qualifier};
    }
    deal.evidence.push_back(
        {{extraction.body_start, extraction.body_start + article.text.size()}, false, "test:rule"});
    deal.confidence = told.confidence;
    extraction.deals.push_back(std::move(deal));
  }
  return extraction;
}

class StoreFixture {
 public:
  std::string folder() const { return (temporary_.path() / "db").string(); }
  std::string path(const std::string& name) const { return (temporary_.path() / name).string(); }

  // Opens the store for writing, if it is not.
  dealwire::Writer& writer() {
    if (writer_ == nullptr) {
      auto opened = dealwire::Writer::Open(folder(), dealwire::RuleSet::Embedded());
      INFO(opened.status());
      REQUIRE(opened.ok());
      writer_ = *std::move(opened);
    }
    return *writer_;
  }
  void Close() {
    if (writer_ != nullptr) REQUIRE(writer_->Close().ok());
    writer_ = nullptr;
  }

  dealwire::Article Put(const dealwire::Article& article, const std::vector<Told>& deals,
                        const std::string& raw = "") {
    const dealwire::Status put = writer().Put(article, Tell(article, deals), raw, "test");
    INFO(put);
    REQUIRE(put.ok());
    return article;
  }

  // A reader of what was written so far; the writer goes on.
  std::unique_ptr<dealwire::Database> Reader() {
    if (writer_ != nullptr) REQUIRE(writer_->Sync().ok());
    auto reader = dealwire::Database::OpenReader(folder());
    INFO(reader.status());
    REQUIRE(reader.ok());
    return *std::move(reader);
  }

  std::vector<dealwire::DealRow> Deals(const dealwire::Query& query = {}) {
    const auto reader = Reader();
    auto rows = dealwire::QueryDeals(*reader, query);
    INFO(rows.status());
    REQUIRE(rows.ok());
    return *std::move(rows);
  }

  void CheckSound() {
    const auto reader = Reader();
    const auto report = dealwire::Verify(*reader);
    INFO(report.status());
    REQUIRE(report.ok());
    INFO(Catch::Detail::stringify(report->problems));
    CHECK(report->problems.empty());
  }

 private:
  TemporaryFolder temporary_;
  std::unique_ptr<dealwire::Writer> writer_;
};

#endif  // DEALWIRE_TESTS_STORE_STORE_FIXTURE_H_
