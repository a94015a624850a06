#include "extract/names/open_name_list.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "extract/names/name_bases.h"
#include "extract/names/name_words.h"
#include "extract/names/oblique_names.h"
#include "extract/names/title_names.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

constexpr size_t kMaxCandidates = 2000;

// Scripts without capitals, in which a name may stand anywhere in a run of letters.
bool IsRun(Script script) { return script == Script::kHan || script == Script::kKatakana; }

// Those that part words: a name of several is looked for again, one of one word may be any word.
bool IsSpaced(Script script) { return script == Script::kArabic || script == Script::kDevanagari; }

bool EndsInRun(std::string_view name) {
  const Script last = ScriptBefore(name, name.size());
  return IsRun(last) || last == Script::kHangul;
}

}  // namespace

OpenNameList::OpenNameList(const Document& document, const NameRules& rules,
                           const Mentions& mentions)
    : document_(document), rules_(rules) {
  for (const Mention& mention : mentions) {  // sorted by start
    if (const auto* org = Get<OrgValue>(mention); org != nullptr && org->known) AddRegistered(*org);
    if (covered_.empty() || !covered_.back().Overlaps(mention.span)) {
      covered_.push_back(mention.span);
    } else {
      covered_.back().byte_end = std::max(covered_.back().byte_end, mention.span.byte_end);
    }
  }
}

// "Merlin Properties" is "Merlin" from then on.
void OpenNameList::AddRegistered(const OrgValue& org) {
  const std::string first = ShortFormOf(org.name, rules_);
  if (!first.empty()) registered_[first].emplace(org.id, org.name);
}

bool OpenNameList::full() const { return found_.size() >= kMaxCandidates; }

bool OpenNameList::Covered(const Span& span) const {
  const auto it = std::ranges::partition_point(
      covered_, [&](const Span& s) { return s.byte_end <= span.byte_start; });
  return it != covered_.end() && it->Overlaps(span);
}

void OpenNameList::Add(size_t start, size_t end, bool strong) {
  const Span span = {start, end};
  if (Covered(span)) return;
  const std::string_view slice = document_.Slice(span);
  const std::string slug = OrganisationSlug(BaseName(rules_, slice));
  if (slug.empty() || full()) return;
  if (rules_.no_names.contains(slug) && EndsInRun(slice)) return;
  if (rules_.IsTopic(slug)) return;
  OrgValue org{slug, std::string(slice)};
  org.known = false;
  found_.push_back({{span, strong ? "names.open.strong" : "names.open", std::move(org)}, strong});
}

void OpenNameList::AddEcho(size_t start, size_t end, bool opens) {
  const Span span = {start, end};
  if (Covered(span) || echoes_.size() >= kMaxCandidates) return;
  const std::string_view slice = document_.Slice(span);
  OrgValue org{OrganisationSlug(slice), std::string(slice)};
  org.known = false;
  if (opens) opening_echoes_.insert(org.id);
  echoes_.push_back({{span, "names.open.strong", std::move(org)}, true});
}

void OpenNameList::AddOpening(size_t start, size_t end) {
  const Span span = {start, end};
  if (Covered(span) || openings_.size() >= kMaxCandidates) return;
  const std::string_view slice = document_.Slice(span);
  OrgValue org{OrganisationSlug(slice), std::string(slice)};
  if (org.id.empty() || rules_.IsTopic(org.id)) return;
  org.known = false;
  openings_.push_back({{span, "names.open", std::move(org)}, false, true});
}

void OpenNameList::AddPerson(size_t start, size_t end) {
  constexpr size_t kMost = 256;
  if (persons_.size() < kMost) persons_.insert(OrganisationSlug(document_.Slice({start, end})));
}

// An opening that the article has as a name elsewhere is one.
void OpenNameList::TakeOpenings() {
  std::unordered_map<std::string, bool> strong;  // by id
  StringSet ids;
  for (const OpenOrganisation& open : found_) {
    const std::string& id = Get<OrgValue>(open.mention)->id;
    ids.insert(id);
    strong[id] |= open.strong;
  }
  for (OpenOrganisation& opening : openings_) {
    OrgValue& org = std::get<OrgValue>(opening.mention.value);
    if (const auto it = strong.find(BaseForm(org.id, ids)); it != strong.end()) {
      org.id = it->first;
      opening.strong = it->second;
      opening.opening = false;
    } else {
      TakeRegistered(&opening);
    }
    found_.push_back(std::move(opening));
  }
}

