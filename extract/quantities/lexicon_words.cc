#include "extract/quantities/lexicon_words.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "extract/quantities/cldr.h"
#include "extract/quantities/lexicon_bare_names.h"
#include "extract/text/languages.h"

namespace dealwire {
namespace {

// Collects the words of one language and builds their trie.
class VocabularyBuilder {
 public:
  VocabularyBuilder(const Currencies& currencies, Vocabulary* out)
      : currencies_(currencies), out_(out) {}

  void AddRows(const LanguageRows& rows) {
    const size_t base = out_->rules.size();
    out_->rules.insert(out_->rules.end(), rows.rules.begin(), rows.rules.end());
    for (const LexiconRow& row : rows.rows) {
      Sense sense = row.sense;
      sense.rule = static_cast<uint16_t>(base + sense.rule);
      Add(row.word, sense, row.glue);
    }
  }

  void AddCldr(const std::string& locale, bool spelled) {
    AddScales(locale, cldr::Whose::kInherited, false);
    AddNames(locale, cldr::Whose::kInherited);
    uint16_t at = Rule(locale, "currencies");
    cldr::CurrencySigns(locale, [&](const std::string& word, const std::string& code) {
      const bool ascii_letters = std::ranges::all_of(
          word, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
      if (!ascii_letters) AddMoney(word, code, at, kSign);
    });
    if (spelled) AddSpelled(locale, Rule(locale, "spelled"));
    for (const size_t country : currencies_.TellingCountries()) {
      const std::string name = TrieKey(cldr::CountryName(locale, currencies_.Country(country)));
      if (!name.empty()) countries_.emplace(name, static_cast<uint32_t>(country));
    }
    at = Rule(locale, "dates");
    cldr::Months(locale, [&](const std::string& word, int month) {
      AddFolded(word, {Role::kMonth, 0, at, static_cast<double>(month), 0}, false);
    });
    cldr::Weekdays(locale, [&](const std::string& word, int day) {
      AddFolded(word, {Role::kWeekday, 0, at, static_cast<double>(day), 0}, false);
    });
  }

  // What a country or another script of the language adds, where it takes nothing from it: pt_PT's
  // "biliao" beside pt's "bilhao", sr_Latn beside sr.
  void AddVariant(const std::string& locale) {
    // Only another script may inherit from another language: hi_Latn from en_IN.
    const bool script = locale.size() - locale.rfind('_') == 5;
    const cldr::Whose whose = script ? cldr::Whose::kInherited : cldr::Whose::kOwn;
    AddScales(locale, whose, true);
    AddNames(locale, whose);
  }

  // What the press writes and CLDR does not say in so many words, for languages without a file.
  void AddPress(const std::string& locale) {
    const uint16_t at = Rule(locale, "bare currencies");
    BareCurrencyNames(locale, currencies_, [&](const std::string& word, size_t kind) {
      AddFolded(word, {Role::kCurrency, static_cast<uint16_t>(kind), at, 0, 0}, false, true);
    });
    const uint16_t of = Rule(locale, "unit patterns");
    cldr::UnitJoints(locale, [&](const std::string& word) {
      AddFolded(word, {Role::kOf, 0, of, 0, 0}, false, true);
    });
  }

  void Build() {
    ShareStems();
    out_->trie.Build(index_);
    out_->countries.Build(countries_);
    for (const auto& [key, index] : index_) AddFirstBytes(key, out_->words[index].may_glue);
  }
  const WordIndex& index() const { return index_; }

 private:
  // A text has hyphens where a key has spaces.
  void AddFirstBytes(std::string_view key, bool may_glue) {
    const bool stem = key.ends_with('*');
    if (stem) key.remove_suffix(1);
    if (key.empty()) return;
    const bool letter = key.back() >= 'a' && key.back() <= 'z';
    const FirstBytes::Follows follows = stem || may_glue || !letter
                                            ? FirstBytes::Follows::kAnything
                                            : FirstBytes::Follows::kNoSmallLetter;
    std::string text(key);
    out_->first_bytes.Add(text, follows);
    std::ranges::replace(text, ' ', '-');
    out_->first_bytes.Add(text, follows);
  }

  // The number of a rule's name; the last one's where it is the same.
  uint16_t Rule(const std::string& locale, const char* what) {
    std::string name = "cldr:" + locale + ":" + what;
    if (out_->rules.empty() || out_->rules.back() != name) out_->rules.push_back(std::move(name));
    return static_cast<uint16_t>(out_->rules.size() - 1);
  }

  void AddScales(const std::string& locale, cldr::Whose whose, bool keep) {
    cldr::Scales(locale, whose, [&](const std::string& word, double scale, bool before) {
      const Sense sense = {Role::kScale, 0, Rule(locale, "scales"), scale,
                           before ? kBeforeNumber : 0};
      AddFolded(word, sense, true, keep);
    });
  }

  void AddNames(const std::string& locale, cldr::Whose whose) {
    cldr::CurrencyNames(locale, whose, [&](const std::string& word, const std::string& code) {
      AddMoney(word, code, Rule(locale, "currencies"), 0);
    });
  }

  void AddMoney(const std::string& word, const std::string& code, uint16_t rule, double flag) {
    const std::optional<size_t> index = currencies_.Find(code);
    // Names in brackets are of periods that are gone; digits tell a bond or a fund.
    if (!index || word.find_first_of("()0123456789") != std::string::npos) return;
    AddFolded(word, {Role::kCurrency, static_cast<uint16_t>(*index), rule, 0, flag}, false, true);
  }

  void AddSpelled(const std::string& locale, uint16_t rule) {
    cldr::Spelled(locale, [&](const std::string& word, double value, bool ordinal) {
      if (word.empty() || (word[0] >= '0' && word[0] <= '9')) return;
      AddFolded(word, {ordinal ? Role::kOrdinal : Role::kNumber, 0, rule, value, 0}, !ordinal);
    });
  }

  // A word that is given by itself can be what its stem can be, too.
  void ShareStems() {
    for (auto it = index_.begin(); it != index_.end(); ++it) {
      if (!it->first.ends_with('*')) continue;
      const std::string stem = it->first.substr(0, it->first.size() - 1);
      const std::vector<Sense> senses = out_->words[it->second].senses;
      for (auto word = index_.lower_bound(stem); word != index_.end(); ++word) {
        if (!word->first.starts_with(stem)) break;
        if (word == it || word->first.ends_with('*') ||
            word->first.find(' ') != std::string::npos) {
          continue;
        }
        for (const Sense& sense : senses) out_->words[word->second].Add(sense, true);
      }
    }
  }

  void AddFolded(const std::string& word, const Sense& sense, bool glue, bool keep = false) {
    const std::string key = TrieKey(word);
    // One ASCII letter ("T", "B") or a lone digit says too little.
    const bool single = key.size() == 1 && key[0] > 0 && sense.role != Role::kCurrency;
    if (key.empty() || single || (key[0] >= '0' && key[0] <= '9')) return;
    Add(key, sense, glue, keep);
  }

  // Romanian's s and t with comma below are printed with a cedilla, too.
  static std::string WithCedilla(const std::string& key) {
    std::string out = key;
    for (size_t i = 0; i + 1 < out.size(); ++i) {
      if (out[i] != '\xC8' || (out[i + 1] != '\x99' && out[i + 1] != '\x9B')) continue;
      out[i + 1] = out[i + 1] == '\x99' ? '\x9F' : '\xA3';
      out[i] = '\xC5';
    }
    return out;
  }

  void Add(const std::string& key, const Sense& sense, bool glue, bool keep = false) {
    Put(key, sense, glue, keep);
    if (const std::string other = WithCedilla(key); other != key) Put(other, sense, glue, keep);
  }

  void Put(const std::string& key, const Sense& sense, bool glue, bool keep) {
    const auto [it, added] = index_.emplace(key, static_cast<uint32_t>(out_->words.size()));
    if (added) out_->words.emplace_back();
    Word& word = out_->words[it->second];
    word.Add(sense, keep);
    word.may_glue = word.may_glue || glue;
  }

  const Currencies& currencies_;
  Vocabulary* out_;
  WordIndex index_, countries_;
};

void SetLocal(const Currencies& currencies, const LanguageRows* rows, Words* words) {
  words->local.assign(currencies.size(), "");
  words->home.assign(currencies.size(), false);
  const std::string country = cldr::LikelyCountry(words->language);
  words->paid_in = cldr::CurrencyOf(words->region.empty() ? country : words->region);
  if (words->paid_in == "USD") words->paid_in.clear();
  for (size_t i = 0; i < currencies.size(); ++i) {
    const std::string& name = currencies.Name(i);
    if (name.empty() || name[0] < 'a') continue;  // a code
    words->local[i] = currencies.Of(i, words->region);
    if (!words->local[i].empty()) continue;
    const auto it = rows == nullptr ? decltype(rows->local.end())() : rows->local.find(name);
    if (rows != nullptr && it != rows->local.end()) {
      words->local[i] = it->second;
      // Kroner in Norwegian are Norwegian whoever is named beside; rials in Arabic are Saudi until
      // the article says otherwise.
      words->home[i] = it->second != "USD" && it->second != currencies.Of(i, country);
    } else {
      words->local[i] = currencies.Default(i);
      // Rupees are Nepal's in Nepali; dollars are the United States' nearly everywhere.
      const std::string own = currencies.Of(i, country);
      if (rows == nullptr && !own.empty() && words->local[i] != "USD") words->local[i] = own;
    }
  }
}

// What a sign that several currencies share is in a country by CLDR, where no kind says so.
void SetSigns(const Currencies& currencies, const cldr::LocaleForms& forms, Words* words) {
  for (const auto& [sign, code] : forms.signs) {
    const Word* word = words->vocabulary->Find(TrieKey(sign));
    const Sense* money = word == nullptr ? nullptr : word->As(Role::kCurrency);
    if (money == nullptr || !currencies.Of(money->index, words->region).empty()) continue;
    if (!currencies.InKind(money->index, code)) continue;
    words->local[money->index] = code;
    words->home[money->index] = false;
  }
}

void SetDecimal(const LanguageRows* rows, Words* words) {
  if (rows != nullptr && !rows->decimal.empty()) words->digits.decimal = rows->decimal[0];
}

}  // namespace

std::unique_ptr<Words> CompileWords(const Currencies& currencies, const LanguageRows& world,
                                    const LanguageRows* rows, const std::string& language,
                                    WordIndex* index) {
  auto words = std::make_unique<Words>();
  words->language = language;
  words->vocabulary = std::make_shared<Vocabulary>();
  VocabularyBuilder builder(currencies, words->vocabulary.get());
  builder.AddRows(world);
  if (cldr::Knows(language)) {
    builder.AddCldr(language, rows == nullptr || rows->spelled);
    if (rows == nullptr) builder.AddPress(language);
    for (const std::string& locale : cldr::Locales()) {
      if (locale != language && LanguageKey(locale) == language) builder.AddVariant(locale);
    }
  }
  words->digits.space_groups = true;
  if (rows != nullptr) {
    builder.AddRows(*rows);
    words->compounds = rows->compounds;
    words->particles = rows->particles;
    words->counts_with_of = rows->counts_with_of;
    words->prefixes = rows->prefixes;
    if (rows->space_groups) words->digits.space_groups = *rows->space_groups;
  }
  builder.Build();
  SetLocal(currencies, rows, words.get());
  if (cldr::Knows(language)) {
    words->digits.decimal = cldr::DecimalSign(language);
    words->digits.money_decimal = cldr::MoneyDecimalSign(language);
    words->month_first = cldr::MonthFirst(language);
  }
  SetDecimal(rows, words.get());
  if (index != nullptr) *index = builder.index();
  return words;
}

std::unique_ptr<Words> InRegion(const Words& base, const Currencies& currencies,
                                const LanguageRows* rows, const std::string& region,
                                const cldr::LocaleForms* forms) {
  auto words = std::make_unique<Words>(base);
  words->region = region;
  SetLocal(currencies, rows, words.get());
  if (forms == nullptr) return words;
  if (cldr::Knows(words->language)) {
    words->digits.decimal = forms->decimal;
    words->digits.money_decimal = forms->money_decimal;
    words->month_first = forms->month_first;
  }
  SetDecimal(rows, words.get());
  words->digits.space_groups = words->digits.space_groups || forms->space_groups;
  SetSigns(currencies, *forms, words.get());
  return words;
}

std::string RegionOf(std::string_view bcp47, std::string_view site_region,
                     const Currencies& currencies) {
  const std::string language = LanguageKey(bcp47);
  size_t begin = 0;
  std::string region;
  bool traditional = false;
  while (begin < bcp47.size()) {  // subtags: two letters after the first are a region
    const size_t end = std::min(bcp47.find_first_of("-_", begin), bcp47.size());
    const std::string_view part = bcp47.substr(begin, end - begin);
    if (begin > 0 && part.size() == 2) region = std::string(part);
    traditional = traditional || part == "Hant" || part == "hant";
    begin = end + 1;
  }
  if (region.empty()) region = std::string(site_region);
  if (region.empty() && traditional) region = "TW";
  // A language that is read as another's kin keeps its own country: Cantonese.
  if (region.empty() && !bcp47.empty() && !bcp47.starts_with(language))
    region = cldr::LikelyCountry(std::string(bcp47.substr(0, bcp47.find_first_of("-_"))));
  std::ranges::transform(region, region.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  if (currencies.FindCountry(region) ||
      std::ranges::binary_search(cldr::Locales(), language + "_" + region))
    return region;
  return "";
}

}  // namespace dealwire
