#include "store/export.h"

#include <sqlite3.h>

#include <nlohmann/json.hpp>
#include <random>
#include <regex>
#include <set>

#include "store/report.h"
#include "tests/store/store_fixture.h"
#include "tests/support/shared.h"

namespace dealwire {
namespace {

using Json = nlohmann::json;

// As much of JSON Schema as docs/schema.json says. Gives the first thing that is wrong, or "".
class Schema {
 public:
  explicit Schema(Json root) : root_(std::move(root)) {}
  std::string Check(const Json& value) const { return Check(root_, value, "$"); }

 private:
  std::string Check(const Json& schema, const Json& value, const std::string& at) const {
    if (schema.contains("$ref")) {
      const std::string name = schema["$ref"].get<std::string>().substr(8);  // "#/$defs/"
      return Check(root_["$defs"][name], value, at);
    }
    if (schema.contains("anyOf")) {
      for (const Json& one : schema["anyOf"]) {
        if (Check(one, value, at).empty()) return "";
      }
      return at + ": none of anyOf";
    }
    if (schema.contains("const") && schema["const"] != value) return at + ": not the constant";
    if (schema.contains("enum") &&
        std::ranges::find(schema["enum"], value) == schema["enum"].end()) {
      return at + ": not in the enum: " + value.dump();
    }
    if (schema.contains("type") && !HasType(schema["type"], value)) {
      return at + ": wrong type: " + value.dump();
    }
    if (schema.contains("pattern") && value.is_string() &&
        !std::regex_search(value.get<std::string>(),
                           std::regex(schema["pattern"].get<std::string>()))) {
      return at + ": does not match its pattern: " + value.dump();
    }
    if (value.is_array() && schema.contains("items")) {
      for (const Json& item : value) {
        if (auto wrong = Check(schema["items"], item, at + "[]"); !wrong.empty()) return wrong;
      }
    }
    return value.is_object() ? CheckMembers(schema, value, at) : "";
  }