// "Rheinkolo" behind "Rheinkolo GmbH", where nouns have capitals, too.
void OpenNameList::TakeEchoes() {
  const auto longer = LongNames(found_);
  StringSet strong;
  for (const OpenOrganisation& open : found_) {
    if (open.strong) strong.insert(Get<OrgValue>(open.mention)->id);
  }
  if (strong.empty() && opening_echoes_.empty() && registered_.empty()) return;
  for (OpenOrganisation& echo : echoes_) {
    OrgValue& org = std::get<OrgValue>(echo.mention.value);
    const std::string base = BaseForm(org.id, strong);
    const auto it = longer.find(base);
    if (strong.contains(base)) {
      org.id = base;
    } else if (it != longer.end() && it->second.size() == 1) {
      org.id = *it->second.begin();
    } else {
      if (!TakeRegistered(&echo)) {
        org.id = BaseForm(org.id, opening_echoes_);
        if (!opening_echoes_.contains(org.id)) continue;
      }
      const bool first = AtSentenceStart(echo.mention.span.byte_start);
      openings_.push_back({{echo.mention.span, "names.open", org}, false, true, !first});
      continue;
    }
    found_.push_back(echo);
  }
}

// "N will supply" behind "company N": where no capital shows a name, what has been found once is
// looked for in the rest of the article.
void OpenNameList::AddRepeats() {
  constexpr size_t kMostNames = 32;
  constexpr size_t kLeast = 3;  // characters
  const std::string_view text = document_.text;
  std::map<std::string, bool> names;  // and whether they are shown to be organisations
  for (const OpenOrganisation& open : found_) {
    const std::string_view name = document_.Slice(open.mention.span);
    const Script script = ScriptAfter(name, 0);
    const bool several = IsSpaced(script) && open.strong && name.find(' ') != std::string::npos;
    const bool alone = (open.strong || script == Script::kHangul) && IsOwnWord(name);
    if (names.size() >= kMostNames || CountCodePoints(name) < kLeast ||
        (!IsRun(script) && !several && !alone))
      continue;
    names[std::string(name)] |= open.strong;
  }
  std::vector<Span> spans;
  for (const OpenOrganisation& open : found_) spans.push_back(open.mention.span);
  std::ranges::sort(spans, {}, &Span::byte_start);
  for (const auto& [name, strong] : names) {
    for (size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + name.size())) {
      const Span span = {at, at + name.size()};
      const auto next = std::ranges::partition_point(
          spans, [&](const Span& s) { return s.byte_end <= span.byte_start; });
      // What is found there and goes on so elsewhere is the longer name.
      const bool taken = next != spans.end() && next->Overlaps(span) &&
                         (next->byte_start != span.byte_start || next->byte_end >= span.byte_end);
      if (!taken && !InsideKatakana(span) && IsWholeWord(span))
        Add(span.byte_start, span.byte_end, strong);
    }
  }
}

// One word of a script that parts words, and no word of the language that the rules have.
bool OpenNameList::IsOwnWord(std::string_view name) const {
  constexpr size_t kLeastLetters = 4, kLeastHangul = 3;
  const Script script = ScriptAfter(name, 0);
  if (!IsSpaced(script) && script != Script::kHangul) return false;
  if (CountCodePoints(name) < (script == Script::kHangul ? kLeastHangul : kLeastLetters))
    return false;
  const std::string folded = FoldName(name);
  return name.find(' ') == std::string_view::npos && !rules_.no_names.contains(folded) &&
         !rules_.name_stops.contains(folded) && !rules_.org_heads.contains(folded) &&
         !MatchesWord(rules_.org_nouns, folded);
}

// Whether no letters are glued to a name in a script that parts words, but for those of the rules
// before it.
bool OpenNameList::IsWholeWord(const Span& span) const {
  const std::string_view text = document_.text;
  const Script script = ScriptAfter(text, span.byte_start);
  if (script == Script::kHangul) {
    const std::string_view rest =
        text.substr(span.byte_end, RunEnd(text, span.byte_end) - span.byte_end);
    return RunStart(text, span.byte_start) == span.byte_start &&
           (rest.empty() || ScriptAfter(text, span.byte_end) != Script::kHangul ||
            rules_.particles.contains(rest));
  }
  if (!IsSpaced(script)) return true;
  size_t behind = span.byte_end;
  if (behind < text.size() && IsWordChar(NextCodePoint(text, &behind))) return false;
  const size_t run = RunStart(text, span.byte_start);
  return run == span.byte_start ||
         rules_.prefixes.contains(text.substr(run, span.byte_start - run));
}

