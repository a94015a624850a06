#include "ingest/html/sieve.h"

#include <algorithm>
#include <string>

#include "ingest/html/open_elements.h"
#include "ingest/html/skipped_elements.h"
#include "ingest/html/tag_scanner.h"

namespace dealwire {
namespace {

// A page may have so many tags, whatever its size, and more as it is larger: people's pages have
// one in 58 bytes at most, and 4,319 at most (of 394 news pages).
constexpr size_t kFewestTags = 20'000, kBytesPerTag = 50;

class SievePass {
 public:
  SievePass(std::string_view html, SieveSink* sink)
      : html_(html), sink_(*sink), most_(std::max(kFewestTags, html.size() / kBytesPerTag)) {}

  void Run() {
    size_t at = 0;
    while (at < html_.size() && sink_.takes_more()) {
      const size_t tag = std::min(html_.find('<', at), html_.size());
      if (tag > at) Text(html_.substr(at, tag - at));
      at = tag < html_.size() ? Markup(tag) : tag;
    }
  }

 private:
  void Text(std::string_view text) {
    const bool exact = open_.IsOpen(GUMBO_TAG_PRE);
    if (!exact && std::ranges::all_of(text, IsHtmlSpace)) {
      space_ = text.back();
      return;
    }
    Settle(false);
    sink_.Text(text, exact);
  }

  // White space that waits for what follows it is passed on, unless a line ends or begins beside
  // it: a quarter of what a parser would see of a page. `line`: what follows begins or ends one.
  void Settle(bool line) {
    if (space_ != 0 && !line && !behind_line_) sink_.Text(std::string_view(&space_, 1), false);
    space_ = 0;
    behind_line_ = line;
  }

  // Passes on what is to be kept of the markup at `at`; where the rest begins.
  size_t Markup(size_t at) {
    if (BeginsTag(html_, at)) {
      ScanTag(html_, at, &tag_);
      if (tag_.byte_end == kNone) return html_.size();
      return tag_.is_end ? EndTag() : StartTag();
    }
    const char next = at + 1 < html_.size() ? html_[at + 1] : ' ';
    if (next != '!' && next != '?' && next != '/') {
      Settle(false);
      sink_.Text(html_.substr(at, 1), false);
      return at + 1;
    }
    const size_t end = std::min(EndOfDeclaration(html_, at), html_.size());
    const std::string_view declaration = html_.substr(at, end - at);
    if (StartsWithIgnoringCase(declaration, "<!doctype")) sink_.Doctype(declaration);
    return end;
  }

  size_t EndTag() {
    if ((TraitsOf(tag_.tag) & kDropped) == 0 && open_.Close(tag_.tag)) {
      Settle((TraitsOf(tag_.tag) & kLine) != 0);
      sink_.EndTag(tag_);
    }
    return tag_.byte_end;
  }

  size_t StartTag() {
    const uint16_t traits = TraitsOf(tag_.tag);
    const size_t text = tag_.byte_end;
    if (tag_.tag == GUMBO_TAG_SCRIPT) {
      const size_t end = EndOfScript(html_, text);
      return IsJsonLd(tag_.Value("type")) && MayTake() ? Keep(end) : AfterEndTag(html_, end);
    }
    if (tag_.tag == GUMBO_TAG_STYLE) return AfterEndTag(html_, EndOfRawText(html_, text, "style"));
    if (tag_.tag == GUMBO_TAG_SVG) return tag_.self_closing ? text : EndOfDrawing(html_, text);
    if (tag_.tag == GUMBO_TAG_TEMPLATE) return EndOfTemplate(html_, text);
    if (tag_.tag == GUMBO_TAG_PLAINTEXT) return Keep(html_.size());
    if ((traits & (kRawText | kEscapable)) != 0) {
      const size_t end = EndOfRawText(html_, text, gumbo_normalized_tagname(tag_.tag));
      return MayTake() ? Keep(end) : AfterEndTag(html_, end);
    }
    if (!MayTake()) {
      space_ = ' ';  // its text stays, as words of their own
    } else if (open_.Open(tag_.tag)) {
      Settle((traits & kLine) != 0);
      sink_.StartTag(tag_);
    }
    return text;
  }

  // What a parser keeps of a tag is some hundred bytes, whatever its length on the page.
  bool MayTake() {
    cost_ += 1 + tag_.attribute_count / 4;
    return cost_ <= most_;
  }

  // The tag and the text behind it, with its end tag; all the rest where there is none.
  size_t Keep(size_t text_end) {
    Settle((TraitsOf(tag_.tag) & kLine) != 0);
    const size_t end = AfterEndTag(html_, text_end);
    sink_.RawText(tag_, html_.substr(tag_.byte_end, text_end - tag_.byte_end),
                  html_.substr(text_end, end - text_end));
    return end;
  }

  const std::string_view html_;
  SieveSink& sink_;
  OpenElements open_;
  ScannedTag tag_;
  const size_t most_;  // tags, and attributes at a quarter of one
  size_t cost_ = 0;
  char space_ = 0;  // white space that is not passed on yet
  bool behind_line_ = false;
};

}  // namespace

void Sieve(std::string_view html, SieveSink* sink) { SievePass(html, sink).Run(); }

}  // namespace dealwire
