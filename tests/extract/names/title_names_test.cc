// Where a name ends in a title whose words all have capitals.
#include <catch2/catch.hpp>
#include <string>

#include "extract/names/names.h"
#include "extract/names/open_names.h"
#include "extract/names/registry.h"
#include "tests/support/embedded_registry.h"

using namespace dealwire;

namespace {

// The id of the first name in the title.
std::string TitleName(const std::string& title, const std::string& text) {
  Article article;
  article.lang = "en";
  article.title = title;
  article.text = text;
  CompleteArticle(&article);
  const Document document = MakeDocument(article);
  const Mentions known = FindNames(document, EmbeddedRegistry()).found;
  const auto found = OpenNames(document, EmbeddedRegistry(), known).Find();
  return found.empty() || !document.InTitle(found[0].mention.span)
             ? ""
             : Get<OrgValue>(found[0].mention)->id;
}

}  // namespace

TEST_CASE("title names: a title in capitals ends a name where the body does", "[extract][names]") {
  CHECK(TitleName("Lattica Inference Raises a Large Round",
                  "Today Lattica Inference, the AI cloud, closed its round.") ==
        "lattica-inference");
  // The body has the whole of it, or nothing of it.
  CHECK(TitleName("Lattica Inference Labs Wins Large Order",
                  "Today Lattica Inference Labs told of an order.") == "lattica-inference-labs");
  CHECK(TitleName("Lattica Inference Raises a Large Round", "The firm has grown.") ==
        "lattica-inference-raises");
}

TEST_CASE("title names: where small words are small, capitals make the name", "[extract][names]") {
  CHECK(TitleName("Lattica Nord opens its third hall in the north",
                  "The company Lattica has grown.") == "lattica-nord");
}
