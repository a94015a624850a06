// What a verb of buying, selling or paying is about: firms, shares of them, sites, contracts. The
// sentences are our own; their words stand in rules/lang.
#include <catch2/catch.hpp>

#include "tests/support/told_article.h"

namespace dealwire {
namespace {

void CheckPurchases(std::initializer_list<ToldCase> cases) {
  CheckTold(cases, kToldSum | kToldKind | kToldStatus);
}

TEST_CASE("purchases: what is paid for a firm buys no goods", "[extract][deals]") {
  CheckPurchases(
      {{"es",
        "Indra ha completado la adquisición de Nabiax, por la que ha pagado 300 millones de euros.",
        "indra>nabiax 3e+08 acquisition completed"},
       {"pl", "Comarch sfinalizował przejęcie Atmana, za którego zapłacił 300 mln zł.",
        "comarch>atman 3e+08 acquisition completed"},
       {"it", "Retelit ha perfezionato l'acquisizione di Irideos, pagata 300 milioni di euro.",
        "retelit>irideos 3e+08 acquisition completed"}});
}

TEST_CASE("purchases: who is taken over stands before a verb that ends its clause",
          "[extract][deals]") {
  CheckPurchases({{"nl", "Equinix wil NorthC overnemen voor 2 miljard euro.",
                   "equinix>northc 2e+09 acquisition planned"},
                  {"de", "Equinix hat NorthC für 2 Milliarden Euro übernommen.",
                   "equinix>northc 2e+09 acquisition announced"}});
}

TEST_CASE("purchases: what a firm is called before its name is no other one", "[extract][deals]") {
  CheckPurchases(
      {{"it", "Oracle ha acquistato la società di hosting Retelit per 58 milioni di euro.",
        "oracle>retelit 5.8e+07 acquisition signed"},
       {"fr",
        "Oracle a racheté l'opérateur de centres de données Retelit pour 58 millions "
        "d'euros.",
        "oracle>retelit 5.8e+07 acquisition completed"}});
}

TEST_CASE("purchases: a firm that a fund sells is no computing", "[extract][deals]") {
  CheckPurchases(
      {{"en",
        "The fund Astorg sold the hosting provider Fernhost to Equinix for 210 million euros.",
        "equinix>fernhost 2.1e+08 acquisition signed"},
       {"fr", "Le fonds Astorg a vendu l'hébergeur Fernhost à Equinix pour 210 millions d'euros.",
        "equinix>fernhost 2.1e+08 acquisition signed"},
       {"cs",
        "Fond Genesis Capital prodal hostingovou firmu Smrk Cloud společnosti Bahnhof za 210 "
        "milionů korun.",
        "bahnhof>smrk-cloud 2.1e+08 acquisition signed"},
       // Servers sold to such a firm are goods.
       {"en",
        "Dell sold the hosting provider Fernhost servers with B300 chips for 21 million euros.",
        "fernhost>dell 2.1e+07 chips signed"}});
}

TEST_CASE("purchases: a firm is bought of its seller", "[extract][deals]") {
  CheckPurchases(
      {{"ja", "セコムは、カーライルから東陽データを420億円で買収する。",
        "セコム>東陽データ 4.2e+10 acquisition announced"},
       {"zh", "日月光以新台幣120億元向凱雷收購矽鼎半導體。",
        "日月光>矽鼎半導體 1.2e+10 acquisition announced"},
       {"ru", "МТС выкупит у группы «Финам» хостинг-провайдера RUVDS за 1,75 млрд рублей.",
        "мтс>ruvds 1.75e+09 acquisition announced"},
       {"pt",
        "O grupo Valmor comprou a empresa de alojamento Hostara do fundo Explorer por 58 milhões "
        "de euros.",
        "valmor>hostara 5.8e+07 acquisition signed"},
       // A fund that sells is not what is sold, though nobody knows the name of that.
       {"ko", "LS일렉트릭은 MBK파트너스로부터 가온누리를 5400억원에 인수한다.", ""},
       // Goods are bought of whom it says.
       {"ja", "セコムはNTTデータからGPUサーバーを420億円で購入する。",
        "セコム>nttデータ 4.2e+10 compute announced"},
       {"pt", "A Valmor comprou à Dell servidores por 58 milhões de euros.",
        "valmor>dell 5.8e+07 chips signed"}});
}

TEST_CASE("purchases: a fund sells a firm where the verb stands last", "[extract][deals]") {
  CheckPurchases(
      {{"tr",
        "Earlybird, barındırma şirketi Ladin Bulut'u İsveçli Bahnhof'a 130 milyon liraya sattı.",
        "bahnhof>ladin-bulut 1.3e+08 acquisition signed"},
       {"ja", "カーライルは東陽データをセコムに420億円で売却した。",
        "セコム>東陽データ 4.2e+10 acquisition signed"},
       {"hi", "ब्लैकस्टोन ने वज्र डेटा को रिलायंस को 500 करोड़ रुपये में बेचा।",
        "reliance>वज्र-डेटा 5e+09 acquisition signed"}});
}

TEST_CASE("purchases: who sells and the price stand in the sentence behind", "[extract][deals]") {
  CheckPurchases(
      {{"de",
        "EQT übernimmt den Rechenzentrumsbetreiber Maincubes. Verkäufer ist der Finanzinvestor "
        "Ardian, der Preis liegt bei 240 Millionen Euro.",
        "eqt>maincubes 2.4e+08 acquisition announced"},
       {"en",
        "Oracle is buying the data centre operator Pulsant. The seller is the buyout firm Antin, "
        "and the price is £240 million.",
        "oracle>pulsant 2.4e+08 acquisition announced"},
       {"es",
        "Oracle compra la empresa de alojamiento Acens. El vendedor es el fondo Carlyle y el "
        "precio asciende a 58 millones de euros.",
        "oracle>acens 5.8e+07 acquisition announced"},
       {"fi",
        "Elisa ostaa konesaliyhtiö Ficolon. Myyjä on pääomasijoittaja CapMan, ja kauppahinta on "
        "80 miljoonaa euroa.",
        "elisa>ficolo 8e+07 acquisition announced"},
       {"pl", "Netia odkupi od K2 Holding spółkę Oktawave. Za operatora chmury zapłaci 175 mln zł.",
        "netia>oktawave 1.75e+08 acquisition announced"},
       // What the seller had paid is another sum.
       {"en",
        "Oracle is buying the data centre operator Pulsant. The seller is the buyout firm Antin, "
        "which paid £90 million for it in 2019.",
        "oracle>pulsant acquisition announced"}});
}

TEST_CASE("purchases: what is paid for somebody's site buys it of them", "[extract][deals]") {
  CheckPurchases(
      {{"es", "Equinix pagó 85 millones de euros por el centro de datos de Telefónica en Madrid.",
        "equinix>telefonica 8.5e+07 acquisition completed"},
       {"fr", "Equinix a payé 85 millions d'euros pour le centre de données d'Orange à Lyon.",
        "equinix>orange 8.5e+07 acquisition completed"},
       {"pl", "Equinix zapłacił 85 mln zł za centrum danych Orange w Łodzi.",
        "equinix>orange 8.5e+07 acquisition completed"},
       {"nl", "Equinix betaalde 85 miljoen euro voor het datacenter van KPN in Almere.",
        "equinix>kpn 8.5e+07 acquisition announced"},
       // Nobody owns it, or somebody lets it.
       {"es", "Equinix pagará 85 millones de euros por el centro de datos en Madrid.",
        "equinix> 8.5e+07 capex announced"},
       {"en", "Equinix will pay 85 million dollars for the data center at Digital Realty.",
        "equinix>digital-realty 8.5e+07 compute announced"}});
}

TEST_CASE("purchases: what is paid for a firm, and no goods, takes it over", "[extract][deals]") {
  CheckPurchases(
      {{"en", "KKR will pay 900 million euros for Nabiax.",
        "kkr>nabiax 9e+08 acquisition announced"},
       {"de", "Brookfield zahlt 900 Millionen Euro für Nabiax.",
        "brookfield>nabiax 9e+08 acquisition announced"},
       {"es", "KKR y Brookfield pagarán 900 millones de euros por Nabiax.",
        "brookfield+kkr>nabiax 9e+08 acquisition announced"},
       {"pl", "KKR zapłaci 900 mln euro za Nabiax.", "kkr>nabiax 9e+08 acquisition announced"},
       // To whom it is paid, and what for, sells goods.
       {"en", "KKR will pay 900 million euros to Nabiax.", "kkr>nabiax 9e+08 compute announced"},
       {"en", "KKR will pay 900 million euros for Nabiax servers.",
        "kkr>nabiax 9e+08 compute announced"}});
}

TEST_CASE("loans: a preposition that is from and to tells to whom is lent", "[extract][deals]") {
  CheckPurchases(
      {{"pt",
        "O BCP e o BPI concederam à Start Campus um empréstimo de 110 milhões de euros "
        "para servidores.",
        "bpi+bcp>start-campus 1.1e+08 financing signed"},
       {"pt",
        "A Start Campus contraiu um empréstimo de 110 milhões de euros junto do BPI para "
        "servidores.",
        "bpi>start-campus 1.1e+08 financing signed"}});
}

TEST_CASE("orders: who gets one stands in the dative", "[extract][deals]") {
  CheckPurchases({{"hi", "ब्लैक बॉक्स को मेटा से 640 करोड़ रुपये का डेटा सेंटर का ठेका मिला है।",
                   "meta>ब्लैक-बॉक्स 6.4e+09 compute signed"},
                  {"hi", "टाटा कम्युनिकेशंस को माइक्रोसॉफ्ट की ओर से 500 करोड़ रुपये का ऑर्डर मिला है।",
                   "microsoft>टाटा-कम्युनिकेशंस 5e+09 compute signed"}});
}

TEST_CASE("sites: who builds one is told in the sentence behind", "[extract][deals]") {
  CheckPurchases(
      {{"pl",
        "Orlen zbuduje w Gdańsku centrum danych za 1,2 mld zł. Generalnym wykonawcą będzie "
        "Budimex.",
        "orlen>budimex 1.2e+09 capex announced"},
       {"ru",
        "«Ростелеком» построит в Казани дата-центр за 12 млрд рублей. Генеральным подрядчиком "
        "станет «Мостотрест».",
        "ростелеком>мостотрест 1.2e+10 capex announced"},
       {"tr",
        "Turkcell Konya'da 5,2 milyar liraya veri merkezi kuracak. Ana yüklenici Rönesans Holding "
        "olacak.",
        "turkcell>rönesans-holding 5.2e+09 capex announced"},
       {"de",
        "Equinix baut in Frankfurt ein Rechenzentrum für 450 Millionen Euro. Generalunternehmer "
        "ist Züblin.",
        "equinix>züblin 4.5e+08 capex announced"},
       {"ja", "NTTデータは千葉に450億円でデータセンターを建設する。施工は大成建設が担う。",
        "nttデータ>大成建設 4.5e+10 capex announced"},
       // Sentences that name nobody may stand between, but neither a firm nor a sum.
       {"de",
        "Equinix baut in Frankfurt ein Rechenzentrum für 450 Millionen Euro. Das teilte das "
        "Unternehmen am Dienstag mit. Geplant sind 24 Megawatt; Generalunternehmer ist Züblin.",
        "equinix>züblin 4.5e+08 capex announced"},
       {"de",
        "Equinix baut in Frankfurt ein Rechenzentrum für 450 Millionen Euro. Auch Google plant "
        "dort. Generalunternehmer ist Züblin.",
        "equinix> 4.5e+08 capex announced"},
       // What he gets is a sum of its own.
       {"fi",
        "Nebius rakentaa datakeskuksen Mäntsälään 800 miljoonalla eurolla. Urakoitsijaksi on "
        "valittu "
        "YIT. Rakennusyhtiön sopimuksen arvo on 210 miljoonaa euroa.",
        "nebius> 8e+08 capex announced, nebius>yit 2.1e+08 capex announced"},
       // Another firm in the sentence, or none that builds.
       {"en",
        "Equinix is building a data centre in Leeds for £450 million. The tenant is Barclays.",
        "equinix> 4.5e+08 capex announced"}});
}

TEST_CASE("names: a place behind a noun for a firm is no party", "[extract][deals]") {
  CheckPurchases(
      {{"nl",
        "ASML huurt rekenkracht bij Nebius. Het concern uit Veldhoven betaalt 220 miljoen euro.",
        "asml>nebius 2.2e+08 compute signed"},
       {"en",
        "Nvidia rents GPU capacity from CoreWeave. The Santa Clara chipmaker pays $140 million.",
        "nvidia>coreweave 1.4e+08 compute announced"},
       // Of a firm it is bought.
       {"nl", "ASML huurt rekenkracht van Nebius voor 220 miljoen euro.",
        "asml>nebius 2.2e+08 compute signed"}});
}

TEST_CASE("sums: two shares, the first told behind its firm and the second before it",
          "[extract][deals]") {
  CheckPurchases(
      {{"nl",
        "OpenAI heeft bij Microsoft en Oracle voor in totaal 550 miljard dollar rekenkracht "
        "geboekt. Naar Microsoft gaat 250 miljard, de overige 300 miljard is voor Oracle.",
        "openai>microsoft+oracle 5.5e+11 compute signed, openai>microsoft 2.5e+11 compute signed, "
        "openai>oracle 3e+11 compute signed"}});
}

TEST_CASE("names: a legal form in small letters shows one", "[extract][deals]") {
  CheckPurchases(
      {{"en",
        "Brivanta plc has entered into a lease agreement with CoreWeave for GPU capacity worth "
        "$75 million.",
        "brivanta>coreweave 7.5e+07 compute signed"},
       {"en", "Holmfirth plc has rented GPU capacity from CoreWeave for $75 million.",
        "holmfirth>coreweave 7.5e+07 compute signed"},
       {"en", "Yesterday it has rented GPU capacity from CoreWeave for $75 million.", ""}});
}

TEST_CASE("purchases: who is sold stands before a participle", "[extract][deals]") {
  CheckPurchases({{"nl", "Azrieli heeft NorthC verkocht aan Equinix voor 2 miljard euro.",
                   "equinix>northc 2e+09 acquisition signed"},
                  {"nl",
                   "Leaseweb praat met Blackstone over de verkoop van zijn Amerikaanse tak voor "
                   "900 miljoen dollar.",
                   "blackstone>leaseweb 9e+08 acquisition talks"}});
}

TEST_CASE("purchases: a takeover told by its noun", "[extract][deals]") {
  CheckPurchases(
      {{"pl", "Zakup Atmana przez Equinix za 300 mln zł ogłoszono wczoraj.",
        "equinix>atman 3e+08 acquisition announced"},
       {"ro",
        "Achiziția ClusterPower de către Digi pentru 300 de milioane de euro a fost anunțată.",
        "digi>clusterpower 3e+08 acquisition announced"}});
}

TEST_CASE("purchases: a sale that fell through, its price in the next sentence",
          "[extract][deals]") {
  CheckPurchases(
      {{"it",
        "Salta la vendita di Irideos a Equinix. Il prezzo concordato era di 700 milioni di euro.",
        "equinix>irideos 7e+08 acquisition cancelled"},
       {"fr",
        "La vente d'Etix à Equinix tombe à l'eau. Le prix convenu était de 700 millions d'euros.",
        "equinix>etix 7e+08 acquisition cancelled"}});
}

TEST_CASE("purchases: a share, and what it is of", "[extract][deals]") {
  CheckPurchases({{"fr", "Thales acquiert 20 % de Mistral pour 60 millions d'euros.",
                   "thales>mistral 6e+07 investment announced"},
                  {"es", "Indra compra el 20% de Nabiax por 60 millones de euros.",
                   "indra>nabiax 6e+07 investment announced"},
                  {"en", "A further $300 million of equity in Nscale is coming from Aker.",
                   "aker>nscale 3e+08 investment completed"}});
}

TEST_CASE("purchases: an extended contract builds nothing", "[extract][deals]") {
  CheckPurchases({{"cs",
                   "Škoda Auto rozšířila cloudovou smlouvu s Microsoftem o dalších 100 milionů na "
                   "400 milionů korun.",
                   "škoda-auto>microsoft 4e+08 compute signed"}});
}

TEST_CASE("sites: what an investment comes to is what the site costs", "[extract][deals]") {
  CheckPurchases({{"es",
                   "Nabiax construirá un centro de datos en Toledo. La inversión total asciende a "
                   "400 millones de euros.",
                   "nabiax> 4e+08 capex announced"},
                  {"it",
                   "Data4 costruirà un data center a Pavia. L'investimento ammonta a 410 milioni "
                   "di euro, l'apertura è prevista nel 2028.",
                   "data4> 4.1e+08 capex planned"}});
}

TEST_CASE("names: a preposition in what describes a firm marks it not", "[extract][deals]") {
  CheckPurchases(
      {{"es",
        "La empresa de alojamiento Nortehost ha sido adquirida por Indra por 45 millones de euros.",
        "indra>nortehost 4.5e+07 acquisition announced"},
       {"ro", "Compania de găzduire Nordhost a fost cumpărată de Digi cu 45 de milioane de euro.",
        "digi>nordhost 4.5e+07 acquisition signed"}});
}

TEST_CASE("leases: who signs one with whom is told by their trades", "[extract][deals]") {
  CheckPurchases(
      {{"de",
        "Nebius hat mit Meta einen Mietvertrag über Rechenleistung für drei Milliarden Dollar "
        "geschlossen.",
        "meta>nebius 3e+09 compute signed"},
       {"de",
        "Meta hat mit Nebius einen Mietvertrag über Rechenleistung für drei Milliarden Dollar "
        "geschlossen.",
        "meta>nebius 3e+09 compute signed"},
       {"en", "Nebius signed a lease agreement with Meta for computing capacity worth $3 billion.",
        "meta>nebius 3e+09 compute signed"},
       {"ko", "네비우스는 메타와 30억 달러 규모의 컴퓨팅 용량 임대 계약을 체결했다.",
        "meta>nebius 3e+09 compute signed"}});
}

TEST_CASE("purchases: of two that sign as one the trades tell who buys", "[extract][deals]") {
  CheckPurchases(
      {{"ja", "KDDIと米エヌビディアは、B300を4000基調達する契約を結んだ。",
        "kddi>nvidia chips signed"},
       {"ja", "KDDIはデルとB300を4000基調達する契約を結んだ。", "kddi>dell chips signed"}});
}

TEST_CASE("rounds: who joins in another clause", "[extract][deals]") {
  CheckPurchases({{"es",
                   "La startup Visionaria ha captado 20 millones de euros para sus servidores. La "
                   "ronda la lidera Kibo "
                   "Ventures; también participan Seaya y K Fund.",
                   "kibo-ventures+seaya+k-fund>visionaria 2e+07 investment completed"}});
}

TEST_CASE("power: a power company feeds a site, and a firm that is bought from one buys power",
          "[extract][deals]") {
  CheckPurchases({{"ro", "Romgaz va alimenta centrul de date al ClusterPower din Cluj.",
                   "clusterpower>romgaz power announced"},
                  {"pl", "Atman kupi od Orlenu 60 MW energii z wiatru przez piętnaście lat.",
                   "atman>orlen power announced"}});
}

TEST_CASE("purchases: what stands before a head in small letters is no name", "[extract][deals]") {
  CheckPurchases(
      {{"en", "The AI cloud Halden Compute rents out cost Norvale Bank 30 million dollars.",
        "norvale-bank>halden-compute 3e+07 compute announced"},
       {"pt",
        "O laboratório Nuvem Minhota fornece capacidade de computação à Sonae por 19 "
        "milhões de euros.",
        "sonae>nuvem-minhota 1.9e+07 compute announced"}});
}

TEST_CASE("loans: whose bank the sentence before tells", "[extract][deals]") {
  CheckPurchases({{"it",
                   "Il data center di Data4 a Cornaredo sarà finanziato da Intesa Sanpaolo. Il "
                   "prestito è di 600 "
                   "milioni di euro.",
                   "intesa-sanpaolo>data4 6e+08 financing signed"}});
}

TEST_CASE("takeovers: the price stands in a sentence of its own", "[extract][deals]") {
  CheckPurchases(
      {{"de", "AMD übernimmt Cerebras. Dafür zahlt der Chipkonzern vier Milliarden Dollar.",
        "amd>cerebras 4e+09 acquisition announced"},
       // Goods are paid for themselves.
       {"de", "AMD übernimmt Cerebras. Dell zahlt AMD zwei Milliarden Dollar für Prozessoren.",
        "amd>cerebras acquisition announced, dell>amd 2e+09 chips announced"}});
}

TEST_CASE("takeovers: by whom the passive tells, and from whom the active", "[extract][deals]") {
  CheckPurchases({{"de", "Cerebras wurde für vier Milliarden Dollar von AMD gekauft.",
                   "amd>cerebras 4e+09 acquisition signed"},
                  {"de", "Der Chipentwickler Cerebras wird von AMD übernommen.",
                   "amd>cerebras acquisition announced"},
                  {"de", "Meta hat von AMD Prozessoren für vier Milliarden Dollar gekauft.",
                   "meta>amd 4e+09 chips signed"}});
}

TEST_CASE("takeovers: the verb stands last, and its object before it", "[extract][deals]") {
  CheckPurchases({{"de", "AMD hat Cerebras für vier Milliarden Dollar übernommen.",
                   "amd>cerebras 4e+09 acquisition announced"},
                  {"nl", "AMD heeft Cerebras voor vier miljard dollar overgenomen.",
                   "amd>cerebras 4e+09 acquisition announced"}});
}

TEST_CASE("rounds: from whom the money comes, the next sentence tells", "[extract][deals]") {
  CheckPurchases(
      {{"en", "Mistral AI has raised $120 million. The money comes from Nvidia and Accel.",
        "nvidia+accel>mistral 1.2e+08 investment completed"},
       {"sv", "Mistral AI tog in 120 miljoner dollar. Nvidia och Kolmarden Ventures har gått in.",
        "nvidia+kolmarden-ventures>mistral 1.2e+08 investment completed"},
       {"en", "Mistral AI put its revenue at $120 million. The money comes from Nvidia and Accel.",
        ""}});
}

TEST_CASE("rounds: whose round it is stands behind the noun", "[extract][deals]") {
  CheckPurchases(
      {{"de",
        "Nvidia beteiligt sich mit 150 Millionen Dollar an der Finanzierungsrunde von Cohere.",
        "nvidia>cohere 1.5e+08 investment announced"}});
}

TEST_CASE("stakes: a part of the shares is bought, whoever's they are", "[extract][deals]") {
  const char* stake = "blackrock>khazna 3e+09 investment denied";
  CheckPurchases(
      {{"en", "Khazna denied a report that BlackRock was buying 40% of its shares for $3 billion.",
        stake},
       {"de",
        "Der Rechenzentrumsbetreiber Khazna dementierte einen Bericht über den Kauf von 40 "
        "Prozent seiner Aktien durch BlackRock für 3 Milliarden Dollar.",
        stake},
       {"fr",
        "L'opérateur Khazna a démenti un article sur l'achat par BlackRock de 40 % de ses "
        "actions pour 3 milliards de dollars.",
        stake},
       {"es",
        "El operador Khazna desmintió la noticia sobre la compra por BlackRock del 40% de sus "
        "acciones por 3.000 millones de dólares.",
        stake},
       {"nl",
        "Datacenterbedrijf Khazna ontkende een bericht over de aankoop door BlackRock van 40 "
        "procent "
        "van zijn aandelen voor 3 miljard dollar.",
        stake},
       {"cs",
        "Provozovatel datových center Khazna popřel zprávu listu o nákupu 40 procent "
        "jeho akcií společností BlackRock za 3 miliardy dolarů.",
        stake},
       {"pl",
        "Operator centrów danych Khazna zaprzeczył doniesieniom o zakupie przez BlackRock 40 "
        "proc. jego akcji za 3 mld dolarów.",
        stake},
       {"ru",
        "Оператор Khazna опроверг сообщение о покупке BlackRock 40% его акций за 3 млрд долларов.",
        stake},
       // What shares are worth is no deal.
       {"en", "BlackRock buys servers. Its 40 million shares are worth $3 billion, says Khazna.",
        ""},
       {"en", "Khazna buys servers. BlackRock holds 20% of its shares, worth $3 billion.", ""}});
}

}  // namespace
}  // namespace dealwire
