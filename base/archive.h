#ifndef DEALWIRE_BASE_ARCHIVE_H_
#define DEALWIRE_BASE_ARCHIVE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/aggregate.h"
#include "base/lazy.h"

// Values as bytes and back, for caches that only the program that wrote them reads: neither
// portable nor of any use to another build. What can be written: numbers, enums, strings, standard
// containers, optional, unique_ptr, shared_ptr, Lazy, plain structs (all members, by themselves),
// and classes that say what they are made of:
//
//     template <typename Self>
//     static auto Fields(Self& self) { return std::tie(self.names_, self.index_); }
//
// or, where that takes types of a .cc file, have Save(ArchiveWriter*) const and
// Load(ArchiveReader*).
namespace dealwire {

namespace archive {

template <typename T>
concept HasFields = requires(T& value) {
  std::remove_const_t<T>::Fields(value);
};

template <typename T, typename Archive>
concept SavesItself = requires(const T& value, Archive* out) {
  value.Save(out);
};

template <typename T>
concept IsSet = requires {
  typename T::key_type;
}
&&!requires { typename T::mapped_type; };

template <typename T>
concept IsMap = requires {
  typename T::key_type;
  typename T::mapped_type;
};

template <typename T>
concept IsScalar = std::is_arithmetic_v<T> || std::is_enum_v<T>;

// What lies in memory as in the archive. Structs of fields and pointers' owners do not.
template <typename T>
concept IsFlat =
    std::is_trivially_copyable_v<T> && !std::is_pointer_v<T> && !std::is_same_v<T, bool>;

template <typename T, template <typename...> typename Template>
inline constexpr bool kIs = false;
template <template <typename...> typename Template, typename... Args>
inline constexpr bool kIs<Template<Args...>, Template> = true;

template <typename T>
inline constexpr bool kIsArray = false;
template <typename T, size_t kSize>
inline constexpr bool kIsArray<std::array<T, kSize>> = true;

}  // namespace archive

class ArchiveWriter {
 public:
  template <typename T>
  void Put(const T& value) {
    if constexpr (archive::IsScalar<T>) {
      Raw(&value, sizeof(T));
    } else if constexpr (std::is_same_v<T, std::string>) {
      Put(static_cast<uint64_t>(value.size()));
      Raw(value.data(), value.size());
    } else if constexpr (archive::kIs<T, std::vector>) {
      Put(static_cast<uint64_t>(value.size()));
      if constexpr (archive::IsFlat<typename T::value_type>) {
        Raw(value.data(), value.size() * sizeof(typename T::value_type));
      } else {
        for (const typename T::value_type& item : value) Put(item);
      }
    } else if constexpr (archive::kIsArray<T>) {
      for (const auto& item : value) Put(item);
    } else if constexpr (archive::IsMap<T> || archive::IsSet<T>) {
      Put(static_cast<uint64_t>(value.size()));
      for (const auto& item : value) Put(item);
    } else if constexpr (archive::kIs<T, std::pair>) {
      Put(value.first);
      Put(value.second);
    } else if constexpr (archive::kIs<T, std::optional> || archive::kIs<T, std::unique_ptr> ||
                         archive::kIs<T, std::shared_ptr>) {
      Put(static_cast<bool>(value));
      if (value) Put(*value);
    } else if constexpr (archive::kIs<T, Lazy>) {
      ArchiveWriter inner;
      inner.Put(*value);
      Put(inner.bytes_);
    } else if constexpr (archive::SavesItself<T, ArchiveWriter>) {
      value.Save(this);
    } else if constexpr (archive::HasFields<const T>) {
      std::apply([&](const auto&... field) { (Put(field), ...); }, T::Fields(value));
    } else {
      aggregate::VisitMembers(value, [&](const auto&... field) { (Put(field), ...); });
    }
  }

  std::string Take() { return std::move(bytes_); }

 private:
  void Raw(const void* data, size_t size) { bytes_.append(static_cast<const char*>(data), size); }

