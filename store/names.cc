#include "store/names.h"

#include <map>
#include <set>
#include <string_view>

#include "base/text.h"
#include "extract/names/registry.h"
#include "store/database.h"

namespace dealwire {
namespace {

constexpr const char* kNamesKey = "names";            // lines of id and folded name, a tab between
constexpr const char* kVersionKey = "names_version";  // the rules they are of
constexpr const char* kChildrenKey = "names_children";  // lines of id and the ids right below it

std::string_view NextField(std::string_view* rest, char end) {
  const size_t at = rest->find(end);
  const std::string_view field = rest->substr(0, at);
  rest->remove_prefix(at == std::string_view::npos ? rest->size() : at + 1);
  return field;
}

}  // namespace

Status KeepNames(const Registry& registry, const std::string& rules_version, Database* database) {
  DW_TRY(const auto version, database->Get(Family::kMeta, kVersionKey));
  if (version == rules_version) return OkStatus();
  std::string names;
  std::map<std::string, std::vector<std::string>, std::less<>> below;
  for (uint32_t i = 0; i < registry.size(); ++i) {
    const Entity entity = registry.Get(i);
    if (entity.kind == EntityKind::kChip) continue;
    names += std::string(entity.id) + "\t" + FoldCase(entity.name) + "\n";
    if (!entity.parent.empty()) below[std::string(entity.parent)].emplace_back(entity.id);
  }
  std::string children;
  for (const auto& [parent, direct] : below) {
    children += parent;
    for (const std::string& id : direct) children += "\t" + id;
    children += "\n";
  }
  Database::Batch batch;
  batch.Put(Family::kMeta, kNamesKey, names);
  batch.Put(Family::kMeta, kChildrenKey, children);
  batch.Put(Family::kMeta, kVersionKey, rules_version);
  return database->Write(std::move(batch), false);
}

StatusOr<std::optional<std::vector<std::string>>> ResolveName(const Database& database,
                                                              const std::string& party) {
  DW_TRY(const auto names, database.Get(Family::kMeta, kNamesKey));
  DW_TRY(const auto children, database.Get(Family::kMeta, kChildrenKey));
  const std::string wanted = FoldCase(party);
  std::vector<std::string> found;
  std::string_view lines = names ? std::string_view(*names) : std::string_view();
  while (!lines.empty()) {
    std::string_view line = NextField(&lines, '\n');
    const std::string_view id = NextField(&line, '\t');
    if (id == wanted || line == wanted) found.emplace_back(id);
  }
  if (found.empty()) return std::optional<std::vector<std::string>>();
  std::map<std::string_view, std::string_view> below;
  lines = children ? std::string_view(*children) : std::string_view();
  while (!lines.empty()) {
    std::string_view line = NextField(&lines, '\n');
    const std::string_view parent = NextField(&line, '\t');
    below.emplace(parent, line);
  }
  std::set<std::string> ids(found.begin(), found.end());
  while (!found.empty()) {
    const std::string parent = std::move(found.back());
    found.pop_back();
    std::string_view direct = below[parent];
    while (!direct.empty()) {
      const std::string id(NextField(&direct, '\t'));
      if (ids.insert(id).second) found.push_back(id);
    }
  }
  return std::optional(std::vector<std::string>(ids.begin(), ids.end()));
}

}  // namespace dealwire
