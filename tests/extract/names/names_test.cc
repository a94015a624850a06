#include "extract/names/names.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "extract/names/open_names.h"
#include "extract/names/registry.h"
#include "tests/support/embedded_registry.h"

using namespace dealwire;

namespace {

struct NamesCase {
  const char* lang;
  const char* text;
  const char* expected;  // "slice=id slice=id", in order
};

Article ArticleOf(const std::string& lang, const std::string& text) {
  Article article;
  article.lang = lang;
  article.text = text;
  CompleteArticle(&article);
  return article;
}

std::string NamesFound(const Registry& registry, const std::string& lang, const std::string& text) {
  const Article article = ArticleOf(lang, text);
  const Document document = MakeDocument(article);
  std::string out;
  for (const Mention& mention : FindNames(document, registry).found) {
    if (!out.empty()) out.append(" ");
    out.append(document.Slice(mention.span)).append("=");
    const auto* org = Get<OrgValue>(mention);
    out.append(org != nullptr ? org->id : Get<ProductValue>(mention)->id);
  }
  return out;
}

void CheckNames(std::initializer_list<NamesCase> cases) {
  for (const NamesCase& c : cases) {
    INFO(c.lang << ": " << c.text);
    CHECK(NamesFound(EmbeddedRegistry(), c.lang, c.text) == c.expected);
  }
}

std::string Open(const std::string& lang, const std::string& text, bool strong_only = false) {
  const Article article = ArticleOf(lang, text);
  const Document document = MakeDocument(article);
  std::string out;
  const Mentions known = FindNames(document, EmbeddedRegistry()).found;
  for (const OpenOrganisation& open : OpenNames(document, EmbeddedRegistry(), known).Find()) {
    if (open.opening || (strong_only && !open.strong)) continue;
    if (!out.empty()) out.append(" ");
    out.append(Get<OrgValue>(open.mention)->id);
  }
  return out;
}

}  // namespace

TEST_CASE("names: endings and compounds of each language", "[extract][names]") {
  CheckNames({
      {"de", "Nvidias Chips, OpenAI-Cloud-Strategie und NVIDIA-GPUs",
       "Nvidias=nvidia OpenAI=openai NVIDIA=nvidia"},
      {"en", "Oracle's deal with Amazon Web Services (AWS)",
       "Oracle=oracle Amazon Web Services=aws AWS=aws"},
      // A name that a longer one begins in: "la nube de Amazon" is one, too.
      {"es", "la nube de Amazon Web Services; la nube de Amazon",
       "Amazon Web Services=aws la nube de Amazon=aws"},
      {"sv", "Nvidiachips till Microsofts molnavtal", "Nvidia=nvidia Microsofts=microsoft"},
      {"fi", "Microsoftin ja Oraclelta AMD:n siruja",
       "Microsoftin=microsoft Oraclelta=oracle AMD=amd"},
      {"pl", "Nvidii, Microsoftem i Google'a", "Nvidii=nvidia Microsoftem=microsoft Google=google"},
      {"cs", "od Nebiusu, Nscalu a Nvidie", "Nebiusu=nebius Nscalu=nscale Nvidie=nvidia"},
      {"ru", "Ораклом, Гугла и у Амазона", "Ораклом=oracle Гугла=google Амазона=amazon"},
      {"tr", "OpenAI'nin Oracle'dan aldığı", "OpenAI=openai Oracle=oracle"},
      {"ro", "contractul Oracle-ului cu Microsoftului", "Oracle=oracle Microsoftului=microsoft"},
      {"ar", "بين أوراكل وأمازون لمايكروسوفت", "أوراكل=oracle أمازون=amazon مايكروسوفت=microsoft"},
      {"ko", "오라클은 엔비디아와 AMD의 칩을", "오라클=oracle 엔비디아=nvidia AMD=amd"},
      {"ja", "オラクルと米マイクロソフトは", "オラクル=oracle マイクロソフト=microsoft"},
      {"zh", "甲骨文与微软签署", "甲骨文=oracle 微软=microsoft"},
      {"hi", "ओरेकल और एनवीडिया ने", "ओरेकल=oracle एनवीडिया=nvidia"},
      {"fr", "l'accord d'Oracle avec CoreWeave", "Oracle=oracle CoreWeave=coreweave"},
  });
}

