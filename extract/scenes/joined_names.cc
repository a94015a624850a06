#include "extract/scenes/joined_names.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "extract/names/name_rules.h"
#include "extract/scenes/party_marks.h"

namespace dealwire {
namespace {

// Between two names that "and" joins, in bytes.
constexpr size_t kMaxJoin = 40;

bool IsQuote(char32_t c) {
  return c == '"' || c == 0x00AB || c == 0x00BB || c == 0x201C || c == 0x201D || c == 0x201E;
}

// "Elisa and the Kajaani firm X": one word of description behind "and", that is no verb of a
// deal.
void BlankAdjective(const SentenceScene& scene, size_t offset, size_t from, std::string* rest) {
  while (from < rest->size() && (*rest)[from] == ' ') ++from;
  size_t end = from;
  for (size_t at = from; at < rest->size(); end = at) {
    const char32_t c = NextCodePoint(*rest, &at);
    if (!IsLetter(c) || IsUpper(c) || IsSpaceless(c) || IsHangul(c)) break;
  }
  const bool deed = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return (IsTrigger(c.cue) || IsStatus(c.cue) || c.cue == Cue::kAux) &&
           c.span.byte_start >= offset + from && c.span.byte_start < offset + end;
  });
  if (end < rest->size() && (*rest)[end] == ' ' && !deed)
    rest->replace(from, end - from, end - from, ' ');
}

// "From A and from B", French "auprès de A et de la B": a preposition said again behind "and".
// Returns where it ends in the text between the two names, 0 for none.
size_t BlankRepeated(const SentenceScene& scene, size_t offset, unsigned marks, size_t and_end,
                     std::string* rest) {
  size_t end = 0;
  for (const CueMatch& cue : scene.cues) {
    if ((RelationOf(cue.cue) & marks) == 0 || cue.span.byte_start < offset + and_end ||
        cue.span.byte_start > offset + and_end + 1 || cue.span.byte_end > offset + rest->size())
      continue;
    end = std::max(end, cue.span.byte_end - offset);
  }
  if (end > and_end) rest->replace(and_end, end - and_end, end - and_end, ' ');
  return end;
}

// French "A, la B et C"
void BlankArticles(const NameRules& names, std::string* rest) {
  constexpr size_t kLongest = 4;  // bytes
  for (size_t at = rest->find_first_not_of(' '); at != std::string::npos;
       at = rest->find_first_not_of(' ', at)) {
    const size_t end = std::min(rest->find(' ', at), rest->size());
    if (end - at <= kLongest && names.articles.contains(rest->substr(at, end - at)))
      rest->replace(at, end - at, end - at, ' ');
    at = end;
  }
}

// Japanese "KDDI-to US-Nvidia-wa": a word for a country that touches the name behind it.
void BlankNation(const NameRules& names, std::string* rest) {
  for (const std::string& nation : names.demonyms) {
    size_t first = 0;
    if (!rest->ends_with(nation) || !IsSpaceless(NextCodePoint(nation, &first))) continue;
    const size_t at = rest->size() - nation.size();
    rest->replace(at, nation.size(), nation.size(), ' ');
    return;
  }
}

}  // namespace

bool JoinedNames::Joined(const SentenceScene& scene, const Party& a, const Party& b,
                         unsigned marks) const {
  if (b.span.byte_start < a.span.byte_end) return true;
  const size_t gap = b.span.byte_start - a.span.byte_end;
  if (gap > kMaxJoin) return false;
  const std::string_view between = std::string_view(document_.text).substr(a.span.byte_end, gap);
  std::string rest(between);
  bool link = false;
  size_t and_end = gap;  // behind the last "and"
  for (const CueMatch& cue : scene.cues) {
    // "A, B and the fund C"
    const bool firm = cue.cue == Cue::kCompany || cue.cue == Cue::kAgent;
    if ((cue.cue != Cue::kAnd && !firm) || cue.span.byte_start < a.span.byte_end ||
        cue.span.byte_end > b.span.byte_start)
      continue;
    link = link || cue.cue == Cue::kAnd;
    if (cue.cue == Cue::kAnd) and_end = cue.span.byte_end - a.span.byte_end;
    for (size_t k = cue.span.byte_start; k < cue.span.byte_end; ++k)
      rest[k - a.span.byte_end] = ' ';
  }
  if (!postpositional_ && and_end < gap && (marks & b.marks) != 0)
    and_end =
        std::max(and_end, BlankRepeated(scene, a.span.byte_end, marks & b.marks, and_end, &rest));
  BlankArticles(names_, &rest);
  BlankNation(names_, &rest);
  BlankAdjective(scene, a.span.byte_end, and_end, &rest);
  for (size_t k = 0; k < rest.size();) {
    const char32_t c = NextCodePoint(rest, &k);
    if (c == ',' || c == '/' || c == '&' || c == '+' || c == 0x3001 || c == 0x30FB || c == 0xFF0C ||
        c == 0x060C) {
      link = true;
    } else if (!IsSpace(c) && !IsQuote(c)) {
      return false;
    }
  }
  return link;
}

}  // namespace dealwire
