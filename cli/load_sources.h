#ifndef DEALWIRE_CLI_LOAD_SOURCES_H_
#define DEALWIRE_CLI_LOAD_SOURCES_H_

#include <set>
#include <string>
#include <vector>

#include "base/status.h"
#include "ingest/crawl/sources.h"

namespace dealwire {

// The sources of --sources FILE; `only`: the one of that name alone, "" for all; `others`, if not
// null, takes the names of the rest. Errors: kInvalidArgument, none given, or a problem a line;
// those of ReadFile.
StatusOr<std::vector<Source>> LoadSources(const std::string& file, const std::string& only,
                                          std::set<std::string>* others = nullptr);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_LOAD_SOURCES_H_
