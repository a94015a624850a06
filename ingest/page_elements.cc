#include "ingest/page_elements.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "ingest/page_rules.h"
#include "ingest/site_rules.h"

namespace dealwire {
namespace {

constexpr size_t kMaxElements = 150'000;  // a page of more is read as far as these go
constexpr double kShareToKeep = 0.4;      // of the page's weight, to be prose in spite of a name
constexpr double kShareToKeepHard = 0.7;  // likewise where the name is hardly ever the body's
constexpr size_t kLongestHeadline = 400;  // bytes
constexpr size_t kShortestKey = 8;        // bytes of a key, to be looked for in longer headings

bool IsSmallPicture(const GumboNode* node) {
  const std::string_view given = Attribute(node, "class");
  const bool may_say =
      given.find("moji") != std::string_view::npos || given.find("miley") != std::string_view::npos;
  const std::string names = may_say ? NormalizedNames(given) : std::string();
  if (names.find("emoji") != std::string::npos || names.find("smiley") != std::string::npos) {
    return true;
  }
  const std::string_view width = Attribute(node, "width");
  return width.size() == 1 || (width.size() == 2 && width[0] <= '4');
}

bool IsMedia(const GumboNode* node) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_IMG:
      return !IsSmallPicture(node);
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_IFRAME:
      return true;
    default:
      return false;
  }
}

bool IsHiddenFromReaders(const GumboNode* node) {
  if (Attribute(node, "hidden").data() != nullptr) return true;  // there, if empty
  if (Attribute(node, "aria-hidden") == "true") return true;
  const std::string_view style = Attribute(node, "style");
  return style.find("display:none") != std::string_view::npos ||
         style.find("display: none") != std::string_view::npos;
}

bool IsHeadingElement(const GumboNode* node) {
  return Is(node, GUMBO_TAG_H1) || Is(node, GUMBO_TAG_H2) || Is(node, GUMBO_TAG_H3) ||
         Is(node, GUMBO_TAG_H4) || Is(node, GUMBO_TAG_H5) || Is(node, GUMBO_TAG_H6);
}

bool IsHard(const NodeNames& names) {
  return names.drop != nullptr && std::ranges::binary_search(HtmlRules().hard_classes, *names.drop);
}

// What an element says that it is by its tag, role and names, before it is weighed.
Why Claim(const PageElement& element) {
  const GumboNode* node = element.node;
  switch (node->v.element.tag) {
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
      return Why::kKept;
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_MENU:
      return Why::kElement;
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
      return Why::kCaption;
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
      if (element.headline) return Why::kHead;
      break;
    default:
      break;
  }
  const std::string_view role = Attribute(node, "role");
  if (role == "navigation" || role == "complementary" || role == "dialog" ||
      role == "contentinfo" || role == "alertdialog") {
    return Why::kElement;
  }
  // A paragraph that is hidden by itself waits for those who pay; it is of the article.
  if (!Is(node, GUMBO_TAG_P) && IsHiddenFromReaders(node)) return Why::kHidden;
  if (IsHeadingElement(node) && !IsHard(element.names)) return Why::kKept;
  return element.names.drop != nullptr ? Why::kNamed : Why::kKept;
}

// Quotes, tables and code stand in a <figure> as well as pictures do.
bool IsFigureContent(const GumboNode* node) {
  return Is(node, GUMBO_TAG_TABLE) || Is(node, GUMBO_TAG_BLOCKQUOTE) || Is(node, GUMBO_TAG_PRE);
}

// What elements of one class share.
struct OfClass {
  uint32_t number = 0;
  std::optional<NodeNames> names;  // of elements that have nothing else to be named by
};

// By class, of which a page has some hundred: open addressing, at most half full.
class ClassTable {
 public:
  // Valid until the next new class.
  OfClass& Of(std::string_view classes) {
    const size_t hash = std::hash<std::string_view>()(classes);
    size_t slot = SlotOf(classes, hash);
    if (slots_[slot] == 0) {
      if (2 * (entries_.size() + 1) > slots_.size()) {
        Grow();
        slot = SlotOf(classes, hash);
      }
      entries_.push_back({classes, hash, {}});
      slots_[slot] = static_cast<uint32_t>(entries_.size());
    }
    return entries_[slots_[slot] - 1].of_class;
  }

