#include "store/query.h"

#include "store/group.h"
#include "tests/store/store_fixture.h"

namespace dealwire {
namespace {

// Ids of providers of the rows, in their order.
std::string Providers(const std::vector<DealRow>& rows) {
  std::string out;
  for (const DealRow& row : rows) {
    const pb::DealFields& fields = row.report ? row.report->fields() : row.deal->fields();
    out += (out.empty() ? "" : " ") + fields.provider(0);
  }
  return out;
}

class FilledToQuery : public StoreFixture {
 public:
  FilledToQuery() {
    Put(MakeArticle("https://www.alpha.example/1", "Cloud for OpenAI",
                    "OpenAI buys computing power in Virginia.", "2025-11-03", "en", "Alpha"),
        {{{"openai"}, {"aws"}, 38e9}});
    Put(MakeArticle("https://beta.example/1",
                    "Gro\xC3\x9F"
                    "auftrag f\xC3\xBCr Oracle",
                    "OpenAI kauft Rechenleistung bei Oracle.", "2025-09-10", "de", "Beta"),
        {{{"openai"}, {"oracle"}, 300e9, DealKind::kCompute, DealStatus::kReported}});
    Put(MakeArticle("https://beta.example/2", "Nvidia steigt ein", "Nvidia investiert.",
                    "2025-10-01T09:00:00+02:00", "de", "Beta"),
        {{{"nvidia"}, {"intel"}, 5e9, DealKind::kInvestment}});
    Put(MakeArticle("https://gamma.example/1",
                    "\xE4\xBA\x91\xE8\xAE\xA1\xE7\xAE\x97",  // "cloud computing"
                    "\xE8\x8B\xB1\xE4\xBC\x9F\xE8\xBE\xBE\xE7\xAD\xBE\xE7\xBA\xA6", "2025-12-01",
                    "zh-Hans", "Gamma"),
        {{{"meta"}, {"google"}, 0}});
    Put(MakeArticle("https://delta.example/1", "Deal in euros", "Euros.", "2024-05-01", "en",
                    "Delta"),
        {{{"telekom"}, {"nebius"}, 1e9, DealKind::kCompute, DealStatus::kPlanned, "EUR"}});
  }
  std::string Found(const Filter& filter, const std::string& sort = "", size_t most = 0) {
    return Providers(Deals({.filter = filter, .sort = sort, .most = most}));
  }
};

// A reader that opened these families alone answers as one that opened all.
TEST_CASE("query: a reader of the families that a question needs gives the same rows",
          "[store][query]") {
  FilledToQuery store;
  store.Close();
  const auto whole = store.Reader();
  const std::vector<Filter> filters = {{},
                                       {.customer = {"openai"}, .has_customer = true},
                                       {.kind = "investment"},
                                       {.min_amount = 38e9},
                                       {.since = "2025-10-01"},
                                       {.lang = "de"},
                                       {.site = "beta"},
                                       {.text = "oracle"},
                                       {.text = "invest*"}};
  for (const Filter& filter : filters) {
    for (const bool by_report : {false, true}) {
      const auto few =
          Database::OpenReader(store.folder(), FamiliesOfDeals(by_report, !filter.text.empty()));
      REQUIRE(few.ok());
      const Query query = {.filter = filter, .by_report = by_report};
      const auto rows = QueryDeals(**few, query);
      REQUIRE(rows.ok());
      CHECK(Providers(*rows) == Providers(*QueryDeals(*whole, query)));
      CHECK_FALSE(rows->empty());
    }
    const auto articles = Database::OpenReader(store.folder(), FamiliesOfArticles());
    REQUIRE(articles.ok());
    const auto count = [&](const Database& database) {
      int found = 0;
      CHECK(
          QueryArticles(database, filter, 0, [&](const pb::Article&) { return ++found > 0; }).ok());
      return found;
    };
    CHECK(count(**articles) == count(*whole));
    CHECK(count(*whole) > 0);
  }
}

TEST_CASE("query: articles whose words were never written are searched themselves",
          "[store][query]") {
  FilledToQuery store;
  store.Close();
  {
    const auto database = Database::OpenWriter(store.folder());
    REQUIRE(database.ok());
    Database::Batch batch;
    batch.DeleteRange(Family::kText, "p", "q");
    REQUIRE((*database)->Write(std::move(batch), true).ok());
  }
  const auto few = Database::OpenReader(store.folder(), FamiliesOfDeals(false, true));
  REQUIRE(few.ok());
  CHECK_FALSE((*few)->Reads(Family::kArticle));
  CHECK(Providers(*QueryDeals(**few, {.filter = {.text = "virginia"}})) == "aws");
  CHECK(Providers(*QueryDeals(**few, {.filter = {.text = "rechen*"}})) == "oracle");
  CHECK(store.Found({.text = "virginia"}) == "aws");
}

TEST_CASE("query: each filter finds its deals", "[store][query]") {
  FilledToQuery store;
  CHECK(store.Found({}) == "google aws intel oracle nebius");
  CHECK(store.Found({.customer = {"openai"}, .has_customer = true}) == "aws oracle");
  CHECK(store.Found({.provider = {"aws", "oracle"}, .has_provider = true}) == "aws oracle");
  CHECK(store.Found({.party = {"intel", "nvidia"}, .has_party = true}) == "intel");
  CHECK(store.Found({.has_party = true}).empty());
  CHECK(store.Found({.kind = "investment"}) == "intel");
  CHECK(store.Found({.status = "reported"}) == "oracle");
  CHECK(store.Found({.currency = "EUR"}) == "nebius");
  CHECK(store.Found({.min_amount = 38e9}) == "aws oracle");
  CHECK(store.Found({.max_amount = 5e9}) == "intel nebius");  // a billion euros are dollars too
  CHECK(store.Found({.currency = "EUR", .min_amount = 1e9}) == "nebius");
  CHECK(store.Found({.currency = "EUR", .min_amount = 1.01e9}).empty());
  CHECK(store.Found({.since = "2025-11-03"}) == "google aws");
  CHECK(store.Found({.since = "2025-11-04"}) == "google");
  CHECK(store.Found({.until = "2025-10-01"}) == "intel oracle nebius");
  CHECK(store.Found({.until = "2025-09-30"}) == "oracle nebius");
  CHECK(store.Found({.lang = "de"}) == "intel oracle");
  CHECK(store.Found({.lang = "zh"}) == "google");
  CHECK(store.Found({.lang = "zh-Hant"}).empty());
  CHECK(store.Found({.site = "bet"}) == "intel oracle");
  CHECK(store.Found({.site = "alpha.example"}) == "aws");
  CHECK(store.Found({.min_confidence = 0.95}).empty());
  CHECK(store.Found({.kind = "compute", .lang = "de"}) == "oracle");
}

TEST_CASE("query: words, in titles and bodies, without case and accents, by their beginning",
          "[store][query]") {
  FilledToQuery store;
  for (const bool closed : {false, true}) {  // documents in no segment yet, and in one
    if (closed) store.Close();
    CHECK(store.Found({.text = "virginia"}) == "aws");
    CHECK(store.Found({.text = "OpenAI"}) == "aws oracle");
    CHECK(store.Found({.text = "openai rechenleistung"}) == "oracle");
    CHECK(store.Found({.text = "rechen*"}) == "oracle");
    CHECK(store.Found({.text = "rechen"}).empty());
    CHECK(store.Found({.text = "grossauftrag fur"}) == "oracle");
    CHECK(store.Found({.text = "\xE4\xBC\x9F\xE8\xBE\xBE"}) == "google");  // a pair
    CHECK(store.Found({.text = "\xE8\x8B\xB1\xE4\xBC\x9F\xE8\xBE\xBE"}) == "google");
    CHECK(store.Found({.text = "\xE8\x8B\xB1"}) == "google");          // one character
    CHECK(store.Found({.text = "\xE8\xBE\xBE\xE4\xBC\x9F"}).empty());  // turned round
    CHECK(store.Found({.text = "virginia absent"}).empty());
  }
  const auto reader = store.Reader();
  CHECK(QueryDeals(*reader, {.filter = {.text = "..."}}).status().code() ==
        StatusCode::kInvalidArgument);
}

TEST_CASE("query: every sorting, and the first of them", "[store][query]") {
  FilledToQuery store;
  CHECK(store.Found({}, "amount") == "oracle aws intel nebius google");
  CHECK(store.Found({}, "amount", 2) == "oracle aws");
  CHECK(store.Found({}, "published", 2) == "google aws");
  CHECK(store.Found({}, "provider") == "aws google intel nebius oracle");
  CHECK(store.Found({}, "customer", 1) == "google");
  CHECK(store.Found({}, "kind").ends_with("intel"));  // compute, then investment
  const auto reader = store.Reader();
  CHECK(QueryDeals(*reader, {.sort = "colour"}).status().code() == StatusCode::kInvalidArgument);
}

TEST_CASE("query: a row for each report, by its own fields", "[store][query]") {
  FilledToQuery store;
  store.Put(MakeArticle("https://delta.example/2", "Again", "OpenAI and AWS again.", "2025-11-20",
                        "fr", "Delta"),
            {{{"openai"},
              {"aws"},
              40e9,
              DealKind::kCompute,
              DealStatus::kSigned,
              "USD",
              Qualifier::kAbout}});
  CHECK(Providers(store.Deals({.filter = {.kind = "compute"}, .by_report = true})) ==
        "google aws aws oracle nebius");
  const auto french = store.Deals({.filter = {.lang = "fr"}, .by_report = true});
  REQUIRE(french.size() == 1);
  CHECK(french[0].report->fields().amount().min() == 40e9);
  CHECK(store.Deals({.filter = {.lang = "fr"}}).size() == 1);
}

TEST_CASE("query: of many deals in another order few are read", "[store][query]") {
  StoreFixture store;
  const auto put = [&](int i, const std::string& day, double amount) {
    const std::string n = std::to_string(i);
    store.Put(MakeArticle("https://a.example/" + n, "T", "Text " + n, day),
              {{{"c" + n}, {"p" + n}, amount}});
  };
  for (int i = 0; i < 3000; ++i) {
    put(i, "2025-0" + std::to_string(1 + i % 9) + "-03", 1e9 + i * 1e8);
  }
  for (int i = 3000; i < 3014; ++i) put(i, "2024-05-0" + std::to_string(1 + i % 9), 1e8 + i);
  store.Close();
  const auto reader = store.Reader();
  const auto ids = [&](Query query, size_t most, PlanReport* plan) {
    query.most = most;
    std::vector<std::string> found;
    const auto rows = QueryDeals(*reader, query, plan);
    REQUIRE(rows.ok());
    for (const DealRow& row : *rows) found.push_back(row.deal->id());
    return found;
  };
  const auto first_of_all = [&](const Query& query, size_t most) {
    auto all = ids(query, 0, nullptr);
    if (all.size() > most) all.resize(most);
    return all;
  };
  // 700 are more than are read without a thought, and stand in the order of their amounts.
  const Query large = {.filter = {.min_amount = 1e9 + 2300 * 1e8}};
  PlanReport plan;
  CHECK(ids(large, 20, &plan) == first_of_all(large, 20));
  CHECK(plan.index == "amount from 231000000000, newest first");
  CHECK(plan.deals_read == 20);
  // 300 are few, and ten are fewer.
  const Query larger = {.filter = {.min_amount = 1e9 + 2700 * 1e8}};
  PlanReport ten;
  CHECK(ids(larger, 10, &ten) == first_of_all(larger, 10));
  CHECK(ten.deals_read == 10);
  // More are asked for than there are.
  const Query of_march = {.filter = {.kind = "power", .min_amount = 1e9 + 2300 * 1e8}};
  CHECK(ids(of_march, 20, nullptr).empty());
  PlanReport both;
  const Query largest_first = {.filter = {.kind = "compute", .min_amount = 1e9 + 2300 * 1e8},
                               .sort = "published"};
  CHECK(ids(largest_first, 20, &both) == first_of_all(largest_first, 20));
  CHECK(both.deals_read == 20);
  CHECK(both.index == "amount from 231000000000, newest first");
  // Of those that come last of all no more are read, where days stand beside them.
  const Query small = {.filter = {.max_amount = 5e8}};
  PlanReport late;
  CHECK(ids(small, 2, &late) == first_of_all(small, 2));
  CHECK(late.deals_read == 2);
  // Where none stand there, they are not walked to for long.
  const Query small_sums = {.filter = {.currency = "USD", .max_amount = 5e8}};
  PlanReport without_days;
  CHECK(ids(small_sums, 2, &without_days) == first_of_all(small_sums, 2));
  CHECK(without_days.deals_read == 14);
}

// Of 3,000 deals a quarter is reported, and of these and of the others a quarter is large.
TEST_CASE("query: of two filters at once no more deals are read than both leave",
          "[store][query]") {
  StoreFixture store;
  for (int i = 0; i < 3000; ++i) {
    const std::string n = std::to_string(i);
    const DealStatus status = i % 4 == 0 ? DealStatus::kReported : DealStatus::kSigned;
    const double amount = i / 4 % 4 == 0 ? 9e9 : 1e9;
    store.Put(MakeArticle("https://a.example/" + n, "T", "Text " + n,
                          "2025-0" + std::to_string(1 + i % 9) + "-03"),
              {{{"c" + n}, {"p" + n}, amount, DealKind::kCompute, status}});
  }
  store.Close();
  const auto reader = store.Reader();
  const auto ask = [&](const Query& query, PlanReport* plan) {
    std::vector<std::string> ids;
    const auto rows = QueryDeals(*reader, query, plan);
    REQUIRE(rows.ok());
    for (const DealRow& row : *rows) ids.push_back(row.deal->id());
    return ids;
  };
  // With days beside the amounts and without, in both orders.
  for (const std::string currency : {"", "USD"}) {
    for (const std::string sort : {"published", "amount"}) {
      INFO(currency << " " << sort);
      Query query = {.filter = {.status = "reported", .currency = currency, .min_amount = 5e9},
                     .sort = sort};
      PlanReport unread, plan;
      std::vector<std::string> all = ask(query, &unread);
      CHECK(all.size() == 188);
      all.resize(10);
      query.most = 10;
      CHECK(ask(query, &plan) == all);
      INFO(plan.index);
      CHECK(plan.deals_read < 60);  // of 188, where either filter alone leaves 750
      CHECK(plan.keys_read < 4000);
    }
  }
}

TEST_CASE("query: the most selective index is read", "[store][query]") {
  StoreFixture store;
  // 3,000 deals: more than the planner reads without a thought.
  for (int i = 0; i < 3000; ++i) {
    const std::string n = std::to_string(i);
    const std::string day = i % 2 == 0 ? "2025-03-0" : "2025-04-0";
    store.Put(
        MakeArticle("https://a.example/" + n, "T", "Text " + n, day + std::to_string(1 + i % 9)),
        {{{"customer" + std::to_string(i % 300)}, {"p" + n}, 1e9 + i * 1e8}});
  }
  const auto reader = store.Reader();
  PlanReport plan;
  const auto rows = QueryDeals(
      *reader, {.filter = {.customer = {"customer7"}, .has_customer = true, .kind = "compute"}},
      &plan);
  CHECK(rows->size() == 10);
  CHECK(plan.index == "customer customer7");
  CHECK(plan.deals_read == 10);
  // The newest of very many: no more are read than are printed.
  PlanReport newest;
  CHECK(QueryDeals(*reader, {.filter = {.kind = "compute"}, .most = 50}, &newest)->size() == 50);
  CHECK(newest.index == "kind compute, in order");
  CHECK(newest.deals_read == 50);
  PlanReport largest;
  const auto top = QueryDeals(*reader, {.sort = "amount", .most = 5}, &largest);
  CHECK((*top)[0].deal->fields().amount().min() == 1e9 + 2999 * 1e8);
  CHECK(largest.deals_read == 5);
  // The same answers by the index and by a walk over all.
  const auto all = QueryDeals(*reader, {.filter = {.since = "2025-04-01"}});
  CHECK(all->size() == 1500);
  const auto first = QueryDeals(*reader, {.filter = {.since = "2025-04-01"}, .most = 1500});
  REQUIRE(first->size() == 1500);
  for (size_t i = 0; i < 1500; i += 100) {
    CHECK((*all)[i].deal->last_published() == (*first)[i].deal->last_published());
  }
}

TEST_CASE("query: groups are counted and added", "[store][query]") {
  FilledToQuery store;
  auto grouper = Grouper::By("customer");
  REQUIRE(grouper.ok());
  for (const DealRow& row : store.Deals()) grouper->Add(row);
  const std::vector<GroupRow> groups = grouper->Rows();
  REQUIRE(groups.size() == 4);
  CHECK(groups[0].key == "openai");
  CHECK(groups[0].count == 2);
  CHECK(groups[0].sum == 338e9);
  CHECK(groups[0].min == 38e9);
  CHECK(groups[0].max == 300e9);
  CHECK(groups[0].first == "2025-09-10");
  CHECK(groups[0].last == "2025-11-03");
  CHECK(groups[3].key == "meta");
  CHECK(groups[3].amounts == 0);
  CHECK(ToJson(groups[3], "customer") ==
        R"({"customer":"meta","count":1,"sum_usd":null,"min_usd":null,"max_usd":null,)"
        R"("first":"2025-12-01","last":"2025-12-01"})");
  CHECK(Grouper::By("colour").status().code() == StatusCode::kInvalidArgument);
}

TEST_CASE("query: sums over several deals are not added to what they sum", "[store][query]") {
  StoreFixture store;
  const Article article = MakeArticle("https://a.example/1", "A", "Text.", "2025-11-03");
  Extraction extraction =
      Tell(article, {{{"openai"}, {"aws"}, 38e9}, {{"openai"}, {"aws"}, 600e9}});
  extraction.deals[1].aggregate = true;
  REQUIRE(store.writer().Put(article, extraction, "", "test").ok());
  auto grouper = Grouper::By("provider");
  for (const DealRow& row : store.Deals()) grouper->Add(row);
  CHECK(grouper->Rows().at(0).count == 2);
  CHECK(grouper->Rows().at(0).sum == 38e9);
}

TEST_CASE("query: articles, newest first, by what they are and by the deals they tell",
          "[store][query]") {
  FilledToQuery store;
  const auto reader = store.Reader();
  const auto titles = [&](const Filter& filter, size_t most = 0) {
    std::string out;
    REQUIRE(QueryArticles(*reader, filter, most, [&](const pb::Article& article) {
              out += article.published().substr(0, 10) + " ";
              return true;
            }).ok());
    return out;
  };
  CHECK(titles({}) == "2025-12-01 2025-11-03 2025-10-01 2025-09-10 2024-05-01 ");
  CHECK(titles({}, 2) == "2025-12-01 2025-11-03 ");
  CHECK(titles({.lang = "de"}) == "2025-10-01 2025-09-10 ");
  CHECK(titles({.site = "beta"}) == "2025-10-01 2025-09-10 ");
  CHECK(titles({.since = "2025-10-01", .until = "2025-11-03"}) == "2025-11-03 2025-10-01 ");
  CHECK(titles({.text = "openai"}) == "2025-11-03 2025-09-10 ");
  CHECK(titles({.kind = "investment"}) == "2025-10-01 ");
  CHECK(titles({.provider = {"oracle"}, .has_provider = true, .lang = "en"}).empty());
}

TEST_CASE("filter: amounts as people write them", "[store][filter]") {
  CHECK(*ParseAmount("38bn") == 38e9);
  CHECK(*ParseAmount("1.5tn") == 1.5e12);
  CHECK(*ParseAmount("300M") == 3e8);
  CHECK(*ParseAmount("250e9") == 250e9);
  CHECK(*ParseAmount("7") == 7);
  for (const char* wrong : {"", "bn", "38 apples", "-5bn", "38bnx", "nan", "inf"}) {
    INFO(wrong);
    CHECK_FALSE(ParseAmount(wrong).ok());
  }
}

TEST_CASE("filter: days as people write them", "[store][filter]") {
  CHECK(*ParseDay("2025-11-03", "2026-01-31", false) == "2025-11-03");
  CHECK(*ParseDay("2025-02", "2026-01-31", false) == "2025-02-01");
  CHECK(*ParseDay("2024-02", "2026-01-31", true) == "2024-02-29");
  CHECK(*ParseDay("2025", "2026-01-31", true) == "2025-12-31");
  CHECK(*ParseDay("30d", "2026-01-31", false) == "2026-01-01");
  for (const char* wrong : {"", "yesterday", "2025-13", "2025-02-30", "d", "-3d", "30dd"}) {
    INFO(wrong);
    CHECK_FALSE(ParseDay(wrong, "2026-01-31", false).ok());
  }
}

}  // namespace
}  // namespace dealwire
