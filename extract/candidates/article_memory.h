#ifndef DEALWIRE_EXTRACT_CANDIDATES_ARTICLE_MEMORY_H_
#define DEALWIRE_EXTRACT_CANDIDATES_ARTICLE_MEMORY_H_

#include <map>
#include <string>
#include <vector>

#include "extract/candidates/candidates.h"
#include "extract/scenes/scene.h"
#include "extract/text/document.h"

namespace dealwire {

// An article of so many sentences, none of which speaks of compute or of what is computed, or names
// a data centre or who lives from any of it, tells no deal, whatever partnerships, takeovers and
// works it tells of (DropHints): no annotated article with deals is one (deal_signs_test.cc).
inline constexpr size_t kLeastOffField = 10;

// What a reader of an article keeps in mind between its sentences: whom and what it is about, who
// acted last, whose site is told of. Blocks are entered and sentences remembered in order; what it
// keeps of them is bounded, so that each costs no more than it is long.
class ArticleMemory {
 public:
  // Reads what the article as a whole is about. What it is given must outlive it; `candidates` are
  // the deals told so far, and grow while it is used.
  ArticleMemory(const Document& document, const std::vector<SentenceScene>& scenes,
                const CandidateFinder& finder, const std::vector<Candidate>* candidates);

  const Context& context() const { return context_; }

  void EnterBlock(size_t index);                   // of Document::blocks
  void Remember(const SentenceScene& unresolved);  // once its deals are among the candidates

 private:
  void EnterEntry(const DocumentBlock& block);
  bool IsHeadedByName(const DocumentBlock& block) const;
  void ReadTitle();
  // Compute or chips in the title, or in two sentences of the article. Who sells nothing else than
  // computing or chips, or megawatts of a site, speak of it, too.
  void ReadTopic();
  void CountNames();
  // Context::hero, of how often each is named.
  void ReadHero(const std::map<std::string, int>& named);
  // Whether one of the first two paragraphs names it.
  bool Introduced(const std::string& id) const;
  bool SpeaksOfSites(size_t index) const;
  bool ListFollows(size_t index) const;

  void RememberSubject(const SentenceScene& scene, const std::string& id);
  // "The campus asked for by X, which will build it": of a site nobody is told to act on the only
  // firm builds it.
  void RememberSole(const SentenceScene& scene);
  // "X walks away from its data center": and nothing but a site is told of.
  static bool GivesUpSite(const SentenceScene& scene);
  static bool GivesUp(const SentenceScene& scene);
  // "X drops its expansion in Odense": the next sentence may tell that it was one of a site.
  bool GivesUpBuilding(const SentenceScene& scene, const std::string& id) const;
  // Who builds the site that a sentence tells of.
  void TakeBuilder(const SentenceScene& scene, const std::string& id);
  // What its deals, which are among the candidates, tell of the next sentence.
  void RememberDeals(const SentenceScene& scene);
  // A loan for a site is told of who builds it, as is what it costs.
  void RememberBorrower(const SentenceScene& scene);

  const Document& document_;
  const std::vector<SentenceScene>& scenes_;
  const CandidateFinder& finder_;
  const std::vector<Candidate>* candidates_;
  Context context_;
  std::vector<std::string> title_;  // Context::title of what is no entry
  bool begins_with_sites_ = false;  // the title, or the first block, speaks of them
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CANDIDATES_ARTICLE_MEMORY_H_
