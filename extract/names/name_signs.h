#ifndef DEALWIRE_EXTRACT_NAMES_NAME_SIGNS_H_
#define DEALWIRE_EXTRACT_NAMES_NAME_SIGNS_H_

#include <string_view>
#include <vector>

#include "extract/text/document.h"

namespace dealwire {

class Registry;

// Spans, in order and each within one sentence, that something beside them shows to be
// organisations' names where capitals do not:
//   - quotation marks, in languages that set names in them (name_quotes): Russian "operator <<N>>";
//   - a noun for organisations before them, or a character for a nation, in scripts without
//     capitals: katakana and Latin runs ("the US upstart N"), quoted Han, a Korean word with its
//     particles taken off;
//   - the Japanese suffix for companies, an org_head of one character.
// Offsets are bytes of Document::text. Linear.
std::vector<Span> SignedNames(const Document& document, const Registry& registry);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_NAME_SIGNS_H_
