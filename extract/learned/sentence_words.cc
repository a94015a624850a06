#include "extract/learned/sentence_words.h"

#include <algorithm>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kMostLetters = 6;
constexpr size_t kMostNames = 60, kMostSums = 60;  // of a sentence; others are read as words

// A name or a sum in the folded text.
struct Mark {
  size_t begin = 0, end = 0;
  size_t party = 0;
  const Mention* money = nullptr;  // null: a name
};

std::vector<Mark> MarksOf(const Document& document, const SentenceScene& scene) {
  std::vector<Mark> out;
  const auto add = [&](const Span& span, size_t party, const Mention* money) {
    out.push_back({document.folded.FromSource(span.byte_start),
                   document.folded.FromSource(span.byte_end), party, money});
  };
  for (size_t i = 0; i < std::min(kMostNames, scene.parties.size()); ++i)
    add(scene.parties[i].span, i, nullptr);
  for (size_t i = 0; i < std::min(kMostSums, scene.money.size()); ++i)
    add(scene.money[i]->span, 0, scene.money[i]);
  std::ranges::stable_sort(out, {}, &Mark::begin);
  return out;
}

}  // namespace

SentenceWords::SentenceWords(const Document& document, const SentenceScene& scene,
                             const WordWeights* weights)
    : document_(document), weights_(weights) {
  size_t at = document.folded.FromSource(scene.span.byte_start);
  const size_t end = document.folded.FromSource(scene.span.byte_end);
  const std::vector<Mark> marks = MarksOf(document, scene);
  for (size_t i = 0; i < marks.size();) {
    AddText(at, marks[i].begin);
    Item* item = AddItem("@sum");
    if (item == nullptr) return;
    bool named = false;
    size_t until = marks[i].end;
    // What overlaps is one.
    for (const size_t first = i; i < marks.size() && (i == first || marks[i].begin < until); ++i) {
      const Mark& mark = marks[i];
      until = std::max(until, mark.end);
      if (mark.money != nullptr) {
        item->money = mark.money;
        continue;
      }
      item->begin = named ? std::min(item->begin, mark.party) : mark.party;
      item->end = std::max(item->end, mark.party + 1);
      named = true;
    }
    if (named) item->word = Make("@name");
    at = std::max(at, until);
  }
  AddText(at, end);
}

SentenceWord SentenceWords::Make(std::string_view text) const {
  return {text, weights_ == nullptr ? WordWeights::kUnknown : weights_->Find(text)};
}

SentenceWords::Item* SentenceWords::AddItem(std::string_view text) {
  if (items_.size() == kMostItems) return nullptr;
  items_.push_back({Make(text)});
  return &items_.back();
}

void SentenceWords::AddText(size_t from, size_t to) {
  const std::string_view text = std::string_view(document_.folded.text).substr(0, to);
  size_t behind_character = 0;  // where the character of the last item ends; 0: it is none
  for (size_t at = from; at < text.size();) {
    const size_t begin = at;
    char32_t c = NextCodePoint(text, &at);
    if (IsSpace(c)) continue;
    if (IsSpaceless(c)) {
      if (behind_character == begin && !items_.empty()) {
        const auto before = items_.back().word.text;
        items_.back().pair = Make(text.substr(begin - before.size(), at - begin + before.size()));
      }
      behind_character = at;
      if (AddItem(text.substr(begin, at - begin)) == nullptr) return;
      continue;
    }
    size_t cut = at, letters = 1;
    bool number = IsDigit(c);
    if (IsWordChar(c)) {
      while (at < text.size()) {
        size_t next = at;
        c = NextCodePoint(text, &next);
        if (!IsWordChar(c) || IsSpaceless(c)) break;
        number = number && IsDigit(c);
        at = next;
        if (letters++ < kMostLetters) cut = at;
      }
    }
    const std::string_view word = number ? std::string_view("0") : text.substr(begin, cut - begin);
    if (AddItem(word) == nullptr) return;
  }
}

std::optional<size_t> SentenceWords::PlaceOf(const Mention* money) const {
  if (money == nullptr) return std::nullopt;
  const auto at = std::ranges::find(items_, money, &Item::money);
  if (at == items_.end()) return std::nullopt;
  return static_cast<size_t>(at - items_.begin());
}

std::vector<size_t> SentenceWords::PlacesOf(const SentenceScene& scene, std::string_view id) const {
  std::vector<size_t> out;
  for (size_t i = 0; i < items_.size(); ++i) {
    for (size_t p = items_[i].begin; p < items_[i].end; ++p) {
      if (scene.parties[p].id != id) continue;
      out.push_back(i);
      break;
    }
  }
  return out;
}

std::vector<SentenceWord> SentenceWords::EndingsOf(const SentenceScene& scene,
                                                   std::string_view id) const {
  constexpr size_t kLongest = 3;
  std::vector<SentenceWord> out;
  for (const Party& p : scene.parties) {
    if (p.id != id) continue;
    const size_t begin = document_.folded.FromSource(p.span.byte_start);
    const size_t end = document_.folded.FromSource(p.span.byte_end);
    const std::string_view name =
        std::string_view(document_.folded.text).substr(begin, end - begin);
    size_t at = name.size();
    for (size_t letters = 0; letters < kLongest && at > 0; ++letters) {
      PreviousCodePoint(name, &at);
      out.push_back(Make(name.substr(at)));
    }
  }
  return out;
}

namespace {

// `before` and `behind` are the first of four places or five, one before, two, up to four, ...
WordPlace Beside(size_t place, size_t of, WordPlace before, WordPlace behind) {
  const size_t far = place < of ? of - place : place - of;
  const size_t step = far <= 2 ? far - 1 : far <= 4 ? 2 : far <= 8 ? 3 : 4;
  return static_cast<WordPlace>(static_cast<size_t>(place < of ? before : behind) + step);
}

}  // namespace

WordPlace PlaceBeside(size_t place, size_t of) {
  return Beside(place, of, WordPlace::kBefore1, WordPlace::kBehind1);
}

WordPlace EarlierBeside(size_t place, size_t of) {
  return Beside(place, of, WordPlace::kEarlierBefore1, WordPlace::kEarlierBehind1);
}

}  // namespace dealwire
