#include "ingest/content.h"

#include <catch2/catch.hpp>
#include <ctime>

#include "ingest/node_names.h"
#include "ingest/page_blocks.h"

namespace dealwire {
namespace {

// Sentences that are long enough to weigh as prose.
const std::string kOne =
    "Northwind has signed a contract for three halls of computers on the old shipyard.";
const std::string kTwo =
    "The halls are to be handed over one after another, the first before the next summer.";
const std::string kThree =
    "People who live by the harbour had worried about the noise of the fans on the roofs.";
const std::string kFour =
    "Whether a fourth hall will follow depends on the grid, which is close to its limits.";

std::string P(const std::string& text) { return "<p>" + text + "</p>"; }
const std::string kAll = P(kOne) + P(kTwo) + P(kThree) + P(kFour);
const std::string kText = kOne + "\n" + kTwo + "\n" + kThree + "\n" + kFour;

std::string TextOfPage(const std::string& body, const ContentHints& hints = {}) {
  return ReadContent(HtmlTree::Parse("<body>" + body + "</body>"), hints).text;
}

}  // namespace

TEST_CASE("content: texts are compared by their letters and digits", "[ingest][content]") {
  CHECK(TextKey("Five GW, \xC2\xABsaid\xC2\xBB the CEO \xE2\x80\x93 by 2030!") ==
        "fivegwsaidtheceoby2030");
  CHECK(TextKey("Z\xC3\xBCrich: Gro\xC3\x9F\xE2\x80\x99s") == "z\xC3\xBCrichgrosss");
  CHECK(TextKey(" ,.@[`{\x7F").empty());
}

TEST_CASE("content: words of names", "[ingest][content]") {
  CHECK(NormalizedNames("articleBody story__body m-related") ==
        " article-body story-body m-related ");
  CHECK(NormalizedNames("Button_hbXAdS") == " button-hbxads ");
  CHECK(NormalizedNames("") == " ");
  CHECK(NormalizedNames("--a--") == " a ");
}

TEST_CASE("content: weight and key of texts", "[ingest][content]") {
  CHECK(TextWeight("ab c") == 3);
  CHECK(TextWeight("港口") == 6);
  CHECK(TextWeight("Я") == 1);
  CHECK(TextWeight("Договор аренды на 5 лет, état-major, ελληνικά") == 39);
  CHECK(TextWeight("1234567Я сделка 港口 и ещё") == 24);
  CHECK(TextWeight("twelve words of text \t\n\x7F, then \u6E2F and \u042F at once!") == 37);
  CHECK(TextKey("The “Halls”, 2025!") == "thehalls2025");
}

TEST_CASE("content: blocks keep their kind", "[ingest][content]") {
  const Content content = ReadContent(
      HtmlTree::Parse("<body><article>" + P(kOne) + "<h2>Halls</h2>" + P(kTwo) +
                      "<ul><li>One hall</li><li>Two halls</li></ul><ol><li>First of them</li></ol>"
                      "<blockquote>" +
                      kThree +
                      "</blockquote><table><tr><th>Hall</th><th>Year</th></tr>"
                      "<tr><td>A</td><td>2026</td></tr></table>" +
                      P(kFour) + "</article></body>"),
      {});
  CHECK(content.text == kOne + "\nHalls\n" + kTwo +
                            "\n• One hall\n• Two halls\n1. First of them\n" + kThree +
                            "\nHall | Year\nA | 2026\n" + kFour);
  REQUIRE(content.blocks.size() == 10);
  CHECK(content.blocks[1].kind == BlockKind::kHeading);
  CHECK(content.blocks[3].kind == BlockKind::kListItem);
  CHECK(content.blocks[3].list == content.blocks[4].list);
  CHECK(content.blocks[5].list != content.blocks[4].list);
  CHECK(content.blocks[6].kind == BlockKind::kQuote);
  CHECK(content.blocks[7].kind == BlockKind::kTableRow);
  CHECK(content.blocks[7].header);
  CHECK_FALSE(content.blocks[8].header);
  CHECK(content.blocks[8].byte_cells.size() == 2);
}

TEST_CASE("content: a name drops its node", "[ingest][content]") {
  const std::string junk =
      P("Nobody who reads of halls and of the harbour wants to read of this here.");
  for (const char* name : {"related-links", "newsletterBox", "c-comment", "social_share", "nav"}) {
    INFO(name);
    CHECK(TextOfPage("<article>" + kAll + "<div class='" + name + "'>" + junk +
                     "</div></article>") == kText);
  }
  CHECK(TextOfPage("<article>" + kAll + "<div class=navy>" + junk + "</div></article>") != kText);
}

TEST_CASE("content: a name that holds most of the page drops nothing", "[ingest][content]") {
  CHECK(TextOfPage("<div class=has-sidebar>" + kAll + "</div>") == kText);
  std::string paid;
  for (const std::string& text : {kOne, kTwo, kThree, kFour})
    paid += "<p class=paywall>" + text + "</p>";
  CHECK(TextOfPage("<article>" + paid + "</article>") == kText);
  CHECK(TextOfPage("<form>" + kAll + "</form>") == kText);
  CHECK(TextOfPage("<aside>" + kAll + "</aside>") == kText);
}

TEST_CASE("content: comments longer than the article are none of it", "[ingest][content]") {
  std::string comments;
  for (int i = 0; i < 6; ++i) {
    comments += "<div class=comment>" +
                P(std::to_string(i) + " I have lived there for years. " + kOne + kTwo) + "</div>";
  }
  CHECK(TextOfPage("<article>" + kAll + "</article><div id=comments>" + comments + "</div>") ==
        kText);
}

TEST_CASE("content: the standfirst by description, name, or place", "[ingest][content]") {
  const std::string lead =
      "The company pays for power and cooling, and the town gets a substation.";
  const ContentHints titled = {{"Halls are rented"}, {}, "", "en"};
  const std::string h1 = "<h1>Halls are rented</h1>";
  const std::string body = "<div class=article-body>" + kAll + "</div>";
  const std::string with = lead + "\n" + kText;
  CHECK(TextOfPage("<div class=x>" + h1 + "</div><div class=y>" + lead + "</div>" + body,
                   {{"Halls are rented"}, {lead}, "", "en"}) == with);
  CHECK(TextOfPage("<div class=x>" + h1 + "</div><div class=standfirst>" + lead + "</div>" + body,
                   titled) == with);
  CHECK(TextOfPage("<header>" + h1 + "<h2>" + lead + "</h2></header>" + body, titled) == with);
  // A caption is none, nor is a byline.
  CHECK(TextOfPage("<header>" + h1 + "<figure><img src=a><figcaption class=summary>" + lead +
                       "</figcaption></figure><p>By Jane Rowe, 7 December 2025</p></header>" + body,
                   titled) == kText);
}

TEST_CASE("content: an article split over containers", "[ingest][content]") {
  std::string chunks;
  for (const std::string& text : {kOne, kTwo, kThree, kFour}) {
    chunks += "<div class=chunk>" + P(text) + "</div><div class=ad-slot>Buy this</div>";
  }
  CHECK(TextOfPage("<article>" + chunks + "</article>") == kText);
}

TEST_CASE("content: captions, cards and boxes of links", "[ingest][content]") {
  const auto page = [](const std::string& between) {
    return "<article>" + P(kOne) + P(kTwo) + between + P(kThree) + P(kFour) + "</article>";
  };
  CHECK(TextOfPage(
            page("<div><div><img src=a></div><div>The yard in the evening light.</div></div>")) ==
        kText);
  CHECK(TextOfPage(page("<figure><img src=a><figcaption>The yard.</figcaption></figure>")) ==
        kText);
  CHECK(TextOfPage(page("<div><h3><a href=/f>Ferries stop for a week</a></h3><p>The pier takes "
                        "longer to mend than thought.</p></div>")) == kText);
  CHECK(TextOfPage(
            page("<div><h3>More of it</h3><ul><li><a href=/f>Ferries stop</a></li></ul></div>")) ==
        kText);
  CHECK(TextOfPage(page(
            "<article><h4>Ferries stop</h4><p>The pier takes longer to mend.</p></article>")) ==
        kText);
  // A quote in a figure is the article's.
  CHECK(TextOfPage(page("<figure><blockquote>We asked for quieter fans.</blockquote></figure>"))
            .find("quieter fans") != std::string::npos);
}

TEST_CASE("content: a paragraph that is one link stays, a line of links goes",
          "[ingest][content]") {
  CHECK(TextOfPage("<article>" + P(kOne) + P(kTwo) + P("<a href=/x>" + kThree + "</a>") + P(kFour) +
                   "</article>") == kText);
  CHECK(TextOfPage("<article>" + kAll + P("<a href=/x>Ferries</a> <a href=/y>Weather</a>") +
                   "</article>") == kText);
}

TEST_CASE("content: what is said twice is kept once", "[ingest][content]") {
  CHECK(TextOfPage("<article><div class=desktop>" + kAll + "</div><div class=mobile>" + kAll +
                   "</div></article>") == kText);
}

TEST_CASE("content: the text of structured data judges what it lacks", "[ingest][content]") {
  const std::string extra =
      "This box tells of ferries to the islands, which stop for a week in winter.";
  const std::string page =
      "<article>" + P(kOne) + P(kTwo) + P(extra) + P(kThree) + P(kFour) + "</article>";
  const std::string listed = kOne + kOne + kTwo + kThree + kFour + kFour;
  CHECK(TextOfPage(page, {{}, {}, listed, ""}) == kText);
  // Another article's text judges nothing.
  std::string other;
  for (int i = 0; i < 20; ++i)
    other += "Quite another text about something else, number " + std::to_string(i) + ". ";
  CHECK(TextOfPage(page, {{}, {}, other, ""}).find(extra) != std::string::npos);
}

TEST_CASE("content: every block that is left out has a reason", "[ingest][content]") {
  std::vector<JudgedBlock> judged;
  const HtmlTree tree = HtmlTree::Parse("<body><nav>Home</nav><article><h1>Halls</h1>" + kAll +
                                        "<div class=related-x>" + P(kOne + " " + kTwo) +
                                        "</div></article><p>Outside</p></body>");
  const Content content = ReadContent(tree, {{"Halls"}, {}, "", "en"}, &judged);
  CHECK(content.text == kText);
  REQUIRE(judged.size() == 8);
  CHECK(judged[0].why.find("nav") != std::string::npos);
  CHECK(judged[1].why.find("headline") != std::string::npos);
  CHECK(judged[2].why.empty());
  CHECK(judged[6].why.find("\"related\"") != std::string::npos);
  CHECK(judged[7].why.find("outside") != std::string::npos);
}

TEST_CASE("content: ruby is read where the page gives parentheses", "[ingest][content]") {
  const std::string rp = "<ruby>弾劾<rp>（</rp><rt>だんがい</rt><rp>）</rp></ruby>";
  const std::string bare = "<ruby>弾劾<rt>だんがい</rt></ruby>";
  const std::string rest = "訴追案を提出している点などを挙げ、批判した。";
  CHECK(TextOfPage(P(rp + rest)) == "弾劾（だんがい）" + rest);
  CHECK(TextOfPage(P(bare + rest)) == "弾劾" + rest);
}

TEST_CASE("content: hostile pages take time in proportion", "[ingest][content]") {
  const auto seconds = [](const std::string& html) {
    const std::clock_t start = std::clock();
    ReadContent(HtmlTree::Parse(html), {{"T"}, {}, "", "en"});
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  const auto repeated = [](const std::string& part, size_t bytes) {
    std::string all;
    while (all.size() < bytes) all += part;
    return all;
  };
  for (const std::string& part :
       {std::string("<div class=a>"), std::string("<ruby>a<rt>b</rt>"), std::string("text<br><br>"),
        std::string("<h2><a href=x>Linked</a></h2><p>Some words that follow it here.</p>"),
        std::string("<div><img src=x><p>Short.</p></div>"), std::string("<ul><li>a"),
        std::string("<article>") + kAll}) {
    INFO(part.substr(0, 40));
    const double small = seconds(repeated(part, 200'000)),
                 large = seconds(repeated(part, 1'600'000));
    CHECK(large < 24 * small + 0.5);  // eight times the bytes; quadratic would be 64 times
  }
}

}  // namespace dealwire
