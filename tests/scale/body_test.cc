#include "scale/body.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <random>

#include "scale/claims.h"
#include "scale/messages.pb.h"

namespace dealwire {
namespace {

std::string Noise(size_t bytes) {
  std::mt19937 random(7);
  std::string out(bytes, '\0');
  for (char& c : out) c = static_cast<char>(random());
  return out;
}

TEST_CASE("body: what is packed is unpacked, and damage is found", "[scale]") {
  const std::string page = "<html>" + std::string(100'000, 'x') + "</html>";
  pb::Body body;
  REQUIRE(PackBody(page, nullptr, &body).ok());
  CHECK(body.zstd().size() < 1000);
  CHECK(body.claim().empty());
  const auto back = UnpackBody(body, nullptr);
  REQUIRE(back.ok());
  CHECK(*back == page);
  pb::Body damaged = body;
  (*damaged.mutable_zstd())[damaged.zstd().size() / 2] ^= 1;
  CHECK(UnpackBody(damaged, nullptr).status().code() == StatusCode::kDataLoss);
  pb::Body bomb = body;
  bomb.set_bytes(uint64_t{1} << 40);
  CHECK(UnpackBody(bomb, nullptr).status().code() == StatusCode::kDataLoss);
  pb::Body other = body;
  other.set_sha256(std::string(64, '0'));
  CHECK(UnpackBody(other, nullptr).status().code() == StatusCode::kDataLoss);
}

TEST_CASE("body: one too large for a message goes to the shared folder", "[scale]") {
  const std::string folder =
      (std::filesystem::temp_directory_path() / ("dealwire_claims_" + std::to_string(getpid())))
          .string();
  const auto claims = Claims::Open(folder), none = Claims::Open(folder + "/none");
  REQUIRE((claims.ok() && none.ok()));
  const std::string large = Noise(kMostInMessage + 100);
  pb::Body body;
  CHECK(PackBody(large, nullptr, &body).code() == StatusCode::kFailedPrecondition);
  body.Clear();
  REQUIRE(PackBody(large, claims->get(), &body).ok());
  CHECK(body.zstd().empty());
  CHECK(body.ByteSizeLong() < 300);
  const auto back = UnpackBody(body, claims->get());
  REQUIRE(back.ok());
  CHECK(*back == large);
  CHECK(UnpackBody(body, nullptr).status().code() == StatusCode::kFailedPrecondition);
  CHECK(UnpackBody(body, none->get()).status().code() == StatusCode::kNotFound);
  body.set_claim("../../etc/passwd");
  CHECK(UnpackBody(body, claims->get()).status().code() == StatusCode::kDataLoss);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace dealwire
