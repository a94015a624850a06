#include "cli/inputs.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "base/time.h"
#include "cli/json_escapes.h"
#include "extract/prefilter.h"
#include "ingest/crawl/warc.h"
#include "ingest/language.h"
#include "ingest/readable_text.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr size_t kMaxLineBytes = kMaxPageBytes;

std::string WithoutGz(const std::string& path) {
  return path.ends_with(".gz") ? path.substr(0, path.size() - 3) : path;
}

bool IsJsonLines(const std::string& path) {
  const std::string name = WithoutGz(path);
  return name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

// Also one that a crawl was writing when it was killed (ingest/crawl/warc_writer.h).
bool IsWarc(const std::string& path) {
  constexpr std::string_view kOpen = ".open";
  const bool open = path.ends_with(kOpen);
  return WithoutGz(open ? path.substr(0, path.size() - kOpen.size()) : path).ends_with(".warc");
}

bool IsArticleFile(const std::string& path) {
  const std::string extension = fs::path(WithoutGz(path)).extension().string();
  return IsJsonLines(path) || IsWarc(path) || extension == ".html" || extension == ".htm" ||
         extension == ".xhtml" || extension == ".txt";
}

// The lines of a file, plain or gzip; "-" is standard input.
class LineFile {
 public:
  static StatusOr<std::unique_ptr<LineFile>> Open(const std::string& path) {
    gzFile file = path == "-" ? gzdopen(dup(0), "rb") : gzopen(path.c_str(), "rb");
    if (file == nullptr) {
      return MakeStatus(errno == ENOENT ? StatusCode::kNotFound : StatusCode::kUnavailable,
                        fmt::format("{}: {}", path, std::strerror(errno)));
    }
    gzbuffer(file, 256 << 10);
    return std::unique_ptr<LineFile>(new LineFile(file));
  }
  ~LineFile() { gzclose(file_); }
  LineFile(const LineFile&) = delete;
  LineFile& operator=(const LineFile&) = delete;

  // nullopt at the end. A line over the limit is passed over and told; so is a file that ends in
  // the middle of its compressed data.
  std::optional<StatusOr<std::string>> Next() {
    std::string line;
    bool too_long = false;
    while (true) {
      if (at_ == buffer_.size() && !Fill()) break;
      const size_t end = buffer_.find('\n', at_);
      const size_t stop = std::min(end, buffer_.size());
      too_long = too_long || line.size() + (stop - at_) > kMaxLineBytes;
      if (!too_long) line.append(buffer_, at_, stop - at_);
      at_ = end == std::string::npos ? stop : stop + 1;
      if (end != std::string::npos) return Line(std::move(line), too_long);
    }
    if (!line.empty() || too_long) return Line(std::move(line), too_long);
    return AtEnd();
  }

  // What the next call will begin with, without taking it.
  std::string_view Peek() {
    if (at_ == buffer_.size()) Fill();
    return std::string_view(buffer_).substr(at_);
  }

  // All that is left, as one piece.
  StatusOr<std::string> Rest(size_t max_bytes) {
    std::string all;
    do {
      all.append(buffer_, at_);
      at_ = buffer_.size();
      if (all.size() > max_bytes) {
        return ResourceExhausted(fmt::format("more than {} MiB", max_bytes >> 20));
      }
    } while (Fill());
    if (auto broken = AtEnd()) return broken->status();
    return all;
  }

  size_t number() const { return number_; }

 private:
  explicit LineFile(gzFile file) : file_(file) {}

  bool Fill() {
    buffer_.resize(64 << 10);
    at_ = 0;
    const int got = gzread(file_, buffer_.data(), static_cast<unsigned>(buffer_.size()));
    buffer_.resize(static_cast<size_t>(std::max(got, 0)));
    return got > 0;
  }

  StatusOr<std::string> Line(std::string line, bool too_long) {
    ++number_;
    if (too_long) {
      return ResourceExhausted(fmt::format("a line of more than {} MiB", kMaxLineBytes >> 20));
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
  }

  std::optional<StatusOr<std::string>> AtEnd() {
    int code = Z_OK;
    const char* what = gzerror(file_, &code);
    if (code == Z_OK || code == Z_STREAM_END || told_) return std::nullopt;
    told_ = true;
    return DataLoss(fmt::format("ends in the middle: {}", what));
  }

  gzFile file_;
  std::string buffer_;
  size_t at_ = 0;  // of buffer_, what is not taken yet
  size_t number_ = 0;
  bool told_ = false;
};

// JSON lines begin with an object; no page does.
bool LooksLikeJsonLines(std::string_view bytes) {
  const std::string_view text = TrimAscii(bytes);
  return text.starts_with("{\"") || text.starts_with("{ \"");
}

StatusOr<std::string> ReadPageBytes(const std::string& path) {
  DW_TRY(std::string bytes, ReadFile(path, kMaxPageBytes));
  if (!IsGzip(bytes)) return bytes;
  StatusOr<std::string> plain = Gunzip(bytes, kMaxPageBytes);
  return plain.ok() ? std::move(plain) : WithContext(plain.status(), path);
}

std::string StringOf(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

StatusOr<Article> ArticleOf(const Json& json, const InputHints& hints) {
  const auto text = json.find("text");
  if (text == json.end() || !text->is_string()) {
    return InvalidArgument("a record without \"text\"; write {\"id\":...,\"text\":\"...\"}");
  }
  Article article;
  article.text = text->get<std::string>();
  article.title = CollapseSpace(StringOf(json, "title"));
  article.lang = StringOf(json, "lang");
  article.url = StringOf(json, "url");
  article.published = StringOf(json, "published");
  if (article.lang.empty()) article.lang = hints.lang;
  if (article.lang.empty()) article.lang = DetectLanguage(article.title + "\n" + article.text);
  if (article.url.empty()) article.url = hints.url;
  if (article.published.empty()) article.published = hints.published;
  CompleteArticle(&article);
  return article;
}

void LeaveOut(InputArticle* out) {
  out->left_out = true;
  out->article = NotFound("left out: it holds nothing of what --only-with asks for");
}

// Leaves out an article that holds nothing of what is asked for.
void HoldAgainst(const Prefilter* only_with, InputArticle* out) {
  if (only_with != nullptr && out->article.ok() &&
      !only_with->MayHold(out->article->title + "\n" + out->article->text, out->article->lang))
    LeaveOut(out);
}

InputArticle ReadRecord(const Input& input, const InputHints& hints, const Prefilter* only_with) {
  InputArticle out;
  const Json json =
      Json::parse(RepairSurrogates(RepairUtf8(input.bytes)), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) {
    out.article = InvalidArgument("not a JSON object");
    return out;
  }
  if (const auto id = json.find("id"); id != json.end()) {
    out.id = id->dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  out.article = ArticleOf(json, hints);
  HoldAgainst(only_with, &out);
  return out;
}

// Whether a page is worth reading; one that cannot be looked at is, to be told of. Its language is
// one that it claims, or that its text seems to be in.
bool MayHold(const Page& page, const Prefilter& only_with) {
  const StatusOr<ReadableText> readable = ReadableTextOf(page);
  if (!readable.ok() || !readable->whole) return true;
  std::vector<std::string> claimed = {page.hint_lang, readable->lang};
  bool detected = false;
  return only_with.MayHold(readable->text, [&]() -> std::string {
    while (!claimed.empty()) {
      const std::string lang = std::move(claimed.back());
      claimed.pop_back();
      if (!lang.empty()) return lang;
    }
    return std::exchange(detected, true) ? "" : DetectLanguage(readable->text);
  });
}

InputArticle ReadPage(Page read, const Input& input, const InputHints& hints,
                      const Prefilter* only_with) {
  InputArticle out;
  Page& page = out.page;
  page = std::move(read);
  if (page.url.empty()) page.url = hints.url;
  page.hint_lang = hints.lang;
  page.hint_published = hints.published;
  const bool is_text =
      hints.input == "text" || (hints.input == "auto" && WithoutGz(input.path).ends_with(".txt"));
  if (is_text) page.kind = PageKind::kText;
  if (hints.input == "html") page.kind = PageKind::kHtml;
  if (only_with != nullptr && !MayHold(page, *only_with)) {
    LeaveOut(&out);
  } else {
    out.article = ReadArticle(page);
    HoldAgainst(only_with, &out);  // a page holds more than its article
  }
  return out;
}

}  // namespace

std::string Input::Name() const {
  if (kind == Kind::kRecord) return fmt::format("{}:{}", path, line);
  return page.url.empty() ? path : path + ": " + page.url;
}

struct InputReader::State {
  std::vector<std::string> paths;  // what is still to be read, the next one last
  InputHints hints;
  Shard shard;
  std::unique_ptr<LineFile> lines;
  std::string lines_path;
  std::unique_ptr<WarcReader> warc;
  std::string warc_path;
  size_t count = 0;  // inputs seen, of all shards

  std::optional<Input> Open(const std::string& path);
  std::optional<Input> OpenLines(const std::string& path);
  std::optional<Input> NextOfAll();
  void PushFolder(const std::string& folder);
  std::optional<Input> NextLine();
  std::optional<Input> OpenWarc(const std::string& path);
  std::optional<Input> NextOfWarc();
};

namespace {

Input Failed(const std::string& path, Status status) {
  Input input;
  input.path = path;
  input.status = std::move(status);
  return input;
}

}  // namespace

std::vector<std::string> FilesBelow(const std::string& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return {path};
  std::vector<std::string> found;
  const auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator it(path, options, error), end; !error && it != end;
       it.increment(error)) {
    if (it->is_regular_file(error) && IsArticleFile(it->path().string())) {
      found.push_back(it->path().string());
    }
  }
  std::ranges::sort(found);
  return found;
}

void InputReader::State::PushFolder(const std::string& folder) {
  const std::vector<std::string> found = FilesBelow(folder);
  paths.insert(paths.end(), found.rbegin(), found.rend());
}

std::optional<Input> InputReader::State::NextLine() {
  while (lines != nullptr) {
    std::optional<StatusOr<std::string>> line = lines->Next();
    if (!line) {
      lines = nullptr;
      break;
    }
    Input input;
    input.kind = Input::Kind::kRecord;
    input.path = lines_path;
    input.line = lines->number();
    if (!line->ok()) {
      input.status = line->status();
      return input;
    }
    if (TrimAscii(**line).empty()) continue;
    input.bytes = **std::move(line);
    return input;
  }
  return std::nullopt;
}

// The next page of the archive; a record that is damaged gives its error.
std::optional<Input> InputReader::State::NextOfWarc() {
  while (warc != nullptr) {
    std::optional<StatusOr<WarcRecord>> record = warc->Next();
    if (!record) break;
    if (!record->ok()) return Failed(warc_path, record->status());
    StatusOr<std::optional<Page>> page = PageOf(**std::move(record));
    if (!page.ok()) return Failed(warc_path, page.status());
    if (!*page) continue;
    Input input;
    input.kind = Input::Kind::kPage;
    input.path = warc_path;
    input.page = **std::move(page);
    return input;
  }
  warc = nullptr;
  return std::nullopt;
}

std::optional<Input> InputReader::State::OpenWarc(const std::string& path) {
  StatusOr<std::unique_ptr<WarcReader>> opened = WarcReader::Open(path);
  if (!opened.ok()) return Failed(path, opened.status());
  warc = *std::move(opened);
  warc_path = path;
  return NextOfWarc();
}

std::optional<Input> InputReader::State::OpenLines(const std::string& path) {
  StatusOr<std::unique_ptr<LineFile>> opened = LineFile::Open(path);
  if (!opened.ok()) return Failed(path, opened.status());
  lines = *std::move(opened);
  lines_path = path;
  if (hints.input == "jsonl" || path != "-" || LooksLikeJsonLines(lines->Peek())) return NextLine();
  Input input;
  input.kind = Input::Kind::kPage;
  input.path = path;
  StatusOr<std::string> rest = std::exchange(lines, nullptr)->Rest(kMaxPageBytes);
  if (rest.ok()) {
    input.page.bytes = *std::move(rest);
  } else {
    input.status = rest.status();
  }
  return input;
}

// The first input of `path`; a folder gives none yet and puts its files before the other paths.
std::optional<Input> InputReader::State::Open(const std::string& path) {
  std::error_code error;
  if (path != "-" && fs::is_directory(path, error)) {
    PushFolder(path);
    return std::nullopt;
  }
  const bool by_lines = hints.input == "jsonl" || (hints.input == "auto" && IsJsonLines(path));
  if (hints.input == "warc" || (hints.input == "auto" && IsWarc(path))) return OpenWarc(path);
  if (path == "-" || by_lines) return OpenLines(path);
  Input input;
  input.path = path;
  return input;
}

std::optional<Input> InputReader::State::NextOfAll() {
  while (true) {
    if (std::optional<Input> line = NextLine()) return line;
    if (std::optional<Input> page = NextOfWarc()) return page;
    if (paths.empty()) return std::nullopt;
    const std::string path = std::move(paths.back());
    paths.pop_back();
    if (std::optional<Input> input = Open(path)) return input;
  }
}

InputReader::InputReader(std::vector<std::string> paths, const InputHints& hints,
                         const Shard& shard)
    : state_(std::make_unique<State>()) {
  if (paths.empty()) paths.emplace_back("-");
  std::ranges::reverse(paths);
  state_->paths = std::move(paths);
  state_->hints = hints;
  state_->shard = shard;
}

InputReader::~InputReader() = default;
InputReader::InputReader(InputReader&&) noexcept = default;

std::optional<Input> InputReader::Next() {
  while (std::optional<Input> input = state_->NextOfAll()) {
    if (state_->shard.Takes(state_->count++)) return input;
  }
  return std::nullopt;
}

InputArticle ReadInput(Input input, const InputHints& hints, const Prefilter* only_with) {
  InputArticle out;
  if (!input.status.ok()) {
    out.article = input.status;
    return out;
  }
  if (input.kind == Input::Kind::kRecord) return ReadRecord(input, hints, only_with);
  if (input.kind == Input::Kind::kPage)
    return ReadPage(std::move(input.page), input, hints, only_with);
  StatusOr<std::string> bytes = ReadPageBytes(input.path);
  if (!bytes.ok()) {
    out.article = bytes.status();
    return out;
  }
  Page page;
  page.bytes = *std::move(bytes);
  return ReadPage(std::move(page), input, hints, only_with);
}

}  // namespace dealwire
