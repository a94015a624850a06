#include "ingest/page_blocks.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "base/text.h"
#include "base/tidy_line.h"
#include "ingest/page_elements.h"
#include "ingest/site_rules.h"

namespace dealwire {
namespace {

constexpr size_t kShortParagraph = 25;  // weighs nothing: a button, a label
constexpr size_t kLayoutCell = 400;     // bytes of a cell that holds blocks: it lays out the page
constexpr size_t kMaxBlocks = 100'000;  // a page of more is read as far as these go
constexpr char kBreak = '\x01';         // a <br> in a block that is gathered

const GumboNode* BodyElement(const HtmlTree& tree) {
  const GumboNode* body = tree.root();
  VisitElements(tree.root(), [&](const GumboNode* node) {
    if (Is(node, GUMBO_TAG_BODY)) body = node;
    return !Is(node, GUMBO_TAG_BODY);
  });
  return body;
}

class Gatherer {
 public:
  Gatherer(PageBlocks* page, const std::vector<ElementKind>& kinds) : page_(*page), kinds_(kinds) {}

  void Run() {
    Walk(State{});
    Flush();
    for (PageElement& element : page_.elements) {
      element.last_block = std::min(element.last_block, page_.blocks.size());
    }
  }

 private:
  struct State {
    BlockKind kind = BlockKind::kParagraph;
    int list = -1;
    int table = -1;
    int* next_number = nullptr;  // of the ordered list around
    bool in_link = false;
    int element = 0;
  };

  // Takes the next element of the page, in the order in which they were laid flat.
  void Walk(State state) {
    const size_t at = next_++;
    const GumboNode* node = page_.elements[at].node;
    if (Is(node, GUMBO_TAG_BR)) {
      Mark(at);
      return Break();
    }
    const bool block = kinds_[at].block;
    // A dropped word inside a line leaves the line whole.
    if (!block && page_.elements[at].drop != Why::kKept && !IsDropped(state.element)) {
      Mark(at);
      next_ = page_.elements[at].end;
      for (size_t i = at; i < next_; ++i) Mark(i);
      return;
    }
    int number = 0;
    if (block) {
      Flush();
      state.element = static_cast<int>(at);
      Enter(node, &number, &state);
    }
    page_.elements[at].first_block = page_.blocks.size();
    if (Is(node, GUMBO_TAG_A) && !Attribute(node, "href").empty()) state.in_link = true;
    if (Is(node, GUMBO_TAG_TR) && Row(at, state)) return;
    Children_(node, state);
    if (block) Flush();
    if (block && Is(node, GUMBO_TAG_LI)) item_number_ = 0;
    const bool waits = !current_.text.empty() && !TrimAscii(current_.text).empty();
    page_.elements[at].last_block = page_.blocks.size() + (waits ? 1 : 0);
  }

  void Children_(const GumboNode* node, const State& state) {
    const GumboVector* children = Children(node);
    for (unsigned i = 0; i < children->length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children->data[i]);
      if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE) {
        AddText(child->v.text.text, state);
      } else if (next_ < page_.elements.size() && page_.elements[next_].node == child) {
        Walk(state);
      }
    }
  }

  bool IsDropped(int element) const {
    return page_.elements[static_cast<size_t>(element)].drop != Why::kKept;
  }

  // An element without blocks of its own.
  void Mark(size_t at) {
    page_.elements[at].first_block = page_.elements[at].last_block = page_.blocks.size();
  }

  void AddText(std::string_view text, const State& state) {
    if (current_.text.empty()) {
      current_.kind = state.kind;
      current_.list = state.kind == BlockKind::kListItem ? state.list : -1;
      current_.number = item_number_;
      current_.element = state.element;
    }
    current_.text += text;
    if (state.in_link) current_.linked += TextWeight(text);
  }

  // What the element `node` makes of the text below it.
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
      case GUMBO_TAG_OL:
        state->list = lists_++;
        state->next_number = Is(node, GUMBO_TAG_OL) ? number : nullptr;
        break;
      case GUMBO_TAG_TABLE:
        state->table = lists_++;
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

