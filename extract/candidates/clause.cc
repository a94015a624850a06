#include "extract/candidates/clause.h"

#include <algorithm>

#include "base/text.h"

namespace dealwire {

bool Unmarked(const Party& party) {
  constexpr unsigned kPlain = kRelSubject | kRelObject;  // marks that are no preposition
  return (party.marks & ~kPlain) == 0;
}

bool Clause::Holds(const Span& span) const {
  return span.byte_start >= segment.byte_start && span.byte_start < segment.byte_end;
}

bool Clause::Holds(const Party& party) const {
  return Holds(party.span) && (party.acts_until == 0 || trigger.byte_start < party.acts_until) &&
         (until == 0 || party.span.byte_start <= until);
}

bool Clause::After(const Party& party) const {
  if (trigger.Contains(party.span) && !party.inflected) return true;  // Dutch "neemt X over"
  if (Holds(party) && pivot == anchor) return party.span.byte_start >= anchor.byte_end;
  return party.span.byte_start >= trigger.byte_end || party.span.byte_start >= verb.byte_end;
}

bool Clause::IsOblique(const SentenceScene& scene, const Party& party) const {
  if (!party.inflected || party.marks != 0) return false;
  return std::ranges::any_of(scene.parties, [&](const Party& o) {
    return Holds(o) && o.group != party.group && !o.inflected && !o.in_chip && o.marks == 0 &&
           !o.coreference;
  });
}

bool Clause::IsSecondSubject(const Party& party) const {
  return subject != nullptr && own_subject && (subject->marks & kRelSubject) != 0 &&
         subject->group != party.group && subject->span.byte_end <= party.span.byte_start &&
         party.span.byte_end <= trigger.byte_start;
}

namespace {

class ClauseReader {
 public:
  ClauseReader(const CandidateFinder& finder, const Document& document, const SentenceScene& scene,
               const Frame& frame, const Span& trigger, const Span& anchor)
      : finder_(finder), document_(document), scene_(scene), frame_(frame) {
    clause_.trigger = clause_.verb = trigger;
    clause_.anchor = anchor;
    clause_.segment = scene.SegmentAt(anchor.byte_start);
    for (const Party& p : scene.parties) {
      if (p.acts_until > trigger.byte_start && p.span.byte_start < trigger.byte_start)
        clause_.until = p.acts_until;
    }
    clause_.pivot = trigger.byte_end <= clause_.segment.byte_start ? anchor : trigger;
  }

  Clause Read() {
    FindSubject();
    return clause_;
  }

 private:
  // The subject is the first unmarked name of the segment that stands before the trigger, else the
  // one that the segments before had.
  void FindSubject() {
    clause_.agent = std::ranges::any_of(scene_.parties, [&](const Party& p) {
      return clause_.Holds(p) && (p.marks & kRelBy) != 0 && (p.marks & kRelFrom) == 0;
    });
    for (const Party& p : scene_.parties) {
      if (p.span.byte_start >= clause_.segment.byte_end || p.in_chip) continue;
      if (!Unmarked(p) || (p.marks & kRelObject) != 0 || clause_.IsOblique(scene_, p)) continue;
      const bool own = clause_.Holds(p);
      if (own && clause_.own_subject) continue;
      if (own && p.span.byte_end > clause_.pivot.byte_start) continue;
      if (!own && clause_.subject != nullptr && !p.known && clause_.subject->known) continue;
      if (!own && clause_.subject != nullptr &&
          scene_.SegmentAt(p.span.byte_start).byte_start ==
              scene_.SegmentAt(clause_.subject->span.byte_start).byte_start)
        continue;
      clause_.subject = &p;
      clause_.own_subject = own;
    }
    if (!clause_.own_subject) FindSubjectBehind();
    if (!clause_.own_subject && scene_.verb_second) FindInverted();
    FindAntecedent();
    FindNearSubject();
    FindRelativeSubject();
    FindFirstPerson();
    FindMarkedAntecedent();
    FindVerb();
    for (const Party& p : scene_.parties) {
      if (clause_.Holds(p) && Unmarked(p) && &p != clause_.subject && clause_.After(p) &&
          (p.marks & kRelSubject) == 0) {
        clause_.object = &p;
        break;
      }
    }
    if (clause_.object == nullptr && scene_.verb_second) FindObjectBefore();
  }

  // German "X hat Y gekauft", "X will Y kaufen": the verb stands last, and its object before it.
  // Behind an auxiliary a takeover is a verb, too: Dutch "wil Y overnemen voor 2 miljard".
  void FindObjectBefore() {
    const bool last = StandsLast(clause_.trigger);
    if (clause_.subject == nullptr || !clause_.own_subject || clause_.agent ||
        clause_.pivot != clause_.trigger || (!last && frame_.trigger != Cue::kAcquire))
      return;
    const Span& subject = clause_.subject->span;
    const size_t behind = last ? subject.byte_end : AuxiliaryBehind(subject);
    for (const Party& p : scene_.parties) {
      if (!clause_.Holds(p) || p.in_chip || p.product || p.coreference || p.marks != 0 ||
          p.group == clause_.subject->group || p.span.byte_start < behind ||
          p.span.byte_end > clause_.trigger.byte_start ||
          finder_.CommaBetween(p.span, clause_.trigger))
        continue;
      clause_.object = &p;
      clause_.verb_last = true;
      return;
    }
  }

