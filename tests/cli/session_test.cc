// Runs tests/cli/*.session: the program as a person at a shell meets it.
//
//   # a comment
//   $ dealwire extract missing.html    what is typed; lines that begin with "$ |" go on with it
//   > a line of standard output        "> ..." stands for any lines, "[...]" for any part of one
//   ! a line of standard error
//   ? 1                                the exit code; 0 where it is not given
//
// Each file has a folder of its own; its commands share it, one after another.
#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/shared.h"

namespace {

struct Step {
  int line = 0;
  std::string command;
  std::vector<std::string> out, err;
  int code = 0;
};

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<Step> ReadSession(const std::filesystem::path& file) {
  std::vector<Step> steps;
  int number = 0;
  for (const std::string& line : Lines(Slurp(file))) {
    ++number;
    const std::string rest = line.size() > 2 ? line.substr(2) : "";
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("$ |")) {
      steps.at(steps.size() - 1).command += "\n" + line.substr(3);
    } else if (line[0] == '$') {
      steps.push_back({.line = number, .command = rest});
    } else if (line[0] == '>') {
      steps.at(steps.size() - 1).out.push_back(rest);
    } else if (line[0] == '!') {
      steps.at(steps.size() - 1).err.push_back(rest);
    } else if (line[0] == '?') {
      steps.at(steps.size() - 1).code = std::stoi(rest);
    } else {
      FAIL(file.filename().string() << ':' << number << ": not a line of a session: " << line);
    }
  }
  return steps;
}

// "[...]" stands for any part of a line.
bool LineMatches(const std::string& pattern, const std::string& line) {
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
bool Matches(const std::vector<std::string>& patterns, size_t p,
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

std::string Joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

void RunSession(const std::filesystem::path& file) {
  const TemporaryFolder folder;
  for (const Step& step : ReadSession(file)) {
    const ProcessResult got = RunShell(step.command, folder.path());
    INFO(file.filename().string() << ':' << step.line << ": $ " << step.command);
    INFO("standard output:\n" << got.out << "expected:\n" << Joined(step.out));
    INFO("standard error:\n" << got.err << "expected:\n" << Joined(step.err));
    CHECK(got.code == step.code);
    CHECK(Matches(step.out, 0, Lines(got.out), 0));
    CHECK(Matches(step.err, 0, Lines(got.err), 0));
  }
}

}  // namespace

TEST_CASE("sessions: what is typed gives what stands below it", "[cli][session]") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(SourceFolder("tests/cli"))) {
    if (entry.path().extension() == ".session") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE(!files.empty());
  for (const std::filesystem::path& file : files) RunSession(file);
}

TEST_CASE("sessions: the patterns tell right from wrong", "[cli][session]") {
  CHECK(LineMatches("abc", "abc"));
  CHECK_FALSE(LineMatches("abc", "abcd"));
  CHECK(LineMatches("a[...]d", "abcd"));
  CHECK_FALSE(LineMatches("a[...]d", "abc"));
  CHECK_FALSE(LineMatches("b[...]", "abc"));
  CHECK(Matches({"...", "c"}, 0, {"a", "b", "c"}, 0));
  CHECK_FALSE(Matches({"...", "c"}, 0, {"a", "c", "b"}, 0));
}
