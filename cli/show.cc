// dealwire show, history: one deal or article, its evidence, what changed.
#include <fmt/format.h>

#include <CLI/App.hpp>

#include "base/hash.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "store/articles.h"
#include "store/database.h"
#include "store/deal_json.h"
#include "store/query.h"
#include "store/record.pb.h"

namespace dealwire {
namespace {

struct ShowOptions {
  std::string id, format;
  bool evidence = false, bytes = false;
};

std::string Safe(const std::string& text) { return CollapseSpace(StripControls(text)); }

// The body's hash against what is stored under it: the last link of the chain.
StatusOr<std::string> CheckBytes(const Database& database, const pb::Article& article) {
  if (article.body_sha256().empty()) return std::string("no fetched bytes are stored");
  DW_TRY(const auto raw, database.Get(Family::kRaw, article.body_sha256()));
  if (!raw) return DataLoss(article.body_sha256() + ": the fetched bytes are missing");
  if (Sha256Hex(*raw) != article.body_sha256()) {
    return DataLoss(article.body_sha256() + ": the fetched bytes do not have this hash");
  }
  return fmt::format("{} bytes, sha256 {} (checked)", raw->size(), article.body_sha256());
}

Status WriteReport(const Database& database, const pb::Report& report, const ShowOptions& options,
                   Output* out) {
  out->Write(fmt::format("\n  {}\n  {} {} {}\n", Safe(report.title()), report.published(),
                         Safe(report.site()), report.url()));
  out->Write(fmt::format("  article {} version {}, rules {}\n", report.article_id(),
                         report.article_version(), report.rules_version().substr(0, 12)));
  for (const pb::Evidence& piece : report.evidence()) {
    out->Write(fmt::format("    [{}{}-{}] {}\n      by {}\n", piece.in_title() ? "title " : "",
                           piece.start(), piece.end(), Safe(piece.sentence()), piece.rule()));
  }
  DW_TRY(const auto article, LoadArticle(database, report.article_id()));
  if (article) {
    const std::string& when = article->fetched();
    out->Write(fmt::format("    {}, body sha256 {}\n",
                           when.empty() ? "read from a file" : "fetched " + when,
                           article->body_sha256()));
  }
  if (options.bytes && article) {
    DW_TRY(const std::string checked, CheckBytes(database, *article));
    out->Write("    " + checked + "\n");
  }
  return OkStatus();
}

Status WriteDeal(const Database& database, const pb::Deal& deal, const ShowOptions& options,
                 Output* out) {
  DW_TRY(const std::vector<pb::Report> reports, ReportsOf(database, deal.id()));
  if (options.format == "json" || options.format == "jsonl") {
    out->Write(ToJson(deal, reports) + "\n");
    return OkStatus();
  }
  const DealRow row = {std::make_shared<const pb::Deal>(deal), nullptr};
  out->Write(Render(TableForPeople({row}), TableFormat::kTable));
  if (deal.retracted()) {
    out->Write(deal.merged_into().empty() ? "retracted: no article tells it any more\n"
                                          : "merged into " + deal.merged_into() + "\n");
  }
  if (deal.fields().has_usd_rate()) {
    const pb::Rate& rate = deal.fields().usd_rate();
    out->Write(fmt::format(
        "${} converted at {} a {}, the average of {}\n",
        ShortNumber(deal.fields().amount_usd().has_min() ? deal.fields().amount_usd().min()
                                                         : deal.fields().amount_usd().max()),
        rate.usd(), rate.currency(), rate.year()));
  }
  for (const pb::Disagreement& other : deal.disagreements()) {
    out->Write(fmt::format("{} {} in {}\n", other.field(),
                           other.has_amount() ? ShortMoney(other.amount()) : other.value(),
                           fmt::join(other.articles(), ", ")));
  }
  for (const pb::Report& report : reports) {
    if (options.evidence || options.bytes) {
      DW_RETURN_IF_ERROR(WriteReport(database, report, options, out));
    } else {
      out->Write(
          fmt::format("  {} {} {}\n", report.published(), Safe(report.title()), report.url()));
    }
  }
  return OkStatus();
}

Status WriteArticle(const Database& database, const pb::Article& article,
                    const ShowOptions& options, Output* out) {
  if (options.format == "json" || options.format == "jsonl") {
    DW_TRY(const auto results,
           database.Get(Family::kMention, ArticleKey(article.id(), article.version())));
    out->Write(RecordJson(article, results.value_or("")) + "\n");
    return OkStatus();
  }
  out->Write(fmt::format("{}\n{} {} {}\n{}\n\n{}\n", Safe(article.title()), article.published(),
                         Safe(article.site()), article.lang(), article.url(),
                         StripControls(article.text())));
  for (const std::string& id : article.deals()) out->Write("deal " + id + "\n");
  if (options.bytes) {
    DW_TRY(const std::string checked, CheckBytes(database, article));
    out->Write(checked + "\n");
  }
  return OkStatus();
}

// The one deal whose id begins with the prefix given.
StatusOr<std::optional<pb::Deal>> FindDeal(const Database& database, const std::string& id) {
  DW_TRY(const std::vector<pb::Deal> deals, DealsById(database, id));
  if (deals.size() > 1 && deals.front().id() != id) {
    return InvalidArgument(fmt::format("'{}' begins {} ids; write more of it", id, deals.size()));
  }
  if (deals.empty()) return std::optional<pb::Deal>();
  return std::optional<pb::Deal>(deals.front());
}

Status Show(const Database& database, const ShowOptions& options, Output* out) {
  DW_TRY(const std::optional<pb::Deal> deal, FindDeal(database, options.id));
  if (deal) return WriteDeal(database, *deal, options, out);
  DW_TRY(const auto article, LoadArticle(database, options.id));
  if (article) return WriteArticle(database, *article, options, out);
  return NotFound(fmt::format("'{}': no deal and no article has this id; dealwire query lists them",
                              options.id));
}

Status History(const Database& database, const ShowOptions& options, Output* out) {
  DW_TRY(const std::optional<pb::Deal> deal, FindDeal(database, options.id));
  if (!deal) return NotFound(fmt::format("'{}': no deal has this id", options.id));
  DW_TRY(const std::vector<pb::Change> changes, ChangesOf(database, deal->id()));
  for (const pb::Change& change : changes) {
    if (options.format == "json" || options.format == "jsonl") {
      out->Write(ToJson(change) + "\n");
      continue;
    }
    out->Write(fmt::format(
        "{}  {}{}  article {}  rules {}\n", change.time(), change.what(),
        change.field().empty()
            ? ""
            : fmt::format(" {}: {} -> {}", change.field(), change.old_value(), change.new_value()),
        change.article_id(), change.rules_version().substr(0, 12)));
  }
  return OkStatus();
}

using ShowAction = Status (*)(const Database&, const ShowOptions&, Output*);

ExitCode Run(const ShowOptions& options, const CommandContext& context, ShowAction action) {
  const auto database = Database::OpenReader(context.db);
  if (!database.ok()) return Fail(database.status());
  Output out;
  const Status status = action(**database, options, &out);
  out.Flush();
  if (!status.ok()) return Fail(status);
  return out.status().ok() ? ExitCode::kDone : Fail(out.status());
}

}  // namespace

void AddShowCommand(CLI::App& app, CommandContext& context) {
  CLI::App* command =
      AddCommand(app, "show", "A deal or an article, with its evidence",
                 "  dealwire show 3f2a --evidence\n  dealwire show 3f2a --bytes --format json");
  auto options = std::make_shared<ShowOptions>();
  command->add_option("ID", options->id, "of a deal (its beginning is enough) or an article")
      ->required();
  command->add_flag("--evidence", options->evidence, "the sentences, their sources, the rules");
  command->add_flag("--bytes", options->bytes, "checks the hash of the fetched bytes too");
  AddFormatOption(command, {"table", "json", "jsonl"}, &options->format, "how it is printed");
  command->callback([options, &context] {
    context.run = [options, &context] { return Run(*options, context, Show); };
  });
}

void AddHistoryCommand(CLI::App& app, CommandContext& context) {
  CLI::App* command = AddCommand(app, "history", "What changed in a deal, when, and why",
                                 "  dealwire history 3f2a");
  auto options = std::make_shared<ShowOptions>();
  command->add_option("DEAL", options->id, "its id, or the beginning of it")->required();
  AddFormatOption(command, {"table", "json", "jsonl"}, &options->format, "how it is printed");
  command->callback([options, &context] {
    context.run = [options, &context] { return Run(*options, context, History); };
  });
}

}  // namespace dealwire
