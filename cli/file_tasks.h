#ifndef DEALWIRE_CLI_FILE_TASKS_H_
#define DEALWIRE_CLI_FILE_TASKS_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "cli/options.h"

// Many files, each a task of its own that is done as a whole or done again: archives spread over
// machines by whatever starts processes (GNU parallel, Slurm, Spark). --shard takes whole files
// here.
namespace dealwire {

// The files of this shard behind `paths`, folders with all below them; in the same order
// everywhere. Errors: kInvalidArgument, standard input, or two files of the same name.
StatusOr<std::vector<std::string>> TaskFiles(const std::vector<std::string>& paths,
                                             const Shard& shard);

// A name for what belongs to a file: its own, without folders.
std::string TaskName(const std::string& file);

// Which files are done: `folder`/NAME.done, which tells the file's size and time. One that was
// changed since is not done.
class Markers {
 public:
  explicit Markers(std::string folder) : folder_(std::move(folder)) {}
  bool IsDone(const std::string& file) const;
  // Only when all that came of the file is on disk. Errors: those of writing.
  Status Mark(const std::string& file) const;

 private:
  std::string folder_;
};

// A file that is there under its name only when it is whole: until Close it has another. For one
// thread.
class WholeFile {
 public:
  explicit WholeFile(std::string path);
  ~WholeFile();  // without Close: nothing is left
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  bool Write(std::string_view bytes);
  // Errors: those of the disk, of Write too.
  Status Close();

 private:
  bool Flush();
  std::string path_, temporary_, buffer_;
  int file_ = -1;
  Status status_;
};

}  // namespace dealwire

#endif  // DEALWIRE_CLI_FILE_TASKS_H_
