#ifndef DEALWIRE_EXTRACT_NAMES_OPEN_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_OPEN_NAMES_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "extract/mention.h"
#include "extract/names/names.h"
#include "extract/text/document.h"

namespace dealwire {

class Registry;

// Candidates for `open` argument slots: capitalised sequences, acronyms, katakana and Latin runs in
// scripts without capitals, and whatever has a legal form beside it ("AG", "Inc."); none overlaps
// `mentions`, all that other stages found, sorted. The id is the base form, case-folded, without
// legal form, other characters as "-" (record.md, convention 6). In two steps: how many may stand
// in one sentence costs little beside finding them all. Refers to the document, the registry and
// the mentions.
class OpenNames {
 public:
  OpenNames(const Document& document, const Registry& registry, const Mentions& mentions);
  ~OpenNames();
  OpenNames(const OpenNames&) = delete;
  OpenNames& operator=(const OpenNames&) = delete;

  // False only where Find tells of fewer than `least` in the sentence. Linear in the sentence.
  bool MayHold(size_t sentence, size_t least);
  // All of them, sorted. To be called once. Linear.
  std::vector<OpenOrganisation> Find();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_OPEN_NAMES_H_
