#include "extract/scenes/answers.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace dealwire {
namespace {

// Before the first word of an answer: a dash, a quotation mark.
constexpr size_t kLead = 12;  // bytes

bool IsQuestionMark(char32_t c) { return c == '?' || c == 0xFF1F || c == 0x061F || c == 0x37E; }

bool BeginsWith(const SentenceScene& scene, Cue cue) {
  return std::ranges::any_of(scene.cues, [&](const CueMatch& c) {
    return c.cue == cue && c.span.byte_start <= scene.span.byte_start + kLead;
  });
}

// "Nine million", "about 850 million crowns, all told": the only sum, and nobody named before it.
bool BeginsWithSum(const SentenceScene& scene) {
  constexpr size_t kWord = 24;  // bytes: "something like"
  if (scene.money.size() != 1) return false;
  const size_t sum = scene.money.front()->span.byte_start;
  return sum <= scene.span.byte_start + kWord &&
         std::ranges::none_of(scene.parties,
                              [&](const Party& p) { return p.span.byte_start < sum; });
}

// Whether a sentence names a firm beside that of who is asked.
bool NamesOther(const SentenceScene& scene) {
  return std::ranges::any_of(scene.parties, [](const Party& p) {
    return !p.coreference && !p.first_person && !p.in_chip && (p.known || p.strong);
  });
}

bool HasTrigger(const SentenceScene& scene) {
  return std::ranges::any_of(scene.cues, [](const CueMatch& c) { return IsTrigger(c.cue); });
}

SentenceScene JoinRange(const std::vector<SentenceScene>& scenes, size_t first, size_t end) {
  SentenceScene joined = scenes[first];
  for (size_t s = first + 1; s < end; ++s) joined = JoinAnswer(joined, scenes[s]);
  return joined;
}

// The question that a block answers, as one sentence, or none.
std::optional<SentenceScene> QuestionOf(const Document& document,
                                        const std::vector<SentenceScene>& scenes, size_t block) {
  if (block == 0 || document.blocks[block].question) return std::nullopt;
  const DocumentBlock& asked = document.blocks[block - 1];
  if (!asked.question || asked.first_sentence >= asked.end_sentence) return std::nullopt;
  const size_t from =
      std::max(asked.first_sentence + kSentencesJoined, asked.end_sentence) - kSentencesJoined;
  return JoinRange(scenes, from, asked.end_sentence);
}

// The first sentence of the paragraph behind a question, or none.
const SentenceScene* FirstOfAnswer(const Document& document,
                                   const std::vector<SentenceScene>& scenes, size_t sentence) {
  const size_t block = document.sentences[sentence].block;
  if (!document.blocks[block].question || block + 1 >= document.blocks.size()) return nullptr;
  const DocumentBlock& next = document.blocks[block + 1];
  if (next.question || next.first_sentence >= next.end_sentence) return nullptr;
  return &scenes[next.first_sentence];
}

}  // namespace

bool IsInterview(const Document& document) {
  constexpr int kQuestions = 3;
  return std::ranges::count_if(document.blocks, &DocumentBlock::question) >= kQuestions;
}

bool Asks(const Document& document, size_t sentence) {
  const Sentence& s = document.sentences[sentence];
  if (document.blocks[s.block].question && document.blocks[s.block].end_sentence == sentence + 1)
    return true;
  constexpr int kClosing = 3;  // quotation marks, brackets, spaces
  size_t at = s.span.byte_end;
  for (int i = 0; i < kClosing && at > s.span.byte_start; ++i) {
    const char32_t c = PreviousCodePoint(document.text, &at);
    if (IsQuestionMark(c)) return true;
    if (IsWordChar(c) || c == '.' || c == '!') return false;
  }
  return false;
}

Answer AnswerTo(const Document& document, const std::vector<SentenceScene>& scenes,
                size_t sentence) {
  const SentenceScene* answer = FirstOfAnswer(document, scenes, sentence);
  if (answer == nullptr) return Answer::kNone;
  if (BeginsWith(*answer, Cue::kNo)) return Answer::kDenies;
  if (BeginsWith(*answer, Cue::kYes)) return Answer::kGrants;
  return BeginsWithSum(*answer) ? Answer::kSum : Answer::kOther;
}

