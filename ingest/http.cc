#include "ingest/http.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <mutex>

#include "base/text.h"

namespace dealwire {
namespace {

struct Net {
  uint32_t address, bits;
};
// RFC 6890 and its heirs.
constexpr std::array<Net, 15> kPrivateNets = {{{0x00000000, 8},
                                               {0x0A000000, 8},
                                               {0x64400000, 10},
                                               {0x7F000000, 8},
                                               {0xA9FE0000, 16},
                                               {0xAC100000, 12},
                                               {0xC0000000, 24},
                                               {0xC0000200, 24},
                                               {0xC0A80000, 16},
                                               {0xC6120000, 15},
                                               {0xC6336400, 24},
                                               {0xCB007100, 24},
                                               {0xE0000000, 4},
                                               {0xF0000000, 4},
                                               {0xFFFFFFFF, 32}}};

bool IsPrivate4(uint32_t address) {
  return std::ranges::any_of(kPrivateNets, [&](const Net& net) {
    return (address ^ net.address) >> (32 - net.bits) == 0;
  });
}

bool IsPrivate6(const uint8_t* a) {
  const bool zeros = std::all_of(a, a + 10, [](uint8_t b) { return b == 0; });
  const uint32_t tail = static_cast<uint32_t>(a[12]) << 24 | static_cast<uint32_t>(a[13]) << 16 |
                        static_cast<uint32_t>(a[14]) << 8 | a[15];
  if (zeros && a[10] == 0xFF && a[11] == 0xFF) return IsPrivate4(tail);  // ::ffff:0:0/96
  if (zeros && a[10] == 0 && a[11] == 0) return true;                    // ::, ::1, IPv4-compatible
  if (a[0] == 0x00 && a[1] == 0x64 && a[2] == 0xFF && a[3] == 0x9B) return IsPrivate4(tail);
  if (a[0] == 0x20 && a[1] == 0x02) {  // 6to4
    return IsPrivate4(static_cast<uint32_t>(a[2]) << 24 | static_cast<uint32_t>(a[3]) << 16 |
                      static_cast<uint32_t>(a[4]) << 8 | a[5]);
  }
  return (a[0] & 0xFE) == 0xFC || (a[0] == 0xFE && (a[1] & 0xC0) == 0x80) || a[0] == 0xFF;
}

// What one exchange gathers.
struct Exchange {
  HttpResponse response;
  size_t max_bytes = 0;
  bool too_large = false;
  bool allow_private = false;
  bool refused = false;
};

size_t OnBody(char* data, size_t size, size_t count, void* user) {
  auto* exchange = static_cast<Exchange*>(user);
  if (exchange->response.body.size() + size * count > exchange->max_bytes) {
    exchange->too_large = true;
    return 0;
  }
  exchange->response.body.append(data, size * count);
  return size * count;
}

size_t OnHeader(char* data, size_t size, size_t count, void* user) {
  HttpResponse& response = static_cast<Exchange*>(user)->response;
  const std::string_view line(data, size * count);
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return line.size();
  std::string name(line.substr(0, colon));
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::string value(TrimAscii(line.substr(colon + 1).substr(0, 8192)));
  if (name == "content-type") response.content_type = value;
  if (name == "etag") response.etag = value;
  if (name == "last-modified") response.last_modified = value;
  if (name == "location") response.location = value;
  if (name == "retry-after") response.retry_after = value;
  return line.size();
}

curl_socket_t OnOpen(void* user, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto* exchange = static_cast<Exchange*>(user);
  if (!exchange->allow_private && IsPrivateAddress(&address->addr)) {
    exchange->refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Status ErrorOf(CURLcode code, const Exchange& exchange, const HttpRequest& request,
               const char* detail) {
  if (exchange.refused) {
    return PermissionDenied(
        "an address of a private network; allow_private_networks = true lets it in");
  }
  if (exchange.too_large) {
    return ResourceExhausted(fmt::format("a body of more than {} MiB", request.max_bytes >> 20));
  }
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return DeadlineExceeded(fmt::format("no answer within {} s", request.timeout_s));
  }
  return Unavailable(*detail != '\0' ? detail : curl_easy_strerror(code));
}

}  // namespace

bool IsPrivateAddress(const void* address) {
  const auto* any = static_cast<const sockaddr*>(address);
  if (any->sa_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, address, sizeof v4);
    return IsPrivate4(ntohl(v4.sin_addr.s_addr));
  }
  if (any->sa_family == AF_INET6) {
    sockaddr_in6 v6;
    std::memcpy(&v6, address, sizeof v6);
    return IsPrivate6(v6.sin6_addr.s6_addr);
  }
  return true;
}

struct HttpClient::Impl {
  CURL* curl = nullptr;
  std::array<char, CURL_ERROR_SIZE> error{};
};

HttpClient::HttpClient() : impl_(std::make_unique<Impl>()) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  impl_->curl = curl_easy_init();
}
HttpClient::~HttpClient() {
  if (impl_ != nullptr) curl_easy_cleanup(impl_->curl);
}
HttpClient::HttpClient(HttpClient&&) noexcept = default;

StatusOr<HttpResponse> HttpClient::Get(const HttpRequest& request) {
  CURL* curl = impl_->curl;
  curl_easy_reset(curl);  // keeps connections
  impl_->error[0] = '\0';
  Exchange exchange;
  exchange.max_bytes = request.max_bytes;
  exchange.allow_private = request.allow_private_networks;
  curl_slist* headers =
      curl_slist_append(nullptr, "Accept: text/html,application/xhtml+xml,*/*;q=0.8");
  if (!request.if_none_match.empty()) {
    headers = curl_slist_append(headers, ("If-None-Match: " + request.if_none_match).c_str());
  }
  if (!request.if_modified_since.empty()) {
    headers =
        curl_slist_append(headers, ("If-Modified-Since: " + request.if_modified_since).c_str());
  }
  const auto set = [curl](CURLoption option, auto value) { curl_easy_setopt(curl, option, value); };
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_USERAGENT, request.user_agent.c_str());
  set(CURLOPT_HTTPHEADER, headers);
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_ACCEPT_ENCODING, "");
  set(CURLOPT_TIMEOUT, static_cast<long>(request.timeout_s));
  set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(std::min<int64_t>(request.timeout_s, 15)));
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_ERRORBUFFER, impl_->error.data());
  set(CURLOPT_WRITEFUNCTION, OnBody);
  set(CURLOPT_WRITEDATA, &exchange);
  set(CURLOPT_HEADERFUNCTION, OnHeader);
  set(CURLOPT_HEADERDATA, &exchange);
  set(CURLOPT_OPENSOCKETFUNCTION, OnOpen);
  set(CURLOPT_OPENSOCKETDATA, &exchange);
  const CURLcode code = curl_easy_perform(curl);
  curl_slist_free_all(headers);
  if (code != CURLE_OK) return ErrorOf(code, exchange, request, impl_->error.data());
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  exchange.response.status = static_cast<int>(status);
  return std::move(exchange.response);
}

}  // namespace dealwire
