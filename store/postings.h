#ifndef DEALWIRE_STORE_POSTINGS_H_
#define DEALWIRE_STORE_POSTINGS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The documents that hold a word, as bytes: varints of the distance of the first from a number that
// the key tells, then of each from the one before. A key stands for kPostingsSpan documents, so
// that no value grows past 3 bytes for each of these. Pure, linear, of any bytes.
namespace dealwire {

constexpr uint32_t kPostingsSpan = 1 << 16;
// Of the key that `doc` stands under.
constexpr uint32_t PostingsBase(uint32_t doc) { return doc / kPostingsSpan * kPostingsSpan; }

void PutVarint(uint32_t value, std::string* out);

// Appends `base` plus what the bytes tell. False: they are damaged.
bool DecodePostings(uint32_t base, std::string_view bytes, std::vector<uint32_t>* docs);

// Of rising numbers, the first of them not under `base`.
std::string EncodePostings(uint32_t base, const std::vector<uint32_t>& docs);

// All documents of `parts`, which have one base, in any order and by twos or all at once: each
// once. Parts that follow one another are joined without writing them anew. A damaged part is all
// that is left: joining must not fail, and whoever reads the word is told.
std::string JoinPostings(const std::vector<std::string_view>& parts);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_POSTINGS_H_
