#include "ingest/site_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/toml.h"
#include "ingest/html/attributes.h"

// The embedded files: two symbols each, laid out by the assembler (cmake/EmbedRules.cmake).
#define EMBEDDED_RULE(path, begin, end) \
  extern "C" const char begin[];        \
  extern "C" const char end[];
#include "embedded_sites_rules.inc"
#undef EMBEDDED_RULE

namespace dealwire {
namespace {

bool IsNameChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view TakeName(std::string_view* text) {
  size_t length = 0;
  while (length < text->size() && IsNameChar((*text)[length])) ++length;
  const std::string_view name = text->substr(0, length);
  text->remove_prefix(length);
  return name;
}

// Is `word` among the words of `list`, which are parted by white space?
bool HasWord(std::string_view list, std::string_view word) {
  constexpr std::string_view kSpace = " \t\n\r\f";
  while (!list.empty()) {
    const size_t start = std::min(list.find_first_not_of(kSpace), list.size());
    list.remove_prefix(start);
    const size_t end = std::min(list.find_first_of(kSpace), list.size());
    if (end > 0 && list.substr(0, end) == word) return true;
    list.remove_prefix(end);
  }
  return false;
}

std::string_view ValueOf(const GumboNode* node, const std::string& name) {
  return AttributeAt(node, AttributeIndex(name));
}

Status TakeAttribute(std::string_view* rest, Selector* selector) {
  const size_t close = rest->find(']');
  const std::string_view inside = rest->substr(0, std::min(close, rest->size()));
  const size_t equals = inside.find('=');
  if (close == std::string_view::npos || equals == std::string_view::npos) {
    return InvalidArgument("an attribute is written [name=value]");
  }
  const std::string name(inside.substr(0, equals));
  if (std::ranges::find(kAttributesRead, name) == kAttributesRead.end()) {
    return InvalidArgument(fmt::format("attribute '{}' is not read of pages", name));
  }
  selector->attributes.emplace_back(name, inside.substr(equals + 1));
  rest->remove_prefix(close + 1);
  return OkStatus();
}

std::vector<Selector> ReadSelectors(const TomlValue& root, const char* key, Diagnostics* problems) {
  std::vector<Selector> selectors;
  for (const TomlValue& item : root.Array(key)) {
    const StatusOr<Selector> selector = ParseSelector(item.AsString().value_or(""));
    if (selector.ok()) {
      selectors.push_back(*selector);
    } else {
      problems->Add(item.Error(Message(selector.status())));
    }
  }
  return selectors;
}

}  // namespace

bool Selector::Selects(const GumboNode* node) const {
  if (!tag.empty() && tag != gumbo_normalized_tagname(node->v.element.tag)) return false;
  if (!id.empty() && Attribute(node, "id") != id) return false;
  const std::string_view names = Attribute(node, "class");
  for (const std::string& name : classes) {
    if (!HasWord(names, name)) return false;
  }
  return std::ranges::all_of(attributes, [&](const auto& attribute) {
    return ValueOf(node, attribute.first) == attribute.second;
  });
}

StatusOr<Selector> ParseSelector(std::string_view text) {
  Selector selector;
  selector.source = text;
  std::string_view rest = text;
  selector.tag = TakeName(&rest);
  while (!rest.empty()) {
    const char mark = rest[0];
    rest.remove_prefix(1);
    if (mark == '[') {
      DW_RETURN_IF_ERROR(TakeAttribute(&rest, &selector));
      continue;
    }
    const std::string name(TakeName(&rest));
    if ((mark != '.' && mark != '#') || name.empty()) {
      return InvalidArgument(
          fmt::format("'{}' is no selector; write a tag, #id, .class or [attribute=value]", text));
    }
    if (mark == '#') {
      selector.id = name;
    } else {
      selector.classes.push_back(name);
    }
  }
  if (text.empty()) return InvalidArgument("a selector is empty; write a tag, #id or .class");
  return selector;
}

StatusOr<SiteRules> ParseSiteRules(const std::string& file, std::string_view text) {
  DW_TRY(const TomlFile toml, TomlFile::Parse(file, text));
  const TomlValue root = toml.root();
  Diagnostics problems;
  root.CheckKeys({"hosts", "body", "lead", "drop", "example"}, &problems);
  SiteRules rules;
  rules.file = file;
  rules.hosts = root.Strings("hosts", &problems);
  if (rules.hosts.empty()) problems.Add(root.Error("no hosts; name those that the file is for"));
  rules.body = ReadSelectors(root, "body", &problems);
  rules.lead = ReadSelectors(root, "lead", &problems);
  rules.drop = ReadSelectors(root, "drop", &problems);
  for (const TomlValue& example : root.Array("example")) {
    rules.examples.push_back(
        {example.RequiredString("html", &problems), example.Strings("text", &problems)});
  }
  DW_RETURN_IF_ERROR(problems.ToStatus());
  return rules;
}

const std::vector<SiteRules>& AllSiteRules() {
  static const std::vector<SiteRules> all = [] {
    std::vector<SiteRules> made;
    const auto add = [&](const char* path, std::string_view text) {
      StatusOr<SiteRules> rules = ParseSiteRules(std::string("rules/") + path, text);
      // A build that passed its tests has none that cannot be read.
      if (!rules.ok()) {
        fmt::print(stderr, "{}\n", Message(rules.status()));
        std::abort();
      }
      made.push_back(*std::move(rules));
    };
#define EMBEDDED_RULE(path, begin, end) \
  add(path, std::string_view(begin, static_cast<size_t>((end) - (begin))));
#include "embedded_sites_rules.inc"
#undef EMBEDDED_RULE
    return made;
  }();
  return all;
}

const SiteRules* SiteRulesFor(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return nullptr;
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#:"));
  for (const SiteRules& rules : AllSiteRules()) {
    for (const std::string& known : rules.hosts) {
      if (host == known) return &rules;
      const bool below = host.size() > known.size() && host.ends_with(known) &&
                         host[host.size() - known.size() - 1] == '.';
      if (below) return &rules;
    }
  }
  return nullptr;
}

}  // namespace dealwire
