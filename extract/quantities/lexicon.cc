#include "extract/quantities/lexicon.h"

#include <functional>
#include <mutex>
#include <utility>

#include "base/archive.h"
#include "extract/quantities/cldr.h"
#include "extract/quantities/lexicon_data.h"
#include "extract/text/languages.h"

namespace dealwire {
namespace {

void ReadExamples(const std::string& lang, const TomlValue& section, Diagnostics* problems,
                  std::vector<Lexicon::Example>* out) {
  for (const TomlValue& item : section.Array("example")) {
    item.CheckKeys({"text", "lang", "published", "money", "power", "duration", "date"}, problems);
    for (const char* type : {"money", "power", "duration", "date"}) {
      if (!item[type].exists()) continue;
      out->push_back({item.Where(), item.String("lang", problems, lang),
                      item.String("published", problems, "2025-11-13"),
                      item.RequiredString("text", problems), type, item.Strings(type, problems)});
    }
  }
}

// Each made when it is first asked for.
FormsTable FormsFromIcu() {
  FormsTable table;
  for (const std::string& locale : cldr::Locales()) {
    if (locale.find('_') == std::string::npos) continue;
    table.emplace(locale, Lazy<cldr::LocaleForms>(std::function<cldr::LocaleForms()>(
                              [locale] { return cldr::FormsOf(locale); })));
  }
  return table;
}

// The country of a site by its domain: "https://www.smh.com.au/..." is "AU". What is no country of
// its own (".com", ".ai") is "".
std::string SiteRegion(const Article& article) {
  const std::string& url = article.canonical_url.empty() ? article.url : article.canonical_url;
  const size_t scheme = url.find("://");
  if (scheme == std::string::npos) return "";
  const size_t begin = scheme + 3;
  const std::string host = url.substr(begin, url.find_first_of("/:?#", begin) - begin);
  const size_t dot = host.rfind('.');
  if (dot == std::string::npos || host.size() - dot != 3) return "";
  std::string domain = host.substr(dot + 1);
  return domain == "uk" ? "GB" : domain;  // the one that is not its country's code in ISO 3166
}

}  // namespace

Lexicon::Lexicon() : data_(std::make_unique<Data>()) {}
Lexicon::~Lexicon() = default;

std::unique_ptr<const Lexicon> Lexicon::Compile(const RuleFiles& files, Diagnostics* problems) {
  auto out = std::make_unique<Lexicon>();
  Data& data = *out->data_;
  for (const RuleFile* file : files.Below("quantities/world.toml")) {
    const StatusOr<TomlFile> parsed = TomlFile::Parse(file->name, file->text);
    if (!parsed.ok()) {
      problems->Add(Message(parsed.status()));
    } else {
      ReadWorldRows(parsed->root(), problems, &data.currencies, &data.world);
    }
  }
  std::vector<Example> examples;
  for (const RuleFile* file : files.Below("lang/")) {
    const StatusOr<TomlFile> parsed = TomlFile::Parse(file->name, file->text);
    if (!parsed.ok()) continue;  // Languages::Compile tells a file that is no TOML
    const std::string lang = parsed->root().String("lang", problems);
    const TomlValue section = parsed->root()["quantities"];
    if (lang.empty() || !section.exists()) continue;
    data.languages[lang] = ReadLanguageRows(file->path, section, data.currencies, problems);
    ReadExamples(lang, section, problems, &examples);
  }
  data.examples = std::move(examples);
  data.forms = Lazy<FormsTable>(std::function<FormsTable()>(FormsFromIcu));
  return out;
}

const Words& Lexicon::For(std::string_view bcp47, std::string_view site_region) const {
  const std::string language = LanguageKey(bcp47);
  const std::string region = RegionOf(bcp47, site_region, data_->currencies);
  const std::string key = region.empty() ? language : language + "-" + region;
  {
    const std::shared_lock lock(data_->mutex);
    const auto it = data_->compiled.find(key);
    if (it != data_->compiled.end()) return *it->second;
  }
  if (region.empty()) {
    if (const auto it = data_->ready.find(key); it != data_->ready.end()) return *it->second;
  }
  const LanguageRows* rows = data_->RowsOf(language);
  // A stranger's tag must not fill memory: what nobody knows is read as English, whose scales the
  // press of other languages prints too ("$5 billion" is not 5 dollars).
  if (rows == nullptr && language != "en" && (language.size() > 3 || !cldr::Knows(language)))
    return For(region.empty() ? "en" : "en-" + region);
  std::unique_ptr<const Words> made =
      region.empty() ? CompileWords(data_->currencies, data_->world, rows, language)
                     : InRegion(For(language), data_->currencies, rows, region,
                                data_->FormsIn(language, region));
  const std::unique_lock lock(data_->mutex);
  // Another thread may have been first; what it made is the same.
  return *data_->compiled.emplace(key, std::move(made)).first->second;
}

const Words& Lexicon::For(const Article& article) const {
  return For(article.lang, SiteRegion(article));
}

void Lexicon::Save(ArchiveWriter* out) const {
  std::map<std::string, Lazy<Words>, std::less<>> ready;
  for (const auto& [lang, rows] : data_->languages)
    ready[lang] = std::move(*CompileWords(data_->currencies, data_->world, &*rows, lang));
  out->Put(data_->currencies);
  out->Put(data_->world);
  out->Put(data_->languages);
  out->Put(data_->examples);
  out->Put(data_->forms);
  out->Put(ready);
}

void Lexicon::Load(ArchiveReader* in) {
  in->Get(&data_->currencies);
  in->Get(&data_->world);
  in->Get(&data_->languages);
  in->Get(&data_->examples);
  in->Get(&data_->forms);
  in->Get(&data_->ready);
}

const std::string& Lexicon::CurrencyCode(size_t index) const {
  static const std::string none;
  const std::string& name = data_->currencies.Name(index);
  return !name.empty() && name[0] < 'a' ? name : none;
}

std::string Lexicon::CurrencyOf(size_t kind, std::string_view country) const {
  return data_->currencies.Of(kind, country);
}

const std::string& Lexicon::Country(size_t index) const { return data_->currencies.Country(index); }

bool Lexicon::SameKind(size_t a, size_t b) const {
  if (a == b) return true;
  const std::string& a_code = CurrencyCode(a);
  const std::string& b_code = CurrencyCode(b);
  if (a_code.empty() == b_code.empty()) return false;
  return a_code.empty() ? data_->currencies.InKind(a, b_code) : data_->currencies.InKind(b, a_code);
}

const std::vector<Lexicon::Example>& Lexicon::examples() const { return *data_->examples; }

std::vector<std::string> Lexicon::LanguageCodes() const {
  std::vector<std::string> out;
  for (const auto& [lang, rows] : data_->languages) out.push_back(lang);
  return out;
}

}  // namespace dealwire
