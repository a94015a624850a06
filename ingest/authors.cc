#include "ingest/authors.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "ingest/byline.h"
#include "ingest/page_blocks.h"

namespace dealwire {
namespace {

constexpr size_t kLongestName = 80;    // code points of a text that is taken for names whole
constexpr size_t kShortestOutlet = 5;  // bytes of a key that another may contain

bool IsAddress(std::string_view text) {
  return text.starts_with("http") || text.starts_with("@") || text.starts_with("//") ||
         text.starts_with("www.");
}

// Is `name` that of the outlet, as far as the page names it?
bool IsOutlet(std::string_view name, const std::string& site) {
  const std::string key = TextKey(name), outlet = TextKey(site);
  if (key.empty() || outlet.empty()) return false;
  if (key == outlet) return true;
  return key.size() >= kShortestOutlet && outlet.size() >= kShortestOutlet &&
         (key.find(outlet) != std::string::npos || outlet.find(key) != std::string::npos);
}

class Chooser {
 public:
  explicit Chooser(Metadata* out) : out_(*out) {}

  bool done() const { return out_.authors_are_sure; }

  // Takes the names in `texts` if persons are among them; else keeps them for want of better.
  // An outlet that signs for itself gives way to nothing but persons.
  void Offer(const std::vector<std::string>& texts, bool persons, const char* from) {
    if (done()) return;
    std::vector<std::string> names, outlets;
    for (const std::string& text : texts) {
      if (IsAddress(text)) continue;
      for (std::string& name : SplitAuthors(text)) {
        std::vector<std::string>& to = IsOutlet(name, out_.site) ? outlets : names;
        if (std::ranges::find(to, name) == to.end()) to.push_back(std::move(name));
      }
    }
    if (!out_.authors.empty()) {
      std::erase_if(names, [](const std::string& name) { return !LooksLikePerson(name); });
    }
    if (!names.empty() && persons) {
      out_.authors = std::move(names);
      out_.origins.authors = from;
      out_.authors_are_sure = true;
    } else if (out_.authors.empty()) {
      out_.authors = names.empty() ? std::move(outlets) : std::move(names);
      out_.origins.authors = out_.authors.empty() ? "" : from;
    }
  }

  void OfferByline(const std::string& text) {
    if (done()) return;
    if (const std::optional<Byline> line = ParseByline(text, out_.lang)) {
      if (!line->authors.empty()) Offer(line->authors, true, "byline");
    } else if (CountCodePoints(text) < kLongestName) {
      Offer({text}, true, "byline");
    }
  }

 private:
  Metadata& out_;
};

// <meta> that names an author in a vocabulary of the site's own: "cxenseparse:author".
std::vector<std::string> OtherMetaAuthors(const PageFacts& facts) {
  std::vector<std::string> texts;
  for (const auto& [key, values] : facts.meta) {
    const bool author = key.ends_with("author") || key.ends_with("authors") ||
                        key.ends_with("authorname") || key.ends_with("articleauthor");
    if (!author) continue;
    for (const std::string& value : values) {
      const bool number = value.find_first_not_of("0123456789") == std::string::npos;
      if (!number) texts.push_back(value);
    }
  }
  return texts;
}

}  // namespace

void ChooseAuthors(const PageFacts& facts, const JsonLdArticle& ld, Metadata* out) {
  Chooser chooser(out);
  chooser.Offer(ld.authors, !ld.authors_are_outlets, "JSON-LD");
  for (const std::string_view key : {"author", "articleauthor", "parselyauthor", "dccreator", "byl",
                                     "sailthruauthor", "authors"}) {
    const auto values = facts.meta.find(key);
    if (values != facts.meta.end()) chooser.Offer(values->second, true, "meta");
  }
  chooser.Offer(OtherMetaAuthors(facts), true, "meta");
  for (const std::string& text : facts.authors) chooser.OfferByline(text);
  for (const std::string& text : facts.bylines) chooser.OfferByline(text);
}

}  // namespace dealwire
