#include "extract/scenes/party_marks.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "extract/scenes/firm_nouns.h"
#include "extract/scenes/joined_names.h"
#include "extract/scenes/phrase_marks.h"
#include "extract/scenes/told_sides.h"

namespace dealwire {
namespace {

constexpr std::array<std::pair<Cue, unsigned>, 10> kMarks = {{{Cue::kWith, kRelWith},
                                                              {Cue::kFrom, kRelFrom},
                                                              {Cue::kTo, kRelTo},
                                                              {Cue::kBy, kRelBy},
                                                              {Cue::kIn, kRelIn},
                                                              {Cue::kAt, kRelAt},
                                                              {Cue::kBetween, kRelBetween},
                                                              {Cue::kSubject, kRelSubject},
                                                              {Cue::kObject, kRelObject},
                                                              {Cue::kOf, kRelOf}}};

bool IsWordStart(std::string_view text) {
  size_t at = 0;
  return IsWordChar(NextCodePoint(text, &at));
}

// Longest stretch between a preposition and its organisation, in bytes: "with the Frankfurt
// provider of cloud capacity Oracle".
constexpr size_t kMaxGap = 56;

class Marker {
 public:
  Marker(const Document& document, const NameRules& names, bool postpositional)
      : document_(document),
        joined_(document, names, postpositional),
        postpositional_(postpositional) {}

  void Mark(SentenceScene* scene) const {
    DropDescribingOwners(document_, scene);
    int group = 0;
    size_t first = 0;  // of the group
    for (size_t i = 0; i < scene->parties.size(); ++i) {
      Party& party = scene->parties[i];
      party.marks = postpositional_ ? MarksAfter(*scene, i) : MarksBefore(*scene, i);
      if (party.marks == 0 && party.inflected) party.marks = EndingMarks(*scene, party);
      if (party.coreference) party.marks |= OwnMarks(*scene, party);
      if (party.first_person && party.marks == 0 && IsUs(*scene, party)) party.marks = kRelTo;
      if (postpositional_) {
        ReadOwner(i, scene);
      } else if ((party.marks & kRelIn) != 0 &&
                 (party.marks & ~unsigned{kRelIn | kRelFrom | kRelAt}) == 0 &&
                 Speaks(*scene, party)) {
        party.marks = kRelSubject;
      } else if ((party.marks & ~kOfPlace) == 0 &&
                 (OwnsBeside(*scene, party) || OwnedByFirm(*scene, party))) {
        party.marks = kRelOf;
      }
      // "In Anthropic, and Microsoft up to 5 billion": names in different segments are not joined.
      const auto segment = [&](const Party& p) { return scene->SegmentAt(p.span.byte_start); };
      const bool joined =
          i > 0 && segment(scene->parties[i - 1]) == segment(party) &&
          joined_.Joined(*scene, scene->parties[i - 1], party, scene->parties[first].marks);
      if (!joined) {
        ++group;
        first = i;
      }
      party.group = group;
    }
    ReadAliases(scene);
    if (postpositional_) {
      GiveBranchesToOwners(document_, scene);
      PartTopics(scene);
    }
    ShareMarks(scene);
    if (postpositional_) {
      BoundClauseSubjects(document_, scene);
    } else {
      BoundDescribedNames(document_, scene);
      MarkAccusatives(scene);
    }
    MarkToldSides(document_, postpositional_, scene);
    for (Party& party : scene->parties) {
      if (party.agent && party.marks == 0) party.marks = kRelBy;
    }
  }

 private:
  // "OpenAI, AWS and Oracle-to", "A and B, C-from": in languages whose particles follow, what is
  // set off by a comma before a name that is marked as no subject is what the headline is about and
  // stands alone.
  void PartTopics(SentenceScene* scene) const {
    constexpr unsigned kSubjects = kRelSubject | kRelBetween;
    std::vector<Party>& parties = scene->parties;
    bool subject = false;  // one stands before
    for (size_t i = 0; i < parties.size(); ++i) {
      size_t last = i;
      while (last + 1 < parties.size() && parties[last + 1].group == parties[i].group) ++last;
      if (!subject && parties[last].marks != 0 && (parties[last].marks & kSubjects) == 0)
        PartTopic(i, last, &parties);
      subject |= (parties[last].marks & kSubjects) != 0;
      i = last;
    }
  }

