#include "base/memory.h"

#include <malloc.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

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
  void* const piece = std::malloc(size + kLargePage);
  if (piece != nullptr) {
    const auto from = (reinterpret_cast<uintptr_t>(piece) + kLargePage - 1) & ~(kLargePage - 1);
    (void)madvise(reinterpret_cast<void*>(from), size, MADV_HUGEPAGE);
    std::free(piece);
  }
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
}

}  // namespace dealwire
