#include "ingest/crawl/source_filter.h"

#include <re2/re2.h>

#include <algorithm>

#include "ingest/crawl/sources.h"

namespace dealwire {
namespace {

using Patterns = std::vector<std::unique_ptr<RE2>>;

bool Any(const Patterns& patterns, const std::string& url) {
  return std::ranges::any_of(patterns, [&](const auto& p) { return RE2::PartialMatch(url, *p); });
}

}  // namespace

SourceFilter::SourceFilter(const Source& source) {
  for (const std::string& p : source.include) include_.push_back(std::make_unique<RE2>(p));
  for (const std::string& p : source.exclude) exclude_.push_back(std::make_unique<RE2>(p));
}
SourceFilter::~SourceFilter() = default;

std::string SourceFilter::Rejects(const std::string& url) const {
  if (!include_.empty() && !Any(include_, url)) return "include";
  return Any(exclude_, url) ? "exclude" : "";
}

}  // namespace dealwire
