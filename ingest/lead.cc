#include "ingest/lead.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/block_filter.h"
#include "ingest/byline.h"
#include "ingest/page_rules.h"

namespace dealwire {
namespace {

constexpr double kMostBefore = 0.2;       // of the body's prose, before a headline inside of it
constexpr size_t kShortestTitleKey = 20;  // bytes of a key, to be found inside a longer heading
constexpr size_t kShortestLead = 20;      // weight
constexpr size_t kShortestUnnamed = 45;   // weight of one that nothing names
constexpr size_t kLongestLead = 900;      // weight
constexpr size_t kLookedAt = 40;          // blocks after the headline
constexpr size_t kMostBlocks = 8;         // of an element named as a standfirst
constexpr size_t kBeginning = 48;         // bytes of a text, to tell that it is no title
constexpr size_t kKeyPrefix = 40;         // bytes that two summaries share

// The first of `text`, of whole characters.
std::string_view Beginning(std::string_view text) {
  size_t end = std::min(text.size(), kBeginning);
  while (end < text.size() && end > 0 && (text[end] & '\xC0') == '\x80') --end;
  return text.substr(0, end);
}

// Few texts begin as a title does; only of those a key is made as a whole.
bool MayBe(std::string_view text, const std::vector<std::string>& titles) {
  const std::string begin = TextKey(Beginning(text));
  return std::ranges::any_of(titles,
                             [&](const std::string& title) { return title.starts_with(begin); });
}

bool Repeats(const PageBlock& block, const std::vector<std::string>& titles) {
  if (block.kind != BlockKind::kHeading && !MayBe(block.text, titles)) return false;
  const std::string key = TextKey(block.text);
  return std::ranges::any_of(titles, [&](const std::string& title) {
    if (title.empty()) return false;
    if (key == title) return true;
    return block.kind == BlockKind::kHeading && title.size() >= kShortestTitleKey &&
           key.size() < 2 * title.size() && key.find(title) != std::string::npos;
  });
}

class LeadFinder {
 public:
  LeadFinder(size_t body, const std::vector<std::string>& descriptions, std::string_view lang,
             const PageBlocks& page)
      : page_(page), body_(page.elements[body]), lang_(lang) {
    for (const std::string& description : descriptions) keys_.push_back(TextKey(description));
  }

  // The blocks where a standfirst may be: [first, last).
  std::pair<size_t, size_t> Range() const {
    size_t first_kept = body_.first_block;
    while (first_kept < body_.last_block && !CountsAsProse(page_.blocks[first_kept])) ++first_kept;
    if (page_.headline >= 0 && static_cast<size_t>(page_.headline) < first_kept) {
      const auto headline = static_cast<size_t>(page_.headline);
      return {headline + 1, std::min(first_kept, headline + 1 + kLookedAt)};
    }
    return {first_kept - std::min<size_t>(first_kept, kLookedAt / 2), first_kept};
  }

  bool IsLead(const PageBlock& block) const {
    if (block.kind == BlockKind::kTableRow || block.weight < kShortestLead ||
        block.weight > kLongestLead || block.linked * 2 > block.weight) {
      return false;
    }
    if (block.why == Why::kCaption || block.why == Why::kHidden) return false;
    // Whether it is a byline costs most to tell.
    return (SaysDescription(block) || StandsAsLead(block)) && !ParseByline(block.text, lang_);
  }

  // In the header of the headline, or beside it.
  bool SharesHeader(const PageBlock& block) const {
    if (page_.headline < 0 || block.weight < kShortestUnnamed || block.weight > kLongestLead ||
        block.linked * 2 > block.weight || !EndsAsSentence(block.text)) {
      return false;
    }
    if (block.why != Why::kHead && block.why != Why::kOutside) return false;
    return !IsCaption(page_, block, 0) && !IsOfPicture(block) && StandsBesideHeadline(block) &&
           !ParseByline(block.text, lang_);
  }

 private:
  // By its place and the names around it.
  bool StandsAsLead(const PageBlock& block) const {
    if (block.why == Why::kElement) return false;
    if (block.why == Why::kNamed && !MayHoldLead(block)) return false;
    return IsNamed(block) && !IsCaption(page_, block, 0) && !IsOfPicture(block) &&
           !SaysTitle(block);
  }

