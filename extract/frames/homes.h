#ifndef DEALWIRE_EXTRACT_FRAMES_HOMES_H_
#define DEALWIRE_EXTRACT_FRAMES_HOMES_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/toml.h"

namespace dealwire {

// Where organisations are at home, and how a noun phrase tells it: "the British group", "die
// Walldorfer", "the firm from Santa Clara". Read from the [[home]] tables of rules/frames.
class HomeList {
 public:
  // Homes by their index, ascending.
  using Set = std::vector<uint32_t>;

  // Adds one [[home]] table: `name`, `told_as` (how the words begin that tell it, in any language;
  // those of up to three letters are whole words), `members` (ids of organisations).
  void Add(const TomlValue& table, Diagnostics* problems);

  // The homes that a folded phrase tells: a word of it begins as one of theirs. Linear in the
  // phrase.
  Set ToldBy(std::string_view folded) const;
  // Those told by the words that it begins with.
  Set ToldAtStart(std::string_view folded) const;
  // Whether the home of an organisation is known at all, and whether one of `homes` is.
  bool Knows(std::string_view org) const { return homes_of_.find(org) != homes_of_.end(); }
  bool IsAt(std::string_view org, const Set& homes) const;

  // For archives (base/archive.h).
  template <typename Self>
  static auto Fields(Self& self) {
    return std::tie(self.count_, self.longest_, self.told_by_, self.homes_of_);
  }

 private:
  void AddToldAt(std::string_view folded, size_t at, Set* homes) const;

  uint32_t count_ = 0;
  uint64_t longest_ = 0;                              // of the beginnings, in bytes
  std::map<std::string, Set, std::less<>> told_by_;   // beginning of a word, folded -> homes
  std::map<std::string, Set, std::less<>> homes_of_;  // organisation id -> homes
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_FRAMES_HOMES_H_