  // Where the first auxiliary behind a name ends, or npos.
  size_t AuxiliaryBehind(const Span& name) const {
    const auto it = std::ranges::find_if(scene_.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kAux && c.span.byte_start >= name.byte_end;
    });
    return it == scene_.cues.end() ? std::string::npos : it->span.byte_end;
  }

  // Whether no word but an auxiliary or a conjunction follows in the clause: a noun such as
  // "delivery" has more behind it.
  bool StandsLast(const Span& verb) const {
    const std::string& text = document_.text;
    if (verb.byte_end >= text.size() || text[verb.byte_end] != ' ') return true;
    const size_t next = verb.byte_end + 1;
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      const bool small = c.cue == Cue::kAux || c.cue == Cue::kPassive || c.cue == Cue::kAnd ||
                         c.cue == Cue::kClause;
      return small && c.span.byte_start == next;
    });
  }

  // Behind its verb, where what stands before is no nominative.
  void FindSubjectBehind() {
    const bool oblique = std::ranges::any_of(scene_.parties, [&](const Party& p) {
      return clause_.Holds(p) && clause_.IsOblique(scene_, p);
    });
    if (!oblique) return;
    for (const Party& p : scene_.parties) {
      if (!clause_.Holds(p) || p.in_chip || p.coreference || p.inflected || p.marks != 0) continue;
      clause_.subject = &p;
      clause_.own_subject = true;
      return;
    }
  }

  // "In March buys Nebius servers": where another word begins, the subject stands right behind the
  // verb.
  void FindInverted() {
    constexpr size_t kBehindVerb = 2;  // bytes
    for (const Party& p : scene_.parties) {
      if (!clause_.Holds(p) || p.in_chip || !Unmarked(p) || p.inflected) continue;
      if (p.span.byte_start < clause_.trigger.byte_end) return;  // one stands before it
      if (p.span.byte_start > PastAdjective(clause_.trigger.byte_end) + kBehindVerb ||
          clause_.trigger.size() == 0 || clause_.trigger.byte_start == clause_.segment.byte_start)
        return;
      clause_.subject = &p;
      clause_.own_subject = true;
      return;
    }
  }

  // Where a word in small letters ends that stands at `at` and is no word of a deal: "rented the
  // Prague firm X".
  size_t PastAdjective(size_t at) const {
    const std::string& text = document_.text;
    if (at >= text.size() || text[at] != ' ') return at;
    size_t end = at + 1;
    for (size_t next = end; next < text.size(); end = next) {
      const char32_t c = NextCodePoint(text, &next);
      if (!IsLetter(c) || IsUpper(c)) break;
    }
    const bool told = std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return c.cue != Cue::kAgent && c.cue != Cue::kCompany && c.span.byte_start < end &&
             c.span.byte_end > at;
    });
    return told ? at : end;
  }

  // "By Dell, which has got an order": who stands before the pronoun acts in its clause.
  void FindAntecedent() {
    if (clause_.own_subject) return;
    constexpr size_t kLead = 3;  // bytes: a space, a comma
    const bool relative = std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kRelative && c.span.byte_start >= clause_.segment.byte_start &&
             c.span.byte_start <= clause_.segment.byte_start + kLead;
    });
    if (!relative) return;
    for (const Party& p : scene_.parties) {
      if (p.span.byte_end > clause_.segment.byte_start || p.in_chip) continue;
      clause_.subject = &p;
    }
  }

  // "X is in talks with Y, which wants to rent": who stands before the comma and the pronoun acts
  // in the clause, whatever marks it in its own.
  void FindMarkedAntecedent() {
    const CueMatch* pronoun = nullptr;
    for (const CueMatch& c : scene_.cues) {
      if (c.cue == Cue::kRelative && c.span.byte_start >= clause_.segment.byte_start &&
          c.span.byte_end <= clause_.pivot.byte_start)
        pronoun = &c;
    }
    if (pronoun == nullptr || finder_.CommaBetween(pronoun->span, clause_.pivot)) return;
    const Party* before = nullptr;
    for (const Party& p : scene_.parties) {
      if (p.span.byte_start >= pronoun->span.byte_end) {
        // "Y, from which X rents"
        if (p.span.byte_end <= clause_.pivot.byte_start && Unmarked(p) && (p.known || p.strong))
          return;
      } else if (p.span.byte_end <= pronoun->span.byte_start && clause_.Holds(p)) {
        before = &p;
      }
    }
    if (before == nullptr || Unmarked(*before) || before->in_chip ||
        !(before->known || before->strong) || !OnlyComma(before->span, pronoun->span))
      return;
    clause_.subject = before;
    clause_.own_subject = clause_.antecedent = true;
  }

  // Whether a comma and a space are all that stands between two spans.
  bool OnlyComma(const Span& a, const Span& b) const {
    return std::string_view(document_.text).substr(a.byte_end, b.byte_start - a.byte_end) == ", ";
  }

  // "A and B signed a contract, B will rent ...": who stands in the clause of the verb acts.
  void FindNearSubject() {
    if (clause_.subject == nullptr || !clause_.own_subject ||
        (clause_.subject->marks & kRelSubject) != 0 || !BreaksBefore(*clause_.subject) ||
        IsInfinitive())
      return;
    for (const Party& p : scene_.parties) {
      if (!clause_.Holds(p) || p.span.byte_end > clause_.pivot.byte_start || p.in_chip ||
          p.coreference || !Unmarked(p) || (p.marks & kRelObject) != 0 || !(p.known || p.strong) ||
          p.group == clause_.subject->group || BreaksBefore(p))
        continue;
      clause_.subject = &p;
      return;
    }
  }

  // "X prueft, Y zu uebernehmen": an infinitive has the subject of the clause before.
  bool IsInfinitive() const {
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kInfinitive && (c.span.byte_end + 1 == clause_.trigger.byte_start ||
                                           clause_.trigger.Contains(c.span));
    });
  }

  // "X delivered the servers that Y had ordered": who stands right behind the pronoun acts in its
  // clause.
  void FindRelativeSubject() {
    constexpr size_t kBehind = 2;  // bytes
    for (const CueMatch& c : scene_.cues) {
      if (c.cue != Cue::kRelative || !clause_.Holds(c.span) ||
          c.span.byte_end > clause_.trigger.byte_start)
        continue;
      for (const Party& p : scene_.parties) {
        const bool behind =
            p.span.byte_start > c.span.byte_end && p.span.byte_start <= c.span.byte_end + kBehind;
        if (!behind || p.in_chip || !Unmarked(p) || (p.marks & kRelObject) != 0 ||
            !(p.known || p.strong) || p.span.byte_end > clause_.trigger.byte_start ||
            BreaksBefore(p))
          continue;
        clause_.subject = &p;
        clause_.own_subject = true;
      }
    }
  }

  // "Jane Roe says: 'We have ordered'"; the verb itself may say it: "Encomendamos".
  void FindFirstPerson() {
    for (const Party& p : scene_.parties) {
      if (!p.first_person || p.marks != kRelSubject || !clause_.Holds(p) ||
          p.span.byte_start > clause_.trigger.byte_start ||
          (clause_.subject != nullptr && clause_.own_subject &&
           clause_.subject->span.byte_start > p.span.byte_start))
        continue;
      clause_.subject = &p;
      clause_.own_subject = true;
    }
  }

  // Whether a comma or colon stands between a name and the pivot behind it.
  bool BreaksBefore(const Party& p) const {
    if (clause_.pivot.byte_start <= p.span.byte_end)
      return finder_.CommaBetween(p.span, clause_.pivot);
    return HasBreak(std::string_view(document_.text)
                        .substr(p.span.byte_end, clause_.pivot.byte_start - p.span.byte_end));
  }

  // The trigger may be the noun of another verb ("grants X a loan"): what follows that verb is its
  // object.
  void FindVerb() {
    clause_.verb = clause_.trigger;
    if (clause_.subject == nullptr || !clause_.own_subject) return;
    for (const CueMatch& cue : scene_.cues) {
      if (cue.cue > Cue::kPowerBuy && cue.cue != Cue::kSigned) continue;
      if (cue.span.byte_start < clause_.subject->span.byte_end) continue;
      if (cue.span.byte_start >= clause_.verb.byte_start) continue;
      clause_.verb = cue.span;
    }
    const bool either =
        frame_.trigger == Cue::kRent || (frame_.trigger == Cue::kBuy && SubjectWith());
    clause_.signs = either && Signs() && SomebodyWith();
  }

  // Japanese "X to Y wa": what says "with" stands right before who acts, and is an "and".
  bool SubjectWith() const {
    constexpr size_t kBeside = 8;  // bytes
    return std::ranges::any_of(scene_.parties, [&](const Party& p) {
      return (p.marks & kRelWith) != 0 && p.span.byte_end <= clause_.subject->span.byte_start &&
             p.span.byte_end + kBeside >= clause_.subject->span.byte_start;
    });
  }

  // "Signed with X the lease", and "with X the lease signed" where verbs stand last.
  bool Signs() const {
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
      return c.cue == Cue::kSigned && c.span.byte_start >= clause_.subject->span.byte_end &&
             clause_.Holds(c.span);
    });
  }

  bool SomebodyWith() const {
    return std::ranges::any_of(scene_.parties, [&](const Party& p) {
      return clause_.Holds(p) && (p.marks & kRelWith) != 0 && (p.known || p.strong);
    });
  }

  const CandidateFinder& finder_;
  const Document& document_;
  const SentenceScene& scene_;
  const Frame& frame_;
  Clause clause_;
};

}  // namespace

Clause ReadClause(const CandidateFinder& finder, const Document& document,
                  const SentenceScene& scene, const Frame& frame, const Span& trigger,
                  const Span& anchor) {
  return ClauseReader(finder, document, scene, frame, trigger, anchor).Read();
}

}  // namespace dealwire
