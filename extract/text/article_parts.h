#ifndef DEALWIRE_EXTRACT_TEXT_ARTICLE_PARTS_H_
#define DEALWIRE_EXTRACT_TEXT_ARTICLE_PARTS_H_

#include <cstddef>
#include <optional>

#include "ingest/article.h"

namespace dealwire {

// A stretch of an article as an article of its own.
struct ArticlePart {
  Article article;        // what the whole one says of itself; its blocks and text are the part's
  size_t byte_start = 0;  // of its text in the whole article's
};

// Takes an article that is longer than anybody writes apart, so that what is held of it while it
// is read is bounded. It is cut between blocks, and a block that is too long by itself at a space,
// or between characters where there is none. Parts cover all of the text but for line feeds between
// them; the title goes with the first. Linear in the article.
class ArticleParts {
 public:
  static constexpr size_t kMostBytes = size_t{512} << 10;
  static constexpr size_t kMostBlocks = 8192;

  // `article` outlives it.
  explicit ArticleParts(const Article& article) : article_(article) {}

  // Most articles are one, and need not be copied.
  static bool IsOne(const Article& article) {
    return article.text.size() <= kMostBytes && article.blocks.size() <= kMostBlocks;
  }

  std::optional<ArticlePart> Next();

 private:
  // Where the part that begins at `start` within the block `block` ends in it.
  size_t EndIn(const Block& block, size_t start) const;

  const Article& article_;
  size_t block_ = 0;  // the next to be taken, from byte_ on
  size_t byte_ = 0;
  bool first_ = true;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_ARTICLE_PARTS_H_
