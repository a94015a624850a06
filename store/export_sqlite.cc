// A SQLite database: tables with keys, full-text search over the quotes, views for the common
// questions.
#include <fmt/format.h>
#include <sqlite3.h>

#include <set>

#include "base/time.h"
#include "store/articles.h"
#include "store/database.h"
#include "store/deal_json.h"
#include "store/export.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

// Dates are text that sorts, amounts exact numbers; a NULL is a value that was not said.
constexpr const char* kTables = R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE deals (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, status TEXT NOT NULL,
  amount_min REAL, amount_max REAL, currency TEXT, qualifier TEXT,
  usd_min REAL, usd_max REAL, usd_rate REAL, usd_rate_year INTEGER,
  term_min REAL, term_max REAL, starts TEXT, ends TEXT, due TEXT, mw_min REAL, mw_max REAL,
  part_of TEXT, aggregate INTEGER NOT NULL, confidence REAL NOT NULL,
  first_published TEXT, last_published TEXT, sources INTEGER NOT NULL,
  retracted INTEGER NOT NULL, merged_into TEXT, change TEXT);
CREATE TABLE articles (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, url TEXT, title TEXT, site TEXT, lang TEXT,
  published TEXT, fetched TEXT, sha256 TEXT, body_sha256 TEXT, text TEXT NOT NULL);
CREATE TABLE reports (
  deal_id TEXT NOT NULL REFERENCES deals (id), article_id TEXT NOT NULL REFERENCES articles (id),
  article_version INTEGER NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
  amount_min REAL, amount_max REAL, currency TEXT, qualifier TEXT, usd_min REAL, usd_max REAL,
  published TEXT, url TEXT, site TEXT, lang TEXT, confidence REAL NOT NULL,
  rules_version TEXT NOT NULL, PRIMARY KEY (deal_id, article_id));
CREATE TABLE parties (
  deal_id TEXT NOT NULL REFERENCES deals (id), role TEXT NOT NULL, org TEXT NOT NULL,
  PRIMARY KEY (deal_id, role, org)) WITHOUT ROWID;
CREATE TABLE chips (
  deal_id TEXT NOT NULL REFERENCES deals (id), chip TEXT, vendor TEXT, kind TEXT,
  count_min REAL, count_max REAL);
CREATE TABLE disagreements (
  deal_id TEXT NOT NULL REFERENCES deals (id), field TEXT NOT NULL, value TEXT NOT NULL,
  article_id TEXT NOT NULL);
CREATE TABLE evidence (
  id INTEGER PRIMARY KEY, deal_id TEXT NOT NULL, article_id TEXT NOT NULL, start INTEGER NOT NULL,
  end INTEGER NOT NULL, in_title INTEGER NOT NULL, quote TEXT NOT NULL, sentence TEXT NOT NULL,
  rule TEXT NOT NULL, FOREIGN KEY (deal_id, article_id) REFERENCES reports (deal_id, article_id));
)sql";

constexpr const char* kIndexes = R"sql(
CREATE INDEX deals_last ON deals (last_published);
CREATE INDEX deals_usd ON deals (usd_min);
CREATE INDEX reports_article ON reports (article_id);
CREATE INDEX parties_org ON parties (org, role);
CREATE INDEX chips_chip ON chips (chip);
CREATE INDEX chips_deal ON chips (deal_id);
CREATE INDEX evidence_report ON evidence (deal_id, article_id);
CREATE VIRTUAL TABLE evidence_text USING fts5 (quote, sentence, content = 'evidence',
  content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO evidence_text (evidence_text) VALUES ('rebuild');
CREATE VIEW deals_by_provider AS
  SELECT org AS provider, count(*) AS deals, sum(coalesce(usd_min, usd_max)) AS usd,
         min(first_published) AS first, max(last_published) AS last
  FROM deals JOIN parties ON deal_id = id AND role = 'provider'
  WHERE NOT aggregate AND NOT retracted GROUP BY org ORDER BY usd DESC;
CREATE VIEW deals_by_customer AS
  SELECT org AS customer, count(*) AS deals, sum(coalesce(usd_min, usd_max)) AS usd,
         min(first_published) AS first, max(last_published) AS last
  FROM deals JOIN parties ON deal_id = id AND role = 'customer'
  WHERE NOT aggregate AND NOT retracted GROUP BY org ORDER BY usd DESC;
CREATE VIEW deals_by_month AS
  SELECT substr(first_published, 1, 7) AS month, count(*) AS deals,
         sum(coalesce(usd_min, usd_max)) AS usd
  FROM deals WHERE NOT aggregate AND NOT retracted GROUP BY month ORDER BY month;
CREATE VIEW who_buys_from_whom AS
  SELECT c.org AS customer, p.org AS provider, count(*) AS deals,
         sum(coalesce(usd_min, usd_max)) AS usd
  FROM deals JOIN parties c ON c.deal_id = id AND c.role = 'customer'
             JOIN parties p ON p.deal_id = id AND p.role = 'provider'
  WHERE NOT aggregate AND NOT retracted GROUP BY c.org, p.org ORDER BY usd DESC;
CREATE VIEW disputed_deals AS
  SELECT deal_id, field, value, count(*) AS articles FROM disagreements
  GROUP BY deal_id, field, value;
CREATE VIEW newest_deals AS
  SELECT * FROM deals WHERE NOT retracted ORDER BY last_published DESC;
)sql";

