#include "ingest/crawl/http_address.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace dealwire {
namespace {

struct Net4 {
  uint32_t address;
  int bits;
};

// IANA IPv4 Special-Purpose Address Registry, multicast, and one public address that is a cloud's
// metadata service.
constexpr std::array<Net4, 17> kNets4 = {{{0x00000000, 8},     // this network
                                          {0x0A000000, 8},     // 10/8
                                          {0x64400000, 10},    // shared; 100.100.100.200
                                          {0x7F000000, 8},     // loopback
                                          {0xA83F8110, 32},    // 168.63.129.16
                                          {0xA9FE0000, 16},    // link-local; 169.254.169.254
                                          {0xAC100000, 12},    // 172.16/12
                                          {0xC0000000, 24},    // IETF protocols
                                          {0xC0000200, 24},    // documentation
                                          {0xC0586300, 24},    // 6to4 relays
                                          {0xC0A80000, 16},    // 192.168/16
                                          {0xC6120000, 15},    // benchmarks
                                          {0xC6336400, 24},    // documentation
                                          {0xCB007100, 24},    // documentation
                                          {0xE0000000, 4},     // multicast
                                          {0xF0000000, 4},     // reserved; broadcast
                                          {0xC01FC400, 24}}};  // AS112

bool IsPrivate4(uint32_t address) {
  return std::ranges::any_of(kNets4, [&](const Net4& net) {
    return (uint64_t{address} ^ net.address) >> (32 - net.bits) == 0;
  });
}

using Bytes6 = std::array<uint8_t, 16>;

uint32_t Word(const Bytes6& a, size_t at) {
  return static_cast<uint32_t>(a[at]) << 24 | static_cast<uint32_t>(a[at + 1]) << 16 |
         static_cast<uint32_t>(a[at + 2]) << 8 | a[at + 3];
}

bool Begins(const Bytes6& a, std::initializer_list<uint8_t> prefix) {
  return std::equal(prefix.begin(), prefix.end(), a.begin());
}

bool IsPrivate6(const Bytes6& a) {
  if (Begins(a, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) return IsPrivate4(Word(a, 12));
  if (Begins(a, {0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0})) return IsPrivate4(Word(a, 12));
  if (Begins(a, {0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return IsPrivate4(Word(a, 12));
  if ((a[0] & 0xE0) != 0x20) return true;  // not 2000::/3, all that is global unicast
  if (Begins(a, {0x20, 0x02})) return IsPrivate4(Word(a, 2));           // 6to4
  if (Begins(a, {0x20, 0x01}) && (a[2] & 0xFE) == 0) return true;       // 2001::/23; Teredo
  if (Begins(a, {0x20, 0x01, 0x0D, 0xB8})) return true;                 // documentation
  if (a[0] == 0x3F && a[1] == 0xFF && (a[2] & 0xF0) == 0) return true;  // documentation, 3fff::/20
  return Begins(a, {0x26, 0x20, 0x00, 0x4F, 0x80, 0x00});               // AS112
}

}  // namespace

bool IsPrivateAddress(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, address, sizeof v4);
    return IsPrivate4(ntohl(v4.sin_addr.s_addr));
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 v6;
    std::memcpy(&v6, address, sizeof v6);
    Bytes6 bytes;
    std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
    return IsPrivate6(bytes);
  }
  return true;
}

bool IsPrivateHost(std::string_view host) {
  if (host == "localhost" || host.ends_with(".localhost")) return true;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const std::string text(host.substr(0, host.find('%')));
  sockaddr_in v4 = {};
  if (inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    return IsPrivateAddress(reinterpret_cast<const sockaddr*>(&v4));
  }
  sockaddr_in6 v6 = {};
  if (inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    return IsPrivateAddress(reinterpret_cast<const sockaddr*>(&v6));
  }
  return false;
}

bool ReadAddress(const char* ip, int port, sockaddr_storage* address) {
  sockaddr_in v4 = {};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(static_cast<uint16_t>(port));
  sockaddr_in6 v6 = {};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = v4.sin_port;
  if (inet_pton(AF_INET, ip, &v4.sin_addr) == 1) {
    std::memcpy(address, &v4, sizeof v4);
  } else if (inet_pton(AF_INET6, ip, &v6.sin6_addr) == 1) {
    std::memcpy(address, &v6, sizeof v6);
  } else {
    return false;
  }
  return true;
}

namespace {

// Family, address and port, which is what makes two of them the same.
std::string KeyOf(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, address, sizeof v4);
    std::string key(reinterpret_cast<const char*>(&v4.sin_addr), sizeof v4.sin_addr);
    return key.append(reinterpret_cast<const char*>(&v4.sin_port), sizeof v4.sin_port);
  }
  if (address->sa_family != AF_INET6) return "";
  sockaddr_in6 v6;
  std::memcpy(&v6, address, sizeof v6);
  std::string key(reinterpret_cast<const char*>(&v6.sin6_addr), sizeof v6.sin6_addr);
  return key.append(reinterpret_cast<const char*>(&v6.sin6_port), sizeof v6.sin6_port);
}

std::string Part(CURLU* url, CURLUPart part, unsigned flags) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return "";
  std::string out(text);
  curl_free(text);
  return out;
}

}  // namespace

ProxyAddresses ProxyAddresses::FromEnvironment() {
  ProxyAddresses out;
  for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(curl_url(), &curl_url_cleanup);
    if (curl_url_set(url.get(), CURLUPART_URL, value,
                     CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
      continue;
    }
    std::string host = Part(url.get(), CURLUPART_HOST, 0);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    std::string port = Part(url.get(), CURLUPART_PORT, 0);
    if (port.empty()) port = "1080";  // libcurl's, for a proxy without one
    addrinfo* found = nullptr;
    addrinfo hints = {};
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) continue;
    for (const addrinfo* at = found; at != nullptr; at = at->ai_next) {
      out.addresses_.push_back(KeyOf(at->ai_addr));
    }
    freeaddrinfo(found);
  }
  return out;
}

bool ProxyAddresses::Has(const sockaddr* address) const {
  return !addresses_.empty() && std::ranges::find(addresses_, KeyOf(address)) != addresses_.end();
}

}  // namespace dealwire
