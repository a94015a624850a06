#include "extract/names/name_ends.h"

#include "base/text.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

// Shorter names are too often the beginning of another word for heads to be glued to them.
constexpr size_t kMinCompoundBytes = 4;
constexpr size_t kMinKatakanaBytes = 12;  // four characters

}  // namespace

bool MayBeginName(std::string_view text, size_t i) {
  const auto kind = [](unsigned char c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? 1 : 0;
    return c == 0xD0 || c == 0xD1 ? 2 : 3;
  };
  const auto c = static_cast<unsigned char>(text[i]);
  if (c == ' ' || (c & 0xC0) == 0x80) return false;
  if (i == 0) return true;
  const int here = kind(c);
  if (here == 1) return kind(static_cast<unsigned char>(text[i - 1])) != 1;
  return here != 2 || i < 2 || kind(static_cast<unsigned char>(text[i - 2])) != 2;
}

std::optional<size_t> NameEnds::EndOf(const Automaton::Match& match) const {
  const Alias& alias = registry_.alias(match.value);
  if (!CaseFits(alias, match.byte_start, match.byte_end)) return std::nullopt;
  return EndOfWord(alias, match);
}

bool NameEnds::BeginsWord(size_t start) const {
  if (!Joins(ScriptBefore(text_, start), ScriptAfter(text_, start))) return true;
  if (rules_.prefixes.empty()) return false;
  const size_t run = RunStart(text_, start);
  return rules_.prefixes.contains(text_.substr(run, start - run));
}

bool NameEnds::CaseFits(const Alias& alias, size_t start, size_t end) const {
  if (!alias.has_capital) return true;
  const size_t begin = folded_.ToSource(start);
  const std::string_view slice = source_.substr(begin, folded_.ToSource(end) - begin);
  bool any_capital = false;
  for (size_t i = 0; i < slice.size();) {
    const char32_t c = NextCodePoint(slice, &i);
    if (IsUpper(c)) {
      any_capital = true;
    } else if (alias.all_capitals && IsLetter(c)) {
      return false;
    }
  }
  return any_capital;
}

std::optional<size_t> NameEnds::EndOfWord(const Alias& alias, const Automaton::Match& match) const {
  const size_t end = match.byte_end;
  if (rules_.elision && end + 1 < text_.size() && text_[end] == '\'' &&
      ScriptAfter(text_, end + 1) == Script::kLatin) {
    return std::nullopt;
  }
  const Script after = ScriptAfter(text_, end);
  const bool goes_on = Joins(ScriptBefore(text_, end), after);
  if (alias.dropped != 0) {
    if (!goes_on) return std::nullopt;
    const size_t run_end = RunEnd(text_, end);
    const std::string_view run = text_.substr(end, run_end - end);
    if (!rules_.IsStemEnding(registry_.String(alias.dropped), run)) return std::nullopt;
    return run_end;
  }
  if (!goes_on) return end;
  const size_t run_end = RunEnd(text_, end);
  const std::string_view run = text_.substr(end, run_end - end);
  if (rules_.IsEnding(run) || (rules_.model_endings.contains(run) &&
                               registry_.Get(alias.entity).kind == EntityKind::kChip)) {
    return run_end;
  }
  if (rules_.particles.contains(run)) return end;
  const size_t bytes = end - match.byte_start;
  if (bytes >= kMinCompoundBytes && rules_.BeginsCompound(run)) return end;
  if (after == Script::kKatakana && bytes >= kMinKatakanaBytes) return end;
  return std::nullopt;
}

}  // namespace dealwire
