#ifndef DEALWIRE_INGEST_CRAWL_HTTP_ADDRESS_H_
#define DEALWIRE_INGEST_CRAWL_HTTP_ADDRESS_H_

#include <sys/socket.h>

#include <string>
#include <string_view>
#include <vector>

// Which addresses a crawl may connect to. Asked when a socket is about to be opened, so after DNS
// and whatever the spelling of the address in the URL.
namespace dealwire {

// True for an address that is not of the public internet: loopback, private, shared, link-local,
// multicast, unspecified, documentation, reserved (RFC 6890 and the IANA registries), the metadata
// services of clouds (169.254.169.254, 100.100.100.200, 168.63.129.16, fd00:ec2::254), and every
// form of IPv6 that carries such an IPv4 address (mapped, compatible, translated, NAT64, 6to4,
// Teredo). True also for what is neither IPv4 nor IPv6.
bool IsPrivateAddress(const sockaddr* address);

// The same for a URL's host where it is a literal address ("127.0.0.1", "[::1]") or a name of
// this machine ("localhost"); false for other names, which are known when they are resolved.
bool IsPrivateHost(std::string_view host);

// `ip` as libcurl writes it ("192.0.2.1", "2001:db8::1"); false: it is neither.
bool ReadAddress(const char* ip, int port, sockaddr_storage* address);

// The proxies named by http_proxy, https_proxy, HTTPS_PROXY, all_proxy and ALL_PROXY: whoever sets
// them trusts their addresses, private or not. Resolved once, when it is made.
class ProxyAddresses {
 public:
  static ProxyAddresses FromEnvironment();
  bool Has(const sockaddr* address) const;  // with its port

 private:
  std::vector<std::string> addresses_;  // sockaddr, as bytes
};

}  // namespace dealwire

#endif  // DEALWIRE_INGEST_CRAWL_HTTP_ADDRESS_H_
