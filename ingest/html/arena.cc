#include "ingest/html/arena.h"

#include <algorithm>

namespace dealwire {

void Arena::Grow(size_t bytes) {
  const size_t size = std::max(bytes, chunk_size_);
  // Not zeroed: pages that are never used are never touched.
  chunks_.emplace_back(new char[size]);
  next_ = chunks_.back().get();
  left_ = size;
  chunk_size_ = std::min(kLargestChunk, chunk_size_ * 2);
}

}  // namespace dealwire
