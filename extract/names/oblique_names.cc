#include "extract/names/oblique_names.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "extract/names/name_bases.h"
#include "extract/names/name_words.h"
#include "extract/text/name_text.h"

namespace dealwire {
namespace {

constexpr size_t kLeastBase = 3;     // characters of a base form
constexpr size_t kOpeningMark = 3;   // bytes: a quotation mark that opens a sentence
constexpr size_t kLongestWord = 40;  // bytes: that tells a case

// What is known of a form from all places that it stands at.
struct Form {
  bool base = false;                  // somewhere it can be no other case
  std::map<std::string, int> behind;  // base forms by the words before it
  std::string alone;                  // by its ending
};

class CaseReader {
 public:
  CaseReader(const Document& document, const NameRules& rules)
      : document_(document),
        text_(document.text),
        rules_(rules),
        has_behind_(std::ranges::any_of(rules.cases,
                                        [](const NameCase& row) { return !row.behind.empty(); })) {}

  // The rows of the rules are asked in their order; one without words before stands for any.
  void Read(const OpenOrganisation& open, std::map<std::string, Form>* forms) {
    const Span& span = open.mention.span;
    const std::string& id = Get<OrgValue>(open.mention)->id;
    Form& form = (*forms)[id];
    form.base |= HoldsHead(id);
    size_t at = span.byte_start;
    const std::string word = WordBefore(&at);
    const NameCase* row = RowBehind(span.byte_end);
    if (row != nullptr) {
      // What follows tells the case, whatever stands before.
    } else if (MatchesWord(rules_.org_nouns, word) || rules_.legal_forms.contains(word)) {
      row = RowOf(word);  // "osti oululaisen N-n": of a noun that is in the case itself
      form.base |= row == nullptr;
    } else if (!word.empty()) {
      row = RowOf(word);
      // "Akcij charkivskoho <<N>>": past an adjective that says where it is from.
      if (row == nullptr && IsNameAdjective(rules_, word)) row = RowOf(WordBefore(&at));
      if (row == nullptr && Joined(span)) row = row_;
    }
    if (row != nullptr) {
      const std::string base = BaseOf(*row, id);
      if (!base.empty()) ++form.behind[base];
    }
    if (form.alone.empty()) {
      for (const NameCase& any : rules_.cases) {
        if (any.before.empty() && any.behind.empty()) form.alone = BaseOf(any, id);
        if (!form.alone.empty()) break;
      }
    }
    form.base |= form.alone.empty() && BeginsSentence(span.byte_start);
    row_ = row;
    last_end_ = span.byte_end;
  }

 private:
  // The word that stands a space before `start`, or before the quotation mark that opens there,
  // folded; `start` is then where it begins.
  std::string WordBefore(size_t* start) const {
    size_t at = *start;
    if (at > 0) {
      size_t mark = at;
      const char32_t c = PreviousCodePoint(text_, &mark);
      if (c == 0xAB || c == 0x201E || c == 0x201C || c == '"') at = mark;
    }
    if (at == 0 || text_[at - 1] != ' ') return {};
    const size_t end = at - 1;
    size_t begin = end;
    while (begin > 0 && end - begin < kLongestWord) {
      size_t before = begin;
      if (!IsWordChar(PreviousCodePoint(text_, &before))) break;
      begin = before;
    }
    *start = begin;
    return FoldName(text_.substr(begin, end - begin));
  }

  // Of a name with a word for organisations BaseName() has made the base form.
  bool HoldsHead(const std::string& id) const {
    for (size_t at = 0; at < id.size();) {
      const size_t end = std::min(id.find('-', at), id.size());
      if (rules_.org_heads.contains(std::string_view(id).substr(at, end - at))) return true;
      at = end + 1;
    }
    return false;
  }

  bool BeginsSentence(size_t start) const {
    if (document_.sentences.empty()) return false;
    const Span& sentence = document_.sentences[document_.SentenceAt(start)].span;
    return start <= sentence.byte_start + kOpeningMark;
  }

  // "«Zenitom» i «Kedrom»": right behind the name before.
  bool Joined(const Span& span) const {
    constexpr size_t kJoint = 10;  // bytes: the marks, the spaces and a word
    return last_end_ <= span.byte_start && span.byte_start - last_end_ <= kJoint;
  }

  // By the word that stands a space behind a name.
  const NameCase* RowBehind(size_t end) const {
    if (!has_behind_ || end + 1 >= text_.size() || text_[end] != ' ') return nullptr;
    size_t at = end + 1;
    while (at < text_.size() && at - end < kLongestWord) {
      size_t next = at;
      if (!IsWordChar(NextCodePoint(text_, &next))) break;
      at = next;
    }
    const std::string word = FoldName(text_.substr(end + 1, at - end - 1));
    for (const NameCase& row : rules_.cases) {
      if (!row.behind.empty() && MatchesWord(row.behind, word)) return &row;
    }
    return nullptr;
  }

  const NameCase* RowOf(std::string_view word) const {
    for (const NameCase& row : rules_.cases) {
      if (!row.before.empty() && MatchesWord(row.before, word)) return &row;
    }
    return nullptr;
  }

  // The first word of a name is in the case, else its last; "Mistrza Danych": what follows the
  // first may be a complement.
  static std::string BaseOf(const NameCase& row, const std::string& id) {
    const size_t dash = id.find('-');
    const std::string first = BaseOfWord(row, id.substr(0, dash));
    if (dash == std::string::npos) return first;
    if (!first.empty()) return first + id.substr(dash);
    const size_t last = id.rfind('-') + 1;
    const std::string end = BaseOfWord(row, id.substr(last));
    return end.empty() ? "" : id.substr(0, last) + end;
  }

  // By the longest ending of the row; "" where it has none.
  static std::string BaseOfWord(const NameCase& row, const std::string& word) {
    const size_t at = EndingAt(row.endings, word, 0);
    if (at == word.size()) return "";
    const std::string base = word.substr(0, at) + row.endings.at(word.substr(at));
    return CountCodePoints(base) >= kLeastBase ? base : "";
  }

  const Document& document_;
  const std::string_view text_;
  const NameRules& rules_;
  const bool has_behind_;
  const NameCase* row_ = nullptr;  // of the name before
  size_t last_end_ = 0;            // where it ends
};

}  // namespace

void BaseObliqueNames(const Document& document, const NameRules& rules,
                      std::vector<OpenOrganisation>* names) {
  if (rules.cases.empty() || names->empty()) return;
  std::ranges::stable_sort(*names, {},
                           [](const OpenOrganisation& o) { return o.mention.span.byte_start; });
  CaseReader reader(document, rules);
  std::map<std::string, Form> forms;
  for (const OpenOrganisation& open : *names) reader.Read(open, &forms);
  StringSet bases;
  for (const auto& [id, form] : forms) {
    if (form.base) bases.insert(id);
  }
  std::unordered_map<std::string, std::string> renamed;
  for (const auto& [id, form] : forms) {
    // Of a name whose base form the article has, the forms are found by that.
    if (form.base || BaseWord(rules, bases, id) != id) continue;
    const auto most =
        std::ranges::max_element(form.behind, {}, [](const auto& b) { return b.second; });
    const std::string& base = most != form.behind.end() ? most->first : form.alone;
    if (!base.empty()) renamed.emplace(id, base);
  }
  if (renamed.empty()) return;
  for (OpenOrganisation& open : *names) {
    OrgValue& org = std::get<OrgValue>(open.mention.value);
    if (const auto it = renamed.find(org.id); it != renamed.end()) org.id = it->second;
  }
}

}  // namespace dealwire
