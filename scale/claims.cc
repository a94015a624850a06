#include "scale/claims.h"

#include <filesystem>
#include <utility>

#include "base/file.h"
#include "ingest/page.h"

namespace dealwire {
namespace {

class FolderClaims : public Claims {
 public:
  explicit FolderClaims(std::string folder) : folder_(std::move(folder)) {}

  Status Put(const std::string& name, std::string_view bytes) const override {
    const std::string path = folder_ + "/" + PathOf(name);
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
    return WriteFileAtomically(path, bytes);
  }

  StatusOr<std::string> Get(const std::string& name) const override {
    return ReadFile(folder_ + "/" + PathOf(name), 2 * kMaxPageBytes);
  }

 private:
  const std::string folder_;
};

}  // namespace

StatusOr<std::shared_ptr<const Claims>> Claims::Open(const std::string& where) {
  if (where.empty()) return std::shared_ptr<const Claims>();
  if (where.starts_with("s3://")) return OpenS3Claims(where);
  return std::shared_ptr<const Claims>(std::make_shared<FolderClaims>(where));
}

}  // namespace dealwire
