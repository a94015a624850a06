// What the trades of two organisations tell of who is who, whatever the sentence marks.
#include "extract/candidates/article_trades.h"
#include "extract/candidates/candidates.h"
#include "extract/names/registry.h"

namespace dealwire {

double CandidateFinder::Prior(const Frame& frame, const std::string& customer,
                              const std::string& provider, bool of_power, bool of_chips) const {
  const std::string& c = frames_.SectorOf(customer);
  const std::string& p = frames_.SectorOf(provider);
  if (frame.kind == "investment" || frame.kind == "financing") {
    double prior = 0;
    if (c == "investor") prior += 1;
    if (p == "investor") prior -= 1.5;
    // "The bank signed a loan with X": a bank lends to who is none, whoever is the subject.
    if (frame.kind == "financing" && (c == "investor") != (p == "investor"))
      prior += c == "investor" ? 1.5 : -1.5;
    // What a laboratory "invests" with a cloud is what it spends there.
    if (c == "lab" && frames_.SellsOf(provider) == "compute") prior += 1.4;
    if (p == "lab" || p == "neocloud") prior += 0.3;
    if (c == "lab") prior -= 0.5;
    return prior;
  }
  if (frame.kind == "acquisition" || frame.kind == "capex") return 0;
  const bool told = trades_ != nullptr && trades_->TierOf(provider) > 0;  // to run data centres
  // Power is bought from who sells it, whichever of the two is told to sign.
  if (frame.kind == "power" && (c == "power") != (p == "power")) return p == "power" ? 2.5 : -2.5;
  if (c == "investor" || p == "investor") {
    // A bank that signs with a cloud or a builder is its customer, and may rent of it.
    const bool provided = frames_.SellsOf(provider) == "compute" || told || p == "builder";
    if (c != "investor" || !provided) return -0.8;
    if (frame.trigger == Cue::kContract) return 0.6;
    return frame.trigger == Cue::kRent ? 0 : -0.8;
  }
  // Who sells chips buys none from who sells none; he may rent his own back.
  if (of_chips && SellsChips(customer) && !SellsChips(provider) && frame.trigger != Cue::kRent &&
      frame.trigger != Cue::kLeaseOut)
    return -2.5;
  // Who is not registered is a customer rather than somebody who sells compute.
  constexpr double kUnknown = 1.5;
  double ct = !of_power && c == "power" ? kUnknown : TierOf(customer);
  double pt = !of_power && p == "power" ? kUnknown : TierOf(provider);
  if (ct == 0 && pt == 0) return 0;
  const double weight = ct == 0 || pt == 0 ? 0.6 : 1.1;
  if (ct == 0) ct = kUnknown;
  if (pt == 0) pt = kUnknown;
  if (ct == pt) return 0;
  return pt > ct ? weight : -weight;
}

double CandidateFinder::TierOf(const std::string& id) const {
  const double told = trades_ == nullptr ? 0 : trades_->TierOf(id);
  return told > 0 ? told : frames_.TierOf(id);
}

bool CandidateFinder::IsInvestor(const std::string& id) const {
  return frames_.SectorOf(id) == "investor";
}

bool CandidateFinder::IsBuilder(const std::string& id) const {
  return frames_.SectorOf(id) == "builder";
}

bool CandidateFinder::SellsPower(const std::string& id) const {
  return frames_.SectorOf(id) == "power";
}

bool CandidateFinder::SellsChips(const std::string& id) const {
  return frames_.SellsOf(id) == "chips";
}

bool CandidateFinder::RunsClouds(const std::string& id) const {
  constexpr double kCloud = 3.5;  // the tier of clouds
  if (frames_.SellsOf(id) != "compute") return false;
  return frames_.TierOf(id) >= kCloud || registry_.TopOf(id) != id;  // "Google Cloud"
}

bool CandidateFinder::IsOfField(const std::string& id) const {
  constexpr double kHardware = 5;  // the tier of those who make little but servers and chips
  return frames_.SectorOf(id) == "lab" || RunsClouds(id) ||
         (SellsChips(id) && frames_.TierOf(id) >= kHardware);
}

bool CandidateFinder::SellsComputeAlone(const std::string& id) const {
  constexpr double kSpecialist = 4;  // the tier of neoclouds; clouds below it sell software, too
  const std::string_view sells = frames_.SellsOf(id);
  return sells == "compute" && frames_.TierOf(id) >= kSpecialist;
}

}  // namespace dealwire
