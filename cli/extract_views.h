#ifndef DEALWIRE_CLI_EXTRACT_VIEWS_H_
#define DEALWIRE_CLI_EXTRACT_VIEWS_H_

#include <string>

#include "extract/extraction.h"
#include "ingest/article.h"

namespace dealwire {

class RuleSet;

// What `extract` shows to people. Pure; linear in the article.

// The article's name in one line and its deals as a table below. `width`: of the terminal, 0 for as
// wide as it needs.
std::string DealsForPeople(const std::string& input, const Article& article,
                           const Extraction& extraction, const RuleSet& rules, size_t width,
                           bool color);

// An <article> with every mention in a <mark> that names its type and rule, and the deals below.
std::string MarkedHtml(const Article& article, const Extraction& extraction, const RuleSet& rules);

// What stands before and after such articles, to make a page of them.
extern const char* const kMarkedHtmlHead;
extern const char* const kMarkedHtmlTail;

}  // namespace dealwire

#endif  // DEALWIRE_CLI_EXTRACT_VIEWS_H_
