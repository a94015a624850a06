#ifndef DEALWIRE_INGEST_JSON_TEXT_H_
#define DEALWIRE_INGEST_JSON_TEXT_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace dealwire {

// The JSON (RFC 8259) of a page's data, of which nobody reads the numbers: each is 0. `text` is
// valid UTF-8. Nothing where it is no JSON or nested deeper than `most_nesting`. Accepts and gives
// what nlohmann::json::parse does, at a third of the cost: most of such data are long strings,
// which are passed over eight bytes at a time. Linear.
std::optional<nlohmann::json> ParseJsonText(std::string_view text, int most_nesting);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_JSON_TEXT_H_
