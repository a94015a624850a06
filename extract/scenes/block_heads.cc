#include "extract/scenes/block_heads.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kMostHeads = 3;

enum class HeadEnd : uint8_t { kNone, kColon, kDash, kStop };

struct Head {
  size_t sentence = 0;
  size_t names = 0;  // of the sentence's first parties
  HeadEnd end = HeadEnd::kNone;
};

bool IsDash(char32_t c) { return c == 0x2013 || c == 0x2014; }

// What is no letter and no digit from `at` on: quotation marks, brackets, spaces, bullets.
size_t PastMarks(std::string_view text, size_t at, size_t end) {
  while (at < end) {
    size_t next = at;
    const char32_t c = NextCodePoint(text, &next);
    if (IsWordChar(c) || c == ':' || c == '.' || c == 0xFF1A || c == 0x3002 || IsDash(c)) break;
    at = next;
  }
  return at;
}

// Where what an item begins with ends: a bullet, "3.", "3)".
size_t PastNumber(std::string_view text, size_t at, size_t end) {
  constexpr size_t kDigits = 3;
  at = PastMarks(text, at, end);
  size_t digits = at;
  while (digits < end && digits - at < kDigits && IsAsciiDigit(text[digits])) ++digits;
  if (digits == at || digits >= end || (text[digits] != '.' && text[digits] != ')')) return at;
  return PastMarks(text, digits + 1, end);
}

class HeadReader {
 public:
  HeadReader(const Document& document, std::vector<SentenceScene>* scenes)
      : text_(document.text), document_(document), scenes_(*scenes) {}

  void Read() {
    std::vector<std::pair<const DocumentBlock*, Head>> paragraphs;
    for (const DocumentBlock& block : document_.blocks) {
      const bool item = block.kind == DocumentBlockKind::kListItem;
      if (!item && block.kind != DocumentBlockKind::kParagraph) continue;
      const Head head = HeadOf(block);
      if (head.end == HeadEnd::kNone) continue;
      if (item || block.entry) {
        Take(block, head);
      } else if (head.end == HeadEnd::kColon) {
        paragraphs.emplace_back(&block, head);
      }
    }
    if (paragraphs.size() < 2) return;
    for (const auto& [block, head] : paragraphs) Take(*block, head);
  }

 private:
  Head HeadOf(const DocumentBlock& block) const {
    Head head;
    const size_t start = PastNumber(text_, block.span.byte_start, block.span.byte_end);
    head.sentence = block.first_sentence;
    while (head.sentence < block.end_sentence && scenes_[head.sentence].span.byte_end <= start)
      ++head.sentence;
    if (head.sentence >= block.end_sentence) return head;
    const SentenceScene& scene = scenes_[head.sentence];
    size_t at = start;
    for (const Party& p : scene.parties) {
      if (p.coreference || p.in_chip || head.names > kMostHeads || !Follows(scene, p, head, at))
        break;
      ++head.names;
      at = p.span.byte_end;
    }
    if (head.names == 0 || head.names > kMostHeads) return head;
    head.end = EndAt(scene, at);
    // "4. Salo. N plans a site": a place.
    const Party& only = scene.parties.front();
    if (head.end == HeadEnd::kStop && head.names == 1 && !only.known && !only.strong)
      head.end = HeadEnd::kNone;
    return head;
  }

  // Whether nothing but "and", a comma, a dash or an article stands before the next name of a head.
  bool Follows(const SentenceScene& scene, const Party& p, const Head& head, size_t at) const {
    constexpr size_t kAnd = 8;      // bytes
    constexpr size_t kArticle = 5;  // bytes
    if (p.span.byte_start < at) return false;
    const size_t gap = p.span.byte_start - at;
    if (head.names == 0) return gap <= kArticle;
    const std::string_view between = text_.substr(at, gap);
    if (gap > kAnd || between.find(':') != std::string_view::npos ||
        between.find('.') != std::string_view::npos)
      return false;
    if (PastMarks(text_, at, p.span.byte_start) == p.span.byte_start) return true;
    const char32_t c = FirstOf(text_, PastMarks(text_, at, p.span.byte_start));
    if (IsDash(c)) return true;
    return std::ranges::any_of(scene.cues, [&](const CueMatch& cue) {
      return cue.cue == Cue::kAnd && cue.span.byte_start >= at &&
             cue.span.byte_end <= p.span.byte_start;
    });
  }

  static char32_t FirstOf(std::string_view text, size_t at) { return NextCodePoint(text, &at); }

  HeadEnd EndAt(const SentenceScene& scene, size_t at) const {
    const size_t end = scene.span.byte_end;
    at = PastMarks(text_, at, end);
    if (at >= end) return HeadEnd::kStop;
    const size_t mark = at;
    const char32_t c = NextCodePoint(text_, &at);
    if (c == ':' || c == 0xFF1A) return HeadEnd::kColon;
    if (IsDash(c) && mark > 0 && text_[mark - 1] == ' ') return HeadEnd::kDash;
    return c != ':' && PastMarks(text_, at, end) >= end && !IsWordChar(c) ? HeadEnd::kStop
                                                                          : HeadEnd::kNone;
  }

  // Whether what stands behind the head has a subject of its own: a noun for a firm, or a name
  // before a verb of a deal.
  static bool HasSubject(const SentenceScene& scene, size_t names) {
    constexpr size_t kToVerb = 40;  // bytes
    for (size_t i = names; i < scene.parties.size(); ++i) {
      const Party& p = scene.parties[i];
      if (p.in_chip || p.several) continue;
      if (p.coreference && !p.first_person) return true;
      if ((p.marks & ~unsigned{kRelSubject}) != 0 || !(p.known || p.strong)) continue;
      const bool acts = std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
        return (c.cue < Cue::kContract || c.cue == Cue::kSigned || c.cue == Cue::kTalks) &&
               c.span.byte_start >= p.span.byte_end &&
               c.span.byte_start - p.span.byte_end <= kToVerb;
      });
      if (acts) return true;
    }
    return false;
  }

  void Take(const DocumentBlock& block, const Head& head) {
    SentenceScene& first = scenes_[head.sentence];
    std::vector<std::string> ids;
    for (size_t i = 0; i < head.names; ++i) {
      first.parties[i].strong = true;
      if (std::ranges::find(ids, first.parties[i].id) == ids.end())
        ids.push_back(first.parties[i].id);
    }
    const bool apart = head.end != HeadEnd::kStop && HasSubject(first, head.names);
    if (apart)
      first.parties.erase(first.parties.begin(),
                          first.parties.begin() + static_cast<long>(head.names));
    for (size_t s = head.sentence; s < block.end_sentence; ++s) {
      if (s > head.sentence || apart) scenes_[s].heads = ids;
    }
  }

  const std::string_view text_;
  const Document& document_;
  std::vector<SentenceScene>& scenes_;
};

}  // namespace

void ReadBlockHeads(const Document& document, std::vector<SentenceScene>* scenes) {
  HeadReader(document, scenes).Read();
}

}  // namespace dealwire
