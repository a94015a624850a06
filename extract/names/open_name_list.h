#ifndef DEALWIRE_EXTRACT_NAMES_OPEN_NAME_LIST_H_
#define DEALWIRE_EXTRACT_NAMES_OPEN_NAME_LIST_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/names/name_rules.h"
#include "extract/names/names.h"
#include "extract/text/document.h"

namespace dealwire {

// Takes the candidates that the finders of open names see, and makes one list of them.
class OpenNameList {
 public:
  // `mentions`: sorted; what they cover is no candidate.
  OpenNameList(const Document& document, const NameRules& rules, const Mentions& mentions);

  // Sorted, none overlapping.
  const std::vector<Span>& covered() const { return covered_; }
  bool full() const;
  // Of all candidates so far, those too that may come to be none.
  size_t size() const { return found_.size() + echoes_.size() + openings_.size(); }

  // Bytes [start, end) of Document::text; dropped where it is covered, or the list is full.
  void Add(size_t start, size_t end, bool strong);

  // A word that looks like no name, and is one only where the article shows elsewhere that it is.
  // `opens`: it begins a sentence, where it may act as a name does.
  void AddEcho(size_t start, size_t end, bool opens);

  // Of several words, a person's: what the article calls by the last of them is none.
  void AddPerson(size_t start, size_t end);

  // A word that begins a sentence: told as such unless the article shows it elsewhere.
  void AddOpening(size_t start, size_t end);

  // Gives the inflected forms of a name one id, decides which are strong wherever they stand, and
  // leaves of names that overlap the first, then the longer. Sorted. To be called once.
  std::vector<OpenOrganisation> Take();

 private:
  bool Covered(const Span& span) const;
  void AddRegistered(const OrgValue& org);
  void AddRepeats();
  bool IsOwnWord(std::string_view name) const;
  bool IsWholeWord(const Span& span) const;
  void TrimRuns();
  bool InsideKatakana(const Span& span) const;
  void Unify();
  void TakeLongNames();
  template <typename Names>
  typename Names::const_iterator FindForm(const Names& names, const std::string& id) const;
  bool TakeRegistered(OpenOrganisation* open) const;
  void DropPersons();
  void TakeEchoes();
  void TakeOpenings();
  std::unordered_map<std::string, std::set<std::string>> LongNames(
      const std::vector<OpenOrganisation>& found) const;
  bool AtSentenceStart(size_t offset) const;
  std::string BaseForm(std::string_view id, const StringSet& ids) const;

  const Document& document_;
  const NameRules& rules_;
  std::vector<Span> covered_;
  // Registered organisations of several words that the article names, by the first: id to name.
  std::unordered_map<std::string, std::map<std::string, std::string>> registered_;
  std::vector<OpenOrganisation> found_, echoes_, openings_;
  StringSet opening_echoes_;  // ids of those of them that begin a sentence without an article
  StringSet persons_;         // ids
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_OPEN_NAME_LIST_H_
