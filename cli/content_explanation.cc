#include "cli/content_explanation.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.h"
#include "ingest/judge.h"

namespace dealwire {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kShownPoints = 100;  // code points of a block, for people

const char* NameOf(BlockKind kind) {
  switch (kind) {
    case BlockKind::kParagraph:
      return "paragraph";
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kListItem:
      return "list item";
    case BlockKind::kTableRow:
      return "table row";
    case BlockKind::kQuote:
      return "quote";
    case BlockKind::kCaption:
      return "caption";
  }
  return "";
}

const char* NameOf(Completeness completeness) {
  switch (completeness) {
    case Completeness::kWhole:
      return "whole";
    case Completeness::kPaywalled:
      return "paywalled";
    case Completeness::kTruncated:
      return "truncated";
  }
  return "";
}

// Plain text, and what comes ready made, is kept as it stands.
JudgedPage Judge(const Page& page, const StatusOr<Article>& article) {
  if (!page.bytes.empty()) {
    StatusOr<JudgedPage> judged = JudgePage(page);
    if (judged.ok()) return *std::move(judged);
  }
  JudgedPage out;
  if (!article.ok()) return out;
  for (const Block& block : article->blocks) {
    out.blocks.push_back({block.kind,
                          article->text.substr(block.byte_start, block.byte_end - block.byte_start),
                          ""});
  }
  return out;
}

std::string Shown(const std::string& text) {
  const std::string line = CollapseSpace(StripControls(text));
  const CodePointIndex index(line);
  if (CountCodePoints(line) <= kShownPoints) return line;
  return line.substr(0, index.ToBytes(kShownPoints)) + " ...";
}

std::string Joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "; ") + name;
  return out;
}

std::string FieldLine(const char* name, const std::string& value, const std::string& from) {
  if (value.empty()) return "";
  return fmt::format("  {:10} {}{}\n", name, CollapseSpace(StripControls(value)),
                     from.empty() ? "" : "  (" + from + ")");
}

}  // namespace

std::string ContentText(const std::string& name, const Page& page,
                        const StatusOr<Article>& article) {
  const JudgedPage judged = Judge(page, article);
  std::string out;
  if (article.ok()) {
    out = fmt::format("{}: {} [{}]\n", name, CollapseSpace(StripControls(article->title)),
                      article->lang);
    out += FieldLine("title", article->title, judged.origins.title);
    out += FieldLine("published", article->published, judged.origins.published);
    out += FieldLine("authors", Joined(article->authors), judged.origins.authors);
    out += FieldLine("agencies", Joined(article->agencies), "");
    if (article->completeness != Completeness::kWhole)
      out += FieldLine("text", NameOf(article->completeness), "");
  } else {
    out = fmt::format("{}: {}\n", name, Message(article.status()));
  }
  for (const JudgedBlock& block : judged.blocks) {
    out += fmt::format("{} {:9} {}\n", block.why.empty() ? "+" : "-", NameOf(block.kind),
                       Shown(block.text));
    if (!block.why.empty()) out += fmt::format("    {}\n", CollapseSpace(StripControls(block.why)));
  }
  return out;
}

std::string ContentJson(const std::string& name, const Page& page,
                        const StatusOr<Article>& article) {
  const auto or_null = [](const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
  };
  const JudgedPage judged = Judge(page, article);
  Json json;
  json["input"] = name;
  json["verdict"] = article.ok() ? Json(nullptr) : Json(Message(article.status()));
  json["article"] = nullptr;
  if (article.ok()) {
    const Origins& origins = judged.origins;
    json["article"] = {{"title", or_null(article->title)},
                       {"published", or_null(article->published)},
                       {"authors", article->authors},
                       {"agencies", article->agencies},
                       {"lang", or_null(article->lang)},
                       {"completeness", NameOf(article->completeness)},
                       {"origins",
                        {{"title", or_null(origins.title)},
                         {"published", or_null(origins.published)},
                         {"authors", or_null(origins.authors)}}}};
  }
  json["blocks"] = Json::array();
  for (const JudgedBlock& block : judged.blocks) {
    json["blocks"].push_back({{"kept", block.why.empty()},
                              {"kind", NameOf(block.kind)},
                              {"why", or_null(block.why)},
                              {"text", block.text}});
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dealwire
