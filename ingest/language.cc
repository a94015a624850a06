#include "ingest/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "base/text.h"

namespace dealwire {
namespace {

// Bytes; a text of more than three is looked at in three places. Short ones tell most texts, and
// the shortest bear out what a page claims of itself.
constexpr size_t kClaimStretch = 100, kShortStretch = 1'000, kStretch = 3'000;
constexpr int kLeastBytes = 24;    // of letters; less tells no language
constexpr int kLeastPercent = 80;  // of them, for a guess that is not sure
constexpr int kMostPercent = 95;   // of a text in one language: no more of it need be looked at

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

// A stretch of the text of whole characters.
std::string_view Stretch(std::string_view text, size_t begin, size_t end) {
  while (begin < text.size() && !BeginsCharacter(text[begin])) ++begin;
  while (end < text.size() && !BeginsCharacter(text[end])) ++end;
  return text.substr(begin, end - begin);
}

// Enough of the text to tell its language: its beginning, middle and end. A mixed page's main text
// is most of it.
std::string Sample(std::string_view text, size_t stretch) {
  if (text.size() <= 3 * stretch) return std::string(text);
  const size_t middle = (text.size() - stretch) / 2;
  std::string out(Stretch(text, 0, stretch));
  out += '\n';
  out += Stretch(text, middle, middle + stretch);
  out += '\n';
  out += Stretch(text, text.size() - stretch, text.size());
  return out;
}

struct Guess {
  CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;
  bool reliable = false;
  int bytes = 0;    // of letters
  int percent = 0;  // of them, in the language
};

Guess GuessLanguage(const std::string& text, const std::string& hint, int flags) {
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  if (!hint.empty()) hints.content_language_hint = hint.c_str();
  CLD2::Language top[3];
  int percent[3], valid = 0;
  double scores[3];
  Guess guess;
  guess.language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
      text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true, &hints, flags, top,
      percent, scores, nullptr, &guess.bytes, &guess.reliable, &valid);
  guess.percent = percent[0];
  return guess;
}

bool IsSure(const Guess& guess) { return guess.reliable && guess.percent >= kMostPercent; }

// Whether `guess` is the language that is claimed.
bool BearsOut(const Guess& guess, std::string_view claimed) {
  return !claimed.empty() &&
         OneLanguage(Primary(claimed), Primary(Bcp47(CLD2::LanguageCode(guess.language))));
}

// From as little of the text as leaves no doubt; `looked` is what was looked at.
Guess GuessFromSample(std::string_view text, const std::string& claimed, std::string* looked) {
  Guess guess;
  for (const size_t stretch : {kClaimStretch, kShortStretch, kStretch}) {
    if (stretch == kClaimStretch && claimed.empty()) continue;
    *looked = Sample(text, stretch);
    guess = GuessLanguage(*looked, claimed, 0);
    if (looked->size() == text.size()) return guess;
    if (IsSure(guess) && (stretch != kClaimStretch || BearsOut(guess, claimed))) return guess;
  }
  return guess;
}

}  // namespace

std::string DetectLanguage(std::string_view text, std::string_view hint) {
  const std::string claimed(hint);
  std::string looked;
  Guess guess = GuessFromSample(text, claimed, &looked);
  // A sentence alone is too short to be sure of, but nearly all of it speaks for one language.
  if (guess.language == CLD2::UNKNOWN_LANGUAGE && claimed.empty()) {
    guess = GuessLanguage(looked, claimed, CLD2::kCLDFlagBestEffort);
    if (guess.percent < kLeastPercent) return "und";
  }
  if (guess.language == CLD2::UNKNOWN_LANGUAGE || guess.bytes < kLeastBytes) {
    return claimed.empty() ? "und" : claimed;
  }
  const std::string code = Bcp47(CLD2::LanguageCode(guess.language));
  // The claim is more exact about the same language ("de-CH"), and decides where the text cannot.
  if (!claimed.empty() && (OneLanguage(Primary(claimed), Primary(code)) || !guess.reliable)) {
    return Primary(claimed) == "zh" ? code : claimed;
  }
  return code;
}

}  // namespace dealwire
