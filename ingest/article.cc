#include "ingest/article.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "ingest/agencies.h"
#include "ingest/charset.h"
#include "ingest/content.h"
#include "ingest/embedded_text.h"
#include "ingest/html/html.h"
#include "ingest/judge.h"
#include "ingest/language.h"
#include "ingest/metadata.h"
#include "ingest/page.h"
#include "ingest/page_blocks.h"
#include "ingest/page_text.h"
#include "ingest/site_rules.h"
#include "ingest/text_file.h"
#include "ingest/url.h"
#include "ingest/verdict.h"

namespace dealwire {
namespace {

// A paragraph a line, for texts that come without blocks.
// Whether a line is led as list items are in Article::text: a bullet, or a number, a full stop and
// a space.
bool IsListItem(std::string_view line) {
  if (line.starts_with("\xE2\x80\xA2 ")) return true;
  size_t digits = 0;
  while (digits < line.size() && digits < 3 && line[digits] >= '0' && line[digits] <= '9') ++digits;
  return digits > 0 && line.substr(digits).starts_with(". ");
}

// Cells of a table row are parted by " | ".
bool IsTableRow(std::string_view line) { return line.find(" | ") != std::string_view::npos; }

std::vector<Block> LinesAsBlocks(const std::string& text) {
  std::vector<Block> blocks;
  int list = -1;
  bool in_list = false;
  for (size_t start = 0; start <= text.size() && !text.empty();) {
    size_t end = text.find('\n', start);
    if (end == std::string::npos) end = text.size();
    Block block;
    block.byte_start = start;
    block.byte_end = end;
    const std::string_view line = std::string_view(text).substr(start, end - start);
    const bool row = IsTableRow(line);
    const bool item = row || IsListItem(line);
    if (item && !in_list) ++list;
    in_list = item;
    if (item) block.kind = row ? BlockKind::kTableRow : BlockKind::kListItem, block.list = list;
    blocks.push_back(block);
    start = end + 1;
  }
  return blocks;
}

}  // namespace

void CompleteArticle(Article* article) {
  if (article->blocks.empty()) article->blocks = LinesAsBlocks(article->text);
  article->sha256 = Sha256Hex(article->text);
  article->simhash = Simhash64(article->text);
  if (article->canonical_url.empty()) article->canonical_url = IdentityOf(article->url, "");
  if (article->canonical_url.empty()) article->canonical_url = article->url;
  const std::string& identity =
      article->canonical_url.empty() ? article->text : article->canonical_url;
  if (article->id.empty()) article->id = fmt::format("{:016x}", Hash64(identity));
}

namespace {

constexpr size_t kLeastProse = 80;    // characters: less is no article
constexpr size_t kFullProse = 600;    // a page that shows as much shows its article
constexpr size_t kMoreThanShown = 3;  // times as much, for what a page holds in its data

// The page's body; where the page shows next to nothing, what its data holds.
Content ReadBody(std::string_view html, const HtmlTree& tree, const Metadata& metadata,
                 const std::string& claimed, const SiteRules* site,
                 std::vector<JudgedBlock>* judged) {
  ContentHints hints = {metadata.titles, metadata.descriptions, metadata.body, claimed, site};
  Content shown = ReadContent(tree, hints, judged);
  if (shown.page_weight >= kFullProse) return shown;
  const size_t least = kMoreThanShown * std::max(shown.page_weight, kLeastProse);
  std::string markup = MarkupOf(metadata.body);
  if (TextWeight(markup) < least) markup = EmbeddedMarkup(html);
  if (TextWeight(markup) < least) return shown;
  hints.body.clear();
  std::vector<JudgedBlock> of_data;
  Content held = ReadContent(HtmlTree::Parse("<body><article>" + markup + "</article>"), hints,
                             judged == nullptr ? nullptr : &of_data);
  if (held.page_weight < kMoreThanShown * shown.page_weight) return shown;
  if (judged != nullptr) *judged = std::move(of_data);
  held.bylines = std::move(shown.bylines);
  held.notes = std::move(shown.notes);
  return held;
}

StatusOr<Article> ReadHtml(std::string_view html, const Page& page) {
  const HtmlTree tree = HtmlTree::Parse(html);
  Metadata metadata = ReadMetadata(tree, page.url, page.fetched);
  const std::string claimed = metadata.lang.empty() ? page.hint_lang : metadata.lang;
  Content content = ReadBody(html, tree, metadata, claimed, SiteRulesFor(page.url), nullptr);
  if (const std::string why = WhyNoArticle(content, metadata); !why.empty()) {
    return NotFound("not an article: " + why);
  }
  ReadBylines(content.bylines, false, page.fetched, &metadata);
  ReadBylines(content.notes, true, page.fetched, &metadata);
  Article article;
  article.title = metadata.title;
  article.published = metadata.published;
  article.modified = metadata.modified;
  article.authors = metadata.authors;
  article.site = metadata.site;
  article.canonical_url = IdentityOf(page.url, metadata.canonical);
  article.completeness = CompletenessOf(content, metadata);
  article.agencies = FindAgencies(metadata.authors, content);
  article.text = std::move(content.text);
  article.blocks = std::move(content.blocks);
  article.lang = DetectLanguage(article.text, claimed);
  return article;
}

StatusOr<Article> ReadPlainText(const std::string& text, const Page& page) {
  DW_TRY(Article article, ReadTextFile(text, DetectLanguage(text, page.hint_lang)));
  article.lang = DetectLanguage(article.text, page.hint_lang);
  return article;
}

}  // namespace

StatusOr<Article> ReadArticle(const Page& page) {
  std::string decoded;
  DW_TRY(const std::string_view text, TextOfPage(page, &decoded));
  DW_TRY(Article article,
         IsHtml(page, text) ? ReadHtml(text, page) : ReadPlainText(ToNfc(text), page));
  if (article.published.empty()) article.published = page.hint_published;
  article.url = page.url;
  article.fetched = page.fetched;
  CompleteArticle(&article);
  return article;
}

StatusOr<JudgedPage> JudgePage(const Page& page) {
  std::string decoded;
  DW_TRY(const std::string_view text, TextOfPage(page, &decoded));
  if (!IsHtml(page, text)) return Unimplemented("plain text: every block of it is kept");
  const HtmlTree tree = HtmlTree::Parse(text);
  Metadata metadata = ReadMetadata(tree, page.url, page.fetched);
  JudgedPage judged;
  const Content content =
      ReadBody(text, tree, metadata, metadata.lang.empty() ? page.hint_lang : metadata.lang,
               SiteRulesFor(page.url), &judged.blocks);
  ReadBylines(content.bylines, false, page.fetched, &metadata);
  ReadBylines(content.notes, true, page.fetched, &metadata);
  judged.origins = std::move(metadata.origins);
  return judged;
}

}  // namespace dealwire
