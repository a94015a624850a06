#include "extract/scenes/segments.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "extract/scenes/party_marks.h"

namespace dealwire {
namespace {

// What may stand between "and" and the sum that it adds: "and up to", "and another".
constexpr size_t kBesideSum = 16;

bool IsComma(char32_t c) { return c == ',' || c == 0xFF0C || c == 0x060C || c == 0x3001; }
bool IsStop(char32_t c) { return c == ';' || c == 0xFF1B || c == 0x061B; }

// Where the segment of the second of two sums begins: at a clause word or semicolon between them,
// else at "and" right before it, else at the first comma or "and".
std::optional<size_t> BreakBetween(const Document& document, const SentenceScene& scene,
                                   size_t from, size_t to) {
  for (const size_t at : scene.clauses) {
    if (at >= from && at <= to) return at;
  }
  // "120 million from A and B, of which B puts in 45": the part begins with its word.
  for (const CueMatch& cue : scene.cues) {
    if (cue.cue == Cue::kOfWhich && cue.span.byte_start >= from && cue.span.byte_end <= to)
      return cue.span.byte_start;
  }
  std::optional<size_t> first, last;
  const auto add = [&](size_t at) {
    if (at < from || at > to) return;
    if (!first || at < *first) first = at;
    if (!last || at > *last) last = at;
  };
  int depth = 0;
  for (size_t i = from; i < to;) {
    const char32_t c = NextCodePoint(document.text, &i);
    if (c == '(' || c == 0xFF08) ++depth;
    if (c == ')' || c == 0xFF09) --depth;
    if (IsComma(c) && depth <= 0) add(i);
  }
  for (const CueMatch& cue : scene.cues) {
    if (cue.cue == Cue::kAnd) add(cue.span.byte_start);
  }
  const bool verb =
      last && std::ranges::any_of(scene.cues, [&](const CueMatch& cue) {
        return cue.span.byte_start >= *last && cue.span.byte_end <= to &&
               (cue.cue <= Cue::kPowerBuy || cue.cue == Cue::kValue || cue.cue == Cue::kAux);
      });
  if (last && !verb && to - *last <= kBesideSum) return last;
  return first;
}

// Where the clause of a word behind its first phrase begins: behind the comma before it, else with
// the sentence.
size_t ClauseBegin(const Document& document, size_t sentence, size_t word) {
  constexpr size_t kPhrase = 160;  // bytes: no first phrase is longer
  for (size_t at = word; at > sentence && word - at < kPhrase;) {
    const size_t end = at;
    const char32_t c = PreviousCodePoint(document.text, &at);
    if (IsComma(c) || IsStop(c) || c == ':' || c == 0x2013 || c == 0x2014) return end;
  }
  return sentence;
}

// A headline tells two things in one breath: "X rents in Norway, Y supplies the power and Z lends".
// A comma, a dash or "and" begins a clause where a name and a word for a deal stand before it, and
// behind it a name of its own with a verb.
class Headline {
 public:
  Headline(const Document& document, const SentenceScene& scene, bool postpositional)
      : document_(document), scene_(scene), postpositional_(postpositional) {}

  void Cut(std::vector<size_t>* clauses) const {
    size_t begin = scene_.span.byte_start;
    char32_t before = 0;
    for (size_t at = begin; at < scene_.span.byte_end;) {
      const size_t start = at;
      const char32_t c = NextCodePoint(document_.text, &at);
      const bool parts = Parts(before, c, at);
      if ((parts || IsAnd(start, at)) && Tells(begin, start) &&
          TellsAnother(at, IsComma(c), parts && IsSpace(c))) {
        clauses->push_back(at);
        begin = at;
      }
      before = c;
    }
  }

 private:
  // Where names are not parted by spaces, a space parts clauses.
  bool Parts(char32_t before, char32_t c, size_t next) const {
    if (IsComma(c) || c == 0x2026 || c == 0x2013 || c == 0x2014) return true;
    if (c != ' ' && c != 0x3000) return false;
    size_t at = next;
    return IsSpaceless(before) && at < scene_.span.byte_end &&
           IsSpaceless(NextCodePoint(document_.text, &at));
  }

  // The space behind "and".
  bool IsAnd(size_t space, size_t next) const {
    return next == space + 1 && document_.text[space] == ' ' &&
           std::ranges::any_of(scene_.cues, [&](const CueMatch& cue) {
             return cue.cue == Cue::kAnd && cue.span.byte_end == space;
           });
  }

