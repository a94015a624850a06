#ifndef DEALWIRE_EXTRACT_CASED_NAMES_H_
#define DEALWIRE_EXTRACT_CASED_NAMES_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/document.h"
#include "extract/name_rules.h"
#include "extract/name_words.h"
#include "extract/open_name_list.h"
#include "extract/registry.h"

namespace dealwire {

// Names of organisations in scripts with capitals: sequences of capitalised words, strong where
// something shows an organisation (a legal form, a head like "Group", a noun for organisations
// beside it, a capital inside a word), weak else. Persons behind a role ("CEO"), words that are
// capitalised for where they stand, and names of places, months and currencies are none.
// Made once a document: it knows which words the article writes small.
class CasedNames {
 public:
  CasedNames(const Document& document, const Registry& registry, const NameWords& words);

  // Those of one sentence. Linear in its words.
  void Find(std::span<const NameWord> sentence, OpenNameList* out);

 private:
  std::string_view Between(const NameWord& a, const NameWord& b) const;
  bool IsLegalForm(const NameWord& word) const;
  bool IsSmallWord(const NameWord& word) const;
  bool IsWholeHead(const NameWord& word) const;
  bool IsHead(const NameWord& word) const;
  bool IsCommon(const NameWord& word) const;
  bool IsNoName(size_t begin, size_t end) const;
  bool IsOrigin(const NameWord& word) const;
  bool IsPlaceOfOrigin(size_t end) const;
  bool Opens(const NameWord& word) const;
  bool IsOrgNoun(const NameWord& word) const;
  size_t NounEnding(const std::vector<ChipNoun::Word>& nouns, size_t at) const;
  size_t Continues(size_t at) const;
  size_t PastSmallWords(size_t begin, size_t end) const;
  void Judge(size_t begin, size_t end, OpenNameList* out);
  size_t AfterHead(size_t begin, size_t end) const;
  bool SeenInside(const NameWord& word) const;
  bool InflectedInside(std::string_view word) const;
  bool AllCommon(size_t begin, size_t end) const;
  const NameWord* Before(size_t index) const;
  template <typename Is>
  bool DescribedBy(size_t begin, const Is& is) const;
  bool IsPerson(size_t begin) const;
  bool FollowsOrgNoun(size_t begin) const;
  bool FollowsDemonym(size_t begin) const;
  bool PrecedesOrgNoun(size_t end) const;

  const Document& document_;
  const NoNames common_names_;
  const NameRules& rules_;
  const NameRules& english_;
  bool foreign_latin_ = false;                   // the text is written in another script
  std::unordered_set<std::string_view> small_;   // words that the article writes without a capital
  std::unordered_set<std::string_view> inside_;  // and those with one inside a sentence
  std::span<const NameWord> words_;              // of the sentence at hand
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_CASED_NAMES_H_
