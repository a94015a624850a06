#ifndef DEALWIRE_INGEST_HTML_SIEVED_TEXT_H_
#define DEALWIRE_INGEST_HTML_SIEVED_TEXT_H_

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// Whether a parser gives all characters of `text` as they stand, but for references and carriage
// returns: it replaces controls and what Unicode says is no character.
bool ParsesAsItself(std::string_view text);

// `text` with one white space of each run of it, the last, as a parser gives it: a carriage return
// is a line feed.
void AppendOneSpaceARun(std::string_view text, std::string* out);

// Where the character reference ends that begins at text[at], '&', whether or not it is one.
size_t EndOfReference(std::string_view text, size_t at);

// The character of a numeric reference that `text` begins with ("&#983040;", "&#xF0000"), and where
// it ends; 0 where there is none.
size_t NumericReferenceEnd(std::string_view text, char32_t* character);

// The text between tags on its way around a parser, to which every character is a token: it sees a
// placeholder (ingest/html/placeholders.h) for each piece, and what it parsed is filled in
// afterwards. A page's own characters of that kind are pieces, too, be they written as references,
// so that none reaches the parser that is no placeholder.
class SievedTexts {
 public:
  // Appends what the parser is to see of `text` to `out`. Of white space one character stays (the
  // last of a run), unless `exact`, within <pre>. `text` must outlive this object; any bytes are
  // taken.
  void Sieve(std::string_view text, bool exact, std::string* out);

  // `parsed`, a text that the parser gave, as the page has it, in NFC; nothing where it has no
  // placeholder. A piece is given once, so that no page grows.
  std::optional<std::string> Restore(std::string_view parsed);

 private:
  void Piece(std::string_view text, std::string* out);
  void Literal(std::string_view text, std::string* out);
  size_t Reference(std::string_view text, size_t at, std::string* out);
  bool StandFor(std::string_view piece, std::string* out);
  std::optional<std::string_view> Take(size_t number);

  std::vector<std::string_view> pieces_;  // by placeholder; empty once given
  std::deque<std::string> written_;       // pieces that the page has references for
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_SIEVED_TEXT_H_
