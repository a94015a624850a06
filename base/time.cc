#include "base/time.h"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <charconv>

namespace dealwire {
namespace {

// Takes exactly `width` digits off the head of *text.
std::optional<int> TakeDigits(std::string_view* text, size_t width) {
  if (text->size() < width) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + width, value);
  if (error != std::errc() || end != text->data() + width || (*text)[0] == '-') return std::nullopt;
  text->remove_prefix(width);
  return value;
}

bool Take(std::string_view* text, char c) {
  if (text->empty() || text->front() != c) return false;
  text->remove_prefix(1);
  return true;
}

std::optional<Date> TakeDate(std::string_view* text) {
  const auto year = TakeDigits(text, 4);
  if (!year || *year == 0 || !Take(text, '-')) return std::nullopt;
  const auto month = TakeDigits(text, 2);
  if (!month || !Take(text, '-')) return std::nullopt;
  const auto day = TakeDigits(text, 2);
  if (!day) return std::nullopt;
  const Date date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                  std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

// "hh:mm[:ss[.fraction]]"; seconds of the day.
std::optional<int> TakeTime(std::string_view* text) {
  const auto hours = TakeDigits(text, 2);
  if (!hours || *hours > 23) return std::nullopt;
  Take(text, ':');
  const auto minutes = TakeDigits(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  int seconds = 0;
  if (Take(text, ':')) {
    const auto s = TakeDigits(text, 2);
    if (!s || *s > 60) return std::nullopt;  // 60: a leap second
    seconds = *s < 60 ? *s : 59;
  }
  if (Take(text, '.') || Take(text, ',')) {
    while (!text->empty() && text->front() >= '0' && text->front() <= '9') text->remove_prefix(1);
  }
  return *hours * 3600 + *minutes * 60 + seconds;
}

// "Z", "+01:00", "+0100", "+01", or nothing.
bool TakeOffset(std::string_view* text, std::optional<int>* offset) {
  if (text->empty()) return true;
  if (Take(text, 'Z') || Take(text, 'z')) {
    *offset = 0;
    return true;
  }
  const int sign = text->front() == '-' ? -1 : 1;
  if (!Take(text, '+') && !Take(text, '-')) return false;
  const auto hours = TakeDigits(text, 2);
  if (!hours || *hours > 18) return false;
  Take(text, ':');
  int minutes = 0;
  if (!text->empty()) {
    const auto m = TakeDigits(text, 2);
    if (!m || *m > 59) return false;
    minutes = *m;
  }
  *offset = sign * (*hours * 60 + minutes);
  return true;
}

}  // namespace

std::optional<Timestamp> ParseTimestamp(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t'))
    text.remove_suffix(1);
  Timestamp out;
  const auto date = TakeDate(&text);
  if (!date) return std::nullopt;
  out.date = *date;
  if (text.empty()) return out;
  if (!Take(&text, 'T') && !Take(&text, 't') && !Take(&text, ' ')) return std::nullopt;
  const auto seconds = TakeTime(&text);
  if (!seconds) return std::nullopt;
  Take(&text, ' ');
  if (!TakeOffset(&text, &out.offset_minutes) || !text.empty()) return std::nullopt;
  out.has_time = true;
  out.seconds = *seconds;
  return out;
}

std::string FormatTimestamp(const Timestamp& time) {
  std::string out = FormatDate(time.date);
  if (!time.has_time || !time.offset_minutes) return out;
  out += fmt::format("T{:02}:{:02}:{:02}", time.seconds / 3600, time.seconds / 60 % 60,
                     time.seconds % 60);
  const int offset = *time.offset_minutes;
  if (offset == 0) return out + "Z";
  const int size = offset < 0 ? -offset : offset;
  return out + fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', size / 60, size % 60);
}

std::optional<Date> ParseDate(std::string_view text) {
  const auto date = TakeDate(&text);
  return text.empty() ? date : std::nullopt;
}

std::string FormatDate(const Date& date) {
  // Read when it is compiled: every day that an article names is written so.
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Date LastDayOfMonth(std::chrono::year year, std::chrono::month month) {
  return Date(std::chrono::year_month_day_last(year, std::chrono::month_day_last(month)));
}

Date AddDays(const Date& date, int days) {
  return Date(std::chrono::sys_days(date) + std::chrono::days(days));
}

int64_t DaysSinceEpoch(const Date& date) {
  return std::chrono::sys_days(date).time_since_epoch().count();
}

int64_t ToUnix(const Timestamp& time) {
  return DaysSinceEpoch(time.date) * 86400 + time.seconds -
         int64_t{60} * time.offset_minutes.value_or(0);
}

std::string FormatUnix(int64_t seconds) {
  const int64_t days = seconds >= 0 ? seconds / 86400 : -((-seconds + 86399) / 86400);
  Timestamp time;
  time.date = Date(std::chrono::sys_days(std::chrono::days(days)));
  time.has_time = true;
  time.seconds = static_cast<int>(seconds - days * 86400);
  time.offset_minutes = 0;
  return FormatTimestamp(time);
}

int64_t NowUnix() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace dealwire