  bool StandsBesideHeadline(const PageBlock& block) const {
    const PageBlock& headline = page_.blocks[static_cast<size_t>(page_.headline)];
    const auto index = static_cast<size_t>(&block - page_.blocks.data());
    int at = page_.ElementOf(headline).parent;
    for (int level = 0; level < 3 && at > 0; ++level) {
      const PageElement& around = page_.elements[static_cast<size_t>(at)];
      if (around.last_block - around.first_block > 2 * kMostBlocks) return false;
      if (index >= around.first_block && index < around.last_block) return true;
      at = around.parent;
    }
    return false;
  }

  bool SaysDescription(const PageBlock& block) const {
    if (keys_.empty()) return false;
    const std::string key = TextKey(block.text);
    return std::ranges::any_of(keys_, [&](const std::string& description) {
      const size_t shorter = std::min(key.size(), description.size());
      if (shorter < kKeyPrefix) return !key.empty() && key == description;
      return description.find(key) != std::string::npos ||
             key.compare(0, kKeyPrefix, description, 0, kKeyPrefix) == 0;
    });
  }

  bool IsNamed(const PageBlock& block) const {
    int at = block.element;
    for (int level = 0; level < 4 && at >= 0; ++level) {
      const PageElement& element = page_.elements[static_cast<size_t>(at)];
      if (element.last_block - element.first_block > kMostBlocks) return false;
      if (element.names.lead) return true;
      at = element.parent;
    }
    return false;
  }

  static bool MayHoldLead(const PageBlock& block) {
    return block.word != nullptr &&
           std::ranges::find(HtmlRules().lead_in, *block.word) != HtmlRules().lead_in.end();
  }

  bool SaysTitle(const PageBlock& block) const {
    return page_.headline >= 0 &&
           TextKey(block.text) == TextKey(page_.blocks[static_cast<size_t>(page_.headline)].text);
  }

  bool IsOfPicture(const PageBlock& block) const {
    int at = block.element;
    for (int level = 0; level < 3 && at > 0; ++level) {
      const PageElement& element = page_.elements[static_cast<size_t>(at)];
      if (element.last_block - element.first_block > kMostBlocks || element.headline) return false;
      if (element.names.picture) return true;
      at = element.parent;
    }
    return false;
  }

  const PageBlocks& page_;
  const PageElement& body_;
  const std::string lang_;
  std::vector<std::string> keys_;
};

// A standfirst is prose though some pages make it a heading.
void Keep(PageBlock* block) {
  block->why = Why::kKept;
  if (block->kind == BlockKind::kHeading) block->kind = BlockKind::kParagraph;
}

}  // namespace

void MarkHead(size_t body, const std::vector<std::string>& titles, PageBlocks* page) {
  std::vector<std::string> keys;
  keys.reserve(titles.size());
  for (const std::string& title : titles) keys.push_back(TextKey(title));
  const PageElement& chosen = page->elements[body];
  size_t head_end = chosen.first_block;
  if (page->headline >= 0) {
    const auto headline = static_cast<size_t>(page->headline);
    const auto before = static_cast<double>(
        page->Prose(chosen.first_block, std::max(headline, chosen.first_block)));
    const bool inside = headline >= chosen.first_block && headline < chosen.last_block;
    if (inside && before <= kMostBefore * static_cast<double>(page->Prose(chosen)))
      head_end = headline + 1;
  }
  for (size_t i = 0; i < page->blocks.size(); ++i) {
    PageBlock& block = page->blocks[i];
    if (block.why != Why::kKept) continue;
    const bool before = i >= chosen.first_block && i < head_end;
    if (before || (block.kind != BlockKind::kTableRow && Repeats(block, keys)))
      block.why = Why::kHead;
  }
}

void KeepLead(size_t body, const std::vector<std::string>& descriptions, std::string_view lang,
              PageBlocks* page) {
  const LeadFinder finder(body, descriptions, lang, *page);
  const auto [first, last] = finder.Range();
  std::vector<std::string> taken;
  size_t last_taken = 0;
  for (size_t i = first; i < last; ++i) {
    PageBlock& block = page->blocks[i];
    if (block.why == Why::kKept || !finder.IsLead(block)) continue;
    // A standfirst stands in one place.
    if (!taken.empty() && i > last_taken + 2) break;
    std::string key = TextKey(block.text);
    if (std::ranges::find(taken, key) != taken.end()) continue;
    taken.push_back(std::move(key));
    last_taken = i;
    Keep(&block);
  }
  for (size_t i = first; i < last && taken.empty(); ++i) {
    if (!finder.SharesHeader(page->blocks[i])) continue;
    Keep(&page->blocks[i]);
    break;
  }
}

}  // namespace dealwire
