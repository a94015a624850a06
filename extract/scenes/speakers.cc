#include "extract/scenes/speakers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "extract/scenes/answers.h"
#include "extract/scenes/people.h"

namespace dealwire {
namespace {

// Between a noun for who leads a firm and the firm's name behind it: "of the Munich provider X".
constexpr size_t kToFirm = 72;  // bytes
constexpr int kFirmSpaces = 7;
// Between the name and the noun behind it: "X CEO", "X's deputy general manager".
constexpr size_t kFromFirm = 40;
constexpr int kFromSpaces = 3;
// Between the word for a firm and who leads it: "its founder", "the company's boss".
constexpr size_t kBeside = 4;  // bytes
// How far back the paragraphs tell who speaks where the article lets several speak.
constexpr size_t kSpeaksOn = 4;  // paragraphs
constexpr size_t kNoFirm = People::kNoFirm;

class SpeakerReader {
 public:
  SpeakerReader(const Document& document, bool postpositional, std::vector<SentenceScene>* scenes)
      : document_(document),
        postpositional_(postpositional),
        scenes_(*scenes),
        people_(document.text) {}

  void Read() {
    for (const SentenceScene& scene : scenes_) ReadHeads(scene);
    if (firms_.empty()) ReadIntroduction();
    AddAnswerers();
    const bool interview = IsInterview(document_);
    for (SentenceScene& scene : scenes_) {
      // "What does it mean for you?" above a paragraph asks the reader.
      if (!interview) std::erase_if(scene.parties, [](const Party& p) { return p.asked; });
      for (Party& p : scene.parties) Take(&p);
      const Firm* firm = FirmOfPerson(scene);
      if (firm != nullptr) GiveToSpeaker(*firm, &scene);
      DropReflexives(&scene);
      if (firm == nullptr) firm = SpeakerOf(scene.index);
      for (Party& p : scene.parties) {
        if (p.first_person) Resolve(firm, &p);
      }
      scene.unknown_speaker = std::ranges::any_of(
          scene.parties, [](const Party& p) { return p.first_person && p.id.empty(); });
      std::erase_if(scene.parties, [&](const Party& p) {
        return (p.first_person && p.id.empty()) || PersonIn(p);
      });
    }
  }

 private:
  // A firm for which somebody speaks in a sentence.
  struct Firm {
    size_t sentence = 0, block = 0;
    std::string id;
    bool known = false;
  };

  // "We get it for us alone": the second of a clause stands for no other side.
  static void DropReflexives(SentenceScene* scene) {
    const auto acts = [](const Party& p) { return (p.marks & ~unsigned{kRelSubject}) == 0; };
    std::vector<size_t> acting;
    for (const Party& p : scene->parties) {
      if (p.first_person && acts(p)) acting.push_back(p.span.byte_start);
    }
    std::erase_if(scene->parties, [&](const Party& p) {
      if (!p.first_person || acts(p)) return false;
      const size_t low = scene->SegmentAt(p.span.byte_start).byte_start;
      return std::ranges::any_of(acting,
                                 [&](size_t we) { return we >= low && we < p.span.byte_start; });
    });
  }

  void ReadHeads(const SentenceScene& scene) {
    for (const CueMatch& cue : scene.cues) {
      if (cue.cue != Cue::kHead) continue;
      std::vector<std::string> people;
      const Party* beside = FirmOf(scene, cue.span, &people);
      const Party* firm = beside;
      if (firm == nullptr) firm = ToldFirm(scene, cue.span);
      if (firm != nullptr && (firms_.empty() || firms_.back().sentence != scene.index)) {
        const size_t block = document_.sentences[scene.index].block;
        firms_.push_back({scene.index, block, firm->id, firm->known});
        firm_ids_.insert(firm->id);
      }
      const bool speaks = firm != nullptr && firms_.back().id == firm->id;
      const size_t number = speaks ? firms_.size() - 1 : kNoFirm;
      for (const std::string& id : people) people_ids_.emplace(id, number);
      // "Founder Jane Roe", "founder of X, Jane Roe", "Jane Roe, founder of X".
      if (people_.AddBehind(cue.span.byte_end, number) || beside == nullptr) continue;
      if (beside->span.byte_start > cue.span.byte_start) {
        if (!people_.AddBehind(beside->span.byte_end, number))
          people_.AddBefore(cue.span.byte_start, scene.span.byte_start, number);
      }
    }
  }

