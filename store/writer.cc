#include "store/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <mutex>
#include <unordered_set>

#include "base/hash.h"
#include "base/log.h"
#include "extract/names/registry.h"
#include "extract/rules.h"
#include "store/articles.h"
#include "store/care.h"
#include "store/database.h"
#include "store/deals.h"
#include "store/frontier.h"
#include "store/index.h"
#include "store/json.h"
#include "store/known_deals.h"
#include "store/names.h"
#include "store/record.h"
#include "store/record.pb.h"
#include "store/results.h"
#include "store/text_index.h"
#include "store/text_tail.h"

namespace dealwire {
namespace {

constexpr const char* kLastChange = "last_change";
constexpr size_t kWorthSegments = 256;            // documents, when a writer ends
constexpr size_t kListedSites = size_t{1} << 16;  // remembered; others are listed once more

constexpr size_t kKnownBytes = size_t{32} << 20;  // of deals that are remembered

}  // namespace

struct Writer::Rep {
  std::unique_ptr<Database> database;
  std::shared_ptr<const RuleSet> rules;
  std::shared_ptr<const MergeRules> merge;
  std::unique_ptr<Frontier> frontier;
  mutable std::mutex mutex;  // guards what follows
  Counts counts;
  uint64_t last_change = 0;
  uint32_t last_document = 0;
  TextIndexer text{1};
  KnownDeals deals{kKnownBytes};
  std::unordered_set<std::string> listed_sites;  // keys of their names that this writer put
  // Counts the writes of articles, each under one of a few numbers: a thread that finds the number
  // as it was need not read its article again.
  std::array<std::atomic<uint32_t>, 256> written = {};

  std::atomic<uint32_t>& Stripe(std::string_view id) { return written[Hash64(id) % 256]; }
  GroupOf Groups() const {
    return [this](const std::string& id) { return rules->registry().GroupOf(id); };
  }
  Status ReadState();
  Status FlushText();
  Status Store(const std::optional<pb::Article>& before, pb::Article record,
               std::vector<pb::Report> reports, const std::string& results, std::string_view raw,
               const std::string& words);
};

Status Writer::Rep::ReadState() {
  DW_TRY(const std::optional<std::string> last, database->Get(Family::kMeta, kLastChange));
  if (last) std::from_chars(last->data(), last->data() + last->size(), last_change);
  DW_TRY(last_document, LastDocument(*database));
  DW_TRY(text, ResumeTextIndex(database.get()));
  return OkStatus();
}

Status Writer::Rep::FlushText() {
  Database::Batch batch;
  DW_RETURN_IF_ERROR(text.Flush(database.get(), &batch));
  return database->Write(std::move(batch), false);
}

Status Writer::Rep::Store(const std::optional<pb::Article>& before, pb::Article record,
                          std::vector<pb::Report> reports, const std::string& results,
                          std::string_view raw, const std::string& words) {
  const bool same_text = before && SameText(*before, record);
  record.set_version(!before ? 1 : same_text ? before->version() : before->version() + 1);
  record.set_doc(same_text ? before->doc() : last_document + 1);
  const size_t report_count = reports.size();
  DealChanges changes(*database, *merge, Groups(), last_change, record.rules_version(), &deals);
  DW_RETURN_IF_ERROR(changes.Apply(before ? &*before : nullptr, std::move(reports), &record));
  Database::Batch& batch = changes.batch();
  const bool raw_is_stored = before && before->body_sha256() == record.body_sha256();
  if (!raw.empty() && !raw_is_stored) batch.Put(Family::kRaw, record.body_sha256(), raw);
  if (before) {
    for (const std::string& key : ArticleKeys(*before)) batch.Delete(Family::kIndex, key);
  }
  for (const std::string& key : ArticleKeys(record)) batch.Put(Family::kIndex, key, "");
  const std::vector<std::string> site_names = SiteNameKeys(record);
  for (const std::string& name : site_names) {
    if (!listed_sites.contains(name)) batch.Put(Family::kIndex, name, "");
  }
  const std::string key = ArticleKey(record.id(), record.version());
  batch.Put(Family::kArticle, key, record.SerializeAsString());
  batch.Put(Family::kMention, key, results);
  batch.Put(Family::kText, DocumentKey(record.doc()),
            EncodeDocument({record.id(), {record.deals().begin(), record.deals().end()}}));
  if (changes.changes() > 0) {
    batch.Put(Family::kMeta, kLastChange, std::to_string(changes.last_change()));
  }
  if (!same_text) {
    PutLastDocument(record.doc(), &batch);
    batch.Put(Family::kText, PendingKey(record.doc()), words);
  }
  if (const Status put = database->Write(std::move(batch), false); !put.ok()) {
    deals.Clear();
    return put;
  }
  changes.Remember();
  if (listed_sites.size() >= kListedSites) listed_sites.clear();
  listed_sites.insert(site_names.begin(), site_names.end());
  Stripe(record.id()).fetch_add(1);
  if (!same_text) text.Add(record.doc(), words);
  if (text.Full()) DW_RETURN_IF_ERROR(FlushText());
  last_change = changes.last_change();
  last_document = std::max(last_document, record.doc());
  counts.changes += changes.changes();
  counts.new_deals += changes.new_deals();
  counts.reports += report_count;
  ++counts.articles;
  return OkStatus();
}

Writer::Writer(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}

Writer::~Writer() {
  const Status closed = Close();
  if (!closed.ok()) LogError(Message(closed));
}

StatusOr<std::unique_ptr<Writer>> Writer::Open(const std::string& folder,
                                               std::shared_ptr<const RuleSet> rules,
                                               std::shared_ptr<const MergeRules> merge) {
  auto rep = std::make_unique<Rep>();
  DW_TRY(rep->database, Database::OpenWriter(folder));
  rep->rules = std::move(rules);
  rep->merge = std::move(merge);
  if (rep->merge == nullptr) rep->merge = {std::shared_ptr<void>(), &MergeRules::Embedded()};
  rep->frontier = MakeFrontier(rep->database.get());
  DW_RETURN_IF_ERROR(Migrate(rep->database.get()));
  DW_RETURN_IF_ERROR(CheckCopy(rep->database.get()));
  DW_RETURN_IF_ERROR(KeepNames(rep->rules->registry(), rep->rules->version(), rep->database.get()));
  DW_RETURN_IF_ERROR(rep->ReadState());
  return std::unique_ptr<Writer>(new Writer(std::move(rep)));
}

// What is to be written of one article, and what it was made beside.
struct Writer::Prepared::Rep {
  pb::Article record;
  std::vector<pb::Report> reports;
  std::string results, words;         // words: "" where the text is the one stored
  std::optional<pb::Article> before;  // as stored then
  uint32_t writes = 0;                // of its stripe, before that was read

