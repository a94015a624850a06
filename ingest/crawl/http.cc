#include "ingest/crawl/http.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "ingest/crawl/http_address.h"
#include "ingest/url.h"

namespace dealwire {
namespace {

constexpr size_t kMaxHeaderBytes = size_t{256} << 10;
constexpr size_t kMaxFieldBytes = 8192;
constexpr long kLowSpeedBytes = 64;  // a second
constexpr const char* kPrivate =
    "an address of a private network; allow_private_networks = true lets it in";

// One transfer and what it gathers.
struct Transfer {
  CURL* curl = nullptr;
  curl_slist* headers = nullptr;
  HttpRequest request;
  HttpResponse response;
  HttpLoop::Done done;
  const ProxyAddresses* proxies = nullptr;
  size_t header_bytes = 0;
  bool was_cut = false;  // the body is longer, and what was asked for is there
  std::array<char, CURL_ERROR_SIZE> error{};

  // The first reason counts; the transfer is broken off.
  void Refuse(const char* failure, std::string detail) {
    if (!response.failure.empty()) return;
    response.failure = failure;
    response.detail = std::move(detail);
  }
  bool Admits(const sockaddr* address) {
    if (request.allow_private_networks || proxies->Has(address) || !IsPrivateAddress(address)) {
      return true;
    }
    Refuse("private address", kPrivate);
    return false;
  }
  void TooLarge() {
    Refuse("too large", fmt::format("a body of more than {} MiB", request.max_bytes >> 20));
  }
};

bool IsPageType(std::string_view type) {
  for (const char* other : {"image/", "video/", "audio/", "font/", "application/pdf",
                            "application/zip", "application/octet-stream", "application/gzip"}) {
    if (type.starts_with(other)) return false;
  }
  return true;
}

size_t OnBody(char* data, size_t size, size_t count, void* user) {
  auto* transfer = static_cast<Transfer*>(user);
  HttpResponse& response = transfer->response;
  if (response.body.empty() && transfer->request.pages_only && !IsPageType(response.content_type)) {
    transfer->Refuse("content type", "no page: " + StripControls(response.content_type));
    return 0;
  }
  const size_t room = transfer->request.max_bytes - response.body.size();
  if (size * count > room && transfer->request.cut_body) {
    response.body.append(data, room);
    transfer->was_cut = true;
    return 0;
  }
  if (size * count > room) {
    transfer->TooLarge();
    return 0;
  }
  response.body.append(data, size * count);
  return size * count;
}

// What came over the wire, which a packed body may keep small for ever.
int OnProgress(void* user, curl_off_t /*total*/, curl_off_t now, curl_off_t /*up*/,
               curl_off_t /*up_now*/) {
  auto* transfer = static_cast<Transfer*>(user);
  const HttpRequest& request = transfer->request;
  // Of a body that may be cut, what is more is in the way to us already when the last of it is
  // read.
  const size_t most = request.cut_body ? request.max_bytes * 2 : request.max_bytes;
  if (now < 0 || static_cast<size_t>(now) <= most) return 0;
  transfer->TooLarge();
  return 1;
}

void TakeField(std::string_view line, HttpResponse* response) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string name = LowerAscii(line.substr(0, colon));
  std::string value(TrimAscii(line.substr(colon + 1).substr(0, kMaxFieldBytes)));
  if (name == "content-type") {
    response->content_type = std::move(value);
  } else if (name == "etag") {
    response->etag = std::move(value);
  } else if (name == "last-modified") {
    response->last_modified = std::move(value);
  } else if (name == "location") {
    response->location = std::move(value);
  } else if (name == "retry-after") {
    response->retry_after = std::move(value);
  } else if (name == "x-robots-tag") {
    if (!response->x_robots_tag.empty()) response->x_robots_tag += ", ";
    response->x_robots_tag += value;
  }
}

size_t OnHeader(char* data, size_t size, size_t count, void* user) {
  auto* transfer = static_cast<Transfer*>(user);
  const std::string_view line(data, size * count);
  transfer->header_bytes += line.size();
  if (transfer->header_bytes > kMaxHeaderBytes) {
    transfer->Refuse("too large", "a header of more than 256 KiB");
    return 0;
  }
  HttpResponse& response = transfer->response;
  if (line.starts_with("HTTP/")) {  // of the answer itself, after one of "100 Continue" or a proxy
    response = HttpResponse{.request_header = std::move(response.request_header)};
  }
  if (transfer->request.keep_headers) response.response_header += line;
  TakeField(line, &response);
  return line.size();
}

int OnDebug(CURL* /*curl*/, curl_infotype type, char* data, size_t size, void* user) {
  auto* transfer = static_cast<Transfer*>(user);
  if (type == CURLINFO_HEADER_OUT) transfer->response.request_header.append(data, size);
  return 0;
}

curl_socket_t OnOpen(void* user, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto* transfer = static_cast<Transfer*>(user);
  if (!transfer->Admits(&address->addr)) return CURL_SOCKET_BAD;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Before the request is sent: its connection may have been opened for another, that is allowed
// more.
int OnRequest(void* user, char* ip, char* /*local_ip*/, int port, int /*local_port*/) {
  auto* transfer = static_cast<Transfer*>(user);
  sockaddr_storage address = {};
  const bool read = ReadAddress(ip, port, &address);
  const bool admits = read && transfer->Admits(reinterpret_cast<const sockaddr*>(&address));
  if (!read) transfer->Refuse("connect", "a connection to no address");
  return admits ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

// The header as sent, without the line that carries a password.
std::string HeaderWithoutCredentials(std::string_view header) {
  std::string out;
  for (size_t start = 0; start < header.size();) {
    const size_t end = std::min(header.find('\n', start), header.size() - 1) + 1;
    const std::string_view line = header.substr(start, end - start);
    if (!line.starts_with("Authorization:") && !line.starts_with("Proxy-Authorization:")) {
      out += line;
    }
    start = end;
  }
  return out;
}

void SetFailure(CURLcode code, Transfer* transfer) {
  HttpResponse& response = transfer->response;
  if (!response.failure.empty()) return;  // our own reason
  const char* said = transfer->error[0] != '\0' ? transfer->error.data() : curl_easy_strerror(code);
  response.detail = StripControls(said);
  response.may_pass = true;
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      response.failure = "timeout";
      response.detail =
          response.detail.find("too slow") != std::string::npos
              ? fmt::format("less than {} bytes a second for {} s", kLowSpeedBytes,
                            transfer->request.low_speed_s)
              : fmt::format("no whole answer within {} s", transfer->request.timeout_s);
      return;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      response.failure = "dns";
      return;
    case CURLE_COULDNT_CONNECT:
      response.failure = "connect";
      return;
    case CURLE_OUT_OF_MEMORY:  // what libcurl says of a line of more than 100 KB
      response.may_pass = false;
      response.failure = "too large";
      response.detail = "a line of the header that is too long";
      return;
    case CURLE_FILESIZE_EXCEEDED:
      response.may_pass = false;
      return transfer->TooLarge();
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
      response.failure = "tls";
      response.may_pass = code == CURLE_SSL_CONNECT_ERROR;
      return;
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
      response.failure = "bad answer";
      response.may_pass = false;
      return;
    default:
      response.failure = "reset";
  }
}

}  // namespace

struct HttpLoop::Impl {
  CURLM* multi = nullptr;
  std::vector<CURL*> idle;
  std::unordered_map<CURL*, std::unique_ptr<Transfer>> transfers;
  std::vector<std::unique_ptr<Transfer>> refused;  // never started
  ProxyAddresses proxies = ProxyAddresses::FromEnvironment();

