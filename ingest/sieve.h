#ifndef DEALWIRE_INGEST_SIEVE_H_
#define DEALWIRE_INGEST_SIEVE_H_

#include <string>
#include <string_view>

namespace dealwire {

// `html` without what no article is read from, so that parsing costs a fraction: scripts (but
// JSON-LD), styles, comments, drawings (svg), templates, and attributes other than kAttributesRead.
// It bounds what makes a parser slow: an attribute is given once a tag, elements nest no deeper
// than OpenElements has it. A parser makes the same tree of it, but for what is left out. One pass,
// most of it memchr; any bytes are taken.
// Encoding: one in which markup is ASCII, such as UTF-8.
// Source:   HTML Standard 13.2.5 "Tokenization".
std::string SieveHtml(std::string_view html);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_SIEVE_H_
