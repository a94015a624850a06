#ifndef DEALWIRE_STORE_RESULTS_H_
#define DEALWIRE_STORE_RESULTS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace dealwire::pb {
class Article;
class Report;
}  // namespace dealwire::pb

// Is what an article gives now what it gave before? Pure.
namespace dealwire {

// Of all that a re-extraction may change; `results` is ResultsToJson. Takes the version of the
// rules out of each report while it reads it, and puts it back.
uint64_t ResultsHash(const std::string& results, std::vector<pb::Report>* reports);

// Does the article say what it said?
bool SameText(const pb::Article& a, const pb::Article& b);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_RESULTS_H_
