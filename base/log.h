#ifndef DEALWIRE_BASE_LOG_H_
#define DEALWIRE_BASE_LOG_H_

#include <string>
#include <string_view>

#include "base/status.h"

// What happens, told on standard error; results never go there. Safe from many threads. Text of the
// outside is stripped of control characters before it is written.
namespace dealwire {

enum class LogLevel { kDebug, kInfo, kWarning, kError, kOff };
enum class LogFormat { kText, kJson };  // kJson: an object a line, {"time","level","message"}

// Once, before threads start. The default is kWarning, kText.
void ConfigureLog(LogLevel level, LogFormat format);

// "debug", "info", "warning", "error", "off"; likewise "text", "json". Errors: kInvalidArgument,
// which names the choices.
StatusOr<LogLevel> ParseLogLevel(std::string_view name);
StatusOr<LogFormat> ParseLogFormat(std::string_view name);

void LogDebug(std::string_view message);
void LogInfo(std::string_view message);
void LogWarning(std::string_view message);
void LogError(std::string_view message);

}  // namespace dealwire

#endif  // DEALWIRE_BASE_LOG_H_
