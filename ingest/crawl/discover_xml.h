#ifndef DEALWIRE_INGEST_CRAWL_DISCOVER_XML_H_
#define DEALWIRE_INGEST_CRAWL_DISCOVER_XML_H_

#include <functional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "ingest/url.h"

// XML as feeds and sitemaps have it: prefixes that differ, encodings of all kinds, breaks in the
// middle. Included by ingest/discover*.cc alone.
namespace dealwire {

// Names without their namespace prefix: "atom:link" is "link".
std::string_view LocalName(const char* name);

// The first child of that local name, or a null node.
pugi::xml_node ChildOf(const pugi::xml_node& node, std::string_view name);

// Its text, white space made one; "" where there is none.
std::string TextIn(const pugi::xml_node& node, std::string_view name);

// `base` as xml:base of the node and those above it change it.
Url BaseOf(const pugi::xml_node& node, const Url& base);

// UTF-8 of XML in any encoding; see ingest/charset.h, and the XML declaration counts.
std::string XmlText(std::string_view bytes, std::string_view content_type);

// A document, and its items also where the text breaks in the middle.
class XmlItems {
 public:
  // Finds the elements of local name `item` or `other`, below the root or its <channel>.
  XmlItems(const std::string& text, std::string_view item, std::string_view other);

  std::string_view root() const;  // local name of the root; "" where there is none
  // In order. Those after a break are parsed one by one and know no xml:base.
  void Each(const std::function<bool(const pugi::xml_node& item)>& visit) const;

 private:
  void FindRest(const std::string& text);

  std::string item_, other_;
  pugi::xml_document document_, rest_;
  pugi::xml_node root_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_DISCOVER_XML_H_
