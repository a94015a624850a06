// How RocksDB puts together what was merged into a key: postings alone are.
#include <rocksdb/merge_operator.h>

#include "store/database_rep.h"
#include "store/postings.h"

namespace dealwire {
namespace {

class PostingsMerge : public rocksdb::MergeOperator {
 public:
  const char* Name() const override { return "dealwire.postings"; }

  bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override {
    std::vector<std::string_view> parts;
    parts.reserve(in.operand_list.size() + 1);
    if (in.existing_value != nullptr) parts.push_back(ToView(*in.existing_value));
    for (const rocksdb::Slice& operand : in.operand_list) parts.push_back(ToView(operand));
    if (parts.size() == 1 && in.existing_value == nullptr) {
      out->existing_operand = in.operand_list.front();
    } else {
      out->new_value = JoinPostings(parts);
    }
    return true;
  }

  bool PartialMergeMulti(const rocksdb::Slice& /*key*/, const std::deque<rocksdb::Slice>& operands,
                         std::string* value, rocksdb::Logger* /*logger*/) const override {
    std::vector<std::string_view> parts;
    parts.reserve(operands.size());
    for (const rocksdb::Slice& operand : operands) parts.push_back(ToView(operand));
    *value = JoinPostings(parts);
    return true;
  }
};

}  // namespace

std::shared_ptr<rocksdb::MergeOperator> MergeOfPostings() {
  static const auto kMerge = std::make_shared<PostingsMerge>();
  return kMerge;
}

}  // namespace dealwire
