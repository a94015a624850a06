#include "ingest/metadata.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "base/time.h"
#include "ingest/byline.h"
#include "ingest/json_ld.h"
#include "ingest/page_dates.h"

namespace dealwire {
namespace {

// What stands in the page, as found in one walk.
struct Found {
  std::map<std::string, std::string, std::less<>> meta;  // by name, property or itemprop; the first
  std::vector<std::string> json_ld;
  std::vector<std::string> h1;
  std::string title, lang, canonical;
  std::string item_published, item_modified;  // itemprop on any element
  std::vector<std::string> times;             // <time datetime>, pubdate first
  std::vector<std::string> bylines;           // texts of nodes that say so
};

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

void AddMeta(const GumboNode* node, Found* found) {
  const std::string content = CollapseSpace(Attribute(node, "content"));
  if (content.empty()) return;
  for (const AttributeName key :
       std::initializer_list<AttributeName>{"property", "name", "itemprop", "http-equiv"}) {
    const std::string name = Lower(Attribute(node, key));
    if (!name.empty()) found->meta.emplace(name, content);
  }
}

// Nodes that hold the authors' names, by what authors of pages call them.
bool IsBylineNode(const GumboNode* node) {
  if (Attribute(node, "rel") == "author" || Attribute(node, "itemprop") == "author") return true;
  const std::string names = ClassAndId(node);
  return names.find("byline") != std::string::npos ||
         names.find("author-name") != std::string::npos ||
         names.find(" author ") != std::string::npos ||
         names.find("article-author") != std::string::npos;
}

void AddTime(const GumboNode* node, Found* found) {
  std::string when(Attribute(node, "datetime"));
  if (when.empty()) when = TextOf(node);
  const bool published =
      !Attribute(node, "pubdate").empty() || Attribute(node, "itemprop") == "datePublished";
  found->times.insert(published ? found->times.begin() : found->times.end(), std::move(when));
}

void Collect(const GumboNode* node, Found* found) {
  const std::string_view itemprop = Attribute(node, "itemprop");
  if (itemprop == "datePublished" && found->item_published.empty()) {
    for (const AttributeName key : std::initializer_list<AttributeName>{"content", "datetime"}) {
      if (found->item_published.empty()) found->item_published = Attribute(node, key);
    }
  }
  if (itemprop == "dateModified" && found->item_modified.empty()) {
    found->item_modified = Attribute(node, "content");
  }
  switch (node->v.element.tag) {
    case GUMBO_TAG_META:
      return AddMeta(node, found);
    case GUMBO_TAG_TITLE:
      if (found->title.empty()) found->title = TextOf(node);
      return;
    case GUMBO_TAG_H1:
      if (found->h1.size() < 5) found->h1.push_back(TextOf(node));
      return;
    case GUMBO_TAG_TIME:
      if (found->times.size() < 10) AddTime(node, found);
      return;
    case GUMBO_TAG_LINK:
      if (Attribute(node, "rel") == "canonical") found->canonical = Attribute(node, "href");
      return;
    case GUMBO_TAG_SCRIPT:
      if (Lower(Attribute(node, "type")).find("ld+json") != std::string::npos) {
        found->json_ld.push_back(RawTextOf(node));
      }
      return;
    default:
      if (found->bylines.size() < 5 && IsBylineNode(node)) found->bylines.push_back(TextOf(node));
  }
}

std::string Meta(const Found& found, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto at = found.meta.find(std::string_view(name));
    if (at != found.meta.end()) return at->second;
  }
  return "";
}

// RFC 3339 of what a field says, or "".
std::string AsTime(const std::string& text, std::string_view lang) {
  if (text.empty()) return "";
  if (const auto exact = ParseTimestamp(text)) return FormatTimestamp(*exact);
  const std::optional<WrittenDate> written = FindWrittenDate(text, lang);
  return written ? FormatTimestamp(written->time) : "";
}

// ".../2025/12/07/..." in a path.
std::string DateInUrl(std::string_view url) {
  const size_t scheme = url.find("://");
  const size_t path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  for (size_t at = path; at != std::string_view::npos; at = url.find('/', at + 1)) {
    const std::string_view part = url.substr(at + 1, 11);
    if (part.size() < 10) break;
    const bool slashes = part[4] == '/' && part[7] == '/';
    std::string date(part.substr(0, 10));
    if (slashes) date[4] = date[7] = '-';
    if (const auto parsed = ParseDate(date)) return FormatDate(*parsed);
  }
  return "";
}

// A title without the site's name at its end: "Title | Site", "Title - Site".
std::string WithoutSite(const std::string& title, const std::string& site) {
  if (site.empty() || !title.ends_with(site) || title.size() == site.size()) return title;
  std::string_view rest = std::string_view(title).substr(0, title.size() - site.size());
  while (!rest.empty()) {
    size_t i = rest.size();
    const char32_t c = PreviousCodePoint(rest, &i);
    if (IsWordChar(c) || c == ')' || c == '?' || c == '!' || c == '"') break;
    rest.remove_suffix(rest.size() - i);
  }
  return rest.empty() ? title : std::string(rest);
}

void ChooseTitle(const Found& found, const JsonLdArticle& ld, Metadata* out) {
  const auto add = [&](const std::string& title) {
    const std::string clean = WithoutSite(title, out->site);
    if (!clean.empty() && std::ranges::find(out->titles, clean) == out->titles.end()) {
      out->titles.push_back(clean);
    }
  };
  // A lone h1 is what readers see; of several, the one that the page's title repeats.
  for (const std::string& h1 : found.h1) {
    const bool repeated =
        !h1.empty() && (found.title.find(h1) != std::string::npos || ld.headline == h1 ||
                        Meta(found, {"og:title"}).find(h1) != std::string::npos);
    if (repeated) add(h1);
  }
  add(ld.headline);
  add(Meta(found, {"og:title", "twitter:title", "dc.title", "parsely-title"}));
  if (found.h1.size() == 1) add(found.h1[0]);
  add(found.title);
  if (!out->titles.empty()) out->title = out->titles.front();
}

void ChooseDates(const Found& found, const JsonLdArticle& ld, std::string_view url, Metadata* out) {
  const auto take = [&](const std::string& text) {
    if (out->published.empty()) out->published = AsTime(text, out->lang);
  };
  take(ld.published);
  take(Meta(found, {"article:published_time", "og:article:published_time", "parsely-pub-date",
                    "datepublished", "dc.date.issued", "dcterms.created", "dc.date",
                    "sailthru.date", "publish-date", "pubdate", "publication_date",
                    "article.published", "cxenseparse:recs:publishtime", "date"}));
  take(found.item_published);
  for (const std::string& time : found.times) take(time);
  take(DateInUrl(url));
  for (const std::string& byline : found.bylines) take(byline);
  out->modified = AsTime(ld.modified, out->lang);
  if (out->modified.empty()) {
    out->modified = AsTime(Meta(found, {"article:modified_time", "og:updated_time"}), out->lang);
  }
  if (out->modified.empty()) out->modified = AsTime(found.item_modified, out->lang);
  if (out->modified == out->published) out->modified.clear();
}

void ChooseAuthors(const Found& found, const JsonLdArticle& ld, Metadata* out) {
  const auto add = [&](const std::string& text) {
    for (std::string& name : SplitAuthors(text)) {
      if (std::ranges::find(out->authors, name) == out->authors.end()) {
        out->authors.push_back(std::move(name));
      }
    }
  };
  for (const std::string& author : ld.authors) add(author);
  if (!out->authors.empty()) return;
  const std::string meta = Meta(found, {"author", "article:author", "parsely-author", "dc.creator",
                                        "byl", "sailthru.author"});
  if (!meta.starts_with("http")) add(meta);
  for (size_t i = 0; i < found.bylines.size() && out->authors.empty(); ++i) {
    if (const std::optional<Byline> line = ParseByline(found.bylines[i], out->lang)) {
      out->authors = line->authors;
    } else if (CountCodePoints(found.bylines[i]) < 80) {
      add(found.bylines[i]);
    }
  }
}

std::string Host(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#:"));
  return std::string(host.starts_with("www.") ? host.substr(4) : host);
}

}  // namespace