  void PartTopic(size_t first, size_t last, std::vector<Party>* parties) const {
    size_t end = first;
    while (end < last && (*parties)[end].marks == 0 &&
           !TopicEnds((*parties)[end], (*parties)[end + 1]))
      ++end;
    if (end == last || (*parties)[end].marks != 0) return;
    for (size_t k = first; k <= end; ++k) {
      (*parties)[k].group = -1;
      (*parties)[k].marks = kRelSubject;
    }
  }

  bool TopicEnds(const Party& party, const Party& next) const {
    return Topical(std::string_view(document_.text)
                       .substr(party.span.byte_end, next.span.byte_start - party.span.byte_end));
  }

  static bool Topical(std::string_view gap) {
    size_t at = 0;
    const char32_t c = gap.empty() ? 0 : NextCodePoint(gap, &at);
    return c == 0x3001 || c == 0xFF0C || c == ',';
  }

  // Czech "od fondu X", from the fund X: a noun for a firm whose form is dative, too, is governed
  // by the preposition before it, an adjective between the two.
  bool GovernedNoun(const SentenceScene& scene, const CueMatch& noun) const {
    constexpr size_t kAdjective = 24;  // bytes
    if (noun.cue != Cue::kTo || std::ranges::none_of(scene.cues, [&](const CueMatch& c) {
          return (c.cue == Cue::kAgent || c.cue == Cue::kCompany) && c.span == noun.span;
        }))
      return false;
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      if ((c.cue != Cue::kFrom && c.cue != Cue::kAt) || c.span.byte_end > noun.span.byte_start ||
          noun.span.byte_start - c.span.byte_end > kAdjective)
        return false;
      const std::string_view between =
          std::string_view(document_.text)
              .substr(c.span.byte_end, noun.span.byte_start - c.span.byte_end);
      return !HasBreak(between) && std::ranges::count(between, ' ') <= 2 &&
             !Crosses(scene, c.span.byte_end, noun.span.byte_start);
    });
  }

  unsigned MarksBefore(const SentenceScene& scene, size_t i) const {
    const Party& party = scene.parties[i];
    const size_t start = party.span.byte_start;
    unsigned marks = 0;
    size_t nearest = 0, longest = 0;
    for (const CueMatch& cue : scene.cues) {
      const unsigned mark = RelationOf(cue.cue);
      if (mark == 0 || cue.span.byte_end > start || GovernedNoun(scene, cue)) continue;
      // "Bei denen der Anbieter": before a noun for a firm only the preposition right beside it.
      constexpr size_t kRightBeside = 3;
      const size_t reach = party.coreference ? kRightBeside : kMaxGap;
      if (start - cue.span.byte_end > reach || cue.span.byte_end < nearest) continue;
      const std::string_view between =
          std::string_view(document_.text).substr(cue.span.byte_end, start - cue.span.byte_end);
      if (HasBreak(between) || Crosses(scene, cue.span.byte_end, start)) continue;
      // Written as one word with what follows it marks nothing else.
      if (!between.empty() && IsWordStart(between) && !Describes(scene, cue.span.byte_end, start))
        continue;
      if (LeadsToVerb(scene, cue.span.byte_end) || InPhrase(scene, cue.span) ||
          InDeed(scene, cue) || InAgent(scene, cue.span) || IsParty(scene, cue.span) ||
          InDescription(document_, scene, cue.span, party))
        continue;
      // Of two that end there the longer says more: Vietnamese "a stake of" before "of".
      const bool better = cue.span.byte_end > nearest || cue.span.size() > longest;
      if (cue.span.byte_end == nearest && cue.span.size() < longest) continue;
      if (better) marks = 0;
      nearest = cue.span.byte_end;
      longest = cue.span.size();
      marks |= mark;
    }
    return marks;
  }

