#include "ingest/readable_text.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "ingest/embedded_text.h"
#include "ingest/page_blocks.h"
#include "ingest/page_text.h"
#include "ingest/references.h"
#include "ingest/sieve.h"

namespace dealwire {
namespace {

// Where so much prose stands outside of links, an article is read from what the page shows, and
// what its scripts hold is not asked for (ReadArticle).
constexpr size_t kFullProse = 1500;
constexpr size_t kLeastProse = 40;  // bytes of a piece between two tags

// Whether a value may be words for readers: no address, date or key.
bool MayBeWords(std::string_view value) {
  return std::ranges::any_of(value,
                             [](char c) {
                               return c == ' ' || static_cast<unsigned char>(c) >= 0x80 ||
                                      c == '&' || c == '\\';
                             }) ||
         value.find_first_of("0123456789/:=_") == std::string_view::npos;
}

class Reader final : public SieveSink {
 public:
  void Text(std::string_view text, bool exact) override {
    const bool prose = !in_link_ && prose_ < kFullProse && text.size() >= kLeastProse;
    if (prose) prose_ += TextWeight(text);
    Append(text, false, exact);
  }
  void Doctype(std::string_view /*declaration*/) override {}
  void StartTag(const ScannedTag& tag) override {
    if (tag.tag == GUMBO_TAG_A) in_link_ = true;
    if (tag.tag == GUMBO_TAG_BR || (TraitsOf(tag.tag) & kLine) != 0) out_.text += '\n';
    const std::string_view content = tag.Value("content");
    if (!content.empty() && MayBeWords(content)) Line(content, true, false);
  }
  void EndTag(const ScannedTag& tag) override {
    if (tag.tag == GUMBO_TAG_A) in_link_ = false;
    if ((TraitsOf(tag.tag) & kLine) != 0) out_.text += '\n';
  }
  void RawText(const ScannedTag& tag, std::string_view text, std::string_view /*end*/) override {
    if (tag.tag == GUMBO_TAG_SCRIPT) {
      Json(text);
    } else {
      Line(text, false, false);
    }
  }
  bool takes_more() const override { return out_.whole; }

  ReadableText Finish(std::string_view html) {
    const std::string held = prose_ < kFullProse ? EmbeddedMarkup(html) : "";
    if (!held.empty()) {
      Reader of_data;
      of_data.prose_ = kFullProse;
      Sieve(held, &of_data);
      out_.text += '\n';
      out_.text += of_data.out_.text;
      out_.whole = out_.whole && of_data.out_.whole;
    }
    return std::move(out_);
  }

 private:
  void Line(std::string_view text, bool in_attribute, bool exact) {
    out_.text += '\n';
    Append(text, in_attribute, exact);
    out_.text += '\n';
  }

  // The strings of it, keys among them, each a line.
  void Json(std::string_view json) {
    for (size_t i = json.find('"'); i != std::string_view::npos; i = json.find('"', i + 1)) {
      const size_t start = i + 1;
      for (i = start; i < json.size() && json[i] != '"'; ++i) {
        if (json[i] == '\\') ++i;
      }
      const std::string_view value = json.substr(start, std::min(i, json.size()) - start);
      if (MayBeWords(value)) Line(UnescapeJson(value), false, true);
    }
  }

  // Text without markup, its references undone; unless `exact`, a line feed is a space.
  void Append(std::string_view text, bool in_attribute, bool exact) {
    for (size_t at = 0; at < text.size() && out_.whole;) {
      const size_t reference = std::min(text.find('&', at), text.size());
      const size_t before = out_.text.size();
      out_.text.append(text, at, reference - at);
      if (!exact)
        std::replace(out_.text.begin() + static_cast<ptrdiff_t>(before), out_.text.end(), '\n',
                     ' ');
      at = reference;
      if (at < text.size()) at = references_.Append(text, at, in_attribute, &out_.text);
      out_.whole = at != std::string_view::npos;
    }
  }

  ReadableText out_;
  References references_;
  size_t prose_ = 0;  // its weight
  bool in_link_ = false;
};

}  // namespace

ReadableText ReadableTextOf(std::string_view html) {
  Reader reader;
  Sieve(html, &reader);
  return reader.Finish(html);
}

StatusOr<ReadableText> ReadableTextOf(const Page& page) {
  std::string decoded;
  DW_TRY(const std::string_view text, TextOfPage(page, &decoded));
  if (IsHtml(page, text)) return ReadableTextOf(text);
  return ReadableText{std::string(text), true};
}

}  // namespace dealwire
