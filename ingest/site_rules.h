#ifndef DEALWIRE_INGEST_SITE_RULES_H_
#define DEALWIRE_INGEST_SITE_RULES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "ingest/html/html.h"

namespace dealwire {

// "div.text", "#story", "[itemprop=articleBody]": what an element must have, all of it.
struct Selector {
  std::string tag, id;  // lower case; "" for any
  std::vector<std::string> classes;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string source;  // as written

  bool Selects(const GumboNode* node) const;
};

// Errors: kInvalidArgument, what is wrong with it.
StatusOr<Selector> ParseSelector(std::string_view text);

// A file of rules/sites, compiled into the program.
struct SiteRules {
  struct Example {
    std::string html;
    std::vector<std::string> lines;
  };
  std::string file;
  std::vector<std::string> hosts;
  std::vector<Selector> body, lead, drop;
  std::vector<Example> examples;
};

const std::vector<SiteRules>& AllSiteRules();

// The rules for a page from `url`; nullptr where none are known. Constant after the first use.
const SiteRules* SiteRulesFor(std::string_view url);

// Reads one file. Errors: kInvalidArgument, "file:line:column: what to do", all of them at once.
StatusOr<SiteRules> ParseSiteRules(const std::string& file, std::string_view text);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_SITE_RULES_H_
