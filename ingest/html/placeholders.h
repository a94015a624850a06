#ifndef DEALWIRE_INGEST_HTML_PLACEHOLDERS_H_
#define DEALWIRE_INGEST_HTML_PLACEHOLDERS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dealwire {

// What a parser sees in place of what it need not look into: one character, numbered, of the two
// planes of Unicode for private use (U+F0000 to U+FFFFD, U+100000 to U+10FFFD). A parser's steps
// are characters, so that nothing is cheaper.
constexpr size_t kPlaceholderBytes = 4;
constexpr size_t kPlaceholdersOfPlane = 0xFFFE;  // the last two are no characters
constexpr size_t kMostPlaceholders = 2 * kPlaceholdersOfPlane;

// The number of the placeholder that `text` begins with, if it does.
std::optional<size_t> PlaceholderAt(std::string_view text);

// Where the first placeholder at or behind `at` begins; npos for none.
size_t FindPlaceholder(std::string_view text, size_t at);

// The same for a code point.
std::optional<size_t> PlaceholderOf(char32_t code_point);

// `number` is less than kMostPlaceholders.
void AppendPlaceholder(size_t number, std::string* out);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_PLACEHOLDERS_H_
