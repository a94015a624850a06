// The page in a WARC record: an HTTP answer as it came over the wire, undone.
#include <brotli/decode.h>
#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <memory>

#include "base/file.h"
#include "base/text.h"
#include "ingest/crawl/warc.h"

namespace dealwire {
namespace {

constexpr size_t kPiece = size_t{64} << 10;

struct Answer {
  int status = 0;
  std::string content_type, content_encoding, transfer_encoding;
  std::string_view body;
};

std::optional<Answer> ReadAnswer(std::string_view block) {
  Answer answer;
  if (!block.starts_with("HTTP/")) return std::nullopt;
  size_t end = block.find("\r\n\r\n"), skip = 4;
  if (const size_t bare = block.find("\n\n"); bare < end) end = bare, skip = 2;
  if (end == std::string_view::npos) return std::nullopt;
  answer.body = block.substr(end + skip);
  const std::string_view head = block.substr(0, end);
  if (const size_t space = head.find(' '); space != std::string_view::npos) {
    std::from_chars(head.data() + space + 1, head.data() + head.size(), answer.status);
  }
  for (size_t start = std::min(head.find('\n'), head.size()); start < head.size();) {
    const size_t stop = std::min(head.find('\n', start + 1), head.size());
    const std::string_view line = head.substr(start, stop - start);
    start = stop;
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name = LowerAscii(TrimAscii(line.substr(0, colon)));
    const std::string value(TrimAscii(line.substr(colon + 1)));
    if (name == "content-type") answer.content_type = value;
    if (name == "content-encoding") answer.content_encoding = LowerAscii(value);
    if (name == "transfer-encoding") answer.transfer_encoding = LowerAscii(value);
  }
  return answer;
}

// RFC 9112 7.1. nullopt where the body is not in chunks: many archives join them and keep the
// header.
std::optional<std::string> JoinChunks(std::string_view body) {
  std::string out;
  while (true) {
    const size_t line = body.find("\r\n");
    size_t size = 0;
    if (line == std::string_view::npos || line == 0 || line > 1024) return std::nullopt;
    const auto read = std::from_chars(body.data(), body.data() + line, size, 16);
    const bool ends = read.ptr == body.data() + line || *read.ptr == ';' || *read.ptr == ' ';
    if (read.ec != std::errc() || !ends) return std::nullopt;
    if (size == 0) return out;
    body.remove_prefix(line + 2);
    if (size > body.size()) {  // cut off: what there is
      return out.empty() ? std::nullopt : std::optional(out.append(body));
    }
    out.append(body, 0, size);
    body.remove_prefix(size);
    if (body.empty()) return out;
    if (!body.starts_with("\r\n")) return std::nullopt;
    body.remove_prefix(2);
  }
}

Status TooLarge(size_t max_bytes) {
  return ResourceExhausted(fmt::format("unpacks to more than {} MiB", max_bytes >> 20));
}

StatusOr<std::string> Unbrotli(std::string_view bytes, size_t max_bytes) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  const auto* in = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t left = bytes.size();
  std::string out;
  std::array<uint8_t, kPiece> piece;
  while (true) {
    uint8_t* to = piece.data();
    size_t room = piece.size();
    const BrotliDecoderResult result =
        BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &to, nullptr);
    out.append(reinterpret_cast<char*>(piece.data()), piece.size() - room);
    if (out.size() > max_bytes) return TooLarge(max_bytes);
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return out;
    if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return DataLoss("broken br encoding");
  }
}

StatusOr<std::string> Unzstd(std::string_view bytes, size_t max_bytes) {
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          &ZSTD_freeDStream);
  ZSTD_inBuffer in = {bytes.data(), bytes.size(), 0};
  std::string out;
  std::array<char, kPiece> piece;
  while (true) {
    ZSTD_outBuffer to = {piece.data(), piece.size(), 0};
    const size_t result = ZSTD_decompressStream(stream.get(), &to, &in);
    if (ZSTD_isError(result) != 0) return DataLoss("broken zstd encoding");
    out.append(piece.data(), to.pos);
    if (out.size() > max_bytes) return TooLarge(max_bytes);
    if (in.pos == in.size && to.pos < to.size) {
      return result == 0 ? StatusOr<std::string>(std::move(out)) : DataLoss("zstd data ends early");
    }
  }
}

// "deflate" is zlib's form, or bare, as some servers have it.
StatusOr<std::string> Inflate(std::string_view bytes, size_t max_bytes) {
  StatusOr<std::string> zlib = Gunzip(bytes, max_bytes);
  if (zlib.ok() || zlib.status().code() == StatusCode::kResourceExhausted) return zlib;
  z_stream stream = {};
  if (inflateInit2(&stream, -15) != Z_OK) return Internal("zlib did not start");
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, &inflateEnd);
  std::string in(bytes), out;
  std::array<char, kPiece> piece;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  while (true) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = piece.size();
    const int result = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
    if (out.size() > max_bytes) return TooLarge(max_bytes);
    if (result == Z_STREAM_END) return out;
    if (result != Z_OK) return DataLoss("broken deflate encoding");
  }
}

// An archive may have undone the encoding and kept the header: gzip shows by its first bytes, and
// what does not unpack as br or zstd but reads as markup is markup.
StatusOr<std::string> Decode(std::string body, const std::string& encoding, size_t max_bytes) {
  StatusOr<std::string> plain = std::string();
  if (encoding == "gzip" || encoding == "x-gzip") {
    if (!IsGzip(body)) return body;
    return Gunzip(body, max_bytes);
  }
  if (encoding == "br") {
    plain = Unbrotli(body, max_bytes);
  } else if (encoding == "zstd") {
    plain = Unzstd(body, max_bytes);
  } else if (encoding == "deflate") {
    plain = Inflate(body, max_bytes);
  } else {
    return body;
  }
  const bool undone = plain.status().code() == StatusCode::kDataLoss &&
                      TrimAscii(std::string_view(body).substr(0, 256)).starts_with('<');
  return undone ? std::move(body) : std::move(plain);
}

bool MayBePage(const std::string& content_type) {
  const std::string type = LowerAscii(content_type);
  return type.empty() || type.starts_with("text/html") || type.starts_with("text/plain") ||
         type.starts_with("application/xhtml");
}

}  // namespace

StatusOr<std::optional<Page>> PageOf(WarcRecord record, size_t max_bytes) {
  Page page;
  page.url = record.url;
  page.fetched = record.date;
  if (record.type == "resource" || record.type == "conversion") {
    if (!MayBePage(record.content_type)) return std::optional<Page>();
    page.content_type = record.content_type;
    page.bytes = std::move(record.block);
    if (record.type == "conversion") page.kind = PageKind::kText;
    return std::optional<Page>(std::move(page));
  }
  // A crawler's own archive has what it asks for before it asks for pages.
  const bool robots = record.url.ends_with("/robots.txt");
  if (record.type != "response" || robots) return std::optional<Page>();
  const std::optional<Answer> answer = ReadAnswer(record.block);
  if (!answer || answer->status != 200 || !MayBePage(answer->content_type)) {
    return std::optional<Page>();
  }
  page.content_type = answer->content_type;
  std::optional<std::string> joined;
  if (answer->transfer_encoding == "chunked") joined = JoinChunks(answer->body);
  StatusOr<std::string> body = Decode(joined ? *std::move(joined) : std::string(answer->body),
                                      answer->content_encoding, max_bytes);
  if (!body.ok()) return WithContext(body.status(), record.url);
  page.bytes = *std::move(body);
  return std::optional<Page>(std::move(page));
}

}  // namespace dealwire
