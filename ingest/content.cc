#include "ingest/content.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "ingest/body_node.h"
#include "ingest/byline.h"
#include "ingest/page_rules.h"

namespace dealwire {
namespace {

constexpr size_t kShortLine = 140;  // code points; a longer one is prose whatever it begins with

// A block while it is gathered.
struct Draft {
  BlockKind kind = BlockKind::kParagraph;
  std::string text;   // white space as it stands
  size_t linked = 0;  // bytes of it inside links
  int list = -1;
  int number = 0;  // of an ordered list's item; 0: a bullet
  bool header = false;
  std::vector<std::string> cells;
};

class Gatherer {
 public:
  explicit Gatherer(const PageWeights& weights) : weights_(weights), body_(weights.FindBody()) {}

  std::vector<Draft> Gather() {
    Walk(body_, State{}, 0);
    Flush();
    return std::move(drafts_);
  }

 private:
  struct State {
    BlockKind kind = BlockKind::kParagraph;
    int list = -1;
    int* next_number = nullptr;  // of the ordered list around
    bool in_link = false;
  };

  void Walk(const GumboNode* node, State state, int depth) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
      current_.text += node->v.text.text;
      if (state.in_link) current_.linked += std::string_view(node->v.text.text).size();
      return;
    }
    if (!IsElement(node) || depth > kMaxDepth || (depth > 0 && weights_.IsDropped(node, body_)))
      return;
    if (Is(node, GUMBO_TAG_BR)) return Break();
    if (Is(node, GUMBO_TAG_TR)) return Row(node);
    int number = 0;
    const bool block = depth == 0 || IsBlockElement(node);
    if (block) {
      Flush();
      Enter(node, &number, &state);
    }
    if (Is(node, GUMBO_TAG_A)) state.in_link = true;
    const GumboVector* children = Children(node);
    for (unsigned i = 0; i < children->length; ++i) {
      Begin(state);
      Walk(static_cast<const GumboNode*>(children->data[i]), state, depth + 1);
    }
    if (block) Flush();
    if (block && Is(node, GUMBO_TAG_LI)) item_number_ = 0;
  }

  // What `node` makes of the text below it.
  void Enter(const GumboNode* node, int* number, State* state) {
    switch (node->v.element.tag) {
      case GUMBO_TAG_H1:
      case GUMBO_TAG_H2:
      case GUMBO_TAG_H3:
      case GUMBO_TAG_H4:
      case GUMBO_TAG_H5:
      case GUMBO_TAG_H6:
        state->kind = BlockKind::kHeading;
        break;
      case GUMBO_TAG_UL:
        state->list = lists_++;
        state->next_number = nullptr;
        break;
      case GUMBO_TAG_OL:
        state->list = lists_++;
        state->next_number = number;
        break;
      case GUMBO_TAG_TABLE:
        table_ = lists_++;
        break;
      case GUMBO_TAG_LI:
        state->kind = BlockKind::kListItem;
        if (state->list < 0) state->list = lists_++;
        item_number_ = state->next_number == nullptr ? 0 : ++*state->next_number;
        break;
      case GUMBO_TAG_BLOCKQUOTE:
        state->kind = BlockKind::kQuote;
        break;
      default:
        break;
    }
  }

  // The block that text in `state` belongs to.
  void Begin(const State& state) {
    if (!current_.text.empty()) return;
    current_.kind = state.kind;
    current_.list = state.kind == BlockKind::kListItem ? state.list : -1;
    current_.number = item_number_;
  }

  // Two breaks in a row part paragraphs; one is a space.
  void Break() {
    const std::string_view text = TrimAscii(current_.text);
    if (!text.empty() &&
        current_.text.find('\x01', text.data() + text.size() - current_.text.data()) !=
            std::string::npos) {
      const BlockKind kind = current_.kind;
      const int list = current_.list;
      Flush();
      current_.kind = kind, current_.list = list;
      return;
    }
    current_.text += " \x01 ";
  }