std::optional<SentenceScene> QuestionOfSum(const Document& document,
                                           const std::vector<SentenceScene>& scenes,
                                           size_t sentence) {
  const size_t block = document.sentences[sentence].block;
  const size_t first = document.blocks[block].first_sentence;
  if (scenes[sentence].money.size() != 1 || sentence >= first + kSentencesJoined)
    return std::nullopt;
  const bool begins = sentence == first && BeginsWithSum(scenes[sentence]);
  const bool goes_on = !NamesOther(scenes[sentence]) && scenes[sentence].Has(Cue::kTotal);
  if (!begins && !goes_on) return std::nullopt;
  return QuestionOf(document, scenes, block);
}

std::optional<SentenceScene> AnswerInFull(const Document& document,
                                          const std::vector<SentenceScene>& scenes,
                                          size_t sentence) {
  const size_t block = document.sentences[sentence].block;
  const DocumentBlock& answer = document.blocks[block];
  if (answer.first_sentence != sentence || BeginsWith(scenes[sentence], Cue::kNo))
    return std::nullopt;
  std::optional<SentenceScene> question = QuestionOf(document, scenes, block);
  if (!question || !question->money.empty()) return std::nullopt;
  size_t end = sentence + 1;
  while (end < std::min(answer.end_sentence, sentence + kSentencesJoined) &&
         !NamesOther(scenes[end]) && scenes[end].money.empty())
    ++end;
  const SentenceScene answered = JoinRange(scenes, sentence, end);
  if (NamesOther(*question) == NamesOther(answered)) return std::nullopt;
  SentenceScene joined = JoinAnswer(*question, answered);
  if (joined.money.size() > 1 || (HasTrigger(answered) && !BeginsWithSum(scenes[sentence])))
    joined.money.clear();
  return joined;
}

SentenceScene JoinAnswer(const SentenceScene& question, const SentenceScene& answer) {
  SentenceScene joined = question;
  joined.index = answer.index;
  joined.span.byte_end = answer.span.byte_end;
  joined.segments.clear();
  // "Do you buy servers?" "Yes, of X": who buys is told already.
  const bool speaks =
      question.Has(Cue::kBuy) && std::ranges::any_of(question.parties, &Party::first_person);
  for (const Party& p : answer.parties) {
    if (!(speaks && p.first_person && p.span.size() == 0)) joined.parties.push_back(p);
  }
  joined.cues.insert(joined.cues.end(), answer.cues.begin(), answer.cues.end());
  for (const auto part : {&SentenceScene::money, &SentenceScene::chips, &SentenceScene::power,
                          &SentenceScene::durations, &SentenceScene::dates})
    (joined.*part).insert((joined.*part).end(), (answer.*part).begin(), (answer.*part).end());
  joined.unknown_speaker |= answer.unknown_speaker;
  return joined;
}

bool AsksPrice(const Document& document, const SentenceScene& question) {
  constexpr int kShort = 28;  // characters
  if (NamesOther(question) || !question.money.empty()) return false;
  bool price = false, asks = false;
  for (const CueMatch& c : question.cues) {
    asks |= c.cue == Cue::kHowMuch;
    price |= c.cue == Cue::kValue || c.cue == Cue::kTotal;
    if (c.cue == Cue::kNoDeal || c.cue == Cue::kShare || c.cue == Cue::kStake ||
        c.cue == Cue::kPower || c.cue == Cue::kRaise || c.cue == Cue::kLend ||
        c.cue == Cue::kBorrow || c.cue == Cue::kHead)
      return false;
  }
  return price || (asks && CountCodePoints(document.Slice(question.span)) <= kShort);
}

bool AnswersOtherMoney(const Document& document, const std::vector<SentenceScene>& scenes,
                       size_t sentence) {
  const size_t block = document.sentences[sentence].block;
  if (document.blocks[block].first_sentence != sentence || NamesOther(scenes[sentence]))
    return false;
  const std::optional<SentenceScene> question = QuestionOf(document, scenes, block);
  return question && question->Has(Cue::kNoDeal) && !HasTrigger(*question) &&
         !NamesOther(*question) && question->money.empty();
}

}  // namespace dealwire
