#include "ingest/html/tree_nodes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "ingest/html/attributes.h"
#include "ingest/html/html_tags.h"
#include "ingest/html/sieved_text.h"

namespace dealwire {
namespace {

// What the characters of a value say about how to read it.
enum ValueTrait : uint8_t { kReference = 1, kReturnOrNul = 2, kWide = 4 };

constexpr size_t kValueWord = sizeof(uint64_t);

// The traits of what words of eight bytes hold, each in the high bits of a sum.
class SeenInValue {
 public:
  void Add(uint64_t word) {
    references_ |= With('&', word);
    returns_or_nuls_ |= With('\r', word) | With('\0', word);
    wide_ |= word;
  }
  uint8_t Traits() const {
    return static_cast<uint8_t>(((references_ & kHighs) != 0 ? kReference : 0) |
                                ((returns_or_nuls_ & kHighs) != 0 ? kReturnOrNul : 0) |
                                ((wide_ & kHighs) != 0 ? kWide : 0));
  }

 private:
  static constexpr uint64_t kOnes = 0x0101010101010101, kHighs = 0x80 * kOnes;
  // A high bit is set where a byte of `word` is `c`, and nowhere if none is.
  static uint64_t With(char c, uint64_t word) {
    const uint64_t other = word ^ static_cast<uint8_t>(c) * kOnes;
    return (other - kOnes) & ~other;
  }

