#include "store/word_bag.h"

#include "store/head_sort.h"

namespace dealwire {

size_t WordBag::AppendAsciiEnd(std::string_view text, size_t at) {
  MakeRoom(sizeof(uint64_t));
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((NeitherLetterNorDigit(byte) & 0x80) != 0) break;
    text_[end_++] = static_cast<char>(byte | 0x20);
  }
  return at;
}

std::string WordBag::Encode() {
  SortByHead([this](const Place& a, const Place& b) { return Before(a, b); }, &places_);
  std::string out(end_ + places_.size() + 1 + kSlack, '\0');
  char* to = out.data();
  const Place* last = nullptr;
  for (const Place& place : places_) {
    if (last != nullptr && IsSame(*last, place)) continue;
    last = &place;
    *to++ = '\0';
    for (size_t i = 0; i < place.size; i += sizeof(uint64_t)) {
      const uint64_t bytes = EightBytes(text_, place.start + i);
      std::memcpy(to + i, &bytes, sizeof bytes);
    }
    to += place.size;
  }
  *to++ = '\0';
  out.resize(static_cast<size_t>(to - out.data()));
  return out;
}

}  // namespace dealwire
