#include "store/known_deals.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "store/deal_text.h"
#include "store/index.h"
#include "store/merge.h"

namespace dealwire {
namespace {

std::string BoundsText(bool has, const pb::Bounds& bounds) {
  if (!has) return "";
  const auto bound = [](bool said, double value) { return said ? fmt::format("{}", value) : "?"; };
  return bound(bounds.has_min(), bounds.min()) + ".." + bound(bounds.has_max(), bounds.max());
}

// What one takes in memory, roughly: a message takes some times its bytes.
size_t SizeOf(const KnownDeal& known) {
  constexpr size_t kTimes = 3;
  size_t bytes = sizeof(KnownDeal) + sizeof(ToldTexts) + kTimes * known.deal.ByteSizeLong();
  for (const std::string& key : known.keys) bytes += sizeof(std::string) + key.size();
  for (const auto& telling : known.tellings) {
    bytes += sizeof(pb::Report) + kTimes * static_cast<size_t>(telling->GetCachedSize());
  }
  return bytes;
}

}  // namespace

ToldTexts TextsOf(const pb::Deal& deal) {
  const pb::DealFields& fields = deal.fields();
  return {fields.has_amount() ? MoneyText(fields.amount()) : "",
          ChipsText(fields),
          Joined(fields.customer()),
          fields.due(),
          fields.ends(),
          fields.kind(),
          fields.part_of(),
          BoundsText(fields.has_power_mw(), fields.power_mw()),
          Joined(fields.provider()),
          std::to_string(deal.sources()),
          fields.starts(),
          fields.status(),
          BoundsText(fields.has_term_months(), fields.term_months())};
}

std::shared_ptr<const pb::Report> TellingOf(const pb::Report& report) {
  auto telling = std::make_shared<pb::Report>();
  *telling->mutable_fields() = report.fields();
  telling->set_article_id(report.article_id());
  telling->set_published(report.published());
  telling->set_url(report.url());
  telling->set_site(report.site());
  telling->set_lang(report.lang());
  telling->set_simhash(report.simhash());
  telling->set_doc(report.doc());
  telling->ByteSizeLong();  // which it keeps
  return telling;
}

void KnownDeals::Charge(size_t bytes) {
  bytes_ += bytes;
  if (bytes_ <= most_bytes_ / 2) return;
  older_ = std::exchange(recent_, Memory());
  bytes_ = 0;
}

KnownDealPtr KnownDeals::Find(const std::string& id) {
  if (const auto it = recent_.deals.find(id); it != recent_.deals.end()) return it->second;
  const auto it = older_.deals.find(id);
  if (it == older_.deals.end()) return nullptr;
  KnownDealPtr known = std::move(it->second);
  older_.deals.erase(it);
  Put(known);
  return known;
}

void KnownDeals::Put(KnownDealPtr deal) {
  const std::string& id = deal->deal.id();
  const size_t bytes = SizeOf(*deal);
  older_.deals.erase(id);
  recent_.deals.insert_or_assign(id, std::move(deal));
  Charge(bytes);
}

const std::vector<std::string>* KnownDeals::FindParties(const std::string& prefix) {
  if (const auto it = recent_.parties.find(prefix); it != recent_.parties.end()) {
    return &it->second;
  }
  const auto it = older_.parties.find(prefix);
  return it == older_.parties.end() ? nullptr : &it->second;
}

void KnownDeals::PutParties(const std::string& prefix, std::vector<std::string> listed) {
  constexpr size_t kBytesOfOne = 64;
  const size_t bytes = prefix.size() + (2 + listed.size()) * kBytesOfOne;
  older_.parties.erase(prefix);
  recent_.parties.insert_or_assign(prefix, std::move(listed));
  Charge(bytes);
}

void KnownDeals::ListDeal(const pb::Deal& deal, const std::string& order) {
  const std::string prefix = IndexPrefix(IndexTag::kParties, deal.parties_key());
  for (Memory* memory : {&recent_, &older_}) {
    const auto it = memory->parties.find(prefix);
    if (it == memory->parties.end()) continue;
    std::vector<std::string>& listed = it->second;
    if (listed.size() > kMostListed) continue;
    const auto same = std::ranges::find_if(
        listed, [&](const std::string& entry) { return IdOf(entry) == deal.id(); });
    if (same == listed.end()) {
      listed.push_back(order + deal.id());
    } else {
      *same = order + deal.id();
    }
  }
}

void KnownDeals::Clear() {
  recent_ = older_ = Memory();
  bytes_ = 0;
}

}  // namespace dealwire
