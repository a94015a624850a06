#include "extract/scenes/allowed.h"

#include <catch2/catch.hpp>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("allowed: who is allowed acts, in whatever case", "[extract][deals]") {
  CHECK(DealsToldBelow("ru",
                       "ФАС разрешила «Ростелекому» купить компанию «ГигаХранилище», владельца "
                       "двух дата-центров, за 90 млн рублей.",
                       kToldSum) == "ростелеком>гигахранилище 9e+07");
  CHECK(DealsToldBelow("pl",
                       "UOKiK pozwolił Equinixowi przejąć spółkę Gigastore, właściciela dwóch "
                       "centrów danych, za 90 mln zł.",
                       kToldSum) == "equinix>gigastore 9e+07");
  // Who is marked as the other side does not act.
  CHECK(DealsToldBelow("pl",
                       "UOKiK zezwolił na zakup od Equinixa, kupno spółki Gigastore, właściciela "
                       "dwóch centrów danych, za 90 mln zł ogłosił Orange.",
                       kToldSum)
            .find("equinix>") == std::string::npos);
}

}  // namespace dealwire
