#ifndef DEALWIRE_TESTS_SUPPORT_PROCESS_H_
#define DEALWIRE_TESTS_SUPPORT_PROCESS_H_

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/paths.h"

// The program as its users meet it: a process with arguments, two outputs and an exit code.

// A folder of its own, removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dealwire-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string Slurp(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct ProcessResult {
  std::string out, err;
  int code = -1;  // 128 + signal for one that a signal ended
};

// Runs `command` by the shell in `folder`, with nothing to read unless it says so. `dealwire` is
// the one just built, $CORPORA the corpora of the sources; the database is in the folder.
inline ProcessResult RunShell(const std::string& command, const std::filesystem::path& folder) {
  const std::string out = (folder / ".stdout").string(), err = (folder / ".stderr").string();
  const std::string script = "cd '" + folder.string() + "' && PATH='" + BinaryFolder().string() +
                             "':$PATH DEALWIRE_DB=db NO_COLOR=1 LC_ALL=C.UTF-8 CORPORA='" +
                             SourceFolder("corpora").string() + "' RULES='" +
                             SourceFolder("rules").string() +
                             "'; export PATH DEALWIRE_DB NO_COLOR LC_ALL CORPORA RULES; { " +
                             command + "\n} </dev/null >'" + out + "' 2>'" + err + "'";
  const int status = std::system(script.c_str());
  ProcessResult result;
  result.out = Slurp(out);
  result.err = Slurp(err);
  result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

#endif  // DEALWIRE_TESTS_SUPPORT_PROCESS_H_
