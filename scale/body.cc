#include "scale/body.h"

#include <fmt/format.h>
#include <zstd.h>

#include <filesystem>

#include "base/file.h"
#include "base/hash.h"
#include "ingest/page.h"
#include "scale/messages.pb.h"

namespace dealwire {
namespace {

constexpr int kLevel = 3;

std::string Pack(std::string_view bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), kLevel));
  return packed;
}

StatusOr<std::string> Unpack(const std::string& packed, uint64_t bytes) {
  if (bytes > kMaxPageBytes) return DataLoss(fmt::format("a body of {} bytes", bytes));
  std::string out(bytes, '\0');
  const size_t got = ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) != 0 || got != bytes) return DataLoss("its zstd is damaged");
  return out;
}

// Two folders deep: a folder of a million files is no good on any disk.
std::string ClaimPath(const std::string& claims, const std::string& name) {
  return claims + "/" + name.substr(0, 2) + "/" + name.substr(2, 2) + "/" + name;
}

bool IsClaimName(const std::string& name) {
  return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

Status PackBody(std::string_view bytes, const std::string& claims, pb::Body* body, size_t most) {
  body->set_sha256(Sha256Hex(bytes));
  body->set_bytes(bytes.size());
  std::string packed = Pack(bytes);
  if (packed.size() <= (claims.empty() ? kMostInMessage : most)) {
    body->set_zstd(std::move(packed));
    return OkStatus();
  }
  if (claims.empty()) {
    return FailedPrecondition(
        fmt::format("a body of {} bytes is too large for a message; --claims DIR names a shared "
                    "folder for such",
                    bytes.size()));
  }
  const std::string path = ClaimPath(claims, body->sha256());
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  DW_RETURN_IF_ERROR(WriteFileAtomically(path, packed));
  body->set_claim(body->sha256());
  return OkStatus();
}

StatusOr<std::string> UnpackBody(const pb::Body& body, const std::string& claims) {
  std::string packed = body.zstd();
  if (!body.claim().empty()) {
    if (!IsClaimName(body.claim())) return DataLoss("its claim is no name of a body");
    if (claims.empty()) return FailedPrecondition("its body is in a shared folder; --claims DIR");
    DW_TRY(packed, ReadFile(ClaimPath(claims, body.claim()), 2 * kMaxPageBytes));
  }
  DW_TRY(std::string bytes, Unpack(packed, body.bytes()));
  if (Sha256Hex(bytes) != body.sha256()) return DataLoss("its body has another hash");
  return bytes;
}

}  // namespace dealwire
