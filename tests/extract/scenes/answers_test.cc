// What an interviewer asks, and what the answer makes of it. The sentences are our own.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {
namespace {

std::string AskedAndTold(const std::string& lang, const std::string& body) {
  return DealsTold(ToldArticle(lang, "AI servers and chips", body), kToldSum);
}

// Two more questions make an interview of it.
const std::string kMoreAsked = "\nZufrieden?\nSehr.\nUnd sonst?\nNichts.";

}  // namespace

TEST_CASE("answers: 'you' is the firm that is asked, and a short answer gives the sum",
          "[extract][deals]") {
  CHECK(AskedAndTold("en",
                     "Jane Roe is the chief executive of Mistral.\nWhat did you pay Dell for the "
                     "servers?\nNine million dollars." +
                         kMoreAsked) == "mistral>dell 9e+06");
  CHECK(AskedAndTold("de",
                     "Jana Roth ist Chefin von Mistral.\nWas habt ihr Dell für die Server "
                     "gezahlt?\nNeun Millionen Euro." +
                         kMoreAsked) == "mistral>dell 9e+06");
  CHECK(AskedAndTold(
            "fr",
            "Jeanne Ros est la directrice générale de Mistral.\nCombien avez-vous payé à Dell "
            "pour les serveurs ?\nNeuf millions d'euros." +
                kMoreAsked) == "mistral>dell 9e+06");
  CHECK(AskedAndTold("pl",
                     "Joanna Ros jest prezeską spółki Mistral.\nIle zapłaciliście Dellowi za "
                     "serwery?\nDziewięć milionów euro." +
                         kMoreAsked) == "mistral>dell 9e+06");
  CHECK(
      AskedAndTold("ru",
                   "Яна Росс — гендиректор Mistral.\nСколько вы заплатили Dell за серверы?\nДевять "
                   "миллионов долларов." +
                       kMoreAsked) == "mistral>dell 9e+06");
  CHECK(AskedAndTold("tr",
                     "Jale Ros, Mistral'in genel müdürü.\nSunucular için Dell'e ne kadar "
                     "ödediniz?\nDokuz milyon dolar." +
                         kMoreAsked) == "mistral>dell 9e+06");
  CHECK(AskedAndTold("zh-Hans",
                     "李明是Mistral的首席执行官。\n你们向戴尔买服务器花了多少钱？\n900万美元。" +
                         kMoreAsked) == "mistral>dell 9e+06");
  CHECK(AskedAndTold("ko",
                     "김철수는 미스트랄의 대표다.\n귀사는 델 서버에 얼마를 지불했나요?\n900만 "
                     "달러입니다." +
                         kMoreAsked) == "mistral>dell 9e+06");
}

TEST_CASE("answers: a total that names nobody is of what was asked", "[extract][deals]") {
  CHECK(AskedAndTold(
            "ja",
            "三菱UFJ銀行が計算基盤を外部に移す。担当役員の高瀬由美氏に聞いた。\n――"
            "さくらインターネットを選んだ理由は。\n「国内に全てのデータを置けることだ。先週、6"
            "年の利用契約を結んだ」\n――契約の規模は。\n「総額で約540億円になる」" +
                kMoreAsked) == "三菱ufj銀行>sakura-internet 5.4e+10");
  CHECK(AskedAndTold("en",
                     "Jane Roe is the chief executive of Mistral.\nSiemens has invested in your "
                     "company. How much did it put in?\n25 million euros, for 18% of the company." +
                         kMoreAsked) == "siemens>mistral 2.5e+07");
}

TEST_CASE("answers: question and answer tell together what neither tells alone",
          "[extract][deals]") {
  CHECK(
      AskedAndTold("ru",
                   "Технический директор Ozon Павел Репин рассказал, куда переезжают модели.\n— С "
                   "кем вы подписали договор?\n— С Selectel, на шесть лет. Берём у них восемь "
                   "мегаватт.\n— Сколько это стоит?\n— 4 млрд рублей.\n— Довольны?\n— Да.") ==
      "ozon>selectel 4e+09");
  CHECK(AskedAndTold("zh-Hans",
                     "比亚迪把算力搬出机房。首席技术官王磊接受采访。\n你们和火山引擎签了什么？\n"
                     "五年的算力租赁合同。\n总价多少？\n12亿元。\n满意吗？\n是的。") ==
        "比亚迪>火山引擎 1.2e+09");
  CHECK(AskedAndTold("da",
                     "Vestas flytter sine modeller. It-direktør Lone Bak forklarer hvorfor.\nI har "
                     "valgt GlobalConnect. Hvad har I købt?\nKapacitet i deres center i Taastrup i "
                     "seks år.\nHvad koster det?\n300 millioner kroner." +
                         kMoreAsked) == "vestas>globalconnect 3e+08");
  CHECK(AskedAndTold("fr",
                     "Chez Danone, les modèles quittent la cave. Le directeur informatique, Paul "
                     "Vial, raconte.\nEt AWS ?\nNous avons résilié le contrat de cloud en juin." +
                         kMoreAsked) == "danone>aws");
  CHECK(
      AskedAndTold("de",
                   "Bosch zieht aus dem Keller aus. Technikchef Karl Lind erklärt, warum.\nKaufen "
                   "Sie noch Server?\nJa, bei Dell, für 20 Millionen Euro." +
                       kMoreAsked) == "bosch>dell 2e+07");
  CHECK(
      AskedAndTold("de",
                   "Bosch zieht aus dem Keller aus. Technikchef Karl Lind erklärt, warum.\nKaufen "
                   "Sie noch Server?\nNein, nicht bei Dell, für 20 Millionen Euro." +
                       kMoreAsked)
          .empty());
  // What is earned is of no deal told before.
  CHECK(
      AskedAndTold("fr",
                   "Jeanne Ros est la directrice générale de Mistral.\nQu'avez-vous signé "
                   "?\nNous avons signé un contrat de cloud avec Oracle.\nVotre chiffre d'affaires "
                   "?\nIl a atteint 14 millions d'euros." +
                       kMoreAsked) == "mistral>oracle");
}

