#include "ingest/html/sieved_html.h"

#include <utility>

#include "base/text.h"
#include "ingest/html/placeholders.h"
#include "ingest/html/tag_scanner.h"

namespace dealwire {
namespace {

// Whether a parser would give the text as it stands: no references, no NUL, no carriage return.
bool MeansItself(std::string_view text, bool references = true) {
  return text.find('\0') == kNone && text.find('\r') == kNone &&
         !(references && text.find('&') != kNone);
}

class HtmlWriter final : public SieveSink {
 public:
  explicit HtmlWriter(size_t page_bytes) { out_.html.reserve(page_bytes / 8); }

  SievedHtml Take() { return std::move(out_); }

  void Text(std::string_view text, bool exact) override {
    out_.texts.Sieve(text, exact, &out_.html);
  }

  void Doctype(std::string_view declaration) override { AppendNfc(declaration, &out_.html); }

  void EndTag(const ScannedTag& tag) override {
    out_.html += "</";
    AppendNfc(tag.name, &out_.html);
    out_.html += '>';
  }

  void StartTag(const ScannedTag& tag) override {
    std::string& html = out_.html;
    html += '<';
    AppendNfc(tag.name, &html);
    const uint32_t stood_for = StandForAttributes(tag);
    for (size_t i = 0; i < tag.attribute_count; ++i) {
      const ScannedTag::Attribute& attribute = tag.attributes[i];
      if ((stood_for >> attribute.index & 1) != 0) continue;
      html += ' ';
      html += kAttributesRead[attribute.index];
      if (attribute.value.empty()) continue;
      html += '=';
      // Quotes of the other kind may be in it.
      const std::string_view quote = !attribute.quoted                    ? ""
                                     : attribute.value.find('"') == kNone ? "\""
                                                                          : "'";
      html += quote;
      AppendNfc(attribute.value, &html);
      html += quote;
    }
    html += tag.self_closing ? " />" : ">";
  }

  void RawText(const ScannedTag& tag, std::string_view text, std::string_view end_tag) override {
    StartTag(tag);
    if (tag.tag != GUMBO_TAG_SCRIPT || end_tag.empty() || text.empty() ||
        !MeansItself(text, false) || out_.scripts.size() >= kMostPlaceholders) {
      // In one: what they are in NFC does not end where they meet.
      AppendNfc({text.data(), text.size() + end_tag.size()}, &out_.html);
      return;
    }
    AppendPlaceholder(out_.scripts.size(), &out_.html);
    out_.scripts.push_back(text);
    out_.html += "</script>";
  }

 private:
  // Puts one placeholder for all attributes that the parser need not see; a bit for each of them.
  // Formatting elements are told apart by their attributes' values, and inputs by their type.
  uint32_t StandForAttributes(const ScannedTag& tag) {
    constexpr AttributeName kEncoding = "encoding";
    const bool told_apart = (TraitsOf(tag.tag) & kFormatting) != 0 && tag.tag != GUMBO_TAG_A;
    if (told_apart || tag.tag == GUMBO_TAG_INPUT || out_.begins.size() >= kMostPlaceholders) {
      return 0;
    }
    const size_t begin = out_.attributes.size();
    uint32_t stood_for = 0;
    for (size_t i = 0; i < tag.attribute_count; ++i) {
      const ScannedTag::Attribute& attribute = tag.attributes[i];
      if (attribute.index == kEncoding.index() || !MeansItself(attribute.value)) continue;
      stood_for |= uint32_t{1} << attribute.index;
      out_.attributes.push_back({attribute.index, attribute.value});
    }
    if (stood_for == 0) return 0;
    out_.html += ' ';
    AppendPlaceholder(out_.begins.size(), &out_.html);
    out_.begins.push_back(begin);
    return stood_for;
  }

  SievedHtml out_;
};

}  // namespace

std::span<const SievedHtml::Attribute> SievedHtml::AttributesOf(size_t tag) const {
  const size_t end = tag + 1 < begins.size() ? begins[tag + 1] : attributes.size();
  return std::span(attributes).subspan(begins[tag], end - begins[tag]);
}

SievedHtml SieveHtml(std::string_view html) {
  HtmlWriter writer(html.size());
  Sieve(html, &writer);
  return writer.Take();
}

}  // namespace dealwire
