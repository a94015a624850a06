#include "extract/answers.h"

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
  constexpr size_t kReach = 3;  // sentences of either
  const size_t block = document.sentences[sentence].block;
  if (block == 0 || document.blocks[block].question || scenes[sentence].money.size() != 1)
    return std::nullopt;
  const DocumentBlock& asked = document.blocks[block - 1];
  const size_t first = document.blocks[block].first_sentence;
  if (!asked.question || asked.first_sentence >= asked.end_sentence || sentence >= first + kReach)
    return std::nullopt;
  const bool begins = sentence == first && BeginsWithSum(scenes[sentence]);
  const bool goes_on = !scenes[sentence].HasNames() && scenes[sentence].Has(Cue::kTotal);
  if (!begins && !goes_on) return std::nullopt;
  const size_t from = std::max(asked.first_sentence + kReach, asked.end_sentence) - kReach;
  SentenceScene question = scenes[from];
  for (size_t s = from + 1; s < asked.end_sentence; ++s) question = JoinAnswer(question, scenes[s]);
  return question;
}

SentenceScene JoinAnswer(const SentenceScene& question, const SentenceScene& answer) {
  SentenceScene joined = question;
  joined.index = answer.index;
  joined.span.byte_end = answer.span.byte_end;
  joined.segments.clear();
  joined.parties.insert(joined.parties.end(), answer.parties.begin(), answer.parties.end());
  joined.cues.insert(joined.cues.end(), answer.cues.begin(), answer.cues.end());
  for (const auto part : {&SentenceScene::money, &SentenceScene::chips, &SentenceScene::power,
                          &SentenceScene::durations, &SentenceScene::dates})
    (joined.*part).insert((joined.*part).end(), (answer.*part).begin(), (answer.*part).end());
  joined.unknown_speaker |= answer.unknown_speaker;
  return joined;
}

bool AsksPrice(const Document& document, const SentenceScene& question) {
  constexpr int kShort = 28;  // characters
  if (question.HasNames() || !question.money.empty()) return false;
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

}  // namespace dealwire
