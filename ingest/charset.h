#ifndef DEALWIRE_INGEST_CHARSET_H_
#define DEALWIRE_INGEST_CHARSET_H_

#include <string>
#include <string_view>

namespace dealwire {

// `bytes` as UTF-8, not normalised. The encoding is what the byte-order mark says, or UTF-16 where
// the header or the first character does; else UTF-8 where the bytes are valid in it; else what the
// Content-Type header says, then what a <meta> in the first 4 KB says; else windows-1252. Broken
// bytes become U+FFFD. Labels mean what the Encoding Standard says (iso-8859-1 is windows-1252,
// gb2312 is gb18030).
std::string DecodeToUtf8(std::string_view bytes, std::string_view content_type);

// The same text as a view: of `bytes` where they are it already, as most are, else of `*decoded`.
std::string_view ViewAsUtf8(std::string_view bytes, std::string_view content_type,
                            std::string* decoded);

// Will DecodeToUtf8 read `bytes` as UTF-16, in which NUL bytes are text?
bool IsUtf16(std::string_view bytes, std::string_view content_type);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CHARSET_H_
