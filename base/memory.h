#ifndef DEALWIRE_BASE_MEMORY_H_
#define DEALWIRE_BASE_MEMORY_H_

namespace dealwire {

// For a process that reads articles, before its first thread: an article is thousands of small
// pieces that live and die together, and what they took is kept for the next, where the C library
// would give it back to the system and ask for it again. Pieces as large as only uncommon pages
// need go back at once.
void KeepFreedMemory();

}  // namespace dealwire

#endif  // DEALWIRE_BASE_MEMORY_H_
