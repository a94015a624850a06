#ifndef DEALWIRE_INGEST_HTML_ARENA_H_
#define DEALWIRE_INGEST_HTML_ARENA_H_

#include <cstddef>
#include <memory>
#include <vector>

namespace dealwire {

// Memory that is given back all at once: what a parser builds of one page. Handing out a block is
// an addition. Only the newest block can be freed by itself, as a buffer is that grows while
// nothing else does. One thread.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Aligned for anything. Throws std::bad_alloc.
  void* Allocate(size_t bytes) {
    bytes = (bytes + kAlign - 1) & ~(kAlign - 1);
    if (bytes > left_) Grow(bytes);
    newest_ = next_;
    next_ += bytes;
    left_ -= bytes;
    return newest_;
  }

  void Free(void* block) {
    if (block == nullptr || block != newest_) return;
    left_ += static_cast<size_t>(next_ - newest_);
    next_ = newest_;
  }

 private:
  static constexpr size_t kAlign = 16;
  static constexpr size_t kFirstChunk = size_t{64} << 10;
  static constexpr size_t kLargestChunk = size_t{4} << 20;

  void Grow(size_t bytes);

  std::vector<std::unique_ptr<char[]>> chunks_;
  size_t chunk_size_ = kFirstChunk;
  char* next_ = nullptr;
  char* newest_ = nullptr;
  size_t left_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_ARENA_H_
