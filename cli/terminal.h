#ifndef DEALWIRE_CLI_TERMINAL_H_
#define DEALWIRE_CLI_TERMINAL_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/command.h"

// What a command writes, and what it knows about who reads it: results on standard output, progress
// on standard error and only there where a person looks on.
namespace dealwire {

bool StdoutIsTerminal();
bool StderrIsTerminal();

// Columns of the terminal on standard output; 80 where there is none.
size_t TerminalWidth();

// --color, NO_COLOR, TERM=dumb and whether standard output is a terminal, in that order.
bool UseColor(ColorMode mode);

// Standard output, written in large pieces. A pipe that the reader closed is no error: what follows
// is thrown away, and Write says false so that the work behind it can stop.
class Output {
 public:
  Output() = default;
  ~Output() { Flush(); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // False when nobody reads any more, or the disk is full.
  bool Write(std::string_view bytes);
  bool Flush();
  // The error of a write that failed for another reason than a closed pipe; OK otherwise.
  Status status() const { return status_; }

 private:
  std::string buffer_;
  bool closed_ = false;
  Status status_;
};

// While it lives, standard output goes through $PAGER (less where there is none), so that a long
// table can be walked through. Only where `wanted` and standard output is a terminal; PAGER=cat or
// an empty PAGER is none. `less` ends by itself where all fits on the screen.
class Pager {
 public:
  explicit Pager(bool wanted);
  ~Pager();
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;

 private:
  int pid_ = -1;
  int terminal_ = -1;  // standard output, as it was
};

// One line on standard error that tells how far the work is, rewritten at most ten times a second;
// silent where standard error is no terminal.
class Progress {
 public:
  explicit Progress(std::string what);  // "articles"
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Add(uint64_t done);

 private:
  void Draw();

  const std::string what_;
  const bool shown_;
  uint64_t done_ = 0;
  int64_t started_ns_ = 0;
  int64_t drawn_ns_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_CLI_TERMINAL_H_
