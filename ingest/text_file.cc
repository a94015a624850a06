#include "ingest/text_file.h"

#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "ingest/byline.h"

namespace dealwire {
namespace {

struct Line {
  std::string text;  // white space made one
  bool after_blank = false;
};

std::vector<Line> SplitLines(std::string_view text) {
  std::vector<Line> lines;
  bool blank = true;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    std::string line = CollapseSpace(StripControls(text.substr(start, end - start)));
    if (line.empty()) {
      blank = true;
    } else {
      lines.push_back({std::move(line), blank});
      blank = false;
    }
    start = end + 1;
  }
  return lines;
}

// How much a line says: a character of a script without spaces is worth about half a word.
size_t Weight(std::string_view line) {
  size_t weight = 0;
  for (size_t i = 0; i < line.size();) weight += IsSpaceless(NextCodePoint(line, &i)) ? 3 : 1;
  return weight;
}

constexpr size_t kTitleWeight = 30;  // a shorter first line may be the site's
constexpr size_t kHeadLines = 4;     // site, title, date, byline
constexpr size_t kLongestSite = 60;

// "item" without its bullet or number, which is made uniform; nullopt for a line that is no item.
std::optional<std::string> ListItem(const std::string& line) {
  for (const std::string_view bullet :
       {"\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x97\xA6", "-", "*", "\xE2\x80\x93", "\xC2\xB7",
        "\xE2\x96\xAA", "\xE2\x97\x8F"}) {
    if (!line.starts_with(bullet)) continue;
    const std::string rest = line.substr(bullet.size());
    const bool spaced = rest.starts_with(' ') || rest.starts_with("\xE3\x80\x80");
    if (!spaced && bullet != "\xE2\x80\xA2") continue;
    return "\xE2\x80\xA2 " + CollapseSpace(rest);
  }
  size_t digits = 0;
  while (digits < line.size() && std::isdigit(static_cast<unsigned char>(line[digits])) != 0) {
    ++digits;
  }
  const bool numbered = digits >= 1 && digits <= 2 && line.size() > digits + 2 &&
                        (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
  if (!numbered) return std::nullopt;
  return line.substr(0, digits) + ". " + line.substr(digits + 2);
}

bool EndsAsProse(std::string_view line) {
  size_t i = line.size();
  const char32_t last = PreviousCodePoint(line, &i);
  return last == '.' || last == '!' || last == '?' || last == ':' || last == 0x3002 ||
         last == 0xFF01 || last == 0xFF1F || last == 0x0964 || last == 0x201D || last == 0x300D ||
         last == '"' || last == 0xBB || last == 0x061F || last == 0xFF1A || last == 0x201C;
}

class TextReader {
 public:
  TextReader(std::string_view text, std::string_view lang)
      : lines_(SplitLines(text)), lang_(lang) {}

  StatusOr<Article> Read() {
    if (lines_.empty()) return NotFound("no block of prose: the file holds no text");
    ReadHead();
    SkipRepeatedHead();
    for (; next_ < lines_.size(); ++next_) AddLine(lines_[next_]);
    if (article_.blocks.empty()) return NotFound("no block of prose: the file holds a title alone");
    if (article_.site.empty() && article_.authors.size() == 1 &&
        article_.authors[0].find(' ') == std::string::npos) {
      article_.site = article_.authors[0];  // a name of one word is an outlet's
    }
    return std::move(article_);
  }

 private:
  void TakeByline(const Byline& byline) {
    if (byline.published && article_.published.empty()) {
      article_.published = FormatTimestamp(*byline.published);
    }
    if (article_.authors.empty()) article_.authors = byline.authors;
    if (article_.site.empty()) article_.site = byline.source;
  }

  // Site, title, date and byline. A byline among the first lines says which line is the title: the
  // one before it.
  void ReadHead() {
    size_t title = 0;
    std::optional<size_t> byline;
    for (size_t i = 0; i < kHeadLines && i < lines_.size() && !byline; ++i) {
      if (i > 0 && Weight(lines_[i].text) > 200) break;  // prose has begun
      if (ParseByline(lines_[i].text, lang_)) byline = i;
    }
    if (byline && *byline > 0) {
      title = *byline - 1;
      // A deck may stand between title and date: the title is the first line long enough.
      for (size_t i = 0; i < title; ++i) {
        if (Weight(lines_[i].text) >= kTitleWeight && !IsSiteLine(i)) title = i;
      }
    } else if (IsSiteLine(0)) {
      title = 1;
    }
    if (byline && *byline == 0 && lines_.size() > 1) title = 1;
    article_.title = lines_[title].text;
    next_ = title + 1;
    if (byline && *byline < title) TakeByline(*ParseByline(lines_[*byline].text, lang_));
    TakeBylines();
  }

  // Date and authors, on one line or on two.
  void TakeBylines() {
    for (int i = 0; i < 2 && next_ + 1 < lines_.size(); ++i) {
      const std::optional<Byline> found = ParseByline(lines_[next_].text, lang_);
      if (!found) return;
      TakeByline(*found);
      ++next_;
    }
  }

  // A short first line before a longer one that is a title and no paragraph.
  bool IsSiteLine(size_t i) const {
    if (i + 2 >= lines_.size()) return false;
    const size_t own = Weight(lines_[i].text), following = Weight(lines_[i + 1].text);
    return own < kTitleWeight && following > own && following < 250 &&
           !EndsAsProse(lines_[i + 1].text) && !ListItem(lines_[i + 1].text);
  }

  void SkipRepeatedHead() {
    for (size_t i = next_; i < next_ + 3 && i + 1 < lines_.size(); ++i) {
      if (FoldCase(lines_[i].text) != FoldCase(article_.title)) {
        if (Weight(lines_[i].text) > kLongestSite) return;
        continue;
      }
      next_ = i + 1;
      TakeBylines();
      return;
    }
  }

  void AddLine(const Line& line) {
    const std::optional<std::string> item = ListItem(line.text);
    Block block;
    const bool row = !item && IsRow(line);
    if (item || row) {
      block.kind = row ? BlockKind::kTableRow : BlockKind::kListItem;
      const bool goes_on = !article_.blocks.empty() && article_.blocks.back().kind == block.kind;
      block.list = goes_on ? lists_ - 1 : lists_++;
    } else if (IsHeading(line)) {
      block.kind = BlockKind::kHeading;
    }
    if (!article_.text.empty()) article_.text += '\n';
    block.byte_start = article_.text.size();
    article_.text += item ? *item : line.text;
    block.byte_end = article_.text.size();
    article_.blocks.push_back(block);
  }

  // Cells with bars between, as the line before or behind has: alone it may be a head with its
  // site.
  bool IsRow(const Line& line) const {
    const auto has_cells = [](const Line& l) { return l.text.find(" | ") != std::string::npos; };
    return has_cells(line) && ((next_ > 0 && has_cells(lines_[next_ - 1])) ||
                               (next_ + 1 < lines_.size() && has_cells(lines_[next_ + 1])));
  }

  // Short, alone between blank lines, not ended as prose is, and not the last.
  bool IsHeading(const Line& line) const {
    const bool alone =
        line.after_blank && next_ + 1 < lines_.size() && lines_[next_ + 1].after_blank;
    return alone && Weight(line.text) < 90 && !EndsAsProse(line.text);
  }

  const std::vector<Line> lines_;
  const std::string lang_;
  size_t next_ = 0;
  int lists_ = 0;
  Article article_;
};

}  // namespace

StatusOr<Article> ReadTextFile(std::string_view text, std::string_view lang) {
  return TextReader(text, lang).Read();
}

}  // namespace dealwire
