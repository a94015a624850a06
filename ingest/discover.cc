#include "ingest/discover.h"

#include <curl/curl.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "base/time.h"
#include "ingest/html.h"

namespace dealwire {
namespace {

constexpr size_t kMaxUnpacked = size_t{64} << 20;

// Names without their namespace prefix: "atom:link" is "link".
std::string_view Local(const char* name) {
  const std::string_view whole(name);
  return whole.substr(whole.find(':') + 1);  // npos + 1 is 0
}

pugi::xml_node Child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (Local(child.name()) == name) return child;
  }
  return {};
}

std::string Text(const pugi::xml_node& node, std::string_view name) {
  return CollapseSpace(Child(node, name).text().get());
}

// RFC 3339 of what feeds write: RFC 822 or RFC 3339.
std::string FeedTime(const std::string& text) {
  if (text.empty()) return "";
  if (const auto exact = ParseTimestamp(text)) return FormatTimestamp(*exact);
  const time_t unix_time = curl_getdate(text.c_str(), nullptr);
  return unix_time < 0 ? "" : FormatUnix(unix_time);
}

std::string FirstTime(const pugi::xml_node& node, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (const std::string time = FeedTime(Text(node, name)); !time.empty()) return time;
  }
  return "";
}

void Add(const Url& base, std::string_view href, std::string title, std::string published,
         std::vector<Link>* links) {
  const std::optional<Url> url = ResolveUrl(base, TrimAscii(href));
  if (!url || TrimAscii(href).empty() || links->size() >= kMaxLinks) return;
  links->push_back({url->ToString(), std::move(title), std::move(published), false});
}

std::string LinkOf(const pugi::xml_node& item) {
  std::string best;
  for (const pugi::xml_node& child : item.children()) {
    if (Local(child.name()) != "link") continue;
    const std::string_view rel = child.attribute("rel").value();
    const std::string href = child.attribute("href").value();
    if (!href.empty() && (rel.empty() || rel == "alternate")) return href;
    if (href.empty() && best.empty()) best = TrimAscii(child.text().get());
  }
  if (!best.empty()) return best;
  const pugi::xml_node guid = Child(item, "guid");
  if (guid && std::string_view(guid.attribute("isPermaLink").value()) != "false") {
    return guid.text().get();
  }
  return item.attribute("rdf:about").value();
}

void ReadItems(const pugi::xml_node& parent, const Url& base, std::vector<Link>* links) {
  for (const pugi::xml_node& item : parent.children()) {
    const std::string_view name = Local(item.name());
    if (name != "item" && name != "entry") continue;
    Add(base, LinkOf(item), Text(item, "title"),
        FirstTime(item, {"pubDate", "published", "date", "updated"}), links);
  }
}

std::vector<Link> ReadJsonFeed(const nlohmann::json& feed, const Url& base) {
  std::vector<Link> links;
  const auto items = feed.find("items");
  if (items == feed.end() || !items->is_array()) return links;
  for (const auto& item : *items) {
    if (!item.is_object()) continue;
    const auto field = [&](const char* key) {
      const auto found = item.find(key);
      return found != item.end() && found->is_string() ? found->get<std::string>() : "";
    };
    const std::string url = field("url").empty() ? field("external_url") : field("url");
    Add(base, url, CollapseSpace(field("title")), FeedTime(field("date_published")), &links);
  }
  return links;
}

StatusOr<std::string> Unpacked(std::string_view bytes) {
  if (!IsGzip(bytes)) return std::string(bytes);
  return Gunzip(bytes, kMaxUnpacked);
}

pugi::xml_document ParseXml(const std::string& text) {
  pugi::xml_document document;
  document.load_buffer(text.data(), text.size());  // broken: the part before the break
  return document;
}

std::vector<Link> ReadAddresses(std::string_view text, const Url& base) {
  std::vector<Link> links;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = TrimAscii(text.substr(start, end - start));
    if (line.starts_with("http")) Add(base, line, "", "", &links);
    start = end + 1;
  }
  return links;
}

// An article's address has a path that says something: a date, a number or words.
bool MayBeArticle(const Url& url, const Url& base) {
  if (url.host != base.host || url.path.size() < 12) return false;
  const std::string_view last = std::string_view(url.path).substr(url.path.rfind('/') + 1);
  const bool words = std::ranges::count(url.path, '-') >= 3;
  const bool digits = std::ranges::any_of(url.path, [](char c) { return c >= '0' && c <= '9'; });
  return words || digits || last.ends_with(".html") || last.ends_with(".htm");
}

}  // namespace

StatusOr<std::vector<Link>> ReadFeed(std::string_view bytes, const Url& base) {
  DW_TRY(const std::string text, Unpacked(bytes));
  if (TrimAscii(text).starts_with('{')) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) return InvalidArgument("no feed: broken JSON");
    return ReadJsonFeed(json, base);
  }
  const pugi::xml_document document = ParseXml(text);
  std::vector<Link> links;
  for (const pugi::xml_node& root : document.children()) {
    const std::string_view name = Local(root.name());
    if (name == "rss") ReadItems(Child(root, "channel"), base, &links);
    if (name == "RDF" || name == "feed" || name == "rss") ReadItems(root, base, &links);
    if (name == "RDF" || name == "feed" || name == "rss") return links;
  }
  return InvalidArgument("no feed: neither RSS, RDF, Atom nor JSON Feed");
}

StatusOr<std::vector<Link>> ReadSitemap(std::string_view bytes, const Url& base) {
  DW_TRY(const std::string text, Unpacked(bytes));
  if (!TrimAscii(text).starts_with('<')) {
    std::vector<Link> links = ReadAddresses(text, base);
    if (links.empty()) return InvalidArgument("no sitemap: neither XML nor a list of addresses");
    return links;
  }
  const pugi::xml_document document = ParseXml(text);
  std::vector<Link> links;
  for (const pugi::xml_node& root : document.children()) {
    const std::string_view name = Local(root.name());
    if (name != "urlset" && name != "sitemapindex") continue;
    for (const pugi::xml_node& entry : root.children()) {
      const pugi::xml_node news = Child(entry, "news");
      std::string published = FirstTime(news, {"publication_date"});
      if (published.empty()) published = FirstTime(entry, {"lastmod"});
      const size_t before = links.size();
      Add(base, Text(entry, "loc"), Text(news, "title"), std::move(published), &links);
      if (links.size() > before) links.back().is_sitemap = name == "sitemapindex";
    }
    return links;
  }
  return InvalidArgument("no sitemap: neither <urlset> nor <sitemapindex>");
}

StatusOr<std::vector<Link>> ReadListPage(std::string_view html, const Url& base) {
  const HtmlTree tree = HtmlTree::Parse(html);
  std::vector<Link> links;
  std::set<std::string> seen;
  VisitElements(tree.root(), [&](const GumboNode* node) {
    if (!Is(node, GUMBO_TAG_A) || links.size() >= kMaxLinks) return true;
    const std::optional<Url> url = ResolveUrl(base, TrimAscii(Attribute(node, "href")));
    if (url && MayBeArticle(*url, base) && seen.insert(CanonicalUrl(*url)).second) {
      links.push_back({url->ToString(), TextOf(node), "", false});
    }
    return true;
  });
  return links;
}

}  // namespace dealwire
