#ifndef DEALWIRE_EXTRACT_EXTRACTION_H_
#define DEALWIRE_EXTRACT_EXTRACTION_H_

#include <memory>
#include <string>
#include <vector>

#include "base/status.h"
#include "extract/deal.h"
#include "extract/learned/learned_sums.h"
#include "extract/mention.h"
#include "extract/rule_files.h"
#include "ingest/article.h"

namespace dealwire {

class RuleSet;  // extract/rules.h

// All that extraction takes out of one article. Spans are byte offsets into Document::text, that is
// into title + "\n" + Article::text (the title and its line feed are left out where there is no
// title).
struct Extraction {
  size_t body_start = 0;            // where Article::text begins in that text
  Mentions mentions;                // title and body, sorted by start
  std::vector<Deal> deals;          // in order of first evidence
  std::vector<Rejection> rejected;  // filled when asked for
  Readings readings;                // likewise; of an article that is not read in parts
};

struct ExtractOptions {
  bool keep_rejected = false;  // explain --rejected
  bool say_why = false;        // explain: what told most in each score, which costs as it does
  bool mentions_only = false;  // stop before frames
  bool keep_readings = false;  // scripts/train: how each sum is read by what is learned
};

// The whole cascade: document, names, quantities, chips, dates, cues, frames, discourse. A pure
// function of (article, rules): same bytes out on any thread, whatever ran before. Linear in the
// article's text. A text of more than half a megabyte is read in parts
// (extract/text/article_parts.h), and of mentions that stand thicker than in any text of people's
// those that are too many are left out, so that memory stays in proportion.
Extraction Extract(const Article& article, const RuleSet& rules,
                   const ExtractOptions& options = {});

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_EXTRACTION_H_
