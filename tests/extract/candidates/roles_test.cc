// Who does what to whom inside a sentence, where nouns, infinitives, clauses about a name and words
// for "each" tell it. The sentences are our own; their words stand in rules/lang.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

std::string Told(const std::string& lang, const std::string& text) {
  return DealsTold(ToldArticle(lang, "GPU, cloud, data center", text), kToldSum);
}

}  // namespace

TEST_CASE("roles: of sums and firms told in one order each firm has its own", "[extract][deals]") {
  CHECK(Told("en",
             "Meta signed contracts with Nebius and CoreWeave worth $3 billion and $2 billion, "
             "respectively, for computing capacity.") == "meta>nebius 3e+09, meta>coreweave 2e+09");
  CHECK(Told("da",
             "Danske Bank og Nordea l\u00e5ner GlobalConnect henholdsvis 300 millioner og 200 "
             "millioner kroner.") == "danske-bank>globalconnect 3e+08, nordea>globalconnect 2e+08");
  CHECK(Told("vi",
             "Vietcombank v\u00e0 BIDV cho Viettel IDC vay l\u1ea7n l\u01b0\u1ee3t 300 t\u1ef7 "
             "\u0111\u1ed3ng v\u00e0 200 t\u1ef7 \u0111\u1ed3ng.") ==
        "vietcombank>viettel-idc 3e+11, bidv>viettel-idc 2e+11");
  // One sum of two firms stays theirs; sums that are no deals' stay none.
  CHECK(Told("da", "Danske Bank og Nordea l\u00e5ner GlobalConnect 300 millioner kroner.") ==
        "nordea+danske-bank>globalconnect 3e+08");
  CHECK(Told("en", "Sales of Nebius and CoreWeave were $3 billion and $2 billion, respectively.")
            .empty());
}

TEST_CASE("roles: whose customer one is provides", "[extract][deals]") {
  CHECK(Told("en",
             "Siemens has become a customer of Nebius and will pay $320 million over three "
             "years.") == "siemens>nebius 3.2e+08");
  CHECK(Told("fr",
             "Renault devient client de Scaleway et paiera 90 millions d'euros sur cinq ans.") ==
        "renault>scaleway 9e+07");
  CHECK(Told("ru",
             "\u041a\u043b\u0438\u0435\u043d\u0442\u043e\u043c Selectel \u0441\u0442\u0430\u043b "
             "\u0421\u0431\u0435\u0440\u0431\u0430\u043d\u043a, "
             "\u043a\u043e\u0442\u043e\u0440\u044b\u0439 \u0437\u0430 \u0442\u0440\u0438 "
             "\u0433\u043e\u0434\u0430 \u0437\u0430\u043f\u043b\u0430\u0442\u0438\u0442 320 "
             "\u043c\u043b\u043d \u0440\u0443\u0431\u043b\u0435\u0439.") ==
        "\u0441\u0431\u0435\u0440\u0431\u0430\u043d\u043a>selectel 3.2e+08");
  // As an apposition it only describes, and a customer of long standing is no deal.
  CHECK(Told("en", "Siemens, a customer of Nebius, had sales of $320 million.").empty());
  CHECK(Told("sv", "Ericsson \u00e4r kund hos Conapto, som omsatte 90 miljoner kronor.").empty());
}

TEST_CASE("roles: a noun for a side and its name between commas", "[extract][deals]") {
  CHECK(Told("en", "Vantage's tenant, Perplexity, moves in with 20 MW.") == "perplexity>vantage");
}

TEST_CASE("roles: what a separable verb encloses is its object", "[extract][deals]") {
  CHECK(Told("nl", "Equinix neemt Nscale over.") == "equinix>nscale");
  CHECK(Told("nl", "Equinix neemt het cloudbedrijf Nscale over.") == "equinix>nscale");
}

TEST_CASE("roles: who has or finds a customer provides", "[extract][deals]") {
  CHECK(Told("nl",
             "Nvidia heeft er een grote klant bij: ASML. De machinebouwer koopt voor 210 miljoen "
             "dollar aan versnellers.") == "asml>nvidia 2.1e+08");
  CHECK(Told("it",
             "Irideos ha trovato in Barilla un nuovo cliente. Il contratto vale 90 milioni di "
             "euro.") == "barilla>irideos 9e+07");
  CHECK(Told("nb",
             "Green Mountain har hentet Equinor som kunde. Avtalen er verdt 90 millioner "
             "kroner.") == "equinor>green-mountain 9e+07");
  CHECK(Told("en", "Nebius has a customer base of 300 firms and revenue of $320 million.").empty());
}

