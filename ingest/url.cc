#include "ingest/url.h"

#include <curl/curl.h>
#include <libpsl.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <memory>

#include "base/text.h"

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

// The name as the network knows it (UTS #46, not transitional); "" for one that may not be.
std::string AsciiHost(const std::string& host) {
  const bool ascii = std::ranges::all_of(host, [](char c) { return (c & 0x80) == 0; });
  if (ascii) return host;
  UErrorCode error = U_ZERO_ERROR;
  static UIDNA* const idna =
      uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI, &error);
  if (idna == nullptr) return "";
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  std::array<char, 256> out;
  const int32_t size =
      uidna_nameToASCII_UTF8(idna, host.data(), static_cast<int32_t>(host.size()), out.data(),
                             static_cast<int32_t>(out.size()), &info, &error);
  if (U_FAILURE(error) || info.errors != 0) return "";
  std::string name(out.data(), static_cast<size_t>(size));
  const bool plain = std::ranges::all_of(name, [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_';
  });
  return plain ? name : "";
}

std::optional<Url> TakeApart(CURLU* handle) {
  Url url;
  url.scheme = Part(handle, CURLUPART_SCHEME);
  url.host = AsciiHost(Part(handle, CURLUPART_HOST));
  url.port = Part(handle, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  url.path = Part(handle, CURLUPART_PATH);
  url.query = Part(handle, CURLUPART_QUERY);
  if (!Part(handle, CURLUPART_USER).empty() || url.host.empty()) return std::nullopt;
  if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
  url.host = LowerAscii(url.host);
  if (url.path.empty()) url.path = "/";
  if (!url.host.ends_with('.')) return url;
  while (url.host.ends_with('.')) url.host.pop_back();
  return ParseUrl(url.ToString());  // "127." is a number and no name
}

// Names of parameters that only tell whence a reader came; a star stands for any ending.
constexpr std::array kTrackers = std::to_array<std::string_view>(
    {"utm_*",       "fbclid",      "gclid",         "gclsrc",
     "dclid",       "gbraid",      "wbraid",        "msclkid",
     "yclid",       "ysclid",      "twclid",        "ttclid",
     "igshid",      "igsh",        "mc_cid",        "mc_eid",
     "_hsenc",      "_hsmi",       "hsctatracking", "mkt_tok",
     "wt_mc",       "wt_zmc",      "wt.mc_id",      "cmpid",
     "ncid",        "ocid",        "s_cid",         "at_medium",
     "at_campaign", "at_custom*",  "xtor",          "pk_*",
     "mtm_*",       "piwik_*",     "matomo_*",      "_ga",
     "_gl",         "li_fat_id",   "vero_id",       "vero_conv",
     "oly_enc_id",  "oly_anon_id", "ref_src",       "ref_url",
     "guccounter",  "guce_*",      "srsltid",       "__twitter_impression",
     "smid",        "smtyp",       "spm",           "trk",
     "trkcampaign", "_openstat",   "fb_action_*",   "fb_source",
     "fb_ref",      "dicbo",       "ito",           "sc_campaign",
     "sc_channel",  "ns_mchannel", "ns_source",     "ns_campaign",
     "ns_linkname", "rb_clickid"});

bool Tracks(std::string_view parameter) {
  const std::string name = LowerAscii(parameter.substr(0, parameter.find('=')));
  return std::ranges::any_of(kTrackers, [&](std::string_view tracker) {
    if (!tracker.ends_with('*')) return name == tracker;
    return name.starts_with(tracker.substr(0, tracker.size() - 1));
  });
}

// RFC 3986 6.2.2: escapes in upper case, none for what needs none.
std::string NormalEscapes(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const char* hex = text.data() + i + 1;
    const bool escape = text[i] == '%' && i + 2 < text.size() &&
                        std::from_chars(hex, hex + 2, value, 16).ptr == hex + 2;
    if (!escape) {
      out += text[i];
      continue;
    }
    const bool plain = value < 128 && (std::isalnum(static_cast<int>(value)) != 0 || value == '-' ||
                                       value == '.' || value == '_' || value == '~');
    if (plain) {
      out += static_cast<char>(value);
    } else {
      out += '%';
      out += "0123456789ABCDEF"[value >> 4];
      out += "0123456789ABCDEF"[value & 15];
    }
    i += 2;
  }
  return out;
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
  return NormalEscapes(clean.ToString());
}

namespace {

// "example.co.uk" of "news.example.co.uk"; "" for what has no public suffix.
std::string OwnedName(const std::string& host) {
  const bool address = std::isdigit(static_cast<unsigned char>(host.back())) != 0 || host[0] == '[';
  if (address) return "";
  const char* name = psl_registrable_domain(psl_builtin(), host.c_str());
  return name == nullptr ? "" : name;
}

// "/", and "/de", "/en-gb": the home page of one of its languages.
bool IsHomePath(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with('/')) path.remove_suffix(1);
  const auto two = [](std::string_view text) {
    return text.size() == 2 &&
           std::ranges::all_of(text, [](unsigned char c) { return std::isalpha(c) != 0; });
  };
  return path.empty() || two(path) ||
         (path.size() == 5 && two(path.substr(0, 2)) && two(path.substr(3)) &&
          (path[2] == '-' || path[2] == '_'));
}

bool IsHomePage(const Url& url) { return url.query.empty() && IsHomePath(url.path); }

}  // namespace

bool IsSameSite(const Url& a, const Url& b) {
  if (a.host == b.host && a.port == b.port) return true;
  const std::string name = OwnedName(a.host);
  return !name.empty() && name == OwnedName(b.host);
}

std::string IdentityOf(std::string_view url, std::string_view claim) {
  const std::optional<Url> own = ParseUrl(url);
  const std::optional<Url> said = claim.empty() ? std::nullopt
                                  : own         ? ResolveUrl(*own, claim)
                                                : ParseUrl(claim);
  if (!own) return said ? CanonicalUrl(*said) : "";
  const bool believed = said && IsSameSite(*own, *said) && (!IsHomePage(*said) || IsHomePage(*own));
  return CanonicalUrl(believed ? *said : *own);
}

}  // namespace dealwire
