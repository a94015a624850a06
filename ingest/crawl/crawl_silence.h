#ifndef DEALWIRE_INGEST_CRAWL_CRAWL_SILENCE_H_
#define DEALWIRE_INGEST_CRAWL_CRAWL_SILENCE_H_

#include <string>
#include <vector>

#include "ingest/crawl/crawl_frontier.h"

namespace dealwire {

constexpr size_t kNightsRemembered = 400;

// Has the source fallen silent? `history` holds its nights before, oldest first; pure. "" where all
// is well, else what is wrong, in one line:
//   - it offers far fewer items (less than a fifth of its median over at least three crawls);
//   - it gave no or far fewer new articles within a day than it did on its days before (median of
//     at least five days), and the same weekday of the last three weeks was no such day off; of the
//     end of a crawl that was broken off this is not asked;
//   - nearly all of its pages come out without an article (at least three were read).
std::string Silence(const std::vector<SourceNight>& history, const SourceNight& tonight);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_CRAWL_SILENCE_H_