TEST_CASE("names: near misses", "[extract][names]") {
  CheckNames({
      {"en", "an intelligent oracle in the orange dell", ""},
      {"en", "He met Dellinger and Intelsat at Applebee's.", ""},
      {"it", "Dell'accordo non si parla.", ""},
      {"ko", "메타버스 기업", ""},
      {"ja", "メタバースとメタデータ", ""},
      {"en", "A sap rises.", ""},
      {"de", "Das Orakel von Delphi, sagt Microsoft.", "Microsoft=microsoft"},
      {"de", "Orakel und Microsoft liefern.", "Orakel=oracle Microsoft=microsoft"},
      {"fr", "Orakel et Microsoft", "Microsoft=microsoft"},  // a mistranslation of German alone
  });
}

TEST_CASE("names: a product hides the brand in its name", "[extract][names]") {
  CheckNames({
      {"en", "models on Amazon Bedrock and Google Vertex AI",
       "Amazon Bedrock=amazon-bedrock Google Vertex AI=vertex-ai"},
      {"en", "Microsoft sells Azure", "Microsoft=microsoft Azure=azure"},
      {"de", "auf Amazonas-Felsgrund von Oracle",
       "Amazonas-Felsgrund=amazon-bedrock Oracle=oracle"},
  });
}

TEST_CASE("names: hostile text is linear and does not crash", "[extract][names]") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "nvidianvidia\xED\x95\x9C meta-";
  CHECK_NOTHROW(NamesFound(EmbeddedRegistry(), "ko", text));
  CHECK_NOTHROW(NamesFound(EmbeddedRegistry(), "ar", std::string(100000, 'a')));
}

TEST_CASE("names: organisations that nobody registered", "[extract][names]") {
  CHECK(OrganisationSlug("Bank Pekao") == "bank-pekao");
  CHECK(OrganisationSlug("AT&T  Ltd.") == "at-t-ltd");
  CHECK(Open("en", "Buckeye Atomic Inc. will sell power to Oracle.", true) == "buckeye-atomic");
  CHECK(Open("de", "Der Anbieter Glacier Compute zahlt der Walliser Gewerbebank Geld.", true) ==
        "glacier-compute walliser-gewerbebank");
  CHECK(Open("de", "Die Rechenzentren kosten viel Geld.").empty());
  CHECK(Open("en", "On Monday in Berlin and France, the CEO left.").empty());
  // What a year stands behind is an edition.
  CHECK(Open("en", "They rolled out the Winterfold 2025 release.").empty());
  CHECK(Open("en", "They rolled out the Winterfold release.") == "winterfold");
  // A field is none, though its last word is one that firms end in.
  CHECK(Open("en", "Neural Networks change shops. Artificial Intelligence does.").empty());
  CHECK(Open("en", "They met Neural Northwind Networks.") == "neural-northwind-networks");
  CHECK(Open("zh", "云帆智驾与星河银行签署协议", true).find("星河银行") != std::string::npos);
  CHECK(Open("ko", "새벽은행과 계약했다", true) == "새벽은행");
  CHECK(Open("cs", "Úvěr poskytne Moravská banka.", true) == "moravská-banka");
  // One id for all forms.
  CHECK(Open("pl", "Firma Karpatcloud rośnie. Z Karpatcloudem rozmawia bank.") ==
        "karpatcloud karpatcloud");
}

