#include "store/zstd_dictionary.h"

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace dealwire {
namespace {

// A dictionary as zstd reads by it.
class Tables {
 public:
  explicit Tables(std::string_view dictionary)
      : dictionary_(dictionary),
        tables_(ZSTD_createDDict(dictionary_.data(), dictionary_.size()), &ZSTD_freeDDict) {}

  bool AreOf(std::string_view dictionary) const { return dictionary_ == dictionary; }
  const ZSTD_DDict* get() const { return tables_.get(); }  // null: there was no memory

 private:
  const std::string dictionary_;
  const std::unique_ptr<ZSTD_DDict, size_t (*)(ZSTD_DDict*)> tables_;
};

// Each dictionary has one place by its number, which it shares with few others.
class LastDictionaries {
 public:
  std::shared_ptr<const Tables> Of(std::string_view dictionary) {
    const size_t at =
        ZSTD_getDictID_fromDict(dictionary.data(), dictionary.size()) % places_.size();
    std::shared_ptr<const Tables> there;
    {
      const std::lock_guard lock(mutex_);
      there = places_[at];
    }
    if (there != nullptr && there->AreOf(dictionary)) return there;
    auto made = std::make_shared<const Tables>(dictionary);
    const std::lock_guard lock(mutex_);
    places_[at] = made;
    return made;
  }

 private:
  std::mutex mutex_;
  std::array<std::shared_ptr<const Tables>, 128> places_;
};

LastDictionaries& TheDictionaries() {
  static LastDictionaries* const dictionaries = new LastDictionaries;  // threads may outlive it
  return *dictionaries;
}

}  // namespace

size_t UnpackWithDictionary(ZSTD_DCtx* context, void* out, size_t out_size, const void* packed,
                            size_t packed_size, const void* dictionary, size_t dictionary_size) {
  if (dictionary_size > 0) {
    const std::shared_ptr<const Tables> tables =
        TheDictionaries().Of({static_cast<const char*>(dictionary), dictionary_size});
    if (tables->get() != nullptr) {
      return ZSTD_decompress_usingDDict(context, out, out_size, packed, packed_size, tables->get());
    }
  }
  return UnpackByZstdAlone(context, out, out_size, packed, packed_size, dictionary,
                           dictionary_size);
}

}  // namespace dealwire
