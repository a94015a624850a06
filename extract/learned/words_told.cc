#include "extract/learned/words_told.h"

#include <algorithm>

namespace dealwire {
namespace {

size_t Far(size_t a, size_t b) { return a < b ? b - a : a - b; }

// The place of a name that is nearest to another.
size_t Nearest(const std::vector<size_t>& names, size_t to) {
  return *std::ranges::min_element(names, {}, [&](size_t name) { return Far(name, to); });
}

// A word, and with the character behind it.
template <typename Visit>
void VisitItem(const SentenceWords::Item& item, WordPlace place, const Visit& visit) {
  visit(place, item.word);
  if (!item.pair.text.empty()) visit(place, item.pair);
}

}  // namespace

WordsTold::WordsTold(const Document& document, const std::vector<SentenceScene>& scenes,
                     const WordWeights* weights)
    : document_(document), scenes_(scenes), weights_(weights) {}

const SentenceWords& WordsTold::WordsOf(const SentenceScene& scene) {
  const auto known = words_.find(&scene);
  if (known != words_.end()) return known->second;
  return words_.emplace(&scene, SentenceWords(document_, scene, weights_)).first->second;
}

template <typename Visit>
void WordsTold::VisitSum(const MoneySentence& sentence, const Mention* money, const Visit& visit) {
  const SentenceWords& words = WordsOf(sentence.scene);
  const auto sum = words.PlaceOf(money);
  for (size_t i = 0; i < words.items().size(); ++i) {
    if (i == sum) continue;
    VisitItem(words.items()[i], WordPlace::kSentence, visit);
    if (sum) VisitItem(words.items()[i], PlaceBeside(i, *sum), visit);
  }
  const size_t at = sentence.scene.index;
  for (size_t back = 1; back <= std::min<size_t>(2, at); ++back) {
    const WordPlace place = back == 1 ? WordPlace::kPrevious1 : WordPlace::kPrevious2;
    for (const SentenceWords::Item& item : WordsOf(scenes_[at - back]).items())
      VisitItem(item, place, visit);
  }
}

template <typename Visit>
void WordsTold::VisitName(const MoneySentence& sentence, const Mention* money, std::string_view id,
                          const Visit& visit) {
  const SentenceScene& scene = sentence.scene;
  const SentenceWords& words = WordsOf(scene);
  const std::vector<size_t> names = words.PlacesOf(scene, id);
  if (names.empty()) {
    for (const SentenceWords::Item& item : words.items())
      VisitItem(item, WordPlace::kElsewhere, visit);
    VisitEarlier(scene, id, visit);
    return;
  }
  const auto sum = words.PlaceOf(money);
  const size_t nearest = sum ? Nearest(names, *sum) : 0;
  for (size_t i = 0; i < words.items().size(); ++i) {
    const size_t name = Nearest(names, i);
    if (name == i) continue;
    VisitItem(words.items()[i], PlaceBeside(i, name), visit);
    if (!sum || i <= std::min(nearest, *sum) || i >= std::max(nearest, *sum)) continue;
    VisitItem(words.items()[i], nearest < *sum ? WordPlace::kToSum : WordPlace::kFromSum, visit);
  }
  for (const SentenceWord& ending : words.EndingsOf(scene, id)) visit(WordPlace::kEnding, ending);
}

// Beside the name in the last sentence that has it.
template <typename Visit>
void WordsTold::VisitEarlier(const SentenceScene& scene, std::string_view id, const Visit& visit) {
  constexpr std::string_view kWhere[] = {"@nowhere", "@earlier_1", "@earlier_2", "@earlier_3"};
  constexpr size_t kBack = 3, kNear = 6;
  const auto visit_where = [&](size_t back) {
    visit(WordPlace::kWhere,
          SentenceWord{kWhere[back],
                       weights_ == nullptr ? WordWeights::kUnknown : weights_->Find(kWhere[back])});
  };
  for (size_t back = 1; back <= std::min(kBack, scene.index); ++back) {
    const SentenceScene& earlier = scenes_[scene.index - back];
    const SentenceWords& words = WordsOf(earlier);
    const std::vector<size_t> names = words.PlacesOf(earlier, id);
    if (names.empty()) continue;
    visit_where(back);
    for (size_t i = 0; i < words.items().size(); ++i) {
      const size_t name = Nearest(names, i);
      if (name != i && Far(name, i) <= kNear)
        VisitItem(words.items()[i], EarlierBeside(i, name), visit);
    }
    return;
  }
  visit_where(0);
}

auto WordsTold::Finder() {
  return [this](WordPlace place, const SentenceWord& word) {
    if (word.number != WordWeights::kUnknown) found_.emplace_back(word.number, place);
  };
}

WordWeights::Scores WordsTold::OfSum(const MoneySentence& sentence, const Mention* money) {
  if (weights_ == nullptr) return {};
  found_.clear();
  VisitSum(sentence, money, Finder());
  return ScoreFound();
}

WordWeights::Scores WordsTold::OfName(const MoneySentence& sentence, const Mention* money,
                                      std::string_view id) {
  if (weights_ == nullptr) return {};
  found_.clear();
  VisitName(sentence, money, id, Finder());
  return ScoreFound();
}

// A word counts once at a place, however often it stands there.
WordWeights::Scores WordsTold::ScoreFound() {
  std::ranges::sort(found_);
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  WordWeights::Scores scores = weights_->bias();
  for (const auto& [number, place] : found_) weights_->Add(number, place, &scores);
  return scores;
}

// By the sums of their weights at all their places.
std::vector<std::string> WordsTold::StrongestFound(uint8_t clue, size_t most) {
  const float sum = ScoreFound()[clue];
  std::vector<std::pair<float, uint32_t>> weighed;  // with the sign of the sum, and of what word
  for (const auto& [number, place] : found_) {
    WordWeights::Scores scores = {};
    weights_->Add(number, place, &scores);
    const float weight = sum < 0 ? -scores[clue] : scores[clue];
    if (!weighed.empty() && weighed.back().second == number) {
      weighed.back().first += weight;
    } else {
      weighed.emplace_back(weight, number);
    }
  }
  std::ranges::stable_sort(weighed, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> out;
  for (const auto& [weight, number] : weighed) {
    if (weight <= 0 || out.size() == most) break;
    out.emplace_back(weights_->TextOf(number));
  }
  return out;
}

std::vector<std::string> WordsTold::StrongestOfSum(const MoneySentence& sentence,
                                                   const Mention* money, uint8_t clue,
                                                   size_t most) {
  if (weights_ == nullptr) return {};
  found_.clear();
  VisitSum(sentence, money, Finder());
  return StrongestFound(clue, most);
}

std::vector<std::string> WordsTold::StrongestOfName(const MoneySentence& sentence,
                                                    const Mention* money, std::string_view id,
                                                    uint8_t clue, size_t most) {
  if (weights_ == nullptr) return {};
  found_.clear();
  VisitName(sentence, money, id, Finder());
  return StrongestFound(clue, most);
}

namespace {

auto Collect(std::vector<std::string>* out) {
  return [out](WordPlace place, const SentenceWord& word) {
    out->push_back(std::string(WordPlaceName(place)) + " " + std::string(word.text));
  };
}

}  // namespace

std::vector<std::string> WordsTold::WordsOfSum(const MoneySentence& sentence,
                                               const Mention* money) {
  std::vector<std::string> out;
  VisitSum(sentence, money, Collect(&out));
  return out;
}

std::vector<std::string> WordsTold::WordsOfName(const MoneySentence& sentence, const Mention* money,
                                                std::string_view id) {
  std::vector<std::string> out;
  VisitName(sentence, money, id, Collect(&out));
  return out;
}

}  // namespace dealwire