  std::string CheckMembers(const Json& schema, const Json& value, const std::string& at) const {
    for (const Json& name : schema.value("required", Json::array())) {
      if (!value.contains(name.get<std::string>())) return at + ": lacks " + name.dump();
    }
    for (const auto& [name, member] : value.items()) {
      if (!schema["properties"].contains(name)) return at + ": unknown member " + name;
      auto wrong = Check(schema["properties"][name], member, at + "." + name);
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  static bool HasType(const Json& types, const Json& value) {
    if (types.is_array()) {
      return std::ranges::any_of(types, [&](const Json& one) { return HasType(one, value); });
    }
    const std::string type = types.get<std::string>();
    return (type == "null" && value.is_null()) || (type == "string" && value.is_string()) ||
           (type == "number" && value.is_number()) || (type == "object" && value.is_object()) ||
           (type == "integer" && value.is_number_integer()) ||
           (type == "array" && value.is_array()) || (type == "boolean" && value.is_boolean());
  }

  const Json root_;
};

class FilledToExport : public StoreFixture {
 public:
  FilledToExport() {
    Article article = MakeArticle("https://a.example/1", "=HYPERLINK(\"x\")", "OpenAI signs.",
                                  "2025-11-03T09:00:00+01:00");
    Put(article, {{{"openai"}, {"aws"}, 38e9}}, "bytes");
    Put(MakeArticle("https://b.example/1", "<script>alert(1)</script>", "Other <b>words</b>.",
                    "2025-11-04"),
        {{{"openai"},
          {"aws"},
          40e9,
          DealKind::kCompute,
          DealStatus::kReported,
          "USD",
          Qualifier::kAbout}});
    Put(MakeArticle("https://c.example/1", "Euros", "Third.", "2024-05-01"),
        {{{"telekom"}, {"nebius"}, 1e9, DealKind::kInvestment, DealStatus::kPlanned, "EUR"}});
  }

  std::string Text(const std::string& format, const ExportQuery& query = {}) {
    const auto reader = Reader();
    std::string out;
    const Status status = ExportText(*reader, query, format, [&](std::string_view text) {
      out += text;
      return OkStatus();
    });
    INFO(status);
    REQUIRE(status.ok());
    return out;
  }
};

std::vector<Json> Objects(const std::string& lines) {
  std::vector<Json> out;
  for (size_t start = 0; start < lines.size();) {
    const size_t end = lines.find('\n', start);
    out.push_back(Json::parse(lines.substr(start, end - start)));
    start = end + 1;
  }
  return out;
}

TEST_CASE("export: JSON lines are as docs/schema.json says", "[store][export]") {
  FilledToExport store;
  const Schema schema(Json::parse(Slurp(SourceFolder("docs/schema.json"))));
  const std::vector<Json> objects = Objects(store.Text("jsonl"));
  REQUIRE(objects.size() == 2);
  for (const Json& object : objects) CHECK(schema.Check(object).empty());
  Json wrong = objects[0];
  wrong["colour"] = "red";
  CHECK_FALSE(schema.Check(wrong).empty());
  wrong = objects[0];
  wrong["reports"][0].erase("url");
  CHECK_FALSE(schema.Check(wrong).empty());
}

TEST_CASE("export: of very many deals each is in it once, with all its reports",
          "[store][export]") {
  StoreFixture store;
  constexpr size_t kDeals = 400;  // half a megabyte: it is written in parts
  const std::string words(600, 'x');
  for (size_t i = 0; i < kDeals; ++i) {
    const std::string n = std::to_string(i);
    const Told deal = {{"customer" + n}, {"aws"}, 1e9};
    for (size_t report = 0; report <= i % 3; ++report) {
      const std::string url = "https://a.example/" + n + "/" + std::to_string(report);
      store.Put(MakeArticle(url, "T", words + url, "2025-11-03"), {deal});
      // Some are told no more: their deal has no report, and no row.
      if (i % 50 == 49) store.Put(MakeArticle(url, "T", "Not so.", "2025-11-03"), {});
    }
  }
  const auto reader = store.Reader();
  std::string lines;
  size_t parts = 0;
  const auto take = [&](std::string_view text) {
    lines += text, ++parts;
    return OkStatus();
  };
  REQUIRE(ExportText(*reader, {}, "jsonl", take).ok());
  CHECK(parts > 1);
  std::set<std::string> customers;
  for (const Json& deal : Objects(lines)) {
    const auto customer = deal["customer"][0].get<std::string>();
    const size_t i = std::stoul(customer.substr(8));
    CHECK(deal["reports"].size() == 1 + i % 3);
    CHECK(customers.insert(customer).second);
  }
  CHECK(customers.size() == kDeals - kDeals / 50);
  lines.clear();
  REQUIRE(ExportText(*reader, {}, "tsv", take).ok());
  size_t rows = 0;
  for (size_t i = 0; i < kDeals; ++i) rows += i % 50 == 49 ? 0 : 1 + i % 3;
  CHECK(static_cast<size_t>(std::ranges::count(lines, '\n')) == 1 + rows);
}

TEST_CASE("export: rows have as many cells as the head, and no formula", "[store][export]") {
  FilledToExport store;
  const std::string tsv = store.Text("tsv");
  std::set<ptrdiff_t> tabs;
  for (size_t start = 0; start < tsv.size();) {
    const size_t end = tsv.find('\n', start);
    tabs.insert(std::count(tsv.begin() + static_cast<ptrdiff_t>(start),
                           tsv.begin() + static_cast<ptrdiff_t>(end), '\t'));
    start = end + 1;
  }
  CHECK(tabs.size() == 1);
  CHECK(store.Text("csv").find(",\"'=HYPERLINK(\"\"x\"\")\",") != std::string::npos);
}

TEST_CASE("export: an increment gives what is new, changed and retracted", "[store][export]") {
  FilledToExport store;
  ExportCursor cursor;
  const auto increment = [&] {
    const std::vector<Json> objects = Objects(store.Text("jsonl", {.filter = {}, .since = cursor}));
    cursor = *CursorOf(*store.Reader());
    std::map<std::string, std::string> out;
    for (const Json& object : objects) {
      out[object["provider"][0].get<std::string>()] = object["change"].get<std::string>();
    }
    return out;
  };
  using Changes = std::map<std::string, std::string>;
  CHECK(increment() == Changes{{"aws", "new"}, {"nebius", "new"}});
  CHECK(increment().empty());
  store.Put(MakeArticle("https://d.example/1", "D", "Fourth.", "2025-11-05"),
            {{{"openai"}, {"aws"}, 38e9}});
  CHECK(increment() == Changes{{"aws", "changed"}});
  store.Put(MakeArticle("https://c.example/1", "Euros", "Nothing now.", "2024-05-01"), {});
  CHECK(increment() == Changes{{"nebius", "retracted"}});
  // One that came and went in between was never there.
  store.Put(MakeArticle("https://e.example/1", "E", "Fifth.", "2025-11-06"),
            {{{"meta"}, {"google"}, 10e9}});
  store.Put(MakeArticle("https://e.example/1", "E", "Fifth, again.", "2025-11-06"), {});
  CHECK(increment().empty());
}

// What somebody has who applies one increment after another.
class Follower {
 public:
  Follower(FilledToExport* store, Filter filter) : store_(*store), filter_(std::move(filter)) {}

  void Follow() {
    for (Json& object : Objects(store_.Text("jsonl", {.filter = filter_, .since = cursor_}))) {
      const std::string id = object["id"], change = object["change"];
      const bool all = !filter_.AsksForDeals() && filter_.lang.empty() && filter_.text.empty();
      if (all) CHECK((change == "new") == !deals_.contains(id));
      if (change == "retracted") {
        deals_.erase(id);
      } else {
        object.erase("change");
        deals_[id] = std::move(object);
      }
    }
    cursor_ = *CursorOf(*store_.Reader());
  }
  // Just what an export of everything gives now.
  void CheckWhole() const {
    std::map<std::string, Json> whole;
    for (Json& object : Objects(store_.Text("jsonl", {.filter = filter_}))) {
      const std::string id = object["id"];
      object.erase("change");
      whole[id] = std::move(object);
    }
    CHECK(whole == deals_);
  }

 private:
  FilledToExport& store_;
  const Filter filter_;
  ExportCursor cursor_;
  std::map<std::string, Json> deals_;
};

TEST_CASE("export: the increments, applied to the older export, give the whole one",
          "[store][export]") {
  FilledToExport store;
  const std::vector<Filter> filters = {
      {},
      {.min_amount = 20e9},
      {.status = "signed"},
      {.provider = {"aws"}, .has_provider = true},
      {.lang = "de"},
      {.text = "odd"},
      {.min_confidence = 0.8},
  };
  std::vector<Follower> followers;
  followers.reserve(filters.size());
  for (const Filter& filter : filters) followers.emplace_back(&store, filter);
  std::mt19937_64 random(20261126);
  const std::vector<std::string> providers = {"aws", "oracle", "coreweave"};
  for (int step = 0; step < 60; ++step) {
    // The same few articles again and again, which tell other deals each time, or none.
    for (uint64_t writes = 1 + random() % 3; writes > 0; --writes) {
      const uint64_t n = random() % 9;
      std::vector<Told> told;
      for (uint64_t deals = random() % 3; deals > 0; --deals) {
        told.push_back({{"openai"},
                        {providers[random() % providers.size()]},
                        1e9 * static_cast<double>(15 + 10 * (random() % 3)),
                        DealKind::kCompute,
                        random() % 2 == 0 ? DealStatus::kSigned : DealStatus::kTalks,
                        "USD",
                        Qualifier::kExact,
                        random() % 2 == 0 ? 0.9 : 0.6});
      }
      store.Put(MakeArticle("https://follow.example/" + std::to_string(n), "Follow",
                            random() % 2 == 0 ? "An odd step." : "An even one.", "2025-11-05",
                            n % 2 == 0 ? "de" : "en"),
                told);
    }
    for (Follower& follower : followers) {
      if (random() % 2 == 0) follower.Follow();
    }
  }
  for (Follower& follower : followers) {
    follower.Follow();
    follower.CheckWhole();
  }
  store.CheckSound();
}

TEST_CASE("export: a cursor belongs to one store", "[store][export]") {
  FilledToExport store, other;
  const auto here = *CursorOf(*store.Reader());
  CHECK(here.change > 0);
  const std::string file = store.path("cursor");
  CHECK(ReadCursor(file, *store.Reader())->change == 0);  // none yet: from the beginning
  REQUIRE(WriteCursor(file, here).ok());
  CHECK(ReadCursor(file, *store.Reader())->change == here.change);
  CHECK(ReadCursor(file, *other.Reader()).status().code() == StatusCode::kInvalidArgument);
}

std::string Ask(const std::string& file, const std::string& sql) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  std::string out;
  char* error = nullptr;
  sqlite3_exec(
      db, sql.c_str(),
      [](void* to, int columns, char** values, char**) {
        for (int i = 0; i < columns; ++i) {
          *static_cast<std::string*>(to) += std::string(values[i] ? values[i] : "NULL") + "|";
        }
        return 0;
      },
      &out, &error);
  INFO(sql << ": " << (error == nullptr ? "" : error));
  CHECK(error == nullptr);
  sqlite3_close(db);
  return out;
}

TEST_CASE("export: SQLite answers by its tables, views and words", "[store][export]") {
  FilledToExport store;
  const std::string file = store.path("deals.sqlite");
  REQUIRE(ExportSqlite(*store.Reader(), {}, file).ok());
  CHECK(Ask(file, "SELECT count(*) FROM deals") == "2|");
  CHECK(Ask(file, "SELECT count(*) FROM reports") == "3|");
  CHECK(Ask(file, "SELECT value FROM meta WHERE key = 'schema'") == "1|");
  CHECK(Ask(file, "SELECT provider, deals FROM deals_by_provider") == "aws|1|nebius|1|");
  CHECK(Ask(file, "SELECT customer, provider FROM who_buys_from_whom LIMIT 1") == "openai|aws|");
  CHECK(Ask(file, "SELECT month FROM deals_by_month") == "2024-05|2025-11|");
  CHECK(Ask(file, "SELECT field FROM disputed_deals WHERE field = 'amount'") == "amount|");
  CHECK(Ask(file, "SELECT count(*) FROM newest_deals") == "2|");
  CHECK(Ask(file, "SELECT usd_rate_year, usd_min > amount_min FROM deals WHERE currency = 'EUR'") ==
        "2024|1|");
  CHECK(Ask(file, "SELECT count(*) FROM evidence_text WHERE evidence_text MATCH 'signs'") == "1|");
  CHECK(Ask(file, "PRAGMA foreign_key_check").empty());
  CHECK(Ask(file, "PRAGMA integrity_check") == "ok|");
}

TEST_CASE("export: a workbook has its four sheets", "[store][export]") {
  FilledToExport store;
  const std::string file = store.path("deals.xlsx");
  REQUIRE(ExportXlsx(*store.Reader(), {}, file).ok());
  const std::string bytes = Slurp(file);
  CHECK(bytes.starts_with("PK"));
  CHECK(bytes.find("xl/worksheets/sheet4.xml") != std::string::npos);
  CHECK(bytes.find("xl/worksheets/sheet5.xml") == std::string::npos);
}

std::set<std::string> AllOf(const std::string& page, const std::string& before) {
  std::set<std::string> found;
  for (size_t at = page.find(before); at != std::string::npos; at = page.find(before, at + 1)) {
    const size_t start = at + before.size();
    found.insert(page.substr(start, page.find('"', start) - start));
  }
  return found;
}

TEST_CASE("report: every mark leads somewhere, nothing is fetched, nothing runs",
          "[store][report]") {
  FilledToExport store;
  const auto page = ReportPage(*store.Reader(), {});
  REQUIRE(page.ok());
  const std::set<std::string> ids = AllOf(*page, " id=\"");
  const std::set<std::string> targets = AllOf(*page, "href=\"#");
  CHECK(targets.size() > 6);
  for (const std::string& target : targets) {
    INFO(target);
    CHECK(ids.contains(target));
  }
  CHECK(page->find("<script>alert") == std::string::npos);
  CHECK(page->find("&lt;script&gt;alert") != std::string::npos);
  CHECK(page->find("src=") == std::string::npos);
  CHECK(page->find("@import") == std::string::npos);
  CHECK(page->find("Other &lt;b&gt;words") != std::string::npos);
  CHECK(page->find("~$40.0bn") != std::string::npos);  // what the other source says
}

TEST_CASE("report: a store without deals has a page too", "[store][report]") {
  StoreFixture store;
  store.Put(MakeArticle("https://a.example/1", "A", "Text.", "2025-11-03"), {});
  const auto page = ReportPage(*store.Reader(), {});
  REQUIRE(page.ok());
  CHECK(page->find("</html>") != std::string::npos);
}

}  // namespace
}  // namespace dealwire
