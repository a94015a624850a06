// Names that head the items of a list or stand behind the time of an entry.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("item heads: what a colon and a noun for a firm follow is a name", "[extract][deals]") {
  CHECK(DealsOfText(
            "Rechenzentren: die Geschäfte der Woche",
            "• Gletscherdata: Das Unternehmen kauft bei Dell Server für 90 Millionen Euro.\n\n"
            "• Der Markt wächst.") == "gletscherdata+>dell+ chips");
  CHECK(
      DealsOfText("Cloud et data centers : les contrats de la semaine",
                  "• Granitix : la société achète des serveurs à Dell pour 90 millions d'euros.\n\n"
                  "• Le marché grandit.") == "granitix+>dell+ chips");
  CHECK(DealsOfText("Chmura i centra danych: umowy tygodnia",
                    "• Granitix: spółka kupuje serwery od Della za 90 milionów złotych.\n\n"
                    "• Rynek rośnie.") == "granitix+>dell+ chips");
  CHECK(DealsOfText("Облака и дата-центры: сделки недели",
                    "• Гранитикс: компания покупает серверы у Dell за 90 миллионов рублей.\n\n"
                    "• Рынок растёт.") == "гранитикс+>dell+ chips");
}

TEST_CASE("item heads: beside one firm all others may be firms", "[extract][deals]") {
  const auto told = [](const std::string& last) {
    return DealsOfText("Telefónica compra servidores",
                       "Telefónica compra servidores por 58 millones de euros a estos "
                       "proveedores:\n\n• Granitix: 26 millones de euros\n\n• Dell: 20 millones de "
                       "euros\n\n• " +
                           last + ": 12 millones de euros");
  };
  CHECK(told("Nublaria").find("telefonica+>granitix+ chips") != std::string::npos);
  CHECK(told("Nublaria").find("telefonica+>nublaria+ chips") != std::string::npos);
  // One that is no firm shows that the items are not of firms alone.
  CHECK(told("Total").find("granitix") == std::string::npos);
}

TEST_CASE("item heads: chips show an item of a list of firms as sums do", "[extract][deals]") {
  CHECK(DealsOfText("Korejci si u Nvidie objednávají čipy po desetitisících",
                    "Šéf Nvidie vyjmenoval korejské podniky, kterým jeho společnost dodá "
                    "procesory.\n\nPodle společného prohlášení půjde o tyto odběratele:\n\n"
                    "• Samsung: 50 tisíc procesorů Blackwell pro továrnu\n\n"
                    "• Granitix: 50 tisíc procesorů Blackwell, hlavně kvůli řízení\n\n"
                    "• Naver: 60 tisíc procesorů Blackwell\n\n"
                    "Amazon Web Services vloží do nových datových center u Inčchonu nejméně sedm "
                    "bilionů wonů.")
            .find("granitix+>nvidia+ chips") != std::string::npos);
}

TEST_CASE("item heads: who rents is customer, whatever its trade", "[extract][deals]") {
  CHECK(DealsOfText("Granitix lets halls",
                    "Granitix has signed contracts with two tenants for its data center:\n\n• "
                    "CoreWeave: rents 100 megawatts for ten years, worth $340 million\n\n• OpenAI: "
                    "rents 48 megawatts for $90 million") ==
        "coreweave+>granitix+ compute, openai+>granitix+ compute");
}

TEST_CASE("item heads: in an article on somebody they are headings", "[extract][deals]") {
  CHECK(DealsOfText("Siemens legt Zahlen vor",
                    "• Ausblick: Das Unternehmen kauft bei Dell Server für 90 Millionen Euro.\n\n"
                    "• Rückblick: Das Geschäft lief gut.")
            .find("ausblick") == std::string::npos);
}

TEST_CASE("item heads: a number of an item is no part of the name", "[extract][deals]") {
  const std::string told = DealsOfText(
      "Viikon datakeskuskaupat",
      "4. Fortum: Yhtiö toimittaa Microsoftille sähköä 200 miljoonalla eurolla.\n\n5. Silo Campus: "
      "Ilmarinen sijoittaa kajaanilaiseen startupiin 25 miljoonaa euroa.");
  CHECK(told.find("ilmarinen+>silo-campus+ investment") != std::string::npos);
}

TEST_CASE("item heads: an article behind a time is no part of the name", "[extract][deals]") {
  CHECK(DealsOfText("Ticker: data centres",
                    "08.10 The Harrowgate Trust has ordered servers from Dell for £20 million.") ==
        "harrowgate-trust+>dell+ chips");
}

TEST_CASE("item heads: an item headed by a name looks for nobody in the items before it",
          "[extract][deals]") {
  const std::string deal = "microsoft+>nebius+ compute";
  CHECK(DealsOfText("The week's contracts",
                    "The news:\n\n• Nebius: the host gets a cloud contract worth $17 billion from "
                    "Microsoft.\n\n• Scaleway: the company is ordering GPUs for 90 million "
                    "euros.") == deal);
  CHECK(DealsOfText("Les contrats de la semaine",
                    "Les annonces :\n\n• Nebius : l'hébergeur obtient de Microsoft un contrat de "
                    "cloud de 17 milliards de dollars.\n\n• Scaleway : la société commande des GPU "
                    "pour 90 millions d'euros.") == deal);
  CHECK(DealsOfText("I contratti della settimana",
                    "Le notizie:\n\n• Nebius: l'operatore ottiene da Microsoft un contratto cloud "
                    "da 17 miliardi di dollari.\n\n• Aruba: la società ordina server per 90 "
                    "milioni di euro.") == deal);
  CHECK(DealsOfText("Haftanın sözleşmeleri",
                    "Haberler:\n\n• Nebius: Şirket Microsoft'tan 17 milyar dolarlık bulut "
                    "sözleşmesi aldı.\n\n• Turkcell: Şirket 90 milyon dolara sunucu sipariş "
                    "etti.") == deal);
  // Who the list is about its lead-in still says.
  CHECK(
      DealsOfText("Nvidia's week in data centres",
                  "Who buys from Nvidia:\n\n• Dell: 20,000 GPUs for $900 million\n\n• HPE: 10,000 "
                  "GPUs for $400 million") == "dell+>nvidia+ chips, hpe+>nvidia+ chips");
}

}  // namespace dealwire