  // The firm index of the person whose name a party is: kNoFirm where none is told; nullopt: none.
  std::optional<size_t> PersonIn(const Party& p) const {
    if (p.known || p.coreference || firm_ids_.contains(p.id)) return std::nullopt;
    const auto person = people_ids_.find(p.id);
    if (!p.strong && person != people_ids_.end()) return person->second;
    return people_.Named(document_.Slice(p.span));
  }

  // The firm of the only ones who are told to speak in a sentence by their own names, or null.
  const Firm* FirmOfPerson(const SentenceScene& scene) const {
    const bool meant = std::ranges::any_of(scene.parties, &Party::coreference);
    const std::optional<size_t> speaks = meant ? people_.SpeakingIn(scene) : std::nullopt;
    const Firm* firm = speaks && *speaks != kNoFirm ? &firms_[*speaks] : nullptr;
    for (const Party& p : scene.parties) {
      const std::optional<size_t> person = PersonIn(p);
      if (!person || *person == kNoFirm) continue;
      if (firm != nullptr && firm->id != firms_[*person].id) return nullptr;
      firm = &firms_[*person];
    }
    return firm;
  }

  // "The company" is the firm of who speaks.
  static void GiveToSpeaker(const Firm& firm, SentenceScene* scene) {
    for (Party& p : scene->parties) {
      if (p.coreference && !p.first_person && !p.several) p.said_for = firm.id;
    }
  }

  // Where verbs alone say "we", or nothing does: in an answer to an interviewer a sentence whose
  // names are all marked as somebody else than who acts is on the firm that is asked. So is "the
  // contract with X" in a question.
  void AddAnswerers() {
    if (firm_ids_.size() != 1 || !IsInterview(document_)) return;
    const Firm firm = firms_.front();
    bool asked = false;
    for (const DocumentBlock& block : document_.blocks) {
      if (block.question) asked = true;
      if (!asked || block.kind == DocumentBlockKind::kHeading) continue;
      for (size_t s = block.first_sentence; s < block.end_sentence; ++s)
        AddAnswerer(firm, block.question, &scenes_[s]);
    }
  }

  void AddAnswerer(const Firm& firm, bool question, SentenceScene* scene) const {
    // "Is X going to buy you?"
    if (question && (scene->Has(Cue::kAcquire) || scene->Has(Cue::kInvest))) return;
    bool others = false;
    for (const Party& p : scene->parties) {
      if (p.in_chip) continue;
      const bool object = postpositional_ && p.marks == kRelObject;
      constexpr unsigned kActs = kRelSubject | kRelObject | kRelOf;
      if (p.first_person || p.coreference || p.id == firm.id ||
          ((p.marks & ~kActs) == 0 && !object))
        return;
      others = others || p.known || p.strong;
    }
    // Where the verb alone says who acts, "was to build it for 900" names nobody.
    const bool alone = postpositional_ && !question && scene->parties.empty() &&
                       scene->money.size() == 1 && !scene->Has(Cue::kNoDeal) && HasVerb(*scene);
    if (!others && !alone) return;
    Party we;
    we.id = firm.id;
    we.span = {scene->span.byte_start, scene->span.byte_start};
    we.known = firm.known;
    we.first_person = true;
    we.group = -1;
    scene->parties.insert(scene->parties.begin(), std::move(we));
  }

  static bool HasVerb(const SentenceScene& scene) {
    return scene.Has(Cue::kBuild) || scene.Has(Cue::kBuy) || scene.Has(Cue::kRent);
  }

  // "Jane Roe has run X since 2023. A talk about ...": whose people an interview is with its first
  // paragraphs say, whatever the words, where the first that names firms names one. Elsewhere who
  // speaks for it must be told there: "X makes models. Its founder, Jane Roe".
  void ReadIntroduction() {
    constexpr size_t kFirst = 3;  // blocks
    const bool interview = IsInterview(document_);
    const size_t body = document_.body_start == 0 ? 0 : 1;
    const size_t end = std::min(document_.blocks.size(), body + kFirst);
    std::optional<Firm> firm;
    bool person = interview;
    for (size_t block = body; block < end && !document_.blocks[block].question; ++block) {
      if (!firm) {
        const std::vector<Firm> named = FirmsOf(block, !interview);
        if (named.size() > 1) return;
        if (!named.empty()) firm = named.front();
      }
      person = person || TellsPerson(block);
    }
    // Where its first paragraphs name none the headline may.
    if (!firm && interview && body == 1) {
      const std::vector<Firm> named = FirmsOf(0, false);
      if (named.size() == 1) firm = named.front();
    }
    if (!firm || !person) return;
    firm_ids_.insert(firm->id);
    firms_.push_back(*std::move(firm));
  }

