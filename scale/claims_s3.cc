// Bodies in a bucket that speaks S3, by libcurl, which signs (AWS Signature Version 4).
#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/text.h"
#include "ingest/page.h"
#include "scale/claims.h"

namespace dealwire {
namespace {

constexpr int kTries = 4;
constexpr auto kFirstWait = std::chrono::milliseconds(200);  // then four times as long each
constexpr long kConnectMs = 5000, kSlowSeconds = 20, kSlowBytes = 64;
constexpr size_t kMostAnswer = 2 * kMaxPageBytes;
constexpr size_t kMostShown = 200;  // bytes of what a server says

std::string Environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}
std::string Environment(const char* name, const char* other) {
  const std::string value = Environment(name);
  return value.empty() ? Environment(other) : value;
}

struct Keys {
  std::string id, secret, token;
};

// The keys in one section of a file of Amazon's form: "[default]", then "name = value" a line.
Keys KeysOfSection(std::string_view text, std::string_view section) {
  Keys keys;
  bool inside = false;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = TrimAscii(text.substr(at, end - at));
    at = end + 1;
    if (line.starts_with('[')) {
      inside = line.ends_with(']') && TrimAscii(line.substr(1, line.size() - 2)) == section;
    }
    const size_t equals = line.find('=');
    if (!inside || equals == std::string_view::npos || line.starts_with('#')) continue;
    const std::string_view name = TrimAscii(line.substr(0, equals));
    const std::string_view value = TrimAscii(line.substr(equals + 1));
    if (name == "aws_access_key_id") keys.id = value;
    if (name == "aws_secret_access_key") keys.secret = value;
    if (name == "aws_session_token") keys.token = value;
  }
  return keys;
}

StatusOr<Keys> FindKeys() {
  Keys keys = {Environment("AWS_ACCESS_KEY_ID"), Environment("AWS_SECRET_ACCESS_KEY"),
               Environment("AWS_SESSION_TOKEN")};
  if (!keys.id.empty() && !keys.secret.empty()) return keys;
  std::string file = Environment("AWS_SHARED_CREDENTIALS_FILE");
  if (file.empty()) file = Environment("HOME") + "/.aws/credentials";
  const StatusOr<std::string> text = ReadFile(file, size_t{1} << 20);
  const std::string profile = Environment("AWS_PROFILE");
  if (text.ok()) keys = KeysOfSection(*text, profile.empty() ? "default" : profile);
  if (!keys.id.empty() && !keys.secret.empty()) return keys;
  return NotFound(
      "no keys of S3: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write them to " + file);
}

struct Answer {
  long status = 0;
  std::string body;
  bool too_large = false;
  std::string failure;  // why there is none
};

size_t OnAnswer(char* data, size_t size, size_t count, void* user) {
  auto* const answer = static_cast<Answer*>(user);
  answer->too_large = answer->body.size() + size * count > kMostAnswer;
  if (answer->too_large) return 0;
  answer->body.append(data, size * count);
  return size * count;
}

// "<Error><Code>NoSuchKey</Code>..." -> "NoSuchKey"; else the beginning of what was said.
std::string CodeOf(const std::string& body) {
  const size_t open = body.find("<Code>"), close = body.find("</Code>");
  std::string code = body;
  if (open != std::string::npos && close != std::string::npos && open + 6 < close) {
    code = body.substr(open + 6, close - open - 6);
  }
  return CollapseSpace(StripControls(RepairUtf8(code.substr(0, kMostShown))));
}

bool IsBucketName(std::string_view name) {
  return name.size() >= 3 && name.size() <= 63 && std::ranges::all_of(name, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
         });
}

