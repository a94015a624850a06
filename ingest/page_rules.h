#ifndef DEALWIRE_INGEST_PAGE_RULES_H_
#define DEALWIRE_INGEST_PAGE_RULES_H_

#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// Lists of rules/html/*.toml, compiled into the program: words and class names that help to read a
// page. Strings are folded (lower case). Read once, on first use; safe from many threads.
struct PageRules {
  std::vector<std::string> byline_before, byline_after, byline_dates, byline_and;  // longest first
  std::vector<std::string> agencies;         // names of news agencies
  std::vector<std::string> no_names;         // what stands where names do and is none
  std::vector<std::string> drop_classes;     // of a node that is seldom part of the body
  std::vector<std::string> hard_classes;     // those of them that hardly ever are; sorted
  std::vector<std::string> lead_classes;     // of a node that often is the standfirst
  std::vector<std::string> lead_in;          // words of drop_classes that hold a standfirst as well
  std::vector<std::string> picture_classes;  // of a node that often holds a picture and its words
  std::vector<std::string> body_classes;     // of a node that often is the body
  std::vector<std::string> drop_lines;       // beginnings of lines that are no prose of the article
  std::vector<std::string> walls;            // words of consent and cookie walls
  std::vector<std::string> paywalls;         // phrases of a notice that the text goes on for payers
};
const PageRules& HtmlRules();

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_PAGE_RULES_H_
