#include "scale/body.h"

#include <fmt/format.h>
#include <zstd.h>

#include "base/hash.h"
#include "ingest/page.h"
#include "scale/claims.h"
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

bool IsClaimName(const std::string& name) {
  return name.size() == 64 && name.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

Status PackBody(std::string_view bytes, const Claims* claims, pb::Body* body, size_t most) {
  body->set_sha256(Sha256Hex(bytes));
  body->set_bytes(bytes.size());
  std::string packed = Pack(bytes);
  if (packed.size() <= (claims == nullptr ? kMostInMessage : most)) {
    body->set_zstd(std::move(packed));
    return OkStatus();
  }
  if (claims == nullptr) {
    return FailedPrecondition(
        fmt::format("a body of {} bytes is too large for a message; --claims DIR names a shared "
                    "folder for such, or a bucket",
                    bytes.size()));
  }
  DW_RETURN_IF_ERROR(claims->Put(body->sha256(), packed));
  body->set_claim(body->sha256());
  return OkStatus();
}

StatusOr<std::string> UnpackBody(const pb::Body& body, const Claims* claims) {
  std::string packed = body.zstd();
  if (!body.claim().empty()) {
    if (!IsClaimName(body.claim())) return DataLoss("its claim is no name of a body");
    if (claims == nullptr) {
      return FailedPrecondition("a body is in a shared folder or bucket; write --claims DIR");
    }
    DW_TRY(packed, claims->Get(body.claim()));
  }
  DW_TRY(std::string bytes, Unpack(packed, body.bytes()));
  if (Sha256Hex(bytes) != body.sha256()) return DataLoss("its body has another hash");
  return bytes;
}

}  // namespace dealwire
