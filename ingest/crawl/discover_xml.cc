#include "ingest/crawl/discover_xml.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "base/text.h"
#include "ingest/charset.h"

namespace dealwire {
namespace {

constexpr size_t kDeclaration = 256;  // bytes in which an XML declaration ends
constexpr size_t kMaxItems = 50'000;

// What the XML declaration says of the encoding; "".
std::string DeclaredEncoding(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kDeclaration);
  if (!TrimAscii(head).starts_with("<?xml")) return "";
  const size_t end = std::min(head.find("?>"), head.size());
  size_t at = head.substr(0, end).find("encoding");
  if (at == std::string_view::npos) return "";
  at = head.find_first_of("\"'", at);
  if (at == std::string_view::npos || at >= end) return "";
  const size_t close = head.find(head[at], at + 1);
  return close == std::string_view::npos ? "" : std::string(head.substr(at + 1, close - at - 1));
}

void ParseInto(pugi::xml_document* document, std::string_view text) {
  document->load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
}

// Where the next "<name" or "<prefix:name" begins, from `from` on; its name's end in *after.
size_t FindTag(std::string_view text, size_t from, std::string_view name, size_t* after) {
  while (true) {
    const size_t found = text.find(name, from);
    if (found == std::string_view::npos) return std::string_view::npos;
    from = found + 1;
    *after = found + name.size();
    const char next = *after < text.size() ? text[*after] : '\0';
    if (next != '>' && next != '/' && std::isspace(static_cast<unsigned char>(next)) == 0) continue;
    size_t start = found;
    if (start > 0 && text[start - 1] == ':') {
      --start;
      while (start > 0 && std::isalnum(static_cast<unsigned char>(text[start - 1])) != 0) --start;
    }
    if (start > 0 && text[start - 1] == '<') return start - 1;
  }
}

}  // namespace

std::string_view LocalName(const char* name) {
  const std::string_view whole(name);
  return whole.substr(whole.find(':') + 1);  // npos + 1 is 0
}

pugi::xml_node ChildOf(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (LocalName(child.name()) == name) return child;
  }
  return {};
}

std::string TextIn(const pugi::xml_node& node, std::string_view name) {
  return CollapseSpace(ChildOf(node, name).text().get());
}

Url BaseOf(const pugi::xml_node& node, const Url& base) {
  std::vector<std::string> bases;
  for (pugi::xml_node at = node; at; at = at.parent()) {
    const std::string value = at.attribute("xml:base").value();
    if (!value.empty()) bases.push_back(value);
  }
  Url out = base;
  for (auto it = bases.rbegin(); it != bases.rend(); ++it) {
    if (const std::optional<Url> next = ResolveUrl(out, TrimAscii(*it))) out = *next;
  }
  return out;
}

std::string XmlText(std::string_view bytes, std::string_view content_type) {
  const std::string declared = DeclaredEncoding(bytes);
  const bool header_says = content_type.find("charset") != std::string_view::npos;
  return DecodeToUtf8(bytes, header_says || declared.empty() ? std::string(content_type)
                                                             : "text/xml; charset=" + declared);
}

XmlItems::XmlItems(const std::string& text, std::string_view item, std::string_view other)
    : item_(item), other_(other) {
  const pugi::xml_parse_result result =
      document_.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  for (const pugi::xml_node& node : document_.children()) {
    if (node.type() == pugi::node_element && !root_) root_ = node;
  }
  if (result.status != pugi::status_ok && root_) FindRest(text);
}

std::string_view XmlItems::root() const { return root_ ? LocalName(root_.name()) : ""; }

// The text is broken: each item by itself, so that the break costs one of them.
void XmlItems::FindRest(const std::string& text) {
  size_t item_end = 0, other_end = 0;
  size_t item = FindTag(text, 0, item_, &item_end), other = FindTag(text, 0, other_, &other_end);
  pugi::xml_node all = rest_.append_child("rest");
  for (size_t count = 0; count < kMaxItems && std::min(item, other) != std::string_view::npos;
       ++count) {
    const size_t start = std::min(item, other);
    if (item < other) {
      item = FindTag(text, item_end, item_, &item_end);
    } else {
      other = FindTag(text, other_end, other_, &other_end);
    }
    const size_t end = std::min({item, other, text.size()});
    pugi::xml_document one;
    ParseInto(&one, std::string_view(text).substr(start, end - start));
    if (one.first_child()) all.append_copy(one.first_child());
  }
}

void XmlItems::Each(const std::function<bool(const pugi::xml_node& item)>& visit) const {
  const pugi::xml_node rest = rest_.first_child();
  const auto walk = [&](const pugi::xml_node& parent) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = LocalName(node.name());
      if ((name == item_ || name == other_) && !visit(node)) return false;
    }
    return true;
  };
  if (rest) {
    walk(rest);
    return;
  }
  for (const pugi::xml_node& child : root_.children()) {
    if (LocalName(child.name()) == "channel" && !walk(child)) return;
  }
  walk(root_);
}

}  // namespace dealwire