 private:
  struct Entry {
    std::string_view classes;
    size_t hash;
    OfClass of_class;
  };

  size_t SlotOf(std::string_view classes, size_t hash) const {
    size_t slot = hash & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
      const Entry& entry = entries_[slots_[slot] - 1];
      if (entry.hash == hash && entry.classes == classes) break;
    }
    return slot;
  }
  void Grow() {
    slots_.assign(2 * slots_.size(), 0);
    for (size_t i = 0; i < entries_.size(); ++i) {
      size_t slot = entries_[i].hash & (slots_.size() - 1);
      while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = static_cast<uint32_t>(i + 1);
    }
  }

  std::vector<Entry> entries_;
  std::vector<uint32_t> slots_ = std::vector<uint32_t>(512);  // places in entries_, from 1 on
};

class Flattener {
 public:
  Flattener(const std::vector<std::string>& titles, std::vector<ElementKind>* kinds)
      : kinds_(*kinds) {
    for (const std::string& title : titles) titles_.push_back(TextKey(title));
  }

  void Walk(const GumboNode* node, int parent, int depth, bool in_link) {
    const size_t at = elements.size();
    PageElement& element = elements.emplace_back();
    element.node = node;
    element.parent = parent;
    element.media = IsMedia(node);
    element.headline = IsHeadline(node);
    Name(&element);
    kinds_.push_back({IsBlockElement(node)});
    const bool link = in_link || Is(node, GUMBO_TAG_A);
    const GumboVector* children = Children(node);
    for (unsigned i = 0; i < children->length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children->data[i]);
      if (child->type == GUMBO_NODE_TEXT) {
        if (!link) elements[at].weight += TextWeight(child->v.text.text);
      } else if (IsElement(child) && CanTake(depth) && !IsSkipped(child)) {
        Walk(child, static_cast<int>(at), depth + 1, link);
      } else if (IsElement(child) && IsMedia(child)) {
        elements[at].media = true;
      }
    }
    Leave(at);
  }

  std::vector<PageElement> elements;

 private:
  // Most elements of a page share their class with others.
  void Name(PageElement* element) {
    constexpr AttributeName kClass = "class", kId = "id", kItemprop = "itemprop";
    const GumboNode* const node = element->node;
    const GumboVector& attributes = node->v.element.attributes;
    std::string_view classes;
    bool has_more = false;
    for (unsigned i = 0; i < attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(attributes.data[i]);
      const GumboStringPiece& value = attribute->original_value;
      if (attribute->name == kAttributeTexts[kClass.index()]) {
        classes = {value.data, value.length};
      } else if (attribute->name == kAttributeTexts[kId.index()] ||
                 attribute->name == kAttributeTexts[kItemprop.index()]) {
        has_more = has_more || value.length > 0;
      }
    }
    OfClass& of_class = classes.empty() ? of_none_ : of_class_.Of(classes);
    if (of_class.number == 0) of_class.number = ++classes_;
    element->make = of_class.number * (GUMBO_TAG_LAST + 1) + node->v.element.tag;
    if (has_more) {
      element->names = names_.Of(node);
      return;
    }
    if (!of_class.names) of_class.names = names_.Of(node);
    element->names = *of_class.names;
  }

  bool CanTake(int depth) const { return depth < kMaxDepth && elements.size() < kMaxElements; }

  void Leave(size_t at) {
    PageElement& element = elements[at];
    element.end = elements.size();
    if (element.parent < 0) return;
    PageElement& parent = elements[static_cast<size_t>(element.parent)];
    parent.weight += element.weight;
    parent.media = parent.media || element.media;
    parent.headline = parent.headline || element.headline;
    ElementKind& kind = kinds_[static_cast<size_t>(element.parent)];
    kind.block = kind.block || kinds_[at].block;
  }

  bool IsHeadline(const GumboNode* node) const {
    if (!Is(node, GUMBO_TAG_H1) && !Is(node, GUMBO_TAG_H2)) return false;
    const std::string text = TextOf(node);
    if (text.size() > kLongestHeadline) return false;
    const std::string key = TextKey(text);
    return std::ranges::any_of(titles_, [&](const std::string& title) {
      return !title.empty() &&
             (key == title ||
              (Is(node, GUMBO_TAG_H1) && key.size() >= kShortestKey &&
               title.size() >= kShortestKey &&
               (key.find(title) != std::string::npos || title.find(key) != std::string::npos)));
    });
  }

  std::vector<std::string> titles_;
  std::vector<ElementKind>& kinds_;
  ClassTable of_class_;
  OfClass of_none_;
  uint32_t classes_ = 0;
  NamesReader names_;
};