  uint64_t references_ = 0, returns_or_nuls_ = 0, wide_ = 0;
};

// Eight bytes at a time, the last of them again where the value is no multiple of them.
uint8_t TraitsOfValue(std::string_view value) {
  SeenInValue seen;
  if (value.size() < kValueWord) {
    uint64_t word = ' ' * 0x0101010101010101;
    if (!value.empty()) std::memcpy(&word, value.data(), value.size());
    seen.Add(word);
    return seen.Traits();
  }
  for (size_t i = 0; i + kValueWord < value.size(); i += kValueWord) seen.Add(EightBytes(value, i));
  seen.Add(EightBytes(value, value.size() - kValueWord));
  return seen.Traits();
}

GumboStringPiece CopyText(std::string_view text, Arena* arena) {
  auto* copy = static_cast<char*>(arena->Allocate(text.size() + 1));
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  return {copy, text.size()};
}

// A parser gives a line feed for a carriage return, with or without one behind it.
std::string WithLineFeeds(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

}  // namespace

GumboStringPiece CopyInNfc(std::string_view text, Arena* arena) {
  return IsPlainNfc(text) ? CopyText(text, arena) : CopyText(ToNfc(text), arena);
}

GumboNode* TreeNodes::Document() {
  auto* node = new (arena_->Allocate(sizeof(GumboNode))) GumboNode();
  node->type = GUMBO_NODE_DOCUMENT;
  return node;
}

GumboNode* TreeNodes::Element(GumboTag tag, const GumboVector& attributes) {
  auto* node = new (arena_->Allocate(sizeof(GumboNode))) GumboNode();
  node->type = GUMBO_NODE_ELEMENT;
  node->v.element.tag = tag;
  node->v.element.attributes = attributes;
  return node;
}

void TreeNodes::Append(GumboNode* parent, GumboNode* child) {
  GumboVector& children = parent->type == GUMBO_NODE_DOCUMENT ? parent->v.document.children
                                                              : parent->v.element.children;
  if (children.length == children.capacity) {
    children.capacity = std::max(2U, 2 * children.capacity);
    auto** larger = static_cast<void**>(arena_->Allocate(children.capacity * sizeof(void*)));
    if (children.length > 0) std::memcpy(larger, children.data, children.length * sizeof(void*));
    children.data = larger;
  }
  child->parent = parent;
  child->index_within_parent = children.length;
  children.data[children.length++] = child;
}

size_t TreeNodes::TakeOut(GumboNode* element) {
  if (element->parent == nullptr) return 0;
  GumboVector& siblings = element->parent->v.element.children;
  const size_t place = element->index_within_parent;
  for (size_t i = place + 1; i < siblings.length; ++i) {
    auto* const sibling = static_cast<GumboNode*>(siblings.data[i]);
    siblings.data[--sibling->index_within_parent] = sibling;
  }
  return --siblings.length - place;
}

size_t TreeNodes::MoveChildren(GumboNode* from, GumboNode* to) {
  to->v.element.children = std::exchange(from->v.element.children, {});
  const GumboVector& children = to->v.element.children;
  for (unsigned i = 0; i < children.length; ++i)
    static_cast<GumboNode*>(children.data[i])->parent = to;
  return children.length;
}

bool TreeNodes::ReadAttributes(const ScannedTag& tag, GumboVector* attributes) {
  *attributes = {};
  const size_t count = tag.attribute_count;
  if (count == 0) return true;
  constexpr AttributeName kEncoding = "encoding";
  // The values of these are shown to a parser (ingest/html/sieved_html.cc).
  const bool parsed = tag.tag == GUMBO_TAG_INPUT ||
                      (tag.tag != GUMBO_TAG_A && (TraitsOf(tag.tag) & kFormatting) != 0);
  const auto length = static_cast<unsigned>(count);
  *attributes = {static_cast<void**>(arena_->Allocate(count * sizeof(void*))), length, length};
  auto* made = static_cast<GumboAttribute*>(arena_->Allocate(count * sizeof(GumboAttribute)));
  for (size_t i = 0; i < count; ++i) {
    const ScannedTag::Attribute& attribute = tag.attributes[i];
    auto* one = new (&made[i]) GumboAttribute();
    one->name = kAttributeTexts[attribute.index];
    const bool shown = parsed || attribute.index == kEncoding.index();
    if (!ReadValue(attribute.value, shown, &one->original_value)) return false;
    one->value = one->original_value.data;
    attributes->data[i] = one;
  }
  return true;
}

// `parsed`: a parser is shown the value whatever is in it.
bool TreeNodes::ReadValue(std::string_view value, bool parsed, GumboStringPiece* out) {
  const uint8_t traits = TraitsOfValue(value);
  if (!parsed && (traits & (kReference | kReturnOrNul)) == 0) {
    *out = (traits & kWide) == 0 ? CopyText(value, arena_) : CopyInNfc(value, arena_);
    return true;
  }
  std::string fed;
  if ((traits & kReturnOrNul) != 0) {
    if (value.find('\0') != kNone) return false;
    fed = WithLineFeeds(value);
    value = fed;
  }
  if (!ParsesAsItself(value)) return false;
  std::string composed;
  if ((traits & kWide) != 0) {
    composed = ToNfc(value);
    value = composed;
  }
  scratch_.clear();
  for (size_t at = 0; at < value.size();) {
    const size_t reference = std::min(value.find('&', at), value.size());
    scratch_.append(value, at, reference - at);
    at = reference;
    if (at < value.size()) at = references_.Append(value, at, true, &scratch_);
    if (at == kNone) return false;
  }
  *out = CopyText(scratch_, arena_);
  return true;
}

void TreeNodes::Merge(const GumboVector& more, GumboVector* attributes) {
  GumboVector all = {};
  all.capacity = attributes->length + more.length;
  all.data = static_cast<void**>(arena_->Allocate(all.capacity * sizeof(void*)));
  for (const GumboVector* from : {static_cast<const GumboVector*>(attributes), &more}) {
    for (unsigned i = 0; i < from->length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(from->data[i]);
      const bool known = std::any_of(all.data, all.data + all.length, [&](const void* other) {
        return static_cast<const GumboAttribute*>(other)->name == attribute->name;
      });
      if (!known) all.data[all.length++] = from->data[i];
    }
  }
  *attributes = all;
}

bool TreeNodes::AddText(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t reference = std::min(text.find('&', at), text.size());
    if (reference > at && !AddPiece(text.substr(at, reference - at))) return false;
    at = reference;
    if (at == text.size()) break;
    const size_t begin = text_.size();
    at = references_.Append(text, at, false, &text_);
    if (at == kNone) return false;
    words_ = words_ ||
             !std::all_of(text_.begin() + static_cast<ptrdiff_t>(begin), text_.end(), IsHtmlSpace);
  }
  return true;
}

bool TreeNodes::AddPiece(std::string_view text) {
  if (std::ranges::all_of(text, IsHtmlSpace)) {
    text_ += text.back() == '\r' ? '\n' : text.back();
    return true;
  }
  words_ = true;
  if (!ParsesAsItself(text)) return false;
  if (text.size() == 1) {
    text_ += text;
    return static_cast<unsigned char>(text[0]) < 0x80;
  }
  composes_ = true;
  AppendOneSpaceARun(text, &text_);
  return true;
}

void TreeNodes::Flush(GumboNode* parent) {
  if (text_.empty()) return;
  AppendText(text_, !composes_, words_, parent);
  text_.clear();
  words_ = composes_ = false;
}

void TreeNodes::AppendText(std::string_view text, bool in_nfc, bool words, GumboNode* parent) {
  auto* node = new (arena_->Allocate(sizeof(GumboNode))) GumboNode();
  node->type = words ? GUMBO_NODE_TEXT : GUMBO_NODE_WHITESPACE;
  node->v.text.text = (in_nfc ? CopyText(text, arena_) : CopyInNfc(text, arena_)).data;
  Append(parent, node);
}

bool TreeNodes::AddRawText(std::string_view text, bool closed, GumboNode* parent) {
  if (text.empty()) return true;
  const GumboTag tag = parent->v.element.tag;
  const bool returns = text.find('\r') != kNone;
  // Of scripts a parser need not see the text; if it did, it would keep it as it stands.
  const bool shown = tag != GUMBO_TAG_SCRIPT || returns || !closed;
  if (text.find('\0') != kNone || (shown && !ParsesAsItself(text))) return false;
  std::string fed;
  if (returns) {
    fed = WithLineFeeds(text);
    text = fed;
  }
  std::string read;
  const bool escapable = (TraitsOf(tag) & kEscapable) != 0 && text.find('&') != kNone;
  if (escapable) {
    const std::string composed = ToNfc(text);
    for (size_t at = 0; at < composed.size();) {
      const size_t reference = std::min(composed.find('&', at), composed.size());
      read.append(composed, at, reference - at);
      at = reference;
      if (at < composed.size()) at = references_.Append(composed, at, false, &read);
      if (at == kNone) return false;
    }
    text = read;
  }
  if (tag == GUMBO_TAG_TEXTAREA && text.starts_with('\n')) text.remove_prefix(1);
  if (text.empty()) return true;
  AppendText(text, escapable, !std::ranges::all_of(text, IsHtmlSpace), parent);
  return true;
}

}  // namespace dealwire