TEST_CASE("roles: who turns an offer down is bid for", "[extract][deals]") {
  CHECK(Told("fr", "Scaleway a repouss\u00e9 l'offre de 90 millions d'euros d'Iliad.") ==
        "iliad>scaleway 9e+07");
  CHECK(Told("de",
             "Maincubes hat ein \u00dcbernahmeangebot von Equinix \u00fcber 90 Millionen Euro "
             "abgelehnt.") == "equinix>maincubes 9e+07");
  // What is denied is no offer.
  CHECK(Told("cs",
             "Spekulace, \u017ee T-Mobile p\u0159evezme Casablancu za 350 milion\u016f korun, "
             "oper\u00e1tor odm\u00edtl.") == "t-mobile>casablanca 3.5e+08");
}

TEST_CASE("roles: an infinitive behind a comma has the subject before it", "[extract][deals]") {
  CHECK(Told("de", "KKR pr\u00fcft, Maincubes f\u00fcr 4 Milliarden Euro zu \u00fcbernehmen.") ==
        "kkr>maincubes 4e+09");
  CHECK(Told("nl", "KKR overweegt, NorthC voor 4 miljard euro te kopen.") == "kkr>northc 4e+09");
}

TEST_CASE("roles: the subject of a clause about a name acts in that clause alone",
          "[extract][deals]") {
  CHECK(Told("ja",
             "KDDI\u304c4\u5272\u3092\u6301\u3064\u3055\u304f\u3089\u30a4\u30f3\u30bf\u30fc\u30cd"
             "\u30c3\u30c8\u306f\u3001\u30c7\u30eb\u306b60\u5104\u5186\u5206\u306e\u30b5\u30fc"
             "\u30d0\u30fc\u3092\u767a\u6ce8\u3057\u305f\u3002") == "sakura-internet>dell 6e+09");
  CHECK(Told("ko",
             "\ub124\uc774\ubc84\uac00 \uc9c0\ubd84 37%\ub97c \uac00\uc9c4 "
             "\uce74\uce74\uc624\ub294 \ub378\uc5d0 900\uc5b5\uc6d0 \uaddc\ubaa8\uc758 "
             "\uc11c\ubc84\ub97c \uc8fc\ubb38\ud588\ub2e4.") == "kakao>dell 9e+10");
  // What it ordered is the object of who supplies.
  CHECK(Told("ko",
             "\ub124\uc774\ubc84\uac00 \uc8fc\ubb38\ud55c \uc11c\ubc84\ub97c \ub378\uc740 "
             "600\uc5b5\uc6d0\uc5d0 \uacf5\uae09\ud55c\ub2e4.") == "naver>dell 6e+10");
}

TEST_CASE("roles: who was beaten is no party", "[extract][deals]") {
  CHECK(Told("it",
             "Dell ha battuto HPE nella gara di Eni. Per il supercomputer il gruppo pagher\u00e0 "
             "96 milioni di euro.") == "eni>dell 9.6e+07");
  CHECK(Told("pl",
             "Dell wygra\u0142 z HPE o zam\u00f3wienie Politechniki Gda\u0144skiej. Za "
             "superkomputer uczelnia zap\u0142aci 96 mln z\u0142.") ==
        "politechnika-gda\u0144ska>dell 9.6e+07");
  CHECK(Told("en", "Dell beat forecasts; HPE will supply Siemens with servers for $96 million.") ==
        "siemens>hpe 9.6e+07");
}

TEST_CASE("roles: what changes hands is bought, and the next sentence says by whom",
          "[extract][deals]") {
  CHECK(Told("en",
             "Pulsant changed hands for $260 million. The new owner is Equin"
             "ix.") == "equinix>pulsant 2.6e+08");
  CHECK(Told("de",
             "Maincubes wechselt den Besitzer f\u00fcr 260 Millionen Euro. N"
             "euer Eigent\u00fcmer ist Equinix.") == "equinix>maincubes 2.6e+08");
  CHECK(Told("es",
             "Nabiax cambia de manos por 260 millones de euros. El nuevo due"
             "\u00f1o es Equinix.") == "equinix>nabiax 2.6e+08");
  CHECK(Told("en",
             "Phones changed hands for $260 million. Nebius reported revenue"
             ".")
            .empty());
}

