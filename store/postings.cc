#include "store/postings.h"

#include <algorithm>
#include <optional>

namespace dealwire {
namespace {

// One varint from the front of `bytes`. None: it does not end, or is more than 32 bits.
std::optional<uint32_t> TakeVarint(std::string_view* bytes) {
  uint64_t value = 0;
  int shift = 0;
  for (size_t i = 0; i < bytes->size() && shift <= 28; ++i, shift += 7) {
    const auto byte = static_cast<unsigned char>((*bytes)[i]);
    value |= uint64_t{byte & 0x7FU} << shift;
    if ((byte & 0x80) != 0) continue;
    bytes->remove_prefix(i + 1);
    return value <= UINT32_MAX ? std::optional(static_cast<uint32_t>(value)) : std::nullopt;
  }
  return std::nullopt;
}

struct PostingsPart {
  uint32_t first = 0, last = 0;
  std::string_view all, rest;  // rest: behind the first
};

// None: damaged, or no document in it.
std::optional<PostingsPart> PostingsPartOf(std::string_view bytes) {
  PostingsPart part;
  part.all = part.rest = bytes;
  const auto first = TakeVarint(&part.rest);
  if (!first) return std::nullopt;
  part.first = part.last = *first;
  for (std::string_view rest = part.rest; !rest.empty();) {
    const auto distance = TakeVarint(&rest);
    if (!distance || *distance > UINT32_MAX - part.last) return std::nullopt;
    part.last += *distance;
  }
  return part;
}

std::string UnionOfPostings(const std::vector<PostingsPart>& parts) {
  std::vector<uint32_t> docs;
  for (const PostingsPart& part : parts) DecodePostings(0, part.all, &docs);
  std::ranges::sort(docs);
  docs.erase(std::unique(docs.begin(), docs.end()), docs.end());
  return EncodePostings(0, docs);
}

}  // namespace

void PutVarint(uint32_t value, std::string* out) {
  for (; value >= 0x80; value >>= 7) *out += static_cast<char>(value | 0x80);
  *out += static_cast<char>(value);
}

bool DecodePostings(uint32_t base, std::string_view bytes, std::vector<uint32_t>* docs) {
  uint32_t doc = base;
  const size_t most = docs->size() + bytes.size();  // most take a byte
  if (most > docs->capacity()) docs->reserve(std::max(most, 2 * docs->size()));
  while (!bytes.empty()) {
    const auto first = static_cast<unsigned char>(bytes.front());
    if (first < 0x80 && first <= UINT32_MAX - doc) {
      docs->push_back(doc += first);
      bytes.remove_prefix(1);
      continue;
    }
    const auto distance = TakeVarint(&bytes);
    if (!distance || *distance > UINT32_MAX - doc) return false;
    doc += *distance;
    docs->push_back(doc);
  }
  return true;
}

std::string EncodePostings(uint32_t base, const std::vector<uint32_t>& docs) {
  std::string out;
  uint32_t last = base;
  for (const uint32_t doc : docs) {
    PutVarint(doc - last, &out);
    last = doc;
  }
  return out;
}

std::string JoinPostings(const std::vector<std::string_view>& bytes) {
  std::vector<PostingsPart> parts;
  parts.reserve(bytes.size());
  size_t size = 0;
  for (const std::string_view one : bytes) {
    const std::optional<PostingsPart> part = PostingsPartOf(one);
    if (!part) return std::string(one);
    parts.push_back(*part);
    size += one.size();
  }
  std::ranges::sort(parts, {}, &PostingsPart::first);
  const auto overlaps = [](const PostingsPart& a, const PostingsPart& b) {
    return a.last >= b.first;
  };
  if (std::ranges::adjacent_find(parts, overlaps) != parts.end()) return UnionOfPostings(parts);
  std::string out;
  out.reserve(size);
  uint32_t last = 0;
  for (const PostingsPart& part : parts) {
    PutVarint(part.first - last, &out);
    out += part.rest;
    last = part.last;
  }
  return out;
}

}  // namespace dealwire