TEST_CASE("names: a noun for organisations beside the name", "[extract][names]") {
  // Adjectives may part the two, and the noun may follow as an apposition.
  CHECK(Open("fr", "Elle a signé avec la coopérative bretonne Armoria.", true) == "armoria");
  CHECK(Open("es", "La naviera gallega Rotalba pagará la obra.", true) == "rotalba");
  CHECK(Open("es", "El pedido es de Rotalba, una operadora de Vigo.", true) == "rotalba");
  CHECK(Open("en", "They paid Ironquill, a New York maker of links for AI servers.", true) ==
        "ironquill");
  CHECK(Open("en", "They met in Ironquill, a Boston suburb with many makers.", true).empty());
  CHECK(Open("it", "Ha comprato la bresciana Ferrovena.", true) == "ferrovena");
  CHECK(Open("pt", "O contrato é da seguradora mineira Ourobranco.", true) == "ourobranco");
  CHECK(Open("ro", "A semnat furnizorul clujean Somedata.", true) == "somedata");
  CHECK(Open("vi", "Nhà cung cấp Sao Biển ký hợp đồng.", true) == "sao-biển");
  // Shown to be one once, it is one everywhere.
  CHECK(Open("es", "Paga Rotalba. Cobra la naviera Rotalba.", true) == "rotalba rotalba");
  // "And" parts two names, but not the words of a bank's.
  CHECK(Open("it", "Il conto lo paga Credito e Lavoro.", true) == "credito-e-lavoro");
  CHECK(Open("es", "Hoy firman Rotalba y Montelar.") == "rotalba montelar");
  // Where no capital shows a name, quotation marks do.
  CHECK(Open("ar", "اشترت «نجوم الخليج» خوادم، ووصفت الخبر بأنه «عار من الصحة».", true) ==
        "نجوم-الخليج");
  CHECK(Open("ro", "O firmă condusă de Mihai Stroe cumpără servere.", true).empty());
  // A person is none, whatever adjectives the office has.
  CHECK(Open("es", "Lo dijo el director financiero Marcos Ulloa.").empty());
}

TEST_CASE("a word that ends Hindi names may go on in one") {
  CHECK(Open("hi", "बैंकों ने साबरमती डेटा पार्क्स को कर्ज दिया।", true) == "साबरमती-डेटा-पार्क्स");
  CHECK(Open("hi", "और डेटा पार्क्स को कर्ज मिला।", true).empty());
}

TEST_CASE("an Arabic noun for a firm shows the name behind it, which then stands alone") {
  CHECK(Open("ar", "اشترت شركة مدار للحوسبة رقائق. وباعت إنفيديا لبنك الغدير خوادم.", true) ==
        "مدار-للحوسبة بنك-الغدير");
  CHECK(Open("ar", "وقعت شركة مدار للحوسبة عقداً. وستشتري مدار للحوسبة رقائق.", true) ==
        "مدار-للحوسبة مدار-للحوسبة");
  CHECK(Open("ar", "جولة من الفئة «ب».", true).empty());
  // What a firm is, and a name within a longer word, are none.
  CHECK(Open("ar", "استأجرت شركة محلية كبيرة قاعات.", true).empty());
  CHECK(Open("ar", "وقعت شركة مدار للحوسبة عقداً. هذه إصدار للحوسبة.", true) == "مدار-للحوسبة");
}

TEST_CASE("names: a form that no ending makes goes by the entry's name", "[extract][names]") {
  const Article article = ArticleOf("cs", "Smlouvu s Komerční bankou má i Česká spořitelna.");
  const Document document = MakeDocument(article);
  std::vector<std::string> own;
  for (const Mention& mention : FindNames(document, EmbeddedRegistry()).found)
    own.push_back(Get<OrgValue>(mention)->own);
  CHECK(own == std::vector<std::string>{"komerční-banka", "česká-spořitelna"});
}

TEST_CASE("names: the legal form of an alias is no part of an id", "[extract][names]") {
  const Article article = ArticleOf("nb", "Avtalen mellom Aker ASA og Nscale er signert.");
  const Document document = MakeDocument(article);
  const Mentions found = FindNames(document, EmbeddedRegistry()).found;
  REQUIRE(!found.empty());
  CHECK(Get<OrgValue>(found[0])->own == "aker");
  CHECK(document.Slice(found[0].span) == "Aker ASA");
}

