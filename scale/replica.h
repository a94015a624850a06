#ifndef DEALWIRE_SCALE_REPLICA_H_
#define DEALWIRE_SCALE_REPLICA_H_

#include <cstdint>
#include <memory>
#include <string>

#include "base/status.h"
#include "scale/kafka.h"
#include "store/database.h"
#include "store/text_index.h"

namespace dealwire {

class Claims;

class RuleSet;

// A store that follows the topics articles and deals: all that query, export, report and show read
// is in it. Every message is one atomic batch with the place behind it, so that one that is killed
// goes on where it was. Numbers of documents and of changes are its own. For one thread.
class Replica {
 public:
  // Errors: those of Database::OpenWriter; kFailedPrecondition, the store has articles that came
  // by crawl or ingest: a store follows, or is written to; likewise, it is older than the
  // topics' tombstones.
  static StatusOr<std::unique_ptr<Replica>> Open(const std::string& folder, const RuleSet& rules);

  // Where `place` is to be read on; 0 at first.
  StatusOr<int64_t> Next(const TopicPartition& place) const;

  // Of when it is: all that was written before has been read, or is about to be. Called at the
  // beginning of a first round with `done` false, and with the beginning of each that ended.
  Status SetAsOf(int64_t seconds, bool done);

  // One message of the topic articles; `claims` has large bodies, and may be null. An article
  // comes before the deals that it tells.
  Status TakeArticle(const KafkaMessage& message, const Claims* claims);
  // One message of the topic deals. Errors: kDataLoss.
  Status TakeDeal(const KafkaMessage& message);

  Status Close();

  struct Counts {
    uint64_t articles = 0, entries = 0;
  };
  Counts counts() const { return counts_; }

 private:
  explicit Replica(std::unique_ptr<Database> database) : database_(std::move(database)), text_(1) {}
  Status TakeReport(const std::string& key, const KafkaMessage& message, Database::Batch* batch);
  Status TakeMerged(const KafkaMessage& message, Database::Batch* batch);
  Status TakeChange(const KafkaMessage& message, Database::Batch* batch);
  Status Renumber(const std::string& article, uint32_t doc, const std::string& deal,
                  Database::Batch* batch);
  StatusOr<std::vector<uint32_t>> DocsOf(const std::vector<std::string>& articles) const;
  Status Write(const KafkaMessage& message, Database::Batch batch);
  Status FlushText();

  std::unique_ptr<Database> database_;
  TextIndexer text_;
  uint32_t last_document_ = 0;
  uint64_t last_change_ = 0, as_of_ = 0;
  Counts counts_;
};

}  // namespace dealwire

#endif  // DEALWIRE_SCALE_REPLICA_H_