  // Two breaks in a row part paragraphs; one is a space.
  void Break() {
    const std::string_view text = TrimAscii(current_.text);
    if (text.ends_with(kBreak)) {
      const PageBlock before = current_;
      Flush();
      current_.kind = before.kind, current_.list = before.list;
      current_.element = before.element;
      return;
    }
    if (!text.empty()) current_.text += {' ', kBreak, ' '};
  }

  // Cells of data; false for a row that lays out the page, which is walked as anything else.
  bool Row(size_t at, const State& state) {
    PageBlock row;
    row.kind = BlockKind::kTableRow;
    row.list = state.table;
    row.element = static_cast<int>(at);
    row.header = true;
    const GumboVector* children = Children(page_.elements[at].node);
    for (unsigned i = 0; i < children->length; ++i) {
      const auto* cell = static_cast<const GumboNode*>(children->data[i]);
      if (!Is(cell, GUMBO_TAG_TD) && !Is(cell, GUMBO_TAG_TH)) continue;
      row.header = row.header && Is(cell, GUMBO_TAG_TH);
      row.cells.push_back(StripControls(TextOf(cell)));
      row.weight += TextWeight(row.cells.back());
      if (row.cells.back().size() > kLayoutCell) return false;
    }
    if (row.cells.size() <= 1) return false;
    next_ = page_.elements[at].end;
    if (row.weight > 0 && page_.blocks.size() < kMaxBlocks) {
      row.why = page_.elements[at].drop;
      row.word = page_.elements[at].word;
      page_.blocks.push_back(std::move(row));
    }
    for (size_t i = at; i < next_; ++i) {
      page_.elements[i].first_block = page_.elements[at].first_block;
      page_.elements[i].last_block = page_.blocks.size();
    }
    return true;
  }

  void Flush() {
    // Most elements that end have no text of their own.
    if (current_.text.empty()) return;
    if (std::ranges::all_of(current_.text, [](char c) { return c == ' ' || c == kBreak; })) {
      current_ = PageBlock{};
      return;
    }
    TidyLine(&current_.text);  // breaks are controls
    if (!current_.text.empty() && page_.blocks.size() < kMaxBlocks) {
      current_.weight = TextWeight(current_.text);
      const PageElement& element = page_.ElementOf(current_);
      current_.why = element.drop;
      current_.word = element.word;
      page_.blocks.push_back(std::move(current_));
    }
    current_ = PageBlock{};
  }

  PageBlocks& page_;
  const std::vector<ElementKind>& kinds_;
  PageBlock current_;
  size_t next_ = 0;
  int lists_ = 0;
  int item_number_ = 0;
};

// The first heading that the titles tell; without one, the only <h1>.
int FindHeadline(const PageBlocks& page) {
  int only = -1, h1 = 0;
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    const PageBlock& block = page.blocks[i];
    const PageElement& element = page.ElementOf(block);
    if (block.kind != BlockKind::kHeading) continue;
    if (element.headline && block.why != Why::kHidden) return static_cast<int>(i);
    if (Is(element.node, GUMBO_TAG_H1)) ++h1, only = static_cast<int>(i);
  }
  return h1 == 1 ? only : -1;
}

constexpr size_t kWordBytes = sizeof(uint64_t);
constexpr uint64_t kEachByte = 0x0101010101010101;
constexpr uint64_t kHighBits = 0x80 * kEachByte;

// Whether the next bytes are there, and of characters of at most two bytes each.
bool NextNarrow(std::string_view text, size_t i, uint64_t* word) {
  if (i + kWordBytes > text.size()) return false;
  *word = EightBytes(text, i);
  return (*word & *word << 1 & *word << 2 & kHighBits) == 0;
}

// How many of them begin a character that is larger than a space.
size_t CountVisible(uint64_t word) {
  const uint64_t visible = ((word & ~kHighBits) + (0x7F - ' ') * kEachByte) | word;
  const uint64_t begins = ~word | word << 1;  // no byte that another one leads
  return (((visible & begins) >> 7 & kEachByte) * kEachByte) >> 56;
}