// "... of N-tech" in a run of letters, and "N-tech" elsewhere at its start: where a name begins
// there, it begins here, too.
void OpenNameList::TrimRuns() {
  constexpr size_t kLeast = 3;     // characters
  constexpr int kMostTrimmed = 8;  // likewise
  const std::string_view text = document_.text;
  const auto in_run = [&](size_t start) {
    return IsRun(ScriptAfter(text, start)) && ScriptBefore(text, start) != Script::kNone;
  };
  StringSet whole;
  for (const OpenOrganisation& open : found_) {
    const Span& span = open.mention.span;
    const std::string_view name = document_.Slice(span);
    if (IsRun(ScriptAfter(text, span.byte_start)) && !in_run(span.byte_start) &&
        CountCodePoints(name) >= kLeast)
      whole.insert(name);
  }
  if (whole.empty()) return;
  for (OpenOrganisation& open : found_) {
    Span& span = open.mention.span;
    if (!in_run(span.byte_start)) continue;
    size_t start = span.byte_start;
    for (int cut = 0; cut < kMostTrimmed && start < span.byte_end; ++cut) {
      NextCodePoint(text, &start);
      const std::string_view name = text.substr(start, span.byte_end - start);
      if (!whole.contains(name)) continue;
      span.byte_start = start;
      OrgValue& org = std::get<OrgValue>(open.mention.value);
      org.id = OrganisationSlug(name);
      org.name = std::string(name);
      break;
    }
  }
}

// Whether a name of katakana goes on before or behind.
bool OpenNameList::InsideKatakana(const Span& span) const {
  const std::string_view text = document_.text;
  return (ScriptBefore(text, span.byte_start) == Script::kKatakana &&
          ScriptAfter(text, span.byte_start) == Script::kKatakana) ||
         (ScriptAfter(text, span.byte_end) == Script::kKatakana &&
          ScriptBefore(text, span.byte_end) == Script::kKatakana);
}

std::vector<OpenOrganisation> OpenNameList::Take() {
  TrimRuns();
  CutTitleNames(document_, &found_);
  AddRepeats();
  BaseObliqueNames(document_, rules_, &found_);
  Unify();
  TakeEchoes();
  DropPersons();
  TakeOpenings();
  std::ranges::sort(found_, {}, [](const OpenOrganisation& o) {
    return std::pair(o.mention.span.byte_start, ~o.mention.span.byte_end);
  });
  std::vector<OpenOrganisation> out;
  for (OpenOrganisation& open : found_) {
    if (!out.empty() && out.back().mention.span.Overlaps(open.mention.span)) continue;
    out.push_back(std::move(open));
  }
  return out;
}

// One id for the inflected forms of a name: the shortest that the article has.
void OpenNameList::Unify() {
  StringSet ids, strong;
  for (const OpenOrganisation& open : found_) ids.insert(Get<OrgValue>(open.mention)->id);
  for (OpenOrganisation& open : found_) {
    OrgValue& org = std::get<OrgValue>(open.mention.value);
    org.id = BaseForm(org.id, ids);
    // "Kurs InPostu": a first word that the article elsewhere leaves out.
    const size_t dash = org.id.find('-');
    if (dash == std::string::npos || !AtSentenceStart(open.mention.span.byte_start)) continue;
    const std::string rest = BaseForm(std::string_view(org.id).substr(dash + 1), ids);
    if (ids.contains(rest)) org.id = rest;
  }
  TakeLongNames();
  // What is shown to be an organisation once is one wherever it stands.
  for (const OpenOrganisation& open : found_) {
    if (open.strong) strong.insert(Get<OrgValue>(open.mention)->id);
  }
  for (OpenOrganisation& open : found_) {
    open.strong = open.strong || strong.contains(Get<OrgValue>(open.mention)->id);
  }
}

// "Noorderlicht Compute BV" is "Noorderlicht" from then on: a name of one word that begins one of
// several, and only one, is that one, where the long one is shown to be an organisation.
void OpenNameList::TakeLongNames() {
  const auto longer = LongNames(found_);
  if (longer.empty() && registered_.empty()) return;
  for (OpenOrganisation& open : found_) {
    OrgValue& org = std::get<OrgValue>(open.mention.value);
    // Its base form may keep a vowel of the ending: "valtumi" of "Valtumille".
    const std::string written = OrganisationSlug(document_.Slice(open.mention.span));
    auto it = FindForm(longer, org.id);
    if (it == longer.end()) it = FindForm(longer, written);
    if (it != longer.end() && it->second.size() == 1) org.id = *it->second.begin();
    if (it == longer.end() && TakeRegistered(&open)) open.strong = true;
  }
}

