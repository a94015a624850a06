#include "ingest/agencies.h"

#include <catch2/catch.hpp>

namespace dealwire {
namespace {

using Names = std::vector<std::string>;

Names In(const std::vector<std::string>& blocks, const Names& authors = {},
         const Names& bylines = {}, const Names& notes = {}) {
  Content content;
  for (const std::string& text : blocks) {
    if (!content.text.empty()) content.text += '\n';
    Block block;
    block.byte_start = content.text.size();
    content.text += text;
    block.byte_end = content.text.size();
    content.blocks.push_back(block);
  }
  content.bylines = bylines;
  content.notes = notes;
  return FindAgencies(authors, content);
}

}  // namespace

TEST_CASE("agencies: where a text says whose it is", "[ingest][agencies]") {
  CHECK(In({"Prose."}, {"Jane Rowe", "Reuters"}) == Names{"Reuters"});
  CHECK(In({"Prose."}, {}, {"dpa/AFP"}) == Names{"dpa", "AFP"});
  CHECK(In({"Prose."}, {}, {"Quelle: dpa"}) == Names{"dpa"});
  CHECK(In({"BERLIN (Reuters) - Drei Hallen sind gemietet."}) == Names{"Reuters"});
  CHECK(In({"Paris, 3 déc. (AFP) \u2014 Trois halles sont louées."}) == Names{"AFP"});
  CHECK(In({"ROMA, 7 DIC - (ANSA) - Tre capannoni."}) == Names{"ANSA"});
  CHECK(In({"(서울=연합뉴스) 홍길동 기자 = 세 개의 홀을 임대했다."}) == Names{"연합뉴스"});
  CHECK(In({"Eins.", "Zwei. (dpa)"}) == Names{"dpa"});
  CHECK(In({"Eins.", "dpa/AFP"}) == Names{"dpa", "AFP"});
  CHECK(In({"Prose."}, {}, {}, {"AFP"}) == Names{"AFP"});
  CHECK(In({"BERLIN (dpa) - Eins.", "Zwei. (dpa)"}, {"dpa"}) == Names{"dpa"});
  CHECK(In({"Prose."}, {}, {"Japan: \u8A18\u8005\u3001ASSOCIATED PRESS(AFP)"}) ==
        Names{"ASSOCIATED PRESS", "AFP"});
  CHECK(In({"Prose."}, {}, {"Apart from Japan, statt"}).empty());
}

TEST_CASE("agencies: prose that speaks of one is not by it", "[ingest][agencies]") {
  CHECK(In({"The talks were first told by Reuters on Tuesday."}).empty());
  CHECK(In({"Three halls (of the old yard) - Reuters said - are rented."}).empty());
  CHECK(In({"The agency (Reuters) had told of the talks."}).empty());
  CHECK(In({"One.", "Reuters told of the talks."}).empty());
  CHECK(In({"One."}, {"Jane Rowe"}, {"By Jane Rowe"}, {"Photo: AP and others"}).empty());
  CHECK(In({}).empty());
}

}  // namespace dealwire
