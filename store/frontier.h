#ifndef DEALWIRE_STORE_FRONTIER_H_
#define DEALWIRE_STORE_FRONTIER_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/crawl/crawl_frontier.h"

namespace dealwire {

class Database;

// The crawl's memory in the families url, host, source, fetch, raw and run. `database` outlives it;
// one that was opened by a reader can be looked into, and does not take what is written.
std::unique_ptr<Frontier> MakeFrontier(Database* database);

// The marks of addresses that wait to be fetched, and the entries of the queue that bear them out.
// `lost` gets the addresses that say they wait and no queue holds: no crawl would fetch them while
// that was believed. Errors: those of the store. Memory: 8 bytes an entry of the queue. Time:
// linear.
Status FindLostAddresses(const Database& database,
                         const std::function<Status(std::string_view canonical_url)>& lost);
// Takes the mark off the lost ones, so that they may be found anew.
Status FreeLostAddresses(Database* database);

// The records of the families url and host, as bytes.
std::string Encode(const UrlState& state);
std::string Encode(const HostState& state);

// The requests for an address, newest first, at most `most`.
std::vector<FetchNote> FetchNotes(const Database& database, const std::string& canonical_url,
                                  size_t most);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_FRONTIER_H_
