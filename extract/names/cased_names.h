#ifndef DEALWIRE_EXTRACT_NAMES_CASED_NAMES_H_
#define DEALWIRE_EXTRACT_NAMES_CASED_NAMES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/names/name_rules.h"
#include "extract/names/name_words.h"
#include "extract/names/open_name_list.h"
#include "extract/names/registry.h"
#include "extract/text/document.h"

namespace dealwire {

// Names of organisations in scripts with capitals: sequences of capitalised words, strong where
// something shows an organisation (a legal form, a head like "Group", a noun for organisations
// beside it, a capital inside a word), weak else. Persons behind a role ("CEO"), words that are
// capitalised for where they stand, and names of places, months and currencies are none.
// A single word that begins a sentence, and that nothing else shows to be a name, is told as an
// opening. Made once a document: it knows which words the article writes small, and asks of each
// distinct word once what the rules say of it.
class CasedNames {
 public:
  CasedNames(const Document& document, const Registry& registry, const NameWords& words);

  // Those of one sentence. Linear in its words.
  void Find(std::span<const NameWord> sentence, OpenNameList* out);

 private:
  static constexpr size_t kMaxNounWords = 3;  // of a noun for organisations: "hosting start-up"

  // What the rules say of a word, whatever stands beside it.
  enum class Fact : uint8_t {
    kPublicBody,  // a noun of NameRules::public_bodies
    kLegalForm,
    kSmallForm,
    kWholeHead,
    kEndsInHead,
    kEndsInEnglishHead,
    kCommon,
    kOrigin,
    kNounArticle,
    kConnector,
    kConjunction,
    kOpener,
    kOwnHead,
    kRole,        // a noun of NameRules::roles
    kOrgNoun,     // of NameRules::org_nouns
    kBeginsRole,  // may begin such a noun of several words
    kBeginsOrgNoun,
    kCompoundNoun,  // of NameRules::org_noun_endings
  };
  template <typename Tell>
  bool Knows(const NameWord& word, Fact fact, const Tell& tell) const;
  bool IsIn(const StringSet& set, const NameWord& word, Fact fact) const;
  // Whether the article writes it without a capital; with one inside a sentence.
  bool IsSmall(const NameWord& word) const { return small_[word.id]; }
  bool IsInside(std::string_view folded) const;
  bool IsArticle(const NameWord& word) const;
  bool IsConnector(const NameWord& word) const;
  bool IsConjunction(const NameWord& word) const;
  bool IsOwnHead(const NameWord& word) const;
  bool IsNoun(Fact nouns, const NameWord& word) const;
  const std::vector<ChipNoun::Word>& NounsOf(Fact nouns) const;
  std::string_view Phrase(size_t begin, size_t end) const;
  std::string_view Between(const NameWord& a, const NameWord& b) const;
  bool IsLegalForm(const NameWord& word) const;
  bool IsSmallForm(const NameWord& word) const;
  bool IsSmallWord(const NameWord& word) const;
  bool IsWholeHead(const NameWord& word) const;
  bool IsHead(const NameWord& word) const;
  bool IsCommon(const NameWord& word) const;
  bool IsNoName(size_t begin, size_t end) const;
  bool IsPlace(size_t begin, size_t end) const;
  std::string NameOf(size_t begin, size_t end) const;  // folded, with a space between its words
  bool IsOrigin(const NameWord& word) const;
  bool IsPlaceOfOrigin(size_t begin, size_t end) const;
  bool IsEdition(const NameWord& word) const;
  bool Opens(const NameWord& word) const;
  bool IsOrgNoun(const NameWord& word) const;
  bool IsPublicBody(const NameWord& word) const;
  bool EndsOwnName(const NameWord& word) const;
  size_t NounEnding(Fact nouns, size_t at) const;
  bool IsCompoundNoun(const NameWord& word) const;
  size_t OrgNounEnding(size_t at) const;
  bool BeginsPerson(size_t at) const;
  size_t Continues(size_t at) const;
  bool EndsInCompound(size_t end, size_t begin) const;
  bool JoinsPlace(size_t at) const;
  bool JoinsHead(size_t at) const;
  bool IsOwnCompound(const NameWord& word) const;
  size_t PastAdjectives(size_t at) const;
  bool IsHeadPhrase(size_t at) const;
  size_t PastSyllables(size_t at) const;
  size_t PastSmallWords(size_t begin, size_t end) const;
  bool BehindComma(size_t index) const;
  bool BehindTime(size_t index) const;
  void Judge(size_t begin, size_t end, OpenNameList* out);
  size_t AfterHead(size_t begin, size_t end) const;
  bool SeenInside(const NameWord& word) const;
  bool ShownAtStart(const NameWord& word) const;
  bool IsNationsHead(size_t begin, size_t end) const;
  bool JoinsByAnd(size_t at) const;
  bool IsExplained(const NameWord& word, size_t end) const;
  bool IsLed(const NameWord& word, size_t end) const;
  bool IsIntroduced(const NameWord& word, size_t end) const;
  bool IsSetApart(const NameWord& word, size_t end) const;
  bool HeadsItem(size_t begin, size_t end) const;
  bool IsPairAtHead() const;
  bool InflectedInside(std::string_view word) const;
  bool AllCommon(size_t begin, size_t end) const;
  const NameWord* Before(size_t index) const;
  template <typename Is>
  bool DescribedBy(size_t begin, const Is& is) const;
  bool IsByline() const;
  bool IsHeaderCell(const NameWord& word) const;
  size_t PastDateline() const;
  bool IsTicker(size_t at) const;
  bool IsPerson(size_t begin) const;
  bool IsAge(size_t at, std::string_view before) const;
  bool StandsBesideRole(size_t begin, size_t end) const;
  bool EndsAsFirm(size_t begin, size_t end) const;
  bool DescribesQuoted(size_t begin, size_t end) const;
  bool FollowsOrgNoun(size_t begin) const;
  bool FollowsDemonym(size_t begin) const;
  bool IsOrgNounFrom(size_t at) const;
  bool PrecedesOrgNoun(size_t end) const;

  const Document& document_;
  const NoNames common_names_;
  const StringSet& places_;
  const NameRules& rules_;
  const NameRules& english_;
  const WordIds& ids_;
  bool title_names_ = false;    // the title names a registered organisation
  bool foreign_latin_ = false;  // the text is written in another script
  size_t longest_ending_ = 0;   // bytes, of the language's endings of names
  std::vector<bool> small_;     // by word: whether the article writes it without a capital
  std::vector<bool> inside_;    // and with one inside a sentence
  std::vector<bool> in_title_;  // and in the title
  std::vector<bool> begins_;    // and with one before another that has one
  struct Facts {
    uint32_t asked = 0, true_ones = 0;  // bits of Fact
  };
  mutable std::vector<Facts> facts_;  // by word: what has been asked of it
  std::span<const NameWord> words_;   // of the sentence at hand
  bool pair_at_head_ = false;         // which is a pair of names at the head of an item
  size_t run_begin_ = 0;              // of the capitalised run that is being followed
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_CASED_NAMES_H_
