#include "ingest/page_facts.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"
#include "base/tidy_line.h"
#include "ingest/node_names.h"

namespace dealwire {
namespace {

constexpr size_t kMostValues = 8;           // of one <meta> name
constexpr size_t kMostTexts = 8;            // headings, times, bylines
constexpr size_t kLongestAuthorText = 400;  // bytes

std::string MetaKey(std::string_view name) {
  const size_t slash = name.rfind('/');
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string key;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      key += static_cast<char>(c + 32);
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      key += c;
    }
  }
  return key;
}

bool HasNameWord(std::string_view names, std::string_view word) {
  for (size_t at = names.find(word); at != std::string_view::npos; at = names.find(word, at + 1)) {
    const char after = at + word.size() < names.size() ? names[at + word.size()] : ' ';
    const bool begins = at == 0 || names[at - 1] == ' ' || names[at - 1] == '-';
    if (begins && (after == ' ' || after == '-')) return true;
  }
  return false;
}

// What stands in the names of elements that hold authors', but for its first letter's case.
constexpr size_t kPartBytes = 5;
constexpr std::array<std::string_view, 4> kAuthorParts = {"uthor", "yline", "UTHOR", "YLINE"};

// How far the next place is where one of them may end, by the character at this one (Horspool).
constexpr std::array<uint8_t, 256> PlacesToNextEnd() {
  std::array<uint8_t, 256> places = {};
  places.fill(kPartBytes);
  for (const std::string_view part : kAuthorParts) {
    for (size_t i = 0; i + 1 < kPartBytes; ++i) {
      uint8_t& place = places[static_cast<unsigned char>(part[i])];
      place = std::min(place, static_cast<uint8_t>(kPartBytes - 1 - i));
    }
  }
  return places;
}
constexpr std::array<uint8_t, 256> kPlacesToNextEnd = PlacesToNextEnd();

// Few elements do, and normalising names costs more than looking for a part of the words.
bool MayNameAuthor(std::string_view names) {
  for (size_t end = kPartBytes; end <= names.size();) {
    const char last = names[end - 1];
    const char lower = static_cast<char>(last | 0x20);
    if (lower == 'r' || lower == 'e') {
      const std::string_view part = names.substr(end - kPartBytes, kPartBytes);
      if (std::ranges::find(kAuthorParts, part) != kAuthorParts.end()) return true;
    }
    end += kPlacesToNextEnd[static_cast<unsigned char>(last)];
  }
  return false;
}

// What says of an element whether it holds a fact.
struct NamedBy {
  std::string_view classes, id, itemprop, rel;

  explicit NamedBy(const GumboNode* node) {
    constexpr AttributeName kClass = "class", kId = "id", kItemprop = "itemprop", kRel = "rel";
    const GumboVector& attributes = node->v.element.attributes;
    for (unsigned i = 0; i < attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
      const std::string_view value = {attribute->original_value.data,
                                      attribute->original_value.length};
      if (attribute->name == kAttributeTexts[kClass.index()]) classes = value;
      if (attribute->name == kAttributeTexts[kId.index()]) id = value;
      if (attribute->name == kAttributeTexts[kItemprop.index()]) itemprop = value;
      if (attribute->name == kAttributeTexts[kRel.index()]) rel = value;
    }
  }
};

class FactCollector {
 public:
  bool Visit(const GumboNode* node) {
    const NamedBy named(node);
    if (!named.itemprop.empty()) Microdata(node, named.itemprop);
    switch (node->v.element.tag) {
      case GUMBO_TAG_META:
        AddMeta(node);
        return true;
      case GUMBO_TAG_TITLE:
        if (facts.title.empty()) facts.title = TextOf(node);
        return true;
      case GUMBO_TAG_H1:
        AddText(node, &facts.h1);
        return true;
      case GUMBO_TAG_TIME:
        AddTime(node);
        return true;
      case GUMBO_TAG_LINK:
        if (Attribute(node, "rel") == "canonical") facts.canonical = Attribute(node, "href");
        return true;
      case GUMBO_TAG_SCRIPT:
        if (MetaKey(Attribute(node, "type")).find("ldjson") != std::string::npos) {
          facts.json_ld.push_back(RawTextOf(node));
        }
        return true;
      default:
        AddByline(node, named);
        return true;
    }
  }

  PageFacts facts;

 private:
  static void AddText(const GumboNode* node, std::vector<std::string>* to) {
    if (to->size() >= kMostTexts) return;
    std::string text = StripControls(TextOf(node));
    if (!text.empty() && text.size() <= kLongestAuthorText) to->push_back(std::move(text));
  }

  void AddMeta(const GumboNode* node) {
    std::string content(Attribute(node, "content"));
    TidyLine(&content);
    if (content.empty()) return;
    for (const std::string_view name :
         {Attribute(node, "property"), Attribute(node, "name"), Attribute(node, "itemprop"),
          Attribute(node, "http-equiv")}) {
      if (name.empty()) continue;
      std::vector<std::string>& values = facts.meta[MetaKey(name)];
      if (values.size() < kMostValues) values.push_back(content);
    }
  }

  void AddTime(const GumboNode* node) {
    if (facts.times.size() >= kMostTexts) return;
    std::string when(Attribute(node, "datetime"));
    if (when.empty()) when = TextOf(node);
    const std::string names = NormalizedNames(Attribute(node, "class"));
    const bool published = !Attribute(node, "pubdate").empty() ||
                           Attribute(node, "itemprop") == "datePublished" ||
                           names.find("publish") != std::string::npos;
    facts.times.insert(published ? facts.times.begin() : facts.times.end(), std::move(when));
  }

  void Microdata(const GumboNode* node, std::string_view itemprop) {
    const auto value = [&] {
      for (const std::string_view given :
           {Attribute(node, "content"), Attribute(node, "datetime")}) {
        if (!given.empty()) return std::string(given);
      }
      return TextOf(node);
    };
    if (itemprop == "datePublished" && facts.item_published.empty()) facts.item_published = value();
    if (itemprop == "dateModified" && facts.item_modified.empty()) facts.item_modified = value();
    if (itemprop == "headline" && facts.item_headline.empty()) facts.item_headline = value();
  }

  // Elements that hold authors' names, by what authors of pages call them.
  void AddByline(const GumboNode* node, const NamedBy& named) {
    if (named.rel == "author" || named.itemprop == "author") return AddText(node, &facts.authors);
    if (!MayNameAuthor(named.classes) && !MayNameAuthor(named.id)) return;
    const std::string names =
        NormalizedNames(std::string(named.classes) + ' ' + std::string(named.id));
    for (const std::string_view word :
         {"author-name", "authorname", "article-author", "authors-name", "byline-name"}) {
      if (HasNameWord(names, word)) return AddText(node, &facts.authors);
    }
    for (const std::string_view word : {"byline", "author", "authors", "authorline", "bylines"}) {
      if (HasNameWord(names, word)) return AddText(node, &facts.bylines);
    }
  }
};

}  // namespace

std::string PageFacts::Meta(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    const auto at = meta.find(name);
    if (at != meta.end()) return at->second.front();
  }
  return "";
}

PageFacts FindFacts(const HtmlTree& tree) {
  FactCollector collector;
  collector.facts.lang = Attribute(tree.root(), "lang");
  VisitElements(tree.root(), [&](const GumboNode* node) { return collector.Visit(node); });
  return std::move(collector.facts);
}

}  // namespace dealwire
