#include "ingest/json_ld.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace dealwire {
namespace {

using Json = nlohmann::json;

constexpr int kMaxNesting = 64;

// Raw control characters in strings, commas before a bracket, comments around it all.
std::string Repair(std::string_view text) {
  const size_t start = text.find_first_of("{["), end = text.find_last_of("}]");
  if (start == std::string_view::npos || end == std::string_view::npos || end < start) return "";
  std::string out;
  bool in_string = false;
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

// The parser recurses: what is nested too deep is not given to it.
bool TooDeep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string && (c == '{' || c == '[')) {
      if (++depth > kMaxNesting) return true;
    } else if (!in_string && (c == '}' || c == ']')) {
      --depth;
    }
  }
  return false;
}

// A value that may be a string, an object with a name, or a list of either.
std::string First(const Json& value, const char* name = "name") {
  if (value.is_string()) return CollapseSpace(value.get<std::string>());
  if (value.is_array() && !value.empty()) return First(value.front(), name);
  if (value.is_object() && value.contains(name) && value[name].is_string()) {
    return CollapseSpace(value[name].get<std::string>());
  }
  return "";
}

std::string Field(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? "" : First(*found);
}

// With its line feeds.
std::string RawField(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || !found->is_string() ? "" : found->get<std::string>();
}

class Graph {
 public:
  void Add(const Json& value) {
    if (value.is_array()) {
      for (const Json& item : value) Add(item);
    } else if (value.is_object()) {
      objects_.push_back(&value);
      if (const std::string id = Field(value, "@id"); !id.empty() && value.size() > 1) {
        by_id_.emplace(id, &value);
      }
      for (const auto& [key, child] : value.items()) {
        if (child.is_structured()) Add(child);
      }
    }
  }

  // An object that is only a reference, followed.
  const Json& Resolve(const Json& value) const {
    if (!value.is_object() || value.contains("name")) return value;
    const auto found = by_id_.find(Field(value, "@id"));
    return found == by_id_.end() ? value : *found->second;
  }

  const std::vector<const Json*>& objects() const { return objects_; }

 private:
  std::vector<const Json*> objects_;
  std::map<std::string, const Json*> by_id_;
};

bool HasType(const Json& object, std::string_view part) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto matches = [&](const Json& value) {
    return value.is_string() && value.get_ref<const std::string&>().find(part) != std::string::npos;
  };
  return matches(*type) || (type->is_array() && std::ranges::any_of(*type, matches));
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
  if (value.is_array()) {
    for (const Json& item : value) AddAuthors(item, graph, authors, outlets);
    return;
  }
  const Json& resolved = graph.Resolve(value);
  const auto name = resolved.is_object() ? resolved.find("name") : resolved.end();
  if (resolved.is_object() && name != resolved.end() && name->is_array()) {
    for (const Json& item : *name) AddAuthors(item, graph, authors, outlets);
    return;
  }
  const std::string author = First(resolved);
  if (!author.empty() && !author.starts_with("http") && authors->size() < 20) {
    authors->push_back(author);
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
  article.body = RawField(object, "articleBody");
  article.url = Field(object, "url");
  if (object.contains("publisher")) article.publisher = First(graph.Resolve(object["publisher"]));
  for (const char* key : {"author", "creator"}) {
    if (article.authors.empty() && object.contains(key)) {
      article.authors_are_outlets = true;
      AddAuthors(object[key], graph, &article.authors, &article.authors_are_outlets);
    }
  }
  const auto free = object.find("isAccessibleForFree");
  if (free != object.end()) {
    article.free = free->is_boolean()
                       ? free->get<bool>()
                       : !(free->is_string() && FoldCase(free->get<std::string>()) == "false");
  }
  return article;
}

}  // namespace

JsonLdArticle ReadJsonLd(const std::vector<std::string>& blocks, std::string_view title) {
  std::vector<Json> parsed;
  for (const std::string& block : blocks) {
    const std::string text = RepairUtf8(block);
    if (TooDeep(text)) continue;
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) json = Json::parse(Repair(text), nullptr, false);
    if (!json.is_discarded()) parsed.push_back(std::move(json));
  }
  Graph graph;
  for (const Json& json : parsed) graph.Add(json);
  const Json* best = nullptr;
  size_t best_score = 0;
  bool video = false;
  for (const Json* object : graph.objects()) {
    video = video || HasType(*object, "VideoObject") || HasType(*object, "ImageGallery");
    const bool dated = object->contains("datePublished");
    const bool article = IsArticle(*object);
    if (!article && !(dated && IsLikeArticle(*object))) continue;
    const size_t score = 1 + (article ? 1000 : 0) + (dated ? 5 : 0) +
                         std::min<size_t>(500, SharedPrefix(Field(*object, "headline"), title));
    if (score > best_score) best = object, best_score = score;
  }
  if (best != nullptr) return Describe(*best, graph);
  JsonLdArticle none;
  none.is_video = video;
  return none;
}

}  // namespace dealwire
