// Lexicon::Describe: what `rules show --lang` prints.
#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

#include "extract/quantities/lexicon_data.h"
#include "extract/text/languages.h"

namespace dealwire {
namespace {

constexpr std::array<std::string_view, static_cast<size_t>(Role::kCount)> kRoleNames = {
    "number",
    "scale",
    "short",
    "plural",
    "vague",
    "at_least_prefix",
    "digits",
    "half",
    "part",
    "of",
    "currency",
    "cents",
    "nation",
    "power",
    "energy",
    "time",
    "time_adjective",
    "term",
    "not_term",
    "other",
    "about",
    "at_least",
    "at_most",
    "about_after",
    "at_least_after",
    "at_most_after",
    "over",
    "between",
    "from",
    "to",
    "sum_of",
    "change",
    "and",
    "of_which",
    "elliptic",
    "into",
    "month",
    "weekday",
    "ordinal",
    "quarter",
    "half_year",
    "year",
    "month_word",
    "week",
    "day_word",
    "decade",
    "fiscal",
    "start",
    "middle",
    "end",
    "until",
    "until_after",
    "since",
    "since_after",
    "before",
    "before_after",
    "after",
    "on",
    "next",
    "last",
    "this",
    "day",
    "next_year",
    "date_noise"};

}  // namespace

std::vector<Lexicon::Row> Lexicon::Describe(std::string_view bcp47) const {
  const std::string language = LanguageKey(bcp47);
  WordIndex index;
  const std::unique_ptr<Words> words =
      CompileWords(data_->currencies, data_->world, data_->RowsOf(language), language, &index);
  std::vector<Row> out;
  for (const auto& [key, at] : index) {
    for (const Sense& sense : words->vocabulary->words[at].senses) {
      Row row;
      row.role = kRoleNames[static_cast<size_t>(sense.role)];
      row.word = key;
      const bool money = sense.role == Role::kCurrency || sense.role == Role::kCents;
      if (money) {
        row.value = data_->currencies.Name(sense.index);
      } else if (sense.role == Role::kNation) {
        row.value = data_->currencies.Country(sense.index);
      } else if (sense.a != 0) {
        std::array<char, 32> digits = {};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), sense.a).ptr;
        row.value.assign(digits.data(), end);
      }
      row.source = words->vocabulary->rules[sense.rule];
      out.push_back(std::move(row));
    }
  }
  words->vocabulary->countries.ForEach([&](std::string_view name, size_t country, bool) {
    out.push_back({"country", std::string(name), data_->currencies.Country(country),
                   "cldr:" + language + ":countries"});
  });
  std::ranges::sort(out, [](const Row& a, const Row& b) {
    return std::tie(a.role, a.word) < std::tie(b.role, b.word);
  });
  return out;
}

}  // namespace dealwire
