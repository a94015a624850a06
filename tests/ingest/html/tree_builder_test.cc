#include "ingest/html/tree_builder.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/file.h"
#include "ingest/charset.h"
#include "ingest/html/attributes.h"
#include "ingest/html/html.h"
#include "ingest/html/sieve.h"
#include "tests/support/shared.h"

namespace dealwire {
namespace {

// Everything of a tree that is read, a node a line.
void WriteOut(const GumboNode* node, const std::string& indent, std::string* out) {
  *out += indent;
  if (!IsElement(node)) {
    *out += node->type == GUMBO_NODE_TEXT ? "text " : "space ";
    *out += node->v.text.text;
    *out += '\n';
    return;
  }
  *out += '<';
  *out += gumbo_normalized_tagname(node->v.element.tag);
  for (size_t i = 0; i < kAttributesRead.size(); ++i) {
    const std::string_view value = AttributeAt(node, i);
    if (value.data() == nullptr) continue;
    *out += ' ';
    *out += kAttributesRead[i];
    *out += '=';
    *out += value;
  }
  *out += ">\n";
  const GumboVector* children = Children(node);
  for (unsigned i = 0; i < children->length; ++i) {
    const auto* child = static_cast<const GumboNode*>(children->data[i]);
    if (child->parent != node || child->index_within_parent != i) *out += "out of place: ";
    WriteOut(child, indent + " ", out);
  }
}

std::string Written(const GumboNode* root) {
  std::string out;
  WriteOut(root, "", &out);
  return out;
}

// Nothing where the builder gives the page up.
std::optional<std::string> Built(const std::string& html) {
  Arena arena;
  TreeBuilder builder(&arena);
  Sieve(html, &builder);
  const GumboNode* root = builder.Finish();
  if (root == nullptr) return std::nullopt;
  return Written(root);
}

std::string Parsed(const std::string& html) { return Written(HtmlTree::ParseSieved(html).root()); }

TEST_CASE("tree builder: the tree is that of a parser", "[ingest][tree]") {
  const std::string begin = "<!doctype html><html lang=en><head><title>T</title></head><body>";
  const std::vector<std::string> pages = {
      "<!DOCTYPE html><html><head><meta charset=utf-8><title>a &amp; b</title></head><body>x",
      "<html><body class=a><p>x<p>y",
      "<meta name=a content=b><div>x</div>",
      "<body><article><p>x</article>",
      "<!doctype html>\n<html>\n <head>\n <base href=x> </head>\n\n<body>\n <p> x </p>\n</body>\n",
      "<html><head></head><script type='application/ld+json'>{\"a\": 1}</script><body>x",
      "<html><head><noscript><link href=x></noscript><meta name=x></head><body>x",
      "<html><head><noscript><img src=x></noscript><meta name=x></head><body class=c>x",
      begin + "<p>a<div>b</div>c</p>d</p>",
      begin + "<ul><li>a<li>b<ul><li>c</ul><li>d</ul><ol><li><p>x<li>y</ol>",
      begin + "<dl><dt>a<dd>b<dt>c<div><dd>d</dl>",
      begin + "<h1>a<h2>b</h3>c",
      begin + "<p>a <b>b <i>c</i></b> d<br>e<img src=x alt='a &quot;b&quot;'></p>",
      begin + "<p><b>a<p>b</b>c<p>d",
      begin + "<p><b class=x>a</p><p>b</p></b>c",
      begin + "<div><a href=1>a</div>b</a>c<div>d</a>e</div>",
      begin + "<a href=1>a<a href=2>b</a>c",
      begin + "<b>1<b>2<b>3</b></b></b>4",
      begin + "<span>a<b>b</span>c</b>d",
      begin + "<form><div>a</form>b</div><form>c</form>",
      begin + "<form><form>a</form>b</form>c",
      begin + "<button>a<button>b</button>c<p>d<button>e</p>f",
      begin + "<table><caption>a<b>b</caption><colgroup><col><tr><td>c<td>d<tr><th>e</table>f",
      begin + "<table> <tbody> <tr> <td> a </td> </tr> </tbody> </table>",
      begin + "<table><td><table><tr><td>a</table>b</table>c",
      begin + "<p>a<table><tr><td>b</table>c",
      "<p>a<table><tr><td>b</table>c",
      begin + "<table><tr><td><b>a<td>b</table>c",
      begin + "<table><col><thead><td>a</thead><tfoot><tr></tfoot><input type=Hidden></table>",
      begin + "<select><option>a<option selected>b<optgroup><option>c</select>d<option>e",
      begin + "<select><div>a</div><p>b<input>c",
      begin + "<table><tr><td><select><option>a<td>b</table>c",
      begin + "<object><param name=a><b>a</object>b",
      begin + "<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>",
      begin + "<x-a><x-b>a</x-a>b</x-b>c",
      begin + "<b><p>a</b>b</p>",
      "<a><p><a>b</a></p></a>",
      "<div><a href=1>a</div>b<div>c</a>d</div>",
      begin + "<a href=1><div>a<p>b</a>c</p>d</div>e",
      begin + "<b>1<i>2<u>3<s>4<em>5<span>6<p>7</b>8</i>9</p>",
      begin + "<i><b><div>a<div>b</b>c</div>d</i>e</div>f",
      begin + "<nobr>a<nobr>b</nobr>c<p>d</nobr>e",
      begin +
          "<textarea>\n a &lt; b</textarea><iframe src=x><p>no</iframe><noscript><p>a</noscript>",
      begin + "a &nbsp; &copy; &eacute; &copy &notit; &#8217;s &#x41; &#32; &#x80; &bogus; & &; b",
      begin + "<a href='?a=1&amp;b=2&copy=3&lt=4&reg;&eacute;&copy'>x</a>",
      begin + "<em title=\"&eacute;\" class=x>a</em><input name='a&amp;b' value=x>",
      begin + "caf\x65\xCC\x81 <b title='e\xCC\x81'>e\xCC\x81</b>e&#x301;",
      begin + "a\r\nb\r<p>\r\n c \r\n</p>",
      begin + "a < b <3 c",
      begin + "</div></p></li></span></b></h1>x</body></html> y <p>z",
      begin + "a<!-- x -->b</x>c</div>d",
      begin + "<hr><p>a<hr>b<wbr>c<source src=x>",
      begin + "<p>a<html class=x lang=de><body id=b>c",
      begin + "<p>a</br>b",
      begin + "<p><b>a<p>b</br>c</b>d<table><tr><td>e</br>f</table>",
      begin + "<a href='x\ry\r\nz&amp;\r'>b</a><img alt=\"\r\n\">",
      "text",
      "&amp; text &#32; b",
      "&quot;text&quot;<b>c",
      "<head>text<p>b",
      "<title>t</title>text",
      "<head></head>text<meta name=a>",
      "</br>a",
      "<!doctype html>text",
  };
  for (const std::string& html : pages) {
    INFO(html);
    const std::optional<std::string> built = Built(html);
    REQUIRE(built.has_value());
    CHECK(*built == Parsed(html));
  }
}

TEST_CASE("tree builder: what a parser would move is left to one", "[ingest][tree]") {
  const std::vector<std::string> pages = {
      "",
      "<head> text",
      "<html> text",
      "<title>t</title> text",
      " &#32;text",
      "<table>a<tr><td>b</table>",
      "<table><tr><p>a</table>",
      "<b><b><b><b>a",
      "<frameset><frame></frameset>",
      "<pre>\na</pre>",
      "<p>a\x01z",
      "<math><mi>a</mi></math>",
      "<!doctype html public \"-//W3C//DTD HTML 3.2//EN\"><p><table>",
  };
  for (const std::string& html : pages) {
    INFO(html);
    CHECK_FALSE(Built(html).has_value());
    CHECK(Written(HtmlTree::Parse(html).root()) == Parsed(html));
  }
}

// A page of tags, texts and references in any order.
std::string Soup(std::mt19937* random) {
  static const std::vector<std::string> kParts = [] {
    std::vector<std::string> parts = {" ",
                                      "\n",
                                      "a",
                                      "word ",
                                      " b c",
                                      "&amp;",
                                      "&nbsp;",
                                      "&copy",
                                      "&#65;",
                                      "\xC3\xA9",
                                      "<!-- -->",
                                      "<script type='application/ld+json'>{}</script>",
                                      "<title>t</title>",
                                      "<style>s</style>",
                                      "<a href=1>",
                                      "<a href='&amp;'>",
                                      "<b class=x>",
                                      "<div class=a id=b>",
                                      "<input type=hidden>",
                                      "<html lang=de>",
                                      "<body class=k>",
                                      "<br/>",
                                      "</br>",
                                      "<i title='a\r\nb\r'>",
                                      "<img src=x>",
                                      "<textarea>\nx</textarea>"};
    for (const char* tag :
         {"p",       "div",      "b",      "i",       "a",        "span",  "ul",   "li",
          "table",   "tr",       "td",     "th",      "tbody",    "thead", "h1",   "h2",
          "form",    "button",   "select", "option",  "dl",       "dt",    "dd",   "object",
          "caption", "colgroup", "col",    "section", "noscript", "x-y",   "head", "body",
          "html",    "hr",       "meta",   "em",      "optgroup", "ruby",  "rt",   "center",
          "figure",  "iframe",   "main",   "u",       "nobr"}) {
      parts.push_back("<" + std::string(tag) + ">");
      parts.push_back("</" + std::string(tag) + ">");
    }
    return parts;
  }();
  std::string html = (*random)() % 4 == 0 ? "" : "<!doctype html><html><head></head><body>";
  // Of few kinds, so that these meet.
  std::vector<std::string> some;
  for (size_t i = 0; i < 12; ++i) some.push_back(kParts[(*random)() % kParts.size()]);
  for (size_t i = (*random)() % 40; i > 0; --i) html += some[(*random)() % some.size()];
  return html;
}

TEST_CASE("tree builder: any tags in any order give the tree of a parser", "[ingest][tree]") {
  std::mt19937 random(20261126);
  size_t built_pages = 0;
  constexpr size_t kPages = 20'000;
  for (size_t i = 0; i < kPages; ++i) {
    const std::string html = Soup(&random);
    const std::optional<std::string> built = Built(html);
    if (!built) continue;
    ++built_pages;
    if (const std::string parsed = Parsed(html); *built != parsed) {
      INFO(html);
      REQUIRE(*built == parsed);
    }
  }
  CHECK(built_pages > kPages / 4);
}

// Of all pages of a folder, how many are built, and that these are as a parser has them.
void CheckPages(const std::filesystem::path& folder, size_t* pages, size_t* built_pages) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().string();
    const bool packed = path.ends_with(".html.gz");
    if (!packed && !path.ends_with(".html")) continue;
    const std::string bytes = ReadFile(path, 64 << 20).value();
    const std::string html = DecodeToUtf8(packed ? Gunzip(bytes, 64 << 20).value() : bytes, "");
    ++*pages;
    const std::optional<std::string> built = Built(html);
    if (!built) continue;
    ++*built_pages;
    INFO(path);
    const std::string parsed = Parsed(html);
    const auto [a, b] = std::mismatch(built->begin(), built->end(), parsed.begin(), parsed.end());
    const bool same = a == built->end() && b == parsed.end();
    INFO(std::string(a, built->end()).substr(0, 300));
    INFO(std::string(b, parsed.end()).substr(0, 300));
    CHECK(same);
  }
}

TEST_CASE("tree builder: people's pages are built, nearly all", "[ingest][tree]") {
  for (const char* name : {"dev/articles", "dev/articles-en"}) {
    const auto folder = SharedFolder(name);
    if (!folder) return;
    size_t pages = 0, built_pages = 0;
    CheckPages(*folder, &pages, &built_pages);
    INFO(name << ": " << built_pages << " of " << pages);
    CHECK(built_pages * 10 >= pages * 8);
  }
}

}  // namespace
}  // namespace dealwire
