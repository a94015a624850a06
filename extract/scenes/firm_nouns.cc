#include "extract/scenes/firm_nouns.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace dealwire {
namespace {

bool RightBefore(const Span& a, const Span& b) {
  constexpr size_t kTouching = 2;  // bytes
  return a.byte_end <= b.byte_start && b.byte_start - a.byte_end <= kTouching;
}

// Whether `noun` is what `owner` owns, an adjective between the two at most.
bool IsBranch(const Document& document, const SentenceScene& scene, const Party& owner,
              const Party& noun) {
  constexpr size_t kAdjective = 32;  // bytes
  constexpr int kWords = 2;          // spaces about one
  const auto of = std::ranges::find_if(scene.cues, [&](const CueMatch& c) {
    return c.cue == Cue::kOf && c.span.byte_start >= owner.span.byte_end &&
           c.span.byte_start <= owner.span.byte_end + 1;
  });
  if (of == scene.cues.end() || of->span.byte_end > noun.span.byte_start ||
      noun.span.byte_start - of->span.byte_end > kAdjective)
    return false;
  // Turkish: a genitive is who acts in a clause, too.
  const bool acts = std::ranges::any_of(
      scene.cues, [&](const CueMatch& c) { return c.cue == Cue::kSubject && c.span == of->span; });
  const std::string_view between =
      std::string_view(document.text)
          .substr(of->span.byte_end, noun.span.byte_start - of->span.byte_end);
  return !acts && !HasBreak(between) && std::ranges::count(between, ' ') <= kWords;
}

// Whether nothing but a noun for a firm stands there, a genitive beside it at most.
bool DescribesBetween(const Document& document, const SentenceScene& scene, size_t from,
                      size_t to) {
  constexpr size_t kLongest = 36;  // bytes
  if (to <= from || to - from > kLongest) return false;
  size_t at = from;
  while (at < to && document.text[at] == ' ') ++at;
  const size_t noun = at;
  const char32_t first = at < to ? NextCodePoint(document.text, &at) : 0;
  if (!IsSpaceless(first) && !IsHangul(first)) return false;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    if ((c.cue != Cue::kAgent && c.cue != Cue::kCompany) || c.span.byte_start != noun) return false;
    if (c.span.byte_end == to) return true;
    if (c.span.byte_end > to) return false;
    if (document.Slice({c.span.byte_end, to}) == " ") return true;
    return std::ranges::any_of(scene.cues, [&](const CueMatch& of) {
      return of.cue == Cue::kOf && of.span.byte_start == c.span.byte_end && of.span.byte_end == to;
    });
  });
}

}  // namespace

bool OwnedByFirm(const SentenceScene& scene, const Party& party) {
  if ((party.marks & kRelTo) == 0 || party.coreference) return false;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& to) {
    return to.cue == Cue::kTo && RightBefore(to.span, party.span) &&
           std::ranges::any_of(scene.cues,
                               [&](const CueMatch& c) {
                                 return (c.cue == Cue::kSite || c.cue == Cue::kShare) &&
                                        RightBefore(c.span, to.span);
                               }) &&
           std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
             return (c.cue == Cue::kAgent || c.cue == Cue::kCompany) && c.span == to.span;
           });
  });
}

bool InDescription(const Document& document, const SentenceScene& scene, const Span& preposition,
                   const Party& party) {
  constexpr size_t kToNoun = 28, kWord = 4;  // bytes
  if (party.coreference) return false;
  const auto words = [&](size_t from, size_t to) {
    return std::string_view(document.text).substr(from, to > from ? to - from : 0);
  };
  const auto small = [](std::string_view text) {
    for (size_t at = 0; at < text.size();) {
      const char32_t c = NextCodePoint(text, &at);
      if (c != ' ' && c != '-' && (!IsLetter(c) || IsUpper(c))) return false;
    }
    return true;
  };
  const std::string_view after = words(preposition.byte_end, party.span.byte_start);
  if (!after.starts_with(' ') || after.size() < kWord + 2 || !after.ends_with(' ') || !small(after))
    return false;
  bool noun = false;
  for (const CueMatch& c : scene.cues) {
    const bool firm = c.cue == Cue::kAgent || c.cue == Cue::kCompany;
    const bool behind =
        c.span.byte_start >= preposition.byte_end && c.span.byte_end <= party.span.byte_start;
    // "The client of the firm X"; a verb of a deal ends the phrase.
    if (behind && (firm || IsTrigger(c.cue))) return false;
    if (firm && c.span.byte_end < preposition.byte_start &&
        c.span.byte_end + kToNoun >= preposition.byte_start &&
        small(words(c.span.byte_end, preposition.byte_start)))
      noun = true;
  }
  return noun;
}

void GiveBranchesToOwners(const Document& document, SentenceScene* scene) {
  std::vector<Party> kept;
  for (const Party& p : scene->parties) {
    const bool owned = p.coreference && !kept.empty() && !kept.back().coreference &&
                       !kept.back().in_chip && IsBranch(document, *scene, kept.back(), p);
    if (owned) {
      kept.back().marks = p.marks;
    } else {
      kept.push_back(p);
    }
  }
  scene->parties = std::move(kept);
}

