#ifndef DEALWIRE_STORE_ARTICLE_WALK_H_
#define DEALWIRE_STORE_ARTICLE_WALK_H_

#include <optional>
#include <string>
#include <vector>

#include "base/status.h"

namespace dealwire::pb {
class Article;
}  // namespace dealwire::pb

namespace dealwire {

class Database;

// The newest version of every stored article, newest first. All ids are read first, 32 bytes each,
// so that no iterator holds files back while the store is written beside. For one thread.
class ArticleWalk {
 public:
  explicit ArticleWalk(const Database& database) : database_(database) {}

  // To be called first.
  Status Load();
  // nullopt: at the end, or an error: status() tells.
  std::optional<pb::Article> Next();
  size_t size() const { return ids_.size(); }
  const Status& status() const { return status_; }

 private:
  const Database& database_;
  std::vector<std::string> ids_;
  size_t at_ = 0;
  Status status_;
};

}  // namespace dealwire

#endif  // DEALWIRE_STORE_ARTICLE_WALK_H_
