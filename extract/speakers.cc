#include "extract/speakers.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/text.h"

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

class SpeakerReader {
 public:
  SpeakerReader(const Document& document, bool postpositional, std::vector<SentenceScene>* scenes)
      : document_(document), postpositional_(postpositional), scenes_(*scenes) {}

  void Read() {
    for (const SentenceScene& scene : scenes_) ReadHeads(scene);
    if (firms_.empty() && IsInterview()) ReadIntroduction();
    AddAnswerers();
    for (SentenceScene& scene : scenes_) {
      for (Party& p : scene.parties) Take(&p);
      for (Party& p : scene.parties) {
        if (p.first_person) Resolve(scene.index, &p);
      }
      scene.unknown_speaker = std::ranges::any_of(
          scene.parties, [](const Party& p) { return p.first_person && p.id.empty(); });
      std::erase_if(scene.parties, [&](const Party& p) {
        return (p.first_person && p.id.empty()) || (!p.strong && people_.contains(p.id));
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

  static bool IsName(const Party& p) { return !p.coreference && !p.in_chip; }

  void ReadHeads(const SentenceScene& scene) {
    for (const CueMatch& cue : scene.cues) {
      if (cue.cue != Cue::kHead) continue;
      const Party* firm = FirmOf(scene, cue.span);
      if (firm == nullptr) firm = ToldFirm(scene, cue.span);
      if (firm == nullptr) continue;
      if (!firms_.empty() && firms_.back().sentence == scene.index) continue;
      const size_t block = document_.sentences[scene.index].block;
      firms_.push_back({scene.index, block, firm->id, firm->known});
      firm_ids_.insert(firm->id);
    }
  }

  // Whether several paragraphs are questions.
  bool IsInterview() const {
    constexpr int kQuestions = 3;
    return std::ranges::count_if(document_.blocks, &DocumentBlock::question) >= kQuestions;
  }

  // Where verbs alone say "we", or nothing does: in an answer to an interviewer a sentence whose
  // names are all marked as somebody else than who acts is on the firm that is asked. So is "the
  // contract with X" in a question.
  void AddAnswerers() {
    if (firm_ids_.size() != 1 || !IsInterview()) return;
    const Firm firm = firms_.front();
    bool asked = false;
    for (const DocumentBlock& block : document_.blocks) {
      if (block.question) asked = true;
      if (!asked || block.kind == DocumentBlockKind::kHeading) continue;
      for (size_t s = block.first_sentence; s < block.end_sentence; ++s)
        AddAnswerer(firm, block.question, &scenes_[s]);
    }
  }

  static void AddAnswerer(const Firm& firm, bool question, SentenceScene* scene) {
    // "Is X going to buy you?"
    if (question && (scene->Has(Cue::kAcquire) || scene->Has(Cue::kInvest))) return;
    bool others = false;
    for (const Party& p : scene->parties) {
      if (p.in_chip) continue;
      constexpr unsigned kActs = kRelSubject | kRelObject | kRelOf;
      if (p.first_person || p.coreference || p.id == firm.id || (p.marks & ~kActs) == 0) return;
      others = others || p.known || p.strong;
    }
    if (!others) return;
    Party we;
    we.id = firm.id;
    we.span = {scene->span.byte_start, scene->span.byte_start};
    we.known = firm.known;
    we.first_person = true;
    we.group = -1;
    scene->parties.insert(scene->parties.begin(), std::move(we));
  }

  // "Jane Roe has run X since 2023. A talk about ...": whose people an interview is with its first
  // paragraph says, whatever the words, where it names one firm.
  void ReadIntroduction() {
    const Party* only = nullptr;
    const SentenceScene* where = nullptr;
    const size_t first = document_.body_start == 0 ? 0 : 1;
    for (const SentenceScene& scene : scenes_) {
      const size_t block = document_.sentences[scene.index].block;
      if (block < first) continue;
      if (block > first) break;
      for (const Party& p : scene.parties) {
        if (!IsName(p) || !(p.known || p.strong)) continue;
        if (only != nullptr && only->id != p.id) return;
        only = &p;
        where = &scene;
      }
    }
    if (only == nullptr) return;
    firms_.push_back({where->index, first, only->id, only->known});
    firm_ids_.insert(only->id);
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

  const Party* FirmOf(const SentenceScene& scene, const Span& head) {
    const Party* before = nullptr;
    const Party* after = nullptr;
    const Party* person = nullptr;
    for (const Party& p : scene.parties) {
      if (!IsName(p) || p.span.Overlaps(head)) continue;
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
    if (firm != nullptr && person != nullptr) people_.insert(person->id);
    if (firm == after && after != nullptr) {
      AddPersonBefore(scene, head);
      AddPersonBehind(scene, *after);
    }
    return firm;
  }

  // "X has grown. Its founder Jane Roe": the first firm of the sentence, else of the one before it
  // in the paragraph.
  const Party* ToldFirm(const SentenceScene& scene, const Span& head) const {
    const bool referred = std::ranges::any_of(scene.parties, [&](const Party& p) {
      return p.coreference && !p.first_person &&
             (p.span.byte_end <= head.byte_start
                  ? p.span.byte_end + kBeside >= head.byte_start
                  : p.span.byte_start >= head.byte_end &&
                        p.span.byte_start <= head.byte_end + kBeside);
    });
    if (!referred) return nullptr;
    const auto firm_in = [](const SentenceScene& told) -> const Party* {
      const auto firm = std::ranges::find_if(
          told.parties, [](const Party& p) { return IsName(p) && (p.known || p.strong); });
      return firm == told.parties.end() ? nullptr : &*firm;
    };
    if (const Party* firm = firm_in(scene)) return firm;
    const bool first = scene.index == 0 || document_.sentences[scene.index - 1].block !=
                                               document_.sentences[scene.index].block;
    return first ? nullptr : firm_in(scenes_[scene.index - 1]);
  }

  // "Founder Jane Roe": two words right behind the noun, and nothing that shows a firm.
  bool IsPerson(const Span& head, const Party& p) const {
    return !p.known && !p.strong && p.span.byte_start == head.byte_end + 1 &&
           document_.Slice(p.span).find(' ') != std::string_view::npos;
  }

  // "Jane Roe, founder of X": who is set off by a comma, or leads it, is no firm.
  void AddPersonBefore(const SentenceScene& scene, const Span& head) {
    constexpr size_t kApart = 12;  // bytes: a comma, an article
    for (const Party& p : scene.parties) {
      if (IsName(p) && !p.known && !p.strong && p.span.byte_end <= head.byte_start &&
          p.span.byte_end + kApart >= head.byte_start)
        people_.insert(p.id);
    }
  }

  // "Founder of X, Jane Roe": set off by a comma behind the firm.
  void AddPersonBehind(const SentenceScene& scene, const Party& firm) {
    for (const Party& p : scene.parties) {
      if (IsName(p) && !p.known && !p.strong && p.span.byte_start >= firm.span.byte_end &&
          document_.Slice({firm.span.byte_end, p.span.byte_start}) == ", " &&
          document_.Slice(p.span).find(' ') != std::string_view::npos)
        people_.insert(p.id);
    }
  }

  // Whoever has a head is a firm wherever it stands.
  void Take(Party* p) const {
    if (IsName(*p) && firm_ids_.contains(p->id)) p->strong = true;
  }

  void Resolve(size_t sentence, Party* p) const {
    const Firm* firm = SpeakerOf(sentence);
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
  std::unordered_set<std::string> firm_ids_, people_;
};

}  // namespace

void ReadSpeakers(const Document& document, bool postpositional,
                  std::vector<SentenceScene>* scenes) {
  SpeakerReader(document, postpositional, scenes).Read();
}

}  // namespace dealwire