// What an ASCII character is in a key; 0: it is left out.
constexpr std::array<char, 0x80> KeyCharacters() {
  std::array<char, 0x80> in_key = {};
  for (size_t c = 'a'; c <= 'z'; ++c) {
    in_key[c] = static_cast<char>(c);
    in_key[c - 'a' + 'A'] = static_cast<char>(c);
  }
  for (size_t c = '0'; c <= '9'; ++c) in_key[c] = static_cast<char>(c);
  return in_key;
}
constexpr std::array<char, 0x80> kInKey = KeyCharacters();

// Puts the character of a key at `end`; where the next one stands.
size_t PutInKey(char ascii, size_t end, std::string* key) {
  const char c = kInKey[static_cast<unsigned char>(ascii)];
  (*key)[end] = c;
  return end + (c != '\0' ? 1 : 0);
}

// Of a text that is ASCII.
std::string AsciiKey(std::string_view text) {
  std::string key(text.size(), '\0');
  size_t end = 0;
  for (const char c : text) end = PutInKey(c, end, &key);
  key.resize(end);
  return key;
}

}  // namespace

size_t TextWeight(std::string_view text) {
  size_t weight = 0;
  uint64_t word = 0;
  for (size_t i = 0; i < text.size();) {
    if (NextNarrow(text, i, &word)) {
      weight += CountVisible(word);
      i += kWordBytes;
    } else if (!BeginsCharacter(text[i])) {  // the word before has counted it
      ++i;
    } else if (static_cast<unsigned char>(text[i]) < 0x80) {
      weight += text[i] > ' ' ? 1 : 0;
      ++i;
    } else {
      const char32_t c = NextCodePoint(text, &i);
      weight += IsSpaceless(c) || IsHangul(c) ? 3 : 1;
    }
  }
  return weight;
}

std::string TextKey(std::string_view text) {
  if (IsAsciiText(text)) return AsciiKey(text);
  std::string key = FoldCase(text);
  size_t end = 0;  // of the key, in the place of what it is made of
  for (size_t i = 0; i < key.size();) {
    const char ascii = key[i];
    if (static_cast<unsigned char>(ascii) < 0x80) {
      end = PutInKey(ascii, end, &key);
      ++i;
      continue;
    }
    const size_t start = i;
    if (!IsWordChar(NextCodePoint(key, &i))) continue;
    for (size_t at = start; at < i; ++at) key[end++] = key[at];
  }
  key.resize(end);
  return key;
}

bool CountsAsProse(const PageBlock& block) {
  return block.why == Why::kKept && block.kind != BlockKind::kHeading &&
         block.weight >= kShortParagraph && block.linked * 2 < block.weight;
}

void PageBlocks::Sum() {
  prose_before.assign(1, 0);
  weight_before.assign(1, 0);
  for (const PageBlock& block : blocks) {
    const size_t free = block.weight - std::min(block.linked, block.weight);
    prose_before.push_back(prose_before.back() + (CountsAsProse(block) ? free : 0));
    weight_before.push_back(weight_before.back() + block.weight);
  }
}

bool IsBlockElement(const GumboNode* node) {
  switch (node->v.element.tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_RB:
    case GUMBO_TAG_RP:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RUBY:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_UNKNOWN:
      return false;
    default:
      return true;
  }
}

// The first element that the site's rules select and that holds prose.
size_t SelectedBody(const PageBlocks& page, const SiteRules& site) {
  for (size_t i = 1; i < page.elements.size(); ++i) {
    const bool selected = std::ranges::any_of(site.body, [&](const Selector& selector) {
      return selector.Selects(page.elements[i].node);
    });
    if (selected && page.Prose(page.elements[i]) > 0) return i;
  }
  return 0;
}

PageBlocks LayFlat(const HtmlTree& tree, const std::vector<std::string>& titles,
                   const SiteRules* site) {
  PageBlocks page;
  std::vector<ElementKind> kinds;
  page.elements = FlatElements(BodyElement(tree), titles, site, &kinds);
  Gatherer(&page, kinds).Run();
  page.headline = FindHeadline(page);
  page.Sum();
  if (site != nullptr) page.body = SelectedBody(page, *site);
  return page;
}

}  // namespace dealwire
