#ifndef DEALWIRE_STORE_TEXT_KEYS_H_
#define DEALWIRE_STORE_TEXT_KEYS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

// The entries of the family `text` that tell which documents hold a word; store/text_index.h has
// all of the family.
namespace dealwire {

constexpr char kPostingsTag = 'v';  // keys of PostingsBase, values of postings.h
constexpr char kSegmentTag = 'w';   // of schema 2: the first document in the key, then the others

constexpr size_t kPostingsKeyBytes = 6;  // beside those of the word
void AppendPostingsKey(std::string_view word, uint32_t base, std::string* out);
std::string PostingsKey(std::string_view word, uint32_t base);

// The word of a key of either kind, which has at least kPostingsKeyBytes.
std::string_view WordOfKey(std::string_view key);

// Appends the documents of an entry of either kind. False: it is damaged.
bool DecodeEntry(std::string_view key, std::string_view value, std::vector<uint32_t>* docs);

Status DamagedWord(std::string_view word);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_TEXT_KEYS_H_
