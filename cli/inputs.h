#ifndef DEALWIRE_CLI_INPUTS_H_
#define DEALWIRE_CLI_INPUTS_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/status.h"
#include "cli/options.h"
#include "ingest/article.h"
#include "ingest/page.h"

// What `extract` and `ingest` read: files, folders, JSON lines, standard input.
namespace dealwire {

class Prefilter;  // extract/prefilter.h

// One input, in order: a page to read an article on, or a line of JSON that is one.
struct Input {
  enum class Kind { kFile, kPage, kRecord };
  Kind kind = Kind::kFile;
  std::string path;   // as given, or below the folder given; "-" is standard input
  size_t line = 0;    // kRecord: its line in the file, from 1
  std::string bytes;  // kRecord: the line
  Page page;          // kPage; one out of a web archive has its URL, type and time of fetching
  Status status;      // not OK: it could not be read

  std::string Name() const;  // "news.jsonl:17", "crawl.warc.gz: https://example.org/news"
};

// The inputs behind `paths`, one after another, so that nothing has to fit into memory but one file
// or line. Folders give their .html, .htm, .txt, .jsonl and .warc files (each also as .gz) in
// bytewise order; "-" or no path is standard input. Of a web archive the answers that are pages
// count; its damaged records are told. Errors stand in the Input. One thread.
class InputReader {
 public:
  InputReader(std::vector<std::string> paths, const InputHints& hints, const Shard& shard);
  ~InputReader();
  InputReader(InputReader&&) noexcept;

  std::optional<Input> Next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// `path`, or, if it is a folder, its files as InputReader takes them.
std::vector<std::string> FilesBelow(const std::string& path);

// An input understood. `id` is the JSON of the record's id, "" for pages; it is set also where the
// article could not be read.
struct InputArticle {
  std::string id;
  StatusOr<Article> article = NotFound("");
  Page page;              // what the article was read from; empty for records
  bool left_out = false;  // by --only-with: `article` tells of it, and nothing failed
};

// Reads the article of `input`. Safe from many threads. A record is taken as it is, without looking
// for an article in it: offsets count in its text. Errors: those of ReadFile, ReadArticle;
// kInvalidArgument for a line that is no such record. With `only_with`, which may be null, pages
// and records that hold nothing of it are left out, the pages without being parsed.
InputArticle ReadInput(Input input, const InputHints& hints, const Prefilter* only_with = nullptr);

}  // namespace dealwire

#endif  // DEALWIRE_CLI_INPUTS_H_
