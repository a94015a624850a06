// dealwire query, articles: what is in the store.
#include "store/query.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include "cli/filter_options.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "store/articles.h"
#include "store/database.h"
#include "store/deal_json.h"
#include "store/record.pb.h"
#include "store/table.h"

namespace dealwire {
namespace {

const std::vector<std::string> kFormats = {"table", "csv", "tsv", "json", "jsonl", "markdown"};

struct QueryOptions {
  FilterOptions filter;
  std::string format, sort, group_by;
  size_t most = 0;
  bool reports = false;
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

void WriteTable(const Table& table, const std::string& format, const Context& context,
                Output* out) {
  const TableFormat as = *ParseTableFormat(format);
  const size_t width = StdoutIsTerminal() ? TerminalWidth() : 0;
  out->Write(Render(table, as, width, UseColor(context.color)));
}

ExitCode End(Output* out) {
  out->Flush();
  return out->status().ok() ? ExitCode::kDone : Fail(out->status());
}

void WriteGroups(const std::vector<GroupRow>& groups, const QueryOptions& options,
                 const std::string& format, const Context& context, Output* out) {
  if (format == "json" || format == "jsonl") {
    std::vector<std::string> objects;
    for (const GroupRow& group : groups) {
      objects.push_back(nlohmann::ordered_json{
          {options.group_by, group.key}, {"count", group.count}, {"usd", group.usd}}
                            .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    }
    return WriteJson(objects, format == "jsonl", out);
  }
  Table table;
  table.columns = {options.group_by, "count", "usd"};
  for (const GroupRow& group : groups) {
    table.rows.push_back({{group.key, false},
                          {std::to_string(group.count), true},
                          {fmt::format("{:.0f}", group.usd), true}});
  }
  WriteTable(table, format, context, out);
}

ExitCode RunQuery(const QueryOptions& options, const Context& context) {
  const auto rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  const StatusOr<Filter> filter = MakeFilter(options.filter, **rules);
  if (!filter.ok()) return Fail(filter.status());
  const auto database = Database::OpenReader(context.db);
  if (!database.ok()) return Fail(database.status());
  auto rows = QueryDeals(**database, *filter, options.sort, options.reports);
  if (!rows.ok()) return Fail(rows.status());
  Output out;
  const std::string format = FormatOf(options.format);
  if (!options.group_by.empty()) {
    const auto groups = GroupDeals(**database, *rows, options.group_by);
    if (!groups.ok()) return Fail(groups.status());
    WriteGroups(*groups, options, format, context, &out);
    return End(&out);
  }
  if (options.most > 0 && rows->size() > options.most) rows->resize(options.most);
  if (format == "json" || format == "jsonl") {
    std::vector<std::string> objects;
    for (const DealRow& row : *rows) objects.push_back(ToJson(row));
    WriteJson(objects, format == "jsonl", &out);
  } else {
    WriteTable(ToTable(*rows, format == "table" || format == "markdown"), format, context, &out);
  }
  return End(&out);
}

bool Matches(const Filter& filter, const pb::Article& article) {
  const std::string day = article.published().substr(0, 10);
  if (!filter.lang.empty() && !article.lang().starts_with(filter.lang)) return false;
  if (!filter.site.empty() && article.site().find(filter.site) == std::string::npos &&
      article.url().find(filter.site) == std::string::npos) {
    return false;
  }
  if (!filter.since.empty() && day < filter.since) return false;
  if (!filter.until.empty() && day > filter.until) return false;
  return filter.text.empty() || article.title().find(filter.text) != std::string::npos ||
         article.text().find(filter.text) != std::string::npos;
}

ExitCode RunArticles(const QueryOptions& options, const Context& context) {
  const auto rules = LoadRules(context);
  if (!rules.ok()) return Fail(rules.status());
  const StatusOr<Filter> filter = MakeFilter(options.filter, **rules);
  if (!filter.ok()) return Fail(filter.status());
  const auto database = Database::OpenReader(context.db);
  if (!database.ok()) return Fail(database.status());
  std::vector<std::string> objects;
  Table table;
  table.columns = {"id", "published", "lang", "site", "title", "url", "deals"};
  const std::string format = FormatOf(options.format);
  const Status read = EachArticle(**database, [&](const pb::Article& article) {
    if (!Matches(*filter, article)) return true;
    objects.push_back(ToJson(article, false));
    table.rows.push_back({{article.id(), false},
                          {article.published(), false},
                          {article.lang(), false},
                          {article.site(), false},
                          {article.title(), false},
                          {article.url(), false},
                          {std::to_string(article.deals_size()), true}});
    return options.most == 0 || objects.size() < options.most;
  });
  if (!read.ok()) return Fail(read);
  Output out;
  if (format == "json" || format == "jsonl") {
    WriteJson(objects, format == "jsonl", &out);
  } else {
    WriteTable(table, format, context, &out);
  }
  return End(&out);
}

}  // namespace

void AddQueryCommand(CLI::App& app, Context& context) {
  CLI::App* command = AddCommand(app, "query", "Deals from the store, one row a real deal",
                                 "  dealwire query --provider oracle --min 100bn\n"
                                 "  dealwire query --party amazon --since 30d --format json\n"
                                 "  dealwire query --group-by provider");
  auto options = std::make_shared<QueryOptions>();
  AddFilterOptions(command, &options->filter);
  AddFormatOption(command, kFormats, &options->format, "default: table on a terminal, else jsonl");
  command->add_option("--sort", options->sort, "published, amount, customer, provider, kind, ...")
      ->type_name("FIELD");
  command->add_option("-n", options->most, "at most so many rows")->type_name("N");
  command->add_option("--group-by", options->group_by, "count and sum by a field")
      ->type_name("FIELD");
  command->add_flag("--reports", options->reports, "one row for each article and deal");
  command->callback([options, &context] {
    context.run = [options, &context] { return RunQuery(*options, context); };
  });
}

void AddArticlesCommand(CLI::App& app, Context& context) {
  CLI::App* command = AddCommand(app, "articles", "Stored articles",
                                 "  dealwire articles --lang de --since 7d\n"
                                 "  dealwire articles --format csv > articles.csv");
  auto options = std::make_shared<QueryOptions>();
  AddFilterOptions(command, &options->filter);
  AddFormatOption(command, kFormats, &options->format, "default: table on a terminal, else jsonl");
  command->add_option("-n", options->most, "at most so many rows")->type_name("N");
  command->callback([options, &context] {
    context.run = [options, &context] { return RunArticles(*options, context); };
  });
}

}  // namespace dealwire
