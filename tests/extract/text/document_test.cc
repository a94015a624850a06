#include "extract/text/document.h"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "extract/rules.h"
#include "extract/text/languages.h"

using namespace dealwire;

namespace {

using Sentences = std::vector<std::string>;

Sentences SentencesOf(const std::string& lang, const std::string& text) {
  Article article;
  article.lang = lang;
  article.text = text;
  CompleteArticle(&article);
  const Document document = MakeDocument(article, RuleSet::Embedded()->languages().Sentences(lang));
  Sentences out;
  for (const Sentence& s : document.sentences) out.emplace_back(document.Slice(s.span));
  return out;
}

}  // namespace

TEST_CASE("document: abbreviations, initials and ordinals end no sentence", "[extract][document]") {
  CHECK(SentencesOf("de", "Es kostet 38 Mrd. Dollar. Am 3. Dezember beginnt es.") ==
        Sentences{"Es kostet 38 Mrd. Dollar.", "Am 3. Dezember beginnt es."});
  CHECK(SentencesOf("en", "Amazon.com Inc. and J. Huang met. It rose to 30. The end!") ==
        Sentences{"Amazon.com Inc. and J. Huang met.", "It rose to 30.", "The end!"});
  CHECK(SentencesOf("en", "It fell by 4.5 percent to $3.2bn.") ==
        Sentences{"It fell by 4.5 percent to $3.2bn."});
}

TEST_CASE("document: the ending of a name is no abbreviation", "[extract][document]") {
  CHECK(SentencesOf("fi", "CSC valitsi HPE:n. Hinta on n. 200 miljoonaa.") ==
        Sentences{"CSC valitsi HPE:n.", "Hinta on n. 200 miljoonaa."});
  CHECK(SentencesOf("en", "The chips were Harrow's. Dell sold them.") ==
        Sentences{"The chips were Harrow's.", "Dell sold them."});
  CHECK(SentencesOf("it", "Lo dice l'art. 5 della legge.") ==
        Sentences{"Lo dice l'art. 5 della legge."});
  CHECK(SentencesOf("fr", "Un livre d'A. Martin.") == Sentences{"Un livre d'A. Martin."});
}

TEST_CASE("document: a semicolon parts clauses, but in brackets and beside a mere word",
          "[extract][document]") {
  CHECK(
      SentencesOf("en", "Telenor has sold its hall; Bulk pays 140 million for it; both say so.") ==
      Sentences{"Telenor has sold its hall;", "Bulk pays 140 million for it; both say so."});
  CHECK(
      SentencesOf("en", "Oracle (traded in New York; in euros in Frankfurt) said nothing of it.") ==
      Sentences{"Oracle (traded in New York; in euros in Frankfurt) said nothing of it."});
  CHECK(SentencesOf("zh", "甲骨文向开放人工智能供应算力；合同期限为五年。") ==
        Sentences{"甲骨文向开放人工智能供应算力；", "合同期限为五年。"});
}

TEST_CASE("document: scripts without spaces and other full stops", "[extract][document]") {
  CHECK(SentencesOf("zh", "总额逾6100亿美元。甲骨文“不予置评。”完") ==
        Sentences{"总额逾6100亿美元。", "甲骨文“不予置评。”", "完"});
  CHECK(SentencesOf("hi", "यह सौदा है। वह नहीं।") == Sentences{"यह सौदा है।", "वह नहीं।"});
  CHECK(SentencesOf("ar", "هل وقعت؟ نعم.") == Sentences{"هل وقعت؟", "نعم."});
}

TEST_CASE("document: a list knows its lead-in, a repeated title is marked", "[extract][document]") {
  Article article;
  article.title = "Drei Deals";
  article.text = "Drei Deals!\nZusagen an drei:\n\xE2\x80\xA2 A\n\xE2\x80\xA2 B\nEnde";
  article.blocks = {{BlockKind::kParagraph, 0, 11},
                    {BlockKind::kParagraph, 12, 28},
                    {BlockKind::kListItem, 29, 34, 0},
                    {BlockKind::kListItem, 35, 40, 0},
                    {BlockKind::kParagraph, 41, 45}};
  CompleteArticle(&article);
  const Document document = MakeDocument(article);
  REQUIRE(document.blocks.size() == 6);
  CHECK(document.blocks[0].kind == DocumentBlockKind::kTitle);
  CHECK(document.blocks[1].repeats_title);
  CHECK_FALSE(document.blocks[2].repeats_title);
  CHECK(document.blocks[3].lead_in == 2);
  CHECK(document.blocks[4].lead_in == 2);
  CHECK(document.Slice(document.blocks[2].span) == "Zusagen an drei:");
  CHECK(document.BlockAt(document.body_start + 30) == 3);
}

TEST_CASE("document: one line of six megabytes is cut in linear time", "[extract][document]") {
  Article article;
  for (int i = 0; i < 400000; ++i) article.text += "a.b.c... 1. x.y ";
  CompleteArticle(&article);
  CHECK(MakeDocument(article).folded.text.size() == article.text.size());
}

TEST_CASE("document: what nobody writes as one sentence is cut at its spaces",
          "[extract][document]") {
  Article article;
  for (int i = 0; i < 2'000; ++i) article.text += "\u4e91 words ";
  for (int i = 0; i < 3'000; ++i) article.text += "\u4e91\u7b97";
  CompleteArticle(&article);
  const Document document = MakeDocument(article);
  size_t at = 0;
  for (const Sentence& s : document.sentences) {
    CHECK(s.span.size() <= kMaxSentence);
    CHECK(s.span.byte_start - at <= 1);  // nothing is left out but a space
    CHECK(BeginsCharacter(document.text[s.span.byte_start]));
    at = s.span.byte_end;
  }
  CHECK(at == document.text.size());
  CHECK(document.sentences.size() >= 10);
}

TEST_CASE("document: a run of dots that ends no sentence is read once", "[extract][document]") {
  Article article;
  article.text = "Hello world " + std::string(2'000'000, '.') + "x goes on";
  CompleteArticle(&article);
  CHECK(MakeDocument(article).sentences.size() > 1);
}

TEST_CASE("document: one line of two million semicolons is cut in linear time",
          "[extract][document]") {
  Article article;
  for (int i = 0; i < 100000; ++i) article.text += "a clause of some words; ";
  for (int i = 0; i < 2000000; ++i) article.text += i % 40 < 20 ? "(;" : "; ";
  CompleteArticle(&article);
  const std::vector<Sentence> sentences = MakeDocument(article).sentences;
  CHECK(sentences.size() > 100'000);
  CHECK(sentences.size() < 100'000 + 2 * 4'000'000 / kMaxSentence);
}
