#ifndef DEALWIRE_INGEST_CRAWL_SOURCE_FILTER_H_
#define DEALWIRE_INGEST_CRAWL_SOURCE_FILTER_H_

#include <memory>
#include <string>
#include <vector>

namespace re2 {
class RE2;
}

namespace dealwire {

struct Source;

// include and exclude of a source, compiled. Safe from many threads.
class SourceFilter {
 public:
  explicit SourceFilter(const Source& source);
  ~SourceFilter();

  // Which of the two leaves the address out: "include", "exclude"; "" where none does.
  std::string Rejects(const std::string& url) const;

 private:
  std::vector<std::unique_ptr<re2::RE2>> include_, exclude_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_SOURCE_FILTER_H_
