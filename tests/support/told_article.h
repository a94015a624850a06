#ifndef DEALWIRE_TESTS_SUPPORT_TOLD_ARTICLE_H_
#define DEALWIRE_TESTS_SUPPORT_TOLD_ARTICLE_H_

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <initializer_list>
#include <string>

#include "extract/deal.h"
#include "extract/extraction.h"
#include "extract/rules.h"
#include "ingest/article.h"
#include "ingest/page.h"
#include "tests/support/frame_rules.h"

// An article as the tests of deals write it: complete, of one day.
inline dealwire::Article ToldArticle(const std::string& lang, const std::string& title,
                                     const std::string& text) {
  dealwire::Article article;
  article.lang = lang;
  article.title = title;
  article.text = text;
  article.published = "2026-03-10";
  dealwire::CompleteArticle(&article);
  return article;
}

// A text file as it is read: title, day, body.
inline dealwire::Article ArticleOfText(const std::string& title, const std::string& body) {
  dealwire::Page page;
  page.kind = dealwire::PageKind::kText;
  page.bytes = title + "\n\n2026-02-03\n\n" + body + "\n";
  const dealwire::StatusOr<dealwire::Article> article = dealwire::ReadArticle(page);
  REQUIRE(article.ok());
  return *article;
}

// "customer+>provider+ kind".
inline std::string PartiesAndKind(const dealwire::Deal& deal) {
  std::string out;
  for (const std::string& id : deal.customer) out += id + "+";
  out += ">";
  for (const std::string& id : deal.provider) out += id + "+";
  return out + " " + dealwire::KindName(deal.kind);
}

// What DealsTold writes of a deal besides its parties.
constexpr unsigned kToldKind = 1, kToldSum = 2, kToldStatus = 4;

// "customer+customer>provider 1e9 kind status" of every deal of an article, in order, joined by
// ", "; of these what `what` asks for. A sum that is a range is "low..high".
inline std::string DealsTold(const dealwire::Article& article, unsigned what) {
  std::string out;
  for (const dealwire::Deal& deal : dealwire::Extract(article, FrameRules()).deals) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{}>{}", fmt::join(deal.customer, "+"), fmt::join(deal.provider, "+"));
    if ((what & kToldSum) != 0 && deal.amount) {
      const double low = deal.amount->min.value_or(-1), high = deal.amount->max.value_or(-1);
      out += low == high ? fmt::format(" {:g}", low) : fmt::format(" {:g}..{:g}", low, high);
    }
    if ((what & kToldKind) != 0) out += std::string(" ") + dealwire::KindName(deal.kind);
    if ((what & kToldStatus) != 0) out += std::string(" ") + dealwire::StatusName(deal.status);
  }
  return out;
}

// The same of one text below a title that speaks of compute.
inline std::string DealsToldBelow(const std::string& lang, const std::string& text, unsigned what) {
  return DealsTold(ToldArticle(lang, "GPU, data centers", text), what);
}

struct ToldCase {
  const char* lang;
  const char* text;
  const char* deals;
};

inline void CheckTold(std::initializer_list<ToldCase> cases, unsigned what) {
  for (const ToldCase& c : cases) {
    INFO(c.lang << ": " << c.text);
    CHECK(DealsToldBelow(c.lang, c.text, what) == c.deals);
  }
}

// The same of every deal of a text file, in order.
inline std::string DealsOfText(const std::string& title, const std::string& body) {
  std::string out;
  for (const dealwire::Deal& deal :
       dealwire::Extract(ArticleOfText(title, body), FrameRules()).deals)
    out += (out.empty() ? "" : ", ") + PartiesAndKind(deal);
  return out;
}

#endif  // DEALWIRE_TESTS_SUPPORT_TOLD_ARTICLE_H_
