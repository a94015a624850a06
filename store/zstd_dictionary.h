#ifndef DEALWIRE_STORE_ZSTD_DICTIONARY_H_
#define DEALWIRE_STORE_ZSTD_DICTIONARY_H_

#include <zstd.h>

#include <cstddef>

// What RocksDB unpacks the blocks of a table by whose dictionary lies beside them. Debian's RocksDB
// gives zstd the dictionary's bytes with every block, and zstd makes its tables of them each time:
// of a block of 4 kB that is nine tenths of the work. The linker puts this in the place of zstd's
// function (store/CMakeLists.txt says --wrap); it keeps the tables of the dictionaries that it met
// last, 128 of them at most, some 60 kB each. Where RocksDB is a shared library, that calls zstd
// itself. Safe from many threads.
namespace dealwire {

// As ZSTD_decompress_usingDict: the size of what is unpacked, or an error of zstd's.
size_t UnpackWithDictionary(ZSTD_DCtx* context, void* out, size_t out_size, const void* packed,
                            size_t packed_size, const void* dictionary,
                            size_t dictionary_size) asm("__wrap_ZSTD_decompress_usingDict");
// zstd's own.
size_t UnpackByZstdAlone(ZSTD_DCtx* context, void* out, size_t out_size, const void* packed,
                         size_t packed_size, const void* dictionary,
                         size_t dictionary_size) asm("__real_ZSTD_decompress_usingDict");

}  // namespace dealwire

#endif  // DEALWIRE_STORE_ZSTD_DICTIONARY_H_
