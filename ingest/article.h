#ifndef DEALWIRE_INGEST_ARTICLE_H_
#define DEALWIRE_INGEST_ARTICLE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/status.h"

namespace dealwire {

struct Page;

enum class BlockKind { kParagraph, kHeading, kListItem, kTableRow, kQuote, kCaption };

// One line of Article::text: its kind and where it stands.
struct Block {
  BlockKind kind = BlockKind::kParagraph;
  size_t byte_start = 0;  // into Article::text; byte_end is exclusive and leaves out the line feed
  size_t byte_end = 0;
  int list = -1;  // list items and table rows of one list or table share a number, counted from 0
  bool header = false;  // a table row of header cells
  // Table rows: the byte offset of each cell's start in Article::text; cells are joined by " | ".
  std::vector<size_t> byte_cells;
};

enum class Completeness { kWhole, kPaywalled, kTruncated };

// One news article as a reader reads it: no markup, navigation, adverts or cookie text.
// A field that the page does not give is empty, never guessed. A plain value: copy it freely.
struct Article {
  std::string
      id;  // 16 hex digits of the canonical URL's hash, or of the text's where there is no URL
  std::string url;            // after redirects, percent-encoded (RFC 3986)
  std::string canonical_url;  // normalised; what identity is made of
  std::string title;          // UTF-8, NFC, one line
  std::string lang;  // BCP 47, detected from `text`: "de", "zh-Hans"; "und" where it cannot be told
  std::string published;  // RFC 3339 with the page's offset, or a date alone
  std::string modified;   // likewise, where the page tells an update apart
  std::string fetched;    // RFC 3339, UTC
  std::string site;       // the site's name as it gives it, else the host
  std::vector<std::string> authors;
  std::vector<std::string> agencies;  // dpa, AFP, Reuters: who supplied the text
  std::string text;  // UTF-8, NFC, one block a line; list items led by "* " as U+2022 or "1. "
  std::vector<Block> blocks;  // in order; they cover every line of `text`
  std::string sha256;         // of `text`
  uint64_t simhash = 0;       // of `text`, for near copies
  Completeness completeness = Completeness::kWhole;
};

// Reads the article on `page`. Safe from many threads; pure.
// Encoding: byte-order mark, valid UTF-8, HTTP header, <meta>, else windows-1252; bad bytes become
// U+FFFD, never an error. Cost:     linear in page.bytes, which holds at most kMaxPageBytes.
// Errors:   kNotFound, not an article (front page, video, consent wall), the message says why;
// kInvalidArgument, empty or
//           binary; kResourceExhausted, too large.
// Source:   HTML Standard 13.2.3.2 "Determining the character encoding"; schema.org/NewsArticle.
StatusOr<Article> ReadArticle(const Page& page);

// Fills what follows from the other fields: id, sha256, simhash, and one paragraph a line where
// `blocks` is empty. For articles that come ready made (JSON lines). `text` must be valid UTF-8.
void CompleteArticle(Article* article);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_ARTICLE_H_