  static bool IsDeed(Cue cue) { return IsTrigger(cue) || IsStatus(cue); }

  bool Tells(size_t from, size_t to) const {
    const bool named = std::ranges::any_of(scene_.parties, [&](const Party& p) {
      return !p.coreference && p.span.byte_start >= from && p.span.byte_end <= to;
    });
    // In languages whose verb stands last it stands right before what parts the clauses.
    constexpr size_t kLast = 16;  // bytes
    return named && std::ranges::any_of(scene_.cues, [&](const CueMatch& cue) {
             return IsDeed(cue.cue) && cue.span.byte_start >= from && cue.span.byte_end <= to &&
                    (!postpositional_ || cue.span.byte_end + kLast >= to);
           });
  }

  // Whether a word in small letters stands right behind a name that is no preposition and no "and":
  // "X rents 60 MW, Y brings the power".
  bool WordBehind(size_t end) const {
    constexpr size_t kShortest = 3, kRest = 12;  // bytes
    const std::string_view text = document_.text;
    if (end + kRest > scene_.span.byte_end || text[end] != ' ') return false;
    size_t length = 0;
    for (size_t at = end + 1; at < scene_.span.byte_end; ++length) {
      const char32_t c = NextCodePoint(text, &at);
      if (!IsLetter(c) || IsUpper(c) || IsSpaceless(c) || IsHangul(c)) break;
    }
    return length >= kShortest && std::ranges::none_of(scene_.cues, [&](const CueMatch& c) {
             return c.span.byte_start == end + 1 && (IsConnector(c.cue) || c.cue == Cue::kRelative);
           });
  }

  // A name at once, unmarked, and a verb at once behind it; behind a comma any word may be one,
  // behind a space that parts clauses ("ICBC to GDS lends") any name and any verb tell it.
  bool TellsAnother(size_t from, bool comma, bool spaced) const {
    constexpr size_t kLead = 24, kVerb = 24;  // bytes
    const auto name = std::ranges::find_if(scene_.parties, [&](const Party& p) {
      return !p.coreference && p.span.byte_start >= from;
    });
    if (name == scene_.parties.end()) return false;
    if (spaced && std::ranges::any_of(scene_.cues, [&](const CueMatch& cue) {
          return IsTrigger(cue.cue) && cue.span.byte_start >= from;
        }))
      return true;
    if (name->span.byte_start - from > kLead) return false;
    const auto between = [&](const CueMatch& cue, size_t begin, size_t end) {
      return cue.span.byte_start >= begin && cue.span.byte_end <= end;
    };
    const bool marked = std::ranges::any_of(scene_.cues, [&](const CueMatch& cue) {
      return cue.cue >= Cue::kWith && cue.cue <= Cue::kAt &&
             between(cue, from, name->span.byte_start);
    });
    if (marked) return false;
    const bool at_once = name->span.byte_start <= from + 1 && name->known;
    if (comma && at_once && !postpositional_ && WordBehind(name->span.byte_end)) return true;
    return std::ranges::any_of(scene_.cues, [&](const CueMatch& cue) {
      return IsDeed(cue.cue) && cue.span.byte_start >= name->span.byte_end &&
             (postpositional_ || cue.span.byte_start - name->span.byte_end <= kVerb);
    });
  }

  const Document& document_;
  const SentenceScene& scene_;
  const bool postpositional_;
};

// "X buys halls for 2 billion, and Y will build its own": in running text a main clause begins at a
// comma with a name and its verb at once, where the clause before begins with a name that does
// something of its own.
class MainClauses {
 public:
  MainClauses(const Document& document, const SentenceScene& scene)
      : document_(document), scene_(scene) {}

  void Cut(std::vector<size_t>* clauses) const {
    size_t begin = scene_.span.byte_start;
    for (const Party& p : scene_.parties) {
      if (!IsName(p) || !VerbAtOnce(p)) continue;
      const size_t comma = CommaBefore(p);
      if (comma == std::string::npos || comma < begin || !Acts(begin, comma)) continue;
      clauses->push_back(comma + 1);
      begin = comma + 1;
    }
  }

 private:
  static bool IsName(const Party& p) {
    return !p.coreference && !p.in_chip && (p.known || p.strong);
  }

