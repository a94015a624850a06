#include "ingest/site_rules.h"

#include <catch2/catch.hpp>

#include "ingest/article.h"
#include "ingest/page.h"

namespace dealwire {

TEST_CASE("site_rules: the examples of every file", "[ingest][site_rules]") {
  REQUIRE_FALSE(AllSiteRules().empty());
  for (const SiteRules& rules : AllSiteRules()) {
    INFO(rules.file);
    CHECK_FALSE(rules.examples.empty());
    for (const SiteRules::Example& example : rules.examples) {
      Page page;
      page.url = "https://" + rules.hosts.at(0) + "/a";
      page.kind = PageKind::kHtml;
      page.bytes = example.html;
      std::string lines;
      for (const std::string& line : example.lines) lines += (lines.empty() ? "" : "\n") + line;
      CHECK(ReadArticle(page)->text == lines);
      page.url = "https://elsewhere.example/a";  // the file makes the difference
      CHECK(ReadArticle(page)->text != lines);
    }
  }
}

TEST_CASE("site_rules: hosts and those below them", "[ingest][site_rules]") {
  CHECK(SiteRulesFor("https://news.dealwire.example/a") != nullptr);
  CHECK(SiteRulesFor("https://www.news.dealwire.example:8080/a") != nullptr);
  CHECK(SiteRulesFor("https://oldnews.dealwire.example/a") == nullptr);
  CHECK(SiteRulesFor("https://dealwire.example/a") == nullptr);
  CHECK(SiteRulesFor("") == nullptr);
}

TEST_CASE("site_rules: selectors", "[ingest][site_rules]") {
  const HtmlTree tree = HtmlTree::Parse("<body class='a b' id=c itemprop=articleBody>");
  const auto* body = static_cast<const GumboNode*>(Children(tree.root())->data[1]);
  for (const char* text :
       {"body", ".a", ".b.a", "#c", "body#c.a", "[itemprop=articleBody]", "body.b[id=c]"}) {
    INFO(text);
    CHECK(ParseSelector(text)->Selects(body));
  }
  for (const char* text : {"div", ".ab", "#a", "body.x", "[itemprop=headline]", "[role=main]"}) {
    INFO(text);
    CHECK_FALSE(ParseSelector(text)->Selects(body));
  }
  for (const char* text :
       {"", "div > p", "div p", ".", "[itemprop]", "[onclick=x]", "p:first-child", "[a=b"}) {
    INFO(text);
    CHECK_FALSE(ParseSelector(text).ok());
  }
}

TEST_CASE("site_rules: what is wrong with a file is told with its place", "[ingest][site_rules]") {
  const auto wrong =
      ParseSiteRules("rules/sites/x.toml", "hosts = [\"h\"]\nbody = [\"div > p\"]\nbodi = 1\n");
  REQUIRE_FALSE(wrong.ok());
  CHECK_THAT(Message(wrong.status()), Catch::Contains("rules/sites/x.toml:2:"));
  CHECK_THAT(Message(wrong.status()), Catch::Contains("bodi"));
  CHECK_FALSE(ParseSiteRules("x", "body = [\"div\"]").ok());
}

// The figures of docs/performance.md are those of pages whose sites nobody wrote rules for.
TEST_CASE("site_rules: no rule names a publisher", "[ingest][site_rules]") {
  REQUIRE_FALSE(AllSiteRules().empty());
  for (const SiteRules& site : AllSiteRules()) {
    INFO(site.file);
    for (const std::string& host : site.hosts) CHECK(host.ends_with(".example"));  // RFC 2606
  }
}

}  // namespace dealwire
