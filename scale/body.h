#ifndef DEALWIRE_SCALE_BODY_H_
#define DEALWIRE_SCALE_BODY_H_

#include <string>
#include <string_view>

#include "base/status.h"

namespace dealwire::pb {
class Body;
}

// Bodies in messages: zstd; those that are too large for one go to a folder that all workers share,
// and the message says where (claim check). A file is named by the hash of what it holds, so that
// writing it twice is writing it once.
namespace dealwire {

constexpr size_t kMostInMessage = size_t{2} << 20;  // bytes packed

// One of more than `most` bytes packed goes to the folder. Errors: kFailedPrecondition, too large
// and no folder given; those of writing the file.
Status PackBody(std::string_view bytes, const std::string& claims, pb::Body* body,
                size_t most = kMostInMessage);

// Errors: kDataLoss, damaged, or not what its hash says; kNotFound, the file is not in `claims`;
// kFailedPrecondition, no folder given.
StatusOr<std::string> UnpackBody(const pb::Body& body, const std::string& claims);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_BODY_H_
