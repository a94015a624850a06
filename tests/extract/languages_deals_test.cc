// Deals as the languages of Central and Eastern Europe, Turkey and East Asia tell them: cases,
// particles, endings after an apostrophe, names without capitals. Sentences of our own.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "extract/extraction.h"
#include "extract/frames/frames.h"
#include "extract/rules.h"
#include "tests/support/frame_rules.h"
#include "tests/support/told_article.h"

namespace dealwire {
namespace {

std::string Joined(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out.append(out.empty() ? "" : ",").append(id);
  return out;
}

// "customer>provider 1e9 USD kind status", one a deal, joined by "; ".
std::string DealsTold(const std::string& lang, const std::string& text,
                      const std::string& title = "GPU") {
  const Article article = ToldArticle(lang, title, text);
  std::string out;
  for (const Deal& deal : Extract(article, FrameRules()).deals) {
    if (!out.empty()) out.append("; ");
    out += Joined(deal.customer) + ">" + Joined(deal.provider);
    if (deal.amount) {
      const double sum = deal.amount->min.value_or(deal.amount->max.value_or(0));
      out += fmt::format(" {:g} {}", sum, deal.amount->currency);
    }
    out += std::string(" ") + KindName(deal.kind) + " " + StatusName(deal.status);
  }
  return out;
}

struct DealCase {
  const char* lang;
  const char* text;
  const char* deals;
};

void CheckDeals(std::initializer_list<DealCase> cases) {
  for (const DealCase& c : cases) {
    INFO(c.lang << ": " << c.text);
    CHECK(DealsTold(c.lang, c.text) == c.deals);
  }
}

TEST_CASE("deals: endings after an apostrophe say who is who", "[extract][deals]") {
  CheckDeals({
      {"tr", "OpenAI, Oracle'dan 12 milyar dolara bulut kapasitesi satın alacak.",
       "openai>oracle 1.2e+10 USD compute announced"},
      {"tr", "Nvidia, CoreWeave'e 3 milyar dolarlık çip sattı.",
       "coreweave>nvidia 3e+09 USD chips signed"},
  });
}

TEST_CASE("deals: a bank lends, in its language, though nobody registered it", "[extract][deals]") {
  CheckDeals({
      {"pl", "Firmie CoreWeave pożyczy 400 mln dolarów Bank Karpacki.",
       "bank-karpacki>coreweave 4e+08 USD financing announced"},
  });
}

TEST_CASE("deals: a topic before a comma is not joined to what follows", "[extract][deals]") {
  CheckDeals({
      {"tr", "Blackstone ve KKR, CoreWeave'e 2 milyar dolar kredi verecek.",
       "kkr,blackstone>coreweave 2e+09 USD financing announced"},
      {"ja", "オープンAI、オラクルから40億ドル分の計算資源を調達すると発表した。",
       "openai>oracle 4e+09 USD compute announced"},
  });
}

TEST_CASE("deals: a particle that leads into something is no source", "[extract][deals]") {
  CheckDeals({
      {"uk", "Nvidia вкладе в Anthropic 7 млрд доларів.",
       "nvidia>anthropic 7e+09 USD investment announced"},
      {"zh", "软银宣布向英特尔投资20亿美元。", "softbank>intel 2e+09 USD investment announced"},
      {"zh", "微软向甲骨文采购价值30亿美元的算力。",
       "microsoft>oracle 3e+09 USD compute announced"},
  });
}

TEST_CASE("deals: with another in Chinese is no third party", "[extract][deals]") {
  CheckDeals({{"zh", "CoreWeave与OpenAI签署的云服务合同金额为65亿美元。",
               "openai>coreweave 6.5e+09 USD compute signed"}});
}

TEST_CASE("deals: a sum in a sentence of its own", "[extract][deals]") {
  CheckDeals({
      {"pl", "OpenAI podpisało z Oracle umowę na moc obliczeniową. Wartość: 12 mld dolarów.",
       "openai>oracle 1.2e+10 USD compute signed"},
  });
}

TEST_CASE("deals: a verb of selling sells a site or what is in it", "[extract][deals]") {
  CheckDeals({
      {"ru", "Oracle продала Equinix дата-центр за 300 млн долларов.",
       "equinix>oracle 3e+08 USD acquisition signed"},
      {"ru", "Nvidia продала Oracle чипы на 300 млн долларов.",
       "oracle>nvidia 3e+08 USD chips signed"},
  });
}

TEST_CASE("deals: money that is none", "[extract][deals]") {
  CheckDeals({
      {"pl", "Kurs akcji Oracle wzrósł; przychody Microsoftu sięgnęły 70 mld dolarów.", ""},
      {"cs", "Tržby Nvidie dosáhly 57 miliard dolarů, tvrdí AMD.", ""},
      {"ru", "Выручка Oracle выросла до 15 млрд долларов, сообщает Microsoft.", ""},
      {"tr", "Nvidia'nın geliri 57 milyar dolar oldu, Microsoft'unki arttı.", ""},
      {"zh", "英伟达营收570亿美元，微软股价上涨。", ""},
      {"ja", "エヌビディアの売上高は570億ドルで、マイクロソフトを上回った。", ""},
      {"ko", "엔비디아 매출은 570억달러로 마이크로소프트를 웃돌았다.", ""},
  });
}

TEST_CASE("names: what quotation marks and nouns beside them show", "[extract][names]") {
  CheckDeals({
      {"ru", "Microsoft арендует у оператора «Северный поток данных» серверы за 2 млрд долларов.",
       "microsoft>северный-поток-данных 2e+09 USD compute announced"},
      {"ja", "マイクロソフトは米新興カガミノから20億ドルで計算資源を調達すると発表した。",
       "microsoft>カガミノ 2e+09 USD compute announced"},
      {"ko", "마이크로소프트는 스타트업 구름새에서 20억달러 규모의 클라우드를 빌리기로 했다.",
       "microsoft>구름새 2e+09 USD compute announced"},
      {"hi",
       "बेंगलुरु की स्टार्टअप कंपनी मेघधारा लैब्स में एनवीडिया 4 करोड़ डॉलर का निवेश करेगी, जो क्लाउड बनाती है।",
       "nvidia>मेघधारा-लैब्स 4e+07 USD investment announced"},
      {"zh", "芯片公司北斗微芯完成新一轮融资，腾讯出资8亿美元，用于算力建设。",
       "tencent>北斗微芯 8e+08 USD investment completed"},
      {"ja", "ソフトバンクはAI新興の言葉工房に75億円を出資し、計算資源も提供する。",
       "softbank>言葉工房 7.5e+09 JPY investment announced"},
  });
}

TEST_CASE("names: who a report is from is no party", "[extract][names]") {
  CheckDeals({
      {"cs", "Podle zdrojů Pražského listu koupí Nebius od IBM servery za 90 milionů eur.",
       "nebius>ibm 9e+07 EUR compute reported"},
      {"ru", "По данным источников «Ъ», Nebius купит у IBM серверы на 90 млн евро.",
       "nebius>ibm 9e+07 EUR compute reported"},
      // Quotation marks make no name of a verb.
      {"zh", "AMD称，该公司“打算”向戴尔采购服务器，金额9000万美元。",
       "amd>dell 9e+07 USD chips planned"},
  });
}

TEST_CASE("roles: whose site or shares they are is no subject", "[extract][deals]") {
  CheckDeals({
      {"tr", "Mistral, Nebius'un veri merkezini 90 milyon avroya kiral\u0131yor.",
       "mistral>nebius 9e+07 EUR compute announced"},
      {"hi", "एनवीडिया ने 9 करोड़ यूरो में मिस्ट्रल की 10 फीसदी हिस्सेदारी खरीदी है।",
       "nvidia>mistral 9e+07 EUR investment completed"},
      {"ko", "엔비디아는 미스트랄 지분 10%를 9000만유로에 사들였다.",
       "nvidia>mistral 9e+07 EUR investment completed"},
  });
}

TEST_CASE("roles: at a firm they deny what others tell of it", "[extract][deals]") {
  CheckDeals({
      {"ru", "В AMD опровергли сообщения о покупке Cerebras за 90 млн евро.",
       "amd>cerebras 9e+07 EUR acquisition denied"},
  });
}

TEST_CASE("deals: sums too small for one, by what their currency is worth", "[extract][deals]") {
  CheckDeals({
      {"ru", "Selectel купит у Dell серверы за 390 млн рублей.",
       "selectel>dell 3.9e+08 RUB chips announced"},
      {"ru", "Selectel купит у Dell серверы за 3,9 млн рублей.", "selectel>dell chips announced"},
  });
}

TEST_CASE("roles: the instrumental of a name is who does it", "[extract][deals]") {
  CheckDeals({
      {"ru", "Серверы на 90 млн евро куплены Nebiusом у IBM.",
       "nebius>ibm 9e+07 EUR compute signed"},
      {"cs", "Datacentrum v Brně bylo koupeno Nebiusem za 90 milionů eur od firmy Seznam.cz.",
       "nebius>seznam-cz 9e+07 EUR acquisition announced"},
  });
}

TEST_CASE("frames: a word of its id tells the trade of an unregistered organisation",
          "[extract][frames]") {
  const FrameSet& frames = FrameRules().frames();
  CHECK(frames.SectorOf("banca-nova") == "investor");
  CHECK(frames.SectorOf("uralbank") == "investor");
  CHECK(frames.SectorOf("星河银行") == "investor");
  CHECK(frames.SellsOf("sudetia-energie") == "power");
  CHECK(frames.SectorOf("bankside-optics").empty());
}

TEST_CASE("deals: who builds for another stands behind a particle or right beside its verb",
          "[extract][deals]") {
  CheckDeals({
      {"ja",
       "Nscaleは大阪府に8億ユーロでデータセンターを建設する。Hochtiefが施工する棟は2億ユーロだ。",
       "nscale> 8e+08 EUR capex announced; nscale>hochtief 2e+08 EUR capex announced"},
      {"zh", "Nscale投资8亿欧元在上海建设数据中心，由Hochtief承建。",
       "nscale>hochtief 8e+08 EUR capex announced"},
  });
}

TEST_CASE("deals: a share of a firm stands before its verb, too", "[extract][deals]") {
  CheckDeals({
      {"ko", "엔비디아는 인텔 지분을 10억 달러에 매입한다.",
       "nvidia>intel 1e+09 USD investment announced"},
      {"ja", "AMDはCerebrasを490億ドル相当の株式で買収する。",
       "amd>cerebras 4.9e+10 USD acquisition announced"},
      {"vi", "Nvidia mua cổ phần của Intel với giá 1 tỷ USD.",
       "nvidia>intel 1e+09 USD investment completed"},
  });
}

TEST_CASE("deals: one firm buys another, and nobody says for how much", "[extract][deals]") {
  CheckDeals({
      {"en", "Servers are in demand. Oracle is buying Nebius for an undisclosed sum.",
       "oracle>nebius acquisition announced"},
      {"ja", "サーバーの需要が伸びた。KDDIがネビウスを買収するとの報道を否定した。",
       "kddi>nebius acquisition denied"},
      {"vi", "Nhu cầu máy chủ tăng. Nvidia tăng giá, Apple sẽ mua lại 100 tỷ USD cổ phiếu quỹ.",
       ""},
  });
}

TEST_CASE("deals: a noun that names the side says more than the trades", "[extract][deals]") {
  CheckDeals({
      {"en", "Vattenfall signed a $90 million lease for a data center, the tenant is CoreWeave.",
       "coreweave>vattenfall 9e+07 USD compute signed"},
      {"cs", "Orlen podepsal smlouvu na datové centrum za 90 milionů eur, nájemcem bude Microsoft.",
       "microsoft>orlen 9e+07 EUR compute signed"},
  });
}

TEST_CASE("deals: names that nothing but the sentence shows, without capitals",
          "[extract][deals]") {
  CheckDeals({
      {"ko",
       "두산은 SK실트론을 5조원에 인수하는 본계약을 체결했다. GPU 서버와 데이터센터 수요가 늘었다.",
       "두산>sk실트론 5e+12 KRW acquisition signed"},
      {"zh", "光环新网以8亿元收购五象云谷全部股权。数据中心和服务器的需求增长。",
       "光环新网>五象云谷 8e+08 CNY acquisition announced"},
      {"ja",
       "オリックスはステラパワーを500億円で買収する。データセンターとサーバーの需要が伸びた。",
       "オリックス>ステラパワー 5e+10 JPY acquisition announced"},
      // Common words in the same places are no names.
      {"ko", "인프라는 5조원에 이르고 오라클은 지분을 인수했다.", ""},
      {"ja", "ユーザーは500億円を支払い、サーバーを買った。", ""},
      {"zh", "公司向客户提供服务器，与政府签署协议，金额8亿元。", ""},
  });
}

}  // namespace
}  // namespace dealwire
