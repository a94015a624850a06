#ifndef DEALWIRE_BASE_TIDY_LINE_H_
#define DEALWIRE_BASE_TIDY_LINE_H_

#include <string>

namespace dealwire {

// CollapseSpace(StripControls(*text)) in its place (base/text.h): most lines are so already, which
// one quick look tells. Linear.
void TidyLine(std::string* text);

}  // namespace dealwire

#endif  // DEALWIRE_BASE_TIDY_LINE_H_
