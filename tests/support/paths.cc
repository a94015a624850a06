#include "tests/support/paths.h"

std::filesystem::path SourceFolder(const std::string& below) {
  return std::filesystem::path(DEALWIRE_SOURCE_DIR) / below;
}

std::filesystem::path BinaryFolder() { return DEALWIRE_BINARY_DIR; }
