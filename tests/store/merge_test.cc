#include "store/merge.h"

#include <catch2/catch.hpp>

#include "extract/quantities/exchange.h"
#include "extract/rules.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

pb::Report MakeReport(const std::string& article, const std::string& published, double amount,
                      uint64_t simhash, const std::string& status = "signed") {
  pb::Report report;
  report.set_article_id(article);
  report.set_published(published);
  report.set_simhash(simhash);
  report.set_site("site " + article);
  report.set_url("https://www." + article + ".example/1");
  report.set_lang("en");
  pb::DealFields* fields = report.mutable_fields();
  fields->add_customer("openai");
  fields->add_provider("aws");
  fields->set_kind("compute");
  fields->set_status(status);
  fields->set_confidence(0.5);
  if (amount > 0) {
    fields->mutable_amount()->set_min(amount);
    fields->mutable_amount()->set_max(amount);
    fields->mutable_amount()->set_currency("USD");
    fields->mutable_amount()->set_qualifier("exact");
  }
  return report;
}

// Far from one another and from zero.
constexpr uint64_t kTextA = 0x1111111111111111, kTextB = 0x2222222222222222,
                   kTextC = 0x4444444444444444;

pb::Deal Merged(const std::vector<pb::Report>& told) {
  pb::Deal deal;
  std::vector<const pb::Report*> reports;
  reports.reserve(told.size());
  for (const pb::Report& report : told) reports.push_back(&report);
  MergeReports(MergeRules::Embedded(), reports, &deal);
  return deal;
}

TEST_CASE("merge: the rules compile, and each example is as it says", "[store][merge]") {
  const auto compiled = MergeRules::Compile(RuleFiles::Embedded());
  INFO(compiled.status());
  REQUIRE(compiled.ok());
  const auto rules = RuleSet::Embedded();
  REQUIRE(compiled->examples.size() >= 10);
  CHECK(FailuresOfExamples(*compiled, *rules).empty());
  const auto same = std::ranges::count(compiled->examples, true, &MergeExample::same);
  CHECK(same > 0);
  CHECK(static_cast<size_t>(same) < compiled->examples.size());
}

TEST_CASE("merge: a wrong rule is told with its place", "[store][merge]") {
  const RuleFiles files(
      {{"merge/x.toml", "rules/merge/x.toml", "[tolerance]\nexact = 7\n[windows]\ndays = 3\n"}});
  const auto compiled = MergeRules::Compile(files);
  REQUIRE_FALSE(compiled.ok());
  CHECK(Message(compiled.status()).find("rules/merge/x.toml:2:") != std::string::npos);
  CHECK(Message(compiled.status()).find("window") != std::string::npos);
}

TEST_CASE("merge: most independent sources count; copies of one text count once",
          "[store][merge]") {
  // Three copies of one agency's text say 40; two texts of their own say 38.
  const pb::Deal deal = Merged(
      {MakeReport("a", "2025-11-03", 40e9, kTextA), MakeReport("b", "2025-11-03", 40e9, kTextA),
       MakeReport("c", "2025-11-04", 40e9, kTextA ^ 1), MakeReport("d", "2025-11-03", 38e9, kTextB),
       MakeReport("e", "2025-11-03", 38e9, kTextC)});
  CHECK(deal.fields().amount().min() == 38e9);
  CHECK(deal.sources() == 3);
  CHECK(deal.articles_size() == 5);
  REQUIRE(deal.disagreements_size() == 1);
  CHECK(deal.disagreements(0).field() == "amount");
  CHECK(deal.disagreements(0).amount().min() == 40e9);
  CHECK(deal.disagreements(0).articles_size() == 3);
  CHECK(deal.sites_size() == 5);
  CHECK(deal.hosts(0) == "a.example");
}

TEST_CASE("merge: a tie goes to the later; the status is the latest told", "[store][merge]") {
  const pb::Deal deal = Merged({MakeReport("a", "2025-11-03", 38e9, kTextA, "talks"),
                                MakeReport("b", "2025-11-20", 40e9, kTextB, "signed")});
  CHECK(deal.fields().amount().min() == 40e9);
  CHECK(deal.fields().status() == "signed");
  CHECK(deal.first_published() == "2025-11-03");
  CHECK(deal.last_published() == "2025-11-20");
  // What was so two weeks ago is history and no disagreement.
  REQUIRE(deal.disagreements_size() == 1);
  CHECK(deal.disagreements(0).field() == "amount");
  const pb::Deal same_day = Merged({MakeReport("a", "2025-11-03", 0, kTextA, "talks"),
                                    MakeReport("b", "2025-11-03", 0, kTextB, "signed")});
  REQUIRE(same_day.disagreements_size() == 1);
  CHECK(same_day.disagreements(0).value() == "talks");
}

TEST_CASE("merge: the order of the reports is no matter", "[store][merge]") {
  std::vector<pb::Report> reports = {MakeReport("a", "2025-11-03", 38e9, kTextA),
                                     MakeReport("b", "2025-11-05", 40e9, kTextB),
                                     MakeReport("c", "2025-11-04", 0, kTextC)};
  const std::string merged = Merged(reports).SerializeAsString();
  std::ranges::reverse(reports);
  CHECK(Merged(reports).SerializeAsString() == merged);
}

TEST_CASE("merge: without reports a deal is retracted and keeps what was told", "[store][merge]") {
  pb::Deal deal = Merged({MakeReport("a", "2025-11-03", 38e9, kTextA)});
  MergeReports(MergeRules::Embedded(), {}, &deal);
  CHECK(deal.retracted());
  CHECK(deal.articles_size() == 0);
  CHECK(deal.fields().amount().min() == 38e9);
}

TEST_CASE("merge: the window of time has two ends", "[store][merge]") {
  const MergeRules& rules = MergeRules::Embedded();
  const pb::Deal deal = Merged({MakeReport("a", "2025-06-01", 38e9, kTextA)});
  CHECK(Fit(rules, deal, MakeReport("b", "2026-02-26", 38e9, kTextB)) > 0);
  CHECK(Fit(rules, deal, MakeReport("b", "2026-02-27", 38e9, kTextB)) == 0);
  CHECK(Fit(rules, deal, MakeReport("b", "2024-09-04", 38e9, kTextB)) > 0);
  CHECK(Fit(rules, deal, MakeReport("b", "2024-09-03", 38e9, kTextB)) == 0);
  // The same amount fits better than none, the nearer day better than the farther.
  const int same = Fit(rules, deal, MakeReport("b", "2025-06-10", 38e9, kTextB));
  CHECK(same > Fit(rules, deal, MakeReport("b", "2025-06-10", 0, kTextB)));
  CHECK(same > Fit(rules, deal, MakeReport("b", "2025-06-20", 38e9, kTextB)));
}

TEST_CASE("exchange: the rate of the year, else of the nearest", "[store][merge]") {
  const Exchange& exchange = RuleSet::Embedded()->exchange();
  REQUIRE(exchange.Find("EUR", "2024-05-01"));
  CHECK(exchange.Find("EUR", "2024-05-01")->year == 2024);
  CHECK(exchange.Find("EUR", "2024-05-01")->usd == Approx(1.08).margin(0.01));
  CHECK(exchange.Find("EUR", "1999-05-01")->year == 2018);
  CHECK(exchange.Find("EUR", "")->year >= 2025);
  CHECK_FALSE(exchange.Find("USD", "2024-05-01"));
  CHECK_FALSE(exchange.Find("XXX", "2024-05-01"));
}

}  // namespace
}  // namespace dealwire
