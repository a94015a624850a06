#include "ingest/charset.h"

#include <catch2/catch.hpp>

#include "ingest/charset_labels.h"

namespace dealwire {

using namespace std::string_literals;

TEST_CASE("charset: a byte-order mark is stronger than all", "[ingest][charset]") {
  CHECK(DecodeToUtf8("\xEF\xBB\xBFgr\xC3\xBC\xC3\x9F", "text/html; charset=koi8-r") == "grüß");
  CHECK(DecodeToUtf8("\xFF\xFE<\0p\0>\0\xFC\0"s, "") == "<p>ü");
  CHECK(DecodeToUtf8("\xFE\xFF\0<\0p\0>\0\xFC"s, "") == "<p>ü");
}

TEST_CASE("charset: UTF-16 without a mark", "[ingest][charset]") {
  CHECK(DecodeToUtf8("<\0p\0>\0\xFC\0"s, "") == "<p>ü");
  CHECK(DecodeToUtf8("\0<\0p\0>\0\xFC"s, "") == "<p>ü");
  CHECK(DecodeToUtf8("a\0\xFC\0"s, "text/plain; charset=UTF-16LE") == "aü");
  CHECK(IsUtf16("a\0"s, "text/plain; charset=utf-16"));
  CHECK_FALSE(IsUtf16("a\0"s, "text/plain"));
  // A <meta> that can be read is in no UTF-16 (HTML Standard 13.2.3.2).
  CHECK(DecodeToUtf8("<meta charset=utf-16>\xFC", "") == "<meta charset=utf-16>\xEF\xBF\xBD");
}

TEST_CASE("charset: bytes that are valid UTF-8 are UTF-8, whatever they say", "[ingest][charset]") {
  const std::string page = "<meta charset=\"iso-8859-1\">Straße 東京";
  CHECK(DecodeToUtf8(page, "text/html; charset=windows-1252") == page);
}

TEST_CASE("charset: the header, then <meta>, then windows-1252", "[ingest][charset]") {
  CHECK(DecodeToUtf8("\xF0\xD2\xC9", "text/html; charset=\"KOI8-R\"") == "При");
  CHECK(DecodeToUtf8("<meta charset='windows-1251'>\xCF\xF0\xE8", "text/html") ==
        "<meta charset='windows-1251'>При");
  CHECK(DecodeToUtf8(
            "<meta http-equiv=content-type content=\"text/html; charset=shift_jis\">\x93\xFA",
            "") == "<meta http-equiv=content-type content=\"text/html; charset=shift_jis\">日");
  CHECK(DecodeToUtf8("\x93quoted\x94 \x80", "") == "“quoted” €");
  CHECK(DecodeToUtf8("\x93quoted\x94", "text/html; charset=no-such-thing") == "“quoted”");
}

TEST_CASE("charset: labels mean what the Encoding Standard says", "[ingest][charset]") {
  CHECK(DecodeToUtf8("\x80", "text/html; charset=iso-8859-1") == "€");
  CHECK(DecodeToUtf8("\x80", "text/html; charset=us-ascii") == "€");
  CHECK(DecodeToUtf8("\xFE", "text/html; charset=iso-8859-9") == "ş");
  CHECK(DecodeToUtf8("\xE9\x5B", "text/html; charset=gb2312") ==
        "閇");  // not in GB 2312, but in GBK
  CHECK(DecodeToUtf8("\xA4\xA4\xA4\xE5", "text/html; charset=big5") == "中文");
  CHECK(DecodeToUtf8("\xC7\xD1\xB1\xDB", "text/html; charset=ks_c_5601-1987") == "한글");
  CHECK(DecodeToUtf8("\xC6\xFC\xCB\xDC", "text/html; charset=x-euc-jp") == "日本");
}

TEST_CASE("charset: every label is one that ICU reads", "[ingest][charset]") {
  for (const char* label : {"unicode-1-1-utf-8",
                            "866",
                            "csisolatin2",
                            "latin3",
                            "l4",
                            "cyrillic",
                            "asmo-708",
                            "greek8",
                            "visual",
                            "logical",
                            "latin6",
                            "iso885913",
                            "iso-8859-14",
                            "l9",
                            "koi",
                            "koi8-ru",
                            "mac",
                            "dos-874",
                            "tis-620",
                            "x-cp1250",
                            "x-cp1251",
                            "iso_8859-1:1987",
                            "x-cp1253",
                            "latin5",
                            "x-cp1255",
                            "x-cp1256",
                            "x-cp1257",
                            "x-cp1258",
                            "x-mac-ukrainian",
                            "gb_2312-80",
                            "gb18030",
                            "big5-hkscs",
                            "cseucpkdfmtjapanese",
                            "csiso2022jp",
                            "ms_kanji",
                            "ksc_5601"}) {
    INFO(label);
    CHECK_FALSE(ConverterOf(label).empty());
    // The last byte is valid UTF-8 in no place: it decides that the label is used.
    CHECK(DecodeToUtf8("abc \xE4", std::string("text/html; charset=") + label).starts_with("abc "));
  }
  CHECK(ConverterOf("no-such-thing").empty());
}

TEST_CASE("charset: broken bytes become U+FFFD", "[ingest][charset]") {
  CHECK(DecodeToUtf8("a\xFF z", "text/html; charset=utf-8") == "a\xEF\xBF\xBD z");
  CHECK(DecodeToUtf8("\xFF\xFE"
                     "a\0\x00\xD8"s,
                     "") == "a\xEF\xBF\xBD");
}

}  // namespace dealwire
