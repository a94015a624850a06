#include "base/status.h"

namespace dealwire {

Status WithContext(const Status& status, std::string_view where) {
  if (status.ok()) return status;
  std::string message(where);
  message += ": ";
  message += Message(status);
  return MakeStatus(status.code(), message);
}

}  // namespace dealwire
