#include "ingest/node_names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "ingest/page_rules.h"

namespace dealwire {
namespace {

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpperAscii(char c) { return c >= 'A' && c <= 'Z'; }
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

  // The first word of each list that stands in `names`, which is normalised, with a word's bytes
  // behind it that may be read.
  std::array<const std::string*, kLists> Find(std::string_view names) const {
    std::array<const std::string*, kLists> found = {};
    for (size_t i = 1; i < names.size(); ++i) {
      if (names[i - 1] != ' ' && names[i - 1] != '-') continue;
      const std::string_view rest = names.substr(i);
      const std::vector<Entry>& entries = by_letters_[Place(rest)];
      if (entries.empty()) continue;
      uint64_t first_bytes = 0;
      std::memcpy(&first_bytes, rest.data(), kWord);
      for (const Entry& entry : entries) {
        if ((first_bytes & entry.mask) != entry.first_bytes) continue;
        const std::string*& first = found[entry.list];  // NOLINT: the list is one of kLists
        if (first == nullptr && Stands(rest, *entry.word)) first = entry.word;
      }
    }
    return found;
  }

  static constexpr size_t kWord = sizeof(uint64_t);

 private:
  struct Entry {
    const std::string* word;
    List list;
    // As the names begin that it may stand in.
    uint64_t first_bytes = 0, mask = 0;
  };
  static constexpr size_t kPlaces = 1024;

  static Entry EntryOf(const std::string& word, List list) {
    Entry entry{&word, list};
    const size_t size = word.size() - (word.ends_with('-') ? 1 : 0);
    const size_t bytes = std::min(size, kWord);
    std::memcpy(&entry.first_bytes, word.data(), bytes);
    std::memset(&entry.mask, 0xFF, bytes);
    return entry;
  }

  static size_t Place(std::string_view text) {
    const auto letter = [&](size_t i) { return i < text.size() ? text[i] & 31U : 0U; };
    return letter(0) << 5 | letter(1);
  }

  void Add(const std::vector<std::string>& words, List list) {
    for (const std::string& word : words) {
      if (word.empty()) continue;
      if (word.size() > 1) {
        by_letters_.at(Place(word)).push_back(EntryOf(word, list));
        continue;
      }
      for (size_t next = 0; next < 32; ++next) {
        by_letters_.at(Place(word) | next).push_back(EntryOf(word, list));
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

// What a character of a name is in a normalised one, if it is nothing but that; else 0.
constexpr std::array<char, 256> KeptCharacters() {
  std::array<char, 256> kept = {};
  for (size_t c = 0; c < kept.size(); ++c) {
    const bool keeps = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
    kept[c] = keeps ? static_cast<char>(c) : '\0';
  }
  return kept;
}
constexpr std::array<char, 256> kKept = KeptCharacters();

// Writes `names` normalised to `out`, behind whose first character, a space, it goes on at `end`;
// where it ends. At most two characters come of one.
size_t Normalize(std::string_view names, size_t end, std::string* out) {
  char* const to = out->data();
  for (size_t i = 0; i < names.size(); ++i) {
    const char c = names[i];
    if (const char kept = kKept[static_cast<unsigned char>(c)]; kept != '\0') {
      to[end++] = kept;
    } else if (IsUpperAscii(c)) {
      if (BeginsCamelWord(names, i)) to[end++] = '-';
      to[end++] = static_cast<char>(c + 32);
    } else if (IsSpaceAscii(c)) {
      if (to[end - 1] == '-') --end;
      if (to[end - 1] != ' ') to[end++] = ' ';
    } else if (to[end - 1] != '-' && to[end - 1] != ' ') {
      to[end++] = '-';
    }
  }
  if (to[end - 1] == '-') --end;
  if (to[end - 1] != ' ') to[end++] = ' ';
  return end;
}

}  // namespace

std::string NormalizedNames(std::string_view names) {
  std::string out(2 * names.size() + 2, ' ');
  out.resize(Normalize(names, 1, &out));
  return out;
}

NodeNames NamesReader::Of(const GumboNode* node) {
  static const WordTable table;
  NodeNames names;
  const std::string_view itemprop = Attribute(node, "itemprop");
  names.body = itemprop == "articleBody";
  names.lead = itemprop == "description" || itemprop == "alternativeHeadline";
  const std::string_view classes = Attribute(node, "class"), id = Attribute(node, "id");
  if (classes.size() + id.size() <= 1) return names;
  const size_t most = 2 * (classes.size() + id.size()) + 3 + WordTable::kWord;
  if (text_.size() < most) text_.resize(most);
  text_[0] = ' ';
  const size_t end = Normalize(id, Normalize(classes, 1, &text_), &text_);
  const auto found = table.Find(std::string_view(text_).substr(0, end));
  names.body = names.body || found[kBody] != nullptr;
  names.lead = names.lead || found[kLead] != nullptr;
  names.picture = found[kPicture] != nullptr;
  if (!names.body) names.drop = found[kDrop];
  return names;
}

}  // namespace dealwire
