// A registered name that a word with a capital goes on.
#include <catch2/catch.hpp>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("longer names: another firm's", "[extract][names]") {
  CheckTold(
      {{"da", "Vestas Teknik lejer regnekraft hos Nebius for 300 mio. kroner.",
        "vestas-teknik>nebius 3e+08"},
       {"sv", "Telia Molntjänst hyr datorkraft av Bahnhof för 300 miljoner kronor.",
        "telia-molntjänst>bahnhof 3e+08"},
       {"es", "Nebius alquilará capacidad de cómputo a Repsol Minería por 300 millones de euros.",
        "repsol-minería>nebius 3e+08"},
       {"it", "Nebius fornirà capacità di calcolo a Enel Miniere per 300 milioni di euro.",
        "enel-miniere>nebius 3e+08"},
       {"nl", "Nebius verhuurt rekenkracht aan KPN Handel voor 300 miljoen euro.",
        "kpn-handel>nebius 3e+08"},
       {"en", "Nebius will supply computing capacity to Shell Minerals for $300 million.",
        "shell-minerals>nebius 3e+08"},
       {"ro",
        "Nebius va furniza putere de calcul companiei Romgaz Minier pentru 300 de milioane "
        "de euro.",
        "romgaz-minier>nebius 3e+08"},
       {"cs", "Nebius pronajme výpočetní výkon firmě ČEZ Doly za 300 milionů korun.",
        "čez-doly>nebius 3e+08"},
       {"de", "Nebius vermietet der Siemens Handel GmbH Rechenleistung für 300 Millionen Euro.",
        "siemens-handel>nebius 3e+08"}},
      kToldSum);
}

TEST_CASE("longer names: a person, a noun, a site, the maker of a thing", "[extract][names]") {
  CheckTold(
      {{"de", "Nebius vermietet Siemens Rechenleistung für 300 Millionen Euro.",
        "siemens>nebius 3e+08"},
       {"pl", "Prezes PZU Marek podpisał umowę z Nebiusem na serwery za 300 mln zł.",
        "pzu>nebius 3e+08"},
       {"cs",
        "Nebius pronajme výpočetní výkon ČEZ, řekl ředitel ČEZ Pavel Novák. Cena je 300 "
        "milionů korun.",
        "čez>nebius 3e+08"},
       {"en",
        "Nebius will supply computing capacity to Shell for $300 million, Shell President "
        "Mary Jones said.",
        "shell>nebius 3e+08"},
       {"en", "Shell will rent the Nebius Helios campus for $300 million.", "shell>nebius 3e+08"},
       {"en", "Nebius will rent out computing capacity to Microsoft Minerals for $300 million.",
        "microsoft>nebius 3e+08"},
       {"fr",
        "Nebius fournira à Orange France de la puissance de calcul pour 300 millions "
        "d'euros.",
        "orange>nebius 3e+08"}},
      kToldSum);
}

}  // namespace dealwire
