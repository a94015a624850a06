#include "ingest/json_ld.h"

#include <simdjson.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>

#include "base/ascii.h"
#include "base/text.h"

namespace dealwire {
namespace {

using Json = simdjson::dom::element;

constexpr size_t kMaxNesting = 64;
constexpr size_t kMaxBlocks = 1'000;  // that are read; no page of people's has as many
constexpr size_t kMaxDigits = 18;     // of a number that every parser takes

// Raw control characters in strings, commas before a bracket, digits that no number has room for
// (nothing here is a number), comments around it all.
std::string Repair(std::string_view text) {
  const size_t start = text.find_first_of("{["), end = text.find_last_of("}]");
  if (start == std::string_view::npos || end == std::string_view::npos || end < start) return "";
  std::string out;
  bool in_string = false;
  size_t digits = 0;
  for (size_t i = start; i <= end; ++i) {
    const char c = text[i];
    if (in_string && c == '\\' && i < end) {
      out += c;
      out += text[++i];
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (in_string && static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
      continue;
    }
    digits = IsAsciiDigit(c) && !in_string ? digits + 1 : 0;
    if (digits > kMaxDigits) continue;
    if (!in_string && (c == '}' || c == ']')) {
      while (!out.empty() && (out.back() == ' ' || out.back() == '\n' || out.back() == '\t')) {
        out.pop_back();
      }
      if (!out.empty() && out.back() == ',') out.pop_back();
    }
    out += c;
  }
  return out;
}

// Reads JSON, broken or not, and keeps what it has read.
class Reader {
 public:
  // Nothing where it cannot be read.
  std::optional<Json> Read(std::string_view text) {
    const std::optional<Json> json = Parse(text);
    return json ? json : Parse(Repair(RepairUtf8(text)));
  }

 private:
  std::optional<Json> Parse(std::string_view text) {
    const size_t capacity = std::max(text.size(), simdjson::dom::MINIMAL_DOCUMENT_CAPACITY);
    const bool fits = capacity <= parser_.capacity() ||
                      parser_.allocate(capacity, kMaxNesting) == simdjson::SUCCESS;
    if (!fits) return std::nullopt;
    Json json;
    simdjson::dom::document& document = documents_.emplace_back();
    if (parser_.parse_into_document(document, text.data(), text.size()).get(json) ==
        simdjson::SUCCESS)
      return json;
    documents_.pop_back();
    return std::nullopt;
  }

  simdjson::dom::parser parser_;
  std::deque<simdjson::dom::document> documents_;
};

std::string_view StringOf(const Json& value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::optional<Json> At(const Json& object, std::string_view key) {
  Json value;
  if (object[key].get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

// The items of an array; of anything else itself.
std::vector<Json> Items(const Json& value) {
  simdjson::dom::array items;
  if (value.get(items) != simdjson::SUCCESS) return {value};
  return {items.begin(), items.end()};
}

// A value that may be a string, an object with a name, or a list of either.
std::string First(const Json& value) {
  Json first = value;
  while (first.is_array()) {
    if (first.at(0).get(first) != simdjson::SUCCESS) return "";
  }
  if (first.is_object()) {
    const std::optional<Json> name = At(first, "name");
    return name ? CollapseSpace(StringOf(*name)) : "";
  }
  return CollapseSpace(StringOf(first));
}

std::string Field(const Json& object, std::string_view key) {
  const std::optional<Json> value = At(object, key);
  return value ? First(*value) : "";
}

class Graph {
 public:
  void Add(const Json& value) {
    simdjson::dom::array items;
    simdjson::dom::object fields;
    if (value.get(items) == simdjson::SUCCESS) {
      for (const Json& item : items) Add(item);
    } else if (value.get(fields) == simdjson::SUCCESS) {
      objects_.push_back(value);
      if (std::string id = Field(value, "@id"); !id.empty() && fields.size() > 1) {
        by_id_.emplace(std::move(id), value);
      }
      for (const auto& [key, child] : fields) Add(child);
    }
  }

  // An object that is only a reference, followed.
  Json Resolve(const Json& value) const {
    if (!value.is_object() || At(value, "name")) return value;
    const auto found = by_id_.find(Field(value, "@id"));
    return found == by_id_.end() ? value : found->second;
  }

  const std::vector<Json>& objects() const { return objects_; }

 private:
  std::vector<Json> objects_;
  std::map<std::string, Json> by_id_;
};

bool HasType(const Json& object, std::string_view part) {
  const std::optional<Json> type = At(object, "@type");
  return type && std::ranges::any_of(Items(*type), [&](const Json& name) {
           return StringOf(name).find(part) != std::string_view::npos;
         });
}

bool IsArticle(const Json& object) {
  return HasType(object, "Article") || HasType(object, "BlogPosting") ||
         HasType(object, "Report") || HasType(object, "LiveBlogPosting");
}

// Other things that a page may be about, and that carry a date and an author as articles do.
bool IsLikeArticle(const Json& object) {
  return HasType(object, "ClaimReview") || HasType(object, "Review") || HasType(object, "WebPage");
}

size_t SharedPrefix(const std::string& a, std::string_view b) {
  size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

// `outlets` becomes false with an author that is no organisation.
void AddAuthors(const Json& value, const Graph& graph, std::vector<std::string>* authors,
                bool* outlets) {
  simdjson::dom::array items;
  if (value.get(items) == simdjson::SUCCESS) {
    for (const Json& item : items) AddAuthors(item, graph, authors, outlets);
    return;
  }
  const Json resolved = graph.Resolve(value);
  const std::optional<Json> name = resolved.is_object() ? At(resolved, "name") : std::nullopt;
  if (name && name->get(items) == simdjson::SUCCESS) {
    for (const Json& item : items) AddAuthors(item, graph, authors, outlets);
    return;
  }
  std::string author = First(resolved);
  if (!author.empty() && !author.starts_with("http") && authors->size() < 20) {
    authors->push_back(std::move(author));
    *outlets = *outlets && resolved.is_object() && HasType(resolved, "Organization");
  }
}

JsonLdArticle Describe(const Json& object, const Graph& graph) {
  JsonLdArticle article;
  article.found = true;
  article.headline = Field(object, "headline");
  if (article.headline.empty()) article.headline = Field(object, "name");
  article.alternative = Field(object, "alternativeHeadline");
  article.description = Field(object, "description");
  article.published = Field(object, "datePublished");
  article.modified = Field(object, "dateModified");
  article.lang = Field(object, "inLanguage");
  if (const auto body = At(object, "articleBody")) article.body = StringOf(*body);
  article.url = Field(object, "url");
  if (const auto publisher = At(object, "publisher")) {
    article.publisher = First(graph.Resolve(*publisher));
  }
  for (const std::string_view key : {"author", "creator"}) {
    const std::optional<Json> authors = At(object, key);
    if (!article.authors.empty() || !authors) continue;
    article.authors_are_outlets = true;
    AddAuthors(*authors, graph, &article.authors, &article.authors_are_outlets);
  }
  if (const auto free = At(object, "isAccessibleForFree")) {
    if (free->get(article.free) != simdjson::SUCCESS) {
      article.free = FoldCase(StringOf(*free)) != "false";
    }
  }
  return article;
}

}  // namespace

JsonLdArticle ReadJsonLd(const std::vector<std::string>& blocks, std::string_view title) {
  Reader reader;
  Graph graph;
  for (size_t i = 0; i < std::min(blocks.size(), kMaxBlocks); ++i) {
    if (const std::optional<Json> json = reader.Read(blocks[i])) graph.Add(*json);
  }
  std::optional<Json> best;
  size_t best_score = 0;
  bool video = false;
  for (const Json& object : graph.objects()) {
    video = video || HasType(object, "VideoObject") || HasType(object, "ImageGallery");
    const bool dated = At(object, "datePublished").has_value();
    const bool article = IsArticle(object);
    if (!article && !(dated && IsLikeArticle(object))) continue;
    const size_t score = 1 + (article ? 1000 : 0) + (dated ? 5 : 0) +
                         std::min<size_t>(500, SharedPrefix(Field(object, "headline"), title));
    if (score > best_score) best = object, best_score = score;
  }
  if (best) return Describe(*best, graph);
  JsonLdArticle none;
  none.is_video = video;
  return none;
}

}  // namespace dealwire