  // Two of the firms that a block names, or all; where it names none and `weak` allows that, who
  // begins it without a sign of a firm.
  std::vector<Firm> FirmsOf(size_t block, bool weak) const {
    std::vector<Firm> firms;
    const auto add = [&](size_t sentence, const Party& p) {
      if (firms.size() < 2 && std::ranges::find(firms, p.id, &Firm::id) == firms.end())
        firms.push_back({sentence, block, p.id, p.known});
    };
    const size_t first = document_.blocks[block].first_sentence;
    for (size_t s = first; s < document_.blocks[block].end_sentence; ++s) {
      for (const Party& p : scenes_[s].parties) {
        if (p.IsNamed() && (p.known || p.strong)) add(s, p);
      }
    }
    if (!weak || !firms.empty() || scenes_[first].parties.empty()) return firms;
    const Party& p = scenes_[first].parties.front();
    if (p.IsNamed() && p.marks == 0 && p.span.byte_start == scenes_[first].span.byte_start)
      add(first, p);
    return firms;
  }

  // "Its founder", "founder Jane Roe": who speaks for the firm of the block.
  bool TellsPerson(size_t block) const {
    for (size_t s = document_.blocks[block].first_sentence;
         s < document_.blocks[block].end_sentence; ++s) {
      for (const CueMatch& cue : scenes_[s].cues) {
        if (cue.cue == Cue::kHead &&
            (IsReferred(scenes_[s], cue.span) || people_.NamedBehind(cue.span.byte_end)))
          return true;
      }
    }
    return false;
  }

  // Nothing but a phrase stands between.
  bool Phrase(const SentenceScene& scene, size_t from, size_t to, int spaces) const {
    if (to < from) return false;
    const std::string_view between = std::string_view(document_.text).substr(from, to - from);
    return !HasBreak(between) && std::ranges::count(between, ' ') <= spaces &&
           between.find_first_of(".?!\"") == std::string_view::npos &&
           std::ranges::none_of(scene.cues, [&](const CueMatch& c) {
             return (IsTrigger(c.cue) || IsStatus(c.cue) || c.cue == Cue::kAux ||
                     c.cue == Cue::kWe || c.cue == Cue::kUs) &&
                    c.span.byte_start >= from && c.span.byte_end <= to;
           });
  }

  // Whose firm a noun tells beside it, and who speaks for it.
  const Party* FirmOf(const SentenceScene& scene, const Span& head,
                      std::vector<std::string>* people) const {
    const Party* before = nullptr;
    const Party* after = nullptr;
    const Party* person = nullptr;
    for (const Party& p : scene.parties) {
      if (!p.IsNamed() || p.span.Overlaps(head)) continue;
      if (p.span.byte_end <= head.byte_start) {
        before = &p;
      } else if (after == nullptr && p.span.byte_start <= head.byte_end + kToFirm &&
                 Phrase(scene, head.byte_end, p.span.byte_start, kFirmSpaces)) {
        (IsPerson(head, p) ? person : after) = &p;
      }
    }
    if (before != nullptr && (before->span.byte_end + kFromFirm < head.byte_start ||
                              !Phrase(scene, before->span.byte_end, head.byte_start, kFromSpaces)))
      before = nullptr;
    const bool beside = before != nullptr && (before->known || before->strong) &&
                        (postpositional_ || before->span.byte_end + 3 >= head.byte_start);
    const Party* firm = beside || after == nullptr ? before : after;
    if (person != nullptr) people->push_back(person->id);
    if (firm == after && after != nullptr) {
      AddPersonBefore(scene, head, people);
      AddPersonBehind(scene, *after, people);
    }
    return firm;
  }

