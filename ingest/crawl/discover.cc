#include "ingest/crawl/discover.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "base/time.h"
#include "ingest/charset.h"
#include "ingest/crawl/discover_xml.h"
#include "ingest/html/html.h"

namespace dealwire {
namespace {

constexpr size_t kMaxUnpacked = size_t{64} << 20;

// RFC 3339 of what feeds write: RFC 822 or RFC 3339.
std::string FeedTime(const std::string& text) {
  if (text.empty()) return "";
  if (const auto exact = ParseTimestamp(text)) return FormatTimestamp(*exact);
  const time_t unix_time = curl_getdate(text.c_str(), nullptr);
  return unix_time < 0 ? "" : FormatUnix(unix_time);
}

std::string FirstTime(const pugi::xml_node& node, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (const std::string time = FeedTime(TextIn(node, name)); !time.empty()) return time;
  }
  return "";
}

bool Add(const Url& base, std::string_view href, std::string title, std::string published,
         std::vector<Link>* links) {
  const std::optional<Url> url = ResolveUrl(base, TrimAscii(href));
  if (!url || TrimAscii(href).empty()) return false;
  links->push_back({url->ToString(), std::move(title), std::move(published), false});
  return true;
}

// A link of an item, and the node that says what it is relative to.
struct ItemLink {
  std::string href;
  pugi::xml_node node;
};

ItemLink LinkOf(const pugi::xml_node& item) {
  // What FeedBurner's own address stands for.
  if (const pugi::xml_node original = ChildOf(item, "origLink")) {
    return {original.text().get(), original};
  }
  ItemLink best;
  for (const pugi::xml_node& child : item.children()) {
    if (LocalName(child.name()) != "link") continue;
    const std::string_view rel = child.attribute("rel").value();
    const std::string href = child.attribute("href").value();
    if (!href.empty() && (rel.empty() || rel == "alternate")) return {href, child};
    if (href.empty() && best.href.empty())
      best = {std::string(TrimAscii(child.text().get())), child};
  }
  if (!best.href.empty()) return best;
  for (const char* name : {"guid", "id"}) {
    const pugi::xml_node id = ChildOf(item, name);
    const bool permanent = std::string_view(id.attribute("isPermaLink").value()) != "false";
    const std::string_view text = TrimAscii(id.text().get());
    if (permanent && text.starts_with("http")) return {std::string(text), id};
  }
  for (const pugi::xml_attribute& attribute : item.attributes()) {
    if (LocalName(attribute.name()) == "about") return {attribute.value(), item};
  }
  return {};
}

std::vector<Link> ReadItems(const XmlItems& items, const Url& base) {
  std::vector<Link> links;
  items.Each([&](const pugi::xml_node& item) {
    const ItemLink link = LinkOf(item);
    Add(BaseOf(link.node, base), link.href, TextIn(item, "title"),
        FirstTime(item, {"pubDate", "published", "issued", "date", "updated", "modified"}), &links);
    return links.size() < kMaxLinks;
  });
  return links;
}

std::vector<Link> ReadJsonFeed(const nlohmann::json& feed, const Url& base) {
  std::vector<Link> links;
  const auto items = feed.find("items");
  if (items == feed.end() || !items->is_array()) return links;
  for (const auto& item : *items) {
    if (!item.is_object() || links.size() >= kMaxLinks) continue;
    const auto field = [&](const char* key) {
      const auto found = item.find(key);
      return found != item.end() && found->is_string() ? found->get<std::string>() : "";
    };
    std::string url = field("url").empty() ? field("external_url") : field("url");
    if (url.empty() && field("id").starts_with("http")) url = field("id");
    const std::string time = FeedTime(field("date_published"));
    Add(base, url, CollapseSpace(field("title")),
        time.empty() ? FeedTime(field("date_modified")) : time, &links);
  }
  return links;
}

StatusOr<std::string> Unpacked(std::string_view bytes) {
  if (!IsGzip(bytes)) return std::string(bytes);
  return Gunzip(bytes, kMaxUnpacked);
}

std::vector<Link> ReadAddresses(std::string_view text, const Url& base) {
  std::vector<Link> links;
  for (size_t start = 0; start < text.size() && links.size() < kMaxLinks;) {
    const size_t end = std::min(text.find_first_of("\r\n", start), text.size());
    const std::string_view line = TrimAscii(text.substr(start, end - start));
    if (line.starts_with("http")) Add(base, line, "", "", &links);
    start = end + 1;
  }
  return links;
}

std::vector<Link> ReadUrlSet(const XmlItems& items, const Url& base) {
  std::vector<Link> links;
  const bool index = items.root() == "sitemapindex";
  items.Each([&](const pugi::xml_node& entry) {
    const pugi::xml_node news = ChildOf(entry, "news");
    std::string published = FirstTime(news, {"publication_date"});
    if (published.empty()) published = FirstTime(entry, {"lastmod"});
    if (Add(base, TextIn(entry, "loc"), TextIn(news, "title"), std::move(published), &links)) {
      links.back().is_sitemap = index;
    }
    return links.size() < kMaxLinks;
  });
  return links;
}

bool IsFeed(std::string_view root) { return root == "rss" || root == "RDF" || root == "feed"; }

// An article's address has a path that says something: a date, a number or words.
bool MayBeArticle(const Url& url, const Url& base) {
  if (url.host != base.host || url.path.size() < 12) return false;
  const std::string_view last = std::string_view(url.path).substr(url.path.rfind('/') + 1);
  const bool words = std::ranges::count(url.path, '-') >= 3;
  const bool digits = std::ranges::any_of(url.path, [](char c) { return c >= '0' && c <= '9'; });
  return words || digits || last.ends_with(".html") || last.ends_with(".htm");
}

// What the page's links are relative to: <base href>, else its own address.
Url PageBase(const HtmlTree& tree, const Url& base) {
  Url out = base;
  bool found = false;
  VisitElements(tree.root(), [&](const GumboNode* node) {
    if (!found && Is(node, GUMBO_TAG_BASE)) {
      const auto url = ResolveUrl(base, TrimAscii(Attribute(node, "href")));
      if (url) out = *url;
      found = true;
    }
    return !found && !Is(node, GUMBO_TAG_BODY);
  });
  return out;
}

}  // namespace

