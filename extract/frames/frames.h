#ifndef DEALWIRE_EXTRACT_FRAMES_FRAMES_H_
#define DEALWIRE_EXTRACT_FRAMES_FRAMES_H_

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/toml.h"
#include "extract/deal.h"
#include "extract/frames/cues.h"
#include "extract/frames/homes.h"
#include "extract/rule_example.h"
#include "extract/rule_files.h"
#include "extract/text/automaton.h"

namespace dealwire {

// How an organisation stands to a trigger. A mark may mean several things (French "de" is from and
// by), so relations are kept as a set of bits.
enum Relation : unsigned {
  kRelSubject = 1,  // before the trigger, unmarked, or marked as subject
  kRelObject = 2,   // after the trigger, unmarked, or marked as object
  kRelWith = 4,
  kRelFrom = 8,
  kRelTo = 16,
  kRelBy = 32,
  kRelIn = 64,
  kRelBetween = 128,
  kRelAt = 256,
  kRelOf = 512,  // what is meant is its own: "X's data centre", "X shares"
};

enum class DealSide : unsigned char { kNone, kCustomer, kProvider };
// kNone has none.
constexpr DealSide OtherSide(DealSide side) {
  if (side == DealSide::kNone) return side;
  return side == DealSide::kCustomer ? DealSide::kProvider : DealSide::kCustomer;
}

// "The former", "the latter": which of two named before is meant.
enum class ToldOrder : unsigned char { kNone, kFormer, kLatter };

// One frame: what an organisation in each relation to the trigger is, and what must be there. The
// same for all languages.
struct Frame {
  std::string id;
  std::string rule;  // "frames/supply.toml:supply"
  Cue trigger = Cue::kSupply;
  std::string kind;  // a deal kind, or "goods": chips or compute, by what is named
  std::array<DealSide, 10> roles = {};  // by bit of Relation
  double weight = 1;                    // how much a trigger says that there is a deal
  bool needs_provider = true;
  bool needs_customer = true;
  bool bare = false;  // makes a deal without an amount
  // Things that are no compute: of one of them the deal is of kind other, and none without a sum.
  std::optional<Cue> other;
  DealStatus status = DealStatus::kAnnounced;  // where the article says none
};

// Frames, and what is known of trades: which of two organisations would sell compute to the other.
class FrameSet {
 public:
  // Reads rules/frames/*.toml. A frame without an example and a near miss does not load.
  static std::unique_ptr<const FrameSet> Compile(const RuleFiles& files, Diagnostics* problems);

  // A copy in which one frame stands for the one at `index` of all().
  FrameSet WithFrame(size_t index, const Frame& frame) const;

  const Frame* For(Cue trigger) const;
  const std::vector<Frame>& all() const { return frames_; }
  const std::vector<RuleExample>& examples() const { return examples_; }

  // The trade of an organisation ("lab", "cloud", "chipmaker", ...), by its id, else by a word in
  // it
  // ("walliser-gewerbebank"); or "".
  const std::string& SectorOf(std::string_view org) const;
  // Whether a trade has it among its members, whatever its name says.
  bool Lists(std::string_view org) const { return sector_of_.contains(org); }
  // Where a trade stands in the chain: who stands higher supplies who stands lower. 0: not known.
  double TierOf(std::string_view org) const;
  // The kind of what a trade sells, for deals that do not say it ("compute", "chips", "power"), or
  // "".
  std::string_view SellsOf(std::string_view org) const;

  // What a noun phrase that stands for an organisation tells of it: trades ("the chipmaker", "die
  // Bank"), and the side of the deal just told ("the tenant"), or kNone. One pass.
  struct Telling {
    std::vector<uint32_t> trades;  // sorted
    DealSide side = DealSide::kNone;
  };
  Telling ReadPhrase(std::string_view phrase) const;
  // Whether the trade of `org` is among those that a phrase tells.
  bool MayBeToldAs(std::string_view org, const Telling& telling) const;
  // Whether it tells the trade of that name.
  bool TellsTrade(const Telling& telling, std::string_view trade) const;
  ToldOrder OrderToldAs(std::string_view phrase) const;
  // Where organisations are at home.
  const HomeList& homes() const { return homes_; }

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.frames_, self.examples_, self.sectors_, self.sector_of_,
                    self.words_by_tail_, self.words_within_, self.told_words_, self.told_former_,
                    self.told_latter_, self.homes_);
  }

 private:
  struct Sector {
    std::string name;
    double tier = 0;
    std::string sells;
    std::vector<std::string> words;  // that end a part of a name, or stand in one without spaces
  };

  // A word of a sector.
  struct SectorWord {
    uint32_t sector = 0, word = 0;  // indices
    // Of the word: what it ends in (TailOf), its size, its first byte.
    uint32_t tail = 0, size = 0;
    uint8_t first = 0;

    template <typename Self>
    static auto Fields(Self& self) {
      return std::tie(self.sector, self.word, self.tail, self.size, self.first);
    }
  };

  void IndexWords();
  const Sector* Find(std::string_view org) const;

  std::vector<Frame> frames_;
  std::vector<RuleExample> examples_;
  std::vector<Sector> sectors_;
  std::map<std::string, size_t, std::less<>> sector_of_;  // organisation id -> index
  std::vector<std::vector<SectorWord>> words_by_tail_;    // by TailKey
  // That may stand anywhere in a name, by the index of its sector.
  std::shared_ptr<const Automaton> words_within_;
  // Words in noun phrases that stand for one of a trade, by its index, or for a side of a deal.
  std::shared_ptr<const Automaton> told_words_;
  std::vector<std::string> told_former_, told_latter_;  // for one of two; folded, whole
  HomeList homes_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_FRAMES_FRAMES_H_
