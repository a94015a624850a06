#ifndef DEALWIRE_EXTRACT_NAMES_SPELLINGS_H_
#define DEALWIRE_EXTRACT_NAMES_SPELLINGS_H_

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// How else names are written than rules write them, for those who load rules.
namespace dealwire {

// The spellings of a folded model name: "tpu v5e" is "tpuv5e" too, "mi300x" is "mi 300x". Linear.
std::set<std::string> SpellingsOfModel(const std::string& model);

// How else Chinese words are written: what stands in simplified characters in traditional ones, and
// the other way round. Made once, where rules load: that takes milliseconds. Not to be shared by
// threads. Source: ICU's transforms Hans-Hant and Hant-Hans, which are CLDR's.
class ChineseSpellings {
 public:
  ChineseSpellings();
  ~ChineseSpellings();

  // Whether a text, UTF-8, holds Han and no kana, as Japanese does. Linear.
  static bool IsChinese(std::string_view text);

  // Those that differ from a Chinese text, UTF-8, and from each other. Linear.
  std::vector<std::string> Of(std::string_view text) const;

 private:
  struct Transforms;
  std::unique_ptr<const Transforms> transforms_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_NAMES_SPELLINGS_H_
