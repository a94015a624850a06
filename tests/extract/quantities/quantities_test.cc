#include "extract/quantities/quantities.h"

#include <catch2/catch.hpp>

#include "base/text.h"
#include "extract/quantities/lexicon.h"
#include "extract/rules.h"
#include "extract/text/languages.h"
#include "tests/support/quantity_text.h"

using namespace dealwire;

TEST_CASE("quantities: numbers and scales of many languages", "[extract][quantities]") {
  CheckQuantities({
      {"de", "rund 3,5 Mrd. Euro", "money 3.5e+09 EUR about"},
      {"de", "anderthalb Milliarden Euro", "money 1.5e+09 EUR"},
      {"de", "der 38-Milliarden-Dollar-Vertrag", "money 3.8e+10 USD"},
      {"de", "ein zweistelliger Milliardenbetrag in Euro", "money 1e+10..9.9e+10 EUR range"},
      {"de", "2 Milliarden Euro. Der Milliardenvertrag, Milliardendeal: 3 Millionen.",
       "money 2e+09 EUR; money 3e+06 EUR"},
      {"en", "$38bn", "money 3.8e+10 USD"},
      {"en", "US$4.7 billion", "money 4.7e+09 USD"},
      {"en", "thirty-eight billion dollars", "money 3.8e+10 USD"},
      {"en", "hundreds of billions of dollars", "money 2e+11.. USD at_least"},
      {"en-IN", "Rs 1.5 lakh crore", "money 1.5e+12 INR"},
      {"fr", "deux milliards et demi d'euros", "money 2.5e+09 EUR"},
      {"es", "38.000 millones de dólares", "money 3.8e+10 USD"},
      {"es", "cinco mil millones de euros", "money 5e+09 EUR"},
      {"it", "mezzo miliardo di euro", "money 5e+08 EUR"},
      {"pl", "38 miliardów dolarów", "money 3.8e+10 USD"},
      {"ru", "полтора миллиарда рублей", "money 1.5e+09 RUB"},
      {"tr", "38 milyar dolarlık", "money 3.8e+10 USD"},
      {"ar", "٣٨ مليار دولار", "money 3.8e+10 USD"},
      {"ar", "بـ٣٨ مليار دولار", "money 3.8e+10 USD"},  // letters that stick to the number
      {"ar", "بـ90 مليون دولار", "money 9e+07 USD"},
      {"hi", "38 हज़ार करोड़ रुपये", "money 3.8e+11 INR"},
      {"zh", "2億5000萬美元", "money 2.5e+08 USD"},
      {"zh", "两亿五千万美元", "money 2.5e+08 USD"},
      {"zh", "1万亿3千亿元", "money 1.3e+12 CNY"},
      {"zh", "一亿多元", "money 1e+08.. CNY at_least"},
      {"ja", "2兆5千億円", "money 2.5e+12 JPY"},
      {"ko", "1조7천억원", "money 1.7e+12 KRW"},
      {"es", "9 mil 800 millones de euros", "money 9.8e+09 EUR"},
      {"da", "to en halv milliard kroner", "money 2.5e+09 DKK"},
      {"de", "eine dreiviertel Milliarde Euro", "money 7.5e+08 EUR"},
      {"hi", "साढ़े तीन करोड़ रुपये", "money 3.5e+07 INR"},
      {"ja", "1兆2000億円", "money 1.2e+12 JPY"},
      {"ko", "5만7000원", "money 57000 KRW"},
      {"sv", "500 mkr", "money 5e+08 SEK"},
      {"da", "3 mia. kr.", "money 3e+09 DKK"},
      // Words that machine translation glues to a currency.
      {"fr", "14,2 milliards de dollarssignés en septembre", "money 1.42e+10 USD"},
      {"fr", "300 millions d'euroscientifiques", ""},
      {"cs", "11 miliard dirhamů", "money 1.1e+10 AED"},
  });
}

