#include "ingest/page_text.h"

#include <fmt/format.h>

#include "base/text.h"
#include "ingest/charset.h"
#include "ingest/page.h"

namespace dealwire {
namespace {

// NUL bytes are no text in any encoding but UTF-16.
bool IsBinary(const Page& page) {
  return !IsUtf16(page.bytes, page.content_type) &&
         std::string_view(page.bytes).substr(0, 8192).find('\0') != std::string_view::npos;
}

// Mark-up begins with a tag, a comment or a declaration; so does no text for readers.
bool LooksLikeHtml(std::string_view text) {
  text = TrimAscii(text);
  if (!text.starts_with('<') || text.size() < 2) return false;
  const char c = text[1];
  return c == '!' || c == '?' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

StatusOr<std::string_view> TextOfPage(const Page& page, std::string* decoded) {
  if (TrimAscii(page.bytes).empty()) return InvalidArgument("empty; nothing to read in it");
  if (page.bytes.size() > kMaxPageBytes) {
    return ResourceExhausted(fmt::format("larger than {} MiB", kMaxPageBytes >> 20));
  }
  if (IsBinary(page)) return InvalidArgument("binary, neither HTML nor text");
  return ViewAsUtf8(page.bytes, page.content_type, decoded);
}

bool IsHtml(const Page& page, std::string_view text) {
  if (page.kind != PageKind::kAuto) return page.kind == PageKind::kHtml;
  return LooksLikeHtml(text) || page.content_type.find("html") != std::string::npos;
}

}  // namespace dealwire
