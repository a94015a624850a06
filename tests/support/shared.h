#ifndef DEALWIRE_TESTS_SUPPORT_SHARED_H_
#define DEALWIRE_TESTS_SUPPORT_SHARED_H_

#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

#include "tests/support/paths.h"

// The folder of development data that may stand beside the checkout; tests that want it pass over,
// with a message, where it is absent:
//     const auto shared = SharedFolder("dev/money");
//     if (!shared) return;
inline std::optional<std::filesystem::path> SharedFolder(const std::string& below) {
  const std::filesystem::path path = SourceFolder("../shared") / below;
  if (std::filesystem::exists(path)) return path;
  std::cerr << "passed over: ../shared/" << below << " is not here\n";
  return std::nullopt;
}

#endif  // DEALWIRE_TESTS_SUPPORT_SHARED_H_
