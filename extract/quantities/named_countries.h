#ifndef DEALWIRE_EXTRACT_QUANTITIES_NAMED_COUNTRIES_H_
#define DEALWIRE_EXTRACT_QUANTITIES_NAMED_COUNTRIES_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/quantities/lexer.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/words.h"

namespace dealwire {

// The countries that an article names, by their names (CLDR) and by the adjectives of its language:
// whose currency one is that several share. The text is looked through when it is first asked, for
// most articles never are. What is passed must outlive it.
class NamedCountries {
 public:
  NamedCountries(std::string_view folded, const std::vector<Token>& tokens, const Words& words,
                 const Lexicon& lexicon)
      : folded_(folded), tokens_(tokens), words_(words), lexicon_(lexicon) {}

  // The currency of the country whose currency is of this kind that its paragraph names last before
  // a sum (its first token), else first behind it: "In Doha the index fell ... a loan of a billion
  // rials". "" is none.
  std::string CurrencyBeside(size_t kind, size_t token);

  // That of the country that the article names most among those whose currency is of this kind. The
  // language's own guess holds where another is named once only, as in a firm's name, or no more
  // often than its own.
  const std::string& CurrencyOfMost(size_t kind);

 private:
  struct Named {
    size_t token, country;
  };

  void Look();
  // The country that begins at a token, or none.
  std::optional<size_t> CountryAt(size_t token) const;
  bool IsInBlock(size_t from, size_t to) const;
  // The currency of a kind in a country, "" where it has another.
  const std::string& CurrencyOf(size_t kind, size_t country);

  const std::string_view folded_;
  const std::vector<Token>& tokens_;
  const Words& words_;
  const Lexicon& lexicon_;
  bool looked_ = false;
  std::vector<Named> named_;                                     // in order
  std::vector<size_t> breaks_;                                   // tokens
  std::map<size_t, int> times_;                                  // by country
  std::map<std::pair<size_t, size_t>, std::string> currencies_;  // by kind and country
  std::map<size_t, std::string> most_;                           // by kind
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_NAMED_COUNTRIES_H_
