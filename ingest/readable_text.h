#ifndef DEALWIRE_INGEST_READABLE_TEXT_H_
#define DEALWIRE_INGEST_READABLE_TEXT_H_

#include <string>
#include <string_view>

#include "base/status.h"

namespace dealwire {

struct Page;

// What an article may be read from on a page, and more, for looking whether reading it is worth
// while.
struct ReadableText {
  // UTF-8, one line an element that makes lines: the text that the sieve (ingest/html/sieve.h)
  // passes on, shown or not, but lines that are links alone; what attributes named `content` say;
  // JSON-LD; and, on a page that shows next to nothing, what its scripts hold. References and
  // JSON's escapes are undone.
  std::string text;
  // False for a page that holds more kinds of references than any that a person wrote.
  bool whole = true;
  std::string lang;  // what the page says of itself: `lang` of <html>; "" where it says nothing
};

// Nothing is parsed: a fifth of what ReadArticle costs. Linear; any bytes are taken. Errors: those
// of ReadArticle that are seen before a page is parsed.
StatusOr<ReadableText> ReadableTextOf(const Page& page);
// The same of HTML in UTF-8.
ReadableText ReadableTextOf(std::string_view html);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_READABLE_TEXT_H_