TEST_CASE("quantities: vague amounts in every case of their language", "[extract][quantities]") {
  CheckQuantities({
      {"cs", "v desítkách milionů eur", "money 2e+07.. EUR at_least"},
      {"cs", "mluví o miliardách dolarů", "money 2e+09.. USD at_least"},
      {"fi", "lasketaan kymmenissä miljoonissa euroissa", "money 2e+07.. EUR at_least"},
      {"fi", "osti sen sadoilla miljoonilla dollareilla", "money 2e+08.. USD at_least"},
      {"it", "qualche decina di milioni di euro", "money 2e+07.. EUR at_least"},
      {"pl", "w dwucyfrowej kwocie w milionach euro", "money 1e+07..9.9e+07 EUR range"},
      {"ru", "речь о десятках миллиардов рублей", "money 2e+10.. RUB at_least"},
      {"uk", "у сотнях мільйонів гривень", "money 2e+08.. UAH at_least"},
      {"ro", "de ordinul zecilor de milioane de euro", "money 2e+07.. EUR at_least"},
      {"da", "et to-cifret millionbeløb i euro", "money 1e+07..9.9e+07 EUR range"},
      {"ja", "何十億ドルもの契約", "money 2e+09.. USD at_least"},
  });
}

TEST_CASE("quantities: whose rials, by paragraph and by what is named twice",
          "[extract][quantities]") {
  CheckQuantities({
      {"ar", "دفع جهاز قطر للاستثمار 5 مليارات ريال", "money 5e+09 QAR"},
      // Named once elsewhere, in a firm's name, it says nothing.
      {"ar", "العقد 640 مليون ريال.\n\nنفى جهاز قطر للاستثمار الخبر.", "money 6.4e+08 SAR"},
      {"ar", "وفي الدوحة أقرض البنك مليار ريال.\n\nوفي الرياض بيع الموقع بمبلغ 3 مليارات ريال.",
       "money 1e+09 QAR; money 3e+09 SAR"},
      {"ar", "المغرب: استحوذت عليها مقابل 650 مليون درهم.\n\nدبي: 3 مليارات درهم.",
       "money 6.5e+08 MAD; money 3e+09 AED"},
      {"zh", "挪威公司投资12亿克朗", "money 1.2e+09 NOK"},
      // Country names are ICU's.
      {"de", "In Oman kostet das 58 Millionen Rial", "money 5.8e+07 OMR"},
  });
}

TEST_CASE("quantities: where things are counted with \"of\", what is without it is money",
          "[extract][quantities]") {
  CheckQuantities({
      {"it", "Vale 400 milioni di euro.\n\nL'offerta da 310 milioni presentata a giugno è saltata.",
       "money 4e+08 EUR; money 3.1e+08 EUR"},
      {"it", "Vale 400 milioni di euro.\n\nHa 9 milioni di clienti.", "money 4e+08 EUR"},
      {"es", "Paga 400 millones de euros.\n\nTiene 9 millones de usuarios.", "money 4e+08 EUR"},
  });
}

TEST_CASE("quantities: a conversion is not what an article counts in", "[extract][quantities]") {
  CheckQuantities({
      {"pt",
       "rendem 1,1 mil milhões de euros (1,29 mil milhões de dólares). A Cohere paga 310 milhões.",
       "money 1.1e+09 EUR; money 1.29e+09 USD; money 3.1e+08 EUR"},
      {"en", "It lost $2 billion (€1.8 billion) and 3 billion, more than €4 billion and 5 billion.",
       "money 2e+09 USD; money 1.8e+09 EUR; money 3e+09 USD; money 4e+09.. EUR at_least; "
       "money 5e+09 EUR"},
  });
}

TEST_CASE("quantities: far from all others a sum is in what the article counts in",
          "[extract][quantities]") {
  CheckQuantities({
      {"it",
       "Costa 5 milioni di euro, poi 6 milioni di euro.\n\nL'ordine vale 118 milioni di "
       "dollari.\n\nIl contratto vale 200 milioni.",
       "money 5e+06 EUR; money 6e+06 EUR; money 1.18e+08 USD; money 2e+08 EUR"},
      {"it",
       "Costa 5 milioni di euro.\n\nL'ordine vale 118 milioni di dollari.\n\nIl contratto "
       "vale 200 milioni.",
       "money 5e+06 EUR; money 1.18e+08 USD; money 2e+08 USD"},
  });
}

