#ifndef DEALWIRE_INGEST_LANGUAGE_H_
#define DEALWIRE_INGEST_LANGUAGE_H_

#include <string>
#include <string_view>

namespace dealwire {

// What `text` is written in, as a BCP 47 tag ("de", "pt", "zh", "zh-Hant"); "und" where it cannot
// be told. `hint` is what the page or the user claims: it decides between near languages, and where
// the text is too short to tell. `text` is valid UTF-8; its first 20 KB are looked at. Safe from
// many threads.
std::string DetectLanguage(std::string_view text, std::string_view hint = "");

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_LANGUAGE_H_
