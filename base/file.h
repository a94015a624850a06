#ifndef DEALWIRE_BASE_FILE_H_
#define DEALWIRE_BASE_FILE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "base/status.h"

// Whole files in and out. Errors carry the path and what the system said.
namespace dealwire {

// The bytes of `path`; "-" is standard input. Errors: kNotFound, kPermissionDenied,
// kInvalidArgument (a folder), kResourceExhausted (more than `max_bytes`), kUnavailable (any
// other).
StatusOr<std::string> ReadFile(const std::string& path, size_t max_bytes = size_t{1} << 32);

// Writes beside `path` and renames over it when all is on disk (fsync of file and folder): after a
// crash there is the old file or the new one, never half of one.
Status WriteFileAtomically(const std::string& path, std::string_view bytes);

// Gzip (all members) or zlib, at most `max_bytes` of result. Errors: kDataLoss, kResourceExhausted.
StatusOr<std::string> Gunzip(std::string_view bytes, size_t max_bytes);

bool IsGzip(std::string_view bytes);

}  // namespace dealwire

#endif  // DEALWIRE_BASE_FILE_H_
