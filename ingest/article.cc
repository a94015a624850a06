#include "ingest/article.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "base/time.h"
#include "ingest/page.h"

namespace dealwire {
namespace {

// A paragraph a line, for texts that come without blocks.
std::vector<Block> LinesAsBlocks(const std::string& text) {
  std::vector<Block> blocks;
  for (size_t start = 0; start <= text.size() && !text.empty();) {
    size_t end = text.find('\n', start);
    if (end == std::string::npos) end = text.size();
    Block block;
    block.byte_start = start;
    block.byte_end = end;
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
  if (article->canonical_url.empty()) article->canonical_url = article->url;
  const std::string& identity =
      article->canonical_url.empty() ? article->text : article->canonical_url;
  if (article->id.empty()) article->id = fmt::format("{:016x}", Hash64(identity));
}

StatusOr<Article> ReadArticle(const Page& page) {
  if (page.bytes.empty()) return InvalidArgument("empty");
  if (page.bytes.size() > kMaxPageBytes) return ResourceExhausted("too large");
  if (page.bytes.find('\0') != std::string::npos) return InvalidArgument("binary, not text");
  Article article;
  article.url = page.url;
  article.lang = page.hint_lang;
  article.published = page.hint_published;
  article.fetched = page.fetched;
  const std::string text = ToNfc(page.bytes);
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    const std::string line = CollapseSpace(std::string_view(text).substr(start, end - start));
    start = end + 1;
    if (line.empty()) continue;
    if (article.title.empty()) {
      article.title = line;
    } else if (article.text.empty() && ParseTimestamp(line)) {
      article.published = line;
    } else {
      article.text += article.text.empty() ? line : "\n" + line;
    }
  }
  if (article.text.empty()) return NotFound("no block of prose");
  CompleteArticle(&article);
  return article;
}

}  // namespace dealwire
