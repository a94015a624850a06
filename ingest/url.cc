#include "ingest/url.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>

namespace dealwire {
namespace {

constexpr size_t kLongestUrl = 4096;

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string Part(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return "";
  std::string out(text);
  curl_free(text);
  return out;
}

std::optional<Url> TakeApart(CURLU* handle) {
  Url url;
  url.scheme = Part(handle, CURLUPART_SCHEME);
  url.host = Part(handle, CURLUPART_HOST);
  url.port = Part(handle, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  url.path = Part(handle, CURLUPART_PATH);
  url.query = Part(handle, CURLUPART_QUERY);
  if (!Part(handle, CURLUPART_USER).empty() || url.host.empty()) return std::nullopt;
  if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
  for (char& c : url.host) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  while (url.host.ends_with('.')) url.host.pop_back();
  if (url.path.empty()) url.path = "/";
  return url;
}

bool Tracks(std::string_view parameter) {
  constexpr std::array<std::string_view, 12> kTrackers = {"fbclid", "gclid",  "dclid",  "msclkid",
                                                          "mc_cid", "mc_eid", "igshid", "yclid",
                                                          "_hsenc", "_hsmi",  "wt_mc",  "cmpid"};
  const std::string_view name = parameter.substr(0, parameter.find('='));
  return name.starts_with("utm_") || std::ranges::find(kTrackers, name) != kTrackers.end();
}

std::string UpperEscapes(std::string text) {
  for (size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] != '%') continue;
    for (size_t j : {i + 1, i + 2}) {
      text[j] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[j])));
    }
  }
  return text;
}

}  // namespace

std::string Url::Origin() const { return scheme + "://" + host + (port.empty() ? "" : ":" + port); }
std::string Url::PathAndQuery() const { return query.empty() ? path : path + "?" + query; }
std::string Url::ToString() const { return Origin() + PathAndQuery(); }

std::optional<Url> ParseUrl(std::string_view text) {
  if (text.size() > kLongestUrl) return std::nullopt;
  const Handle handle(curl_url(), &curl_url_cleanup);
  const std::string copy(text);
  if (curl_url_set(handle.get(), CURLUPART_URL, copy.c_str(), CURLU_URLENCODE) != CURLUE_OK) {
    return std::nullopt;
  }
  return TakeApart(handle.get());
}

std::optional<Url> ResolveUrl(const Url& base, std::string_view reference) {
  if (reference.size() > kLongestUrl) return std::nullopt;
  const Handle handle(curl_url(), &curl_url_cleanup);
  const std::string start = base.ToString(), copy(reference);
  if (curl_url_set(handle.get(), CURLUPART_URL, start.c_str(), CURLU_URLENCODE) != CURLUE_OK ||
      curl_url_set(handle.get(), CURLUPART_URL, copy.c_str(), CURLU_URLENCODE) != CURLUE_OK) {
    return std::nullopt;
  }
  return TakeApart(handle.get());
}

std::string CanonicalUrl(const Url& url) {
  Url clean = url;
  clean.query.clear();
  for (size_t start = 0; start < url.query.size();) {
    const size_t end = std::min(url.query.find('&', start), url.query.size());
    const std::string_view parameter = std::string_view(url.query).substr(start, end - start);
    if (!parameter.empty() && !Tracks(parameter)) {
      if (!clean.query.empty()) clean.query += '&';
      clean.query += parameter;
    }
    start = end + 1;
  }
  return UpperEscapes(clean.ToString());
}

}  // namespace dealwire
