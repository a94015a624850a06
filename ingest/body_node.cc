#include "ingest/body_node.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "ingest/page_rules.h"

namespace dealwire {
namespace {

constexpr double kShareOfMarked = 0.5;  // of the page's weight, for a node that says it is the body
constexpr double kShareOfChild = 0.8;   // of its parent's, to go down into it
constexpr size_t kShortParagraph = 25;  // weighs nothing: a button, a label

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
  // Returns the weight below `node`; text outside of links counts, text of blocks alone.
  size_t Weigh(const GumboNode* node, int depth) {
    if (!IsElement(node) || depth > kMaxDepth || IsDropped(node, false)) return 0;
    size_t weight = 0, own = 0, linked = 0;
    const GumboVector* children = Children(node);
    for (unsigned i = 0; i < children->length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children->data[i]);
      if (IsElement(child) && IsBlockElement(child)) {
        weight += Weigh(child, depth + 1);
      } else {
        Inline(child, false, depth, &own, &linked, &weight);
      }
    }
    // A paragraph of links is a list of teasers.
    const bool prose = own >= kShortParagraph && linked * 2 < own && CountsAsProse(node);
    weight += prose ? own - linked : 0;
    weights_[node] = weight;
    return weight;
  }

  size_t of(const GumboNode* node) const {
    const auto found = weights_.find(node);
    return found == weights_.end() ? 0 : found->second;
  }

 private:
  static bool CountsAsProse(const GumboNode* node) {
    const GumboTag tag = node->v.element.tag;
    return tag != GUMBO_TAG_H1 && tag != GUMBO_TAG_H2 && tag != GUMBO_TAG_H3 && tag != GUMBO_TAG_H4;
  }

  void Inline(const GumboNode* node, bool in_link, int depth, size_t* own, size_t* linked,
              size_t* weight) {
    if (node->type == GUMBO_NODE_TEXT) {
      const size_t w = Weight(CollapseSpace(node->v.text.text));
      *own += w;
      *linked += in_link ? w : 0;
      return;
    }
    if (!IsElement(node) || depth > kMaxDepth || IsDropped(node, false)) return;
    if (IsBlockElement(node)) {
      *weight += Weigh(node, depth + 1);
      return;
    }
    const bool link = in_link || Is(node, GUMBO_TAG_A);
    const GumboVector* children = Children(node);
    for (unsigned i = 0; i < children->length; ++i) {
      Inline(static_cast<const GumboNode*>(children->data[i]), link, depth + 1, own, linked,
             weight);
    }
  }

  std::unordered_map<const GumboNode*, size_t> weights_;
};

const GumboNode* FindBody(const HtmlTree& tree) {
  const GumboNode* body = tree.root();
  VisitElements(tree.root(), [&](const GumboNode* node) {
    if (Is(node, GUMBO_TAG_BODY)) body = node;
    return !Is(node, GUMBO_TAG_BODY);
  });
  return body;
}

// The marked node with the most weight: itemprop and class names before <article> and <main>.
const GumboNode* FindMarked(const GumboNode* body, const Weigher& weigher) {
  const GumboNode* best = nullptr;
  double best_score = 0;
  VisitElements(body, [&](const GumboNode* node) {
    if (IsDropped(node, false)) return false;
    const bool named = IsNamedBody(node);
    const bool article = Is(node, GUMBO_TAG_ARTICLE);
    if (named || article) {
      const double score = static_cast<double>(weigher.of(node)) * (named ? 1.3 : 1.0);
      if (score > best_score) best = node, best_score = score;
    }
    return true;
  });
  return best;
}

const GumboNode* HeaviestChild(const GumboNode* node, const Weigher& weigher, int depth) {
  const GumboNode* best = nullptr;
  const GumboVector* children = Children(node);
  for (unsigned i = 0; depth < kMaxDepth && i < children->length; ++i) {
    const auto* child = static_cast<const GumboNode*>(children->data[i]);
    if (IsElement(child) && (best == nullptr || weigher.of(child) > weigher.of(best))) best = child;
  }
  return best;
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

bool IsDropped(const GumboNode* node, bool inside_body) {
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
    case GUMBO_TAG_HEADER:
      return !inside_body;
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
  if (role == "navigation" || role == "complementary" || role == "dialog" ||
      role == "contentinfo") {
    return true;
  }
  return IsNamedOther(node);
}

BodyNode FindBodyNode(const HtmlTree& tree) {
  const GumboNode* body = FindBody(tree);
  Weigher weigher;
  const size_t page_weight = weigher.Weigh(body, 0);
  const GumboNode* node = body;
  const GumboNode* marked = FindMarked(body, weigher);
  if (marked != nullptr && static_cast<double>(weigher.of(marked)) >=
                               kShareOfMarked * static_cast<double>(page_weight)) {
    node = marked;
  }
  for (int depth = 0; depth < kMaxDepth; ++depth) {
    const GumboNode* child = HeaviestChild(node, weigher, depth);
    const bool most = child != nullptr && IsContainer(child) &&
                      static_cast<double>(weigher.of(child)) >=
                          kShareOfChild * static_cast<double>(weigher.of(node));
    if (!most || weigher.of(child) == 0) break;
    node = child;
  }
  return {node, weigher.of(node), page_weight};
}

}  // namespace dealwire
