#ifndef DEALWIRE_TESTS_SUPPORT_PATHS_H_
#define DEALWIRE_TESTS_SUPPORT_PATHS_H_

#include <filesystem>
#include <string>

// Where this checkout and its build are. They are known to paths.cc alone, so that what the
// compiler makes of every other test is the same in any checkout, and its cache serves them all.
std::filesystem::path SourceFolder(const std::string& below);
std::filesystem::path BinaryFolder();

#endif  // DEALWIRE_TESTS_SUPPORT_PATHS_H_
