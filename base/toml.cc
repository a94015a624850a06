#include "base/toml.h"

#include <fmt/format.h>

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>
#include <numeric>

namespace dealwire {
namespace {

const toml::node* AsNode(const void* node) { return static_cast<const toml::node*>(node); }

size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

Status Diagnostics::ToStatus() const {
  if (messages_.empty()) return OkStatus();
  return InvalidArgument(fmt::format("{}", fmt::join(messages_, "\n")));
}

bool TomlValue::IsTable() const { return node_ != nullptr && AsNode(node_)->is_table(); }
bool TomlValue::IsArray() const { return node_ != nullptr && AsNode(node_)->is_array(); }
bool TomlValue::IsString() const { return node_ != nullptr && AsNode(node_)->is_string(); }
bool TomlValue::IsNumber() const { return node_ != nullptr && AsNode(node_)->is_number(); }

TomlValue TomlValue::operator[](std::string_view key) const {
  if (!IsTable()) return {};
  return {AsNode(node_)->as_table()->get(key), file_};
}

std::vector<std::string> TomlValue::Keys() const {
  std::vector<std::string> keys;
  if (!IsTable()) return keys;
  for (const auto& [key, value] : *AsNode(node_)->as_table()) keys.emplace_back(key.str());
  return keys;
}

std::vector<TomlValue> TomlValue::Items() const {
  std::vector<TomlValue> items;
  if (node_ == nullptr) return items;
  if (const toml::array* array = AsNode(node_)->as_array()) {
    for (const toml::node& node : *array) items.emplace_back(&node, file_);
  } else {
    items.push_back(*this);
  }
  return items;
}

std::optional<std::string> TomlValue::AsString() const {
  return node_ == nullptr ? std::nullopt : AsNode(node_)->value<std::string>();
}
std::optional<double> TomlValue::AsNumber() const {
  return IsNumber() ? AsNode(node_)->value<double>() : std::nullopt;
}
std::optional<int64_t> TomlValue::AsInteger() const {
  return node_ != nullptr && AsNode(node_)->is_integer() ? AsNode(node_)->value<int64_t>()
                                                         : std::nullopt;
}
std::optional<bool> TomlValue::AsBool() const {
  return node_ != nullptr && AsNode(node_)->is_boolean() ? AsNode(node_)->value<bool>()
                                                         : std::nullopt;
}

std::string TomlValue::String(std::string_view key, Diagnostics* problems,
                              std::string_view fallback) const {
  const TomlValue value = (*this)[key];
  if (value.exists() && !value.IsString())
    problems->Add(value.Error(fmt::format("'{}' must be a string", key)));
  return value.IsString() ? *value.AsString() : std::string(fallback);
}

std::string TomlValue::RequiredString(std::string_view key, Diagnostics* problems) const {
  if (!(*this)[key].exists())
    problems->Add(Error(fmt::format("'{}' is missing; give it as a string", key)));
  return String(key, problems);
}

double TomlValue::Number(std::string_view key, Diagnostics* problems, double fallback) const {
  const TomlValue value = (*this)[key];
  if (!value.exists()) return fallback;
  const std::optional<double> number = value.AsNumber();
  if (!number) problems->Add(value.Error(fmt::format("'{}' must be a number", key)));
  return number.value_or(fallback);
}

int64_t TomlValue::Integer(std::string_view key, Diagnostics* problems, int64_t fallback) const {
  const TomlValue value = (*this)[key];
  if (!value.exists()) return fallback;
  const std::optional<int64_t> number = value.AsInteger();
  if (!number) problems->Add(value.Error(fmt::format("'{}' must be a whole number", key)));
  return number.value_or(fallback);
}

bool TomlValue::Bool(std::string_view key, Diagnostics* problems, bool fallback) const {
  const TomlValue value = (*this)[key];
  if (!value.exists()) return fallback;
  const std::optional<bool> flag = value.AsBool();
  if (!flag) problems->Add(value.Error(fmt::format("'{}' must be true or false", key)));
  return flag.value_or(fallback);
}

std::vector<std::string> TomlValue::Strings(std::string_view key, Diagnostics* problems) const {
  std::vector<std::string> out;
  for (const TomlValue& item : (*this)[key].Items()) {
    if (const auto text = item.AsString()) {
      out.push_back(*text);
    } else {
      problems->Add(item.Error(fmt::format("'{}' must be a list of strings", key)));
    }
  }
  return out;
}

void TomlValue::CheckKeys(const std::vector<std::string_view>& known, Diagnostics* problems) const {
  if (!IsTable()) return;
  for (const auto& [key, value] : *AsNode(node_)->as_table()) {
    if (std::ranges::find(known, key.str()) != known.end()) continue;
    const std::string near = Nearest(key.str(), known);
    // The key itself is wrong, not what stands behind it.
    const toml::source_position at = key.source().begin;
    problems->Add(fmt::format("{}:{}:{}: unknown key '{}'; {}", file_ == nullptr ? "" : *file_,
                              at.line, at.column, key.str(),
                              near.empty() ? fmt::format("known are {}", fmt::join(known, ", "))
                                           : fmt::format("did you mean '{}'?", near)));
  }
}

int TomlValue::line() const {
  return node_ == nullptr ? 0 : static_cast<int>(AsNode(node_)->source().begin.line);
}
int TomlValue::column() const {
  return node_ == nullptr ? 0 : static_cast<int>(AsNode(node_)->source().begin.column);
}

std::string TomlValue::Where() const {
  const std::string file = file_ == nullptr ? "" : *file_;
  // The root table itself has no place of its own.
  return line() == 0 ? file : fmt::format("{}:{}:{}", file, line(), column());
}

std::string TomlValue::Error(std::string_view what) const {
  return fmt::format("{}: {}", Where(), what);
}

struct TomlFile::Data {
  std::string name;
  toml::table table;
};

TomlFile::TomlFile(std::unique_ptr<Data> data) : data_(std::move(data)) {}
TomlFile::TomlFile(TomlFile&&) noexcept = default;
TomlFile& TomlFile::operator=(TomlFile&&) noexcept = default;
TomlFile::~TomlFile() = default;

StatusOr<TomlFile> TomlFile::Parse(std::string_view name, std::string_view text) {
  toml::parse_result result = toml::parse(text, name);
  if (!result) {
    const toml::parse_error& error = result.error();
    return InvalidArgument(fmt::format("{}:{}:{}: {}", name, error.source().begin.line,
                                       error.source().begin.column, error.description()));
  }
  auto data = std::make_unique<Data>();
  data->name = name;
  data->table = std::move(result).table();
  return TomlFile(std::move(data));
}

TomlValue TomlFile::root() const {
  return {static_cast<const toml::node*>(&data_->table), &data_->name};
}
const std::string& TomlFile::name() const { return data_->name; }

std::string Nearest(std::string_view word, const std::vector<std::string_view>& known) {
  constexpr size_t kLongest = 64;  // the distance is quadratic: a hostile key is not compared
  std::string best;
  size_t least = std::max<size_t>(2, word.size() / 3) + 1;
  if (word.size() > kLongest) return best;
  for (const std::string_view candidate : known) {
    const size_t distance = EditDistance(word, candidate);
    if (distance < least) least = distance, best = candidate;
  }
  return best;
}

}  // namespace dealwire
