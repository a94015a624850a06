// dealwire store verify. Sets of keys are compared by their fingerprints, which takes one walk over
// each family and no look-up; only where they differ is it looked for which key it is.
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <unordered_set>

#include "base/hash.h"
#include "base/log.h"
#include "base/text.h"
#include "store/articles.h"
#include "store/care.h"
#include "store/frontier.h"
#include "store/index.h"
#include "store/merge.h"
#include "store/record.pb.h"
#include "store/text_index.h"

namespace dealwire {
namespace {

// Of a set of keys, in any order.
struct Fingerprint {
  uint64_t count = 0, sum = 0, mixed = 0;

  void Add(std::string_view key) {
    const uint64_t hash = Hash64(key);
    ++count;
    sum += hash;
    mixed ^= hash * 0x9E3779B97F4A7C15ULL;
  }
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

// What follows from an id in a key and in a message: hexadecimal, whatever the bytes.
std::string Shown(std::string_view key) {
  std::string out;
  for (const char c : key.substr(0, 80)) {
    out += c >= ' ' && c <= '~' ? std::string(1, c)
                                : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

class Verifier {
 public:
  Verifier(const Database& database, const std::function<bool()>& stop)
      : database_(database), stop_(stop) {}

  StatusOr<VerifyReport> Run() {
    DW_RETURN_IF_ERROR(database_.VerifyChecksums());
    DW_RETURN_IF_ERROR(Articles());
    DW_RETURN_IF_ERROR(Reports());
    DW_RETURN_IF_ERROR(Deals());
    DW_RETURN_IF_ERROR(Changes());
    DW_RETURN_IF_ERROR(Index());
    DW_RETURN_IF_ERROR(Pairs());
    DW_RETURN_IF_ERROR(Text());
    DW_RETURN_IF_ERROR(Bodies());
    DW_RETURN_IF_ERROR(Waiting());
    return std::move(report_);
  }

 private:
  template <typename... Args>
  void Problem(fmt::format_string<Args...> format, Args&&... args) {
    ++report_.problem_count;
    if (report_.problems.size() >= kMaxProblems) return;
    report_.problems.push_back(fmt::format(format, std::forward<Args>(args)...));
  }

  // Walks over a family; kCancelled where it is to stop.
  Status Walk(Family family, std::string_view prefix,
              const std::function<Status(std::string_view, std::string_view)>& visit) {
    Status status;
    DW_RETURN_IF_ERROR(
        database_.Scan(family, prefix, [&](std::string_view key, std::string_view value) {
          if (stop_ && stop_()) status = Cancelled("interrupted");
          if (status.ok()) status = visit(key, value);
          return status.ok();
        }));
    return status;
  }

  template <typename Record>
  bool Parse(Family family, std::string_view key, std::string_view value, Record* record) {
    if (record->ParseFromArray(value.data(), static_cast<int>(value.size()))) return true;
    Problem("{} {}: the record is damaged", Database::Name(family), Shown(key));
    return false;
  }

  Status Articles() {
    std::string last;
    return Walk(Family::kArticle, "", [&](std::string_view key, std::string_view value) {
      ++report_.versions;
      pb::Article article;
      if (!Parse(Family::kArticle, key, value, &article)) return OkStatus();
      if (ArticleKey(article.id(), article.version()) != key) {
        Problem("article {}: its record is that of {}", Shown(key), Shown(article.id()));
      }
      DW_TRY(const auto mentions, database_.Get(Family::kMention, key));
      if (!mentions) Problem("article {}: its mentions are missing", Shown(key));
      if (!article.body_sha256().empty()) {
        DW_TRY(const bool stored, HasBody(article.body_sha256()));
        if (!stored) Problem("article {}: the fetched bytes are missing", Shown(article.id()));
      }
      if (article.id() == last) return OkStatus();  // an older version
      last = article.id();
      ++report_.articles;
      for (const std::string& index_key : ArticleKeys(article)) expected_.Add(index_key);
      for (std::string& name : SiteNameKeys(article)) site_names_.insert(std::move(name));
      for (const std::string& deal : article.deals()) {
        told_by_articles_.Add(deal + "/" + article.id());
      }
      DW_TRY(const auto document, database_.Get(Family::kText, DocumentKey(article.doc())));
      const IndexedDocument wanted = {article.id(),
                                      {article.deals().begin(), article.deals().end()}};
      if (!document || *document != EncodeDocument(wanted)) {
        Problem("article {}: document {} of the index of words is not its", Shown(article.id()),
                article.doc());
      }
      return OkStatus();
    });
  }

  // Without reading the body: the walk over the bodies does.
  StatusOr<bool> HasBody(const std::string& hash) {
    if (bodies_ == nullptr) bodies_ = database_.NewCursor(Family::kRaw);
    bodies_->Seek(hash);
    DW_RETURN_IF_ERROR(bodies_->status());
    return bodies_->Valid() && bodies_->key() == hash;
  }

  Status Reports() {
    return Walk(Family::kReport, "", [&](std::string_view key, std::string_view value) {
      ++report_.reports;
      pb::Report report;
      if (!Parse(Family::kReport, key, value, &report)) return OkStatus();
      if (report.deal_id() + "/" + report.article_id() != key) {
        Problem("report {}: its record is that of another", Shown(key));
      }
      stored_reports_.Add(key);
      ++reports_of_[report.deal_id()];
      return OkStatus();
    });
  }

  Status Deals() {
    DW_RETURN_IF_ERROR(Walk(Family::kDeal, "", [&](std::string_view key, std::string_view value) {
      ++report_.deals;
      pb::Deal deal;
      if (!Parse(Family::kDeal, key, value, &deal)) return OkStatus();
      if (deal.id() != key) Problem("deal {}: its record is that of another", Shown(key));
      for (const std::string& index_key : DealKeys(deal, database_.schema()))
        expected_.Add(index_key);
      const auto found = reports_of_.find(deal.id());
      const size_t reports = found == reports_of_.end() ? 0 : found->second;
      if (found != reports_of_.end()) reports_of_.erase(found);
      if (deal.retracted() != (reports == 0)) {
        Problem("deal {}: {} reports, and it is {}", deal.id(), reports,
                deal.retracted() ? "retracted" : "not retracted");
      }
      const auto named = static_cast<size_t>(deal.articles_size());
      if (named != std::min(reports, kMaxVoters)) {
        Problem("deal {}: it names {} articles, {} report it", deal.id(), named, reports);
      }
      return OkStatus();
    }));
    for (const auto& [deal, count] : reports_of_) {
      Problem("deal {}: it is missing, and {} reports tell it", Shown(deal), count);
    }
    return OkStatus();
  }

  Status Changes() {
    uint64_t next = 1;
    DW_RETURN_IF_ERROR(Walk(Family::kChange, "", [&](std::string_view key, std::string_view value) {
      ++report_.changes;
      pb::Change change;
      if (!Parse(Family::kChange, key, value, &change)) return OkStatus();
      const uint64_t number = FromBigEndian64(key);
      if (number != next) Problem("change {}: {} was to come first", number, next);
      next = number + 1;
      expected_.Add(HistoryKey(change.deal_id(), number));
      return OkStatus();
    }));
    DW_TRY(const auto text, database_.Get(Family::kMeta, "last_change"));
    uint64_t last = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), last);
    if (last + 1 != next) Problem("change {}: the last one stored is {}", last, next - 1);
    return OkStatus();
  }

  static bool IsSiteName(std::string_view key) {
    return !key.empty() && key[0] == static_cast<char>(IndexTag::kSiteName);
  }

  Status Index() {
    Fingerprint stored;
    DW_RETURN_IF_ERROR(Walk(Family::kIndex, "", [&](std::string_view key, std::string_view) {
      ++report_.index_entries;
      if (IsSiteName(key)) {
        site_names_.erase(std::string(key));
      } else {
        stored.Add(key);
      }
      return OkStatus();
    }));
    if (database_.schema() >= kSchemaOfSiteNames) {
      for (const std::string& name : site_names_) {
        Problem("index {}: it is missing, and an article is of that site", Shown(name));
      }
    }
    if (stored == expected_) return OkStatus();
    const uint64_t before = report_.problem_count;
    DW_RETURN_IF_ERROR(FindWayward());
    DW_RETURN_IF_ERROR(FindMissing());
    if (report_.problem_count == before) {
      Problem("index: {} entries, {} are due", stored.count, expected_.count);
    }
    return OkStatus();
  }

  // Entries without their record.
  Status FindWayward() {
    return Walk(Family::kIndex, "", [&](std::string_view key, std::string_view) {
      if (IsSiteName(key)) return OkStatus();  // may be of a site that is no more
      DW_TRY(const bool due, IsDue(key));
      if (!due) Problem("index {}: no record asks for it", Shown(key));
      return OkStatus();
    });
  }

  StatusOr<bool> IsDue(std::string_view key) const {
    const auto tag = static_cast<IndexTag>(key.empty() ? '\0' : key[0]);
    const std::string id(IdOf(key));
    std::vector<std::string> keys;
    if (tag == IndexTag::kHistory) {
      DW_TRY(const auto bytes, database_.Get(Family::kChange, key.substr(key.size() - 8)));
      pb::Change change;
      if (!bytes || !change.ParseFromString(*bytes)) return false;
      keys = {HistoryKey(change.deal_id(), change.number())};
    } else if (tag == IndexTag::kArticle || tag == IndexTag::kArticleSite ||
               tag == IndexTag::kArticleLang) {
      DW_TRY(const auto article, LoadArticle(database_, id));
      if (article) keys = ArticleKeys(*article);
    } else {
      DW_TRY(const auto bytes, database_.Get(Family::kDeal, id));
      pb::Deal deal;
      if (bytes && deal.ParseFromString(*bytes)) keys = DealKeys(deal, database_.schema());
    }
    return std::ranges::find(keys, key) != keys.end();
  }

  // Records without their entries.
  Status FindMissing() {
    const auto check = [&](const std::string& of, const std::vector<std::string>& keys) {
      for (const std::string& key : keys) {
        DW_TRY(const auto entry, database_.Get(Family::kIndex, key));
        if (!entry) Problem("{}: its index entry {} is missing", of, Shown(key));
      }
      return OkStatus();
    };
    DW_RETURN_IF_ERROR(Walk(Family::kDeal, "", [&](std::string_view, std::string_view value) {
      pb::Deal deal;
      if (!deal.ParseFromArray(value.data(), static_cast<int>(value.size()))) return OkStatus();
      return check("deal " + deal.id(), DealKeys(deal, database_.schema()));
    }));
    DW_RETURN_IF_ERROR(Walk(Family::kChange, "", [&](std::string_view, std::string_view value) {
      pb::Change change;
      if (!change.ParseFromArray(value.data(), static_cast<int>(value.size()))) return OkStatus();
      return check(fmt::format("change {}", change.number()),
                   {HistoryKey(change.deal_id(), change.number())});
    }));
    Status status;
    DW_RETURN_IF_ERROR(EachArticle(database_, [&](const pb::Article& article) {
      status = check("article " + article.id(), ArticleKeys(article));
      return status.ok();
    }));
    return status;
  }

  // Every report has its article, and every deal that an article names its report.
  Status Pairs() {
    if (told_by_articles_ == stored_reports_) return OkStatus();
    DW_RETURN_IF_ERROR(Walk(Family::kReport, "", [&](std::string_view key, std::string_view) {
      const std::string deal(key.substr(0, key.find('/')));
      DW_TRY(const auto article,
             LoadArticle(database_, std::string(key.substr(key.find('/') + 1))));
      const bool told = article && std::find(article->deals().begin(), article->deals().end(),
                                             deal) != article->deals().end();
      if (!told) Problem("report {}: its article does not tell it", Shown(key));
      return OkStatus();
    }));
    Status status;
    DW_RETURN_IF_ERROR(EachArticle(database_, [&](const pb::Article& article) {
      for (const std::string& deal : article.deals()) {
        const auto report = database_.Get(Family::kReport, deal + "/" + article.id());
        status = report.status();
        if (status.ok() && !*report) {
          Problem("article {}: its report of deal {} is missing", article.id(), deal);
        }
      }
      return status.ok();
    }));
    return status;
  }

  Status Text() {
    DW_TRY(const uint32_t last, LastDocument(database_));
    uint32_t next = 1;
    DW_RETURN_IF_ERROR(Walk(Family::kText, "d", [&](std::string_view key, std::string_view) {
      ++report_.documents;
      const uint32_t doc = FromBigEndian32(key.substr(1));
      if (doc != next) Problem("document {}: {} was to come first", doc, next);
      next = doc + 1;
      return OkStatus();
    }));
    if (next != last + 1) Problem("document {}: the last one stored is {}", last, next - 1);
    const auto check = [&](std::string_view key, std::string_view value) {
      if (!SegmentIsWhole(key, value, last)) Problem("text {}: a damaged segment", Shown(key));
      return OkStatus();
    };
    DW_RETURN_IF_ERROR(Walk(Family::kText, "v", check));
    return Walk(Family::kText, "w", check);
  }

  Status Bodies() {
    return Walk(Family::kRaw, "", [&](std::string_view key, std::string_view value) {
      ++report_.bodies;
      if (Sha256Hex(value) != key) Problem("body {}: its bytes do not have this hash", Shown(key));
      return OkStatus();
    });
  }

  Status Waiting() {
    return FindLostAddresses(database_, [&](std::string_view url) {
      if (stop_ && stop_()) return Cancelled("interrupted");
      Problem("address {}: it waits to be fetched, and no queue holds it", Shown(url));
      return OkStatus();
    });
  }

  const Database& database_;
  const std::function<bool()>& stop_;
  VerifyReport report_;
  Fingerprint expected_;                        // keys of the index, as records ask for them
  std::unordered_set<std::string> site_names_;  // and those that many records ask for
  Fingerprint told_by_articles_, stored_reports_;
  std::map<std::string, size_t, std::less<>> reports_of_;
  std::unique_ptr<Database::Cursor> bodies_;
};

}  // namespace

StatusOr<VerifyReport> Verify(const Database& database, const std::function<bool()>& stop) {
  return Verifier(database, stop).Run();
}

Status CheckCopy(Database* database) {
  DW_TRY(const auto unchecked, database->Get(Family::kMeta, kUncheckedCopyKey));
  if (!unchecked) return OkStatus();
  LogInfo(database->folder() + ": copied while a writer worked; all of it is read once");
  DW_TRY(const VerifyReport report, Verify(*database));
  if (!report.problems.empty()) {
    return DataLoss(
        fmt::format("{}: copied while a writer worked, and its files are of more than one state: "
                    "{}; dealwire store backup makes whole copies",
                    database->folder(), report.problems.front()));
  }
  Database::Batch batch;
  batch.Delete(Family::kMeta, kUncheckedCopyKey);
  return database->Write(std::move(batch), true);
}

}  // namespace dealwire