TEST_CASE("answers: what is denied, or is no deal, is none", "[extract][deals]") {
  const std::string firm = "Jane Roe is the chief executive of Mistral.\n";
  CHECK(
      AskedAndTold("en", firm + "Will you buy servers from Dell for $9 million?\nNo." + kMoreAsked)
          .empty());
  CHECK(AskedAndTold("en", firm + "Will you buy servers from Dell for $9 million?\nYes." +
                               kMoreAsked) == "mistral>dell 9e+06");
  CHECK(
      AskedAndTold("en", firm + "What did Dell earn last year?\nNine million dollars." + kMoreAsked)
          .empty());
  // What is not granted is none, but whose price is told behind it is.
  CHECK(AskedAndTold("en", firm + "Will you buy servers from Dell for $9 million?\nWe shall see." +
                               kMoreAsked)
            .empty());
  CHECK(AskedAndTold(
            "fr",
            "Jeanne Ros est la directrice générale de Mistral.\nAllez-vous acheter des serveurs à "
            "Dell pour neuf millions d'euros ?\nOn verra." +
                kMoreAsked)
            .empty());
  CHECK(AskedAndTold("pl",
                     "Joanna Ros jest prezeską spółki Mistral.\nDlaczego wybraliście "
                     "Nebius?\nCena.\nIle kosztuje?\n60 mln dolarów." +
                         kMoreAsked) == "mistral>nebius 6e+07");
}

TEST_CASE("answers: a question that is no interviewer's tells nothing", "[extract][deals]") {
  CHECK(AskedAndTold(
            "en",
            "Readers write of data centres and AI servers.\nA reader asked: \"Will Tesco build a "
            "data centre in Leeds for $90 million?\" I do not know.")
            .empty());
  CHECK(AskedAndTold(
            "de",
            "Leser schreiben über Rechenzentren.\nBaut Tesla in Grünheide ein Rechenzentrum für "
            "90 Millionen Euro? Niemand weiß es.")
            .empty());
  CHECK(AskedAndTold(
            "pl",
            "Czytelnicy piszą o centrach danych.\nCzy Orlen zbuduje centrum danych za 35 mln "
            "zł?\nNie wiem.")
            .empty());
  CHECK(AskedAndTold("tr",
                     "Geçenlerde bir okurum sordu: \"Togg, Turkcell'e veri merkezi kuracak mı?\" "
                     "Bilmiyorum.")
            .empty());
}

TEST_CASE("answers: 'how much?' asks for the sum of the deal told last", "[extract][deals]") {
  CHECK(AskedAndTold(
            "en",
            "Mistral has signed a contract with Microsoft for computing capacity. It runs for "
            "five years.\nHow much?\nMore than $130 million, says the report.") ==
        "mistral>microsoft 1.3e+08..-1");
  CHECK(AskedAndTold(
            "ro",
            "Mistral a semnat o înțelegere cu Microsoft pentru capacitate de calcul. Înțelegerea "
            "este valabilă cinci ani.\nCât costă?\nPeste 130 de milioane de euro, potrivit "
            "raportului.") == "mistral>microsoft 1.3e+08..-1");
  CHECK(AskedAndTold(
            "de",
            "Mistral hat mit Microsoft einen Vertrag über Rechenkapazität unterzeichnet. Er gilt "
            "fünf Jahre.\nWas kostet das?\n130 Millionen Euro.") == "mistral>microsoft 1.3e+08");
  CHECK(AskedAndTold(
            "de",
            "Mistral hat mit Microsoft einen Vertrag über Rechenkapazität unterzeichnet. Er gilt "
            "fünf Jahre.\nUnd der Gewinn?\n130 Millionen Euro.") == "mistral>microsoft");
  // The bank is not told to be one, but it is what is asked of.
  CHECK(
      AskedAndTold("ru",
                   "Яна Росс — гендиректор Mistral.\n— Где вычисления?\n— Мы подписали с Microsoft "
                   "контракт на вычислительные мощности.\n— Клиенты есть?\n— Есть один. Степной "
                   "банк подписал с нами контракт.\n— На какую сумму?\n— 9 млрд тенге.") ==
      "mistral>microsoft");
}

TEST_CASE("answers: an entry of a ticker names the time of the one whose sum it tells",
          "[extract][deals]") {
  const std::string deal = "9:20 Tesco signed a contract with Google Cloud for computing capacity.";
  const std::string between = "\n10:45 Shares fall by 2 per cent.\n";
  const std::string sum = "12:02 On the 9:20 entry: the paper speaks of £340 million.";
  CHECK(AskedAndTold("en", deal + between + sum) == "tesco>google-cloud 3.4e+08");
  CHECK(AskedAndTold("en", sum + between + deal) == "tesco>google-cloud 3.4e+08");
  CHECK(AskedAndTold("en", deal + between + "12:02 Since 9:25 the paper speaks of £340 million.") ==
        "tesco>google-cloud");
  CHECK(AskedAndTold(
            "de",
            "12:02 Zum Eintrag von 9:20: Die Mitteilung spricht von 340 Millionen "
            "Euro.\n10:45 Der Dax fällt.\n9:20 Volkswagen hat mit Stackit einen Vertrag über "
            "Rechenleistung unterzeichnet.") == "volkswagen>stackit 3.4e+08");
}

}  // namespace dealwire
