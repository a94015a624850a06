#include "base/byte_queue.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace dealwire {

// Moving costs as much as was taken since the last time, or the bytes that double the memory.
char* ByteQueue::Room(size_t bytes) {
  if (capacity_ - end_ >= bytes) return bytes_.get() + end_;
  const size_t held = size();
  if (begin_ < held || capacity_ - held < bytes) {
    capacity_ = std::max(capacity_, 2 * (held + bytes));
    std::unique_ptr<char[]> larger(new char[capacity_]);
    if (held > 0) std::memcpy(larger.get(), bytes_.get() + begin_, held);
    bytes_ = std::move(larger);
  } else {
    std::memmove(bytes_.get(), bytes_.get() + begin_, held);
  }
  begin_ = 0;
  end_ = held;
  return bytes_.get() + end_;
}

void ByteQueue::Append(std::string_view bytes) {
  if (bytes.empty()) return;
  std::memcpy(Room(bytes.size()), bytes.data(), bytes.size());
  Added(bytes.size());
}

void ByteQueue::Take(size_t bytes) {
  begin_ += bytes;
  if (begin_ == end_) begin_ = end_ = 0;
}

}  // namespace dealwire
