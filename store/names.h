#ifndef DEALWIRE_STORE_NAMES_H_
#define DEALWIRE_STORE_NAMES_H_

#include <optional>
#include <string>
#include <vector>

#include "base/status.h"

namespace dealwire {

class Database;
class Registry;

// The organisations of the registry by id and name, kept in the store by its writer: so that a
// question for "oracle" need not compile all rules first, which takes longer than the answer.

// Puts them where the store has those of other rules.
Status KeepNames(const Registry& registry, const std::string& rules_version, Database* database);

// Ids that an id or a name stands for, children taken in, sorted, as Registry::Resolve gives them;
// nullopt where the store knows no such id or name: an alias, which only the rules know, or
// nothing.
StatusOr<std::optional<std::vector<std::string>>> ResolveName(const Database& database,
                                                              const std::string& party);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_NAMES_H_
