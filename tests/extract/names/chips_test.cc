#include "extract/names/chips.h"

#include <catch2/catch.hpp>

#include "extract/names/registry.h"
#include "tests/support/embedded_registry.h"

using namespace dealwire;

namespace {

struct ChipCase {
  const char* lang;
  const char* text;
  const char* count;  // as the quantities stage would have found it; "" for none
  double min;
  const char* slice;  // "" where nothing is to be found
  const char* id;
  const char* vendor;
  const char* kind;
};

Mentions Chips(const ChipCase& c) {
  Article article;
  article.lang = c.lang;
  article.text = c.text;
  const Document document = MakeDocument(article);
  Mentions counts;
  const std::string count = c.count;
  if (!count.empty()) {
    const size_t at = document.text.find(count);
    REQUIRE(at != std::string::npos);
    counts.push_back({{at, at + count.size()}, "", CountValue{c.min, c.min}});
  }
  Mentions chips =
      FindChips(document, EmbeddedRegistry(), FindNames(document, EmbeddedRegistry()), counts);
  if (*c.slice != '\0') {
    REQUIRE(chips.size() == 1);
    CHECK(document.Slice(chips[0].span) == c.slice);
  }
  return chips;
}

}  // namespace

TEST_CASE("chips: models, vendors with a noun, counts with a noun", "[extract][chips]") {
  const ChipCase cases[] = {
      {"en", "It gets hundreds of thousands of Nvidia GPUs.", "hundreds of thousands", 200000,
       "hundreds of thousands of Nvidia GPUs", "", "nvidia", "gpu"},
      {"en", "A first 18,000 GB300 units came.", "18,000", 18000, "18,000 GB300 units", "gb300",
       "nvidia", "gpu"},
      {"en", "AMD ships Instinct MI450 GPUs.", "", 0, "Instinct MI450 GPUs", "mi450", "amd", "gpu"},
      {"en", "They bought 100,000 GPUs.", "100,000", 100000, "100,000 GPUs", "", "", "gpu"},
      {"en", "Nvidia's most advanced AI chips sell.", "", 0, "Nvidia's most advanced AI chips", "",
       "nvidia", "gpu"},
      {"en", "The GB200 Blackwell sells.", "", 0, "GB200 Blackwell", "gb200", "nvidia", "gpu"},
      {"de", "Anthropic nutzt eine Million TPUs.", "eine Million", 1e6, "eine Million TPUs", "tpu",
       "google", "tpu"},
      {"de", "rund 10.000 Nvidia-GPUs", "10.000", 10000, "10.000 Nvidia-GPUs", "", "nvidia", "gpu"},
      {"fr", "sur 1024 GPU Nvidia H200 à Gravelines", "1024", 1024, "1024 GPU Nvidia H200", "h200",
       "nvidia", "gpu"},
      {"it", "208 acceleratori Gaudi 2", "208", 208, "208 acceleratori Gaudi 2", "gaudi-2", "intel",
       "asic"},
      {"it", "miliardi sui chip più potenti di NVIDIA", "", 0, "chip più potenti di NVIDIA", "",
       "nvidia", "gpu"},
      {"cs", "poběží na čipech Nvidie.", "", 0, "čipech Nvidie", "", "nvidia", "gpu"},
      {"pl", "serwery z 2048 układami B200 Nvidii", "2048", 2048, "2048 układami B200", "b200",
       "nvidia", "gpu"},
      {"ru", "доступ к сотням тысяч графических процессоров Nvidia", "сотням тысяч", 200000,
       "сотням тысяч графических процессоров Nvidia", "", "nvidia", "gpu"},
      {"tr", "512 adet B200 GPU içeren", "512", 512, "512 adet B200 GPU", "b200", "nvidia", "gpu"},
      {"ko", "블랙웰 GPU 26만 장을 공급한다", "26만", 260000, "블랙웰 GPU 26만 장", "blackwell",
       "nvidia", "gpu"},
      {"ja", "韓国は26万枚のGPUを確保した。", "26万", 260000, "26万枚のGPU", "", "", "gpu"},
      {"ja", "テキサス州：GB300 10万4000基", "10万4000", 104000, "GB300 10万4000基", "gb300",
       "nvidia", "gpu"},
      {"zh", "AWS将提供数十万枚英伟达GPU，", "数十万", 200000, "数十万枚英伟达GPU", "", "nvidia",
       "gpu"},
      {"zh-Hant", "向輝達採購GB300 NVL72機櫃，", "", 0, "GB300 NVL72機櫃", "gb300-nvl72", "nvidia",
       "rack"},
      {"ar", "تشتري ٦٠٠ ألف رقاقة من إنفيديا", "٦٠٠ ألف", 600000, "٦٠٠ ألف رقاقة من إنفيديا", "",
       "nvidia", "gpu"},
      {"hi", "20,736 ब्लैकवेल अल्ट्रा GPU खरीदने", "20,736", 20736, "20,736 ब्लैकवेल अल्ट्रा GPU",
       "blackwell-ultra", "nvidia", "gpu"},
      {"vi", "sẽ vận hành hàng nghìn GPU và", "hàng nghìn", 2000, "hàng nghìn GPU", "", "", "gpu"},
      // Racks of any chip are racks; a maker of one kind makes that kind.
      {"en", "It rents Ironwood racks.", "", 0, "Ironwood racks", "ironwood", "google", "rack"},
      {"ko", "리벨리온 칩을 쓴다.", "", 0, "리벨리온 칩을", "", "rebellions", "asic"},
      {"pl", "na serwerach z procesorami Graphcore", "", 0, "procesorami Graphcore", "",
       "graphcore", "asic"},
      {"en", "AMD shows its Helios rack.", "", 0, "Helios rack", "helios", "amd", "rack"},
      {"ar", "اشترت معالج جي.بي 300 واحدا", "", 0, "معالج جي.بي 300", "gb300", "nvidia", "gpu"},
  };
  for (const ChipCase& c : cases) {
    INFO(c.lang << ": " << c.text);
    const Mentions chips = Chips(c);
    REQUIRE(chips.size() == 1);
    const ChipValue& chip = *Get<ChipValue>(chips[0]);
    CHECK(chip.id == c.id);
    CHECK(chip.vendor == c.vendor);
    CHECK(chip.kind == c.kind);
    if (*c.count != '\0') CHECK(chip.count_min == c.min);
  }
}

TEST_CASE("chips: what is none", "[extract][chips]") {
  const ChipCase cases[] = {
      {"en", "The shortage of chips and GPUs goes on.", "", 0, "", "", "", ""},
      {"en", "Nvidia, whose chips sell well, is a chip maker.", "", 0, "", "", "", ""},
      {"en", "It took 300 people.", "300", 300, "", "", "", ""},
      {"en", "In 2026 chips were scarce.", "2026", 2026, "", "", "", ""},
      {"ja", "米半導体エヌビディアが発表した。", "", 0, "", "", "", ""},
      {"ru", "Чипмейкер Nvidia вырос.", "", 0, "", "", "", ""},
      {"en", "Galaxy pays 20 million for Helios, its Texan campus.", "", 0, "", "", "", ""},
  };
  for (const ChipCase& c : cases) {
    INFO(c.lang << ": " << c.text);
    CHECK(Chips(c).empty());
  }
}
