#ifndef DEALWIRE_CLI_JSON_ESCAPES_H_
#define DEALWIRE_CLI_JSON_ESCAPES_H_

#include <string>
#include <string_view>

namespace dealwire {

// A line of JSON in which every \uD800..\uDFFF that is no half of a pair is \uFFFD, as broken UTF-8
// is: JSON allows to write it, but it is no character. Linear; what is no JSON stays as it is.
std::string RepairSurrogates(std::string_view json);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_JSON_ESCAPES_H_
