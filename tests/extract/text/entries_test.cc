// Blocks that each tell a story of their own: items of several sentences, entries of a live ticker.
#include <catch2/catch.hpp>
#include <string>

#include "extract/text/document.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// One letter a block: E an entry, "." none.
std::string EntriesOf(const std::string& body) {
  const Article article = ArticleOfText("A title", body);
  const Document document = MakeDocument(article);
  std::string out;
  for (const DocumentBlock& block : document.blocks) out += block.entry ? 'E' : '.';
  return out.substr(1);
}

}  // namespace

TEST_CASE("entries: items of more than one sentence", "[extract]") {
  CHECK(EntriesOf("The week:\n\n\u2022 Telia bought chips. They are paid.\n\n\u2022 Nordea rents "
                  "servers.") == ".E.");
  CHECK(EntriesOf("The week:\n\n1. Telia bought chips\n\n2. Nordea rents servers") == "...");
}

TEST_CASE("entries: what is said in an interview is none", "[extract]") {
  CHECK(EntriesOf("Who pays?\n\n\u2013 The banks. They have agreed.\n\nAnd the chips?\n\n\u2013 We "
                  "bought them. They are here.") == "....");
}

TEST_CASE("entries: paragraphs of a ticker, and not two that begin with a number", "[extract]") {
  CHECK(EntriesOf("16:05 Telia bought chips.\n\n9.25 Nordea rents servers.\n\nStay with us.\n\n"
                  "08h10 Good morning.") == "EE.E");
  CHECK(EntriesOf("16:05 Telia bought chips.\n\n9.25 Nordea rents servers.\n\nStay with us.") ==
        "...");
  CHECK(EntriesOf("9.250 shares.\n\n12.5 percent.\n\n10.10.2026 was the day.\n\n17 were there.") ==
        "....");
}

TEST_CASE("entries: what one tells is no party of the next", "[extract][deals]") {
  CHECK(DealsOfText(
            "Markets live: servers and clouds",
            "16:05 Orlen is in talks with Microsoft about servers.\n\n12:15 A five-year cloud "
            "contract with Google is worth $210 million.\n\n09:10 Good morning.") ==
        "orlen+>microsoft+ compute");
}

}  // namespace dealwire
