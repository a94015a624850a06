#ifndef DEALWIRE_BASE_TOML_H_
#define DEALWIRE_BASE_TOML_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

// TOML files whose every value knows where it stands, so that an error in a rule or a sources file
// names file, line and column. A thin view over toml++, which stays out of this header (it costs
// seconds to compile).
//
//     DW_TRY(const TomlFile file, TomlFile::Parse("rules/lang/de.toml", text));
//     Diagnostics problems;
//     for (const TomlValue& frame : file.root().Array("frame")) {
//       const std::string id = frame.RequiredString("id", &problems);
//     }
//     DW_RETURN_IF_ERROR(problems.ToStatus());
namespace dealwire {

// Everything that is wrong with a set of files, in the order found: all of it is told at once.
class Diagnostics {
 public:
  void Add(std::string message) { messages_.push_back(std::move(message)); }
  bool empty() const { return messages_.empty(); }
  const std::vector<std::string>& messages() const { return messages_; }
  // OK, or kInvalidArgument with all messages, one a line.
  Status ToStatus() const;

 private:
  std::vector<std::string> messages_;
};

// A value of a TomlFile, which must outlive it; cheap to copy. A value that is not there is
// `exists() == false`, and every reader of it gives its default. What is there with a wrong type is
// added to `problems`.
class TomlValue {
 public:
  TomlValue() = default;
  TomlValue(const void* node, const std::string* file) : node_(node), file_(file) {}

  bool exists() const { return node_ != nullptr; }
  bool IsTable() const;
  bool IsArray() const;
  bool IsString() const;
  bool IsNumber() const;

  TomlValue operator[](std::string_view key) const;  // member of a table
  std::vector<std::string> Keys() const;             // of a table, sorted
  std::vector<TomlValue> Items()
      const;  // of an array; a single value is an array of one; absent is none
  std::vector<TomlValue> Array(std::string_view key) const { return (*this)[key].Items(); }

  std::optional<std::string> AsString() const;
  std::optional<double> AsNumber() const;  // integer or float
  std::optional<int64_t> AsInteger() const;
  std::optional<bool> AsBool() const;

  // A member of this table, checked: a wrong type, and for Required* its absence, is told.
  std::string String(std::string_view key, Diagnostics* problems,
                     std::string_view fallback = "") const;
  std::string RequiredString(std::string_view key, Diagnostics* problems) const;
  double Number(std::string_view key, Diagnostics* problems, double fallback = 0) const;
  int64_t Integer(std::string_view key, Diagnostics* problems, int64_t fallback = 0) const;
  bool Bool(std::string_view key, Diagnostics* problems, bool fallback = false) const;
  // A list of strings; one string counts as a list of one.
  std::vector<std::string> Strings(std::string_view key, Diagnostics* problems) const;

  // Tells every key that is not in `known`, with the nearest one that is.
  void CheckKeys(const std::vector<std::string_view>& known, Diagnostics* problems) const;

  int line() const;
  int column() const;
  std::string Where() const;                       // "rules/lang/de.toml:12:7"
  std::string Error(std::string_view what) const;  // "rules/lang/de.toml:12:7: what"

 private:
  const void* node_ = nullptr;  // a toml::node
  const std::string* file_ = nullptr;
};

class TomlFile {
 public:
  // `name` is how errors call the file. Errors: kInvalidArgument, "name:line:column: what the
  // parser expected".
  static StatusOr<TomlFile> Parse(std::string_view name, std::string_view text);

  TomlFile(TomlFile&&) noexcept;
  TomlFile& operator=(TomlFile&&) noexcept;
  ~TomlFile();

  TomlValue root() const;
  const std::string& name() const;

 private:
  struct Data;
  explicit TomlFile(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

// The one of `known` nearest to `word` by edit distance, or "" where none is near. For "did you
// mean".
std::string Nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace dealwire

#endif  // DEALWIRE_BASE_TOML_H_
