#include "store/article_walk.h"

#include "store/articles.h"
#include "store/database.h"
#include "store/index.h"
#include "store/record.pb.h"

namespace dealwire {

Status ArticleWalk::Load() {
  return database_.Scan(Family::kIndex, IndexPrefix(IndexTag::kArticle),
                        [&](std::string_view key, std::string_view) {
                          ids_.emplace_back(IdOf(key));
                          return true;
                        });
}

std::optional<pb::Article> ArticleWalk::Next() {
  while (at_ < ids_.size() && status_.ok()) {
    StatusOr<std::optional<pb::Article>> article = LoadArticle(database_, ids_[at_++]);
    status_ = article.status();
    if (status_.ok() && *article) return **std::move(article);
  }
  return std::nullopt;
}

}  // namespace dealwire
