// Which articles match, newest first.
#include <algorithm>
#include <set>

#include "store/articles.h"
#include "store/index.h"
#include "store/query.h"
#include "store/record.pb.h"
#include "store/text_index.h"
#include "store/text_search.h"

namespace dealwire {
namespace {

// Ids of articles that match, newest first.
Status EachArticleId(const Database& database, const Filter& filter,
                     const std::function<bool(const std::string& id)>& visit) {
  Probe probe;
  probe.order = Order::kLast;
  if (!filter.site.empty()) {
    for (const std::string& site : filter.sites) {
      const std::string prefix = IndexPrefix(IndexTag::kArticleSite, site);
      probe.ranges.push_back({prefix, PrefixEnd(prefix)});
    }
  } else if (!filter.lang.empty()) {
    DW_TRY(const auto langs, ValuesWith(database, IndexTag::kArticleLang, filter.lang));
    for (const std::string& lang : langs) {
      const std::string prefix = IndexPrefix(IndexTag::kArticleLang, lang);
      probe.ranges.push_back({prefix, PrefixEnd(prefix)});
    }
  } else {
    const std::string prefix = IndexPrefix(IndexTag::kArticle);
    const std::string from = filter.until.empty() ? prefix : prefix + NewestFirst(filter.until);
    const std::string end =
        PrefixEnd(filter.since.empty() ? prefix : prefix + NewestFirst(filter.since));
    probe.ranges = {{from, end}};
  }
  return EachId(database, probe, visit);
}

// Articles whose report of a deal matches.
StatusOr<std::set<std::string>> ArticlesOfDeals(const Database& database, const Filter& filter) {
  std::set<std::string> ids;
  DW_TRY(const std::vector<DealRow> rows,
         QueryDeals(database, {.filter = filter, .by_report = true}));
  for (const DealRow& row : rows) ids.insert(row.report->article_id());
  return ids;
}

constexpr size_t kFewDocuments = 4096;

}  // namespace

Status QueryArticles(const Database& database, const Filter& unresolved, size_t most,
                     const std::function<bool(const pb::Article& article)>& visit) {
  DW_TRY(const Filter filter, ResolveFilter(database, unresolved));
  std::set<std::string> wanted;
  std::optional<std::vector<uint32_t>> docs;  // where they are few, and all that is asked for
  if (!filter.text.empty() && !filter.AsksForDeals()) {
    DW_TRY(docs, filter.words->UpTo(kFewDocuments));
  }
  const bool by_id = filter.AsksForDeals() || docs;
  if (filter.AsksForDeals()) {
    DW_TRY(wanted, ArticlesOfDeals(database, unresolved));
  } else if (by_id) {
    for (const uint32_t doc : *docs) {
      DW_TRY(IndexedDocument document, LoadDocument(database, doc));
      wanted.insert(std::move(document.article_id));
    }
  }
  std::vector<pb::Article> found;
  size_t given = 0;
  Status status;
  const auto take = [&](const std::string& id, const auto& give) {
    StatusOr<std::optional<pb::Article>> article = LoadArticle(database, id);
    status = article.status();
    if (!status.ok()) return false;
    const bool matches = *article && Matches(filter, **article);
    status = filter.ReadStatus();
    return status.ok() && (!matches || give(**std::move(article)));
  };
  if (!by_id) {
    DW_RETURN_IF_ERROR(EachArticleId(database, filter, [&](const std::string& id) {
      return take(id, [&](const pb::Article& article) {
        return visit(article) && (most == 0 || ++given < most);
      });
    }));
    return status;
  }
  for (const std::string& id : wanted) {
    const bool more = take(id, [&](pb::Article article) {
      article.clear_text();
      found.push_back(std::move(article));
      return true;
    });
    if (!more) return status;
  }
  std::ranges::stable_sort(found, [](const pb::Article& a, const pb::Article& b) {
    return a.published() > b.published();
  });
  for (const pb::Article& article : found) {
    if (!visit(article) || (most > 0 && ++given >= most)) break;
  }
  return OkStatus();
}

}  // namespace dealwire
