#include "extract/scenes/references.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "extract/scenes/party_marks.h"

namespace dealwire {
namespace {

// Whether a quotation mark opens right before.
bool OpensQuote(const Document& document, size_t at) {
  if (at == 0) return false;
  const char32_t c = PreviousCodePoint(document.text, &at);
  return c == 0x00AB || c == 0x201E || c == 0x201C || c == '"';
}

// Whether a noun for a firm describes the name that follows: "the company Anthropic", "le fonds
// emirien MGX", an adjective between the two; what it deals in, where the name is quoted: "the
// developer of video systems 'N'".
bool Describes(const Document& document, const SentenceScene& scene, const Span& noun,
               const Span& name) {
  constexpr size_t kAdjective = 20, kTrade = 60;  // bytes
  const bool quoted = OpensQuote(document, name.byte_start);
  if (name.byte_start < noun.byte_end || name.byte_start > noun.byte_end + kTrade) return false;
  // Cues are sorted: those between the two.
  const auto from = std::ranges::lower_bound(scene.cues, noun.byte_end, {},
                                             [](const CueMatch& c) { return c.span.byte_start; });
  const auto to = std::find_if(from, scene.cues.end(), [&](const CueMatch& c) {
    return c.span.byte_start >= name.byte_start;
  });
  // "The operator of data centres N", "le fournisseur cloud N"
  const auto goods = [](const CueMatch& c) {
    return c.cue == Cue::kCompute || c.cue == Cue::kChipNoun || c.cue == Cue::kSite ||
           c.cue == Cue::kTopic;
  };
  const bool trade = quoted || std::any_of(from, to, [&](const CueMatch& c) {
                       return goods(c) && c.span.byte_end <= name.byte_start;
                     });
  if (!trade && name.byte_start > noun.byte_end + kAdjective) return false;
  const std::string_view between =
      std::string_view(document.text).substr(noun.byte_end, name.byte_start - noun.byte_end);
  constexpr int kPhrase = 4;  // spaces around two words and a preposition
  const auto spaces = std::ranges::count(between, ' ');
  if (HasBreak(between) || (!quoted && spaces != 2 && !(trade && spaces <= kPhrase))) return false;
  return std::none_of(from, to, [&](const CueMatch& c) {
    return !(trade && goods(c)) && c.span.byte_end <= name.byte_start;
  });
}

// Nothing but a space or a quotation mark stands between two spans.
bool Beside(const Document& document, const Span& a, const Span& b) {
  const size_t from = std::min(a.byte_end, b.byte_end), to = std::max(a.byte_start, b.byte_start);
  if (to > from + 4) return false;
  for (size_t at = from; at < to;) {
    if (IsWordChar(NextCodePoint(document.text, &at))) return false;
  }
  return true;
}

// "The operator of data centres": the noun for a firm that begins with `noun`, with what it deals
// in. Cues are sorted.
Span WholeNoun(const SentenceScene& scene, const Span& noun) {
  Span whole = noun;
  auto at = std::ranges::lower_bound(scene.cues, noun.byte_start, {},
                                     [](const CueMatch& c) { return c.span.byte_start; });
  // Behind its article, too: Italian "la società" and "società di hosting".
  for (; at != scene.cues.end() && at->span.byte_start < noun.byte_end; ++at) {
    const bool firm = at->cue == Cue::kAgent || at->cue == Cue::kOperator;
    if (firm) whole.byte_end = std::max(whole.byte_end, at->span.byte_end);
  }
  return whole;
}

// "We", "to us": the firm of who speaks. Of "nous a" within "nous" the longer counts; whom a deal
// costs a sum ("das kostet uns") is told of no side.
void AddFirstPerson(const CueMatch& cue, SentenceScene* scene) {
  constexpr size_t kBeside = 2;  // bytes
  const bool none = std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
    if (c.cue == Cue::kValue)
      return !c.span.Overlaps(cue.span) && c.span.byte_end + kBeside >= cue.span.byte_start &&
             c.span.byte_start <= cue.span.byte_end + kBeside;
    const bool person =
        c.cue == Cue::kWe || c.cue == Cue::kUs || c.cue == Cue::kYou || c.cue == Cue::kToYou;
    return person && c.span.size() > cue.span.size() && c.span.Overlaps(cue.span);
  });
  if (none) return;
  Party party{"", cue.span};
  party.coreference = party.first_person = true;
  party.asked = cue.cue == Cue::kYou || cue.cue == Cue::kToYou;
  scene->parties.push_back(party);
}

// "With them", "von ihr": the preposition is a part of the cue. Not behind several names, which it
// stands for ("A and B took part, we got 9 million from them").
void AddPronoun(const Span& span, SentenceScene* scene) {
  const Party* first = nullptr;
  for (const Party& p : scene->parties) {
    if (p.coreference || p.span.byte_end > span.byte_start) continue;
    if (first != nullptr && p.id != first->id) return;
    first = &p;
  }
  Party party{"", span};
  party.coreference = party.pronoun = true;
  scene->parties.push_back(party);
}

// Whether a word stands for the firm of who speaks, or of who is asked where an interviewer does.
bool IsFirstPerson(const Document& document, const SentenceScene& scene, Cue cue) {
  if (cue == Cue::kWe || cue == Cue::kUs) return true;
  return (cue == Cue::kYou || cue == Cue::kToYou) &&
         document.blocks[document.sentences[scene.index].block].question;
}

}  // namespace

void AddCoreferences(const Document& document, std::vector<SentenceScene>* scenes) {
  for (SentenceScene& scene : *scenes) {
    const size_t named = scene.parties.size();
    constexpr size_t kMostNames = 200;  // more are a list of names, and each noun asks all
    if (named > kMostNames) continue;
    size_t left = kMostNames;  // of words that stand for a name
    for (const CueMatch& cue : scene.cues) {
      const bool person = IsFirstPerson(document, scene, cue.cue);
      const bool noun_cue = cue.cue == Cue::kCompany || cue.cue == Cue::kCompanies;
      if (!person && !noun_cue && cue.cue != Cue::kThem) continue;
      if (left-- == 0) break;
      if (person) AddFirstPerson(cue, &scene);
      if (cue.cue == Cue::kThem) AddPronoun(cue.span, &scene);
      if (!noun_cue) continue;
      const Span noun = WholeNoun(scene, cue.span);
      const bool beside = std::ranges::any_of(
          scene.parties.begin(), scene.parties.begin() + static_cast<long>(named),
          [&](const Party& p) {
            return Beside(document, p.span, noun) || Describes(document, scene, cue.span, p.span);
          });
      if (beside) continue;
      Party party{"", cue.span};
      party.coreference = true;
      party.several = cue.cue == Cue::kCompanies;
      scene.parties.push_back(party);
    }
  }
}

void MarkPronouns(SentenceScene* scene) {
  for (Party& p : scene->parties) {
    if (!p.pronoun) continue;
    p.marks = 0;
    for (const CueMatch& c : scene->cues) {
      if (p.span.Contains(c.span)) p.marks |= RelationOf(c.cue);
    }
    if (p.marks == 0) p.marks = kRelWith;
  }
}

}  // namespace dealwire
