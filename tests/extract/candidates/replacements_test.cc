// Who takes the place of one whose contract has ended, and whom a sentence without names is of.
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {
TEST_CASE("replacements: who comes in the place of another sells to the same buyer",
          "[extract][deals]") {
  const std::string told = ::DealsToldBelow(
      "en",
      "Siemens cancelled its cloud contract with IBM, worth 65 million euros. In its place "
      "came Nebius. The new contract is worth 58 million euros.",
      kToldSum);
  CHECK(told.find("siemens>nebius 5.8e+07") != std::string::npos);
  CHECK(told.find("siemens>ibm 5.8e+07") == std::string::npos);
}

TEST_CASE("replacements: where nothing has ended nobody is replaced", "[extract][deals]") {
  const std::string told = ::DealsToldBelow(
      "en",
      "Siemens signed a cloud contract with IBM, worth 65 million euros. In its place came "
      "Nebius. The new contract is worth 58 million euros.",
      kToldSum);
  CHECK(told.find("siemens>ibm 6.5e+07") != std::string::npos);
  CHECK(told.find("siemens>nebius") == std::string::npos);
}

TEST_CASE("talks of power: megawatts behind them say what they are about", "[extract][deals]") {
  for (const auto& [lang, text] : {
           std::pair("en",
                     "Nscale is in talks with Vattenfall. They are about 75 megawatts of "
                     "hydropower for ten years."),
           std::pair("de",
                     "Nscale verhandelt mit Vattenfall. Es geht um 75 Megawatt aus "
                     "Windparks."),
           std::pair("fi",
                     "Nscale neuvottelee Vattenfallin kanssa. Tavoitteena on 75 megawattia "
                     "vesivoimaa."),
           std::pair("ro", "Nscale negociază cu Vattenfall. Discuțiile privesc 75 de megawați."),
           std::pair("pl", "Nscale rozmawia z Vattenfallem. Chodzi o 75 MW na dwanaście lat."),
       }) {
    CAPTURE(lang);
    CHECK(::DealsToldBelow(lang, text, kToldSum).find("nscale>vattenfall") != std::string::npos);
  }
  CHECK(::DealsToldBelow("en",
                         "Nscale is in talks with Vattenfall. They are about a site in Norrland.",
                         kToldSum)
            .empty());
}

TEST_CASE("hero: an order that names nobody is of the firm of the article and the one before it",
          "[extract][deals]") {
  const std::string told = ::DealsToldBelow(
      "en",
      "CoreWeave rents out computing power. CoreWeave has eleven data centers. CoreWeave was "
      "founded in 2017. In the end Dell was the one. The order, placed in August, covers "
      "3,072 MI355X accelerators. It comes to 118 million dollars.",
      kToldSum);
  CHECK(told.find("coreweave>dell 1.18e+08") != std::string::npos);
}

TEST_CASE("budget: right behind a site it is what that costs", "[extract][deals]") {
  const std::string site = "Nscale will build a data center of 24 megawatts in Leeds. ";
  CHECK(::DealsToldBelow("en", site + "The budget is 200 million euros.", kToldSum) ==
        "nscale> 2e+08");
  CHECK(::DealsToldBelow("de",
                         "Nscale errichtet in Mainz ein Rechenzentrum mit 24 Megawatt. Das Budget "
                         "liegt bei 200 Millionen Euro.",
                         kToldSum) == "nscale> 2e+08");
  CHECK(
      ::DealsToldBelow("en", "The town builds a school. The budget is 200 million euros.", kToldSum)
          .empty());
}

}  // namespace dealwire
