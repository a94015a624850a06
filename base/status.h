#ifndef DEALWIRE_BASE_STATUS_H_
#define DEALWIRE_BASE_STATUS_H_

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Errors, as values. What input, network or disk can cause is a Status or StatusOr<T>; a caller's
// bug is an assert. A message says where, what and what to do, in one line without a full stop:
//     rules/lang/de.toml:12:7: unknown currency 'EURO'; write an ISO 4217 code
// Debian's Abseil is built without std::string_view, so this header alone names it; all else uses
// what stands here.
namespace dealwire {

using Status = absl::Status;
using StatusCode = absl::StatusCode;
template <typename T>
using StatusOr = absl::StatusOr<T>;

inline Status OkStatus() { return absl::OkStatus(); }

inline Status MakeStatus(StatusCode code, std::string_view message) {
  return Status(code, absl::string_view(message.data(), message.size()));
}
inline Status InvalidArgument(std::string_view m) {
  return MakeStatus(StatusCode::kInvalidArgument, m);
}
inline Status NotFound(std::string_view m) { return MakeStatus(StatusCode::kNotFound, m); }
inline Status PermissionDenied(std::string_view m) {
  return MakeStatus(StatusCode::kPermissionDenied, m);
}
inline Status Unavailable(std::string_view m) { return MakeStatus(StatusCode::kUnavailable, m); }
inline Status DeadlineExceeded(std::string_view m) {
  return MakeStatus(StatusCode::kDeadlineExceeded, m);
}
inline Status ResourceExhausted(std::string_view m) {
  return MakeStatus(StatusCode::kResourceExhausted, m);
}
inline Status FailedPrecondition(std::string_view m) {
  return MakeStatus(StatusCode::kFailedPrecondition, m);
}
inline Status Unimplemented(std::string_view m) {
  return MakeStatus(StatusCode::kUnimplemented, m);
}
inline Status DataLoss(std::string_view m) { return MakeStatus(StatusCode::kDataLoss, m); }
inline Status Cancelled(std::string_view m) { return MakeStatus(StatusCode::kCancelled, m); }
inline Status Internal(std::string_view m) { return MakeStatus(StatusCode::kInternal, m); }

inline std::string Message(const Status& status) { return std::string(status.message()); }

// `status` with "where: " before its message; an OK status stays as it is.
Status WithContext(const Status& status, std::string_view where);

}  // namespace dealwire

#define DW_CONCAT_INNER(a, b) a##b
#define DW_CONCAT(a, b) DW_CONCAT_INNER(a, b)

// Returns the Status of `expression` to the caller unless it is OK.
#define DW_RETURN_IF_ERROR(expression)                                                  \
  do {                                                                                  \
    if (::dealwire::Status dw_status = (expression); !dw_status.ok()) return dw_status; \
  } while (false)

// DW_TRY(auto article, ReadArticle(page)); binds the value, or returns the error to the caller.
#define DW_TRY(declaration, expression) \
  DW_TRY_IMPL(DW_CONCAT(dw_result_, __LINE__), declaration, expression)
#define DW_TRY_IMPL(result, declaration, expression)   \
  auto result = (expression);                          \
  if (!result.ok()) return std::move(result).status(); \
  declaration = *std::move(result)

#endif  // DEALWIRE_BASE_STATUS_H_