void DropDescribingOwners(const Document& document, SentenceScene* scene) {
  std::vector<Party>& parties = scene->parties;
  std::vector<bool> owner(parties.size(), false);
  for (size_t i = 0; i + 1 < parties.size(); ++i) {
    const Party& next = parties[i + 1];
    if (parties[i].coreference || parties[i].in_chip || next.coreference || next.in_chip ||
        parties[i].id == next.id)
      continue;
    owner[i] = DescribesBetween(document, *scene, parties[i].span.byte_end, next.span.byte_start);
  }
  size_t at = 0;
  std::erase_if(parties, [&](const Party&) { return owner[at++]; });
}

void BoundClauseSubjects(const Document& document, SentenceScene* scene) {
  constexpr size_t kParticle = 2;  // bytes before it
  const auto beside = [&](Cue cue, size_t from, size_t to) {
    return std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
      return c.cue == cue && c.span.byte_start >= from && c.span.byte_end <= to;
    });
  };
  const auto is_theme = [&](const Party& p) {
    return std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
      return c.cue == Cue::kTheme && c.span.byte_start >= p.span.byte_end &&
             c.span.byte_start <= p.span.byte_end + kParticle;
    });
  };
  const auto themed = std::ranges::find_if(scene->parties, [&](const Party& p) {
    return !p.in_chip && (p.marks & kRelSubject) != 0 && is_theme(p);
  });
  if (themed == scene->parties.end()) return;
  const size_t end = themed->span.byte_start;
  // "The servers that X ordered-o Y-wa supplies": what stands right before is an object.
  if (beside(Cue::kObject, std::max(end, 2 * kParticle + 1) - 2 * kParticle - 1, end)) return;
  auto subject = themed;
  while (subject != scene->parties.begin()) {
    --subject;
    if (subject->group != themed->group && !subject->in_chip && subject->marks == kRelSubject)
      break;
  }
  if (subject == themed || subject->marks != kRelSubject || subject->group == themed->group) return;
  const size_t begin = subject->span.byte_end;
  const bool sum = std::ranges::any_of(scene->money, [&](const Mention* m) {
    return m->span.byte_start >= begin && m->span.byte_end <= end;
  });
  if (sum || HasBreak(std::string_view(document.text).substr(begin, end - begin))) return;
  for (Party& p : scene->parties) {
    if (p.group == subject->group ||
        (p.span.byte_start >= begin && p.span.byte_end <= end && p.group != themed->group))
      p.acts_until = end;
  }
}

void BoundDescribedNames(const Document& document, SentenceScene* scene) {
  constexpr size_t kMostWords = 8, kBeside = 3;  // in a sentence; bytes
  std::vector<Party>& parties = scene->parties;
  size_t words = 0;
  for (const CueMatch& link : scene->cues) {
    if (link.cue != Cue::kTheme || ++words > kMostWords) continue;
    const auto name = std::ranges::find_if(
        parties, [&](const Party& p) { return p.span.byte_start == link.span.byte_end; });
    if (name == parties.end() || name == parties.begin() || name->in_chip ||
        !(name->known || name->strong))
      continue;
    Party& owner = *(name - 1);
    const size_t from = owner.span.byte_end, to = link.span.byte_start;
    const bool sum = std::ranges::any_of(scene->money, [&](const Mention* m) {
      return m->span.byte_start >= from && m->span.byte_end <= to;
    });
    const bool apart = from > to || owner.group == name->group || owner.in_chip || sum ||
                       HasBreak(std::string_view(document.text).substr(from, to - from));
    // "The servers of Dell that X bought" end in what was bought.
    const bool goods = std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
      return (c.cue == Cue::kChipNoun || c.cue == Cue::kCompute || c.cue == Cue::kSite) &&
             c.span.byte_start >= name->span.byte_end &&
             c.span.byte_start <= name->span.byte_end + kBeside;
    });
    if (apart || goods) continue;
    const bool deed = std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
      return (IsTrigger(c.cue) || c.cue == Cue::kSigned) && c.span.byte_start >= from &&
             c.span.byte_end <= name->span.byte_start;
    });
    if (!deed && name->marks == 0) name->marks = owner.marks;
    owner.acts_until = name->span.byte_start;
  }
}

void MarkAccusatives(SentenceScene* scene) {
  constexpr size_t kBeside = 3;  // bytes: a quotation mark
  const auto beside = [&](const Span& a, const Span& b) {
    return a.byte_end < b.byte_start && b.byte_start <= a.byte_end + kBeside;
  };
  for (Party& p : scene->parties) {
    if (p.marks != 0 || p.in_chip) continue;
    const bool object = std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
      return c.cue == Cue::kAccusative && beside(c.span, p.span) &&
             c.span.byte_start <= scene->SegmentAt(p.span.byte_start).byte_start + 1;
    });
    if (!object) continue;
    const bool subject = std::ranges::any_of(scene->parties, [&](const Party& o) {
      return o.group != p.group && o.marks == 0 && o.span.byte_start > p.span.byte_end &&
             std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
               return (c.cue == Cue::kAcquire || c.cue == Cue::kBuy) &&
                      c.span.byte_start > p.span.byte_end && beside(c.span, o.span);
             });
    });
    if (subject) p.marks = kRelObject;
  }
}

}  // namespace dealwire
