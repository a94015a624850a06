// dealwire query, articles: what is in the store.
#include "store/query.h"

#include <fmt/format.h>

#include <CLI/App.hpp>

#include "cli/filter_options.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "store/database.h"
#include "store/deal_json.h"
#include "store/group.h"
#include "store/record.pb.h"
#include "store/table.h"

namespace dealwire {
namespace {

const std::vector<std::string> kFormats = {"table", "csv", "tsv", "json", "jsonl", "markdown"};

struct QueryOptions {
  FilterOptions filter;
  std::string format, sort, group_by;
  size_t most = 0;
  bool reports = false, explain = false, no_pager = false;
};

std::string FormatOf(const std::string& given) {
  return !given.empty() ? given : StdoutIsTerminal() ? "table" : "jsonl";
}

// Objects of JSON as lines, or as one array.
void WriteJson(const std::vector<std::string>& objects, bool lines, Output* out) {
  if (!lines) out->Write("[");
  for (size_t i = 0; i < objects.size(); ++i) {
    if (!lines) out->Write(i == 0 ? "\n" : ",\n");
    if (!out->Write(objects[i]) || (lines && !out->Write("\n"))) return;
  }
  if (!lines) out->Write("\n]\n");
}

void WriteTable(const Table& table, const std::string& format, const CommandContext& context,
                Output* out) {
  const TableFormat as = *ParseTableFormat(format);
  const size_t width = StdoutIsTerminal() ? TerminalWidth() : 0;
  out->Write(Render(table, as, width, UseColor(context.color)));
}

ExitCode End(Output* out) {
  out->Flush();
  return out->status().ok() ? ExitCode::kDone : Fail(out->status());
}

bool IsJson(const std::string& format) { return format == "json" || format == "jsonl"; }
bool IsForPeople(const std::string& format) { return format == "table" || format == "markdown"; }

// Which index was read, on standard error.
void Explain(const PlanReport& plan) {
  for (const std::string& tried : plan.tried) fmt::print(stderr, "index {}\n", tried);
  fmt::print(stderr, "read by {}: {} keys, {} deals, {} rows match\n", plan.index, plan.keys_read,
             plan.deals_read, plan.matched);
}

ExitCode GroupRows(const Database& database, const QueryOptions& options, const Query& query,
                   const CommandContext& context) {
  StatusOr<Grouper> grouper = Grouper::By(options.group_by);
  if (!grouper.ok()) return Fail(grouper.status());
  PlanReport plan;
  const Status read = EachRow(
      database, query,
      [&](const DealRow& row) {
        grouper->Add(row);
        return !Interrupted();
      },
      &plan);
  if (!read.ok()) return Fail(read);
  if (Interrupted()) return ExitCode::kInterrupted;
  if (options.explain) Explain(plan);
  std::vector<GroupRow> groups = grouper->Rows();
  if (options.most > 0 && groups.size() > options.most) groups.resize(options.most);
  const std::string format = FormatOf(options.format);
  const Pager pager(format == "table" && !options.no_pager);
  Output out;
  if (IsJson(format)) {
    std::vector<std::string> objects;
    objects.reserve(groups.size());
    for (const GroupRow& group : groups) objects.push_back(ToJson(group, options.group_by));
    WriteJson(objects, format == "jsonl", &out);
  } else {
    WriteTable(GroupTable(groups, options.group_by, IsForPeople(format)), format, context, &out);
  }
  return End(&out);
}

ExitCode RunQuery(const QueryOptions& options, const CommandContext& context) {
  const auto database = Database::OpenReader(
      context.db, FamiliesOfDeals(options.reports, !options.filter.text.empty()));
  if (!database.ok()) return Fail(database.status());
  const StatusOr<Filter> filter = MakeFilter(options.filter, context, **database);
  if (!filter.ok()) return Fail(filter.status());
  Query query = {.filter = *filter, .sort = options.sort, .by_report = options.reports};
  if (!options.group_by.empty()) return GroupRows(**database, options, query, context);
  query.most = options.most;
  PlanReport plan;
  const auto rows = QueryDeals(**database, query, &plan);
  if (!rows.ok()) return Fail(rows.status());
  if (options.explain) Explain(plan);
  const std::string format = FormatOf(options.format);
  const Pager pager(format == "table" && !options.no_pager);
  Output out;
  if (IsJson(format)) {
    std::vector<std::string> objects;
    for (const DealRow& row : *rows) objects.push_back(ToJson(row));
    WriteJson(objects, format == "jsonl", &out);
  } else {
    WriteTable(IsForPeople(format) ? TableForPeople(*rows) : ToTable(*rows), format, context, &out);
  }
  return End(&out);
}

ExitCode RunArticles(const QueryOptions& options, const CommandContext& context) {
  const auto database = Database::OpenReader(context.db, FamiliesOfArticles());
  if (!database.ok()) return Fail(database.status());
  const StatusOr<Filter> filter = MakeFilter(options.filter, context, **database);
  if (!filter.ok()) return Fail(filter.status());
  std::vector<std::string> objects;
  std::vector<pb::Article> articles;
  const std::string format = FormatOf(options.format);
  const Status read = QueryArticles(**database, *filter, options.most, [&](pb::Article article) {
    if (IsJson(format)) {
      objects.push_back(ToJson(article, false));
    } else {
      article.clear_text();
      article.clear_blocks();
      articles.push_back(std::move(article));
    }
    return !Interrupted();
  });
  if (!read.ok()) return Fail(read);
  const Pager pager(format == "table" && !options.no_pager);
  Output out;
  if (IsJson(format)) {
    WriteJson(objects, format == "jsonl", &out);
  } else {
    WriteTable(ToTable(articles, IsForPeople(format)), format, context, &out);
  }
  return End(&out);
}

}  // namespace

void AddQueryCommand(CLI::App& app, CommandContext& context) {
  CLI::App* command = AddCommand(app, "query", "Deals from the store, one row a real deal",
                                 "  dealwire query --provider oracle --min 100bn\n"
                                 "  dealwire query --party amazon --since 30d --format json\n"
                                 "  dealwire query --group-by provider");
  auto options = std::make_shared<QueryOptions>();
  AddFilterOptions(command, &options->filter);
  AddFormatOption(command, kFormats, &options->format, "default: table on a terminal, else jsonl");
  command->add_option("--sort", options->sort, "what stands first; default: published")
      ->type_name("FIELD")
      ->check(CLI::IsMember({"published", "amount", "customer", "provider", "kind", "status",
                             "sources", "confidence"}));
  command->add_option("-n", options->most, "at most so many rows")->type_name("N");
  command
      ->add_option("--group-by", options->group_by,
                   "count, sum, least, most, first and last by a field")
      ->type_name("FIELD")
      ->check(CLI::IsMember(
          {"provider", "customer", "chip", "kind", "status", "month", "site", "lang"}));
  command->add_flag("--explain", options->explain,
                    "tells on standard error which index was read, and how much of it");
  command->add_flag("--reports", options->reports, "one row for each article and deal");
  AddPagerOption(command, &options->no_pager);
  command->callback([options, &context] {
    context.run = [options, &context] { return RunQuery(*options, context); };
  });
}

void AddArticlesCommand(CLI::App& app, CommandContext& context) {
  CLI::App* command = AddCommand(app, "articles", "Stored articles",
                                 "  dealwire articles --lang de --since 7d\n"
                                 "  dealwire articles --format csv > articles.csv");
  auto options = std::make_shared<QueryOptions>();
  AddFilterOptions(command, &options->filter);
  AddFormatOption(command, kFormats, &options->format, "default: table on a terminal, else jsonl");
  command->add_option("-n", options->most, "at most so many rows")->type_name("N");
  AddPagerOption(command, &options->no_pager);
  command->callback([options, &context] {
    context.run = [options, &context] { return RunArticles(*options, context); };
  });
}

}  // namespace dealwire
