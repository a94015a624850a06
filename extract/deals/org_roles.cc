#include "extract/deals/org_roles.h"

#include <set>
#include <string>

#include "extract/frames/frames.h"

namespace dealwire {
namespace {

// Who stands on which side of the article's deals.
struct Sides {
  std::set<std::string> suppliers, customers, investors;
};

bool MovesMoneyAlone(DealKind kind) {
  return kind == DealKind::kInvestment || kind == DealKind::kAcquisition ||
         kind == DealKind::kFinancing;
}

Sides SidesOf(const std::vector<Deal>& deals) {
  Sides sides;
  for (const Deal& deal : deals) {
    if (MovesMoneyAlone(deal.kind)) {
      sides.investors.insert(deal.customer.begin(), deal.customer.end());
    } else {
      sides.customers.insert(deal.customer.begin(), deal.customer.end());
      sides.suppliers.insert(deal.provider.begin(), deal.provider.end());
    }
  }
  return sides;
}

std::string RoleOf(const std::string& id, const Sides& sides, const FrameSet& frames) {
  const bool makes_chips = frames.SellsOf(id) == "chips";
  if (sides.suppliers.contains(id)) return makes_chips ? "chipmaker" : "provider";
  if (sides.customers.contains(id)) return "customer";
  if (sides.investors.contains(id)) return "investor";
  return makes_chips ? "chipmaker" : "other";
}

}  // namespace

void AssignRoles(const FrameSet& frames, const std::vector<Deal>& deals, Mentions* mentions) {
  const Sides sides = SidesOf(deals);
  for (Mention& mention : *mentions) {
    if (auto* org = std::get_if<OrgValue>(&mention.value)) {
      org->role = RoleOf(org->id, sides, frames);
    }
  }
}

}  // namespace dealwire
