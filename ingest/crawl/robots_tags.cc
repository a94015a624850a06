#include "ingest/crawl/robots_tags.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kLookedAt = size_t{64} << 10;
constexpr std::array<const char*, 8> kRules = {
    "noindex", "nofollow", "noarchive", "nosnippet", "noimageindex", "notranslate", "noai", "none"};

// "noindex, noarchive", "otherbot: noindex", "dealwire: noindex". A robot's name holds for what
// stands after it.
void Take(std::string_view text, std::set<std::string>* rules) {
  bool ours = true;
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find(',', start), text.size());
    std::string rule = LowerAscii(TrimAscii(text.substr(start, end - start)));
    start = end + 1;
    if (const size_t colon = rule.find(':'); colon != std::string::npos) {
      const std::string name(TrimAscii(std::string_view(rule).substr(0, colon)));
      if (name == "unavailable_after") continue;
      ours = name == "robots" || name == "dealwire";
      rule = TrimAscii(std::string_view(rule).substr(colon + 1));
    }
    if (ours && std::ranges::find(kRules, rule) != kRules.end()) rules->insert(rule);
  }
}

}  // namespace

std::string RobotsTags(std::string_view x_robots_tag, std::string_view html) {
  static const RE2 meta(R"re((?i)<meta\s([^>]*)>)re");
  static const RE2 name(R"re((?i)\bname\s*=\s*["']?\s*(?:robots|dealwire)\s*["'\s/]?)re");
  static const RE2 content(R"re((?i)\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))re");
  std::set<std::string> rules;
  Take(x_robots_tag, &rules);
  const std::string_view head = html.substr(0, kLookedAt);
  re2::StringPiece rest(head.data(), head.size()), attributes, a, b, c;
  while (RE2::FindAndConsume(&rest, meta, &attributes)) {
    if (!RE2::PartialMatch(attributes, name) ||
        !RE2::PartialMatch(attributes, content, &a, &b, &c)) {
      continue;
    }
    for (const re2::StringPiece& value : {a, b, c}) {
      if (!value.empty()) Take(std::string_view(value.data(), value.size()), &rules);
    }
  }
  return fmt::format("{}", fmt::join(rules, ", "));
}

}  // namespace dealwire
