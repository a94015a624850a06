// "We" in quoted speech and interviews is the firm of who speaks.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/frame_rules.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

// The sums of all deals, in millions.
std::string SumsOf(const std::string& body) {
  std::string out;
  for (const Deal& deal : Extract(ArticleOfText("Cloud capacity", body), FrameRules()).deals)
    if (deal.amount) out += std::to_string(static_cast<int>(deal.amount->min.value_or(0) / 1e6));
  return out;
}

}  // namespace

TEST_CASE("speakers: the firm beside the noun for who leads it", "[extract][deals]") {
  CHECK(
      DealsOfText("'The chips come in May'",
                  "\"We have ordered 2,000 B200 chips from Supermicro for $60 million,\" says Jane "
                  "Roe, co-founder of Mistral. \"Oracle provides us with cloud capacity for $40 "
                  "million.\"") == "mistral+>supermicro+ chips, mistral+>oracle+ compute");
}

TEST_CASE("speakers: an interview names the firm once, before or behind", "[extract][deals]") {
  const std::string answer =
      "\"We have ordered 2,000 B200 chips from Supermicro for $60 million.\"";
  const std::string firm = "Jane Roe is the chief executive of Mistral in Paris.";
  CHECK(DealsOfText("Chips and cloud", firm + "\n\nWhat did you buy?\n\n" + answer) ==
        "mistral+>supermicro+ chips");
  CHECK(DealsOfText("Chips and cloud", "What did you buy?\n\n" + answer + "\n\n" + firm) ==
        "mistral+>supermicro+ chips");
}

TEST_CASE("speakers: 'its founder' is that of the firm told before", "[extract][deals]") {
  const std::string answer =
      "\"We have ordered 2,000 B200 chips from Supermicro for $60 million.\"";
  CHECK(DealsOfText("Chips and cloud", "Mistral has grown. Its founder Jane Roe takes stock.\n\n" +
                                           answer) == "mistral+>supermicro+ chips");
  CHECK(DealsOfText("Chips and cloud", "Mistral has grown.\n\nA founder takes stock.\n\n" + answer)
            .empty());
}

TEST_CASE("speakers: of two who speak the one of the paragraph is meant", "[extract][deals]") {
  CHECK(DealsOfText("Chips and cloud",
                    "Jane Roe is the chief executive of Nebius.\n\n\"We have ordered 2,000 B200 "
                    "chips from Supermicro for $60 million,\" says the founder of Mistral.") ==
        "mistral+>supermicro+ chips");
}

TEST_CASE("speakers: where nobody speaks for a firm, 'we' is none", "[extract][deals]") {
  CHECK(DealsOfText("Chips and cloud",
                    "\"We have ordered 2,000 B200 chips from Supermicro for $60 million,\" says a "
                    "man on the train.")
            .empty());
}

TEST_CASE("speakers: an interview is with the only firm of its first paragraph",
          "[extract][deals]") {
  const std::string questions =
      "\n\nWhat is new?\n\nMuch.\n\nAnd the chips?\n\nWe have ordered 2,000 B200 chips from "
      "Supermicro for $60 million.\n\nIs that enough?\n\nNo.";
  CHECK(DealsOfText("Chips and cloud", "Jane Roe has brought Mistral far." + questions) ==
        "mistral+>supermicro+ chips");
  CHECK(
      DealsOfText("Chips and cloud", "Jane Roe has left Mistral for Nebius." + questions).empty());
}

TEST_CASE("speakers: where no word says 'we' the answer is the firm's that is asked",
          "[extract][deals]") {
  // Polish: "From X we rent computing power for 64 million zlotys."
  const std::string firm = "Jan Kowal jest prezesem spółki Sowa Technik z Łodzi.";
  const std::string rest = "\n\nCzy to wystarczy?\n\nNie.\n\nCo dalej?\n\nZobaczymy.";
  CHECK(DealsOfText("Moc obliczeniowa dla AI",
                    firm +
                        "\n\nSkąd moc obliczeniowa?\n\nOd Atmana bierzemy w najem serwery "
                        "obliczeniowe za 64 mln zł." +
                        rest) == "sowa-technik+>atman+ compute");
}

