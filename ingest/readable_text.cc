#include "ingest/readable_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "ingest/block_filter.h"
#include "ingest/embedded_text.h"
#include "ingest/html/references.h"
#include "ingest/html/sieved_text.h"
#include "ingest/html/skipped_elements.h"
#include "ingest/html/tag_scanner.h"
#include "ingest/page_blocks.h"
#include "ingest/page_text.h"

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

// Reads as the sieve does (ingest/html/sieve.h), but for what bounds a tree: there is none. One
// look at each tag, most of them at nothing but their names and where they end.
class Reader {
 public:
  void Read(std::string_view html) {
    for (size_t at = 0; at < html.size() && out_.whole;) {
      const size_t tag = std::min(html.find('<', at), html.size());
      if (tag > at) Text(html.substr(at, tag - at));
      at = tag < html.size() ? Markup(html, tag) : tag;
    }
  }

  ReadableText Finish(std::string_view html) {
    End();
    const std::string held = prose_ < kFullProse ? EmbeddedMarkup(html) : "";
    if (!held.empty()) {
      Reader of_data;
      of_data.prose_ = kFullProse;
      of_data.Read(held);
      of_data.End();
      out_.text += of_data.out_.text;
      out_.whole = out_.whole && of_data.out_.whole;
    }
    return std::move(out_);
  }

 private:
  void Text(std::string_view text) {
    if (std::ranges::all_of(text, IsHtmlSpace)) {
      if (out_.text.size() > line_start_) out_.text += ' ';
      return;
    }
    const bool prose = !in_link_ && prose_ < kFullProse && text.size() >= kLeastProse;
    if (prose) prose_ += TextWeight(text);
    of_article_ = of_article_ || !leads_away_;
    Append(text, false, false);
  }

  void End() {
    EndLine();
    AddAsides();
  }

  // A line that is but links leads to other pages, and no article has it (ingest/block_filter.cc),
  // unless it is a headline, a sentence or of a table.
  void EndLine() {
    if (out_.text.size() == line_start_) return;
    const std::string_view line = std::string_view(out_.text).substr(line_start_);
    if (!of_article_ && !in_headline_ && tables_ == 0 && !EndsAsSentence(TrimAscii(line)))
      out_.text.resize(line_start_);
    if (out_.text.size() > line_start_) out_.text += '\n';
    line_start_ = out_.text.size();
    of_article_ = false;
  }

  // Reads the markup at `at`; where the rest begins.
  size_t Markup(std::string_view html, size_t at) {
    if (BeginsTag(html, at)) {
      ScanTag(html, at, &tag_, {"content", "href", "lang", "type"});
      if (tag_.byte_end == kNone) return html.size();
      const uint16_t traits = TraitsOf(tag_.tag);
      if ((traits & kLine) != 0 && (traits & kDropped) == 0) EndLine();
      switch (tag_.tag) {
        case GUMBO_TAG_A:
          in_link_ = !tag_.is_end;
          leads_away_ = in_link_ && !tag_.Value("href").empty();
          break;
        case GUMBO_TAG_HTML:
          if (out_.lang.empty()) out_.lang = tag_.Value("lang");
          break;
        case GUMBO_TAG_H1:
          in_headline_ = !tag_.is_end;
          break;
        case GUMBO_TAG_TABLE:
          if (!tag_.is_end) ++tables_;
          if (tag_.is_end && tables_ > 0) --tables_;
          break;
        default:
          break;
      }
      return tag_.is_end ? tag_.byte_end : Started(html, traits);
    }
    const char next = at + 1 < html.size() ? html[at + 1] : ' ';
    if (next == '!' || next == '?' || next == '/')
      return std::min(EndOfDeclaration(html, at), html.size());
    Text(html.substr(at, 1));
    return at + 1;
  }

  // Where the rest begins behind a start tag, which is tag_.
  size_t Started(std::string_view html, uint16_t traits) {
    const size_t text = tag_.byte_end;
    switch (tag_.tag) {
      case GUMBO_TAG_SCRIPT: {
        const size_t end = EndOfScript(html, text);
        if (IsJsonLd(tag_.Value("type")))
          asides_.push_back({Aside::kJson, html.substr(text, end - text)});
        return AfterEndTag(html, end);
      }
      case GUMBO_TAG_STYLE:
        return AfterEndTag(html, EndOfRawText(html, text, "style"));
      case GUMBO_TAG_SVG:
        return tag_.self_closing ? text : EndOfDrawing(html, text);
      case GUMBO_TAG_TEMPLATE:
        return EndOfTemplate(html, text);
      case GUMBO_TAG_BR:
        out_.text += ' ';
        break;
      default:
        break;
    }
    const std::string_view content = tag_.Value("content");
    if (!content.empty() && MayBeWords(content)) asides_.push_back({Aside::kAttribute, content});
    if (tag_.tag == GUMBO_TAG_PLAINTEXT || (traits & (kRawText | kEscapable)) != 0) {
      const bool rest = tag_.tag == GUMBO_TAG_PLAINTEXT;
      const size_t end =
          rest ? html.size() : EndOfRawText(html, text, gumbo_normalized_tagname(tag_.tag));
      asides_.push_back({Aside::kText, html.substr(text, end - text)});
      return AfterEndTag(html, end);
    }
    return text;
  }

  // What stands beside the lines that it is found in.
  void AddAsides() {
    for (const auto& [kind, text] : std::exchange(asides_, {})) {
      if (kind == Aside::kJson) {
        Json(text);
      } else {
        Line(text, kind == Aside::kAttribute, false);
      }
    }
  }

  void Line(std::string_view text, bool in_attribute, bool lines) {
    of_article_ = true;
    Append(text, in_attribute, lines);
    EndLine();
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

  // Text without markup, its references undone, one space for each run of them; a line feed is
  // one, unless `lines`.
  void Append(std::string_view text, bool in_attribute, bool lines) {
    for (size_t at = 0; at < text.size() && out_.whole;) {
      const size_t reference = std::min(text.find('&', at), text.size());
      const size_t before = out_.text.size();
      AppendOneSpaceARun(text.substr(at, reference - at), &out_.text);
      if (!lines)
        std::replace(out_.text.begin() + static_cast<ptrdiff_t>(before), out_.text.end(), '\n',
                     ' ');
      at = reference;
      if (at < text.size()) at = references_.Append(text, at, in_attribute, &out_.text);
      out_.whole = at != std::string_view::npos;
    }
  }

  enum class Aside : uint8_t { kAttribute, kText, kJson };

  ReadableText out_;
  std::vector<std::pair<Aside, std::string_view>> asides_;
  References references_;
  ScannedTag tag_;
  size_t prose_ = 0;  // its weight
  bool in_link_ = false;
  bool leads_away_ = false;  // and the link leads somewhere
  bool in_headline_ = false;
  size_t tables_ = 0;  // that are open
  size_t line_start_ = 0;
  bool of_article_ = false;  // the line holds text outside of links
};

}  // namespace

ReadableText ReadableTextOf(std::string_view html) {
  Reader reader;
  reader.Read(html);
  return reader.Finish(html);
}

StatusOr<ReadableText> ReadableTextOf(const Page& page) {
  std::string decoded;
  DW_TRY(const std::string_view text, TextOfPage(page, &decoded));
  if (IsHtml(page, text)) return ReadableTextOf(text);
  return ReadableText{.text = std::string(text)};
}

}  // namespace dealwire
