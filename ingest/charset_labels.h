#ifndef DEALWIRE_INGEST_CHARSET_LABELS_H_
#define DEALWIRE_INGEST_CHARSET_LABELS_H_

#include <string_view>

namespace dealwire {

// The converter of ICU that reads what pages mean by `label`, in lower case and trimmed; "" for one
// that the standard does not know, and for iso-8859-16, which ICU does not. "replacement"
// encodings, which browsers refuse, are read as windows-1252. Source: Encoding Standard 4.2 "Names
// and labels".
std::string_view ConverterOf(std::string_view label);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CHARSET_LABELS_H_