TEST_CASE("roles: a noun whose accusative is its genitive begins with what is bought",
          "[extract][deals]") {
  CHECK(Told("pl", "Operatora Atman za 260 mln z\u0142 przej\u0105\u0142 Equinix.") ==
        "equinix>atman 2.6e+08");
  CHECK(Told("ru",
             "\u041e\u043f\u0435\u0440\u0430\u0442\u043e\u0440\u0430 Selecte"
             "l \u0437\u0430 260 \u043c\u043b\u043d \u0440\u0443\u0431\u043b"
             "\u0435\u0439 \u0432\u044b\u043a\u0443\u043f\u0438\u043b \u00ab"
             "\u0420\u043e\u0441\u0442\u0435\u043b\u0435\u043a\u043e\u043c\u00bb"
             ".") ==
        "\u0440\u043e\u0441\u0442\u0435\u043b\u0435\u043a\u043e\u043c>selectel 2.6e+08");
  // Nobody stands behind a verb of buying.
  CHECK(Told("pl", "Operatora Atman pytano o przychody; wynios\u0142y 260 mln z\u0142.").empty());
}

TEST_CASE("roles: a maker of chips buys computing of who runs clouds", "[extract][deals]") {
  CHECK(Told("en",
             "MediaTek signed a four-year lease with Google Cloud for its ch"
             "ip design division.") == "mediatek>google-cloud");
  CHECK(Told("en", "Google Cloud signed a $3 billion deal with Nvidia for chips.") ==
        "google-cloud>nvidia 3e+09");
}

TEST_CASE("roles: a comma in a number ends no clause", "[extract][deals]") {
  CHECK(Told("zh",
             "\u7532\u9aa8\u6587\u5f9eMeta\u62ff\u4e0b\u4e94\u5e743,000\u5104"
             "\u7f8e\u5143\u7684\u7b97\u529b\u5408\u7d04\u3002") == "meta>oracle 3e+11");
}

TEST_CASE("roles: a name that another one describes acts alone", "[extract][deals]") {
  CHECK(Told("zh",
             "\u8f6f\u94f6\u57282023\u5e74\u51fa\u8d44\u8bbe\u7acb\u7684\u4e07"
             "\u56fd\u6570\u636e\u5ba3\u5e03\uff0c\u5411\u6234\u5c14\u91c7\u8d2d"
             "100\u4ebf\u5143\u670d\u52a1\u5668\u3002") == "\u4e07\u56fd\u6570\u636e>dell 1e+10");
}

TEST_CASE("roles: with what fund a price is agreed on sells", "[extract][deals]") {
  CHECK(Told("nl",
             "NorthC wisselt van eigenaar. KKR is het met APG eens geworden over een prijs van 420 "
             "miljoen euro.") == "kkr>northc 4.2e+08");
  CHECK(Told("sv",
             "GlobalConnect skiftar \u00e4gare. KKR har kommit \u00f6verens med EQT om ett pris "
             "p\u00e5 420 miljoner kronor f\u00f6r datacenterbolaget.") ==
        "kkr>globalconnect 4.2e+08");
  // A fund that buys with somebody is named beside what is bought.
  CHECK(Told("en", "KKR and EQT will acquire Pulsant for $420 million.") ==
        "eqt+kkr>pulsant 4.2e+08");
}

TEST_CASE("roles: from whom an order is got, and all of whom is bought", "[extract][deals]") {
  CHECK(Told("ko",
             "\ud37c\ud790\uc2a4\ub294 SK\ube0c\ub85c\ub4dc\ubc34\ub4dc\ub85c"
             "\ubd80\ud130 890\uc5b5\uc6d0 \uaddc\ubaa8\uc758 GPU \uc11c\ubc84"
             " \uc8fc\ubb38\uc744 \ub530\ub0c8\ub2e4.") ==
        "sk\ube0c\ub85c\ub4dc\ubc34\ub4dc>\ud37c\ud790\uc2a4 8.9e+10");
  CHECK(Told("tr",
             "Natro el de\u011fi\u015ftirdi. \u015eirketin tamam\u0131n\u0131"
             " 85 milyon dolara Equinix ald\u0131.") == "equinix>natro 8.5e+07");
}
