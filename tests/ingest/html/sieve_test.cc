#include <time.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "ingest/charset.h"
#include "ingest/content.h"
#include "ingest/html/html.h"
#include "ingest/html/placeholders.h"
#include "ingest/html/sieved_html.h"
#include "ingest/metadata.h"
#include "tests/support/shared.h"

namespace dealwire {
namespace {

std::string Repeat(const std::string& part, size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (size_t i = 0; i < times; ++i) out += part;
  return out;
}

size_t Count(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

bool InTag(const std::string& html) {
  const size_t open = html.rfind('<'), close = html.rfind('>');
  if (open == std::string::npos || (close != std::string::npos && close > open)) return false;
  return open + 1 < html.size() && (IsLetter(static_cast<unsigned char>(html[open + 1])));
}

// What the parser is to see of `html`, with what placeholders stand for written out.
std::string Sieved(const std::string& html) {
  SievedHtml sieved = SieveHtml(html);
  std::string out;
  size_t at = 0;
  for (size_t mark = 0; (mark = FindPlaceholder(sieved.html, at)) != std::string::npos;
       at = mark + kPlaceholderBytes) {
    out += sieved.html.substr(at, mark - at);
    const std::string placeholder = sieved.html.substr(mark, kPlaceholderBytes);
    if (!InTag(out)) {
      out += sieved.texts.Restore(placeholder).value();
      continue;
    }
    out.pop_back();  // the space before it
    for (const SievedHtml::Attribute& attribute :
         sieved.AttributesOf(PlaceholderAt(placeholder).value())) {
      out += ' ';
      out += kAttributesRead[attribute.index];
      if (!attribute.value.empty()) out += "=\"" + std::string(attribute.value) + "\"";
    }
  }
  return out + sieved.html.substr(at);
}

std::string Placeholder(size_t number) {
  std::string out;
  AppendPlaceholder(number, &out);
  return out;
}

TEST_CASE("sieve: what is read of a page stays as it stands", "[ingest][sieve]") {
  const std::vector<std::string> kept = {
      "",
      "text",
      "<!DOCTYPE html><html lang=\"de\"><head><title>A <b> & B</title></head><body>",
      "<p class=\"a b\" id=\"x\">1 < 2 &amp; 3</p>",
      "<meta property=\"a:b\" content=\"'b' > c\">",
      "<meta content='\"b\" &gt; c'>",
      "<textarea><p><!-- no comment --></textarea>",
      "<xmp><script></xmp>",
      "a <3 b",
      "<a href=\"/x?a=1&amp;b=2\">x</a><br><time datetime=\"2025\">",
      "<em class=x>formatting is told apart by it</em><input type=\"hidden\" name=\"a\">",
  };
  for (const std::string& html : kept) CHECK(Sieved(html) == html);
}

TEST_CASE("sieve: what no article is read from goes", "[ingest][sieve]") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"a<!-- <p> -->b", "ab"},
      {"a<!-->b--><!--->c", "ab-->c"},
      {"a<!-- b --!>c", "ac"},
      {"a<!-- never closed", "a"},
      {"a<?php x ?>b</>c<!x>d", "abcd"},
      {"a<script>if (a < b) '<p>'</script >b", "ab"},
      {"a<SCRIPT SRC=x></ScRiPt>b", "ab"},
      {"a<script><!-- <script> </script> --></script>b", "ab"},
      {"a<script><!-- </script>b", "ab"},
      {"a<script><!-- <script> --> </script>b", "ab"},
      {"a<style>p > a { }</style>b", "ab"},
      {"a<style>never closed", "a"},
      {"a<svg><path d=''/><svg/><title>x</title></svg>b", "ab"},
      {"a<svg/>b", "ab"},
      {"a<svg><g><p>b", "a<p>b"},
      {"<div>a<svg><g></div>b", "<div>a</div>b"},
      {"a<svg><foreignObject><p>x</p></foreignObject></svg>b", "ab"},
      {"a<template><p><template></template><script></template></script></template>b", "ab"},
      {"<p onclick='a > b' class=c data-x=\"'\" STYLE=d>", "<p class=\"c\" style=\"d\">"},
      {"<p class=a class=b>", "<p class=\"a\">"},
      {"<p class = 'a' id>", "<p class=\"a\" id>"},
      {"<img src=x/><br/>", "<img><br />"},
      {"a<p class='never closed>b", "a"},
      {"a \n\t b\n", "a b\n"},
      {"<pre>a \n\t b</pre>", "<pre>a \n\t b</pre>"},
      {"a</p class=x>b", "a</p>b"},
  };
  for (const auto& [html, sieved] : cases) {
    INFO(html);
    CHECK(Sieved(html) == sieved);
  }
}