  std::string bytes_;
};

// Reads what an ArchiveWriter of this program wrote. `bytes` must outlive every Lazy read. Bytes
// that end too early make ok() false and the rest empty.
class ArchiveReader {
 public:
  explicit ArchiveReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename T>
  void Get(T* value) {
    using Plain = std::remove_const_t<T>;
    if constexpr (archive::IsScalar<Plain>) {
      Raw(const_cast<Plain*>(value), sizeof(T));
    } else if constexpr (std::is_same_v<T, std::string>) {
      *value = std::string(Piece());
    } else if constexpr (archive::kIs<T, std::vector>) {
      using Item = typename T::value_type;
      if constexpr (archive::IsFlat<Item>) {
        value->resize(Count(sizeof(Item)));
        Raw(value->data(), value->size() * sizeof(Item));
      } else if constexpr (std::is_same_v<Item, bool>) {  // whose items are bits
        for (size_t left = Count(1); left > 0; --left) value->push_back(Flag());
      } else {
        value->resize(Count(1));
        for (Item& item : *value) Get(&item);
      }
    } else if constexpr (archive::kIsArray<T>) {
      for (auto& item : *value) Get(&item);
    } else if constexpr (archive::IsMap<T>) {
      for (size_t left = Count(1); left > 0 && ok_; --left) {
        typename T::key_type key = {};
        Get(&key);
        // Sorted maps were written in order.
        if constexpr (requires { value->key_comp(); }) {
          Get(&value->emplace_hint(value->end(), std::move(key), typename T::mapped_type())
                   ->second);
        } else {
          Get(&(*value)[std::move(key)]);
        }
      }
    } else if constexpr (archive::IsSet<T>) {
      size_t left = Count(1);
      if constexpr (requires { value->reserve(left); }) value->reserve(left);
      for (; left > 0 && ok_; --left) {
        typename T::key_type key = {};
        Get(&key);
        value->insert(value->end(), std::move(key));
      }
    } else if constexpr (archive::kIs<T, std::pair>) {
      Get(&value->first);
      Get(&value->second);
    } else if constexpr (archive::kIs<T, std::optional>) {
      if (Flag()) Get(&value->emplace());
    } else if constexpr (archive::kIs<T, std::unique_ptr> || archive::kIs<T, std::shared_ptr>) {
      using Item = std::remove_const_t<typename T::element_type>;
      if (!Flag()) return;
      auto made = std::make_unique<Item>();
      Get(made.get());
      *value = std::move(made);
    } else if constexpr (archive::kIs<T, Lazy>) {
      using Item = typename T::Value;
      *value = T([bytes = Piece()] {
        Item item;
        ArchiveReader(bytes).Get(&item);
        return item;
      });
    } else if constexpr (requires { value->Load(this); }) {
      value->Load(this);
    } else if constexpr (archive::HasFields<T>) {
      std::apply([&](auto&... field) { (Get(&field), ...); }, T::Fields(*value));
    } else {
      aggregate::VisitMembers(*value, [&](auto&... field) { (Get(&field), ...); });
    }
  }

  bool ok() const { return ok_; }
  bool AtEnd() const { return bytes_.empty(); }

 private:
  void Raw(void* data, size_t size) {
    ok_ = ok_ && size <= bytes_.size();
    if (!ok_ || size == 0) return;
    std::memcpy(data, bytes_.data(), size);
    bytes_.remove_prefix(size);
  }

  // A number of items of at least `item_size` bytes each; 0 where there cannot be so many.
  size_t Count(size_t item_size) {
    uint64_t count = 0;
    Raw(&count, sizeof(count));
    ok_ = ok_ && count <= bytes_.size() / item_size;
    return ok_ ? static_cast<size_t>(count) : 0;
  }

  std::string_view Piece() {
    const size_t size = Count(1);
    const std::string_view piece = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return piece;
  }

  bool Flag() {
    bool flag = false;
    Raw(&flag, sizeof(flag));
    return ok_ && flag;
  }

  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace dealwire

#endif  // DEALWIRE_BASE_ARCHIVE_H_
