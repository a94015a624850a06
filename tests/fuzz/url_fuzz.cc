#include "ingest/crawl/http_address.h"
#include "ingest/url.h"
#include "tests/fuzz/fuzz.h"

// Two lines: an address and a reference. The canonical form of an address is its own canonical
// form.
FUZZ_TARGET(url, "https://H:443/a/../b%7e?utm_source=x&b=%2f#c\n//i/x?y", "http://127.1/\n../a b",
            "https://[::1]:80/\nhttp://xn--bcher-kva/") {
  const size_t line = bytes.find('\n');
  const auto url = dealwire::ParseUrl(bytes.substr(0, line));
  if (!url) return;
  const std::string canonical = dealwire::CanonicalUrl(*url);
  const auto again = dealwire::ParseUrl(canonical);
  Require(again.has_value(), "a canonical address is an address");
  Require(dealwire::CanonicalUrl(*again) == canonical, "and its own canonical form");
  (void)dealwire::IsPrivateHost(url->host);
  if (line == std::string_view::npos) return;
  const auto target = dealwire::ResolveUrl(*url, bytes.substr(line + 1));
  if (target) Require(target->scheme == "http" || target->scheme == "https", "http or https");
}
