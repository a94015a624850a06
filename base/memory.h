#ifndef DEALWIRE_BASE_MEMORY_H_
#define DEALWIRE_BASE_MEMORY_H_

#include <cstddef>

namespace dealwire {

// For a process that reads articles, before its first thread: an article is thousands of small
// pieces that live and die together, and what they took is kept for the next, where the C library
// would give it back to the system and ask for it again. Pieces as large as only uncommon pages
// need go back at once.
void KeepFreedMemory();

// Before the calling thread asks for about so many bytes: they come in pages of 2 MB where the
// system has them, which it gives out in less time than as many in pages of 4 kB. Takes none that
// is not used, but for what is left of the last page. At most 24 MB.
void ExpectMemory(size_t bytes);

}  // namespace dealwire

#endif  // DEALWIRE_BASE_MEMORY_H_
