#ifndef DEALWIRE_EXTRACT_NAMES_KANA_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_KANA_NAMES_H_

#include <cstddef>
#include <string_view>

#include "extract/names/name_rules.h"

namespace dealwire {

// Where a Japanese name begins of which only what stands from `at` on is no hiragana: three of them
// and more right before, behind a stop or behind a particle that another word ends with ("Nihon
// Ginko to Mizuho Ginko"); small words and what ends as verbs do are none. `at` where there are no
// such. `low`: where its sentence begins. Bounded.
size_t KanaStart(std::string_view text, size_t low, size_t at, const NameRules& rules);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_KANA_NAMES_H_