TEST_CASE("speakers: what a question names, the sum in its answer is of", "[extract][deals]") {
  const std::string rest = "\n\nIs that enough?\n\nNo.\n\nWhat is next?\n\nWe shall see.";
  CHECK(DealsOfText("Cloud capacity",
                    "Jane Roe is the chief executive of Mistral.\n\nWhat does the contract with "
                    "Oracle on cloud capacity cost?\n\nThe price is $60 million." +
                        rest) == "mistral+>oracle+ compute");
  // What it costs may be asked behind.
  const std::string told =
      "Jane Roe is the chief executive of Mistral.\n\nWhere do your models "
      "run?\n\nWe rent cloud capacity from Oracle.\n\n";
  CHECK(SumsOf(told + "What does it cost?\n\nThe price is $60 million." + rest) == "60");
}

TEST_CASE("speakers: a portrait names the firm, and who leads it without its name",
          "[extract][deals]") {
  const auto told = [](const std::string& lang, const std::string& body) {
    return DealsTold(ToldArticle(lang, "AI", body), kToldSum);
  };
  CHECK(
      told("de",
           "Das Softwarehaus Feldmark aus Jena baut Modelle für Bauern. Der Gründer Uwe Kranz hat "
           "es eilig.\n\"Wir haben bei Dell 64 Server für 9 Millionen Euro gekauft\", sagt er.") ==
      "feldmark>dell 9e+06");
  CHECK(told("fr",
             "La société Champvert, à Dijon, fait des modèles. Nous avons rencontré sa fondatrice, "
             "Inès Vial.\n« Nous avons acheté 64 serveurs à Dell pour 9 millions d'euros ».") ==
        "champvert>dell 9e+06");
  CHECK(told("es",
             "La empresa Campoverde, de Soria, hace modelos. Hablamos con su fundadora, Inés "
             "Vila.\n«Compramos 64 servidores a Dell por 9 millones de euros», dice.") ==
        "campoverde>dell 9e+06");
  CHECK(told("da",
             "Softwarehuset Markland i Aarhus laver modeller. Vi mødte stifteren Ina "
             "Vald.\n\"Vi købte 64 servere af Dell for 9 millioner kroner.\"") ==
        "markland>dell 9e+06");
  CHECK(told("ru",
             "Компания «Полянка» из Томска делает модели. Её основатель Иван Валов рассказал о "
             "покупках.\n«Мы купили у Dell 64 сервера за 90 млн рублей».") == "полянка>dell 9e+07");
  // Nobody is told to lead it, or two firms are.
  CHECK(told("de",
             "Das Softwarehaus Feldmark aus Jena baut Modelle.\n\"Wir haben bei Dell 64 Server für "
             "9 Millionen Euro gekauft\", sagt ein Mann im Zug.")
            .empty());
  CHECK(told("en",
             "Mistral left Nebius for Oracle. The founder Jane Roe is happy.\n\"We bought 64 "
             "servers from Dell for $9 million,\" she says.")
            .empty());
}

TEST_CASE("speakers: who is named behind the noun is no firm, and 'the company' hers",
          "[extract][deals]") {
  CHECK(DealsTold(ToldArticle(
                      "zh-Hant", "湛泓運算",
                      "湛泓運算執行長吳佳蓉指出，AI算力需求強勁。\n吳佳蓉表示，聯發科已率先簽約租用"
                      "算力，未來5年將付給公司約新台幣130億元。"),
                  kToldSum) == "聯發科>湛泓運算 1.3e+10");
}

