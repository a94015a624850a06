// Deals that pass over somebody whom their sentence names.
#include "extract/deals/passed_over.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/support/told_article.h"

namespace dealwire {

TEST_CASE("passed over: who is carried over makes no deal beside who is named and has none",
          "[extract][deals]") {
  const auto told = [](const std::string& text) {
    return ::DealsTold(
        ::ToldArticle("en", "GPU, data centers",
                      "CoreWeave rents a data center from Equinix for ten years at 400 million "
                      "euros. " +
                          text),
        kToldSum);
  };
  CHECK(told("In the case of IREN it is JPMorgan, which this month signed a six-year loan of 1.9 "
             "billion dollars for the Texas site.")
            .find("jpmorgan>coreweave") == std::string::npos);
}

}  // namespace dealwire
