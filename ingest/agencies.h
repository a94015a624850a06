#ifndef DEALWIRE_INGEST_AGENCIES_H_
#define DEALWIRE_INGEST_AGENCIES_H_

#include <string>
#include <vector>

#include "ingest/content.h"

namespace dealwire {

// The news agencies (rules/html/bylines.toml) that an article's text comes from, as they are
// written, each once: among its authors, in its bylines ("dpa/AFP"), in its dateline ("BERLIN
// (Reuters) - "), and where its last line signs ("(dpa)"). An agency that prose merely speaks of is
// none. Linear.
std::vector<std::string> FindAgencies(const std::vector<std::string>& authors,
                                      const Content& content);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_AGENCIES_H_
