// Runs tests/cli/*.session: the program as a person at a shell meets it.
//
//   # a comment
//   $ dealwire extract missing.html    what is typed; lines that begin with "$ |" go on with it
//   > a line of standard output        "> ..." stands for any lines, "[...]" for any part of one
//   ! a line of standard error
//   ? 1                                the exit code; 0 where it is not given
//
// Each file has a folder of its own; its commands share it, one after another.
#include "tests/support/session.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "tests/support/shared.h"

namespace {

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

}  // namespace

TEST_CASE("sessions: what is typed gives what stands below it", "[cli][session]") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(SourceFolder("tests/cli"))) {
    if (entry.path().extension() == ".session") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE(!files.empty());
  for (const std::filesystem::path& file : files) {
    const TemporaryFolder folder;
    CheckSteps(file.filename().string(), ReadSession(file), folder.path());
  }
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
