#include "extract/scenes/opening_names.h"

#include <catch2/catch.hpp>
#include <string>

#include "extract/names/names.h"
#include "extract/names/open_names.h"
#include "extract/names/registry.h"
#include "extract/rules.h"
#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

// The openings of a text, in order, those that act with a star.
std::string Openings(const std::string& lang, const std::string& text) {
  const Article article = ToldArticle(lang, "", text);
  const auto rules = RuleSet::Embedded();
  const Document document = MakeDocument(article);
  const Mentions known = FindNames(document, rules->registry()).found;
  const std::vector<CueMatch> cues = rules->cues().Find(document);
  const OpeningNames openings(document, rules->registry().Rules(lang), cues);
  std::string out;
  for (const OpenOrganisation& o : OpenNames(document, rules->registry(), known).Find()) {
    if (!o.opening) continue;
    if (!out.empty()) out += ' ';
    out += Get<OrgValue>(o.mention)->id + (openings.Acts(o.mention.span) ? "*" : "");
  }
  return out;
}

}  // namespace

TEST_CASE("opening names: who begins the sentence of a deal", "[extract][names]") {
  CHECK(Openings("en", "Celestar agreed to buy the plant.") == "celestar*");
  CHECK(Openings("nb", "Hafdal har inngått en avtale.") == "hafdal*");
  CHECK(Openings("sv", "Nordal lånar ut två miljarder.") == "nordal*");
  CHECK(Openings("da", "Nykrone yder et lån.") == "nykrone*");
  CHECK(Openings("es", "Iberluz suministrará energía.") == "iberluz*");
  CHECK(Openings("fr", "Capgema a loué des serveurs.") == "capgema*");
  CHECK(Openings("it", "Webosa ha acquistato dei server.") == "webosa*");
  CHECK(Openings("pt", "Eletrovale fornecerá energia.") == "eletrovale*");
  CHECK(Openings("ro", "Romdat a cumpărat servere.") == "romdat*");
  CHECK(Openings("pl", "Tauris sprzeda energię.") == "tauris*");
  CHECK(Openings("fi", "Skansta rakentaa konesalin.") == "skansta*");
  CHECK(Openings("vi", "Viettera mua máy chủ.") == "viettera*");
}

TEST_CASE("opening names: an aside, a second firm, and what is denied", "[extract][names]") {
  CHECK(Openings("es", "Iberluz, por su parte, suministrará energía.") == "iberluz*");
  CHECK(Openings("sv", "Nordal och SEB lånar ut två miljarder.") == "nordal*");
  CHECK(Openings("fr", "Capgema a renoncé à racheter la société.") == "capgema*");
  CHECK(Openings("es", "Iberluz, una ciudad con puerto y sin industria, compra agua.") ==
        "iberluz");
}

TEST_CASE("opening names: heads of items", "[extract][names]") {
  CHECK(Openings("nb", "• Teledal: kjøper 3000 brikker") == "teledal*");
  CHECK(Openings("it", "• Leonardesco: ordina dei server") == "leonardesco*");
  CHECK(Openings("pt", "• Valedouro: fornecerá 75 megawatts") == "valedouro*");
  CHECK(Openings("en", "• Outlookia: rain in the south and wind later") == "outlookia");
  // The verb of the next item, or of the next sentence, is not its own.
  CHECK(Openings("en", "• Outlookia: 5 %\n• Baz buys chips").find("outlookia*") ==
        std::string::npos);
  CHECK(Openings("en", "Outlookia and Barcelo. Bazaria buys chips.").find("outlookia*") ==
        std::string::npos);
}

TEST_CASE("opening names: near misses", "[extract][names]") {
  // Nouns by their ending, words that tell of deals, what does nothing, words of every day.
  CHECK(Openings("en", "Negotiations led to a purchase.").find('*') == std::string::npos);
  CHECK(Openings("sv", "Forskarna hyr datorer.").find('*') == std::string::npos);
  CHECK(Openings("fr", "Planification : louer des serveurs.").find('*') == std::string::npos);
  CHECK(Openings("en", "Celestar is a town by a river where people rent boats.") == "celestar");
  CHECK(Openings("nb", "Hun har bestilt maskiner.").empty());
  CHECK(Openings("it", "Due aziende affittano server.").empty());
  CHECK(Openings("ru", "Остаточный договор подписан.").find('*') == std::string::npos);
  CHECK(Openings("vi", "Khoản vay mua máy chủ.").find('*') == std::string::npos);
  // Whom a role shows to be a person.
  CHECK(Openings("en", "So said Mary Orton, the founder. Orton buys servers.").empty());
  // What the article has elsewhere inside a sentence is no opening.
  CHECK(Openings("en", "Celestar buys servers. It was founded as Celestar in 1990.").empty());
}

TEST_CASE("opening names: where every noun has a capital", "[extract][names]") {
  CHECK(Openings("de", "Polarnord mietet Server.") == "polarnord*");
  CHECK(Openings("de", "Polarnord hat bei Dell viele Server bestellt.") == "polarnord*");
  CHECK(Openings("de", "Leute mieten Server. Leute haben bei Dell Server bestellt.") ==
        "leute leute");
  CHECK(Openings("de", "Die Firma schweigt. Polarnord schweigt auch.") == "polarnord");
  // Elsewhere it is what it is there.
  CHECK(DealsToldBelow("de",
                       "Nebius übernimmt Polarnord für 300 Millionen Euro. Polarnord baut "
                       "Rechenzentren.",
                       kToldSum) == "nebius>polarnord 3e+08");
  CHECK(DealsToldBelow("de", "Nebius mietet Server für 300 Millionen Euro, sagt Polarnord.",
                       kToldSum) == "");
}
