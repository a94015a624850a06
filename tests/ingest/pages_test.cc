#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "ingest/article.h"
#include "ingest/page.h"
#include "tests/support/paths.h"

// Every page of corpora/pages/<lang>/<construction>_<date>/: page.html, and article.json with what
// a reader of the page would call the article; or with an "error", part of the message of a page
// that is none.
namespace dealwire {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

std::vector<fs::path> GoldenPages() {
  std::vector<fs::path> pages;
  for (const auto& entry : fs::recursive_directory_iterator(SourceFolder("corpora/pages"))) {
    if (entry.path().filename() == "article.json") pages.push_back(entry.path().parent_path());
  }
  std::ranges::sort(pages);
  return pages;
}

std::string KindName(const Block& block) {
  switch (block.kind) {
    case BlockKind::kParagraph:
      return "paragraph";
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kListItem:
      return "list";
    case BlockKind::kTableRow:
      return "row";
    case BlockKind::kQuote:
      return "quote";
    case BlockKind::kCaption:
      return "caption";
  }
  return "";
}

Json BlocksOf(const Article& article) {
  Json blocks = Json::array();
  for (const Block& block : article.blocks) {
    const std::string text =
        article.text.substr(block.byte_start, block.byte_end - block.byte_start);
    blocks.push_back({{"kind", KindName(block)}, {"text", text}});
  }
  return blocks;
}

StatusOr<Article> ReadPage(const fs::path& folder) {
  Page page;
  page.bytes = ReadFile((folder / "page.html").string(), 8 << 20).value();
  page.url = "https://news.example/article";
  return ReadArticle(page);
}

}  // namespace

TEST_CASE("pages: each golden page gives its article", "[ingest][pages]") {
  for (const fs::path& folder : GoldenPages()) {
    INFO(folder.string());
    const Json expected =
        Json::parse(ReadFile((folder / "article.json").string(), 1 << 20).value());
    const StatusOr<Article> read = ReadPage(folder);
    if (expected.contains("error")) {
      REQUIRE_FALSE(read.ok());
      CHECK_THAT(Message(read.status()), Catch::Contains(expected["error"].get<std::string>()));
      continue;
    }
    REQUIRE(read.ok());
    CHECK(read->title == expected["title"]);
    CHECK(read->lang.substr(0, 2) == expected["lang"].get<std::string>().substr(0, 2));
    CHECK(read->published == expected["published"]);
    CHECK(Json(read->authors) == expected["authors"]);
    CHECK(BlocksOf(*read) == expected["blocks"]);
    const bool paywalled = expected.value("completeness", "whole") == "paywalled";
    CHECK((read->completeness == Completeness::kPaywalled) == paywalled);
  }
}

TEST_CASE("pages: text is valid, normalised, without controls, and its blocks cover it",
          "[ingest][pages]") {
  for (const fs::path& folder : GoldenPages()) {
    const StatusOr<Article> read = ReadPage(folder);
    if (!read.ok()) continue;
    INFO(folder.string());
    CHECK(IsValidUtf8(read->text));
    CHECK(ToNfc(read->text) == read->text);
    CHECK(StripControls(read->text) == read->text);
    size_t at = 0;
    for (const Block& block : read->blocks) {
      CHECK(block.byte_start == at);
      at = block.byte_end + 1;
    }
    CHECK(at == read->text.size() + 1);
  }
}

TEST_CASE("pages: the corpus is as large as it says", "[ingest][pages]") {
  std::set<std::string> languages, constructions;
  for (const fs::path& folder : GoldenPages()) {
    languages.insert(folder.parent_path().filename().string());
    constructions.insert(folder.filename().string());
  }
  CHECK(GoldenPages().size() >= 60);
  CHECK(languages.size() >= 20);
  CHECK(constructions.size() >= 24);
}

}  // namespace dealwire
