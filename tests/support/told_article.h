#ifndef DEALWIRE_TESTS_SUPPORT_TOLD_ARTICLE_H_
#define DEALWIRE_TESTS_SUPPORT_TOLD_ARTICLE_H_

#include <string>

#include "ingest/article.h"

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

#endif  // DEALWIRE_TESTS_SUPPORT_TOLD_ARTICLE_H_
