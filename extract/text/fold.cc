#include "extract/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/char_map.h"
#include "base/text.h"

namespace dealwire {
namespace {

bool IsDropped(char32_t c) {
  // Arabic vowel signs, superscript alef and tatweel, and the dot below a Devanagari letter: the
  // press writes them or not.
  return (c >= 0x064B && c <= 0x0652) || c == 0x0670 || c == 0x0640 || c == 0x093C;
}

// An alef with a hamza or madda, and an alef without dots for a yeh: the press writes a plain one.
char32_t PlainLetter(char32_t c) {
  if (c == 0x0622 || c == 0x0623 || c == 0x0625 || c == 0x0671) return 0x0627;
  return c == 0x0649 ? 0x064A : c;
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
  if (c == 0x223C) return '~';  // Korean papers write ranges so
  return 0;
}

std::string FoldOne(char32_t c) {
  if (IsDropped(c)) return "";
  if (const char unified = Unify(c); unified != 0) return {unified};
  constexpr size_t kLongest = 15;  // bytes of a CharMap's entry
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc_casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  std::string utf8;
  if (U_SUCCESS(error)) {
    const icu::UnicodeString folded =
        nfkc_casefold->normalize(icu::UnicodeString(static_cast<UChar32>(c)), error);
    for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
      const auto f = static_cast<char32_t>(folded.char32At(i));
      const char unified = Unify(f);
      // A dotted capital I folds to i and a combining dot, which no other i has.
      if (f == 0x0307 && c == 0x0130) continue;
      if (unified != 0) {
        utf8.push_back(unified);
      } else {
        AppendUtf8(PlainLetter(f), &utf8);
      }
    }
  }
  if (U_FAILURE(error) || utf8.size() > kLongest) {
    utf8.clear();
    AppendUtf8(c, &utf8);
  }
  return utf8;
}

const CharMap& Foldings() {
  static const CharMap map(FoldOne);
  return map;
}

// What FoldOne says of ASCII, without a branch: the compiler reads many at once.
constexpr char FoldAscii(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const bool capital = static_cast<unsigned char>(byte - 'A') < 26;
  const bool space = (byte == '\t') | (static_cast<unsigned char>(byte - '\v') < 3);
  const auto small = static_cast<unsigned char>(byte + (capital ? 0x20 : 0));
  const unsigned char plain = byte == '`' ? '\'' : small;
  return static_cast<char>(space ? ' ' : plain);
}

// Takes a text's folded bytes one after the other, and where each is from unless nobody asks.
template <bool kOrigins>
class FoldWriter {
 public:
  explicit FoldWriter(std::string_view text) : source_(text) { Grow(text.size()); }

  void TakeAscii(size_t start, size_t end) {
    const char* const from = source_.data() + start;
    char* const to = out_.text.data() + size_;
    const size_t count = end - start;
    for (size_t k = 0; k < count; ++k) to[k] = FoldAscii(from[k]);
    if constexpr (kOrigins) {
      uint32_t* const origins = out_.origin.data() + size_;
      const auto first = static_cast<uint32_t>(start);
      for (uint32_t k = 0; k < static_cast<uint32_t>(count); ++k) origins[k] = first + k;
    }
    size_ += count;
  }

  // `left`: source bytes behind it, for which there is room.
  void Take(const CharMap::Entry& folded, size_t start, size_t left) {
    if (size_ + left + kSlack > out_.text.size()) Grow(left);
    std::copy_n(folded.bytes.data(), folded.bytes.size(), out_.text.data() + size_);
    if constexpr (kOrigins) {
      for (size_t k = 0; k < folded.size; ++k)
        out_.origin[size_ + k] = static_cast<uint32_t>(start);
    }
    size_ += folded.size;
  }

  Folded Finish() {
    out_.text.resize(size_);
    if constexpr (kOrigins) {
      out_.origin.resize(size_);
      out_.origin.push_back(static_cast<uint32_t>(source_.size()));
    }
    return std::move(out_);
  }

 private:
  static constexpr size_t kSlack = 32;  // what one character writes

  void Grow(size_t left) {
    const size_t room = size_ + left + left / 4 + 2 * kSlack;
    out_.text.resize(room);
    if constexpr (kOrigins) out_.origin.resize(room);
  }

  const std::string_view source_;
  size_t size_ = 0;
  Folded out_;
};

template <bool kOrigins>
Folded FoldInto(std::string_view text) {
  FoldWriter<kOrigins> out(text);
  const CharMap& foldings = Foldings();
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    i = SkipAscii(text, i);
    out.TakeAscii(start, i);
    while (i < text.size() && static_cast<unsigned char>(text[i]) >= 0x80) {
      const size_t wide = i;
      const char32_t c = NextCodePoint(text, &i);
      out.Take(foldings.Of(c), wide, text.size() - i);
    }
  }
  return out.Finish();
}

}  // namespace

// Most characters are as long in both texts: the place is looked for about where it would be so, in
// steps that double.
size_t Folded::FromSource(size_t source_offset) const {
  const auto wanted = static_cast<uint32_t>(source_offset);
  size_t low = 0, high = origin.size();  // [low, high] holds the answer
  const size_t guess = std::min(source_offset, origin.size() - 1);
  if (origin[guess] < wanted) {
    low = guess + 1;
    for (size_t step = 1; low < high; step *= 2) {
      const size_t at = std::min(low + step - 1, high - 1);
      if (origin[at] >= wanted) {
        high = at;
        break;
      }
      low = at + 1;
    }
  } else {
    high = guess;
    for (size_t step = 1; low < high; step *= 2) {
      const size_t at = high - std::min(step, high);
      if (origin[at] < wanted) {
        low = at + 1;
        break;
      }
      high = at;
    }
  }
  const auto first = origin.begin() + static_cast<ptrdiff_t>(low);
  const auto last = origin.begin() + static_cast<ptrdiff_t>(high);
  return static_cast<size_t>(std::lower_bound(first, last, wanted) - origin.begin());
}

Folded Fold(std::string_view text) { return FoldInto<true>(text); }

std::string FoldText(std::string_view text) { return FoldInto<false>(text).text; }

}  // namespace dealwire
