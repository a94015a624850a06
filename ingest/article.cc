#include "ingest/article.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "ingest/charset.h"
#include "ingest/language.h"
#include "ingest/page.h"
#include "ingest/text_file.h"

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

namespace {

// NUL bytes are no text in any encoding but UTF-16, which must say so by its mark.
bool IsBinary(std::string_view bytes) {
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  return !utf16 && bytes.substr(0, 8192).find('\0') != std::string_view::npos;
}

}  // namespace

StatusOr<Article> ReadArticle(const Page& page) {
  if (TrimAscii(page.bytes).empty()) return InvalidArgument("empty; nothing to read in it");
  if (page.bytes.size() > kMaxPageBytes) {
    return ResourceExhausted(fmt::format("larger than {} MiB", kMaxPageBytes >> 20));
  }
  if (IsBinary(page.bytes)) return InvalidArgument("binary, neither HTML nor text");
  const std::string text = DecodeToUtf8(page.bytes, page.content_type);
  DW_TRY(Article article, ReadTextFile(text, DetectLanguage(text, page.hint_lang)));
  article.lang = DetectLanguage(article.text, page.hint_lang);
  if (article.published.empty()) article.published = page.hint_published;
  article.url = page.url;
  article.fetched = page.fetched;
  CompleteArticle(&article);
  return article;
}

}  // namespace dealwire