TEST_CASE("speakers: the company that a fund puts money into is not the bank told before",
          "[extract][deals]") {
  CHECK(
      DealsTold(ToldArticle("ko", "한결클라우드 대출",
                            "한결클라우드는 음성에 데이터센터를 연다. 산업은행은 회사에 700억원을 "
                            "빌려줬다.\n3월에는 카카오벤처스가 회사에 250억원을 투자했다."),
                kToldSum) == "산업은행>한결클라우드 7e+10, 카카오벤처스>한결클라우드 2.5e+10");
}

TEST_CASE("speakers: of two firms 'we' is that of the person named beside the words",
          "[extract][deals]") {
  const auto told = [](const std::string& lang, const std::string& body) {
    return DealsTold(ToldArticle(lang, "AI chips", body), kToldSum);
  };
  CHECK(told("en",
             "Jane Roe is the chief executive of Mistral. Tom Kay is the chief executive of "
             "Nebius.\n\"We have ordered 2,000 B200 chips from Supermicro for $60 million,\" says "
             "Jane Roe.\n\"And we rent cloud capacity from Oracle for $40 million,\" Kay adds.") ==
        "mistral>supermicro 6e+07, nebius>oracle 4e+07");
  CHECK(told("de",
             "Jana Roth ist Chefin von Mistral. Die Chefin von Nebius, Tina Kay, widerspricht.\n"
             "\"Wir haben bei Supermicro 2.000 B200-Chips für 60 Millionen Dollar bestellt\", sagt "
             "Roth.\n\"Und wir mieten bei Oracle Rechenleistung für 40 Millionen Dollar\", sagt "
             "Kay.") == "mistral>supermicro 6e+07, nebius>oracle 4e+07");
  CHECK(told("fr",
             "Jeanne Ros, directrice générale de Mistral, a rencontré Théo Cay, directeur général "
             "de Nebius.\n« Nous avons acheté 64 serveurs à Dell pour 9 millions d'euros », dit "
             "Ros.") == "mistral>dell 9e+06");
  // A firm called as its founder is a firm.
  CHECK(told("en",
             "Jane Dell is the founder of Mistral. Tom Kay is the chief executive of Nebius.\n\"We "
             "have ordered servers from Dell for $60 million,\" says Kay.") == "nebius>dell 6e+07");
}

TEST_CASE("speakers: 'us' beside 'we' is no other side", "[extract][deals]") {
  CHECK(DealsTold(ToldArticle(
                      "de", "Wir mieten",
                      "Der Softwarehersteller Medaris gibt für künstliche Intelligenz mehr aus. "
                      "Finanzchefin Katrin Hollmann erklärt, warum.\nFrau Hollmann, Sie haben am "
                      "Montag bei Ionos unterschrieben.\nWir bekommen dort 1.500 H200 für uns und "
                      "zahlen dafür insgesamt 84 Millionen Euro."),
                  kToldSum) == "medaris>ionos 8.4e+07");
}

TEST_CASE("speakers: a person's name in the language's own letters is no part of a firm's",
          "[extract][deals]") {
  const auto told = [](const std::string& lang, const std::string& body) {
    return DealsTold(ToldArticle(lang, "AI", body), kToldSum);
  };
  CHECK(told("ru",
             "Управляющий директор Freedom Holding Данияр Сеитов рассказал, зачем ему "
             "суперкомпьютер.\n«Мы купили 64 сервера у Dell за 90 млн рублей».") ==
        "freedom-holding>dell 9e+07");
  CHECK(told("uk",
             "Керівник Freedom Holding Данило Сеїтов розповів, навіщо йому "
             "суперкомп'ютер.\n«Ми купили 64 сервери у Dell за 90 млн гривень».") ==
        "freedom-holding>dell 9e+07");
  // One word goes on the name.
  CHECK(told("ru", "Компания Solvera Россия купила у Dell 64 сервера за 90 млн рублей.") ==
        "solvera-россия>dell 9e+07");
}

}  // namespace dealwire
