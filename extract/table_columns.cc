#include "extract/table_columns.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "extract/candidates.h"

namespace dealwire {
namespace {

constexpr size_t kMostCells = 24;
constexpr size_t kLongestCell = 80;  // bytes of a name

// The cells of a row, without the spaces and quotation marks around them.
std::vector<Span> CellsOf(const Document& document, const DocumentBlock& block) {
  std::vector<Span> cells;
  const std::string_view text = document.text;
  for (size_t at = block.span.byte_start; cells.size() < kMostCells;) {
    const size_t bar = text.find('|', at);
    Span cell = {at, std::min(bar, block.span.byte_end)};
    for (size_t next = cell.byte_start; cell.byte_start < cell.byte_end;) {
      if (IsWordChar(NextCodePoint(text, &next))) break;
      cell.byte_start = next;
    }
    for (size_t before = cell.byte_end; cell.byte_end > cell.byte_start;) {
      if (IsWordChar(PreviousCodePoint(text, &before))) break;
      cell.byte_end = before;
    }
    cells.push_back(cell);
    if (bar >= block.span.byte_end) break;
    at = bar + 1;
  }
  return cells;
}

struct TableSides {
  size_t customer = 0, provider = 0;  // columns
};

// What the first row of a table says of its columns. Cues are sorted.
std::optional<TableSides> SidesOfHead(const std::vector<Span>& cells,
                                      const std::vector<CueMatch>& cues) {
  std::optional<size_t> customer, provider;
  for (size_t i = 0; i < cells.size(); ++i) {
    auto cue = std::ranges::lower_bound(cues, cells[i].byte_start, {},
                                        [](const CueMatch& c) { return c.span.byte_start; });
    for (; cue != cues.end() && cue->span.byte_start == cells[i].byte_start; ++cue) {
      if (cue->cue == Cue::kBuyer && !customer) customer = i;
      if (cue->cue == Cue::kSeller && !provider) provider = i;
    }
  }
  if (!customer || !provider || *customer == *provider) return std::nullopt;
  return TableSides{*customer, *provider};
}

template <typename Mentioned>
bool Overlapped(const std::vector<Mentioned>& sorted, const Span& cell,
                const Span& (*span_of)(const Mentioned&)) {
  const auto it = std::ranges::partition_point(
      sorted, [&](const Mentioned& m) { return span_of(m).byte_end <= cell.byte_start; });
  return it != sorted.end() && span_of(*it).Overlaps(cell);
}

const Span& SpanOfMention(const Mention& mention) { return mention.span; }
const Span& SpanOfOpen(const OpenOrganisation& open) { return open.mention.span; }

}  // namespace

std::vector<SidedRow> SidedRows(const Document& document, const std::vector<CueMatch>& cues) {
  std::vector<SidedRow> rows;
  std::optional<TableSides> sides;
  std::optional<int> table;  // the list of the rows before
  for (size_t i = 0; i < document.blocks.size(); ++i) {
    const DocumentBlock& block = document.blocks[i];
    if (block.kind != DocumentBlockKind::kTableRow) {
      table.reset();
      continue;
    }
    const std::vector<Span> cells = CellsOf(document, block);
    if (table != block.list) {
      table = block.list;
      sides = SidesOfHead(cells, cues);
      continue;
    }
    if (!sides || std::max(sides->customer, sides->provider) >= cells.size()) continue;
    rows.push_back({i, cells[sides->customer], cells[sides->provider]});
  }
  return rows;
}

void AddNamesOfCells(const Document& document, const std::vector<SidedRow>& rows,
                     const Mentions& mentions, std::vector<OpenOrganisation>* open) {
  std::vector<OpenOrganisation> added;
  for (const SidedRow& row : rows) {
    for (const Span& cell : {row.customer, row.provider}) {
      if (cell.size() == 0 || cell.size() > kLongestCell ||
          Overlapped(mentions, cell, SpanOfMention) || Overlapped(*open, cell, SpanOfOpen))
        continue;
      const std::string_view slice = document.Slice(cell);
      OrgValue org{OrganisationSlug(slice), std::string(slice)};
      org.known = false;
      added.push_back({{cell, "names.open.cell", std::move(org)}, true});
    }
  }
  const auto middle = static_cast<std::ptrdiff_t>(open->size());
  std::ranges::move(added, std::back_inserter(*open));
  std::inplace_merge(open->begin(), open->begin() + middle, open->end(),
                     [](const OpenOrganisation& a, const OpenOrganisation& b) {
                       return a.mention.span.byte_start < b.mention.span.byte_start;
                     });
}

void MarkSidesOfCells(const Document& document, const std::vector<SidedRow>& rows,
                      std::vector<SentenceScene>* scenes) {
  for (const SidedRow& row : rows) {
    const DocumentBlock& block = document.blocks[row.block];
    for (size_t s = block.first_sentence; s < block.end_sentence; ++s) {
      for (Party& p : (*scenes)[s].parties) {
        if (p.in_chip || p.coreference) continue;
        if (row.customer.Contains(p.span)) p.side = DealSide::kCustomer;
        if (row.provider.Contains(p.span)) p.side = DealSide::kProvider;
      }
    }
  }
}

// A row whose columns are named needs no word for a deal: the table is of deals.
bool CandidateFinder::FindInRow(const SentenceScene& scene, const Context& context,
                                Candidate* out) const {
  const DocumentBlock& block = document_.blocks[document_.sentences[scene.index].block];
  if (block.kind != DocumentBlockKind::kTableRow) return false;
  Roles roles;
  for (const Party& p : scene.parties) {
    if (p.coreference || p.in_chip) continue;
    if (p.side == DealSide::kCustomer) roles.customer.push_back(p.id);
    if (p.side == DealSide::kProvider) roles.provider.push_back(p.id);
  }
  if (roles.customer.empty() || roles.provider.empty() ||
      ShareSomebody(roles.customer, roles.provider))
    return false;
  const auto money = std::ranges::find_if(
      scene.money, [&](const Mention* m) { return BigEnough(*Get<MoneyValue>(*m)); });
  const bool goods = scene.Has(Cue::kCompute) || scene.Has(Cue::kChipNoun) ||
                     !scene.chips.empty() || !scene.power.empty();
  if ((money == scene.money.end() && !goods) || !(goods || context.topic)) return false;
  out->frame = frames_.For(Cue::kContract);
  out->deal.kind = KindOf(scene, *out->frame, scene.span, roles);
  out->other_goods = AboutOther(scene, *out->frame, scene.span);
  out->deal.customer = std::move(roles.customer);
  out->deal.provider = std::move(roles.provider);
  std::tie(out->deal.status, out->status_said) = StatusOf(scene, *out->frame, scene.span);
  if (money != scene.money.end()) {
    out->money = *money;
    out->deal.amount = *Get<MoneyValue>(**money);
  }
  out->deal.evidence.push_back({scene.span, false, out->frame->rule + ".row"});
  out->deal.reasons = {{"a row of a table that names who buys and who sells", 0.75}};
  out->deal.confidence = out->deal.reasons[0].weight;
  out->sides_said = true;
  out->list_part = true;
  out->sentence = scene.index;
  out->told_in = {scene.index};
  TakeTerms(scene, &out->deal);
  return true;
}

}  // namespace dealwire
