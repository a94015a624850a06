#ifndef DEALWIRE_INGEST_HTML_REFERENCES_H_
#define DEALWIRE_INGEST_HTML_REFERENCES_H_

#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// What a parser reads in place of the character references of one page ("&amp;", "&#8217;"). Those
// by number and a handful of names are read here; each other one is shown to Gumbo once.
class References {
 public:
  // Appends what the reference that begins at text[at], '&', stands for; where what follows begins.
  // npos where the page has so many that a parser had better read all of it.
  size_t Append(std::string_view text, size_t at, bool in_attribute, std::string* out);

 private:
  struct Known {
    std::string written;
    bool in_attribute = false;
    std::string read;
  };

  const std::string* Read(std::string_view written, bool in_attribute);

  std::vector<Known> known_;
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_HTML_REFERENCES_H_