  void SetUp(Transfer* transfer) const;
  void Finish(CURL* curl, CURLcode code);
};

HttpLoop::HttpLoop(size_t kept_connections) : impl_(std::make_unique<Impl>()) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  impl_->multi = curl_multi_init();
  curl_multi_setopt(impl_->multi, CURLMOPT_MAXCONNECTS, static_cast<long>(kept_connections));
}

HttpLoop::~HttpLoop() {
  for (auto& [curl, transfer] : impl_->transfers) {
    curl_multi_remove_handle(impl_->multi, curl);
    curl_easy_cleanup(curl);
    curl_slist_free_all(transfer->headers);
  }
  for (CURL* curl : impl_->idle) curl_easy_cleanup(curl);
  curl_multi_cleanup(impl_->multi);
}

void HttpLoop::Impl::SetUp(Transfer* transfer) const {
  const HttpRequest& request = transfer->request;
  CURL* curl = transfer->curl;
  const auto set = [curl](CURLoption option, auto value) { curl_easy_setopt(curl, option, value); };
  const auto header = [&](const std::string& line) {
    transfer->headers = curl_slist_append(transfer->headers, line.c_str());
  };
  header("Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
  if (!request.if_none_match.empty()) header("If-None-Match: " + request.if_none_match);
  if (!request.if_modified_since.empty()) header("If-Modified-Since: " + request.if_modified_since);
  set(CURLOPT_HTTPHEADER, transfer->headers);
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_USERAGENT, request.user_agent.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(CURLOPT_ACCEPT_ENCODING, "");
  set(CURLOPT_TIMEOUT, static_cast<long>(request.timeout_s));
  set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(std::min<int64_t>(request.timeout_s, 15)));
  set(CURLOPT_LOW_SPEED_LIMIT, kLowSpeedBytes);
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.low_speed_s));
  if (!request.cut_body) {
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.max_bytes));
  }
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_ERRORBUFFER, transfer->error.data());
  set(CURLOPT_WRITEFUNCTION, OnBody);
  set(CURLOPT_WRITEDATA, transfer);
  set(CURLOPT_HEADERFUNCTION, OnHeader);
  set(CURLOPT_HEADERDATA, transfer);
  set(CURLOPT_XFERINFOFUNCTION, OnProgress);
  set(CURLOPT_XFERINFODATA, transfer);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_OPENSOCKETFUNCTION, OnOpen);
  set(CURLOPT_OPENSOCKETDATA, transfer);
  set(CURLOPT_PREREQFUNCTION, OnRequest);
  set(CURLOPT_PREREQDATA, transfer);
  if (!request.credentials.empty()) {
    set(CURLOPT_USERPWD, request.credentials.c_str());
    set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
  }
  if (!request.ca_file.empty()) set(CURLOPT_CAINFO, request.ca_file.c_str());
  if (request.keep_headers) {
    set(CURLOPT_DEBUGFUNCTION, OnDebug);
    set(CURLOPT_DEBUGDATA, transfer);
    set(CURLOPT_VERBOSE, 1L);
  }
}

