#include "ingest/html/html_restorer.h"

#include <cstring>
#include <string>

#include "ingest/html/attributes.h"
#include "ingest/html/html_tags.h"
#include "ingest/html/placeholders.h"
#include "ingest/html/tree_nodes.h"

namespace dealwire {
namespace {

bool HoldsElements(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

}  // namespace

HtmlRestorer::HtmlRestorer(SievedHtml* sieved, Arena* arena)
    : sieved_(*sieved),
      arena_(arena),
      attributes_(sieved->begins.size()),
      scripts_(sieved->scripts.size()) {}

void HtmlRestorer::Restore(const GumboNode* node) {
  if (!HoldsElements(node)) return;
  // The tree is handed out as const; it is ours.
  RestoreAttributes(const_cast<GumboVector*>(&node->v.element.attributes));  // NOLINT
  const GumboTag tag = node->v.element.tag;
  // Its text passed the sieve as it stands.
  const bool whole = (TraitsOf(tag) & (kRawText | kEscapable)) != 0 || tag == GUMBO_TAG_PLAINTEXT;
  const GumboVector& children = node->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    auto* child = static_cast<GumboNode*>(children.data[i]);
    if (HoldsElements(child)) {
      Restore(child);
    } else if (child->type != GUMBO_NODE_TEXT) {
      continue;
    } else if (const auto script = Placeholder(child->v.text.text, scripts_.size());
               tag == GUMBO_TAG_SCRIPT && script) {
      if (scripts_[*script] == nullptr)
        scripts_[*script] = CopyInNfc(sieved_.scripts[*script], arena_).data;
      child->v.text.text = scripts_[*script];
    } else if (!whole) {
      if (const auto text = sieved_.texts.Restore(child->v.text.text))
        child->v.text.text = CopyInNfc(*text, arena_).data;
    }
  }
}

void HtmlRestorer::RestoreAttributes(GumboVector* attributes) {
  if (attributes->length == 0) return;
  if (attributes->length == 1) {
    const auto* only = static_cast<const GumboAttribute*>(attributes->data[0]);
    if (const auto tag = Placeholder(only->name, attributes_.size())) {
      *attributes = AttributesOf(*tag);
      return;
    }
  }
  // Where a page has two <body>, the attributes of both; the first of a name counts.
  std::vector<void*> all;
  for (unsigned i = 0; i < attributes->length; ++i) {
    auto* attribute = static_cast<GumboAttribute*>(attributes->data[i]);
    if (const auto tag = Placeholder(attribute->name, attributes_.size())) {
      const GumboVector& of_tag = AttributesOf(*tag);
      all.insert(all.end(), of_tag.data, of_tag.data + of_tag.length);
      continue;
    }
    const size_t index = AttributeIndex(attribute->name);
    if (index < kAttributeTexts.size()) attribute->name = kAttributeTexts[index];
    attribute->original_value = {attribute->value, std::strlen(attribute->value)};
    all.push_back(attribute);
  }
  const size_t bytes = all.size() * sizeof(void*);
  auto** data = static_cast<void**>(arena_->Allocate(bytes));
  std::memcpy(data, all.data(), bytes);
  const auto length = static_cast<unsigned>(all.size());
  *attributes = {data, length, length};
}

const GumboVector& HtmlRestorer::AttributesOf(size_t tag) {
  GumboVector& out = attributes_[tag];
  if (out.data != nullptr) return out;
  const auto attributes = sieved_.AttributesOf(tag);
  out.length = out.capacity = static_cast<unsigned>(attributes.size());
  out.data = static_cast<void**>(arena_->Allocate(attributes.size() * sizeof(void*)));
  auto* made =
      static_cast<GumboAttribute*>(arena_->Allocate(attributes.size() * sizeof(GumboAttribute)));
  std::memset(made, 0, attributes.size() * sizeof(GumboAttribute));
  for (size_t i = 0; i < attributes.size(); ++i) {
    made[i].name = kAttributeTexts[attributes[i].index];
    made[i].original_value = CopyInNfc(attributes[i].value, arena_);
    made[i].value = made[i].original_value.data;
    out.data[i] = &made[i];
  }
  return out;
}

std::optional<size_t> HtmlRestorer::Placeholder(std::string_view text, size_t known) {
  if (text.size() != kPlaceholderBytes) return std::nullopt;
  const std::optional<size_t> number = PlaceholderAt(text);
  return number && *number < known ? number : std::nullopt;
}

}  // namespace dealwire
