#include "extract/deals/open_parties.h"

#include <catch2/catch.hpp>
#include <string>

#include "extract/names/names.h"
#include "extract/names/open_names.h"
#include "extract/names/registry.h"
#include "extract/rules.h"
#include "tests/support/told_article.h"

using namespace dealwire;

namespace {

// The unregistered names that are shown to be organisations by what they do, in order.
std::string Promoted(const std::string& lang, const std::string& text) {
  Article article;
  article.lang = lang;
  article.text = text;
  CompleteArticle(&article);
  const auto rules = RuleSet::Embedded();
  const Document document = MakeDocument(article);
  const Mentions known = FindNames(document, rules->registry()).found;
  std::vector<Party> open;
  for (const OpenOrganisation& o : OpenNames(document, rules->registry(), known).Find()) {
    open.push_back({Get<OrgValue>(o.mention)->id, o.mention.span, false, o.strong});
  }
  std::vector<SentenceScene> scenes =
      MakeScenes(document, known, open, rules->cues().Find(document), rules->registry().Rules(lang),
                 rules->cues().Postpositional(lang));
  PromoteParties(document, &scenes);
  std::string out;
  for (const SentenceScene& scene : scenes) {
    for (const Party& p : scene.parties) {
      if (p.known || p.coreference || !p.strong) continue;
      if (!out.empty()) out += ' ';
      out += p.id;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("open parties: without capitals, who begins a sentence, and wherever it stands again",
          "[extract][deals]") {
  CHECK(Promoted("zh", "云脉智算与北辰汽车签署算力合同。合同规定云脉智算供应服务器。") ==
        "云脉智算 北辰汽车 云脉智算");
  // Behind a noun for what kind of firm it is, and nothing that only looks like a name.
  CHECK(Promoted("zh", "大模型公司深言智能宣布采购服务器。") == "深言智能");
  CHECK(Promoted("zh", "双方宣布采购服务器。").empty());
}

TEST_CASE("open parties: what a name does shows what it is", "[extract][deals]") {
  CHECK(Promoted("es", "Además, Montelar alquila servidores.") == "montelar");
  CHECK(Promoted("it", "Infine, Ferrovena ha noleggiato dei server.") == "ferrovena");
  CHECK(Promoted("fr", "Un contrat a été signé avec Armoria.") == "armoria");
  CHECK(Promoted("pt", "O banco vai comprar Ourobranco.") == "ourobranco");
  CHECK(Promoted("ro", "Un acord între Oracle și Somedata a fost semnat.") == "somedata");
  CHECK(Promoted("es", "Pagan Nvidia y Montelar la obra.") == "montelar");
  // Behind a preposition that is said again for each.
  CHECK(Promoted("it", "Il prestito viene da Intesa Sanpaolo e da Ferrovena.") == "ferrovena");
  // Wherever it stands, once it is known to be one.
  CHECK(Promoted("es", "Además, Montelar alquila servidores. Sube Montelar.") ==
        "montelar montelar");
}

TEST_CASE("open parties: what stands behind a word for an agreement, whatever between",
          "[extract][deals]") {
  CHECK(Promoted("da", "Ifølge avisen forhandler Vesterhavet med Microsoft om en hal.") ==
        "vesterhavet");
  CHECK(Promoted("es", "Las obras han sido adjudicadas a Ferrolar.") == "ferrolar");
  CHECK(Promoted("sv", "Entreprenaden har tilldelats Norrbygg.") == "norrbygg");
  // Whom an auxiliary or "with" stands before.
  CHECK(Promoted("sv", "I Borlänge är det Norrbygg som gräver.") == "norrbygg");
}

TEST_CASE("open parties: an aside between commas, and what is entered", "[extract][deals]") {
  CHECK(Promoted("nl", "Zo huurt SORF, de club van alle universiteiten, huurt servers.") == "sorf");
  CHECK(Promoted("es", "Ayer KKR entró en el capital de Nabiuxa por 500 millones de euros.") ==
        "nabiuxa");
}

TEST_CASE("scene: connectors written as one word with what follows", "[extract][deals]") {
  // Arabic "and" is a letter before the name, and its verb stands before its subject.
  const auto marks = [](const std::string& text) {
    Article article;
    article.lang = "ar";
    article.text = text;
    CompleteArticle(&article);
    const auto rules = RuleSet::Embedded();
    const Document document = MakeDocument(article);
    const Mentions known = FindNames(document, rules->registry()).found;
    const auto scenes = MakeScenes(document, known, {}, rules->cues().Find(document),
                                   rules->registry().Rules("ar"), /*postpositional=*/false);
    std::vector<std::pair<std::string, bool>> out;  // id, subject
    for (const Party& p : scenes.at(0).parties)
      out.emplace_back(p.id, (p.marks & kRelSubject) != 0);
    if (scenes[0].parties.size() > 1)
      CHECK(scenes[0].parties[0].group == scenes[0].parties[1].group);
    return out;
  };
  CHECK(marks("اشترت إنفيديا وأوراكل خوادم.") ==
        std::vector<std::pair<std::string, bool>>{{"nvidia", true}, {"oracle", true}});
}

TEST_CASE("open parties: near misses", "[extract][deals]") {
  CHECK(Promoted("es", "Nvidia compra servidores en Montelar.").empty());
  CHECK(Promoted("fr", "La pluie tombe, dit Armoria.").empty());
  CHECK(Promoted("it", "Il treno per Ferrovena parte, la banca compra.").empty());
  CHECK(Promoted("en", "The contract was signed. Montelar is a town.").empty());
  CHECK(Promoted("sv", "Avtalet gäller en hall i Norrbygg.").empty());
  CHECK(Promoted("nl", "De gemeente is tevreden, zegt Bouwhaven.").empty());
}

// "Into N" may be a place; where N acts elsewhere in the article it is none.
TEST_CASE("open parties: who acts elsewhere is no place", "[extract][deals]") {
  CheckTold({{"fi",
              "Samsung sijoittaa 85 miljoonaa euroa Kaikuaaltoon.\n"
              "Maanantaina Kaikuaalto vuokraa Nebiukselta laskentatehoa 14 miljoonalla eurolla.",
              "kaikuaalto>nebius 1.4e+07"}},
            kToldSum);
}
