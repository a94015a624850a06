#ifndef DEALWIRE_SCALE_BODY_H_
#define DEALWIRE_SCALE_BODY_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "base/status.h"

namespace dealwire::pb {
class Body;
}

// Bodies in messages: zstd; those that are too large for one go to the claims that all workers
// share, and the message has their name (claim check).
namespace dealwire {

class Claims;

constexpr size_t kMostInMessage = size_t{2} << 20;  // bytes packed

// One of more than `most` bytes packed goes to `claims`, which may be null. Errors:
// kFailedPrecondition, too large and no claims; those of Claims::Put.
Status PackBody(std::string_view bytes, const Claims* claims, pb::Body* body,
                size_t most = kMostInMessage);

// Errors: kDataLoss, damaged, or not what its hash says; kFailedPrecondition, no claims; those of
// Claims::Get.
StatusOr<std::string> UnpackBody(const pb::Body& body, const Claims* claims);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_BODY_H_