TEST_CASE("quantities: bounds, ranges, lists", "[extract][quantities]") {
  CheckQuantities({
      {"en", "more than $30 billion", "money 3e+10.. USD at_least"},
      {"en", "up to $5bn", "money ..5e+09 USD at_most"},
      {"en", "$5-7bn", "money 5e+09..7e+09 USD range"},
      {"de", "30 bis 40 Milliarden Euro", "money 3e+10..4e+10 EUR range"},
      {"it", "chiuderà il 2025 a 44,1 miliardi di euro", "money 4.41e+10 EUR"},
      {"ro", "dintre cele două la 22,4 miliarde de dolari", "money 2.24e+10 USD"},
      {"fr", "de 3 à 4 milliards d'euros", "money 3e+09..4e+09 EUR range"},
      {"ja", "30億~50億ドル", "money 3e+09..5e+09 USD range"},
      {"ko", "8조∼8조5천억원", "money 8e+12..8.5e+12 KRW range"},
      {"de", "Einwohner, Zweiwegeverkehr und 700W", "power 0.0007 MW"},
      {"de", "30 Megawattstunden und 30 Megawattleistung", "power 30 MW"},
      {"fi", "140 megawatista 20 megawattiin, 30 megawattituntia", "power 140 MW; power 20 MW"},
      {"cs", "o 27 megawattech, 5 megawatthodin", "power 27 MW"},
      {"pl", "w dwóch gigawatach", "power 2000 MW"},
      {"tr", "200 megavatta", "power 200 MW"},
      {"ko", "금액은 30억여 원이다", "money 3e+09.. KRW at_least"},
      {"ko", "전력은 300여 MW다", "power 300.. MW at_least"},
      {"de", "250 Milliarden US-Dollar und 3 Mio. Euro", "money 2.5e+11 USD; money 3e+06 EUR"},
      {"it", "circa 150 milioni di euro, almeno 100 in contanti", "money 1.5e+08 EUR about"},
      {"en", "$250,000 to $400,000", "money 250000..400000 USD range"},
      {"en", "The shares fell $7.50 to $12.30", "money 7.5 USD; money 12.3 USD"},
      {"it", "45 mln di dollari a 1,3 mld", "money 4.5e+07 USD; money 1.3e+09 USD"},
      {"sv", "till MSEK 245 från 212 MSEK", "money 2.45e+08 SEK; money 2.12e+08 SEK"},
      {"sv", "från 299 kronor", "money 299.. SEK at_least"},
      {"nb", "250.000 kroner", "money 250000 NOK"},
      {"id", "Rp 5 triliun-Rp 6 triliun", "money 5e+12..6e+12 IDR range"},
      {"id", "Rp5-6 triliun", "money 5e+12..6e+12 IDR range"},
      {"hr", "više od milijarde eura", "money 1e+09.. EUR at_least"},
      {"sw", "dola bilioni moja", "money 1e+09 USD"},
      {"en", "$1.9 billion to three suppliers", "money 1.9e+09 USD"},
      {"en", "$3 to five billion", "money 3e+09..5e+09 USD range"},
      {"en", "expanded by $4 billion to $22.4 billion", "money 4e+09 USD; money 2.24e+10 USD"},
      {"nl", "verhoogt zijn contract met 6 miljoen euro tot 17 miljoen euro",
       "money 6e+06 EUR; money 1.7e+07 EUR"},
      {"nl", "tussen 150 miljoen euro en 165 miljoen euro", "money 1.5e+08..1.65e+08 EUR range"},
      {"cs", "smlouvu navyšuje o 60 milionů korun na 180 milionů korun",
       "money 6e+07 CZK; money 1.8e+08 CZK"},
      // What is small lends its currency to no number without one.
      {"pl", "za 10 999 zł, model (14 mld)", "money 10999 PLN"},
      {"pl", "za 10 999 000 zł, model (14 mld)", "money 1.0999e+07 PLN; money 1.4e+10 PLN"},
      {"de", "0,8 MW | bis zu 3 Mio. Euro", "power 0.8 MW; money ..3e+06 EUR at_most"},
      {"de", "250, 300 und 38 Milliarden Dollar",
       "money 2.5e+11 USD; money 3e+11 USD; money 3.8e+10 USD"},
  });
}

TEST_CASE("quantities: a bound stands whatever number is near it", "[extract][quantities]") {
  CheckQuantities({
      {"en", "It has a loan of up to $1.2 billion.", "money ..1.2e+09 USD at_most"},
      {"de", "der läuft und mehr als zehn Milliarden Dollar wert ist",
       "money 1e+10.. USD at_least"},
      {"en", "The rent adds up to $6 billion.", "money 6e+09 USD"},
      {"it", "una commessa fino a 3 miliardi di dollari", "money ..3e+09 USD at_most"},
      {"cs", "cena nesmí překročit 900 milionů korun", "money ..9e+08 CZK at_most"},
      {"pt", "O contrato pode chegar a US$ 1 bilhão", "money ..1e+09 USD at_most"},
      {"sv", "ett tvåsiffrigt antal miljarder kronor", "money 1e+10..9.9e+10 SEK range"},
      {"cs", "dividendu přesahující 60 milionů korun", "money 6e+07.. CZK at_least"},
      {"ru", "затраты не превысят 180 млрд рублей", "money ..1.8e+11 RUB at_most"},
      {"tr", "Talep 3 milyar doları aşarken", "money 3e+09.. USD at_least"},
      {"ja", "600億ドルまで供給する", "money ..6e+10 USD at_most"},
      {"ja", "株は3120円まで買われた", "money 3120 JPY"},
      {"zh", "总额超过12亿美元", "money 1.2e+09.. USD at_least"},
      {"zh-Hant", "外資賣超187億元", "money 1.87e+10 TWD"},
      {"zh-Hant", "合共最多支付5.6億元人民幣", "money ..5.6e+08 CNY at_most"},
  });
}