TEST_CASE("names: 400,000 names", "[.][bench][names]") {
  std::mt19937 random(3);
  const auto word = [&] {
    std::string w(4 + random() % 6, 'a');
    for (char& c : w) c = static_cast<char>('a' + random() % 26);
    w[0] = static_cast<char>(w[0] - 32);
    return w;
  };
  std::string toml;
  for (int i = 0; i < 400000; ++i) {
    const std::string id = std::to_string(i);
    toml.append("[[org]]\nid = \"x").append(id).append("\"\nname = \"");
    toml.append(word()).append(" ").append(word()).append("\"\n");
  }
  const RuleFiles embedded = RuleFiles::Embedded();
  std::vector<RuleFile> files = embedded.all();
  files.push_back({"registry/many.toml", "many.toml", toml});
  const RuleFiles many(std::move(files));
  using Seconds = std::chrono::duration<double>;
  std::string text;
  while (text.size() < 8u << 20) {
    for (const NameExample& e : EmbeddedRegistry().examples()) text.append(e.text).append(" ");
    for (int i = 0; i < 300; ++i) text.append(word()).append(" and the company said ");
    text.append("\n");
  }
  for (const RuleFiles* rules : {&embedded, &many}) {
    Diagnostics problems;
    const auto start = std::chrono::steady_clock::now();
    const auto registry = Registry::Compile(*rules, &problems);
    const auto built = std::chrono::steady_clock::now();
    const Article article = ArticleOf("en", text);
    const Document document = MakeDocument(article);
    const auto scan = std::chrono::steady_clock::now();
    const Names names = FindNames(document, *registry);
    const auto done = std::chrono::steady_clock::now();
    WARN(registry->size() << " entries: compiled in " << Seconds(built - start).count() << " s, "
                          << static_cast<double>(registry->MemoryBytes()) / 1e6 << " MB, "
                          << 8 / Seconds(done - scan).count() << " MiB/s, " << names.found.size()
                          << " names");
  }
}

TEST_CASE("names: who is called by the last of two words is a person", "[extract][names]") {
  CHECK(Open("en",
             "He met Maxim Agev. He saw Aurora Vale, too. Then the talk with Agev went on, and "
             "that with Aurora.") == "aurora-vale aurora");
  CHECK(Open("uk",
             "\u0414\u0438\u0440\u0435\u043a\u0442\u043e\u0440 "
             "\u043a\u043e\u043c\u043f\u0430\u043d\u0456\u0457 "
             "\u041c\u0430\u043a\u0441\u0438\u043c "
             "\u0410\u0433\u0454\u0454\u0432 \u043f\u0440\u0438\u0457\u0445\u0430\u0432. "
             "\u0420\u0435\u0448\u0442\u0443 \u0434\u0430\u0434\u0443\u0442\u044c, "
             "\u0437\u0430\u0437\u043d\u0430\u0447\u0438\u0432 "
             "\u0410\u0433\u0454\u0454\u0432.")
            .empty());
}

TEST_CASE("names: a longer name takes the shorter one behind it, and not before",
          "[extract][names]") {
  CHECK(Open("en", "The cloud firm Noorder Compute has grown. It says Noorder lets halls.") ==
        "noorder-compute noorder-compute");
  CHECK(
      Open("en", "The cloud firm Noorder has grown. It says Noorder sells Noorder Compute Ltd.") ==
      "noorder noorder noorder-compute");
}

TEST_CASE("names: who leads it stands before a firm's name in another case", "[extract][names]") {
  CHECK(Open("pl", "O planach m\u00f3wi prezes Chmury Ba\u0142tyckiej, Marta Zieli\u0144ska.") ==
        "chmura-ba\u0142tycka marta-zieli\u0144ska");
  CHECK(Open("pl", "O planach m\u00f3wi prezes Marta Zieli\u0144ska.").empty());
}

TEST_CASE("open names: and, heads alone, and capitals where they are late", "[extract][names]") {
  // Two firms, but one name where "and" stands inside it.
  CHECK(Open("da", "Lånet stilles af Sydjysk Bank og Nykrone.") == "sydjysk-bank nykrone");
  CHECK(Open("es", "Hoy prestan Banco Montelar e IGT.") == "banco-montelar igt");
  CHECK(Open("en", "Lenders such as Barkleys and HSQC paid.") == "barkleys hsqc");
  CHECK(Open("en", "It was the Department of Roads and Canals.") ==
        "department-of-roads-and-canals");
  CHECK(Open("tr", "Krediyi Avrupa Yol ve Köprü Bankası'ndan aldı.") ==
        "avrupa-yol-ve-köprü-bankası");
  CHECK(Open("tr", "Finansmana yeni Akkent ve Vakıf Gölü katıldı.") == "akkent vakıf-gölü");
  // An adjective of a nation with a head alone behind it.
  CHECK(Open("da", "Mandag stillede Svenske Bank en ramme.") == "svenske-bank");
  CHECK(Open("en", "It pays the German Telecom.").empty());
  // A small letter before the capital; units have one, too.
  CHECK(Open("pl", "Kredytu udzieli dBank.") == "dbank");
  CHECK(Open("sv", "Hallen hyrs av atSouth.") == "atsouth");
  CHECK(Open("en", "Power costs 12 cents per kWh there.").empty());
  // Behind a dateline with an agency, and before an ending behind an apostrophe.
  CHECK(Open("sv", "KALMAR (TT) Molnbolaget Polardal ökar.", /*strong_only=*/true) == "polardal");
  CHECK(Open("tr", "Yemektepe'nin sunucuları yeni.") == "yemektepe");
}