  // Chinese "with chip-company N": in a script without spaces a noun for a firm right before the
  // name ends what stands between it and the preposition, and no deed does.
  bool Describes(const SentenceScene& scene, size_t from, size_t name) const {
    size_t at = from;
    if (!IsSpaceless(NextCodePoint(document_.text, &at))) return false;
    bool noun = false;
    for (const CueMatch& c : scene.cues) {
      if (c.span.byte_start < from || c.span.byte_end > name) continue;
      if (IsTrigger(c.cue)) return false;
      const bool firm = c.cue == Cue::kAgent || c.cue == Cue::kCompany;
      noun = noun || (firm && c.span.byte_end == name);
    }
    return noun;
  }

  // An inflected noun says its case itself: Russian "operatoru", Turkish "sirkete"; with the word
  // behind it it may be a phrase of another one: "sirketin tamamini", all of the company.
  static unsigned OwnMarks(const SentenceScene& scene, const Party& party) {
    unsigned marks = 0;
    size_t longest = 0;
    for (const CueMatch& cue : scene.cues) {
      const unsigned mark = RelationOf(cue.cue);
      if (mark == 0 || cue.span.byte_start != party.span.byte_start ||
          cue.span.byte_end < party.span.byte_end || cue.span.size() < longest)
        continue;
      if (cue.span.size() > longest) marks = 0;
      longest = cue.span.size();
      marks |= mark;
    }
    return marks;
  }

