// The examples of README.md and docs/*.md, typed as they stand there: what a ```console block shows
// after a "$ " is run, and the lines below it are what must come out (with the error lines, if any,
// among them; "..." and "[...]" as in the sessions). All blocks of one page share a folder in which
// corpora/ and rules/ are those of the sources. A block below a line "`path`:" is that file, one
// below "Added to `path`:" goes to its end.
#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "tests/support/session.h"
#include "tests/support/shared.h"

namespace {

// The command that a line above a block asks for: it writes the block to the file named.
std::string FileCommand(const std::string& line) {
  const bool added = line.starts_with("Added to `");
  const size_t start = added ? 10 : 1;
  if ((!added && !line.starts_with("`")) || !line.ends_with("`:")) return "";
  const std::string path = line.substr(start, line.size() - start - 2);
  return "mkdir -p \"$(dirname " + path + ")\"; cat " + (added ? ">>" : ">") + path + " <<'END'";
}

std::vector<Step> ReadBlocks(const std::filesystem::path& page) {
  enum class Inside { kText, kConsole, kFile, kOther } inside = Inside::kText;
  std::vector<Step> steps;
  std::string file;  // the command for the block that follows
  int number = 0;
  for (const std::string& line : Lines(Slurp(page))) {
    ++number;
    if (line.starts_with("```") && inside == Inside::kText) {
      inside = line == "```console" ? Inside::kConsole
               : file.empty()       ? Inside::kOther
                                    : Inside::kFile;
      if (inside == Inside::kFile) steps.push_back({.line = number, .command = file});
    } else if (line.starts_with("```")) {
      if (inside == Inside::kFile) steps.back().command += "\nEND";
      inside = Inside::kText;
      file.clear();
    } else if (inside == Inside::kText) {
      if (!line.empty()) file = FileCommand(line);
    } else if (inside == Inside::kFile) {
      steps.back().command += "\n" + line;
    } else if (inside == Inside::kConsole && line.starts_with("$ ")) {
      // A reader sees both outputs in one place; an example may show how a command fails.
      steps.push_back({.line = number, .command = line.substr(2)});
    } else if (inside == Inside::kConsole && !steps.empty()) {
      const bool goes_on = steps.back().command.ends_with('\\') && steps.back().out.empty();
      if (goes_on) {
        steps.back().command += "\n" + line;
      } else {
        steps.back().out.push_back(line);
      }
    }
  }
  for (Step& step : steps) {
    step.command = "{ " + step.command + "\n} 2>&1; true";
    while (!step.out.empty() && step.out.back().empty()) step.out.pop_back();
  }
  return steps;
}

}  // namespace

TEST_CASE("docs: every example gives what the page shows", "[cli][docs]") {
  std::vector<std::filesystem::path> pages = {SourceFolder("README.md")};
  for (const auto& entry : std::filesystem::directory_iterator(SourceFolder("docs"))) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  std::sort(pages.begin(), pages.end());
  size_t examples = 0;
  for (const std::filesystem::path& page : pages) {
    const TemporaryFolder folder;
    std::filesystem::create_directory_symlink(SourceFolder("corpora"), folder.path() / "corpora");
    std::filesystem::create_directory_symlink(SourceFolder("rules"), folder.path() / "rules");
    const std::vector<Step> steps = ReadBlocks(page);
    examples += steps.size();
    CheckSteps(page.filename().string(), steps, folder.path());
  }
  CHECK(examples >= 5);
}