bool LooksLikeHtml(std::string_view bytes) {
  const std::string head = LowerAscii(bytes.substr(0, 2048));
  return head.find("<html") != std::string::npos ||
         head.find("<!doctype html") != std::string::npos;
}

StatusOr<std::vector<Link>> ReadFeed(std::string_view bytes, std::string_view content_type,
                                     const Url& base) {
  DW_TRY(const std::string plain, Unpacked(bytes));
  const std::string text = XmlText(plain, content_type);
  if (TrimAscii(text).starts_with('{')) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) return InvalidArgument("no feed: broken JSON");
    return ReadJsonFeed(json, base);
  }
  const XmlItems items(text, "item", "entry");
  if (IsFeed(items.root())) return ReadItems(items, base);
  return InvalidArgument("no feed: neither RSS, RDF, Atom nor JSON Feed");
}

StatusOr<std::vector<Link>> ReadSitemap(std::string_view bytes, std::string_view content_type,
                                        const Url& base) {
  DW_TRY(const std::string plain, Unpacked(bytes));
  const std::string text = XmlText(plain, content_type);
  if (!TrimAscii(text).starts_with('<')) {
    std::vector<Link> links = ReadAddresses(text, base);
    if (links.empty()) return InvalidArgument("no sitemap: neither XML nor a list of addresses");
    return links;
  }
  const XmlItems items(text, "url", "sitemap");
  if (items.root() == "urlset" || items.root() == "sitemapindex") return ReadUrlSet(items, base);
  if (IsFeed(items.root())) return ReadFeed(plain, content_type, base);
  return InvalidArgument("no sitemap: neither <urlset> nor <sitemapindex>");
}

StatusOr<std::vector<Link>> ReadListPage(std::string_view bytes, std::string_view content_type,
                                         const Url& base) {
  const std::string html = DecodeToUtf8(bytes, content_type);
  const HtmlTree tree = HtmlTree::Parse(html);
  const Url relative_to = PageBase(tree, base);
  std::vector<Link> links;
  std::set<std::string> seen;
  VisitElements(tree.root(), [&](const GumboNode* node) {
    if (!Is(node, GUMBO_TAG_A) || links.size() >= kMaxLinks) return true;
    const std::optional<Url> url = ResolveUrl(relative_to, TrimAscii(Attribute(node, "href")));
    if (url && MayBeArticle(*url, base) && seen.insert(CanonicalUrl(*url)).second) {
      links.push_back({url->ToString(), TextOf(node), "", false});
    }
    return true;
  });
  return links;
}

StatusOr<std::vector<Link>> FindFeeds(std::string_view html, const Url& base) {
  const HtmlTree tree = HtmlTree::Parse(html);
  const Url relative_to = PageBase(tree, base);
  std::vector<Link> links;
  VisitElements(tree.root(), [&](const GumboNode* node) {
    if (!Is(node, GUMBO_TAG_LINK)) return true;
    const std::string rel = " " + LowerAscii(Attribute(node, "rel")) + " ";
    const std::string type = LowerAscii(Attribute(node, "type"));
    const bool feed = type.starts_with("application/rss") || type.starts_with("application/atom") ||
                      type.starts_with("application/feed+json") ||
                      type.starts_with("application/rdf");
    if (feed && rel.find(" alternate ") != std::string::npos) {
      Add(relative_to, Attribute(node, "href"), "", "", &links);
    }
    return true;
  });
  std::stable_partition(links.begin(), links.end(), [](const Link& link) {
    return LowerAscii(link.url).find("comment") == std::string::npos;
  });
  return links;
}

}  // namespace dealwire