TEST_CASE("quantities: among sums billions are money whatever follows", "[extract][quantities]") {
  CheckQuantities({
      {"it", "Amazon mette 50 miliardi di dollari, Nvidia 30 miliardi ciascuna.",
       "money 5e+10 USD; money 3e+10 USD"},
      {"pl", "Kupiono za 4 mld dolarów, potem 6 mld koło Pragi.",
       "money 4e+09 USD; money 6e+09 USD"},
      {"en", "It has 3 billion users.", ""},
      {"en", "It paid 5 million dollars for 3 million parts.", "money 5e+06 USD"},
  });
}

TEST_CASE("quantities: power and time", "[extract][quantities]") {
  CheckQuantities({
      {"de", "4,5 Gigawatt", "power 4500 MW"},
      {"en", "more than 100 MW", "power 100.. MW at_least"},
      {"pl", "hala WAW-3 w Duchnicach i 5 w Niemczech", ""},
      {"en", "300 GWh", ""},
      {"en", "a seven-year contract", "duration 84 months"},
      {"de", "siebenjährig", "duration 84 months"},
      {"de", "mehrjährig", "duration 24.. months at_least"},
      {"zh", "为期七年", "duration 84 months"},
      {"ko", "1년 6개월", "duration 18 months"},
      {"ja", "1年半", "duration 18 months"},
      {"en", "two years and six months", "duration 30 months"},
      {"en", "between two years and six months", "duration 24 months; duration 6 months"},
      {"en", "500 MW to 1 GW", "power 500..1000 MW range"},
      {"en", "six months to two years", "duration 6..24 months range"},
      {"en", "five years ago", ""},
  });
}

TEST_CASE("quantities: what is no money", "[extract][quantities]") {
  for (const auto& [lang, text] :
       std::vector<std::pair<const char*, const char*>>{{"en", "RTX 4090"},
                                                        {"en", "Call 1-800-555-0199 for 24 hours"},
                                                        {"de", "Die Euro 2024 war ein Fest"},
                                                        {"de", "3 Pfund Kartoffeln"},
                                                        {"en", "Korea won 3 games"},
                                                        {"en", "It rose 5.3% to 1,234 points"},
                                                        {"en", "$"},
                                                        {"en", "billions and billions of stars"}}) {
    INFO(text);
    CHECK(QuantityText(lang, text).find("money") == std::string::npos);
  }
  // A scale alone takes over no currency of the article.
  CHECK(QuantityText("en", "Where does it get its million?\n\nIt got 85 million euros.") ==
        QuantityText("en", "Where does it get its money?\n\nIt got 85 million euros."));
}

TEST_CASE("quantities: a slice takes in its qualifier and stops before particles",
          "[extract][quantities]") {
  CHECK(QuantitySlice("de", "Es geht um bis zu 5 Mrd. € im Jahr.") == "bis zu 5 Mrd. €");
  CHECK(QuantitySlice("en", "worth $35 billion or more.") == "$35 billion or more");
  CHECK(QuantitySlice("ko", "50억 달러를 투자") == "50억 달러");
  CHECK(QuantitySlice("tr", "5 milyar TL'ye çıktı") == "5 milyar TL");
  CHECK(QuantitySlice("ru", "от 3 до 4 млрд долларов") == "от 3 до 4 млрд долларов");
}

TEST_CASE("quantities: every mention names the row that made it", "[extract][quantities]") {
  for (const Mention& m : QuantitiesIn("de", "38 Milliarden Dollar, 3 GW, siebenjährig"))
    CHECK((m.rule.starts_with("lang/") || m.rule.starts_with("cldr:") ||
           m.rule.starts_with("quantities/")));
}
