#include "extract/text/article_parts.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace dealwire {
namespace {

// What the whole article says of itself.
Article WithoutText(const Article& article) {
  Article out;
  out.id = article.id;
  out.url = article.url;
  out.canonical_url = article.canonical_url;
  out.lang = article.lang;
  out.published = article.published;
  out.modified = article.modified;
  out.fetched = article.fetched;
  out.site = article.site;
  out.authors = article.authors;
  out.agencies = article.agencies;
  out.completeness = article.completeness;
  return out;
}

// What stands of a block in [start, stop), in a text that begins at `origin`.
Block Between(const Block& block, size_t start, size_t stop, size_t origin) {
  Block out;
  out.kind = block.kind;
  out.byte_start = start - origin;
  out.byte_end = stop - origin;
  out.list = block.list;
  out.header = block.header;
  for (const size_t cell : block.byte_cells) {
    if (cell >= start && cell < stop) out.byte_cells.push_back(cell - origin);
  }
  return out;
}

}  // namespace

size_t ArticleParts::EndIn(const Block& block, size_t start) const {
  constexpr size_t kLookedBack = 4096;  // for a space
  if (block.byte_end - start <= kMostBytes) return block.byte_end;
  const size_t limit = start + kMostBytes;
  const size_t least = limit - kLookedBack;
  const size_t space = std::string_view(article_.text).substr(least, kLookedBack).rfind(' ');
  if (space != std::string_view::npos) return least + space;
  size_t end = limit;
  while (end > start + 1 && !BeginsCharacter(article_.text[end])) --end;
  return end;
}

std::optional<ArticlePart> ArticleParts::Next() {
  const std::vector<Block>& blocks = article_.blocks;
  if (block_ >= blocks.size()) return std::nullopt;
  ArticlePart part{WithoutText(article_)};
  if (std::exchange(first_, false)) {
    part.article.title = article_.title;
  } else {
    part.byte_start = std::max(byte_, blocks[block_].byte_start);
  }
  size_t end = part.byte_start;
  while (block_ < blocks.size() && part.article.blocks.size() < kMostBlocks) {
    const Block& block = blocks[block_];
    const size_t start = std::max(byte_, block.byte_start);
    const size_t stop = EndIn(block, start);
    if (!part.article.blocks.empty() && stop - part.byte_start > kMostBytes) break;
    part.article.blocks.push_back(Between(block, start, stop, part.byte_start));
    end = byte_ = stop;
    if (stop != block.byte_end) break;
    ++block_;
  }
  part.article.text = article_.text.substr(part.byte_start, end - part.byte_start);
  return part;
}

}  // namespace dealwire