void HttpLoop::Start(const HttpRequest& request, Done done) {
  auto transfer = std::make_unique<Transfer>();
  transfer->request = request;
  transfer->done = std::move(done);
  transfer->proxies = &impl_->proxies;
  // A proxy would resolve the name for us: what can be known from the URL is refused here.
  const std::optional<Url> url = ParseUrl(request.url);
  if (!url || (!request.allow_private_networks && IsPrivateHost(url->host))) {
    transfer->Refuse(url ? "private address" : "bad answer",
                     url ? kPrivate : "no http or https address");
    impl_->refused.push_back(std::move(transfer));
    return;
  }
  if (impl_->idle.empty()) {
    transfer->curl = curl_easy_init();
  } else {
    transfer->curl = impl_->idle.back();
    impl_->idle.pop_back();
    curl_easy_reset(transfer->curl);
  }
  CURL* curl = transfer->curl;
  impl_->SetUp(transfer.get());
  impl_->transfers.emplace(curl, std::move(transfer));
  curl_multi_add_handle(impl_->multi, curl);
}

void HttpLoop::Impl::Finish(CURL* curl, CURLcode code) {
  auto node = transfers.extract(curl);
  const std::unique_ptr<Transfer> transfer = std::move(node.mapped());
  HttpResponse& response = transfer->response;
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  if (transfer->request.keep_headers) {
    char* ip = nullptr;
    if (curl_easy_getinfo(curl, CURLINFO_PRIMARY_IP, &ip) == CURLE_OK && ip != nullptr) {
      response.ip = ip;
    }
    response.request_header = HeaderWithoutCredentials(response.request_header);
  }
  if (code != CURLE_OK && !transfer->was_cut) SetFailure(code, transfer.get());
  curl_multi_remove_handle(multi, curl);
  curl_slist_free_all(transfer->headers);
  idle.push_back(curl);
  transfer->done(std::move(response));
}

void HttpLoop::Poll(std::chrono::milliseconds wait) {
  for (auto& transfer : std::exchange(impl_->refused, {})) {
    transfer->done(std::move(transfer->response));
  }
  int running = 0;
  curl_multi_perform(impl_->multi, &running);
  int left = 0;
  bool any = false;
  while (const CURLMsg* message = curl_multi_info_read(impl_->multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    any = true;
    impl_->Finish(message->easy_handle, message->data.result);
  }
  if (!any && impl_->refused.empty()) {
    curl_multi_poll(impl_->multi, nullptr, 0, static_cast<int>(wait.count()), nullptr);
  }
}

void HttpLoop::Wake() { curl_multi_wakeup(impl_->multi); }
size_t HttpLoop::in_flight() const { return impl_->transfers.size() + impl_->refused.size(); }
size_t HttpLoop::bytes_in_flight() const {
  size_t bytes = 0;
  for (const auto& [curl, transfer] : impl_->transfers) bytes += transfer->response.body.size();
  return bytes;
}

}  // namespace dealwire
