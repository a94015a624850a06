#ifndef DEALWIRE_EXTRACT_ANSWERS_H_
#define DEALWIRE_EXTRACT_ANSWERS_H_

#include <cstddef>
#include <vector>

#include "extract/document.h"
#include "extract/scene.h"

namespace dealwire {

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

// The question that a sentence begins the answer to, where it does so with its only sum ("Nine
// million, all told"), or null.
const SentenceScene* QuestionOfSum(const Document& document,
                                   const std::vector<SentenceScene>& scenes, size_t sentence);

// Question and answer as one sentence, of which the answer's sum is the last word.
SentenceScene JoinAnswer(const SentenceScene& question, const SentenceScene& answer);

// Whether a question asks what something costs, and names nobody: "How much?"
bool AsksPrice(const Document& document, const SentenceScene& question);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_ANSWERS_H_
