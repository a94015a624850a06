#include "scale/pairs.h"

#include <catch2/catch.hpp>

#include "scale/deal_log.h"

namespace dealwire {
namespace {

std::string Group(const std::string& id) { return id == "aws" ? "amazon" : id; }

pb::Report* Add(pb::ArticleMessage* article, const std::string& id, const std::string& customer,
                const std::vector<std::string>& providers, const std::string& part_of = "") {
  pb::Report* report = article->add_reports();
  report->set_deal_id(id);
  pb::DealFields* fields = report->mutable_fields();
  fields->add_customer(customer);
  for (const std::string& provider : providers) fields->add_provider(provider);
  fields->set_kind("compute");
  fields->set_part_of(part_of);
  return report;
}

TEST_CASE("pairs: parties by group, whatever the kind", "[scale]") {
  pb::DealFields fields;
  fields.add_customer("openai");
  fields.add_provider("aws");
  fields.set_kind("compute");
  const std::string pair = PairOf(fields, Group);
  CHECK(pair == "openai|amazon");
  fields.set_kind("chips");
  fields.set_aggregate(true);
  CHECK(PairOf(fields, Group) == pair);
}

TEST_CASE("pairs: a part waits for the id of its sum, whose partition is another", "[scale]") {
  pb::ArticleMessage article;
  article.mutable_article()->set_id("a1");
  article.mutable_article()->set_version(3);
  Add(&article, "part1", "openai", {"oracle"}, "sum");
  Add(&article, "part2", "openai", {"aws"}, "sum");
  Add(&article, "sum", "openai", {"aws", "oracle"})->mutable_fields()->set_aggregate(true);
  Add(&article, "other", "openai", {"aws"});
  const auto pairs = PairsOf(article, Group);
  REQUIRE(pairs.size() == 3);
  const pb::PairReports& sum = pairs.at("openai|amazon,oracle");
  REQUIRE(sum.reports_size() == 1);
  CHECK(PlaceOf(sum.reports(0)) == 0);  // sums come first, as in a store on one machine
  REQUIRE(sum.parts_size() == 2);
  const pb::PairReports& aws = pairs.at("openai|amazon");
  REQUIRE(aws.reports_size() == 2);
  REQUIRE(aws.waits_size() == 1);
  CHECK(aws.waits(0) == "sum");
  CHECK(PlaceOf(aws.reports(0)) == 2);
  CHECK(PlaceOf(aws.reports(1)) == 3);
  CHECK(aws.version() == 3);
  CHECK(aws.article_id() == "a1");
  CHECK(pairs.at("openai|oracle").waits_size() == 1);
}

TEST_CASE("pairs: a part of a sum of the same parties waits for nothing", "[scale]") {
  pb::ArticleMessage article;
  article.mutable_article()->set_id("a1");
  Add(&article, "sum", "openai", {"oracle"})->mutable_fields()->set_aggregate(true);
  Add(&article, "part", "openai", {"oracle"}, "sum");
  Add(&article, "lost", "openai", {"oracle"}, "no such sum");
  const auto pairs = PairsOf(article, Group);
  REQUIRE(pairs.size() == 1);
  const pb::PairReports& told = pairs.begin()->second;
  CHECK(told.waits_size() == 0);
  CHECK(told.parts_size() == 0);
  CHECK(told.reports(1).fields().part_of() == "sum");
  CHECK(told.reports(2).fields().part_of().empty());
}

TEST_CASE("deal log: keys say what an entry is", "[scale]") {
  CHECK(ParseLogKey("deal/00ff").kind == LogKind::kDeal);
  CHECK(ParseLogKey("report/00ff/aa11").rest == "00ff/aa11");
  CHECK(ParseLogKey(ToldKey("openai|oracle", "a1")).kind == LogKind::kTold);
  CHECK(ParseLogKey("nonsense").kind == LogKind::kUnknown);
  CHECK(ParseLogKey("").kind == LogKind::kUnknown);
}

}  // namespace
}  // namespace dealwire
