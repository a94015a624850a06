#include "extract/deals/table_columns.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "extract/names/name_words.h"
#include "extract/text/fold.h"
#include "extract/text/name_text.h"
#include "extract/text/table_cells.h"

namespace dealwire {
namespace {

constexpr size_t kLongestCell = 80;  // bytes of a name

// The cells of a row, without the signs around what stands in them: quotation marks, bullets.
std::vector<Span> CellsOf(const Document& document, const DocumentBlock& block) {
  std::vector<Span> cells = TableCells(document, block);
  const std::string_view text = document.text;
  for (Span& cell : cells) {
    for (size_t next = cell.byte_start; cell.byte_start < cell.byte_end;) {
      if (IsWordChar(NextCodePoint(text, &next))) break;
      cell.byte_start = next;
    }
    for (size_t before = cell.byte_end; cell.byte_end > cell.byte_start;) {
      if (IsWordChar(PreviousCodePoint(text, &before))) break;
      cell.byte_end = before;
    }
  }
  return cells;
}

// The columns of the two parties, and what their heads say of them.
struct Columns {
  std::array<size_t, 2> at = {};
  std::array<DealSide, 2> sides = {};
};

// What the first row of a table says of its columns: one of who buys and one of who sells, else one
// of them beside one of a firm, else two of firms. Cues are sorted.
std::optional<Columns> ColumnsOfHead(const std::vector<Span>& cells,
                                     const std::vector<CueMatch>& cues) {
  std::optional<size_t> customer, provider;
  std::vector<size_t> firms;
  bool figures = false;  // "Company | Subsidiary | Revenue"
  for (size_t i = 0; i < cells.size(); ++i) {
    auto cue = std::ranges::lower_bound(cues, cells[i].byte_start, {},
                                        [](const CueMatch& c) { return c.span.byte_start; });
    bool firm = false, side = false;
    for (; cue != cues.end() && cue->span.byte_start == cells[i].byte_start; ++cue) {
      const bool buys = cue->cue == Cue::kBuyer || cue->cue == Cue::kBuyerColumn;
      const bool sells = cue->cue == Cue::kSeller || cue->cue == Cue::kSellerColumn;
      if (buys && !customer) customer = i;
      if (sells && !provider) provider = i;
      side |= buys || sells;
      firm |= cue->cue == Cue::kParty;
      figures |= cue->cue == Cue::kNoDeal && cells[i].Contains(cue->span);
    }
    if (firm && !side) firms.push_back(i);
  }
  if (customer && provider && *customer != *provider)
    return Columns{{*customer, *provider}, {DealSide::kCustomer, DealSide::kProvider}};
  if (figures) return std::nullopt;
  if (customer.has_value() != provider.has_value() && !firms.empty()) {
    const DealSide side = customer ? DealSide::kCustomer : DealSide::kProvider;
    return Columns{{customer ? *customer : *provider, firms[0]}, {side, OtherSide(side)}};
  }
  if (!customer && !provider && firms.size() >= 2) return Columns{{firms[0], firms[1]}, {}};
  return std::nullopt;
}

template <typename Mentioned>
bool Overlapped(const std::vector<Mentioned>& sorted, const Span& cell,
                const Span& (*span_of)(const Mentioned&)) {
  const auto it = std::ranges::partition_point(
      sorted, [&](const Mentioned& m) { return span_of(m).byte_end <= cell.byte_start; });
  return it != sorted.end() && span_of(*it).Overlaps(cell);
}

const Span& SpanOfMention(const Mention& mention) { return mention.span; }

// A cell as a name without a legal form at its end and without what stands in brackets; empty where
// it is none: "n/a", "not disclosed", a word that is no organisation.
std::string_view NameInCell(std::string_view cell, const NameRules& names) {
  if (cell.size() > kLongestCell) return {};
  cell = cell.substr(0, cell.find('('));
  while (cell.ends_with(' ')) cell.remove_suffix(1);
  const size_t last = cell.rfind(' ');
  if (last != std::string_view::npos && names.legal_forms.contains(FoldText(cell.substr(last + 1))))
    cell = cell.substr(0, last);
  if (names.no_names.contains(FoldText(cell))) return {};
  bool capital = false, word = false;
  size_t letters = 0;
  for (size_t at = 0; at < cell.size();) {
    const char32_t c = NextCodePoint(cell, &at);
    letters = IsLetter(c) ? letters + 1 : 0;
    word |= letters > 1;
    capital |= IsLetter(c) && (IsUpper(c) || !HasCase(ScriptOf(c)));
  }
  return capital && word ? cell : std::string_view();
}

OpenOrganisation NameAt(const Span& span, std::string_view name) {
  OrgValue org{OrganisationSlug(name), std::string(name)};
  org.known = false;
  return {{span, "names.open.cell", std::move(org)}, true};
}

// Puts `added` into `open` for what stands in `taken`; all are sorted.
void Replace(const std::vector<Span>& taken, std::vector<OpenOrganisation> added,
             std::vector<OpenOrganisation>* open) {
  std::erase_if(*open, [&](const OpenOrganisation& o) {
    const auto it = std::ranges::partition_point(
        taken, [&](const Span& s) { return s.byte_end <= o.mention.span.byte_start; });
    return it != taken.end() && it->Overlaps(o.mention.span);
  });
  const auto middle = static_cast<std::ptrdiff_t>(open->size());
  std::ranges::move(added, std::back_inserter(*open));
  std::inplace_merge(open->begin(), open->begin() + middle, open->end(),
                     [](const OpenOrganisation& a, const OpenOrganisation& b) {
                       return a.mention.span.byte_start < b.mention.span.byte_start;
                     });
}

// What stands before the first colon, dash or wide space of an item, without the marks around it.
Span HeadOfItem(const Document& document, const DocumentBlock& block) {
  Span head = {block.span.byte_start, block.span.byte_start};
  bool begun = false, number = true;
  char32_t before = 0;
  for (size_t at = block.span.byte_start; at < block.span.byte_end;) {
    const size_t start = at;
    const char32_t c = NextCodePoint(document.text, &at);
    if (!begun && !IsWordChar(c)) {
      head.byte_start = at;
      continue;
    }
    begun = true;
    if (number && (c == '.' || c == ')')) {  // "5. N: ..."
      begun = false;
      head.byte_start = at;
      continue;
    }
    number = number && IsDigit(c);
    const bool dash = c == 0x2013 || c == 0x2014 || (c == '-' && before == ' ');
    if (c == ':' || c == 0xFF1A || c == 0x3000 || dash) {
      head.byte_end = start;
      while (head.byte_end > head.byte_start) {
        size_t last = head.byte_end;
        if (IsWordChar(PreviousCodePoint(document.text, &last))) break;
        head.byte_end = last;
      }
      return head;
    }
    if (start > head.byte_start + kLongestCell) break;
    before = c;
  }
  return {block.span.byte_start, block.span.byte_start};
}

// Whether money, chips or megawatts stand there.
bool HoldsGoods(const Mentions& mentions, const Span& span) {
  auto it = std::ranges::partition_point(
      mentions, [&](const Mention& m) { return m.span.byte_start < span.byte_start; });
  for (; it != mentions.end() && it->span.byte_start < span.byte_end; ++it) {
    if (Get<MoneyValue>(*it) != nullptr || Get<ChipValue>(*it) != nullptr ||
        Get<PowerValue>(*it) != nullptr)
      return true;
  }
  return false;
}

// Whether a word of what deals are made of stands in a head ("Total", "Servers"); cues are sorted.
bool SaysAnother(const std::vector<CueMatch>& cues, const Span& head) {
  auto cue = std::ranges::lower_bound(cues, head.byte_start, {},
                                      [](const CueMatch& c) { return c.span.byte_start; });
  for (; cue != cues.end() && cue->span.byte_start < head.byte_end; ++cue) {
    if (cue->cue < Cue::kWith && cue->cue != Cue::kAgent && cue->cue != Cue::kCompany) return true;
  }
  return false;
}

}  // namespace

std::vector<PartyRow> PartyRows(const Document& document, const std::vector<CueMatch>& cues) {
  std::vector<PartyRow> rows;
  std::optional<Columns> columns;
  std::optional<int> table;  // the list of the rows before
  for (size_t i = 0; i < document.blocks.size(); ++i) {
    const DocumentBlock& block = document.blocks[i];
    if (block.kind != DocumentBlockKind::kTableRow) {
      table.reset();
      continue;
    }
    const std::vector<Span> cells = CellsOf(document, block);
    // A table may go on with other heads ("Lender | Borrower | Term | Sum").
    const auto heads = ColumnsOfHead(cells, cues);
    const bool head = table != block.list || heads;
    if (head) columns = heads;
    table = block.list;
    if (!columns || std::max(columns->at[0], columns->at[1]) >= cells.size()) continue;
    rows.push_back({i, head, {cells[columns->at[0]], cells[columns->at[1]]}, columns->sides});
  }
  return rows;
}

namespace {

// "Total | | 9.4 billion": the cell begins with a word for the sum of the rows; cues are sorted.
bool IsTotal(const std::vector<CueMatch>& cues, const Span& cell) {
  auto at = std::ranges::lower_bound(cues, cell.byte_start, {},
                                     [](const CueMatch& c) { return c.span.byte_start; });
  while (at != cues.end() && at->span.byte_start == cell.byte_start && at->cue != Cue::kTotal) ++at;
  return at != cues.end() && at->span.byte_start == cell.byte_start;
}

}  // namespace

void AddNamesOfCells(const Document& document, const std::vector<PartyRow>& rows,
                     const std::vector<CueMatch>& cues, const NameRules& names,
                     const Mentions& mentions, std::vector<OpenOrganisation>* open) {
  if (rows.empty()) return;
  std::vector<OpenOrganisation> added;
  std::vector<Span> taken;  // where no other name stands
  for (const PartyRow& row : rows) {
    if (row.head) {
      taken.push_back(document.blocks[row.block].span);
      continue;
    }
    std::array<Span, 2> cells = row.cells;
    std::ranges::sort(cells, {}, &Span::byte_start);
    for (const Span& cell : cells) {
      if (Overlapped(mentions, cell, SpanOfMention) || IsTotal(cues, cell)) continue;
      const std::string_view name = NameInCell(document.Slice(cell), names);
      if (name.empty()) continue;
      const Span span = {cell.byte_start, cell.byte_start + name.size()};
      added.push_back(NameAt(span, name));
      taken.push_back(cell);
    }
  }
  Replace(taken, std::move(added), open);
}

namespace {

// What a cell or the head of an item is.
enum class Holds { kOrganisation, kOther, kNothing };

Holds WhatHolds(const Span& cell, const std::vector<CueMatch>& cues, const Mentions& mentions,
                const std::vector<OpenOrganisation>& open) {
  const auto open_name = std::ranges::partition_point(
      open, [&](const OpenOrganisation& o) { return o.mention.span.byte_end <= cell.byte_start; });
  if (open_name != open.end() && open_name->strong && open_name->mention.span == cell)
    return Holds::kOrganisation;
  const auto known = std::ranges::partition_point(
      mentions, [&](const Mention& m) { return m.span.byte_end <= cell.byte_start; });
  if (known != mentions.end() && known->span.Overlaps(cell)) {
    const bool named = Get<OrgValue>(*known) != nullptr || Get<ProductValue>(*known) != nullptr;
    return named ? Holds::kOrganisation : Holds::kNothing;
  }
  return SaysAnother(cues, cell) ? Holds::kNothing : Holds::kOther;
}

}  // namespace

void AddNamesOfColumns(const Document& document, const std::vector<CueMatch>& cues,
                       const NameRules& names, const Mentions& mentions,
                       std::vector<OpenOrganisation>* open) {
  struct Column {
    size_t organisations = 0;
    std::vector<Span> others;
  };
  std::vector<OpenOrganisation> added;
  std::vector<Span> taken;
  for (size_t i = 0; i < document.blocks.size();) {
    const DocumentBlock& first = document.blocks[i++];
    if (first.kind != DocumentBlockKind::kTableRow) continue;
    std::vector<Column> columns(kMostColumns);
    size_t rows = 0, goods = 0;
    for (; i < document.blocks.size() && document.blocks[i].kind == first.kind &&
           document.blocks[i].list == first.list;
         ++i) {
      ++rows;
      goods += HoldsGoods(mentions, document.blocks[i].span) ? 1 : 0;
      const std::vector<Span> cells = CellsOf(document, document.blocks[i]);
      for (size_t c = 0; c < cells.size(); ++c) {
        const Holds holds = WhatHolds(cells[c], cues, mentions, *open);
        if (holds == Holds::kOrganisation) ++columns[c].organisations;
        if (holds == Holds::kOther) columns[c].others.push_back(cells[c]);
      }
    }
    for (const Column& column : columns) {
      if (2 * goods < rows || column.organisations < 1 || 2 * column.organisations < rows) continue;
      for (const Span& cell : column.others) {
        const std::string_view name = NameInCell(document.Slice(cell), names);
        if (name.empty()) continue;
        added.push_back(NameAt({cell.byte_start, cell.byte_start + name.size()}, name));
        taken.push_back(cell);
      }
    }
  }
  std::ranges::sort(taken, {}, &Span::byte_start);
  std::ranges::sort(added, {}, [](const OpenOrganisation& o) { return o.mention.span.byte_start; });
  Replace(taken, std::move(added), open);
}

void AddNamesOfItems(const Document& document, const std::vector<CueMatch>& cues,
                     const NameRules& names, const Mentions& mentions,
                     std::vector<OpenOrganisation>* open) {
  constexpr size_t kMostToOne = 4;
  std::vector<OpenOrganisation> added;
  std::vector<Span> taken;
  for (size_t i = 0; i < document.blocks.size();) {
    const DocumentBlock& first = document.blocks[i];
    if (first.kind != DocumentBlockKind::kListItem) {
      ++i;
      continue;
    }
    size_t items = 0, named = 0;
    std::vector<Span> others;
    for (; i < document.blocks.size() && document.blocks[i].kind == first.kind &&
           document.blocks[i].list == first.list;
         ++i) {
      ++items;
      const Span head = HeadOfItem(document, document.blocks[i]);
      if (head.size() == 0 ||
          !HoldsGoods(mentions, {head.byte_end, document.blocks[i].span.byte_end}))
        continue;
      const Holds holds = WhatHolds(head, cues, mentions, *open);
      if (holds == Holds::kOrganisation) ++named;
      if (holds == Holds::kOther) others.push_back(head);
    }
    // Half of them are firms; or one is, and all others may be.
    const bool all = named + others.size() == items && kMostToOne * named >= items;
    if (named < 1 || (2 * named < items && !all)) continue;
    for (const Span& head : others) {
      const std::string_view name = NameInCell(document.Slice(head), names);
      if (name.empty()) continue;
      added.push_back(NameAt({head.byte_start, head.byte_start + name.size()}, name));
      taken.push_back(head);
    }
  }
  Replace(taken, std::move(added), open);
}

void MarkSidesOfCells(const Document& document, const std::vector<PartyRow>& rows,
                      std::vector<SentenceScene>* scenes) {
  for (const PartyRow& row : rows) {
    if (row.head) continue;
    const DocumentBlock& block = document.blocks[row.block];
    for (size_t s = block.first_sentence; s < block.end_sentence; ++s) {
      for (Party& p : (*scenes)[s].parties) {
        if (p.in_chip || p.coreference) continue;
        for (size_t i = 0; i < row.cells.size(); ++i) {
          if (!row.cells[i].Contains(p.span)) continue;
          p.column = static_cast<int>(i) + 1;
          p.side = row.sides[i];
        }
      }
    }
  }
}

}  // namespace dealwire