Metadata ReadMetadata(const HtmlTree& tree, std::string_view url) {
  Found found;
  found.lang = Attribute(tree.root(), "lang");
  VisitElements(tree.root(), [&](const GumboNode* node) {
    Collect(node, &found);
    return true;
  });
  const std::string og_title = Meta(found, {"og:title"});
  const JsonLdArticle ld = ReadJsonLd(found.json_ld, og_title.empty() ? found.title : og_title);
  Metadata out;
  out.lang =
      found.lang.empty() ? Meta(found, {"content-language", "og:locale", "language"}) : found.lang;
  std::ranges::replace(out.lang, '_', '-');
  out.site =
      ld.publisher.empty() ? Meta(found, {"og:site_name", "application-name"}) : ld.publisher;
  if (out.site.empty()) out.site = Host(url);
  out.canonical = found.canonical.empty() ? Meta(found, {"og:url"}) : found.canonical;
  out.body = ld.body;
  for (const std::string& description :
       {ld.description, Meta(found, {"og:description"}), Meta(found, {"description"}),
        Meta(found, {"twitter:description"})}) {
    if (!description.empty()) out.descriptions.push_back(description);
  }
  out.paywalled = !ld.free;
  out.is_video = ld.is_video;
  ChooseTitle(found, ld, &out);
  ChooseDates(found, ld, url, &out);
  ChooseAuthors(found, ld, &out);
  return out;
}

}  // namespace dealwire