TEST_CASE("open names: spelled capitals, and who begins a sentence where none shows it",
          "[extract][names]") {
  CHECK(Open("hi", "कल एनटीएक्ससी से बिजली मिली।", /*strong_only=*/true) == "एनटीएक्ससी");
  CHECK(Open("hi", "कल जीपीयू से बिजली मिली।").empty());
  CHECK(Open("hi", "लाइटपुल ने नोड लगाए।") == "लाइटपुल");
  CHECK(Open("hi", "सरकार ने नोड लगाए।").empty());
  CHECK(Open("hi", "सत्य नडेवा ने कहा।").empty());
  // Behind a bullet, and two characters before a word of two.
  CHECK(Open("zh", "• 商海正与对方商谈。") == "商海");
  CHECK(Open("zh", "业界传出，神云有意承租机房。") == "神云");
  CHECK(Open("zh", "滙港數據行政總裁說：「香港缺電。」") == "滙港數據");
  CHECK(Open("zh", "为期五年，用于扩建机房。").empty());
}

TEST_CASE("open names: nouns of two words, what stands before a noun, and syllables",
          "[extract][names]") {
  CHECK(Open("fr", "Modulaire, une jeune pousse lyonnaise, grandit. On parle de Modulaire.",
             /*strong_only=*/true) == "modulaire modulaire");
  CHECK(Open("uk", "Угоду відкликав Данський фонд Nordvar.") == "nordvar");
  CHECK(Open("vi", "Hôm qua, Công ty Hạ tầng số Vàm Sông khởi công.") == "hạ-tầng-số-vàm-sông");
}

TEST_CASE("open names: an adjective behind its head bends, too", "[extract][names]") {
  CHECK(Open("pl", "Umowę zawarto z PKX Bankiem Polskim wczoraj.") == "pkx-bank-polski");
}

TEST_CASE("open names: what goes on elsewhere is the longer name", "[extract][names]") {
  CHECK(Open("ja", "北陸データ基盤、設備を増強。北陸データ基盤株式会社は発表した。") ==
        "北陸データ基盤 北陸データ基盤");
  CHECK(Open("ja", "北陸データ、設備を増強。") == "北陸データ");
}

TEST_CASE("open names: hiragana before a word for organisations", "[extract][names]") {
  CHECK(Open("ja", "三井住友銀行とあかつき銀行から借り入れる。") == "あかつき銀行");
  CHECK(Open("ja", "あさぎり証券が引き受ける。") == "あさぎり証券");
  CHECK(Open("ja", "開発を手がける北辰AI（東京・港）が調達した。") == "北辰ai");
  CHECK(Open("ja", "運営を担う米ヴォルテラだ。") == "ヴォルテラ");
  CHECK(Open("ja", "運営を担うヴォルテラだ。").empty());
  CHECK(Open("ja", "運営を担う米スタートアップだ。").empty());
  CHECK(Open("ja", "NTTとあおい創発キャピタルが出資する。") == "あおい創発キャピタル");
  // Small words, verbs and adjectives.
  CHECK(Open("ja", "および銀行が貸す。").find("および") == std::string::npos);
  CHECK(Open("ja", "事業をしている銀行が貸す。").find("いる") == std::string::npos);
  CHECK(Open("ja", "新しい銀行が貸す。").find("しい") == std::string::npos);
}
