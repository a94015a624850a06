#include "ingest/node_names.h"

#include <algorithm>
#include <array>
#include <vector>

#include "ingest/page_rules.h"

namespace dealwire {
namespace {

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpperAscii(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigitAscii(char c) { return c >= '0' && c <= '9'; }
bool IsSpaceAscii(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// "storyBody" has a second word at B; the "AdS" of a generated name has none.
bool BeginsCamelWord(std::string_view names, size_t i) {
  return i > 0 && IsUpperAscii(names[i]) && IsLower(names[i - 1]) && i + 2 < names.size() &&
         IsLower(names[i + 1]) && IsLower(names[i + 2]);
}

constexpr size_t kLists = 4;
enum List { kBody, kDrop, kLead, kPicture };

// The words of all lists, found by their first two letters.
class WordTable {
 public:
  WordTable() {
    const PageRules& rules = HtmlRules();
    Add(rules.body_classes, kBody);
    Add(rules.drop_classes, kDrop);
    Add(rules.lead_classes, kLead);
    Add(rules.picture_classes, kPicture);
  }

  // The first word of each list that stands in `names`, which is normalised.
  std::array<const std::string*, kLists> Find(std::string_view names) const {
    std::array<const std::string*, kLists> found = {};
    for (size_t i = 1; i < names.size(); ++i) {
      if (names[i - 1] != ' ' && names[i - 1] != '-') continue;
      const std::string_view rest = names.substr(i);
      for (const Entry& entry : by_letters_[Place(rest)]) {
        const std::string*& first = found[entry.list];  // NOLINT: the list is one of kLists
        if (first == nullptr && Stands(rest, *entry.word)) first = entry.word;
      }
    }
    return found;
  }

 private:
  struct Entry {
    const std::string* word;
    List list;
  };
  static constexpr size_t kPlaces = 1024;

  static size_t Place(std::string_view text) {
    const auto letter = [&](size_t i) { return i < text.size() ? text[i] & 31U : 0U; };
    return letter(0) << 5 | letter(1);
  }

  void Add(const std::vector<std::string>& words, List list) {
    for (const std::string& word : words) {
      if (word.empty()) continue;
      if (word.size() > 1) {
        by_letters_.at(Place(word)).push_back({&word, list});
        continue;
      }
      for (size_t next = 0; next < 32; ++next) {
        by_letters_.at(Place(word) | next).push_back({&word, list});
      }
    }
  }

  static bool Stands(std::string_view names, std::string_view word) {
    if (!word.ends_with('-')) return names.starts_with(word);
    word.remove_suffix(1);
    return names.starts_with(word) && names.size() > word.size() &&
           (names[word.size()] == '-' || names[word.size()] == ' ');
  }

  std::array<std::vector<Entry>, kPlaces> by_letters_;
};

}  // namespace

std::string NormalizedNames(std::string_view names) {
  // At most two characters come of one, and a space stands at either end.
  std::string out(2 * names.size() + 2, ' ');
  size_t end = 1;
  for (size_t i = 0; i < names.size(); ++i) {
    const char c = names[i];
    if (BeginsCamelWord(names, i)) out[end++] = '-';
    if (IsUpperAscii(c)) {
      out[end++] = static_cast<char>(c + 32);
    } else if (IsLower(c) || IsDigitAscii(c) || static_cast<unsigned char>(c) >= 0x80) {
      out[end++] = c;
    } else if (IsSpaceAscii(c)) {
      if (out[end - 1] == '-') --end;
      if (out[end - 1] != ' ') out[end++] = ' ';
    } else if (out[end - 1] != '-' && out[end - 1] != ' ') {
      out[end++] = '-';
    }
  }
  if (out[end - 1] == '-') --end;
  if (out[end - 1] != ' ') out[end++] = ' ';
  out.resize(end);
  return out;
}

NodeNames NamesOf(const GumboNode* node) {
  static const WordTable table;
  NodeNames names;
  const std::string_view itemprop = Attribute(node, "itemprop");
  names.body = itemprop == "articleBody";
  names.lead = itemprop == "description" || itemprop == "alternativeHeadline";
  std::string joined(Attribute(node, "class"));
  joined += ' ';
  joined += Attribute(node, "id");
  if (joined.size() <= 2) return names;
  const auto found = table.Find(NormalizedNames(joined));
  names.body = names.body || found[kBody] != nullptr;
  names.lead = names.lead || found[kLead] != nullptr;
  names.picture = found[kPicture] != nullptr;
  if (!names.body) names.drop = found[kDrop];
  return names;
}

}  // namespace dealwire
