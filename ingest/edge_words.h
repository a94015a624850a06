#ifndef DEALWIRE_INGEST_EDGE_WORDS_H_
#define DEALWIRE_INGEST_EDGE_WORDS_H_

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// Words of one list of rules/html, as they are looked for at the ends of a line: only those that
// begin, or end, with its letter are. `words` are folded; of several that fit the first counts.
class EdgeWords {
 public:
  // `words` outlive it.
  explicit EdgeWords(const std::vector<std::string>& words);

  // Takes a word off the front, or the back, of `text`, and white space and punctuation at both of
  // its ends whether or not there is one; whether there was one.
  bool CutFront(std::string_view* text) const;
  bool CutBack(std::string_view* text) const;

  // The bytes of a word that `text` begins with and a space follows; 0 for none.
  size_t BeforeSpace(std::string_view text) const;

 private:
  using Buckets = std::array<std::vector<const std::string*>, 256>;

  Buckets by_first_, by_last_;
};

// `text` without white space and punctuation at both ends.
std::string_view BareText(std::string_view text);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_EDGE_WORDS_H_
