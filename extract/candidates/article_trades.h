#ifndef DEALWIRE_EXTRACT_CANDIDATES_ARTICLE_TRADES_H_
#define DEALWIRE_EXTRACT_CANDIDATES_ARTICLE_TRADES_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/deal.h"
#include "extract/frames/frames.h"
#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// Which organisations run data centres or clouds, as the article itself tells it: of most of those
// that no registry holds nothing else says who lets to whom.
class ArticleTrades {
 public:
  // "The data centre operator X", "X, a cloud provider", "X runs three data centres". Linear in the
  // names and cues of each sentence.
  ArticleTrades(const Document& document, const std::vector<SentenceScene>& scenes,
                const FrameSet& frames);

  // Who builds a data centre sells computing, too. Whether that tells of anybody what was not
  // known.
  bool Learn(const std::vector<Deal>& deals, const FrameSet& frames);

  // Where the trade told of an organisation stands in the chain (FrameSet::TierOf); 0: none is
  // told.
  double TierOf(std::string_view id) const;

 private:
  bool Add(const std::string& id, double tier, const FrameSet& frames);

  std::map<std::string, double, std::less<>> tier_of_;  // by their ids
};

// "The data centre operator X signed a contract": what tells a trade is no site that the sentence
// is about. Takes such words of Cue::kSite away, once trades are read.
void DropSitesOfTrades(std::vector<SentenceScene>* scenes);

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CANDIDATES_ARTICLE_TRADES_H_
