#ifndef DEALWIRE_EXTRACT_SCENES_ANSWERS_H_
#define DEALWIRE_EXTRACT_SCENES_ANSWERS_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// Sentences of a question, or of an answer, that are read as one.
constexpr size_t kSentencesJoined = 3;

// Whether several paragraphs are questions. Linear in the blocks.
bool IsInterview(const Document& document);

// Whether a sentence asks: it ends with a question mark, or is the last of an interviewer's turn.
bool Asks(const Document& document, size_t sentence);

// What an answer does to what was asked.
enum class Answer { kNone, kGrants, kDenies, kSum, kOther };

// How the paragraph behind an interviewer's question begins: with "yes", "no" or a sum; kNone where
// the sentence stands in no question, or another one follows.
Answer AnswerTo(const Document& document, const std::vector<SentenceScene>& scenes,
                size_t sentence);

// The question, as one sentence, that the sum of a sentence answers: the paragraph begins with it
// ("Nine million, all told"), or one of its first sentences names nobody and tells a total; none
// where it answers none.
std::optional<SentenceScene> QuestionOfSum(const Document& document,
                                           const std::vector<SentenceScene>& scenes,
                                           size_t sentence);

// A question and the beginning of its answer as one sentence, where one of them names firms and the
// other none: "What have you signed with X?" "A contract for cloud capacity". None where the answer
// is "no", or the sentence does not begin one.
std::optional<SentenceScene> AnswerInFull(const Document& document,
                                          const std::vector<SentenceScene>& scenes,
                                          size_t sentence);

// Two sentences as one.
SentenceScene JoinAnswer(const SentenceScene& question, const SentenceScene& answer);

// Whether a question asks what something costs, and names nobody: "How much?"
bool AsksPrice(const Document& document, const SentenceScene& question);

// Whether a sentence begins the answer to a question for money that is no deal ("Your revenue?"),
// and neither names anybody else.
bool AnswersOtherMoney(const Document& document, const std::vector<SentenceScene>& scenes,
                       size_t sentence);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_ANSWERS_H_
