#include "store/text_keys.h"

#include <fmt/format.h>

#include "base/text.h"
#include "store/database.h"
#include "store/postings.h"

namespace dealwire {

void AppendPostingsKey(std::string_view word, uint32_t base, std::string* out) {
  ((*out += kPostingsTag) += word) += '\0';
  for (int shift = 24; shift >= 0; shift -= 8) *out += static_cast<char>(base >> shift);
}

std::string PostingsKey(std::string_view word, uint32_t base) {
  std::string key;
  AppendPostingsKey(word, base, &key);
  return key;
}

std::string_view WordOfKey(std::string_view key) {
  return key.substr(1, key.size() - kPostingsKeyBytes);
}

bool DecodeEntry(std::string_view key, std::string_view value, std::vector<uint32_t>* docs) {
  if (key.size() < kPostingsKeyBytes) return false;
  const uint32_t number = FromBigEndian32(key.substr(key.size() - 4));
  if (key.front() == kSegmentTag) docs->push_back(number);
  return DecodePostings(number, value, docs);
}

Status DamagedWord(std::string_view word) {
  return DataLoss(
      fmt::format("text: the segment of '{}' is damaged; dealwire store reindex makes "
                  "it anew",
                  StripControls(word)));
}

}  // namespace dealwire
