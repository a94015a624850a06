#ifndef DEALWIRE_INGEST_SIEVED_TEXT_H_
#define DEALWIRE_INGEST_SIEVED_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// The text between tags on its way around a parser, to which every character is a token: it sees a
// placeholder for each piece, and what it parsed is filled in afterwards. Placeholders begin and
// end with a mark that no other text reaches the parser with, be it written as a reference.
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
  void StandFor(std::string_view piece, std::string* out);
  std::optional<std::string_view> Take(std::string_view placeholder);

  std::vector<std::string_view> pieces_;  // by placeholder; empty once given
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_SIEVED_TEXT_H_
