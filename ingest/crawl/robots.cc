#include "ingest/crawl/robots.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstring>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kMaxBytes = size_t{500} << 10;  // RFC 9309 2.5
constexpr size_t kMostSitemaps = 1'000;

std::string Escape(unsigned char c) { return fmt::format("%{:02X}", c); }

// RFC 9309 2.2.2: octets outside of ASCII and escaped ones that need no escape are compared as one
// form. '*' and '$' stand for themselves in a path, and in a pattern where they are escaped
// (2.2.3); there they become escapes, so that what is left of them in a pattern is special.
std::string Normalized(std::string_view path, bool is_pattern) {
  std::string out;
  for (size_t i = 0; i < path.size(); ++i) {
    const auto c = static_cast<unsigned char>(path[i]);
    unsigned value = 0;
    const char* hex = path.data() + i + 1;
    const bool escape =
        c == '%' && i + 2 < path.size() && std::from_chars(hex, hex + 2, value, 16).ptr == hex + 2;
    const bool last = i + 1 == path.size();
    if (escape) {
      const bool unreserved =
          value < 0x80 && (std::isalnum(static_cast<int>(value)) != 0 || value == '-' ||
                           value == '.' || value == '_' || value == '~');
      out += unreserved ? std::string(1, static_cast<char>(value))
                        : Escape(static_cast<unsigned char>(value));
      i += 2;
    } else if (c >= 0x80 || (c == '*' && !is_pattern) || (c == '$' && !(is_pattern && last))) {
      out += Escape(c);
    } else {
      out += static_cast<char>(c);
    }
  }
  return out;
}

// '*' is any run of octets; '$' at the end of the pattern is the end of the path. Each piece
// between stars is looked for once, as far to the left as it goes: linear (memmem), whatever the
// pattern.
bool Matches(std::string_view pattern, std::string_view path) {
  const bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  size_t star = pattern.find('*');
  if (!path.starts_with(pattern.substr(0, star))) return false;
  if (star == std::string_view::npos) return !anchored || path.size() == pattern.size();
  path.remove_prefix(star);
  while (true) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    const std::string_view piece = pattern.substr(0, star);
    if (star == std::string_view::npos && anchored) return path.ends_with(piece);
    const void* found = memmem(path.data(), path.size(), piece.data(), piece.size());
    if (found == nullptr) return false;
    if (star == std::string_view::npos) return true;
    path.remove_prefix(static_cast<size_t>(static_cast<const char*>(found) - path.data()) +
                       piece.size());
  }
}

struct Line {
  std::string key;  // lower case
  std::string value;
};

Line SplitLine(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {LowerAscii(TrimAscii(line.substr(0, colon))),
          std::string(TrimAscii(line.substr(colon + 1)))};
}

// The product token of a User-agent line: what stands before a version or a remark.
std::string Token(const std::string& value) {
  const std::string lower = LowerAscii(value);
  return lower.substr(0, lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-"));
}

// "*", also with something after it.
bool IsStar(const std::string& value) {
  return value.starts_with('*') && (value.size() == 1 || value[1] == ' ' || value[1] == '\t');
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
  const std::string own = LowerAscii(agent);
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
      for_all = for_all || IsStar(line.value);
      any_named = any_named || for_us;
      continue;
    }
    if (line.key == "sitemap" && starred.sitemaps_.size() < kMostSitemaps) {
      starred.sitemaps_.push_back(line.value);
      continue;
    }
    const bool rule = line.key == "allow" || line.key == "disallow";
    if (!rule && line.key != "crawl-delay") continue;
    // RFC 9309 2.2.4: other records, Crawl-delay among them, do not end a list of agents.
    if (rule) in_agents = false;
    for (Robots* group : {for_us ? &named : nullptr, for_all ? &starred : nullptr}) {
      if (group == nullptr) continue;
      double delay = 0;
      if (!rule) {
        const char* last = line.value.data() + line.value.size();
        if (std::from_chars(line.value.data(), last, delay).ec == std::errc() && delay >= 0) {
          group->crawl_delay_s_ = std::max(delay, group->crawl_delay_s_.value_or(0));
        }
      } else if (!line.value.empty()) {
        group->rules_.push_back({line.key == "allow", Normalized(line.value, true), number});
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
  const std::string path = Normalized(path_and_query, false);
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
