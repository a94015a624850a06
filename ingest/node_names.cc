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

// The words of one list, found by their first letter.
class WordTable {
 public:
  explicit WordTable(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
      if (!word.empty()) by_first_[static_cast<unsigned char>(word[0])].push_back(&word);
    }
  }

  // The first word of the table that stands in `names`, which is normalised.
  const std::string* Find(std::string_view names) const {
    for (size_t i = 1; i < names.size(); ++i) {
      if (names[i - 1] != ' ' && names[i - 1] != '-') continue;
      for (const std::string* word : by_first_[static_cast<unsigned char>(names[i])]) {
        if (Stands(names.substr(i), *word)) return word;
      }
    }
    return nullptr;
  }

 private:
  static bool Stands(std::string_view names, std::string_view word) {
    if (word.size() > 1 && (names.size() < 2 || names[1] != word[1])) return false;
    if (!word.ends_with('-')) return names.starts_with(word);
    word.remove_suffix(1);
    return names.starts_with(word) && names.size() > word.size() &&
           (names[word.size()] == '-' || names[word.size()] == ' ');
  }

  std::array<std::vector<const std::string*>, 256> by_first_;
};

}  // namespace

std::string NormalizedNames(std::string_view names) {
  std::string out(" ");
  for (size_t i = 0; i < names.size(); ++i) {
    const char c = names[i];
    if (BeginsCamelWord(names, i)) out += '-';
    if (IsUpperAscii(c)) {
      out += static_cast<char>(c + 32);
    } else if (IsLower(c) || IsDigitAscii(c) || static_cast<unsigned char>(c) >= 0x80) {
      out += c;
    } else if (IsSpaceAscii(c)) {
      if (out.back() == '-') out.pop_back();
      if (out.back() != ' ') out += ' ';
    } else if (out.back() != '-' && out.back() != ' ') {
      out += '-';
    }
  }
  if (out.back() == '-') out.pop_back();
  if (out.back() != ' ') out += ' ';
  return out;
}

NodeNames NamesOf(const GumboNode* node) {
  static const WordTable body(HtmlRules().body_classes), drop(HtmlRules().drop_classes),
      lead(HtmlRules().lead_classes), picture(HtmlRules().picture_classes);
  NodeNames names;
  std::string joined(Attribute(node, "class"));
  joined += ' ';
  joined += Attribute(node, "id");
  const std::string_view itemprop = Attribute(node, "itemprop");
  names.body = itemprop == "articleBody";
  names.lead = itemprop == "description" || itemprop == "alternativeHeadline";
  if (joined.size() <= 2) return names;
  const std::string words = NormalizedNames(joined);
  names.body = names.body || body.Find(words) != nullptr;
  names.lead = names.lead || lead.Find(words) != nullptr;
  names.picture = picture.Find(words) != nullptr;
  if (!names.body) names.drop = drop.Find(words);
  return names;
}

}  // namespace dealwire
