#include "ingest/page_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/text.h"
#include "base/toml.h"

// The embedded files: two symbols each, laid out by the assembler (cmake/EmbedRules.cmake).
#define EMBEDDED_RULE(path, begin, end) \
  extern "C" const char begin[];        \
  extern "C" const char end[];
#include "embedded_html_rules.inc"
#undef EMBEDDED_RULE

namespace dealwire {
namespace {

class Loader {
 public:
  void Read(const std::string& name, std::string_view text) {
    const StatusOr<TomlFile> file = TomlFile::Parse("rules/" + name, text);
    if (!file.ok()) {
      problems_.Add(Message(file.status()));
      return;
    }
    const TomlValue root = file->root();
    Append(root["byline"], "before", &rules.byline_before);
    Append(root["byline"], "after", &rules.byline_after);
    Append(root["byline"], "dates", &rules.byline_dates);
    Append(root["byline"], "and", &rules.byline_and);
    Append(root["byline"], "agencies", &rules.agencies);
    Append(root["byline"], "no_names", &rules.no_names);
    Append(root["body"], "drop_classes", &rules.drop_classes);
    Append(root["body"], "hard_classes", &rules.hard_classes);
    std::ranges::copy(rules.hard_classes, std::back_inserter(rules.drop_classes));
    std::ranges::sort(rules.hard_classes);
    Append(root["body"], "lead_classes", &rules.lead_classes);
    Append(root["body"], "lead_in", &rules.lead_in);
    Append(root["body"], "picture_classes", &rules.picture_classes);
    Append(root["body"], "classes", &rules.body_classes);
    Append(root["body"], "drop_lines", &rules.drop_lines);
    Append(root["verdict"], "walls", &rules.walls);
    Append(root["verdict"], "paywalls", &rules.paywalls);
  }

  // A build that passed its tests has none.
  void AbortOnProblems() const {
    if (problems_.empty()) return;
    fmt::print(stderr, "{}\n", Message(problems_.ToStatus()));
    std::abort();
  }

  PageRules rules;

 private:
  void Append(const TomlValue& table, const char* key, std::vector<std::string>* to) {
    if (!table.exists()) return;
    for (const std::string& word : table.Strings(key, &problems_)) to->push_back(FoldCase(word));
    std::ranges::sort(*to, [](const std::string& a, const std::string& b) {
      return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
  }

  Diagnostics problems_;
};

}  // namespace

const PageRules& HtmlRules() {
  static const PageRules rules = [] {
    Loader loader;
#define EMBEDDED_RULE(path, begin, end) \
  loader.Read(path, std::string_view(begin, static_cast<size_t>((end) - (begin))));
#include "embedded_html_rules.inc"
#undef EMBEDDED_RULE
    loader.AbortOnProblems();
    return loader.rules;
  }();
  return rules;
}

}  // namespace dealwire
