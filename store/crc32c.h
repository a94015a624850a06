#ifndef DEALWIRE_STORE_CRC32C_H_
#define DEALWIRE_STORE_CRC32C_H_

#include <cstddef>
#include <cstdint>

// CRC-32C (RFC 3720), by which RocksDB checks what it reads of a log or a table. Debian's RocksDB
// is built for processors that have no instruction for it and takes a third of the time of a query
// beside a writer with it. The linker puts this in the place of RocksDB's own (store/CMakeLists.txt
// says --wrap), by ISA-L, which asks the processor what it can. Where RocksDB is a shared library,
// that keeps its own. Safe from many threads.
namespace dealwire {

// Of what gave `crc` and `size` bytes after it; `crc` is 0 before the first. About 20 GB a second.
uint32_t ExtendCrc32c(uint32_t crc, const char* bytes,
                      size_t size) asm("__wrap__ZN7rocksdb6crc32c6ExtendEjPKcm");
// RocksDB's own.
uint32_t ExtendCrc32cByTables(uint32_t crc, const char* bytes,
                              size_t size) asm("__real__ZN7rocksdb6crc32c6ExtendEjPKcm");

}  // namespace dealwire

#endif  // DEALWIRE_STORE_CRC32C_H_