TEST_CASE("sieve: the parser sees placeholders, readers do not", "[ingest][sieve]") {
  const std::string html =
      "<html><head><script type='application/LD+json'>{\"a\": \"<b> \xC3\xA9\"}</script></head>"
      "<body><p class='a cafe\xCC\x81' id='" +
      Placeholder(0) + "' style='display: &quot;none&quot;' HIDDEN role=^1>x</p>";
  const SievedHtml sieved = SieveHtml(html);
  CHECK(
      sieved.html.ends_with("<p " + Placeholder(1) + " style=\"display: &quot;none&quot;\">x</p>"));
  CHECK(sieved.html.find("<b>") == std::string::npos);
  const HtmlTree tree = HtmlTree::Parse(html);
  VisitElements(tree.root(), [](const GumboNode* node) {
    if (Is(node, GUMBO_TAG_SCRIPT)) CHECK(RawTextOf(node) == "{\"a\": \"<b> \xC3\xA9\"}");
    if (!Is(node, GUMBO_TAG_P)) return true;
    CHECK(Attribute(node, "class") == "a caf\xC3\xA9");
    CHECK(Attribute(node, "id") == Placeholder(0));
    CHECK(Attribute(node, "style") == "display: \"none\"");
    CHECK(Attribute(node, "role") == "^1");
    CHECK(Attribute(node, "hidden").data() != nullptr);
    CHECK(Attribute(node, "lang").data() == nullptr);
    return true;
  });
}

TEST_CASE("sieve: of two tags of one body the first says what it is", "[ingest][sieve]") {
  const HtmlTree tree =
      HtmlTree::Parse("<body class=a><p><body class=b id='&amp;' lang=de><body id=c role=d>");
  VisitElements(tree.root(), [](const GumboNode* node) {
    if (!Is(node, GUMBO_TAG_BODY)) return true;
    CHECK(Attribute(node, "class") == "a");
    CHECK(Attribute(node, "id") == "&");
    CHECK(Attribute(node, "lang") == "de");
    CHECK(Attribute(node, "role") == "d");
    return true;
  });
}

// The text below the body of `html`, by itself and in `inner` elements, as the tree has it.
std::string TextInTree(const HtmlTree& tree) {
  std::string text;
  VisitElements(tree.root(), [&](const GumboNode* node) {
    if (!Is(node, GUMBO_TAG_HTML) && !Is(node, GUMBO_TAG_HEAD)) text += RawTextOf(node) + "|";
    return true;
  });
  return text;
}

TEST_CASE("sieve: text goes around the parser and comes back as it would have", "[ingest][sieve]") {
  const std::string text = "a text that is long";
  CHECK(SieveHtml("<p>" + text + "</p>").html == "<p>" + Placeholder(0) + "</p>");
  CHECK(SieveHtml("<p>\n " + text + ",\t\n" + text + " </p>").html ==
        "<p>" + Placeholder(0) + "</p>");
  const std::string own = Placeholder(0);  // the page's
  const std::vector<std::string> pages = {
      "<p>" + text + "<b>" + text + "</b>" + text,
      "<p>" + text + "&amp;" + text + "&notit;" + text + "&copy" + text + "&#8217;s " + text,
      "<p>" + text + "<!-- x -->" + text + "</x>" + text,
      "<table>" + text + "<tr>" + text + "<td>" + text + "</table>" + text,
      "<ul>\r\n <li>" + text + "\r\n<li>" + text + "\r</ul>",
      "<pre>\n" + text + "  " + own + " " + text + "</pre>" + text,
      "<p>5 " + own + " 3 " + own + Placeholder(1) + " is " + text + own,
      "<p>" + text + "&#983040;0&#xF0000;&#Xf0000x&#00983040;0 &#xFFFFF; &#x10FFFF; " + text,
      "<title>" + own + text + "</title><textarea>" + own + "</textarea><p>" + text,
      "<p>1\x01 \x7F" + own + " " + text + "<p>\xC2\x85 \xEF\xB7\x90 \xEF\xBF\xBE " + text,
      "<p" + own + ">" + text + "<p " + own + "=x " + Placeholder(1) + ">" + text,
      "<p>\xC2\xA0 \xEF\xBC\x8C \xEF\xBF\xBD \xF0\x9F\x98\x80 " + text,
      "<p>" + text + " cafe\xCC\x81 and " + text + "<p>" + text + " \xE2\x84\xAB",
      "a < b and " + text + " <3 " + text,
      "<select><option>" + text + "<option>" + text + "</select>" + text,
  };
  for (const std::string& page : pages) {
    INFO(page);
    const std::string sieved = TextInTree(HtmlTree::Parse(page));
    const std::string whole = TextInTree(HtmlTree::ParseWhole(page));
    CHECK(CollapseSpace(sieved) == CollapseSpace(whole));
  }
}

