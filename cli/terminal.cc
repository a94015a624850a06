#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>

namespace dealwire {
namespace {

constexpr size_t kBufferBytes = size_t{64} << 10;

int64_t NowNs() {
  return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

}  // namespace

bool StdoutIsTerminal() { return isatty(STDOUT_FILENO) == 1; }
bool StderrIsTerminal() { return isatty(STDERR_FILENO) == 1; }

size_t TerminalWidth() {
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

bool UseColor(ColorMode mode) {
  if (mode != ColorMode::kAuto) return mode == ColorMode::kAlways;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* term = std::getenv("TERM");
  return StdoutIsTerminal() && (term == nullptr || std::strcmp(term, "dumb") != 0);
}

bool Output::Write(std::string_view bytes) {
  if (closed_) return false;
  buffer_ += bytes;
  return buffer_.size() < kBufferBytes || Flush();
}

bool Output::Flush() {
  size_t written = 0;
  while (!closed_ && written < buffer_.size()) {
    const ssize_t n = write(STDOUT_FILENO, buffer_.data() + written, buffer_.size() - written);
    if (n >= 0) {
      written += static_cast<size_t>(n);
    } else if (errno != EINTR) {
      closed_ = true;
      if (errno != EPIPE) {
        status_ = Unavailable(fmt::format("standard output: {}", std::strerror(errno)));
      }
    }
  }
  buffer_.clear();
  return !closed_;
}

Pager::Pager(bool wanted) {
  const char* const named = std::getenv("PAGER");
  const std::string pager = named == nullptr ? "less" : named;
  if (!wanted || !StdoutIsTerminal() || pager.empty() || pager == "cat") return;
  std::array<int, 2> ends = {};
  if (pipe(ends.data()) != 0) return;
  setenv("LESS", "FRSX", 0);  // quit if it fits, colours, long lines cut, no second screen
  pid_ = fork();
  if (pid_ == 0) {
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl("/bin/sh", "sh", "-c", pager.c_str(), nullptr);
    _exit(127);
  }
  close(ends[0]);
  if (pid_ > 0) {
    terminal_ = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
  }
  close(ends[1]);
}

Pager::~Pager() {
  if (pid_ <= 0) return;
  dup2(terminal_, STDOUT_FILENO);  // the pipe's last end: the pager sees the end
  close(terminal_);
  waitpid(pid_, nullptr, 0);
}

Progress::Progress(std::string what)
    : what_(std::move(what)), shown_(StderrIsTerminal()), started_ns_(NowNs()) {}

Progress::~Progress() {
  if (shown_ && drawn_ns_ != 0) fmt::print(stderr, "\r\x1b[K");
}

void Progress::Add(uint64_t done) {
  done_ += done;
  if (shown_ && NowNs() - drawn_ns_ > 100'000'000) Draw();
}

void Progress::Draw() {
  drawn_ns_ = NowNs();
  const double seconds = static_cast<double>(drawn_ns_ - started_ns_) / 1e9;
  if (seconds < 0.3) return;
  fmt::print(stderr, "\r{} {}, {:.0f} a second\x1b[K", done_, what_,
             static_cast<double>(done_) / seconds);
}

}  // namespace dealwire