// What stands in an address as it is: nothing to escape, and to sign in two ways.
bool IsPrefix(std::string_view prefix) {
  return std::ranges::all_of(prefix,
                             [](char c) {
                               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                      (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                                      c == '/';
                             }) &&
         prefix.find("..") == std::string_view::npos && prefix.find("//") == std::string_view::npos;
}

class S3Claims : public Claims {
 public:
  // `base`: where the bucket is and the prefix, without a slash at the end.
  S3Claims(std::string base, const std::string& region)
      : base_(std::move(base)), signing_("aws:amz:" + region + ":s3") {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  }
  ~S3Claims() override {
    for (CURL* const curl : idle_) curl_easy_cleanup(curl);
  }

  Status Put(const std::string& name, std::string_view bytes) const override {
    return Ask(name, &bytes).status();
  }
  StatusOr<std::string> Get(const std::string& name) const override { return Ask(name, nullptr); }

 private:
  // PUT of `bytes`, or GET where there are none; again, while the fault may pass.
  StatusOr<std::string> Ask(const std::string& name, const std::string_view* bytes) const {
    const std::string url = base_ + "/" + PathOf(name);
    StatusOr<std::string> got = Unavailable("");
    auto wait = kFirstWait;
    for (int i = 0; i < kTries; ++i, wait *= 4) {
      if (i > 0) std::this_thread::sleep_for(wait / 4);
      DW_TRY(const Keys keys, FindKeys());
      got = Judge(url, Once(url, keys, bytes));
      if (got.status().code() != StatusCode::kUnavailable) return got;
      LogInfo(Message(got.status()));
    }
    return got;
  }

  static StatusOr<std::string> Judge(const std::string& url, Answer answer) {
    if (answer.too_large) return DataLoss(url + ": larger than any page");
    if (!answer.failure.empty()) return Unavailable(url + ": " + answer.failure);
    if (answer.status / 100 == 2) return std::move(answer.body);
    const std::string why = fmt::format("{}: HTTP {} {}", url, answer.status, CodeOf(answer.body));
    if (answer.status >= 500 || answer.status == 429 || answer.status == 408) {
      return Unavailable(why);
    }
    const bool no_body = answer.status == 404 && why.find("NoSuchBucket") == std::string::npos;
    return no_body ? NotFound(why)
                   : FailedPrecondition(why + "; look at the bucket, the keys and the region");
  }

  static curl_slist* HeadersOf(const Keys& keys, const std::string_view* bytes) {
    curl_slist* headers = curl_slist_append(
        nullptr,
        ("x-amz-content-sha256: " + Sha256Hex(bytes == nullptr ? std::string_view() : *bytes))
            .c_str());
    if (bytes != nullptr) headers = curl_slist_append(headers, "content-type: application/zstd");
    if (!keys.token.empty()) {
      headers = curl_slist_append(headers, ("x-amz-security-token: " + keys.token).c_str());
    }
    return headers;
  }

  Answer Once(const std::string& url, const Keys& keys, const std::string_view* bytes) const {
    Answer answer;
    CURL* const curl = Take();
    curl_slist* const headers = HeadersOf(keys, bytes);
    std::array<char, CURL_ERROR_SIZE> error{};
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_AWS_SIGV4, signing_.c_str());
    curl_easy_setopt(curl, CURLOPT_USERNAME, keys.id.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, keys.secret.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kSlowSeconds);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, kSlowBytes);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error.data());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, OnAnswer);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    if (bytes != nullptr) {
      curl_easy_setopt(curl, CURLOPT_POSTFIELDS, bytes->data());
      curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(bytes->size()));
      curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, "PUT");
    }
    const CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
    if (code != CURLE_OK) {
      answer.failure = StripControls(error[0] != '\0' ? error.data() : curl_easy_strerror(code));
    }
    curl_easy_reset(curl);  // its connection stays
    curl_slist_free_all(headers);
    const std::lock_guard lock(mutex_);
    idle_.push_back(curl);
    return answer;
  }

  CURL* Take() const {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return curl_easy_init();
    CURL* const curl = idle_.back();
    idle_.pop_back();
    return curl;
  }

  const std::string base_, signing_;
  mutable std::mutex mutex_;  // guards what follows
  mutable std::vector<CURL*> idle_;
};

}  // namespace

StatusOr<std::shared_ptr<const Claims>> OpenS3Claims(const std::string& where) {
  std::string path = where.substr(std::string_view("s3://").size());
  while (path.ends_with('/')) path.pop_back();
  const size_t slash = std::min(path.find('/'), path.size());
  const std::string bucket = path.substr(0, slash), prefix = path.substr(slash);
  if (!IsBucketName(bucket) || !IsPrefix(prefix)) {
    return InvalidArgument(where + ": no bucket; write s3://BUCKET or s3://BUCKET/PREFIX");
  }
  DW_RETURN_IF_ERROR(FindKeys().status());
  std::string region = Environment("AWS_REGION", "AWS_DEFAULT_REGION");
  if (region.empty()) region = "us-east-1";
  std::string endpoint = Environment("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
  while (endpoint.ends_with('/')) endpoint.pop_back();
  // A bucket with a dot in its name is none that Amazon's certificates are for.
  const bool by_host = endpoint.empty() && bucket.find('.') == std::string::npos;
  if (endpoint.empty()) endpoint = fmt::format("https://s3.{}.amazonaws.com", region);
  const std::string base =
      by_host ? fmt::format("https://{}.s3.{}.amazonaws.com{}", bucket, region, prefix)
              : fmt::format("{}/{}{}", endpoint, bucket, prefix);
  return std::shared_ptr<const Claims>(std::make_shared<S3Claims>(base, region));
}

}  // namespace dealwire