  // A verb rather than a noun for a deal or a sum.
  static bool IsVerb(Cue cue) {
    return cue < Cue::kContract || cue == Cue::kAux || IsStatus(cue) || cue == Cue::kReceive;
  }

  bool VerbAtOnce(const Party& p) const {
    const size_t at = p.span.byte_end + 1;
    return document_.text[p.span.byte_end] == ' ' &&
           std::ranges::any_of(scene_.cues, [&](const CueMatch& c) {
             return c.span.byte_start == at && IsVerb(c.cue);
           });
  }

  // The comma right before a name, or before "and" and a name; or npos.
  size_t CommaBefore(const Party& p) const {
    constexpr size_t kLongest = 12;  // bytes of "and"
    const std::string_view text = document_.text;
    size_t at = p.span.byte_start;
    for (const CueMatch& c : scene_.cues) {
      if (c.cue == Cue::kAnd && c.span.byte_end + 1 == p.span.byte_start &&
          c.span.size() <= kLongest)
        at = c.span.byte_start;
    }
    const bool comma =
        at >= scene_.span.byte_start + 2 && text[at - 1] == ' ' && text[at - 2] == ',';
    return comma ? at - 2 : std::string::npos;
  }

  // Whether the first name of a clause stands before its first verb of a deal, and behind no
  // preposition.
  bool Acts(size_t from, size_t to) const {
    const auto name = std::ranges::find_if(scene_.parties, [&](const Party& p) {
      return !p.coreference && p.span.byte_start >= from && p.span.byte_end <= to;
    });
    if (name == scene_.parties.end()) return false;
    bool acts = false;
    for (const CueMatch& c : scene_.cues) {
      if (c.span.byte_start < from || c.span.byte_end > to) continue;
      const bool before = c.span.byte_end <= name->span.byte_start;
      const bool preposition = c.cue >= Cue::kWith && c.cue <= Cue::kAt;
      if (before && (IsTrigger(c.cue) || preposition || c.cue == Cue::kClause)) return false;
      acts |= !before && c.cue < Cue::kContract;
    }
    return acts;
  }

  const Document& document_;
  const SentenceScene& scene_;
};

// Whether a clause that begins at `from` ends in a comma before `to`, with a preposition behind it.
bool EndsBefore(const Document& document, const SentenceScene& scene, size_t from, size_t to) {
  const size_t comma = std::string_view(document.text).substr(from, to - from).rfind(", ");
  if (comma == std::string_view::npos) return false;
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return IsConnector(c.cue) && c.cue != Cue::kAnd && c.span.byte_start == from + comma + 2;
  });
}

// "By Dell, which has got an order from Aker", "for a data center, which Bulk builds for 3
// billion": a clause about the name before it that is not what the sentence is about, or about
// something that another name does.
bool BeginsRelative(const Document& document, const SentenceScene& scene, const CueMatch& cue) {
  constexpr size_t kToName = 40;  // bytes
  size_t at = cue.span.byte_start;
  while (at > scene.span.byte_start && document.text[at - 1] == ' ') --at;
  if (at == scene.span.byte_start || document.text[at - 1] != ',') return false;
  const auto told = [&](size_t from, size_t to) {
    return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
      return IsTrigger(c.cue) && c.span.byte_start >= from && c.span.byte_end <= to;
    });
  };
  if (!told(cue.span.byte_end, scene.span.byte_end)) return false;
  // "In Nebius, which rents servers, for 200 million": what is said behind its second comma is of
  // the clause around it.
  const bool sum = std::ranges::any_of(scene.money, [&](const Mention* m) {
    return m->span.byte_start >= cue.span.byte_end &&
           !EndsBefore(document, scene, cue.span.byte_end, m->span.byte_start);
  });
  if (!sum) return false;
  const Party* first = nullptr;
  const Party* last = nullptr;
  for (const Party& p : scene.parties) {
    if (p.coreference || p.in_chip) continue;
    if (p.span.byte_end > at) {
      // "Which Bulk builds": its own subject at once behind the pronoun.
      if (p.span.byte_start <= cue.span.byte_end + 2) return true;
      continue;
    }
    if (first == nullptr) first = &p;
    last = &p;
  }
  if (last == nullptr || last == first || (last->group == first->group && last->group != 0))
    return false;
  // "X had courted Google, which left": right behind the name, whatever is told before.
  const bool told_before = told(scene.span.byte_start, at);
  return last->span.byte_end + (told_before ? kToName : 1) >= at;
}