  // "Its founder": a word for a firm stands beside the noun.
  static bool IsReferred(const SentenceScene& scene, const Span& head) {
    return std::ranges::any_of(scene.parties, [&](const Party& p) {
      return p.coreference && !p.first_person &&
             (p.span.byte_end <= head.byte_start
                  ? p.span.byte_end + kBeside >= head.byte_start
                  : p.span.byte_start >= head.byte_end &&
                        p.span.byte_start <= head.byte_end + kBeside);
    });
  }

  // "X has grown. Its founder Jane Roe": the first firm of the sentence, else of the one before it
  // in the paragraph.
  const Party* ToldFirm(const SentenceScene& scene, const Span& head) const {
    if (!IsReferred(scene, head)) return nullptr;
    const auto firm_in = [](const SentenceScene& told) -> const Party* {
      const auto firm = std::ranges::find_if(
          told.parties, [](const Party& p) { return p.IsNamed() && (p.known || p.strong); });
      return firm == told.parties.end() ? nullptr : &*firm;
    };
    if (const Party* firm = firm_in(scene)) return firm;
    const bool first = scene.index == 0 || document_.sentences[scene.index - 1].block !=
                                               document_.sentences[scene.index].block;
    return first ? nullptr : firm_in(scenes_[scene.index - 1]);
  }

  // "Founder Jane Roe", "its founder, Jane Roe": two words right behind the noun, and nothing that
  // shows a firm.
  bool IsPerson(const Span& head, const Party& p) const {
    if (p.known || p.strong || p.span.byte_start <= head.byte_end ||
        document_.Slice(p.span).find(' ') == std::string_view::npos)
      return false;
    const std::string_view between = document_.Slice({head.byte_end, p.span.byte_start});
    return between == " " || between == ", ";
  }

  // "Jane Roe, founder of X": who is set off by a comma, or leads it, is no firm.
  void AddPersonBefore(const SentenceScene& scene, const Span& head,
                       std::vector<std::string>* people) const {
    constexpr size_t kApart = 12;  // bytes: a comma, an article
    for (const Party& p : scene.parties) {
      if (p.IsNamed() && !p.known && !p.strong && p.span.byte_end <= head.byte_start &&
          p.span.byte_end + kApart >= head.byte_start)
        people->push_back(p.id);
    }
  }

  // "Founder of X, Jane Roe": set off by a comma behind the firm.
  void AddPersonBehind(const SentenceScene& scene, const Party& firm,
                       std::vector<std::string>* people) const {
    for (const Party& p : scene.parties) {
      if (p.IsNamed() && !p.known && !p.strong && p.span.byte_start >= firm.span.byte_end &&
          document_.Slice({firm.span.byte_end, p.span.byte_start}) == ", " &&
          document_.Slice(p.span).find(' ') != std::string_view::npos)
        people->push_back(p.id);
    }
  }

  // Whoever has a head is a firm wherever it stands.
  void Take(Party* p) const {
    if (p->IsNamed() && firm_ids_.contains(p->id)) p->strong = true;
  }

  static void Resolve(const Firm* firm, Party* p) {
    if (firm == nullptr) return;
    p->id = firm->id;
    p->known = firm->known;
    p->coreference = false;
  }

  bool Several() const { return firm_ids_.size() > 1; }

  const Firm* SpeakerOf(size_t sentence) const {
    const size_t block = document_.sentences[sentence].block;
    const auto next = std::ranges::lower_bound(firms_, sentence, {}, &Firm::sentence);
    if (next != firms_.end() && next->sentence == sentence) return &*next;
    const Firm* before = next == firms_.begin() ? nullptr : &*(next - 1);
    const Firm* after = next == firms_.end() ? nullptr : &*next;
    if (before != nullptr && before->block == block) return before;
    if (after != nullptr && after->block == block) return after;
    if (before != nullptr && (!Several() || before->block + kSpeaksOn >= block)) return before;
    return Several() ? nullptr : after;
  }

  const Document& document_;
  const bool postpositional_;
  std::vector<SentenceScene>& scenes_;
  std::vector<Firm> firms_;  // by rising sentence, one a sentence
  std::unordered_set<std::string> firm_ids_;
  People people_;
  // By the ids that their names would have as firms, to what they speak for of firms_.
  std::unordered_map<std::string, size_t> people_ids_;
};

}  // namespace

void ReadSpeakers(const Document& document, bool postpositional,
                  std::vector<SentenceScene>* scenes) {
  SpeakerReader(document, postpositional, scenes).Read();
}

}  // namespace dealwire
