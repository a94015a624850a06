#ifndef DEALWIRE_EXTRACT_DEALS_LATER_STATUS_H_
#define DEALWIRE_EXTRACT_DEALS_LATER_STATUS_H_

#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// How far a deal is where a sentence of its own says so, behind the one that tells it: "The
// contract was signed on Tuesday", "The final agreement is to be signed in January", "The talks are
// still going on", "The deal was called off in June", "Equinix denies it". Such a sentence names
// nobody but the deal's parties and no sum, tells no deed itself, and speaks of a contract, a deal,
// talks, or is so short that it can speak of nothing else. A word for a contract reaches over the
// end of a paragraph, a short sentence does not. A few passes over a sentence's words for each deal
// near it.
class LaterStatus {
 public:
  LaterStatus(const Document& document, const std::vector<SentenceScene>& scenes,
              const CandidateFinder& finder, std::vector<Candidate>* candidates)
      : document_(document), scenes_(scenes), finder_(finder), candidates_(*candidates) {}

  // Reads a sentence that tells no deal itself; `deal` is the one that it adds to, if any.
  void Read(const SentenceScene& scene, Candidate* deal);

 private:
  void Confirm(const SentenceScene& scene, Candidate* deal) const;
  void ConfirmBriefly(const SentenceScene& scene, Candidate* deal) const;
  bool Deny(const SentenceScene& scene);
  bool Turn(const SentenceScene& scene);
  bool DenyNamed(const SentenceScene& scene);
  bool Attribute(const SentenceScene& scene);
  Candidate* ToldBefore(const SentenceScene& scene, bool contract) const;
  void Take(const SentenceScene& scene, DealStatus status, Candidate* c) const;
  bool GivenUp(const SentenceScene& scene, const Candidate& c) const;
  bool IsBeside(const SentenceScene& scene, const Candidate& c) const;
  bool ToldRightBefore(const SentenceScene& scene, const Candidate& c) const;

  const Document& document_;
  const std::vector<SentenceScene>& scenes_;
  const CandidateFinder& finder_;
  std::vector<Candidate>& candidates_;
};

// Whether the sentence goes on, without names of its own, where one that told the deal stopped.
bool GoesOn(const Document& document, const SentenceScene& scene, const Candidate& c);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEALS_LATER_STATUS_H_