// "X buys servers of Y for 5 billion and contracts 30 MW of Z": where behind `from` and before `to`
// a second verb phrase begins, with a name of its own: at "and"; where verbs stand last, at the
// first name behind the verb.
std::optional<size_t> SecondDeed(const SentenceScene& scene, size_t from, size_t to,
                                 bool postpositional) {
  const auto trigger_in = [&](size_t begin, size_t end) {
    return std::ranges::find_if(scene.cues, [&](const CueMatch& c) {
      return IsTrigger(c.cue) && c.span.byte_start >= begin && c.span.byte_end <= end;
    });
  };
  const auto name_in = [&](size_t begin, size_t end) {
    return std::ranges::find_if(scene.parties, [&](const Party& p) {
      return !p.in_chip && !p.coreference && p.span.byte_start >= begin && p.span.byte_end <= end;
    });
  };
  if (postpositional) {
    const auto verb = trigger_in(from, to);
    if (verb == scene.cues.end()) return std::nullopt;
    const auto name = name_in(verb->span.byte_end, to);
    if (name == scene.parties.end()) return std::nullopt;
    return name->span.byte_start;
  }
  std::optional<size_t> last;
  for (const CueMatch& c : scene.cues) {
    if (c.cue != Cue::kAnd || c.span.byte_start < from || c.span.byte_end > to) continue;
    const auto name = name_in(c.span.byte_end, scene.span.byte_end);
    const auto before = name_in(scene.span.byte_start, c.span.byte_start);
    const bool two = name != scene.parties.end() && before != scene.parties.end();
    if (two && trigger_in(scene.span.byte_start, c.span.byte_start) != scene.cues.end() &&
        trigger_in(c.span.byte_end, scene.span.byte_end) != scene.cues.end())
      last = c.span.byte_start;
  }
  return last;
}

// The same between the one sum and the one capacity of a sentence.
std::optional<size_t> SecondOfGoods(const SentenceScene& scene, bool postpositional) {
  if (scene.money.size() != 1 || scene.power.size() != 1) return std::nullopt;
  const Span& sum = scene.money.front()->span;
  const Span& power = scene.power.front()->span;
  return SecondDeed(scene, std::min(sum.byte_end, power.byte_end),
                    std::max(sum.byte_start, power.byte_start), postpositional);
}

}  // namespace

void CutClauses(const Document& document, bool postpositional, SentenceScene* scene) {
  for (const CueMatch& cue : scene->cues) {
    if (cue.cue == Cue::kRelative && BeginsRelative(document, *scene, cue))
      scene->clauses.push_back(cue.span.byte_start);
  }
  for (const CueMatch& cue : scene->cues) {
    if (cue.cue == Cue::kClause) scene->clauses.push_back(cue.span.byte_start);
    if (cue.cue != Cue::kContrast) continue;
    const size_t at = ClauseBegin(document, scene->span.byte_start, cue.span.byte_start);
    if (at > scene->span.byte_start) scene->clauses.push_back(at);
  }
  if (document.InTitle(scene->span)) {
    Headline(document, *scene, postpositional).Cut(&scene->clauses);
  } else if (!postpositional) {
    MainClauses(document, *scene).Cut(&scene->clauses);
  }
  for (size_t at = scene->span.byte_start; at < scene->span.byte_end;) {
    if (IsStop(NextCodePoint(document.text, &at))) scene->clauses.push_back(at);
  }
  std::ranges::sort(scene->clauses);
}

void CutSegments(const Document& document, bool postpositional, SentenceScene* scene) {
  std::vector<size_t> breaks = scene->clauses;
  if (const auto at = SecondOfGoods(*scene, postpositional)) breaks.push_back(*at);
  for (size_t i = 1; i < scene->money.size(); ++i) {
    const size_t from = scene->money[i - 1]->span.byte_end, to = scene->money[i]->span.byte_start;
    auto at = BreakBetween(document, *scene, from, to);
    if (!at && postpositional) at = SecondDeed(*scene, from, to, true);
    if (at) breaks.push_back(*at);
  }
  std::ranges::sort(breaks);
  scene->segments.clear();
  size_t start = scene->span.byte_start;
  for (const size_t at : breaks) {
    if (at <= start) continue;
    scene->segments.push_back({start, at});
    start = at;
  }
  scene->segments.push_back({start, scene->span.byte_end});
}

}  // namespace dealwire
