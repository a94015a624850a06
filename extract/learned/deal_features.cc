#include "extract/learned/deal_features.h"

#include "extract/learned/party_features.h"

namespace dealwire {
namespace {

constexpr const char* kFeatureNames[] = {"by_frame",
                                         "read_by_frame",
                                         "frame.confidence",
                                         "frame.kind",
                                         "frame.status",
                                         "frame.context",
                                         "frame.outright",
                                         "frame.list",
                                         "frame.total",
                                         "frame.status_said",
                                         "frame.round",
                                         "frame.partners",
                                         "frame.sentences",
                                         "frame.customers",
                                         "frame.providers",
                                         "same_customer",
                                         "same_provider",
                                         "no_customer",
                                         "no_provider",
                                         "sum.at_best",
                                         "sum.here",
                                         "parties",
                                         "parties.share",
                                         "other",
                                         "other.share",
                                         "tellings",
                                         "names_near",
                                         "article.deals",
                                         "article.sums",
                                         "article.sentences",
                                         "bare",
                                         "sign.here",
                                         "sign.at_best",
                                         "next",
                                         "rank"};

}  // namespace

const std::vector<std::string>& DealFeatureNames() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out(std::begin(kFeatureNames), std::end(kFeatureNames));
    const std::vector<std::string>& of_pair = PartyFeatures::Names();
    out.insert(out.end(), of_pair.begin(), of_pair.end());
    return out;
  }();
  return names;
}

FeatureRow DealFeatures(const DealReading& r) {
  FeatureRow row;
  row.reserve(DealFeatureNames().size());
  const auto add = [&](auto value) { row.push_back(static_cast<float>(value)); };
  add(r.by_frame);
  add(r.told != nullptr);
  static const Candidate kNone;
  const Candidate& told = r.told != nullptr ? *r.told : kNone;
  add(r.told != nullptr ? told.deal.confidence : -1);
  add(r.told != nullptr ? static_cast<int>(told.deal.kind) : -1);
  add(r.told != nullptr ? static_cast<int>(told.deal.status) : -1);
  add(told.from_context);
  add(told.sides_said);
  add(told.list_part || told.list_lead);
  add(told.total);
  add(told.status_said);
  add(told.round);
  add(told.partnership);
  add(told.told_in.size());
  add(told.deal.customer.size());
  add(told.deal.provider.size());
  add(r.same_customer);
  add(r.same_provider);
  add(r.no_customer);
  add(r.no_provider);
  add(r.sum_at_best);
  add(r.sum_here);
  add(r.parties);
  add(r.share);
  add(r.other_parties);
  add(r.other_share);
  add(r.tellings);
  add(r.names);
  add(r.deals);
  add(r.sums);
  add(r.sentences);
  add(r.bare);
  add(r.sign_here);
  add(r.sign_at_best);
  add(r.next);
  add(r.rank);
  if (r.pair != nullptr) row.insert(row.end(), r.pair->begin(), r.pair->end());
  row.resize(DealFeatureNames().size());
  return row;
}

}  // namespace dealwire
