#include "ingest/json_text.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"

namespace dealwire {
namespace {

using Json = nlohmann::json;

constexpr char32_t kHighSurrogate = 0xD800, kLowSurrogate = 0xDC00, kBehindSurrogates = 0xE000;

// The first byte at or behind `i` that ends a run of a string's own bytes: a quotation mark, a
// backslash or a control character.
size_t RunEnd(std::string_view text, size_t i) {
  constexpr uint64_t kOnes = 0x0101010101010101, kHigh = 0x80 * kOnes;
  // Exact for the lowest byte that it marks, which is all that is asked.
  const auto below = [](uint64_t word, uint64_t limit) {
    return (word - limit * kOnes) & ~word & kHigh;
  };
  for (; i + sizeof(uint64_t) <= text.size(); i += sizeof(uint64_t)) {
    const uint64_t word = EightBytes(text, i);
    const uint64_t ends =
        below(word, ' ') | below(word ^ '"' * kOnes, 1) | below(word ^ '\\' * kOnes, 1);
    if (ends != 0) return i + static_cast<size_t>(__builtin_ctzll(ends)) / 8;
  }
  while (i < text.size() && text[i] != '"' && text[i] != '\\' &&
         static_cast<unsigned char>(text[i]) >= ' ')
    ++i;
  return i;
}

class Reader {
 public:
  Reader(std::string_view text, int most_nesting) : text_(text), left_(most_nesting) {}

  std::optional<Json> Read() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    Json json;
    if (!Value(&json)) return std::nullopt;
    PassSpace();
    if (at_ != text_.size()) return std::nullopt;
    return json;
  }

 private:
  void PassSpace() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
      ++at_;
  }
  bool Take(char c) {
    PassSpace();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool TakeWord(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  bool Value(Json* out) {
    PassSpace();
    if (at_ == text_.size()) return false;
    switch (text_[at_]) {
      case '{':
        return Nested(&Reader::Object, out);
      case '[':
        return Nested(&Reader::Array, out);
      case '"':
        *out = std::string();
        return String(&out->get_ref<std::string&>());
      case 't':
        *out = true;
        return TakeWord("true");
      case 'f':
        *out = false;
        return TakeWord("false");
      case 'n':
        return TakeWord("null");
      default:
        *out = 0;
        return Number();
    }
  }

  bool Nested(bool (Reader::*read)(Json*), Json* out) {
    if (left_ == 0) return false;
    --left_;
    ++at_;
    const bool well = (this->*read)(out);
    ++left_;
    return well;
  }

  // Of two members of one name the last counts.
  bool Object(Json* out) {
    *out = Json::object();
    auto& members = out->get_ref<Json::object_t&>();
    if (Take('}')) return true;
    do {
      PassSpace();
      std::string name;
      if (at_ == text_.size() || text_[at_] != '"' || !String(&name) || !Take(':')) return false;
      Json& member = members[std::move(name)];
      member = nullptr;
      if (!Value(&member)) return false;
    } while (Take(','));
    return Take('}');
  }

  bool Array(Json* out) {
    *out = Json::array();
    auto& items = out->get_ref<Json::array_t&>();
    if (Take(']')) return true;
    do {
      if (!Value(&items.emplace_back())) return false;
    } while (Take(','));
    return Take(']');
  }

  // From its quotation mark on.
  bool String(std::string* out) {
    ++at_;
    while (true) {
      const size_t end = RunEnd(text_, at_);
      if (end == text_.size()) return false;
      out->append(text_, at_, end - at_);
      at_ = end + 1;
      if (text_[end] == '"') return true;
      if (text_[end] != '\\' || !Escape(out)) return false;
    }
  }

  // Behind the backslash.
  bool Escape(std::string* out) {
    constexpr std::string_view kEscapes = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
    if (at_ == text_.size()) return false;
    const char c = text_[at_++];
    if (c == 'u') return EscapedUnicode(out);
    const size_t escape = kEscapes.find(c);
    if (escape == std::string_view::npos) return false;
    out->push_back(kMeant[escape]);
    return true;
  }

  bool EscapedUnicode(std::string* out) {
    char32_t c = 0;
    if (!FourDigits(&c)) return false;
    if (c >= kLowSurrogate && c < kBehindSurrogates) return false;
    if (c >= kHighSurrogate && c < kLowSurrogate) {
      char32_t low = 0;
      if (!TakeWord("\\u") || !FourDigits(&low)) return false;
      if (low < kLowSurrogate || low >= kBehindSurrogates) return false;
      c = 0x10000 + ((c - kHighSurrogate) << 10 | (low - kLowSurrogate));
    }
    AppendUtf8(c, out);
    return true;
  }

  bool FourDigits(char32_t* c) {
    for (const size_t end = at_ + 4; at_ < end; ++at_) {
      if (at_ == text_.size()) return false;
      const char digit = text_[at_], small = static_cast<char>(digit | 0x20);
      if (IsAsciiDigit(digit)) {
        *c = *c << 4 | static_cast<char32_t>(digit - '0');
      } else if (small >= 'a' && small <= 'f') {
        *c = *c << 4 | static_cast<char32_t>(small - 'a' + 10);
      } else {
        return false;
      }
    }
    return true;
  }

  bool Digits() {
    const size_t start = at_;
    while (at_ < text_.size() && IsAsciiDigit(text_[at_])) ++at_;
    return at_ > start;
  }
  bool Number() {
    const auto next = [&](char c) { return at_ < text_.size() && text_[at_] == c; };
    if (next('-')) ++at_;
    if (next('0')) {
      ++at_;
    } else if (!Digits()) {
      return false;
    }
    if (next('.')) {
      ++at_;
      if (!Digits()) return false;
    }
    if (!next('e') && !next('E')) return true;
    ++at_;
    if (next('+') || next('-')) ++at_;
    return Digits();
  }

  const std::string_view text_;
  size_t at_ = 0;
  int left_;
};

}  // namespace

std::optional<Json> ParseJsonText(std::string_view text, int most_nesting) {
  return Reader(text, most_nesting).Read();
}

}  // namespace dealwire
