#include "cli/load_sources.h"

#include <fmt/format.h>

#include "base/file.h"

namespace dealwire {

StatusOr<std::vector<Source>> LoadSources(const std::string& file, const std::string& only,
                                          std::set<std::string>* others) {
  if (file.empty()) {
    return InvalidArgument("no sources; --sources FILE names them (docs/add_source.md)");
  }
  DW_TRY(const std::string text, ReadFile(file, size_t{16} << 20));
  DW_TRY(std::vector<Source> sources, ParseSources(file, text));
  if (only.empty()) return sources;
  std::erase_if(sources, [&](const Source& source) {
    if (source.name == only) return false;
    if (others != nullptr) others->insert(source.name);
    return true;
  });
  if (sources.empty()) {
    return InvalidArgument(fmt::format("{}: no source is named '{}'", file, only));
  }
  return sources;
}

}  // namespace dealwire
