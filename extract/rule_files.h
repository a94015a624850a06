#ifndef DEALWIRE_EXTRACT_RULE_FILES_H_
#define DEALWIRE_EXTRACT_RULE_FILES_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace dealwire {

// The rules as files, before they are understood: rules/**/*.toml, sorted by path.
struct RuleFile {
  std::string path;  // below rules/: "lang/de.toml", "registry/clouds.toml", "frames/supply.toml"
  std::string name;  // as errors call it: "rules/lang/de.toml", or under --rules the path on disk
  std::string text;  // TOML
};

class RuleFiles {
 public:
  // The files compiled into the program (cmake/EmbedRules.cmake).
  static RuleFiles Embedded();
  // Every *.toml below `folder`. Errors: kNotFound, kPermissionDenied.
  static StatusOr<RuleFiles> Load(const std::string& folder);

  explicit RuleFiles(std::vector<RuleFile> files);

  const std::vector<RuleFile>& all() const { return files_; }
  // Those whose path begins with `prefix` ("lang/").
  std::vector<const RuleFile*> Below(std::string_view prefix) const;
  // SHA-256 over paths and texts: the version of the rules, kept with every result. Computed when
  // called: the program's own rules come with theirs, compiled.
  std::string Version() const;

 private:
  std::vector<RuleFile> files_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_RULE_FILES_H_
