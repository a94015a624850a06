#include "extract/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

#include "base/text.h"

namespace dealwire {
namespace {

// What one code point becomes; most are one to three bytes.
struct Folding {
  uint8_t size = 0;
  std::array<char, 15> bytes = {};
};

constexpr size_t kPageSize = 256;
using FoldPage = std::array<Folding, kPageSize>;

bool IsDropped(char32_t c) {
  // Arabic vowel signs, superscript alef and tatweel: the press writes them or not.
  return (c >= 0x064B && c <= 0x0652) || c == 0x0670 || c == 0x0640;
}

// One spelling for what the press prints in many; 0 where there is nothing to unify.
char Unify(char32_t c) {
  if (c == '\n') return '\n';
  if (IsSpace(c)) return c == 0x200B ? 0 : ' ';
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D)
    return '-';
  // U+05BE maqaf joins words as a hyphen does.
  if (c == 0x05BE) return '-';
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x02B9 || c == 0xFF07 || c == 0x0060 ||
      c == 0x00B4) {
    return '\'';
  }
  if (c == 0x0131) return 'i';
  return 0;
}

Folding FoldOne(char32_t c, const icu::Normalizer2& nfkc_casefold) {
  Folding out;
  if (IsDropped(c)) return out;
  if (const char unified = Unify(c); unified != 0) {
    out.size = 1;
    out.bytes[0] = unified;
    return out;
  }
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString folded =
      nfkc_casefold.normalize(icu::UnicodeString(static_cast<UChar32>(c)), error);
  std::string utf8;
  if (U_SUCCESS(error)) {
    for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
      const auto f = static_cast<char32_t>(folded.char32At(i));
      const char unified = Unify(f);
      // A dotted capital I folds to i and a combining dot, which no other i has.
      if (f == 0x0307 && c == 0x0130) continue;
      if (unified != 0) {
        utf8.push_back(unified);
      } else {
        AppendUtf8(f, &utf8);
      }
    }
  }
  if (U_FAILURE(error) || utf8.size() > out.bytes.size()) {
    utf8.clear();
    AppendUtf8(c, &utf8);
  }
  out.size = static_cast<uint8_t>(utf8.size());
  std::ranges::copy(utf8, out.bytes.begin());
  return out;
}

// Foldings are made a page of 256 code points at a time, when a text first needs one: no text needs
// all of Unicode.
const FoldPage& PageOf(char32_t c) {
  static std::array<std::atomic<const FoldPage*>, 0x110000 / kPageSize> pages = {};
  std::atomic<const FoldPage*>& slot = pages[c / kPageSize];
  if (const FoldPage* page = slot.load(std::memory_order_acquire)) return *page;
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc_casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  auto made = std::make_unique<FoldPage>();
  const char32_t first = c / kPageSize * kPageSize;
  for (char32_t i = 0; i < kPageSize; ++i) (*made)[i] = FoldOne(first + i, *nfkc_casefold);
  const FoldPage* expected = nullptr;
  // Another thread may have been first; its page is the same.
  if (slot.compare_exchange_strong(expected, made.get(), std::memory_order_acq_rel))
    return *made.release();
  return *expected;
}

constexpr std::array<char, 128> MakeAscii() {
  std::array<char, 128> table = {};
  for (size_t i = 0; i < table.size(); ++i) {
    const auto c = static_cast<char>(i);
    table[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (c == '\t' || c == '\r' || c == '\v' || c == '\f') table[i] = ' ';
    if (c == '`') table[i] = '\'';
  }
  return table;
}
constexpr std::array<char, 128> kAscii = MakeAscii();

}  // namespace

size_t Folded::FromSource(size_t source_offset) const {
  return static_cast<size_t>(
      std::ranges::lower_bound(origin, static_cast<uint32_t>(source_offset)) - origin.begin());
}

Folded Fold(std::string_view text) {
  Folded out;
  out.text.reserve(text.size());
  out.origin.reserve(text.size() + 1);
  for (size_t i = 0; i < text.size();) {
    const auto start = static_cast<uint32_t>(i);
    const auto b = static_cast<unsigned char>(text[i]);
    if (b < 0x80) {
      out.text.push_back(kAscii[b]);
      out.origin.push_back(start);
      ++i;
      continue;
    }
    const char32_t c = NextCodePoint(text, &i);
    const Folding& f = PageOf(c)[c % kPageSize];
    out.text.append(f.bytes.data(), f.size);
    out.origin.insert(out.origin.end(), f.size, start);
  }
  out.origin.push_back(static_cast<uint32_t>(text.size()));
  return out;
}

std::string FoldText(std::string_view text) { return Fold(text).text; }

}  // namespace dealwire
