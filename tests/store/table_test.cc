#include "store/table.h"

#include <catch2/catch.hpp>

#include "store/deal_json.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

Table One(const std::string& text, bool number = false) {
  return {.columns = {"name"}, .rows = {{{text, number}}}};
}

TEST_CASE("table: widths of Chinese, Japanese, Korean and combining marks", "[store][table]") {
  CHECK(DisplayWidth("abc") == 3);
  CHECK(DisplayWidth("\xE8\x8B\xB1\xE4\xBC\x9F") == 4);  // Han
  CHECK(DisplayWidth("\xE3\x83\x80") == 2);              // katakana
  CHECK(DisplayWidth("\xEC\x82\xBC\xEC\x84\xB1") == 4);  // Hangul
  CHECK(DisplayWidth("e\xCC\x81") == 1);                 // e and an accent
  CHECK(DisplayWidth("\xEF\xBC\xA1") == 2);              // full-width A
  CHECK(DisplayWidth("\xE3\x80\x82") == 2);              // ideographic full stop
}

TEST_CASE("table: columns are aligned, cut to the terminal, numbers to the right",
          "[store][table]") {
  Table table = {.columns = {"ID", "N"},
                 .rows = {{{"\xE8\x8B\xB1\xE4\xBC\x9F", false}, {"7", true}},
                          {{"abcdef", false}, {"1234", true}}}};
  CHECK(Render(table, TableFormat::kTable) ==
        "ID         N\n"
        "\xE8\x8B\xB1\xE4\xBC\x9F       7\n"
        "abcdef  1234\n");
  table.rows[1][0].text = std::string(50, 'x');
  const std::string cut = Render(table, TableFormat::kTable, 30);
  for (size_t start = 0; start < cut.size(); start = cut.find('\n', start) + 1) {
    CHECK(DisplayWidth(cut.substr(start, cut.find('\n', start) - start)) <= 30);
  }
  CHECK(cut.find("\xE2\x80\xA6") != std::string::npos);
}

TEST_CASE("table: no control character reaches a terminal", "[store][table]") {
  const std::string hostile =
      "a\x1b[31mred\x07\nb\xE2\x80\xAE"
      "c";
  for (const TableFormat format : {TableFormat::kTable, TableFormat::kMarkdown}) {
    const std::string text = Render(One(hostile), format);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find('\x07') == std::string::npos);
    CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
  }
  CHECK(Render(One("plain"), TableFormat::kTable, 0, true).find("\x1b[1m") == 0);
}

TEST_CASE("table: CSV by RFC 4180, without formulas", "[store][table]") {
  const auto csv = [](const std::string& text, bool number = false) {
    return Render(One(text, number), TableFormat::kCsv);
  };
  CHECK(csv("plain") == "name\r\nplain\r\n");
  CHECK(csv("a,b") == "name\r\n\"a,b\"\r\n");
  CHECK(csv("say \"x\"") == "name\r\n\"say \"\"x\"\"\"\r\n");
  CHECK(csv("two\nlines") == "name\r\n\"two\nlines\"\r\n");
  CHECK(csv("=1+1") == "name\r\n'=1+1\r\n");
  CHECK(csv("@SUM(A1)") == "name\r\n'@SUM(A1)\r\n");
  CHECK(csv("-5", true) == "name\r\n-5\r\n");
  CHECK(Render(One("a\tb\nc"), TableFormat::kTsv) == "name\na b c\n");
  CHECK(Render(One("=1+1"), TableFormat::kTsv) == "name\n'=1+1\n");
  CHECK(Render(One("a|b"), TableFormat::kMarkdown) == "| name |\n| --- |\n| a\\|b |\n");
}

pb::Money Money(double min, double max, const char* currency, const char* qualifier) {
  pb::Money money;
  if (min > 0) money.set_min(min);
  if (max > 0) money.set_max(max);
  money.set_currency(currency);
  money.set_qualifier(qualifier);
  return money;
}

TEST_CASE("table: amounts as people write them", "[store][table]") {
  CHECK(ShortMoney(Money(38e9, 38e9, "USD", "exact")) == "$38.0bn");
  CHECK(ShortMoney(Money(38e9, 38e9, "USD", "about")) == "~$38.0bn");
  CHECK(ShortMoney(Money(3e11, 0, "EUR", "at_least")) ==
        ">=\xE2\x82\xAC"
        "300.0bn");
  CHECK(ShortMoney(Money(0, 1.5e12, "SEK", "at_most")) == "<=SEK 1.5tn");
  CHECK(ShortMoney(Money(3e9, 4e9, "USD", "range")) == "$3.0bn-4.0bn");
  CHECK(ShortMoney(pb::Money()).empty());
  CHECK(ShortNumber(999.96e9) == "1.0tn");
  CHECK(ShortNumber(950) == "950");
  CHECK(PlainNumber(600e9) == "600000000000");
  CHECK(PlainNumber(17.4e9) == "17400000000");
}

}  // namespace
}  // namespace dealwire
