#ifndef DEALWIRE_STORE_JSON_TEXT_H_
#define DEALWIRE_STORE_JSON_TEXT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// JSON written straight to its text, members in the order of the calls: a hundred million bytes of
// an export are not first built as a tree. Text that is no UTF-8 is repaired; a number that JSON
// cannot tell is null. Between Open and Close each value has its Key, in objects; the caller keeps
// that in order.
class JsonText {
 public:
  explicit JsonText(std::string* out) : out_(*out) {}

  void OpenObject() { Open('{'); }
  void CloseObject() { Close('}'); }
  void OpenArray() { Open('['); }
  void CloseArray() { Close(']'); }
  // Of our own choosing: written as it is.
  void Key(std::string_view key);

  void String(std::string_view text);
  void StringOrNull(std::string_view text) { text.empty() ? Null() : String(text); }
  // 600000000000, not 600000000000.0 and not 6e11.
  void Number(double value);
  void Bool(bool value);
  void Null();

  template <typename Items>
  void Strings(const Items& items) {
    OpenArray();
    for (const auto& item : items) String(item);
    CloseArray();
  }

  // A key and its value at once.
  void Member(std::string_view key, std::string_view text) { Key(key), String(text); }
  void Member(std::string_view key, const std::string& text) { Key(key), String(text); }
  void Member(std::string_view key, const char* text) { Key(key), String(text); }
  void Member(std::string_view key, double value) { Key(key), Number(value); }
  void Member(std::string_view key, size_t value) { Member(key, static_cast<double>(value)); }
  void Member(std::string_view key, bool value) { Key(key), Bool(value); }
  void Member(std::string_view key, const std::optional<double>& value) {
    Key(key), value ? Number(*value) : Null();
  }
  void Member(std::string_view key, const std::vector<std::string>& texts) {
    Key(key), Strings(texts);
  }
  void MemberOrNull(std::string_view key, std::string_view text) { Key(key), StringOrNull(text); }
  // `json` is JSON already.
  void Raw(std::string_view key, std::string_view json) {
    Key(key), Comma();
    out_ += json;
  }

 private:
  void Comma();
  void Open(char c);
  void Close(char c);

  std::string& out_;
  bool first_ = true;  // no comma before what comes next
};

// As JsonText writes it; "null" for infinity.
void AppendNumber(double value, std::string* out);

}  // namespace dealwire

#endif  // DEALWIRE_STORE_JSON_TEXT_H_
