#ifndef DEALWIRE_EXTRACT_SCENES_PEOPLE_H_
#define DEALWIRE_EXTRACT_SCENES_PEOPLE_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "extract/scenes/scene.h"

namespace dealwire {

// Who speaks for which firm, by name: in scripts with capitals two words or more with one each,
// elsewhere two to four characters right behind the noun for who leads a firm. Firms are told by a
// number of the caller's. The text must outlive it.
class People {
 public:
  static constexpr size_t kNoFirm = static_cast<size_t>(-1);  // of who is told to speak for none

  explicit People(std::string_view text) : text_(text) {}

  // "Founder Jane Roe", "its founder, Jane Roe": the name that begins right behind `at`, which a
  // comma may part from it. Whether one does.
  bool AddBehind(size_t at, size_t firm);
  // "Jane Roe, founder", "Jane Roe is the founder": the name that ends shortly before `at` and no
  // earlier than `low`.
  void AddBefore(size_t at, size_t low, size_t firm);
  // Whether a name begins there.
  bool NamedBehind(size_t at) const { return NameEnd(at) != 0; }

  // The firm of somebody who would be taken for an organisation of that name; none: no person.
  std::optional<size_t> Named(std::string_view name) const;
  // The firm of the only person whose last name stands in a sentence outside the names of firms.
  // Linear in the sentence.
  std::optional<size_t> SpeakingIn(const SentenceScene& scene) const;

 private:
  size_t NameEnd(size_t at) const;
  using Names = std::unordered_map<std::string_view, size_t>;
  static void Put(std::string_view name, size_t firm, Names* names);
  void Add(std::string_view name, size_t firm);

  std::string_view text_;
  Names last_names_, uncased_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_SCENES_PEOPLE_H_
