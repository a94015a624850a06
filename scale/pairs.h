#ifndef DEALWIRE_SCALE_PAIRS_H_
#define DEALWIRE_SCALE_PAIRS_H_

#include <map>
#include <string>

#include "scale/messages.pb.h"
#include "store/merge.h"

namespace dealwire {

// The parties of a deal by group, "openai|microsoft": what its reports are spread over partitions
// by, so that one worker sees all reports of a deal.
std::string PairOf(const pb::DealFields& fields, const GroupOf& group_of);

// The article's reports by pair, each with what it waits for and who waits for it: a part names its
// sum by the sum's id in the article, and the stored id is known where the sum is.
std::map<std::string, pb::PairReports> PairsOf(const pb::ArticleMessage& article,
                                               const GroupOf& group_of);

// A report's place among those of its article, 0 where it has none.
uint32_t PlaceOf(const pb::Report& report);

// The key in the topic reports.
std::string PairKey(const std::string& pair, const std::string& article_id);

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_PAIRS_H_
