#include "ingest/charset.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kMetaBytes = 4096;

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

// The value of "charset=" in `text`, which is lower case.
std::string CharsetIn(std::string_view text) {
  const size_t at = text.find("charset=");
  if (at == std::string_view::npos) return "";
  std::string_view value = text.substr(at + 8);
  while (!value.empty() && (value[0] == '"' || value[0] == '\'' || value[0] == ' ')) {
    value.remove_prefix(1);
  }
  return std::string(value.substr(0, value.find_first_of("\"' ;>/\t\r\n")));
}

// Encoding Standard, "names and labels": what pages mean by a label.
std::string Meant(const std::string& label) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kMeant = {{
      {"iso-8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"ascii", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"iso-8859-11", "windows-874"},
      {"tis-620", "windows-874"},
      {"gb2312", "gb18030"},
      {"gbk", "gb18030"},
      {"gb_2312-80", "gb18030"},
      {"shift_jis", "windows-31j"},
      {"x-sjis", "windows-31j"},
      {"euc-kr", "windows-949"},
      {"ks_c_5601-1987", "windows-949"},
  }};
  for (const auto& [from, to] : kMeant) {
    if (label == from) return std::string(to);
  }
  return label;
}

std::string Convert(std::string_view bytes, const std::string& charset) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(charset.c_str(), &error), &ucnv_close);
  if (U_FAILURE(error)) return "";
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(),
                                error);
  if (U_FAILURE(error)) return "";
  std::string out;
  text.toUTF8String(out);
  return out;
}

}  // namespace

std::string DecodeToUtf8(std::string_view bytes, std::string_view content_type) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return RepairUtf8(bytes.substr(3));
  if (bytes.starts_with("\xFF\xFE")) return Convert(bytes.substr(2), "utf-16le");
  if (bytes.starts_with("\xFE\xFF")) return Convert(bytes.substr(2), "utf-16be");
  if (IsValidUtf8(bytes)) return std::string(bytes);
  const std::string head = Lower(bytes.substr(0, kMetaBytes));
  for (const std::string& label : {CharsetIn(Lower(content_type)), CharsetIn(head)}) {
    if (label.empty()) continue;
    if (label.starts_with("utf"))
      return RepairUtf8(bytes);  // a <meta> that can be read is no UTF-16
    if (std::string text = Convert(bytes, Meant(label)); !text.empty()) return text;
  }
  return Convert(bytes, "windows-1252");
}

}  // namespace dealwire
