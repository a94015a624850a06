#include "cli/filter_options.h"

#include <fmt/format.h>

#include <CLI/App.hpp>

#include "base/text.h"
#include "base/time.h"
#include "extract/deal.h"
#include "extract/names/registry.h"
#include "extract/rules.h"
#include "store/names.h"

namespace dealwire {
namespace {

// Ids that `party` stands for; what nobody registered is an id itself, as extraction makes it.
Status Resolve(const std::string& party, const CommandContext& context, const Database& database,
               bool* asked, std::vector<std::string>* ids) {
  *asked = !party.empty();
  if (party.empty()) return OkStatus();
  if (context.rules.empty()) {
    DW_TRY(auto known, ResolveName(database, party));
    if (known) {
      *ids = *std::move(known);
      return OkStatus();
    }
  }
  DW_TRY(const auto rules, LoadRules(context));
  *ids = rules->registry().Resolve(party);
  if (ids->empty()) ids->push_back(FoldCase(party));
  return OkStatus();
}

}  // namespace

void AddFilterOptions(CLI::App* command, FilterOptions* o) {
  const auto add = [&](const char* name, std::string* value, const char* type, const char* what) {
    return command->add_option(name, *value, what)->type_name(type)->group("Filter");
  };
  add("--customer", &o->customer, "ID", "who commits the money: an id, a name or an alias");
  add("--provider", &o->provider, "ID", "who supplies");
  add("--party", &o->party, "ID", "either of them; a parent takes its children");
  add("--chip", &o->chip, "ID", "deals with this chip");
  add("--vendor", &o->vendor, "ID", "deals with chips of this maker");
  add("--kind", &o->kind, "KIND", "what is agreed")
      ->check(CLI::IsMember({"compute", "chips", "investment", "acquisition", "financing", "capex",
                             "power", "other"}));
  add("--status", &o->status, "STATUS", "how far it is")
      ->check(CLI::IsMember({"signed", "announced", "reported", "talks", "planned", "denied",
                             "cancelled", "completed"}));
  add("--currency", &o->currency, "CODE", "amounts told in it; --min and --max are then in it");
  add("--min", &o->min, "AMOUNT", "at least (38bn, 300M, 1.5tn, 250e9)");
  add("--max", &o->max, "AMOUNT", "at most");
  add("--since", &o->since, "DATE", "published then or later (2025-11-03, 2025-11, 30d)");
  add("--until", &o->until, "DATE", "published then or before");
  add("--lang", &o->lang, "TAG", "reported in this language");
  add("--site", &o->site, "NAME", "reported by this site");
  add("--text", &o->text, "WORDS", "words of the article; rechen* for all that begin so");
  command->add_option("--min-confidence", o->min_confidence, "0 to 1")->group("Filter");
  add("--aggregates", &o->aggregates, "WHICH", "sums over several deals")
      ->check(CLI::IsMember({"only", "no", "both"}));
}

StatusOr<Filter> MakeFilter(const FilterOptions& o, const CommandContext& context,
                            const Database& database) {
  Filter filter;
  const std::string today = FormatUnix(NowUnix()).substr(0, 10);
  DW_RETURN_IF_ERROR(
      Resolve(o.customer, context, database, &filter.has_customer, &filter.customer));
  DW_RETURN_IF_ERROR(
      Resolve(o.provider, context, database, &filter.has_provider, &filter.provider));
  DW_RETURN_IF_ERROR(Resolve(o.party, context, database, &filter.has_party, &filter.party));
  filter.chip = FoldCase(o.chip);
  filter.vendor = FoldCase(o.vendor);
  filter.kind = o.kind;
  filter.status = o.status;
  filter.currency = o.currency;
  for (char& c : filter.currency) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  filter.lang = o.lang;
  filter.site = o.site;
  filter.text = o.text;
  filter.min_confidence = o.min_confidence;
  filter.aggregates = o.aggregates == "only" ? Filter::Aggregates::kOnly
                      : o.aggregates == "no" ? Filter::Aggregates::kNo
                                             : Filter::Aggregates::kBoth;
  if (!o.min.empty()) {
    DW_TRY(filter.min_amount, ParseAmount(o.min));
  }
  if (!o.max.empty()) {
    DW_TRY(filter.max_amount, ParseAmount(o.max));
  }
  if (!o.since.empty()) {
    DW_TRY(filter.since, ParseDay(o.since, today, false));
  }
  if (!o.until.empty()) {
    DW_TRY(filter.until, ParseDay(o.until, today, true));
  }
  return filter;
}

}  // namespace dealwire
