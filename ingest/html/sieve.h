#ifndef DEALWIRE_INGEST_HTML_SIEVE_H_
#define DEALWIRE_INGEST_HTML_SIEVE_H_

#include <string_view>

#include "ingest/html/tag_scanner.h"

namespace dealwire {

// Takes what the sieve passes on, in the order of the page. All views are into the page.
class SieveSink {
 public:
  SieveSink() = default;
  SieveSink(const SieveSink&) = delete;
  SieveSink& operator=(const SieveSink&) = delete;
  virtual ~SieveSink() = default;

  // Text between tags, with its references, in parts. `exact`: within <pre>.
  virtual void Text(std::string_view text, bool exact) = 0;
  virtual void Doctype(std::string_view declaration) = 0;  // "<!doctype ...>"
  virtual void StartTag(const ScannedTag& tag) = 0;
  virtual void EndTag(const ScannedTag& tag) = 0;
  // An element whose content is text up to its end tag: its start tag, the text, and the end tag as
  // it stands; "" where the page ends before.
  virtual void RawText(const ScannedTag& tag, std::string_view text, std::string_view end_tag) = 0;

  // The sieve ends early when it is false.
  virtual bool takes_more() const { return true; }
};

// `html` without what no article is read from, so that parsing costs a fraction: scripts (but
// JSON-LD), styles, comments, drawings (svg), templates, and attributes other than kAttributesRead.
// It bounds what makes a parser slow: an attribute is given once a tag, elements nest no deeper
// than OpenElements has it, and of tags that stand thicker than on any page of people's those that
// are too many are left out, so that a tree is no larger than some times the page. Of white space
// in text one character stays, and none between two tags of which one begins or ends a line. A
// parser makes the same tree of it, but for what is left out. One pass, most of it memchr; any
// bytes are taken. Encoding: one in which markup is ASCII, such as UTF-8. Source: HTML Standard
// 13.2.5 "Tokenization".
void Sieve(std::string_view html, SieveSink* sink);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_SIEVE_H_
