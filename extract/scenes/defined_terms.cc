#include "extract/scenes/defined_terms.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kBracket = 160;      // bytes from its opening to the noun
constexpr size_t kLegalForm = 24;     // bytes between a name and the bracket
constexpr size_t kMostParties = 200;  // of a sentence that defines anybody

class TermReader {
 public:
  TermReader(const Document& document, std::vector<SentenceScene>* scenes)
      : document_(document), scenes_(*scenes) {}

  void Read() {
    for (const SentenceScene& scene : scenes_) {
      if (scene.parties.size() > kMostParties) continue;
      for (const Party& p : scene.parties) Define(scene, p);
    }
    if (terms_.empty()) return;
    for (SentenceScene& scene : scenes_) {
      for (Party& p : scene.parties) Resolve(scene, &p);
      std::erase_if(scene.parties, [&](const Party& p) { return IsDefinition(p); });
    }
  }

 private:
  struct Term {
    std::string id;  // "": defined for two
    bool known = false;
    Span defined;
  };

  bool IsQuoted(const Span& span) const {
    size_t before = span.byte_start, after = span.byte_end;
    if (before == 0 || after >= document_.text.size()) return false;
    const char32_t open = PreviousCodePoint(document_.text, &before);
    return ClosesQuote(open, NextCodePoint(document_.text, &after));
  }

  // Where the bracket opens that holds a place; npos: none does.
  size_t BracketBefore(const SentenceScene& scene, size_t at) const {
    const size_t low = std::max(scene.span.byte_start, at - std::min(at, kBracket));
    while (at > low) {
      const char32_t c = PreviousCodePoint(document_.text, &at);
      if (c == '(' || c == 0xFF08) return at;
      if (c == ')' || c == 0xFF09) break;
    }
    return std::string::npos;
  }

  void Define(const SentenceScene& scene, const Party& noun) {
    if (!noun.coreference || noun.several || !IsQuoted(noun.span)) return;
    const size_t bracket = BracketBefore(scene, noun.span.byte_start);
    if (bracket == std::string::npos) return;
    const Party* name = nullptr;
    for (const Party& p : scene.parties) {
      if (!p.coreference && p.span.byte_end <= bracket && bracket - p.span.byte_end <= kLegalForm &&
          (name == nullptr || p.span.byte_end >= name->span.byte_end))
        name = &p;
    }
    if (name == nullptr ||
        HasBreak(std::string_view(document_.text)
                     .substr(name->span.byte_end, bracket - name->span.byte_end)))
      return;
    const auto [term, fresh] = terms_.try_emplace(std::string(document_.Slice(noun.span)),
                                                  Term{name->id, name->known, noun.span});
    if (!fresh && term->second.id != name->id) term->second.id.clear();
  }

  // The noun is no part of a longer one: "the two companies".
  static bool StandsAlone(const SentenceScene& scene, const Span& span) {
    return std::ranges::none_of(scene.cues, [&](const CueMatch& c) {
      const bool firm = c.cue == Cue::kCompany || c.cue == Cue::kCompanies || c.cue == Cue::kAgent;
      return firm && c.span.size() > span.size() && c.span.Overlaps(span);
    });
  }

  void Resolve(const SentenceScene& scene, Party* p) const {
    if (!p->coreference || p->several) return;
    const auto term = terms_.find(document_.Slice(p->span));
    if (term == terms_.end() || term->second.id.empty() ||
        p->span.byte_start <= term->second.defined.byte_start || !StandsAlone(scene, p->span))
      return;
    p->id = term->second.id;
    p->known = term->second.known;
    p->strong = true;
    p->coreference = p->first_person = false;
  }

  bool IsDefinition(const Party& p) const {
    const auto term = terms_.find(document_.Slice(p.span));
    return term != terms_.end() && term->second.defined == p.span;
  }

  const Document& document_;
  std::vector<SentenceScene>& scenes_;
  std::map<std::string, Term, std::less<>> terms_;
};

// The name in brackets that a block begins with, or null.
const Party* NameAtHead(const Document& document, const DocumentBlock& block,
                        const SentenceScene& scene) {
  const std::string& text = document.text;
  if (block.kind == DocumentBlockKind::kTitle) return nullptr;
  for (const Party& p : scene.parties) {
    size_t at = p.span.byte_start, after = p.span.byte_end;
    if (at <= block.span.byte_start || after >= block.span.byte_end) continue;
    const char32_t open = PreviousCodePoint(text, &at);
    const char32_t close = NextCodePoint(text, &after);
    const bool pair = (open == 0x3010 && close == 0x3011) || (open == 0x3014 && close == 0x3015) ||
                      (open == '[' && close == ']');
    if (pair && at == block.span.byte_start && after < block.span.byte_end && !p.coreference)
      return &p;
  }
  return nullptr;
}

}  // namespace

void ReadDefinedTerms(const Document& document, std::vector<SentenceScene>* scenes) {
  TermReader(document, scenes).Read();
}

void ReadNoticeHeads(const Document& document, std::vector<SentenceScene>* scenes) {
  const size_t kNone = document.blocks.size();
  size_t headed = kNone;  // the block whose head `name` is
  std::string name;
  for (SentenceScene& scene : *scenes) {
    const size_t index = document.sentences[scene.index].block;
    const DocumentBlock& block = document.blocks[index];
    if (scene.index == block.first_sentence) {
      const Party* head = NameAtHead(document, block, scene);
      headed = head == nullptr ? kNone : index;
      if (head != nullptr) name = head->id;
    }
    if (index != headed) continue;
    for (Party& p : scene.parties) {
      if (p.coreference && !p.several && !p.asked) p.said_for = name;
    }
  }
}

}  // namespace dealwire
