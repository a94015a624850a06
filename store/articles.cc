#include "store/articles.h"

#include <fmt/format.h>

#include "store/database.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

StatusOr<pb::Article> Parse(std::string_view key, std::string_view value) {
  pb::Article article;
  if (article.ParseFromArray(value.data(), static_cast<int>(value.size()))) return article;
  return DataLoss(fmt::format("article {}: its record is damaged", key.substr(0, key.find('/'))));
}

}  // namespace

std::string ArticleKey(const std::string& id, uint32_t version) {
  return id + "/" + BigEndian32(~version);
}

StatusOr<std::optional<pb::Article>> LoadArticle(const Database& database, const std::string& id) {
  StatusOr<std::optional<pb::Article>> out = std::optional<pb::Article>();
  DW_RETURN_IF_ERROR(
      database.Scan(Family::kArticle, id + "/", [&](std::string_view key, std::string_view value) {
        StatusOr<pb::Article> article = Parse(key, value);
        out = article.ok() ? StatusOr<std::optional<pb::Article>>(*std::move(article))
                           : StatusOr<std::optional<pb::Article>>(article.status());
        return false;
      }));
  return out;
}

Status EachArticle(const Database& database,
                   const std::function<bool(const pb::Article& article)>& visit) {
  std::string last;
  Status status;
  DW_RETURN_IF_ERROR(
      database.Scan(Family::kArticle, "", [&](std::string_view key, std::string_view value) {
        const std::string id(key.substr(0, key.rfind('/', key.size() - 5)));
        if (id == last) return true;  // an older version
        last = id;
        const StatusOr<pb::Article> article = Parse(key, value);
        status = article.status();
        return article.ok() && visit(*article);
      }));
  return status;
}

}  // namespace dealwire
