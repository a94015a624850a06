#ifndef DEALWIRE_EXTRACT_DEAL_H_
#define DEALWIRE_EXTRACT_DEAL_H_

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/mention.h"

namespace dealwire {

enum class DealKind {
  kCompute,
  kChips,
  kInvestment,
  kAcquisition,
  kFinancing,
  kCapex,
  kPower,
  kOther
};
enum class DealStatus {
  kSigned,
  kAnnounced,
  kReported,
  kTalks,
  kPlanned,
  kDenied,
  kCancelled,
  kCompleted
};

// What is sold and rented: no shares, firms, loans or sites.
inline bool IsOfGoods(DealKind kind) {
  return kind == DealKind::kCompute || kind == DealKind::kChips || kind == DealKind::kOther;
}

const char* KindName(DealKind kind);
const char* StatusName(DealStatus status);
std::optional<DealKind> ParseKind(std::string_view name);
std::optional<DealStatus> ParseStatus(std::string_view name);

struct Evidence {
  Span span;  // of Document::text
  bool in_title = false;
  std::string rule;  // "frames/supply.toml:supply.active"
};

// A declared part of a deal's confidence, or why a candidate was dropped.
struct Reason {
  std::string name;  // "amount in the same clause"
  double weight = 0;
};

// One agreement, commitment, purchase, lease, investment or plan between named parties, as one
// article tells it.
struct Deal {
  std::string id;  // unique in the article: made of parties, kind and amount; see DealId
  std::vector<std::string> customer;  // organisation ids, in order of appearance
  std::vector<std::string> provider;
  DealKind kind = DealKind::kOther;
  DealStatus status = DealStatus::kAnnounced;
  std::optional<MoneyValue> amount;
  std::optional<MoneyValue> amount_usd;  // bounds alone; currency is "USD"
  std::optional<DurationValue> term;
  std::string starts, ends, due;  // "2026-12-31", or ""
  std::vector<ChipValue> chips;
  std::optional<PowerValue> power;
  std::string part_of;  // id of the aggregate in the same article, or ""
  bool aggregate = false;
  std::vector<Evidence> evidence;  // in order of appearance; at least one
  double confidence = 0;           // 0..1, the sum of `reasons`
  std::vector<Reason> reasons;

  // Unless it is among them.
  void AddChip(const ChipValue& chip) {
    const auto same = [&](const ChipValue& c) {
      return c.id == chip.id && c.vendor == chip.vendor && c.kind == chip.kind;
    };
    if (!std::ranges::any_of(chips, same)) chips.push_back(chip);
  }

  void AddReason(std::string name, double weight) {
    reasons.push_back({std::move(name), weight});
    confidence = std::min(1.0, confidence + weight);
  }
};

// A candidate that became no deal, and the first constraint that it failed.
struct Rejection {
  Span span;
  std::string rule;        // the frame
  std::string constraint;  // "customer: no organisation before the trigger"
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_DEAL_H_
