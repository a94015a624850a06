#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

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
