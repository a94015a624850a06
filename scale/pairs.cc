#include "scale/pairs.h"

#include <algorithm>
#include <set>

namespace dealwire {

std::string PairOf(const pb::DealFields& fields, const GroupOf& group_of) {
  // "compute|openai|microsoft|sum": the kind in front and the mark behind may change from telling
  // to telling, and are no reason to go elsewhere.
  const std::string key = PartiesKey(fields, group_of);
  const size_t first = key.find('|') + 1;
  return key.substr(first, key.rfind('|') - first);
}

uint32_t PlaceOf(const pb::Report& report) {
  pb::ReportPlace place;
  place.ParseFromString(report.SerializeAsString());
  return place.ordinal();
}

std::string PairKey(const std::string& pair, const std::string& article_id) {
  return pair + '\0' + article_id;
}

std::map<std::string, pb::PairReports> PairsOf(const pb::ArticleMessage& article,
                                               const GroupOf& group_of) {
  // In the order in which the store takes them: sums first, since their parts name them.
  std::vector<const pb::Report*> reports;
  for (const pb::Report& report : article.reports()) reports.push_back(&report);
  // Not std::ranges': clang 14 cannot read libstdc++'s.
  std::stable_partition(reports.begin(), reports.end(),
                        [](const pb::Report* r) { return r->fields().aggregate(); });
  std::map<std::string, pb::PairReports> pairs;
  std::map<std::string, std::string> pair_of_sum;  // own id -> pair, of sums met so far
  std::set<std::pair<std::string, std::string>> known;
  uint32_t ordinal = 0;
  for (const pb::Report* report : reports) {
    const std::string pair = PairOf(report->fields(), group_of);
    pb::PairReports& told = pairs[pair];
    pb::Report* const put = told.add_reports();
    *put = *report;
    pb::ReportPlace place;
    place.set_ordinal(ordinal++);
    put->MergeFromString(place.SerializeAsString());
    const std::string& sum = report->fields().part_of();
    const auto at = pair_of_sum.find(sum);
    if (!sum.empty() && at == pair_of_sum.end()) put->mutable_fields()->clear_part_of();
    if (at != pair_of_sum.end() && at->second != pair && known.emplace(sum, pair).second) {
      told.add_waits(sum);
      pb::Part* const part = pairs[at->second].add_parts();
      part->set_own(sum);
      part->set_pair(pair);
    }
    pair_of_sum.emplace(report->deal_id(), pair);
  }
  for (auto& [pair, told] : pairs) {
    told.set_article_id(article.article().id());
    told.set_version(article.article().version());
    told.set_rules_version(article.article().rules_version());
  }
  return pairs;
}

}  // namespace dealwire
