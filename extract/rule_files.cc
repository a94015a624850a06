#include "extract/rule_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/hash.h"

// The embedded files: two symbols each, laid out by the assembler (cmake/EmbedRules.cmake).
#define EMBEDDED_RULE(path, begin, end) \
  extern "C" const char begin[];        \
  extern "C" const char end[];
#include "embedded_rules.inc"
#undef EMBEDDED_RULE

namespace dealwire {

RuleFiles::RuleFiles(std::vector<RuleFile> files) : files_(std::move(files)) {
  std::ranges::sort(files_, {}, &RuleFile::path);
}

std::string RuleFiles::Version() const {
  std::string all;
  for (const RuleFile& file : files_) {
    all += fmt::format("{}\n{}\n", file.path, file.text.size());
    all += file.text;
  }
  return Sha256Hex(all);
}

RuleFiles RuleFiles::Embedded() {
  std::vector<RuleFile> files;
#define EMBEDDED_RULE(path, begin, end) \
  files.push_back({path, std::string("rules/") + path, std::string(begin, end)});
#include "embedded_rules.inc"
#undef EMBEDDED_RULE
  return RuleFiles(std::move(files));
}

StatusOr<RuleFiles> RuleFiles::Load(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return NotFound(fmt::format("{}: no such folder; --rules takes a folder like rules/", folder));
  }
  std::vector<RuleFile> files;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    if (!it->is_regular_file() || it->path().extension() != ".toml") continue;
    const std::string path = it->path().string();
    DW_TRY(std::string text, ReadFile(path, size_t{64} << 20));
    files.push_back({fs::relative(it->path(), folder).generic_string(), path, std::move(text)});
  }
  if (error) return PermissionDenied(fmt::format("{}: {}", folder, error.message()));
  if (files.empty())
    return NotFound(fmt::format("{}: no .toml files; --rules takes a folder like rules/", folder));
  return RuleFiles(std::move(files));
}

std::vector<const RuleFile*> RuleFiles::Below(std::string_view prefix) const {
  std::vector<const RuleFile*> out;
  for (const RuleFile& file : files_) {
    if (file.path.starts_with(prefix)) out.push_back(&file);
  }
  return out;
}

}  // namespace dealwire
