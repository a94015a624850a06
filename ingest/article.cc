#include "ingest/article.h"

#include <fmt/format.h>

#include "base/hash.h"

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

}  // namespace dealwire
