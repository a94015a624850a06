#ifndef DEALWIRE_TESTS_SUPPORT_SESSION_H_
#define DEALWIRE_TESTS_SUPPORT_SESSION_H_

#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/process.h"

// What is typed at a shell, and what the program is to answer. In expected output a line "..."
// stands for any lines, and "[...]" for any part of a line.

struct Step {
  int line = 0;
  std::string command;
  std::vector<std::string> out, err;
  int code = 0;
};

inline std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// "[...]" stands for any part of a line.
inline bool LineMatches(const std::string& pattern, const std::string& line) {
  constexpr const char* kAny = "[...]";
  size_t at = 0, from = 0;
  for (size_t any = pattern.find(kAny); any != std::string::npos; any = pattern.find(kAny, from)) {
    const std::string part = pattern.substr(from, any - from);
    const size_t found =
        from == 0 ? (line.starts_with(part) ? 0 : std::string::npos) : line.find(part, at);
    if (found == std::string::npos) return false;
    at = found + part.size();
    from = any + 5;
  }
  const std::string tail = pattern.substr(from);
  if (from == 0) return line == tail;
  return line.size() >= at + tail.size() && line.ends_with(tail);
}

// "..." stands for any lines.
inline bool Matches(const std::vector<std::string>& patterns, size_t p,
                    const std::vector<std::string>& lines, size_t l) {
  if (p == patterns.size()) return l == lines.size();
  if (patterns[p] == "...") {
    for (size_t next = l; next <= lines.size(); ++next) {
      if (Matches(patterns, p + 1, lines, next)) return true;
    }
    return false;
  }
  return l < lines.size() && LineMatches(patterns[p], lines[l]) &&
         Matches(patterns, p + 1, lines, l + 1);
}

inline std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// Types the steps of `name`, one after another, in `folder`, and checks every answer.
inline void CheckSteps(const std::string& name, const std::vector<Step>& steps,
                       const std::filesystem::path& folder) {
  for (const Step& step : steps) {
    const ProcessResult got = RunShell(step.command, folder);
    INFO(name << ':' << step.line << ": $ " << step.command);
    INFO("standard output:\n" << got.out << "expected:\n" << Joined(step.out));
    INFO("standard error:\n" << got.err << "expected:\n" << Joined(step.err));
    CHECK(got.code == step.code);
    CHECK(Matches(step.out, 0, Lines(got.out), 0));
    CHECK(Matches(step.err, 0, Lines(got.err), 0));
  }
}

#endif  // DEALWIRE_TESTS_SUPPORT_SESSION_H_
