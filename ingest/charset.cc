#include "ingest/charset.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>
#include <utility>

#include "base/text.h"
#include "ingest/charset_labels.h"

namespace dealwire {
namespace {

constexpr size_t kMetaBytes = 4096;

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

std::string Convert(std::string_view bytes, std::string_view converter_name) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(std::string(converter_name).c_str(), &error), &ucnv_close);
  if (U_FAILURE(error)) return "";
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(),
                                error);
  if (U_FAILURE(error)) return "";
  std::string out;
  text.toUTF8String(out);
  return out;
}

// UTF-16 by its mark, by the header, or by a first "<" in two bytes; "" for none.
std::string_view Utf16Of(std::string_view bytes, std::string_view header) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with(std::string_view("<\0", 2))) {
    return "utf-16le";
  }
  if (bytes.starts_with("\xFE\xFF") || bytes.starts_with(std::string_view("\0<", 2))) {
    return "utf-16be";
  }
  const std::string_view told = ConverterOf(header);
  return told.starts_with("utf-16") ? told : std::string_view();
}

}  // namespace

bool IsUtf16(std::string_view bytes, std::string_view content_type) {
  return !Utf16Of(bytes, CharsetIn(LowerAscii(content_type))).empty();
}

namespace {

// What is neither UTF-8 nor UTF-16.
std::string DecodeLegacy(std::string_view bytes, const std::string& header) {
  const std::string meta = CharsetIn(LowerAscii(bytes.substr(0, kMetaBytes)));
  for (const std::string& label : {header, meta}) {
    const std::string_view converter = ConverterOf(label);
    if (converter.empty()) continue;
    // A <meta> that can be read is in no UTF-16.
    if (converter.starts_with("utf")) return RepairUtf8(bytes);
    if (std::string text = Convert(bytes, converter); !text.empty()) return text;
  }
  return Convert(bytes, "windows-1252");
}

}  // namespace

std::string_view ViewAsUtf8(std::string_view bytes, std::string_view content_type,
                            std::string* decoded) {
  const std::string header = CharsetIn(LowerAscii(content_type));
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    *decoded = RepairUtf8(bytes.substr(3));
  } else if (const std::string_view utf16 = Utf16Of(bytes, header); !utf16.empty()) {
    const bool mark = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    *decoded = Convert(bytes.substr(mark ? 2 : 0), utf16);
  } else if (IsValidUtf8(bytes)) {
    return bytes;
  } else {
    *decoded = DecodeLegacy(bytes, header);
  }
  return *decoded;
}

std::string DecodeToUtf8(std::string_view bytes, std::string_view content_type) {
  std::string decoded;
  const std::string_view text = ViewAsUtf8(bytes, content_type, &decoded);
  return text.data() == decoded.data() ? std::move(decoded) : std::string(text);
}

}  // namespace dealwire
