#include "extract/names/spellings.h"

#include <unicode/translit.h>

#include <algorithm>

#include "base/text.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

bool IsDigitAscii(char c) { return c >= '0' && c <= '9'; }
bool IsLetterAscii(char c) { return c >= 'a' && c <= 'z'; }

std::unique_ptr<const icu::Transliterator> Transform(const char* id) {
  UErrorCode error = U_ZERO_ERROR;
  return std::unique_ptr<const icu::Transliterator>(
      icu::Transliterator::createInstance(id, UTRANS_FORWARD, error));
}

}  // namespace

std::set<std::string> SpellingsOfModel(const std::string& model) {
  std::set<std::string> out = {model};
  std::string joined;
  for (size_t i = 0; i < model.size(); ++i) {
    const bool joint =
        model[i] == ' ' && i > 0 && i + 1 < model.size() &&
        (IsDigitAscii(model[i + 1]) || IsDigitAscii(model[i - 1]) ||
         (model[i + 1] == 'v' && i + 2 < model.size() && IsDigitAscii(model[i + 2])));
    if (!joint) joined.push_back(model[i]);
  }
  out.insert(joined);
  std::string split;
  for (size_t i = 0; i < model.size(); ++i) {
    if (i >= 2 && IsDigitAscii(model[i]) && IsLetterAscii(model[i - 1]) &&
        IsLetterAscii(model[i - 2])) {
      split.push_back(' ');
    }
    split.push_back(model[i]);
  }
  out.insert(split);
  return out;
}

struct ChineseSpellings::Transforms {
  // Null where ICU lacks its data: then there are no other spellings.
  std::unique_ptr<const icu::Transliterator> of[2] = {Transform("Hans-Hant"),
                                                      Transform("Hant-Hans")};
};

ChineseSpellings::ChineseSpellings() : transforms_(std::make_unique<Transforms>()) {}
ChineseSpellings::~ChineseSpellings() = default;

bool ChineseSpellings::IsChinese(std::string_view text) {
  bool han = false;
  for (size_t at = 0; at < text.size();) {
    const Script script = ScriptAfter(text, at);
    const char32_t c = NextCodePoint(text, &at);
    const bool kana = script == Script::kKatakana || (c >= 0x3041 && c <= 0x309F);
    if (kana) return false;
    han = han || script == Script::kHan;
  }
  return han;
}

std::vector<std::string> ChineseSpellings::Of(std::string_view text) const {
  std::vector<std::string> out;
  for (const auto& transform : transforms_->of) {
    if (transform == nullptr) continue;
    icu::UnicodeString written =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    transform->transliterate(written);
    std::string other;
    written.toUTF8String(other);
    if (other != text && std::ranges::find(out, other) == out.end()) out.push_back(other);
  }
  return out;
}

}  // namespace dealwire
