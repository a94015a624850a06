#include "scale/claims.h"

#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/hash.h"
#include "tests/scale/bucket_server.h"
#include "tests/support/process.h"

namespace dealwire {
namespace {

const std::string kClaimName = std::string(60, 'a') + "beef";
const std::string kClaimPath = "/bodies/of/2026/aa/aa/" + kClaimName;

TEST_CASE("claims: a bucket keeps bodies, by signed requests", "[scale]") {
  BucketServer bucket;
  bucket.Set("AWS_SESSION_TOKEN", "a-token");
  const auto claims = Claims::Open("s3://bodies/of/2026/");
  REQUIRE(claims.ok());
  const std::string body = std::string("\0\xff<html>", 8) + std::string(3 << 20, 'x');
  const Status put = (*claims)->Put(kClaimName, body);
  INFO(put);
  REQUIRE(put.ok());
  REQUIRE(bucket.objects.size() == 1);
  CHECK(bucket.objects.begin()->first == kClaimPath);
  CHECK(bucket.objects.begin()->second == body);
  const auto got = (*claims)->Get(kClaimName);
  REQUIRE(got.ok());
  CHECK(*got == body);
  REQUIRE(bucket.requests.size() == 2);
  for (const httplib::Request& request : bucket.requests) {
    const std::string signature = request.get_header_value("Authorization");
    INFO(signature);
    CHECK(signature.starts_with("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/"));
    CHECK(signature.find("/eu-central-1/s3/aws4_request") != std::string::npos);
    CHECK(signature.find("x-amz-content-sha256") != std::string::npos);
    CHECK(request.get_header_value("x-amz-content-sha256") == Sha256Hex(request.body));
    CHECK(request.get_header_value("x-amz-security-token") == "a-token");
    for (const auto& [name, value] : request.headers) {
      CHECK(value.find("secret") == std::string::npos);
    }
  }
}

TEST_CASE("claims: a bucket that is busy is asked again, one that refuses is not", "[scale]") {
  BucketServer bucket;
  const auto claims = Claims::Open("s3://bodies");
  REQUIRE(claims.ok());
  bucket.next_statuses = {503, 429};
  CHECK((*claims)->Put(kClaimName, "body").ok());
  CHECK(bucket.requests.size() == 3);
  bucket.next_statuses = {500, 500, 500, 500};
  CHECK((*claims)->Get(kClaimName).status().code() == StatusCode::kUnavailable);
  CHECK(bucket.requests.size() == 7);
  bucket.next_statuses = {403};
  bucket.next_code = "SignatureDoesNotMatch";
  const Status refused = (*claims)->Get(kClaimName).status();
  CHECK(refused.code() == StatusCode::kFailedPrecondition);
  CHECK(Message(refused).find("HTTP 403 SignatureDoesNotMatch") != std::string::npos);
  CHECK(bucket.requests.size() == 8);
  bucket.next_statuses = {404};
  bucket.next_code = "NoSuchBucket";
  CHECK((*claims)->Put(kClaimName, "body").code() == StatusCode::kFailedPrecondition);
  CHECK((*claims)->Get(std::string(64, '0')).status().code() == StatusCode::kNotFound);
}

TEST_CASE("claims: keys come from the file of Amazon's tools as well, anew each time", "[scale]") {
  const TemporaryFolder temporary;
  const std::string file = (temporary.path() / "credentials").string();
  BucketServer bucket;
  bucket.Set("AWS_SECRET_ACCESS_KEY", "");
  bucket.Set("AWS_SHARED_CREDENTIALS_FILE", file);
  bucket.Set("AWS_PROFILE", "news");
  CHECK(Claims::Open("s3://bodies").status().code() == StatusCode::kNotFound);
  const auto write = [&](const std::string& id) {
    REQUIRE(WriteFileAtomically(file,
                                "[default]\naws_access_key_id = other\naws_secret_access_key = x\n"
                                "[news]\n# ours\n aws_access_key_id=" +
                                    id + "\r\naws_secret_access_key = s=3/cr+et==\n")
                .ok());
  };
  write("FIRST");
  const auto claims = Claims::Open("s3://bodies");
  REQUIRE(claims.ok());
  CHECK((*claims)->Put(kClaimName, "body").ok());
  write("SECOND");
  CHECK((*claims)->Get(kClaimName).ok());
  REQUIRE(bucket.requests.size() == 2);
  CHECK(bucket.requests[0].get_header_value("Authorization").find("=FIRST/") != std::string::npos);
  CHECK(bucket.requests[1].get_header_value("Authorization").find("=SECOND/") != std::string::npos);
  bucket.Set("AWS_PROFILE", "nobody");
  CHECK((*claims)->Get(kClaimName).status().code() == StatusCode::kNotFound);
}

TEST_CASE("claims: what is no bucket is refused", "[scale]") {
  for (const char* where : {"s3://", "s3:///prefix", "s3://Bucket", "s3://bodies/../other",
                            "s3://bodies/a//b", "s3://bodies/a b", "s3://bodies/%2e"}) {
    INFO(where);
    CHECK(Claims::Open(where).status().code() == StatusCode::kInvalidArgument);
  }
  const auto none = Claims::Open("");
  REQUIRE(none.ok());
  CHECK(*none == nullptr);
}

}  // namespace
}  // namespace dealwire
