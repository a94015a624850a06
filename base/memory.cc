#include "base/memory.h"

#include <malloc.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace dealwire {

void KeepFreedMemory() {
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

void ExpectMemory(size_t bytes) {
  constexpr size_t kLargePage = size_t{2} << 20, kMost = size_t{24} << 20;
  const size_t size = (std::min(bytes, kMost) + kLargePage - 1) / kLargePage * kLargePage;
  // A piece of the heap, which stays in it when it is freed; what is asked for next is cut off it.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  size_t room = size + kLargePage;
  void* const piece = std::malloc(room);
  void* from = piece;
  if (piece != nullptr && std::align(kLargePage, size, from, room) != nullptr) {
    (void)madvise(from, size, MADV_HUGEPAGE);
  }
  std::free(piece);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
}

}  // namespace dealwire
