#ifndef DEALWIRE_INGEST_BYLINE_H_
#define DEALWIRE_INGEST_BYLINE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "ingest/relative_dates.h"

namespace dealwire {

// The line at the head of an article that says when and by whom: "07.12.2025 von AICC",
// "By Jane Roe, Nov. 3, 2025", "2025-12-07".
struct Byline {
  std::optional<Timestamp> published;
  std::optional<RelativeDate> ago;  // where no date is written: "2 hours ago"
  std::vector<std::string> authors;
  bool labelled = false;  // a word says that the date is the article's ("Published")
  std::string source;     // a name beside the date without a word that makes it an author's
};

// Reads `line` as a byline; nullopt for a line of prose. It is one where a whole date is nearly all
// of it, or a time told by its distance is all of it, or where it begins or ends with a word of
// rules/html/bylines.toml and is short.
std::optional<Byline> ParseByline(std::string_view line, std::string_view lang);

// "Jane Roe and Max Li, Reuters" -> names: without words of bylines, mail addresses, what stands in
// brackets, roles, and places after names; parted at commas, semicolons, slashes, ampersands and
// "and" words of any language known.
std::vector<std::string> SplitAuthors(std::string_view text);

// Is `name` one of a news agency (rules/html/bylines.toml)?
bool IsAgency(std::string_view name);

// Does `name` look as persons' names do: two to five words with capitals, or two to five Han or
// Hangul characters, and no agency's?
bool LooksLikePerson(std::string_view name);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_BYLINE_H_
