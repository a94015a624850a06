// Which addresses are refused: both sides of every boundary.
#include "ingest/crawl/http_address.h"

#include <arpa/inet.h>

#include <catch2/catch.hpp>
#include <cstring>

#include "ingest/url.h"

namespace dealwire {
namespace {

bool Refused(const char* text) {
  sockaddr_in6 v6 = {};
  if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    return IsPrivateAddress(reinterpret_cast<const sockaddr*>(&v6));
  }
  sockaddr_in v4 = {};
  REQUIRE(inet_pton(AF_INET, text, &v4.sin_addr) == 1);
  v4.sin_family = AF_INET;
  return IsPrivateAddress(reinterpret_cast<const sockaddr*>(&v4));
}

}  // namespace

TEST_CASE("address: IPv4 outside of the public internet", "[ingest][address]") {
  for (const char* bad :
       {"0.0.0.0",         "0.255.255.255",   "10.0.0.0",    "10.255.255.255",  "100.64.0.0",
        "100.127.255.255", "100.100.100.200", "127.0.0.1",   "127.255.255.255", "168.63.129.16",
        "169.254.0.1",     "169.254.169.254", "172.16.0.0",  "172.31.255.255",  "192.0.0.192",
        "192.0.2.1",       "192.88.99.1",     "192.168.0.0", "192.168.255.255", "198.18.0.0",
        "198.19.255.255",  "198.51.100.7",    "203.0.113.9", "224.0.0.1",       "239.255.255.255",
        "240.0.0.1",       "255.255.255.255"}) {
    INFO(bad);
    CHECK(Refused(bad));
  }
  for (const char* good :
       {"1.0.0.0",         "9.255.255.255",  "11.0.0.0",       "100.63.255.255",  "100.128.0.0",
        "126.255.255.255", "128.0.0.0",      "168.63.129.15",  "168.63.129.17",   "169.253.255.255",
        "169.255.0.0",     "172.15.255.255", "172.32.0.0",     "191.255.255.255", "192.0.3.0",
        "192.167.255.255", "192.169.0.0",    "198.17.255.255", "198.20.0.0",      "223.255.255.255",
        "8.8.8.8"}) {
    INFO(good);
    CHECK_FALSE(Refused(good));
  }
}

TEST_CASE("address: IPv6 outside of the public internet, and IPv4 inside of it",
          "[ingest][address]") {
  for (const char* bad : {"::",
                          "::1",
                          "::127.0.0.1",
                          "::ffff:127.0.0.1",
                          "::ffff:10.0.0.1",
                          "::ffff:a9fe:a9fe",
                          "::ffff:0:127.0.0.1",
                          "64:ff9b::127.0.0.1",
                          "64:ff9b::169.254.169.254",
                          "64:ff9b:1::8.8.8.8",
                          "100::1",
                          "2001::1",
                          "2001:db8::1",
                          "2001:10::1",
                          "2002:7f00:1::",
                          "2002:a9fe:a9fe::1",
                          "3fff::1",
                          "fc00::1",
                          "fd00:ec2::254",
                          "fe80::1",
                          "fec0::1",
                          "ff02::1",
                          "5f00::1"}) {
    INFO(bad);
    CHECK(Refused(bad));
  }
  for (const char* good : {"2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888",
                           "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"}) {
    INFO(good);
    CHECK_FALSE(Refused(good));
  }
}

TEST_CASE("address: what is no internet address is refused", "[ingest][address]") {
  sockaddr other = {};
  other.sa_family = AF_UNIX;
  CHECK(IsPrivateAddress(&other));
}

TEST_CASE("address: odd spellings in URLs are seen through", "[ingest][address]") {
  for (const char* bad :
       {"http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
        "http://0177.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/",
        "http://LOCALHOST./", "http://a.localhost/", "http://169.254.169.254/latest/meta-data",
        "http://[fd00:ec2::254]/", "http://0/", "http://%31%32%37.0.0.1/"}) {
    INFO(bad);
    const auto url = ParseUrl(bad);
    CHECK((!url || IsPrivateHost(url->host)));
  }
  for (const char* good : {"http://8.8.8.8/", "http://example.org/", "http://127.0.0.1.nip.io/"}) {
    INFO(good);
    REQUIRE(ParseUrl(good));
    CHECK_FALSE(IsPrivateHost(ParseUrl(good)->host));  // names: when they are resolved
  }
}

}  // namespace dealwire
