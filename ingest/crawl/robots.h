#ifndef DEALWIRE_INGEST_CRAWL_ROBOTS_H_
#define DEALWIRE_INGEST_CRAWL_ROBOTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// What a host's robots.txt says to us (RFC 9309). A plain value.
class Robots {
 public:
  struct Verdict {
    bool allowed = true;
    std::string line;  // the rule that decided, "12: Disallow: /private/"; "" where none did
  };

  // Reads `text` (its first 500 KiB) for the product token `agent` ("dealwire"): the groups that
  // name it, else those of "*". Never fails: what is no rule is passed over.
  static Robots Parse(std::string_view text, std::string_view agent);
  // What is to be assumed where the file cannot be had: all allowed (4xx), or nothing (5xx, no
  // answer).
  static Robots AllowAll();
  static Robots DisallowAll(std::string why);

  // The longest matching rule decides, Allow before Disallow where both are as long. "/robots.txt"
  // is always allowed. Linear in rules times path, whatever the rules.
  Verdict Check(std::string_view path_and_query) const;

  std::optional<double> crawl_delay_s() const { return crawl_delay_s_; }  // house rule; not in 9309
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  struct Rule {
    bool allow = false;
    std::string pattern;  // '*' any run, '$' at the end anchors
    int line = 0;
  };
  std::vector<Rule> rules_;
  std::vector<std::string> sitemaps_;
  std::optional<double> crawl_delay_s_;
  std::string closed_;  // why all is disallowed
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_ROBOTS_H_