  void Row(const GumboNode* row) {
    Flush();
    Draft draft;
    draft.kind = BlockKind::kTableRow;
    draft.list = table_;
    draft.header = true;
    const GumboVector* children = Children(row);
    for (unsigned i = 0; i < children->length; ++i) {
      const auto* cell = static_cast<const GumboNode*>(children->data[i]);
      if (!Is(cell, GUMBO_TAG_TD) && !Is(cell, GUMBO_TAG_TH)) continue;
      draft.header = draft.header && Is(cell, GUMBO_TAG_TH);
      draft.cells.push_back(TextOf(cell));
    }
    // A row of one cell lays out the page: its content is walked as any other.
    if (draft.cells.size() <= 1) {
      for (unsigned i = 0; i < children->length; ++i) {
        const auto* cell = static_cast<const GumboNode*>(children->data[i]);
        if (IsElement(cell)) Walk(cell, State{}, 1);
      }
      return;
    }
    drafts_.push_back(std::move(draft));
  }

  void Flush() {
    std::erase(current_.text, '\x01');
    std::string text = CollapseSpace(StripControls(current_.text));
    const size_t raw = std::max<size_t>(1, current_.text.size());
    if (!text.empty()) {
      current_.linked = current_.linked * text.size() / raw;
      current_.text = std::move(text);
      drafts_.push_back(std::move(current_));
    }
    current_ = Draft{};
  }

  const PageWeights& weights_;
  const GumboNode* const body_;
  std::vector<Draft> drafts_;
  Draft current_;
  int lists_ = 0;
  int table_ = -1;
  int item_number_ = 0;
};

bool EndsSentence(std::string_view text) {
  size_t i = text.size();
  if (i == 0) return false;
  const char32_t c = PreviousCodePoint(text, &i);
  return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0x0964 || c == 0xFF01 ||
         c == 0xFF1F || c == 0x201D || c == 0x201C || c == '"' || c == 0xBB;
}

class Filter {
 public:
  Filter(const std::vector<std::string>& titles, std::string_view lang) : lang_(lang) {
    for (const std::string& title : titles) titles_.push_back(FoldCase(title));
  }

  bool Keeps(const Draft& draft) const {
    if (draft.kind == BlockKind::kTableRow) return true;
    const std::string folded = FoldCase(draft.text);
    if (std::ranges::find(titles_, folded) != titles_.end()) return false;
    if (draft.linked * 10 > draft.text.size() * 7) return KeepsLinked(draft);
    if (CountCodePoints(draft.text) > kShortLine) return true;
    const bool worded = std::ranges::any_of(HtmlRules().drop_lines, [&](const std::string& start) {
      return folded.starts_with(start);
    });
    return !worded && !(draft.kind == BlockKind::kParagraph && ParseByline(draft.text, lang_));
  }

 private:
  // A paragraph that is one link, but reads as a sentence, may be prose; a list item may not.
  static bool KeepsLinked(const Draft& draft) {
    return draft.kind == BlockKind::kParagraph && EndsSentence(draft.text) &&
           CountCodePoints(draft.text) > 60;
  }

  std::vector<std::string> titles_;
  const std::string lang_;
};

// Headings that head nothing go: the last ones, and one before another of its kind at the end.
void DropHangingHeadings(std::vector<Draft>* drafts) {
  while (!drafts->empty() && drafts->back().kind == BlockKind::kHeading) drafts->pop_back();
}

void Append(const Draft& draft, Content* out) {
  if (!out->text.empty()) out->text += '\n';
  Block block;
  block.kind = draft.kind;
  block.byte_start = out->text.size();
  block.list = draft.list;
  if (draft.kind == BlockKind::kTableRow) {
    block.header = draft.header;
    for (const std::string& cell : draft.cells) {
      if (!block.byte_cells.empty()) out->text += " | ";
      block.byte_cells.push_back(out->text.size());
      out->text += cell;
    }
  } else {
    if (draft.kind == BlockKind::kListItem) {
      out->text += draft.number > 0 ? fmt::format("{}. ", draft.number) : "\xE2\x80\xA2 ";
    }
    out->text += draft.text;
  }
  block.byte_end = out->text.size();
  out->blocks.push_back(std::move(block));
}

}  // namespace

Content ReadContent(const HtmlTree& tree, const std::vector<std::string>& titles,
                    std::string_view lang) {
  const PageWeights weights(tree);
  Content out;
  out.page_weight = weights.page();
  std::vector<Draft> drafts = Gatherer(weights).Gather();
  const Filter filter(titles, lang);
  std::erase_if(drafts, [&](const Draft& draft) { return !filter.Keeps(draft); });
  DropHangingHeadings(&drafts);
  for (const Draft& draft : drafts) Append(draft, &out);
  return out;
}

}  // namespace dealwire
