#ifndef DEALWIRE_BASE_ICU_ARCHIVE_H_
#define DEALWIRE_BASE_ICU_ARCHIVE_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/archive.h"
#include "base/icu_version.h"

namespace dealwire {

// The compiled form of what was made with ICU, which only the program that wrote it can read. T has
// Fields, as archives have it.
template <typename T>
std::string SaveWithIcu(const T& made) {
  ArchiveWriter out;
  out.Put(IcuVersion());
  out.Put(made);
  return out.Take();
}

// Nothing where the bytes are none, are cut short or were made with another ICU.
template <typename T>
std::optional<T> LoadWithIcu(std::string_view bytes) {
  ArchiveReader in(bytes);
  std::string version;
  in.Get(&version);
  if (!in.ok() || version != IcuVersion()) return std::nullopt;
  T made;
  in.Get(&made);
  if (!in.ok() || !in.AtEnd()) return std::nullopt;
  return made;
}

}  // namespace dealwire

#endif  // DEALWIRE_BASE_ICU_ARCHIVE_H_
