#include "extract/scenes/opening_names.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "base/text.h"
#include "extract/names/name_rules.h"
#include "extract/text/fold.h"

namespace dealwire {
namespace {

constexpr size_t kToItsVerb = 36;  // bytes

bool TellsDeal(Cue cue) {
  return cue < Cue::kContract || cue == Cue::kPowerBuy || cue == Cue::kSigned ||
         cue == Cue::kTalks || cue == Cue::kDenied || cue == Cue::kCancelled;
}

// What may stand between a subject and the verb that tells what is done.
bool IsAuxiliary(Cue cue) {
  return cue == Cue::kAux || cue == Cue::kPlanned || cue == Cue::kDenied ||
         cue == Cue::kCancelled || cue == Cue::kAnnounced;
}

int VowelGroups(std::string_view word) {
  int groups = 0;
  bool before = false;
  for (const char c : word) {
    const bool vowel = std::string_view("aeiouy").find(c) != std::string_view::npos;
    groups += vowel && !before ? 1 : 0;
    before = vowel;
  }
  return groups;
}

}  // namespace

bool OpeningNames::Acts(const Span& word) const {
  if (!MayBeName(word)) return false;
  auto cue = std::ranges::lower_bound(cues_, word.byte_start, {},
                                      [](const CueMatch& c) { return c.span.byte_start; });
  for (auto of = cue; of != cues_.end() && of->span.byte_start == word.byte_start; ++of) {
    if (of->span.byte_end >= word.byte_end) return false;
  }
  if (HeadsItem(word)) return true;
  if (names_.noun_capitals && !IsSingular(word.byte_end)) return false;
  if (names_.noun_capitals && HasDone(word.byte_end)) return true;
  const size_t from = PastCompany(PastAside(word.byte_end));
  const size_t sentence = document_.sentences[document_.SentenceAt(word.byte_start)].span.byte_end;
  const size_t end = std::min(from + kToItsVerb + 1, sentence);
  for (; cue != cues_.end() && cue->span.byte_start < end; ++cue) {
    const Span& span = cue->span;
    if (TellsDeal(cue->cue) && span.byte_start > from && LeadsTo({from, span.byte_start}))
      return true;
  }
  return false;
}

// "* Telenor: buys 3,000 chips": at the head of an item of a list, the verb of a deal or a noun for
// a firm behind the colon.
bool OpeningNames::HeadsItem(const Span& word) const {
  constexpr size_t kBullet = 8, kNear = 28;  // bytes
  const std::string_view text = document_.text;
  const DocumentBlock& block = document_.blocks[document_.BlockAt(word.byte_start)];
  if (block.kind != DocumentBlockKind::kListItem ||
      word.byte_start > block.span.byte_start + kBullet ||
      (text.substr(word.byte_end, 2) != ": " && text.substr(word.byte_end, 3) != " : "))
    return false;
  const size_t from = word.byte_end + 2;
  auto cue = std::ranges::lower_bound(cues_, from, {},
                                      [](const CueMatch& c) { return c.span.byte_start; });
  const size_t end = std::min(from + kNear, block.span.byte_end);
  for (; cue != cues_.end() && cue->span.byte_start < end; ++cue) {
    if (TellsDeal(cue->cue) || cue->cue == Cue::kAgent || cue->cue == Cue::kCompany) return true;
  }
  return false;
}

// Where every noun may begin a sentence with a capital: a verb stands right behind that is not of
// several (plural_endings), German "mietet", "hat", not "mieten", "haben".
bool OpeningNames::IsSingular(size_t at) const {
  const std::string_view text = document_.text;
  if (at >= text.size() || text[at] != ' ') return false;
  const auto cue = std::ranges::lower_bound(cues_, at + 1, {},
                                            [](const CueMatch& c) { return c.span.byte_start; });
  const bool tells = cue != cues_.end() && cue->span.byte_start == at + 1 &&
                     (TellsDeal(cue->cue) || IsAuxiliary(cue->cue));
  const std::string_view word = text.substr(at + 1, text.find_first_of(" ,.", at + 1) - at - 1);
  return tells && std::ranges::none_of(names_.signs.plural_endings, [&](const std::string& ending) {
           return word.ends_with(ending);
         });
}

// German "hat bei N gemietet": an auxiliary right behind, and the verb of a deal that ends the
// sentence.
bool OpeningNames::HasDone(size_t at) const {
  constexpr size_t kLast = 8;  // bytes
  const size_t end = document_.sentences[document_.SentenceAt(at)].span.byte_end;
  auto cue = std::ranges::lower_bound(cues_, at + 1, {},
                                      [](const CueMatch& c) { return c.span.byte_start; });
  bool auxiliary = false, done = false;
  for (; cue != cues_.end() && cue->span.byte_start < end; ++cue) {
    auxiliary = auxiliary || (cue->span.byte_start == at + 1 && IsAuxiliary(cue->cue));
    if (!auxiliary) return false;
    done = done || (TellsDeal(cue->cue) && cue->span.byte_end + kLast >= end);
  }
  return done;
}

// ", por su parte,": behind a short aside between commas.
size_t OpeningNames::PastAside(size_t at) const {
  constexpr size_t kLongest = 28;  // bytes
  const std::string_view text = std::string_view(document_.text).substr(at, kLongest + 1);
  if (!text.starts_with(", ")) return at;
  const size_t end = text.find_first_of(",.;:(\n", 2);
  return end != std::string_view::npos && text[end] == ',' ? at + end + 1 : at;
}

// "Rabobank en ABN Amro schieten ...": behind "and" and capitalised words, of which two firms act.
size_t OpeningNames::PastCompany(size_t at) const {
  constexpr size_t kMostWords = 4, kLongest = 64;  // bytes, of all of them
  const std::string_view text = document_.text;
  const auto cue = std::ranges::lower_bound(cues_, at + 1, {},
                                            [](const CueMatch& c) { return c.span.byte_start; });
  if (cue == cues_.end() || cue->span.byte_start != at + 1 || cue->cue != Cue::kAnd) return at;
  size_t end = cue->span.byte_end;
  const size_t sentence = document_.sentences[document_.SentenceAt(at)].span.byte_end;
  const size_t last = std::min(sentence, end + kLongest);
  for (size_t words = 0; words < kMostWords && end < last && text[end] == ' '; ++words) {
    size_t next = end + 1;
    if (next >= last || !IsUpper(NextCodePoint(text, &next))) break;
    while (next < last) {
      size_t behind = next;
      const char32_t c = NextCodePoint(text, &behind);
      if (!IsWordChar(c) && c != '-' && c != '.' && c != '&') break;
      next = behind;
    }
    end = next;
  }
  return end > cue->span.byte_end ? end : at;
}

// Where words are written by syllables, one of two and more.
bool OpeningNames::MayBeName(const Span& word) const {
  constexpr size_t kLeast = 3;  // bytes
  const std::string folded = FoldText(document_.Slice(word));
  if (folded.size() < kLeast) return false;
  if (names_.syllables) return VowelGroups(folded) > 1;
  return std::ranges::none_of(names_.noun_endings, [&](const std::string& ending) {
    return folded.size() > ending.size() && folded.ends_with(ending);
  });
}

// Nothing but spaces, auxiliaries and one other word.
bool OpeningNames::LeadsTo(const Span& between) const {
  const std::string_view text = document_.text;
  int others = 0;
  for (size_t at = between.byte_start; at < between.byte_end;) {
    const size_t start = at;
    const char32_t c = NextCodePoint(text, &at);
    if (c == ' ') continue;
    if (!IsWordChar(c)) return false;
    while (at < between.byte_end && text[at] != ' ') {
      if (!IsWordChar(NextCodePoint(text, &at))) return false;
    }
    auto cue = std::ranges::lower_bound(cues_, start, {},
                                        [](const CueMatch& m) { return m.span.byte_start; });
    bool auxiliary = false, noun = false;
    for (; cue != cues_.end() && cue->span.byte_start == start; ++cue) {
      auxiliary = auxiliary || IsAuxiliary(cue->cue);
      noun = noun || cue->cue == Cue::kContract || cue->cue == Cue::kSite ||
             cue->cue == Cue::kShare || cue->cue == Cue::kAgent || cue->cue == Cue::kNoDeal;
    }
    if (noun && !auxiliary) return false;  // "Final contracts are signed"
    others += auxiliary ? 0 : 1;
  }
  return others <= 1;
}

std::vector<Party> OpenParties(const std::vector<OpenOrganisation>& open,
                               const OpeningNames& openings) {
  std::vector<bool> acts(open.size());
  std::set<std::string_view> acting;  // ids
  for (size_t i = 0; i < open.size(); ++i) {
    acts[i] = open[i].opening && !open[i].echo && openings.Acts(open[i].mention.span);
    if (acts[i]) acting.insert(Get<OrgValue>(open[i].mention)->id);
  }
  std::vector<Party> parties;
  parties.reserve(open.size());
  for (size_t i = 0; i < open.size(); ++i) {
    const OrgValue& org = *Get<OrgValue>(open[i].mention);
    if (!open[i].opening || acts[i] || acting.contains(org.id))
      parties.push_back({org.id, open[i].mention.span, org.known, open[i].strong || acts[i]});
  }
  return parties;
}

}  // namespace dealwire
