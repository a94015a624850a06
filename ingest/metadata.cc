#include "ingest/metadata.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "base/time.h"
#include "ingest/authors.h"
#include "ingest/byline.h"
#include "ingest/json_ld.h"
#include "ingest/page_dates.h"
#include "ingest/page_facts.h"
#include "ingest/relative_dates.h"

namespace dealwire {
namespace {

constexpr ptrdiff_t kMostSpaces = 3;    // beside an unlabelled date: a source, a place, no caption
constexpr size_t kLongestAgoText = 60;  // bytes of a <time> that says "2 hours ago"
constexpr size_t kShortestTitle = 8;    // bytes of a heading that another title repeats

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

// Headlines in attributes and JSON are often escaped twice: "leader&#8217;s".
std::string Unescaped(const std::string& text) {
  if (text.find('&') == std::string::npos || text.find(';') == std::string::npos) return text;
  if (text.find('<') != std::string::npos) return text;
  return TextOf(HtmlTree::Parse(text).root());
}

// What a distance from the time of fetching means, or "".
std::string AsTimeBefore(std::string_view fetched, const RelativeDate& ago) {
  const auto now = ParseTimestamp(fetched);
  return now && now->has_time ? FormatTimestamp(TimeBefore(ToUnix(*now), ago)) : "";
}

void ChooseTitle(const PageFacts& facts, const JsonLdArticle& ld, Metadata* out) {
  const auto add = [&](const std::string& title, const char* from) {
    const std::string clean =
        CollapseSpace(StripControls(WithoutSite(Unescaped(title), out->site)));
    if (!clean.empty() && std::ranges::find(out->titles, clean) == out->titles.end()) {
      if (out->titles.empty()) out->origins.title = from;
      out->titles.push_back(clean);
    }
  };
  // A lone h1 is what readers see; of several, the one that the page's title repeats.
  const std::string og_title = facts.Meta({"ogtitle"});
  for (const std::string& h1 : facts.h1) {
    const bool repeated = facts.title.find(h1) != std::string::npos || ld.headline == h1 ||
                          og_title.find(h1) != std::string::npos;
    if (repeated && h1.size() >= kShortestTitle) add(h1, "h1");
  }
  add(ld.headline, "JSON-LD");
  add(facts.Meta({"headline", "ogtitle", "twittertitle", "dctitle", "parselytitle"}), "meta");
  if (facts.h1.size() == 1) add(facts.h1[0], "h1");
  add(facts.item_headline, "microdata");
  add(facts.title, "title");
  if (!out->titles.empty()) out->title = out->titles.front();
  add(ld.alternative, "JSON-LD");
}

void ChooseDates(const PageFacts& facts, const JsonLdArticle& ld, std::string_view url,
                 std::string_view fetched, Metadata* out) {
  const auto take = [&](const std::string& text, const char* from) {
    if (!out->published.empty()) return;
    out->published = AsTime(text, out->lang);
    if (!out->published.empty()) out->origins.published = from;
  };
  take(ld.published, "JSON-LD");
  take(facts.Meta({"articlepublishedtime",
                   "ogarticlepublishedtime",
                   "articlepublished",
                   "datepublished",
                   "publishedtime",
                   "publishedat",
                   "publisheddate",
                   "publishdate",
                   "publicationdate",
                   "pubdate",
                   "publishtime",
                   "parselypubdate",
                   "dcdateissued",
                   "dctermsissued",
                   "dctermscreated",
                   "dctermsdate",
                   "dcdate",
                   "dateissued",
                   "sailthrudate",
                   "cxenseparserecspublishtime",
                   "cxenseparsepublishtime",
                   "articledate",
                   "datecreated",
                   "firstcreate",
                   "date"}),
       "meta");
  take(facts.item_published, "microdata");
  for (const std::string& time : facts.times) take(time, "time");
  take(DateInUrl(url), "address");
  for (const std::string& byline : facts.bylines) take(byline, "byline");
  for (const std::string& time : facts.times) {
    if (fetched.empty() || !out->published.empty() || time.size() > kLongestAgoText) continue;
    if (const auto ago = FindRelativeDate(time, out->lang))
      out->published = AsTimeBefore(fetched, *ago);
  }
  for (const std::string& text : {ld.modified,
                                  facts.Meta({"articlemodifiedtime", "articlemodified",
                                              "ogupdatedtime", "datemodified", "lastmodified"}),
                                  facts.item_modified}) {
    if (out->modified.empty()) out->modified = AsTime(text, out->lang);
  }
  if (out->modified == out->published) out->modified.clear();
}

std::string Host(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "";
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#:"));
  return std::string(host.starts_with("www.") ? host.substr(4) : host);
}

}  // namespace

Metadata ReadMetadata(const HtmlTree& tree, std::string_view url, std::string_view fetched) {
  const PageFacts facts = FindFacts(tree);
  const std::string og_title = facts.Meta({"ogtitle"});
  const JsonLdArticle ld = ReadJsonLd(facts.json_ld, og_title.empty() ? facts.title : og_title);
  Metadata out;
  out.lang =
      facts.lang.empty() ? facts.Meta({"contentlanguage", "oglocale", "language"}) : facts.lang;
  std::ranges::replace(out.lang, '_', '-');
  out.site = ld.publisher.empty() ? facts.Meta({"ogsitename", "applicationname"}) : ld.publisher;
  out.site = CollapseSpace(StripControls(out.site));
  if (out.site.empty()) out.site = Host(url);
  out.canonical = facts.canonical.empty() ? facts.Meta({"ogurl"}) : facts.canonical;
  out.body = ld.body;
  out.paywalled = !ld.free;
  out.is_video = ld.is_video;
  out.is_article = ld.found || facts.Meta({"ogtype"}) == "article";
  for (const std::string& description :
       {ld.description, facts.Meta({"ogdescription"}), facts.Meta({"description"}),
        facts.Meta({"twitterdescription"})}) {
    if (!description.empty()) out.descriptions.push_back(Unescaped(description));
  }
  ChooseTitle(facts, ld, &out);
  ChooseDates(facts, ld, url, fetched, &out);
  ChooseAuthors(facts, ld, &out);
  return out;
}

void ReadBylines(const std::vector<std::string>& lines, bool labelled, std::string_view fetched,
                 Metadata* metadata) {
  for (const std::string& text : lines) {
    if (!metadata->published.empty() && metadata->authors_are_sure) return;
    const std::optional<Byline> byline = ParseByline(text, metadata->lang);
    if (!byline) continue;
    const bool date = byline->labelled || !byline->authors.empty() ||
                      (!labelled && std::ranges::count(byline->source, ' ') <= kMostSpaces);
    if (metadata->published.empty() && byline->published && date) {
      metadata->published = FormatTimestamp(*byline->published);
      metadata->origins.published = "byline";
    }
    // Comments say "2 hours ago" as well: only what stands about the headline counts.
    if (metadata->published.empty() && byline->ago && !labelled) {
      metadata->published = AsTimeBefore(fetched, *byline->ago);
      metadata->origins.published = metadata->published.empty() ? "" : "byline";
    }
    const bool persons = std::ranges::any_of(byline->authors, LooksLikePerson);
    if (!metadata->authors_are_sure &&
        (persons || (metadata->authors.empty() && !byline->authors.empty()))) {
      metadata->authors = byline->authors;
      metadata->origins.authors = "byline";
      metadata->authors_are_sure = true;
    }
  }
}

}  // namespace dealwire
