// "With them": a pronoun as the other side, and names that an apposition introduces.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("pronouns: with whom a contract is signed the sentence before says", "[extract][deals]") {
  CHECK(DealsOfText("Rechenleistung aus Leipzig",
                    "Die Nordkern GmbH betreibt Rechenzentren in Leipzig. Das Start-up Medaris hat "
                    "mit ihr einen Vertrag über Rechenleistung für 84 Millionen Euro "
                    "geschlossen.") == "medaris+>nordkern+ compute");
  CHECK(DealsOfText("Výpočetní výkon z Brna",
                    "Společnost Nordkern provozuje datová centra v Brně. Start-up Medaris s ní "
                    "podepsal smlouvu na výpočetní výkon za 84 milionů korun.") ==
        "medaris+>nordkern+ compute");
  CHECK(DealsOfText("حوسبة من الرياض",
                    "تدير شركة نوردكيرن مراكز بيانات في الرياض. ووقعت معها شركة ميداريس عقدا "
                    "لقدرات الحوسبة بقيمة 84 مليون دولار.") == "ميداريس+>نوردكيرن+ compute");
  CHECK(DealsOfText("Ankara'dan işlem gücü",
                    "Nordkern A.Ş. Ankara'da veri merkezleri işletiyor. Medaris A.Ş. onunla 84 "
                    "milyon avroluk işlem gücü sözleşmesi imzaladı.") ==
        "medaris+>nordkern+ compute");
}

TEST_CASE("pronouns: behind several names they stand for those", "[extract][deals]") {
  CHECK(DealsOfText("Runda",
                    "Nebius rośnie. W rundzie uczestniczyli Vinci i PFR Ventures, z nimi "
                    "Baltic Compute podpisał umowę za 120 mln euro.")
            .find("vinci+>nebius") == std::string::npos);
}

TEST_CASE("introduced names: an apposition at the start of a sentence", "[extract][deals]") {
  CHECK(DealsOfText("Compute for an insurer",
                    "Northkern, the operator of a data centre in Leeds, will supply "
                    "Microsoft with computing capacity for £84 million.") ==
        "microsoft+>northkern+ compute");
  CHECK(DealsOfText("Calcul pour un assureur",
                    "Nordkern, l'exploitant du centre de données de Lille, louera à Microsoft de "
                    "la puissance de calcul pour 84 millions d'euros.") ==
        "microsoft+>nordkern+ compute");
  CHECK(DealsOfText("Moc obliczeniowa",
                    "Nordkern, operator centrum danych w Poznaniu, dostarczy Microsoftowi moc "
                    "obliczeniową za 84 mln zł.") == "microsoft+>nordkern+ compute");
  // An adverb is none.
  CHECK(DealsOfText("Compute",
                    "Meanwhile, the operator of the data centre in Leeds, Iliad, will "
                    "lease Microsoft computing capacity for £84 million.")
            .find("meanwhile") == std::string::npos);
}

}  // namespace dealwire