// Settles what of the claims is believed.
class Judge {
 public:
  explicit Judge(std::vector<PageElement>* elements)
      : elements_(*elements), page_(static_cast<double>(elements->front().weight)) {}

  void Run() {
    WeighWords();
    for (PageElement& element : elements_) {
      if (element.drop == Why::kSite) continue;
      if (element.parent >= 0) Inherit(&element);
      if (element.drop != Why::kKept && element.drop != Why::kHead) continue;
      const Why claim = Claim(element);
      if (claim == Why::kKept || IsContradicted(element, claim)) continue;
      element.drop = claim;
      if (claim == Why::kNamed) element.word = element.names.drop;
    }
  }

 private:
  // How much of the page stands below elements of one word, the outermost alone counted.
  void WeighWords() {
    std::unordered_map<const std::string*, size_t> end_of;
    for (size_t i = 0; i < elements_.size(); ++i) {
      const std::string* word = elements_[i].names.drop;
      if (word == nullptr || i < end_of[word] || elements_[i].headline) continue;
      end_of[word] = elements_[i].end;
      of_word_[word] += elements_[i].weight;
    }
  }

  void Inherit(PageElement* element) const {
    const PageElement& parent = elements_[static_cast<size_t>(element->parent)];
    element->drop = parent.drop;
    element->word = parent.word;
    if (element->drop == Why::kCaption && IsFigureContent(element->node)) {
      element->drop = Why::kKept;
    }
  }

  bool IsContradicted(const PageElement& element, Why claim) const {
    const auto weight = static_cast<double>(element.weight);
    if (claim == Why::kHead) return weight > kShareToKeep * page_;
    if (element.headline && claim != Why::kCaption) return true;
    if (claim != Why::kNamed) return weight > kShareToKeep * page_;
    if (IsHard(element.names)) return weight > kShareToKeepHard * page_;
    return static_cast<double>(of_word_.at(element.names.drop)) > kShareToKeep * page_;
  }

  std::vector<PageElement>& elements_;
  const double page_;
  std::unordered_map<const std::string*, size_t> of_word_;
};

// A reading in a <ruby> is read after its word where the page gives <rp> around it.
bool HasParentheses(const GumboNode* reading) {
  const GumboVector* children = reading->parent == nullptr ? nullptr : Children(reading->parent);
  const size_t at = reading->index_within_parent;
  if (children == nullptr || at == 0 || at > children->length) return false;
  return Is(static_cast<const GumboNode*>(children->data[at - 1]), GUMBO_TAG_RP);
}

void ApplySite(const SiteRules& site, std::vector<PageElement>* elements) {
  const auto selects = [](const std::vector<Selector>& selectors, const GumboNode* node) {
    return std::ranges::find_if(selectors,
                                [&](const Selector& selector) { return selector.Selects(node); });
  };
  for (PageElement& element : *elements) {
    element.names.lead = element.names.lead || selects(site.lead, element.node) != site.lead.end();
    const auto drop = selects(site.drop, element.node);
    if (drop == site.drop.end()) continue;
    element.drop = Why::kSite;
    element.word = &drop->source;
  }
}

}  // namespace

bool IsSkipped(const GumboNode* node) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
      return true;
    case GUMBO_TAG_RT:
      return !HasParentheses(node);
    default:
      return false;
  }
}

std::vector<PageElement> FlatElements(const GumboNode* body, const std::vector<std::string>& titles,
                                      const SiteRules* site, std::vector<ElementKind>* kinds) {
  Flattener flattener(titles, kinds);
  flattener.Walk(body, -1, 0, false);
  if (site != nullptr) ApplySite(*site, &flattener.elements);
  Judge(&flattener.elements).Run();
  return std::move(flattener.elements);
}

}  // namespace dealwire
