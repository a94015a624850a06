#include "ingest/robots.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kMaxBytes = size_t{500} << 10;  // RFC 9309 2.5
constexpr size_t kMaxRules = 5'000;

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// RFC 9309 2.2.2: octets outside of ASCII and escaped ones that need no escape are compared as one
// form.
std::string Normalized(std::string_view path) {
  std::string out;
  for (size_t i = 0; i < path.size(); ++i) {
    const auto c = static_cast<unsigned char>(path[i]);
    if (c >= 0x80) {
      out += fmt::format("%{:02X}", c);
      continue;
    }
    unsigned value = 0;
    const bool escape = c == '%' && i + 2 < path.size() &&
                        std::from_chars(path.data() + i + 1, path.data() + i + 3, value, 16).ptr ==
                            path.data() + i + 3;
    if (!escape) {
      out += static_cast<char>(c);
      continue;
    }
    const bool unreserved = std::isalnum(static_cast<int>(value)) != 0 || value == '-' ||
                            value == '.' || value == '_' || value == '~';
    out += unreserved ? std::string(1, static_cast<char>(value)) : fmt::format("%{:02X}", value);
    i += 2;
  }
  return out;
}

// '*' is any run of octets; '$' at the end of the pattern is the end of the path. Greedy with one
// way back, so linear times the pattern at worst.
bool Matches(std::string_view pattern, std::string_view path) {
  const bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  size_t p = 0, s = 0, star = std::string_view::npos, back = 0;
  while (s < path.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      back = s;
    } else if (p < pattern.size() && pattern[p] == path[s]) {
      ++p, ++s;
    } else if (p == pattern.size() && !anchored) {
      return true;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      s = ++back;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

struct Line {
  std::string key;  // lower case
  std::string value;
};

Line SplitLine(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {Lower(TrimAscii(line.substr(0, colon))), std::string(TrimAscii(line.substr(colon + 1)))};
}

// The product token of a User-agent line: what stands before "/" or a space.
std::string Token(const std::string& value) {
  return Lower(value.substr(0, value.find_first_of("/ \t")));
}

}  // namespace

Robots Robots::AllowAll() { return {}; }

Robots Robots::DisallowAll(std::string why) {
  Robots robots;
  robots.closed_ = std::move(why);
  return robots;
}

Robots Robots::Parse(std::string_view text, std::string_view agent) {
  text = text.substr(0, kMaxBytes);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string own = Lower(agent);
  Robots named, starred;
  bool for_us = false, for_all = false, in_agents = false, any_named = false;
  int number = 0;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find_first_of("\r\n", start), text.size());
    const Line line = SplitLine(text.substr(start, end - start));
    start = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    ++number;
    if (line.key == "user-agent") {
      if (!in_agents) for_us = for_all = false;
      in_agents = true;
      for_us = for_us || Token(line.value) == own;
      for_all = for_all || line.value == "*";
      any_named = any_named || for_us;
      continue;
    }
    if (line.key == "sitemap" && starred.sitemaps_.size() < 100) {
      starred.sitemaps_.push_back(line.value);
      continue;
    }
    const bool rule = line.key == "allow" || line.key == "disallow";
    if (!rule && line.key != "crawl-delay") continue;
    in_agents = false;
    for (Robots* group : {for_us ? &named : nullptr, for_all ? &starred : nullptr}) {
      if (group == nullptr) continue;
      double delay = 0;
      if (!rule) {
        const char* last = line.value.data() + line.value.size();
        if (std::from_chars(line.value.data(), last, delay).ec == std::errc() && delay >= 0) {
          group->crawl_delay_s_ = std::max(delay, group->crawl_delay_s_.value_or(0));
        }
      } else if (!line.value.empty() && group->rules_.size() < kMaxRules) {
        group->rules_.push_back({line.key == "allow", Normalized(line.value), number});
      }
    }
  }
  Robots out = any_named ? named : starred;
  out.sitemaps_ = starred.sitemaps_;
  return out;
}

Robots::Verdict Robots::Check(std::string_view path_and_query) const {
  if (path_and_query == "/robots.txt") return {};
  if (!closed_.empty()) return {false, closed_};
  const std::string path = Normalized(path_and_query);
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    const bool longer = best == nullptr || rule.pattern.size() > best->pattern.size() ||
                        (rule.pattern.size() == best->pattern.size() && rule.allow);
    if (longer && Matches(rule.pattern, path)) best = &rule;
  }
  if (best == nullptr) return {};
  return {best->allow,
          fmt::format("{}: {}: {}", best->line, best->allow ? "Allow" : "Disallow", best->pattern)};
}

}  // namespace dealwire
