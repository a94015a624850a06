#include "extract/text/languages.h"

#include <unicode/unistr.h>
#include <unicode/ures.h>

#include <algorithm>
#include <array>
#include <utility>

namespace dealwire {
namespace {

// CLDR's sentence break suppressions of a language (LDML part 4, "Segmentation Suppressions").
void AddSuppressions(const std::string& lang, SentenceRules* rules) {
  UErrorCode error = U_ZERO_ERROR;
  UResourceBundle* bundle = ures_openDirect(U_ICUDATA_NAME "-brkitr", lang.c_str(), &error);
  UResourceBundle* exceptions = ures_getByKey(bundle, "exceptions", nullptr, &error);
  UResourceBundle* list = ures_getByKey(exceptions, "SentenceBreak", nullptr, &error);
  if (U_SUCCESS(error)) {
    const int32_t size = ures_getSize(list);
    for (int32_t i = 0; i < size; ++i) {
      int32_t length = 0;
      UErrorCode item_error = U_ZERO_ERROR;
      const UChar* text = ures_getStringByIndex(list, i, &length, &item_error);
      if (U_FAILURE(item_error)) continue;
      std::string utf8;
      icu::UnicodeString(text, length).toUTF8String(utf8);
      if (utf8.ends_with('.')) rules->abbreviations.insert(FoldText(utf8));
    }
  }
  ures_close(list);
  ures_close(exceptions);
  ures_close(bundle);
}

}  // namespace

std::string LanguageKey(std::string_view bcp47) {
  std::string key(bcp47.substr(0, bcp47.find_first_of("-_")));
  std::ranges::transform(key, key.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kSame = {{{"no", "nb"},
                                                                                   {"nn", "nb"},
                                                                                   {"iw", "he"},
                                                                                   {"in", "id"},
                                                                                   {"tl", "fil"},
                                                                                   {"cmn", "zh"},
                                                                                   {"yue", "zh"},
                                                                                   {"mo", "ro"},
                                                                                   {"und", ""}}};
  for (const auto& [from, to] : kSame) {
    if (key == from) return std::string(to);
  }
  return key;
}

std::unique_ptr<const Languages> Languages::Compile(const RuleFiles& files, Diagnostics* problems) {
  auto out = std::make_unique<Languages>();
  for (const RuleFile* file : files.Below("lang/")) {
    const StatusOr<TomlFile> parsed = TomlFile::Parse(file->name, file->text);
    if (!parsed.ok()) {
      problems->Add(Message(parsed.status()));
      continue;
    }
    const std::string lang = parsed->root().RequiredString("lang", problems);
    parsed->root().CheckKeys({"lang", "document", "quantities", "names", "cues"}, problems);
    if (file->path != "lang/" + lang + ".toml") {
      problems->Add(parsed->root()["lang"].Error("the language '" + lang +
                                                 "' belongs in the file lang/" + lang + ".toml"));
    }
    const TomlValue table = parsed->root()["document"];
    table.CheckKeys({"abbreviations", "ends", "ordinal_dot"}, problems);
    SentenceRules& rules = out->sentences_[lang];
    for (const std::string& word : table.Strings("abbreviations", problems)) {
      rules.abbreviations.insert(FoldText(word));
    }
    rules.ordinal_dot = table.Bool("ordinal_dot", problems);
    AddSuppressions(lang, &rules);
    // Units and years end many a sentence: "46 billion rub. The first line ...".
    for (const std::string& word : table.Strings("ends", problems)) {
      rules.abbreviations.erase(FoldText(word));
    }
  }
  return out;
}

const SentenceRules& Languages::Sentences(std::string_view bcp47) const {
  const auto it = sentences_.find(LanguageKey(bcp47));
  return it == sentences_.end() ? none_ : it->second;
}

}  // namespace dealwire
