#ifndef DEALWIRE_INGEST_URL_H_
#define DEALWIRE_INGEST_URL_H_

#include <optional>
#include <string>
#include <string_view>

namespace dealwire {

// An http or https URL, taken apart. Parsed by libcurl, as it is libcurl that will fetch it.
struct Url {
  std::string scheme;  // "http", "https"
  std::string host;    // lower case, ASCII (IDNA); IPv4 in dotted form whatever its spelling
  std::string port;    // "" for the scheme's own
  std::string path;    // begins with "/"
  std::string query;   // without "?"; "" where there is none

  std::string Origin() const;        // "https://example.org:8080": what politeness is counted by
  std::string PathAndQuery() const;  // what robots.txt speaks of
  std::string ToString() const;      // without a fragment
};

// nullopt for what is no http or https URL, carries a user name, or is longer than 4 KB.
std::optional<Url> ParseUrl(std::string_view text);

// `reference` as found on the page `base`: "/news", "../a?b", "//host/c".
std::optional<Url> ResolveUrl(const Url& base, std::string_view reference);

// One form for all spellings of an address: no fragment, no parameters that only track the reader
// (utm_*, fbclid, ...), the others in their order, percent-encoding in upper case and only where it
// is needed.
std::string CanonicalUrl(const Url& url);

// Do both belong to one owner? The same name below a public suffix ("news.example.co.uk" and
// "m.example.co.uk"), by the Public Suffix List that libpsl holds; where there is none (an address,
// a name of an own network), the same host and port.
bool IsSameSite(const Url& a, const Url& b);

// The canonical URL of what was had at `url` and says that it belongs at `claim` (rel=canonical,
// og:url; may be relative). A claim on another site's address is not believed: anyone could take
// the place of anyone's article. Nor is one on a site's home page, which is what a faulty template
// says on all of its pages. Where `url` is "", the claim is all there is; where both are of no use,
// "".
std::string IdentityOf(std::string_view url, std::string_view claim);

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_URL_H_