  // "They lent us", "they lent you": who speaks, or is asked, is told in the dative.
  static bool IsUs(const SentenceScene& scene, const Party& party) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& cue) {
      return (cue.cue == Cue::kUs || cue.cue == Cue::kToYou) && cue.span == party.span;
    });
  }

  // A pronoun in the dative marks itself and no name after it.
  static bool IsParty(const SentenceScene& scene, const Span& span) {
    return std::ranges::any_of(scene.parties,
                               [&](const Party& p) { return p.coreference && p.span == span; });
  }

  // "A consortium led by X": the "by" belongs to the noun, and X is one of it; so does the "of" of
  // "the operator of data centres X".
  static bool InAgent(const SentenceScene& scene, const Span& span) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      const bool noun = c.cue == Cue::kAgent || c.cue == Cue::kOperator;
      return noun && c.span.size() > span.size() && c.span.Contains(span);
    });
  }

  // Polish "z kolei", meanwhile: the "z" belongs to the phrase.
  static bool InPhrase(const SentenceScene& scene, const Span& span) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      const bool phrase = c.cue == Cue::kClause || c.cue == Cue::kContrast ||
                          c.cue == Cue::kOfWhich || c.cue == Cue::kAux;
      return phrase && c.span.size() > span.size() && c.span.Contains(span);
    });
  }

  // Chinese "huo", by, in "jiehuo", gets: a part of the verb says nothing of who follows.
  bool InDeed(const SentenceScene& scene, const CueMatch& by) const {
    size_t at = by.span.byte_start;
    if (by.cue != Cue::kBy || !IsSpaceless(NextCodePoint(document_.text, &at))) return false;
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return (IsTrigger(c.cue) || c.cue == Cue::kReceive) && c.span.size() > by.span.size() &&
             c.span.Contains(by.span);
    });
  }

  // "agreed to buy Core Scientific": the "to" marks the verb and not the name.
  static bool LeadsToVerb(const SentenceScene& scene, size_t end) {
    return std::ranges::any_of(scene.cues, [end](const CueMatch& c) {
      return c.cue < Cue::kContract && c.span.byte_start >= end && c.span.byte_start <= end + 1;
    });
  }

  // Particles stand right after the name, or are the end of an inflected one.
  unsigned MarksAfter(const SentenceScene& scene, size_t i) const {
    const Party& party = scene.parties[i];
    size_t longest = 0;
    unsigned marks = 0;
    for (const CueMatch& cue : scene.cues) {
      const unsigned mark = RelationOf(cue.cue);
      if (mark == 0) continue;
      const size_t end = party.span.byte_end;
      const bool attached =
          cue.span.byte_start >= end && cue.span.byte_start <= end + 2 &&
          !HasBreak(std::string_view(document_.text).substr(end, cue.span.byte_start - end));
      const bool ending = cue.span.byte_end == end && cue.span.byte_start > party.span.byte_start;
      if (!attached && !ending) continue;
      if (cue.span.size() > longest) {
        longest = cue.span.size();
        marks = 0;
      }
      if (cue.span.size() == longest) marks |= mark;
    }
    return marks;
  }

  // A case that only one ending has is a mark without a preposition, too: Polish "Microsoftowi".
  static unsigned EndingMarks(const SentenceScene& scene, const Party& party) {
    unsigned marks = 0;
    for (const CueMatch& cue : scene.cues) {
      if (cue.span.byte_end == party.span.byte_end && cue.span.byte_start > party.span.byte_start)
        marks |= RelationOf(cue.cue);
    }
    return marks;
  }

  // What somebody owns that is bought, rented or lent for: sites, goods, shares.
  static bool IsOwned(Cue cue) {
    return cue == Cue::kSite || cue == Cue::kCompute || cue == Cue::kChipNoun ||
           cue == Cue::kShare || cue == Cue::kInvest || cue == Cue::kAcquire;
  }

  // A genitive is one of the owner where what is owned follows; else it is who acts in a clause
  // ("that X bought"). "X shares" needs no genitive.
  void ReadOwner(size_t i, SentenceScene* scene) const {
    constexpr size_t kNear = 40, kTouching = 1;  // bytes
    Party& party = scene->parties[i];
    const bool genitive = (party.marks & kRelOf) != 0;
    party.marks &= ~unsigned{kRelOf};
    if (!genitive && party.marks != 0) return;
    const size_t next = i + 1 < scene->parties.size() ? scene->parties[i + 1].span.byte_start
                                                      : scene->span.byte_end;
    const bool owns = std::ranges::any_of(scene->cues, [&](const CueMatch& c) {
      if (!IsOwned(c.cue) || c.span.byte_start < party.span.byte_end || c.span.byte_start >= next)
        return false;
      const size_t gap = c.span.byte_start - party.span.byte_end;
      if (genitive) return gap <= kNear;
      // In scripts that bend no verb a noun for a stake or a takeover is no verb either.
      size_t at = c.span.byte_start;
      const char32_t first = NextCodePoint(document_.text, &at);
      const bool stake = (c.cue == Cue::kInvest || c.cue == Cue::kAcquire) &&
                         (IsSpaceless(first) || IsHangul(first));
      return gap <= kTouching && (c.cue == Cue::kShare || stake);
    });
    if (owns) party.marks = kRelOf;
  }

  // What a preposition before an owner says is said of what it owns: "pays for Telia's hall".
  static constexpr unsigned kOfPlace = kRelTo | kRelIn | kRelAt;

  // "Telias serverhall", "Google's new campus": a genitive before what is owned.
  bool OwnsBeside(const SentenceScene& scene, const Party& party) const {
    constexpr size_t kNear = 24;  // bytes: an adjective
    const size_t after = PastGenitive(party);
    if (after == 0 || party.in_chip || party.coreference) return false;
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return (c.cue == Cue::kSite || c.cue == Cue::kShare) && c.span.byte_start >= after &&
             c.span.byte_start <= after + kNear &&
             !HasBreak(std::string_view(document_.text).substr(after, c.span.byte_start - after));
    });
  }

  // Where a genitive ends: behind "Telias", "Google's", "Nebius'"; 0: it is none.
  size_t PastGenitive(const Party& party) const {
    const std::string_view rest = std::string_view(document_.text).substr(party.span.byte_end, 5);
    for (const std::string_view mark : {"'s ", "\u2019s ", "' ", "\u2019 "}) {
      if (rest.starts_with(mark)) return party.span.byte_end + mark.size();
    }
    const bool bent =
        party.inflected && rest.starts_with(' ') && document_.Slice(party.span).ends_with('s');
    return bent ? party.span.byte_end + 1 : 0;
  }

  // "At X they denied it": a sentence that begins in a firm, with a word of saying behind it, is
  // said by it.
  bool Speaks(const SentenceScene& scene, const Party& party) const {
    constexpr size_t kPreposition = 8, kVerb = 24;  // bytes
    const Span segment = scene.SegmentAt(party.span.byte_start);
    if (party.span.byte_start > segment.byte_start + kPreposition || !(party.known || party.strong))
      return false;
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return (c.cue == Cue::kDenied || c.cue == Cue::kAnnounced) &&
             c.span.byte_start >= party.span.byte_end &&
             c.span.byte_start <= party.span.byte_end + kVerb;
    });
  }

  // "X (Y) from": a second name in brackets is marked as the first is, or the first as the second.
  void ReadAliases(SentenceScene* scene) const {
    constexpr size_t kMostGap = 3;  // bytes
    for (size_t i = 1; i < scene->parties.size(); ++i) {
      Party& first = scene->parties[i - 1];
      Party& second = scene->parties[i];
      const bool beside = second.span.byte_start >= first.span.byte_end &&
                          second.span.byte_start <= first.span.byte_end + kMostGap;
      if (!beside || first.id != second.id || first.coreference) continue;
      (postpositional_ ? first : second).marks = (postpositional_ ? second : first).marks;
    }
  }

  // Another organisation or sum stands between a preposition and what follows.
  static bool Crosses(const SentenceScene& scene, size_t from, size_t to) {
    const auto inside = [&](const Span& s) { return s.byte_start >= from && s.byte_end <= to; };
    const auto any = [&](const std::vector<const Mention*>& mentions) {
      return std::ranges::any_of(mentions, [&](const Mention* m) { return inside(m->span); });
    };
    // Spanish "en la que participan X": the verb of a clause stands before its subject.
    const auto in_clause = [&](const CueMatch& verb) {
      return IsTrigger(verb.cue) && std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
               return c.cue == Cue::kRelative && inside(c.span) &&
                      c.span.byte_end <= verb.span.byte_start;
             });
    };
    // A verb ends the phrase that a preposition began ("in September Nvidia announced").
    const auto verb = [&](const CueMatch& c) {
      return inside(c.span) && (c.cue == Cue::kAux || c.cue == Cue::kClause ||
                                c.cue == Cue::kContrast || IsStatus(c.cue) || in_clause(c));
    };
    return std::ranges::any_of(scene.parties, [&](const Party& p) { return inside(p.span); }) ||
           any(scene.money) || any(scene.dates) || any(scene.durations) || any(scene.power) ||
           std::ranges::any_of(scene.cues, verb);
  }

  // In prepositional languages the first of a group is marked, in others the last.
  void ShareMarks(SentenceScene* scene) const {
    for (Party& party : scene->parties) {
      for (const Party& other : scene->parties) {
        if (other.group != party.group) continue;
        if (postpositional_ ? other.span.byte_start > party.span.byte_start
                            : other.span.byte_start < party.span.byte_start) {
          if (postpositional_) {
            // "A and B supply": the "and" after A says nothing of its relation.
            party.marks = other.marks;
          } else if (party.marks == 0) {
            party.marks = other.marks;
          }
        }
      }
    }
  }

  const Document& document_;
  const JoinedNames joined_;
  const bool postpositional_;
};

}  // namespace

unsigned RelationOf(Cue cue) {
  for (const auto& [c, mark] : kMarks) {
    if (c == cue) return mark;
  }
  return 0;
}

bool IsConnector(Cue cue) { return RelationOf(cue) != 0 || cue == Cue::kAnd; }

void MarkParties(const Document& document, const NameRules& names, bool postpositional,
                 SentenceScene* scene) {
  Marker(document, names, postpositional).Mark(scene);
  if (!postpositional) ReadPhraseMarks(scene);
}

}  // namespace dealwire
