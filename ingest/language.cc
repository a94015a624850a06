#include "ingest/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kLookedAt = 20'000;
constexpr int kLeastBytes = 24;  // of letters; less tells no language

// CLD2's own and ISO 639's withdrawn codes.
std::string Bcp47(const std::string& code) {
  if (code == "iw") return "he";
  if (code == "no") return "nb";
  if (code == "jw") return "jv";
  if (code == "in") return "id";
  return code;
}

std::string_view Primary(std::string_view tag) { return tag.substr(0, tag.find_first_of("-_")); }

bool OneLanguage(std::string_view a, std::string_view b) {
  const auto norwegian = [](std::string_view x) { return x == "no" || x == "nb" || x == "nn"; };
  return a == b || (norwegian(a) && norwegian(b));
}

}  // namespace

std::string DetectLanguage(std::string_view text, std::string_view hint) {
  std::string looked(text.substr(0, kLookedAt));
  while (!looked.empty() && !IsValidUtf8(looked)) looked.pop_back();  // cut in a character: <= 3
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const std::string content_language(hint);
  if (!hint.empty()) hints.content_language_hint = content_language.c_str();
  CLD2::Language top[3];
  int percent[3];
  double scores[3];
  int text_bytes = 0, valid = 0;
  bool reliable = false;
  const CLD2::Language found = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      looked.data(), static_cast<int>(looked.size()), /*is_plain_text=*/true, &hints, 0, top,
      percent, scores, nullptr, &text_bytes, &reliable, &valid);
  const std::string claimed(hint);
  if (found == CLD2::UNKNOWN_LANGUAGE || text_bytes < kLeastBytes) {
    return claimed.empty() ? "und" : claimed;
  }
  const std::string code = Bcp47(CLD2::LanguageCode(found));
  // The claim is more exact about the same language ("de-CH"), and decides where the text cannot.
  if (!claimed.empty() && (OneLanguage(Primary(claimed), Primary(code)) || !reliable)) {
    return Primary(claimed) == "zh" ? code : claimed;
  }
  return code;
}

}  // namespace dealwire
