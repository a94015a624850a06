#include "ingest/body_node.h"

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "ingest/page_rules.h"

namespace dealwire {
namespace {

constexpr double kShareOfMarked = 0.5;  // of the page's weight, for a node that says it is the body
constexpr double kShareOfChild = 0.8;   // of its parent's, to go down into it
constexpr double kShareOfNamed = 0.4;   // of what is around it, to be kept in spite of its name
constexpr size_t kShortParagraph = 25;  // weighs nothing: a button, a label

// By what the element is, whatever its name.
bool IsNoProse(const GumboNode* node) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_HEAD:
      return true;
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
      return false;
    default:
      break;
  }
  if (!Attribute(node, "hidden").empty() || Attribute(node, "aria-hidden") == "true") return true;
  const std::string_view style = Attribute(node, "style");
  if (style.find("display:none") != std::string_view::npos ||
      style.find("display: none") != std::string_view::npos) {
    return true;
  }
  const std::string_view role = Attribute(node, "role");
  return role == "navigation" || role == "complementary" || role == "dialog" ||
         role == "contentinfo";
}

// A part begins a word of the names: " js--related " has "related", " correlated " has not.
bool NameHas(const std::string& names, const std::vector<std::string>& parts) {
  return std::ranges::any_of(parts, [&](const std::string& part) {
    for (size_t at = names.find(part); at != std::string::npos; at = names.find(part, at + 1)) {
      if (at == 0 || std::isalnum(static_cast<unsigned char>(names[at - 1])) == 0) return true;
    }
    return false;
  });
}

// A name that is both ("article-body-ads" is not; "article-body--with-sidebar" is the body).
bool IsNamedBody(const GumboNode* node) {
  if (Attribute(node, "itemprop") == "articleBody") return true;
  const std::string names = ClassAndId(node);
  return names.size() > 3 && NameHas(names, HtmlRules().body_classes);
}

bool IsNamedOther(const GumboNode* node) {
  const std::string names = ClassAndId(node);
  return names.size() > 3 && NameHas(names, HtmlRules().drop_classes) && !IsNamedBody(node);
}

// Characters weigh more in scripts that need fewer of them.
size_t Weight(std::string_view text) {
  size_t weight = 0;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    weight += IsSpaceless(c) || IsHangul(c) ? 3 : 1;
  }
  return weight;
}

class Weigher {
 public:
  using Drops = std::function<bool(const GumboNode*)>;
  Weigher(Drops drops, std::unordered_map<const GumboNode*, size_t>* weights)
      : drops_(std::move(drops)), weights_(*weights) {}

  // Returns the weight below `node`; text outside of links counts, text of blocks alone.
  size_t Weigh(const GumboNode* node, int depth) {
    if (!IsElement(node) || depth > kMaxDepth || drops_(node)) return 0;
    Sums sums;
    const GumboVector* children = Children(node);
    for (unsigned i = 0; i < children->length; ++i) {
      Add(static_cast<const GumboNode*>(children->data[i]), false, depth + 1, &sums);
    }
    // A paragraph of links is a list of teasers.
    const bool prose =
        sums.own >= kShortParagraph && sums.linked * 2 < sums.own && CountsAsProse(node);
    const size_t weight = sums.below + (prose ? sums.own - sums.linked : 0);
    weights_[node] = weight;
    return weight;
  }

 private:
  struct Sums {
    size_t own = 0, linked = 0;  // of the text in this block
    size_t below = 0;            // of blocks below it
  };

  static bool CountsAsProse(const GumboNode* node) {
    const GumboTag tag = node->v.element.tag;
    return tag != GUMBO_TAG_H1 && tag != GUMBO_TAG_H2 && tag != GUMBO_TAG_H3 && tag != GUMBO_TAG_H4;
  }

  void Add(const GumboNode* node, bool in_link, int depth, Sums* sums) {
    if (node->type == GUMBO_NODE_TEXT) {
      const size_t weight = Weight(CollapseSpace(node->v.text.text));
      sums->own += weight;
      sums->linked += in_link ? weight : 0;
      return;
    }
    if (!IsElement(node) || depth > kMaxDepth || drops_(node)) return;
    if (IsBlockElement(node)) {
      sums->below += Weigh(node, depth);
      return;
    }
    const bool link = in_link || Is(node, GUMBO_TAG_A);
    const size_t before = sums->below;
    const GumboVector* children = Children(node);
    for (unsigned i = 0; i < children->length; ++i) {
      Add(static_cast<const GumboNode*>(children->data[i]), link, depth + 1, sums);
    }
    weights_[node] = sums->below - before;  // blocks inside of an inline element
  }

  const Drops drops_;
  std::unordered_map<const GumboNode*, size_t>& weights_;
};

const GumboNode* BodyElement(const HtmlTree& tree) {
  const GumboNode* body = tree.root();
  VisitElements(tree.root(), [&](const GumboNode* node) {
    if (Is(node, GUMBO_TAG_BODY)) body = node;
    return !Is(node, GUMBO_TAG_BODY);
  });
  return body;
}

bool IsContainer(const GumboNode* node) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_LI:
      return false;
    default:
      return true;
  }
}

}  // namespace

bool IsBlockElement(const GumboNode* node) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_RUBY:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_UNKNOWN:
      return false;
    default:
      return true;
  }
}

PageWeights::PageWeights(const HtmlTree& tree) : body_(BodyElement(tree)) {
  Weigher(IsNoProse, &raw_).Weigh(body_, 0);
  Weigher([this](const GumboNode* node) { return IsDropped(node, body_); }, &prose_)
      .Weigh(body_, 0);
}

size_t PageWeights::raw(const GumboNode* node) const {
  const auto found = raw_.find(node);
  return found == raw_.end() ? 0 : found->second;
}

size_t PageWeights::prose(const GumboNode* node) const {
  const auto found = prose_.find(node);
  return found == prose_.end() ? 0 : found->second;
}

bool PageWeights::IsDropped(const GumboNode* node, const GumboNode* below) const {
  if (IsNoProse(node)) return true;
  const bool named = IsNamedOther(node) || (Is(node, GUMBO_TAG_HEADER) && below == body_);
  return named && static_cast<double>(raw(node)) <= kShareOfNamed * static_cast<double>(raw(below));
}

const GumboNode* PageWeights::FindBody() const {
  const double page = static_cast<double>(prose(body_));
  const GumboNode* node = body_;
  double best = 0;
  VisitElements(body_, [&](const GumboNode* at) {
    if (!prose_.contains(at)) return at == body_;
    const double weight = static_cast<double>(prose(at));
    const bool named = IsNamedBody(at);
    const double score = weight * (named ? 1.3 : 1.0);
    if ((named || Is(at, GUMBO_TAG_ARTICLE)) && weight >= kShareOfMarked * page && score > best) {
      node = at, best = score;
    }
    return weight >= kShareOfMarked * page;  // nothing marked is below a lighter one
  });
  for (int depth = 0; depth < kMaxDepth; ++depth) {
    const GumboNode* heaviest = nullptr;
    const GumboVector* children = Children(node);
    for (unsigned i = 0; i < children->length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children->data[i]);
      if (heaviest == nullptr || prose(child) > prose(heaviest)) heaviest = child;
    }
    const bool most =
        heaviest != nullptr && prose(heaviest) > 0 && IsContainer(heaviest) &&
        static_cast<double>(prose(heaviest)) >= kShareOfChild * static_cast<double>(prose(node));
    if (!most) break;
    node = heaviest;
  }
  return node;
}

}  // namespace dealwire