struct CloseSqlite {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};
struct EndStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class Sqlite {
 public:
  static StatusOr<Sqlite> Create(const std::string& file) {
    Sqlite out;
    sqlite3* db = nullptr;
    const int code =
        sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    out.db_.reset(db);
    if (code != SQLITE_OK) return out.Error();
    return out;
  }

  Status Run(const char* sql) {
    return sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK ? OkStatus()
                                                                                : Error();
  }
  Status Error() const { return Unavailable(fmt::format("sqlite: {}", sqlite3_errmsg(db_.get()))); }
  sqlite3* get() const { return db_.get(); }

 private:
  std::unique_ptr<sqlite3, CloseSqlite> db_;
};

// INSERT INTO `table`, compiled once; values are bound in the order of the columns.
class Insert {
 public:
  Insert(const Sqlite& db, const std::string& table, int columns) : db_(db) {
    std::string sql = "INSERT INTO " + table + " VALUES (?";
    for (int i = 1; i < columns; ++i) sql += ", ?";
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db.get(), (sql + ")").c_str(), -1, &statement, nullptr);
    statement_.reset(statement);
  }

  Insert& Text(const std::string& value) {
    sqlite3_bind_text(statement_.get(), ++column_, value.data(), static_cast<int>(value.size()),
                      SQLITE_TRANSIENT);
    return *this;
  }
  // NULL for a text that is empty.
  Insert& Said(const std::string& value) { return value.empty() ? Null() : Text(value); }
  Insert& Integer(int64_t value) {
    sqlite3_bind_int64(statement_.get(), ++column_, value);
    return *this;
  }
  Insert& Real(double value) {
    sqlite3_bind_double(statement_.get(), ++column_, value);
    return *this;
  }
  Insert& Null() {
    sqlite3_bind_null(statement_.get(), ++column_);
    return *this;
  }
  template <typename Bounds>
  Insert& Range(const Bounds& bounds) {
    bounds.has_min() ? Real(bounds.min()) : Null();
    return bounds.has_max() ? Real(bounds.max()) : Null();
  }

  Status Done() {
    const int code = sqlite3_step(statement_.get());
    sqlite3_reset(statement_.get());
    column_ = 0;
    return code == SQLITE_DONE ? OkStatus() : db_.Error();
  }

 private:
  const Sqlite& db_;
  std::unique_ptr<sqlite3_stmt, EndStatement> statement_;
  int column_ = 0;
};

class Exporter {
 public:
  explicit Exporter(const Sqlite& db)
      : deals_(db, "deals", 27),
        articles_(db, "articles", 11),
        reports_(db, "reports", 17),
        parties_(db, "parties", 3),
        chips_(db, "chips", 6),
        disagreements_(db, "disagreements", 4),
        evidence_(db, "evidence", 9) {}

  Status Add(const ExportedDeal& exported) {
    const pb::Deal& deal = *exported.deal;
    DW_RETURN_IF_ERROR(AddDeal(deal, exported.change));
    DW_RETURN_IF_ERROR(AddParties(deal));
    for (const pb::Disagreement& other : deal.disagreements()) {
      for (const std::string& article : other.articles()) {
        DW_RETURN_IF_ERROR(disagreements_.Text(deal.id())
                               .Text(other.field())
                               .Text(other.value())
                               .Text(article)
                               .Done());
      }
    }
    for (const auto& report : exported.reports) DW_RETURN_IF_ERROR(AddReport(*report));
    return OkStatus();
  }

  Status AddArticles(const Database& database) {
    for (const std::string& id : article_ids_) {
      DW_TRY(const auto article, LoadArticle(database, id));
      if (!article) continue;
      DW_RETURN_IF_ERROR(articles_.Text(id)
                             .Integer(article->version())
                             .Said(article->url())
                             .Said(article->title())
                             .Said(article->site())
                             .Said(article->lang())
                             .Said(article->published())
                             .Said(article->fetched())
                             .Said(article->sha256())
                             .Said(article->body_sha256())
                             .Text(article->text())
                             .Done());
    }
    return OkStatus();
  }

