#include "base/log.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/time.h"

namespace dealwire {
namespace {

std::atomic<LogLevel> g_level = LogLevel::kWarning;
std::atomic<LogFormat> g_format = LogFormat::kText;

const char* NameOf(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return "debug";
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarning:
      return "warning";
    case LogLevel::kError:
      return "error";
    case LogLevel::kOff:
      break;
  }
  return "off";
}

// "2025-11-03T09:00:00.250Z"
std::string NowWithMillis() {
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  const std::string seconds = FormatUnix(now.count() / 1000);
  return fmt::format("{}.{:03}Z", seconds.substr(0, seconds.size() - 1), now.count() % 1000);
}

void Write(LogLevel level, std::string_view message) {
  if (level < g_level.load()) return;
  std::string line;
  if (g_format == LogFormat::kJson) {
    line =
        fmt::format(R"({{"time":"{}","level":"{}","message":{}}})", NowWithMillis(), NameOf(level),
                    nlohmann::json(StripControls(message))
                        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  } else {
    line = fmt::format("dealwire: {}: {}", NameOf(level), StripControls(message));
  }
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);  // one write: lines of threads stay whole
}

}  // namespace

void ConfigureLog(LogLevel level, LogFormat format) {
  g_level = level;
  g_format = format;
}

StatusOr<LogLevel> ParseLogLevel(std::string_view name) {
  if (name == "debug") return LogLevel::kDebug;
  if (name == "info") return LogLevel::kInfo;
  if (name == "warning" || name == "warn") return LogLevel::kWarning;
  if (name == "error") return LogLevel::kError;
  if (name == "off") return LogLevel::kOff;
  return InvalidArgument("--log-level takes debug, info, warning, error or off");
}

StatusOr<LogFormat> ParseLogFormat(std::string_view name) {
  if (name == "text") return LogFormat::kText;
  if (name == "json") return LogFormat::kJson;
  return InvalidArgument("--log-format takes text or json");
}

void LogDebug(std::string_view message) { Write(LogLevel::kDebug, message); }
void LogInfo(std::string_view message) { Write(LogLevel::kInfo, message); }
void LogWarning(std::string_view message) { Write(LogLevel::kWarning, message); }
void LogError(std::string_view message) { Write(LogLevel::kError, message); }

}  // namespace dealwire