TEST_CASE("sieve: elements nest no deeper than a person writes", "[ingest][sieve]") {
  const std::string deep = Sieved(Repeat("<div>", 1000) + "x" + Repeat("</div>", 1000) + "y");
  CHECK(Count(deep, "<div>") == 256);
  CHECK(Count(deep, "</div>") == 256);
  CHECK(deep.ends_with("</div>y"));
  // Closed by what follows, or by their own end tags, as many as there are.
  for (const std::string part :
       {"<p>x", "<li>x", "<div>x</div>", "<td>x", "<tr><td><div>x", "<b>x</b>", "<a>x", "<h2>x"}) {
    INFO(part);
    const std::string page = "<table>" + Repeat(part, 3000);
    CHECK(Sieved(page) == page);
  }
  // What formatting is open is repeated in every paragraph.
  CHECK(Count(SieveHtml(Repeat("<b class=x><p>", 1000)).html, "<b") == 4);
}

TEST_CASE("sieve: the pages of the sample give the same articles without it", "[ingest][sieve]") {
  const auto folder = SharedFolder("dev/articles");
  if (!folder) return;
  for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
    if (!entry.path().string().ends_with(".html.gz")) continue;
    INFO(entry.path());
    const std::string bytes =
        Gunzip(ReadFile(entry.path().string(), 64 << 20).value(), 64 << 20).value();
    const std::string html = DecodeToUtf8(bytes, "");
    const HtmlTree sieved = HtmlTree::Parse(html), whole = HtmlTree::ParseWhole(html);
    const Metadata a = ReadMetadata(sieved, ""), b = ReadMetadata(whole, "");
    CHECK(a.titles == b.titles);
    CHECK(a.published == b.published);
    CHECK(a.modified == b.modified);
    CHECK(a.authors == b.authors);
    CHECK(a.canonical == b.canonical);
    CHECK(a.lang == b.lang);
    const ContentHints hints = {a.titles, a.descriptions, a.body, a.lang};
    CHECK(ReadContent(sieved, hints).text == ReadContent(whole, hints).text);
  }
}

double CpuSeconds() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double SecondsToParse(const std::string& html) {
  const double start = CpuSeconds();
  const HtmlTree tree = HtmlTree::Parse(html);
  return CpuSeconds() - start;
}

TEST_CASE("sieve: no page costs more than in proportion", "[ingest][sieve]") {
  const std::vector<std::pair<std::string, std::string>> families = {
      {"", "<div>"},
      {"", "<span>x"},
      {"", "<b><div>x</b>"},
      {"", "<a><div></a>"},
      {"<div ", "class=x a=1 "},
      {"", "&amp;&lt;&#x41;"},
      {"", "<table><tr><td>"},
      {"<table>", "x<tr>y"},
      {"", "word "},
      {"", "<ul><li>x</ul>"},
      {"<ul>", "<li>x"},
      {"", "1234 "},
      {"", "<!-- x -->"},
      {"", "<div class='x"},
      {"", "<script><!--"},
      {"", "<svg><g>"},
      {"", "<template>"},
      {"", "</div>"},
      {"", "<p>x"},
      {"", "<select><option>"},
      {"<script>", "<!-- <script> "},
      {"", "<x-y>"},
      {"", "<p><b><i><table>"},
      {"", "<button><p>"},
      {"", "<dd><div>"},
      {"", "<!--"},
      {"", "<"},
  };
  constexpr size_t kBytes = 200'000;
  for (const auto& [head, part] : families) {
    INFO(head << part);
    const std::string once = head + Repeat(part, kBytes / part.size());
    const std::string four_times = head + Repeat(part, 4 * kBytes / part.size());
    // Quadratic is sixteen times; other work on the machine is tried to be told apart.
    double small = 1e9, large = 1e9;
    for (int attempt = 0; attempt < 8 && (attempt == 0 || large > 8 * small); ++attempt) {
      small = std::min(small, SecondsToParse(once));
      large = std::min(large, SecondsToParse(four_times));
    }
    CHECK(large <= 8 * small + 0.005);
  }
}

}  // namespace
}  // namespace dealwire
