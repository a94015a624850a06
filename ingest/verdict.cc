#include "ingest/verdict.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/page_blocks.h"
#include "ingest/page_rules.h"

namespace dealwire {
namespace {

constexpr size_t kLeastProseWeight = 80;  // weight: less is no article
constexpr size_t kShortText = 600;        // weight of a text that may be a wall's, or a video's
constexpr size_t kParagraph = 140;        // weight of one that a teaser seldom has
constexpr size_t kFewestOfArticle = 3;    // of that weight, for an article that does not say so
constexpr size_t kMoreLinks = 3;          // times the text's weight, on a page of links

bool SaysOneOf(const std::string& folded, const std::vector<std::string>& phrases) {
  return std::ranges::any_of(
      phrases, [&](const std::string& phrase) { return folded.find(phrase) != std::string::npos; });
}

std::string_view TextOf(const Content& content, const Block& block) {
  return std::string_view(content.text).substr(block.byte_start, block.byte_end - block.byte_start);
}

size_t Paragraphs(const Content& content) {
  return static_cast<size_t>(std::ranges::count_if(content.blocks, [&](const Block& block) {
    return block.kind == BlockKind::kParagraph && TextWeight(TextOf(content, block)) >= kParagraph;
  }));
}

}  // namespace

std::string WhyNoArticle(const Content& content, const Metadata& metadata) {
  const size_t weight = TextWeight(content.text);
  if (metadata.is_video && weight < kShortText) return "a page of a video or of pictures";
  if (weight < kShortText && SaysOneOf(FoldCase(content.text), HtmlRules().walls)) {
    return "a wall that asks for consent, scripts or a proof first";
  }
  if (content.blocks.empty() || content.page_weight < kLeastProseWeight) {
    return content.link_weight > kMoreLinks * kLeastProseWeight ? "a front page or a list of links"
                                                                : "it shows no text";
  }
  const bool says_so = metadata.is_article || !metadata.published.empty();
  if (!says_so && Paragraphs(content) < kFewestOfArticle &&
      content.link_weight > kMoreLinks * weight && content.linked_headings >= kFewestOfArticle) {
    return "a front page or a list of links";
  }
  return "";
}

Completeness CompletenessOf(const Content& content, const Metadata& metadata) {
  if (metadata.paywalled || content.paywall) return Completeness::kPaywalled;
  if (content.blocks.empty()) return Completeness::kWhole;
  const std::string_view last = TextOf(content, content.blocks.back());
  const bool cut = last.ends_with("\xE2\x80\xA6") || last.ends_with("...") ||
                   last.ends_with("[\xE2\x80\xA6]") || last.ends_with("[...]");
  return cut ? Completeness::kTruncated : Completeness::kWhole;
}

}  // namespace dealwire