 private:
  Status AddDeal(const pb::Deal& deal, const std::string& change) {
    const pb::DealFields& f = deal.fields();
    deals_.Text(deal.id()).Text(f.kind()).Text(f.status()).Range(f.amount());
    deals_.Said(f.amount().currency()).Said(f.amount().qualifier()).Range(f.amount_usd());
    if (f.has_usd_rate()) {
      deals_.Real(f.usd_rate().usd()).Integer(f.usd_rate().year());
    } else {
      deals_.Null().Null();
    }
    return deals_.Range(f.term_months())
        .Said(f.starts())
        .Said(f.ends())
        .Said(f.due())
        .Range(f.power_mw())
        .Said(f.part_of())
        .Integer(f.aggregate() ? 1 : 0)
        .Real(f.confidence())
        .Said(deal.first_published())
        .Said(deal.last_published())
        .Integer(deal.sources())
        .Integer(deal.retracted() ? 1 : 0)
        .Said(deal.merged_into())
        .Said(change)
        .Done();
  }

  Status AddParties(const pb::Deal& deal) {
    const auto add = [&](const char* role, const auto& ids) {
      for (const std::string& id : std::set<std::string>(ids.begin(), ids.end())) {
        DW_RETURN_IF_ERROR(parties_.Text(deal.id()).Text(role).Text(id).Done());
      }
      return OkStatus();
    };
    DW_RETURN_IF_ERROR(add("customer", deal.fields().customer()));
    DW_RETURN_IF_ERROR(add("provider", deal.fields().provider()));
    for (const pb::Chip& chip : deal.fields().chips()) {
      chips_.Text(deal.id()).Said(chip.id()).Said(chip.vendor()).Said(chip.kind());
      chip.has_count_min() ? chips_.Real(chip.count_min()) : chips_.Null();
      chip.has_count_max() ? chips_.Real(chip.count_max()) : chips_.Null();
      DW_RETURN_IF_ERROR(chips_.Done());
    }
    return OkStatus();
  }

  Status AddReport(const pb::Report& report) {
    const pb::DealFields& f = report.fields();
    DW_RETURN_IF_ERROR(reports_.Text(report.deal_id())
                           .Text(report.article_id())
                           .Integer(report.article_version())
                           .Text(f.kind())
                           .Text(f.status())
                           .Range(f.amount())
                           .Said(f.amount().currency())
                           .Said(f.amount().qualifier())
                           .Range(f.amount_usd())
                           .Said(report.published())
                           .Said(report.url())
                           .Said(report.site())
                           .Said(report.lang())
                           .Real(f.confidence())
                           .Text(report.rules_version())
                           .Done());
    article_ids_.insert(report.article_id());
    for (const pb::Evidence& piece : report.evidence()) {
      DW_RETURN_IF_ERROR(evidence_.Null()
                             .Text(report.deal_id())
                             .Text(report.article_id())
                             .Integer(static_cast<int64_t>(piece.start()))
                             .Integer(static_cast<int64_t>(piece.end()))
                             .Integer(piece.in_title() ? 1 : 0)
                             .Text(piece.text())
                             .Text(piece.sentence())
                             .Text(piece.rule())
                             .Done());
    }
    return OkStatus();
  }

  Insert deals_, articles_, reports_, parties_, chips_, disagreements_, evidence_;
  std::set<std::string> article_ids_;
};

Status WriteMeta(const Database& database, const Sqlite& db) {
  DW_TRY(const ExportCursor cursor, CursorOf(database));
  Insert meta(db, "meta", 2);
  DW_RETURN_IF_ERROR(meta.Text("schema").Text(std::to_string(kRecordVersion)).Done());
  DW_RETURN_IF_ERROR(meta.Text("made").Text(FormatUnix(NowUnix())).Done());
  DW_RETURN_IF_ERROR(meta.Text("store").Text(cursor.store).Done());
  return meta.Text("last_change").Text(std::to_string(cursor.change)).Done();
}

}  // namespace

Status ExportSqlite(const Database& database, const ExportQuery& query, const std::string& file) {
  DW_TRY(Sqlite db, Sqlite::Create(file));
  // Half a file is thrown away by the caller: no journal is needed.
  DW_RETURN_IF_ERROR(db.Run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"));
  DW_RETURN_IF_ERROR(db.Run(kTables));
  DW_RETURN_IF_ERROR(WriteMeta(database, db));
  {
    Exporter exporter(db);
    DW_RETURN_IF_ERROR(EachExported(database, query,
                                    [&](const ExportedDeal& deal) { return exporter.Add(deal); }));
    DW_RETURN_IF_ERROR(exporter.AddArticles(database));
  }
  DW_RETURN_IF_ERROR(db.Run(kIndexes));
  return db.Run("COMMIT; ANALYZE;");
}

}  // namespace dealwire