// By a first word or a form of it: "Valtumin" of "Valtum Capital".
template <typename Names>
typename Names::const_iterator OpenNameList::FindForm(const Names& names,
                                                      const std::string& id) const {
  auto it = names.find(id);
  for (const std::string_view ending : rules_.endings) {
    if (it != names.end()) break;
    if (id.size() > ending.size() + 2 && id.ends_with(ending))
      it = names.find(id.substr(0, id.size() - ending.size()));
  }
  return it;
}

// A name of one word that begins that of a registered organisation, and of one alone, is that one.
bool OpenNameList::TakeRegistered(OpenOrganisation* open) const {
  OrgValue& org = std::get<OrgValue>(open->mention.value);
  auto known = FindForm(registered_, org.id);
  if (known == registered_.end())
    known = FindForm(registered_, OrganisationSlug(document_.Slice(open->mention.span)));
  if (known == registered_.end() || known->second.size() != 1) return false;
  org.id = known->second.begin()->first;
  org.known = true;
  return true;
}

// The names of several words that are shown to be organisations, by their first words. "Rheinkolo
// Nord", of which the body speaks behind "Rheinkolo" alone, is another firm.
std::unordered_map<std::string, std::set<std::string>> OpenNameList::LongNames(
    const std::vector<OpenOrganisation>& found) const {
  std::unordered_map<std::string, size_t> first;  // in the body
  for (const OpenOrganisation& open : found) {
    const Span& span = open.mention.span;
    if (document_.InTitle(span)) continue;
    const auto [it, added] = first.emplace(Get<OrgValue>(open.mention)->id, span.byte_start);
    if (!added) it->second = std::min(it->second, span.byte_start);
  }
  const auto behind = [&](const std::string& id, const std::string& word) {
    const auto whole = first.find(id), alone = first.find(word);
    return whole != first.end() && alone != first.end() && alone->second < whole->second;
  };
  std::unordered_map<std::string, std::set<std::string>> longer;
  for (const OpenOrganisation& open : found) {
    const std::string& id = Get<OrgValue>(open.mention)->id;
    const size_t dash = id.find('-');
    if (!open.strong || dash == std::string::npos) continue;
    if (const std::string word = id.substr(0, dash); !behind(id, word)) longer[word].insert(id);
  }
  return longer;
}

// "Maksym Ageev" and then "Ageev": a name of two words that is no firm's by one of them, and of
// which the article goes on to use the last alone and never the first, is a person's.
void OpenNameList::DropPersons() {
  StringSet alone;
  for (const std::vector<OpenOrganisation>* list : {&found_, &echoes_}) {
    for (const OpenOrganisation& open : *list) {
      const std::string& id = Get<OrgValue>(open.mention)->id;
      if (id.find('-') == std::string::npos) alone.insert(id);
    }
  }
  if (alone.empty() && persons_.empty()) return;
  const auto tells_firm = [&](const std::string& word) {
    return rules_.org_heads.contains(word) || MatchesWord(rules_.org_nouns, word) ||
           rules_.org_noun_endings.Has(word);
  };
  StringSet persons = persons_, surnames;  // the latter of weak names alone
  for (const std::string_view person : persons_) {
    if (!alone.contains(person.substr(0, person.find('-'))))
      surnames.insert(BaseForm(person.substr(person.rfind('-') + 1), alone));
  }
  for (const OpenOrganisation& open : found_) {
    const OrgValue& org = *Get<OrgValue>(open.mention);
    const size_t dash = org.id.find('-');
    if (org.known || dash == std::string::npos || org.id.find('-', dash + 1) != std::string::npos)
      continue;
    const std::string first = org.id.substr(0, dash), last = org.id.substr(dash + 1);
    if (alone.contains(first) || !alone.contains(BaseForm(last, alone)) || tells_firm(first) ||
        tells_firm(last))
      continue;
    persons.insert(org.id);
    persons.insert(BaseForm(last, alone));
  }
  if (persons.empty()) return;
  for (std::vector<OpenOrganisation>* list : {&found_, &openings_}) {
    std::erase_if(*list, [&](const OpenOrganisation& open) {
      const std::string& id = Get<OrgValue>(open.mention)->id;
      return persons.contains(id) || (!open.strong && surnames.contains(id));
    });
  }
}

bool OpenNameList::AtSentenceStart(size_t offset) const {
  if (document_.sentences.empty()) return false;
  return document_.sentences[document_.SentenceAt(offset)].span.byte_start == offset;
}

std::string OpenNameList::BaseForm(std::string_view id, const StringSet& ids) const {
  return BaseWord(rules_, ids, id);
}

}  // namespace dealwire
