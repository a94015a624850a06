#ifndef DEALWIRE_CLI_FILTER_OPTIONS_H_
#define DEALWIRE_CLI_FILTER_OPTIONS_H_

#include <string>

#include "base/status.h"
#include "cli/command.h"
#include "store/filter.h"

namespace dealwire {

class Database;

// The FILTER options as they were typed; see AddFilterOptions.
struct FilterOptions {
  std::string customer, provider, party, chip, vendor, kind, status, currency, min, max, since,
      until, lang, site, text, aggregates = "both";
  double min_confidence = 0;
};

// --customer, --provider, --party, ... : what of the store is meant. The same on every command.
void AddFilterOptions(CLI::App* command, FilterOptions* options);

// Parties resolved (an id, a name or an alias; a parent takes its children), amounts and dates
// read. The rules are compiled only where a party is neither an id nor a name that `database`
// knows, or where --rules names others. Errors: kInvalidArgument, which option, and what it takes.
StatusOr<Filter> MakeFilter(const FilterOptions& options, const CommandContext& context,
                            const Database& database);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_FILTER_OPTIONS_H_
