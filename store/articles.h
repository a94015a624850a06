#ifndef DEALWIRE_STORE_ARTICLES_H_
#define DEALWIRE_STORE_ARTICLES_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/status.h"

namespace dealwire::pb {
class Article;
}

namespace dealwire {

class Database;

// The article's key: its versions stand together, the newest first.
std::string ArticleKey(const std::string& id, uint32_t version);

// The newest version, if the article is there.
StatusOr<std::optional<pb::Article>> LoadArticle(const Database& database, const std::string& id);

// The newest version of every article, by id; until `visit` says false.
Status EachArticle(const Database& database,
                   const std::function<bool(const pb::Article& article)>& visit);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_ARTICLES_H_