  bool SameTextAsBefore() const { return before && SameText(*before, record); }
  void FindWords() { words = EncodedWordsOf(record.title() + "\n" + record.text()); }
};

Writer::Prepared::Prepared(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
Writer::Prepared::Prepared(Prepared&&) noexcept = default;
Writer::Prepared& Writer::Prepared::operator=(Prepared&&) noexcept = default;
Writer::Prepared::~Prepared() = default;

StatusOr<Writer::Prepared> Writer::PrepareKept(const Article& article, const Extraction& extraction,
                                               const std::string& body_sha256,
                                               const std::string& source) const {
  auto rep = std::make_unique<Prepared::Rep>();
  rep->record = ToRecord(article, rep_->rules->version());
  rep->reports = ToReports(article, extraction, *rep_->rules);
  rep->results = ResultsToJson(article, extraction);
  rep->record.set_results(ResultsHash(rep->results, &rep->reports));
  rep->record.set_source(source);
  rep->record.set_body_sha256(body_sha256);
  rep->writes = rep_->Stripe(article.id).load();
  DW_TRY(rep->before, LoadArticle(*rep_->database, article.id));
  if (!rep->SameTextAsBefore()) rep->FindWords();
  return Prepared(std::move(rep));
}

StatusOr<Writer::Prepared> Writer::Prepare(const Article& article, const Extraction& extraction,
                                           std::string_view raw, const std::string& source) const {
  return PrepareKept(article, extraction, raw.empty() ? "" : Sha256Hex(raw), source);
}

Status Writer::Put(const Article& article, const Extraction& extraction, std::string_view raw,
                   const std::string& source) {
  DW_TRY(Prepared prepared, Prepare(article, extraction, raw, source));
  return Put(std::move(prepared), raw);
}

Status Writer::PutKept(const Article& article, const Extraction& extraction,
                       const std::string& body_sha256, const std::string& source) {
  DW_TRY(Prepared prepared, PrepareKept(article, extraction, body_sha256, source));
  return Put(std::move(prepared), "");
}

Status Writer::Put(Prepared prepared, std::string_view raw) {
  Prepared::Rep& next = *prepared.rep_;
  const std::lock_guard lock(rep_->mutex);
  if (rep_->Stripe(next.record.id()).load() != next.writes) {  // it may be stored meanwhile
    DW_TRY(next.before, LoadArticle(*rep_->database, next.record.id()));
  }
  const bool same_text = next.SameTextAsBefore();
  if (same_text && next.before->results() == next.record.results()) {
    ++rep_->counts.unchanged;
    return OkStatus();
  }
  if (next.record.body_sha256().empty() && same_text) {
    next.record.set_body_sha256(next.before->body_sha256());
  }
  if (!same_text && next.words.empty()) next.FindWords();
  return rep_->Store(next.before, std::move(next.record), std::move(next.reports), next.results,
                     raw, next.words);
}

Status Writer::Sync() { return rep_->database->Write(Database::Batch(), true); }

Status Writer::Close() {
  const std::lock_guard lock(rep_->mutex);
  if (rep_->database == nullptr) return OkStatus();
  // Few words are found as fast where they stand.
  Status written = rep_->text.documents() >= kWorthSegments ? rep_->FlushText() : OkStatus();
  if (written.ok()) written = rep_->database->Write(Database::Batch(), true);
  const Status flushed = written.ok() ? rep_->database->Flush() : written;
  rep_->frontier = nullptr;
  rep_->database = nullptr;
  return flushed;
}

Writer::Counts Writer::counts() const {
  const std::lock_guard lock(rep_->mutex);
  return rep_->counts;
}
Frontier* Writer::frontier() { return rep_->frontier.get(); }
Database& Writer::database() { return *rep_->database; }

}  // namespace dealwire
