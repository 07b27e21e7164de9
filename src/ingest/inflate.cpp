// SPDX-License-Identifier: Apache-2.0
// zlib is included here only.
#include "ingest/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/format.h"

namespace sitrep {
namespace {

constexpr int with_gzip = 16 + MAX_WBITS;
constexpr int gzip_or_zlib = 32 + MAX_WBITS;
constexpr int bare = -MAX_WBITS;
constexpr std::string_view member_mark = "\x1F\x8B\x08";
constexpr std::size_t longest_kept = 8u << 20;  // of a compressed member, to search again after damage

class Inflater {
 public:
  explicit Inflater(int window_bits) {
    if (::inflateInit2(&state, window_bits) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { ::inflateEnd(&state); }
  Inflater(const Inflater&) = delete;

  z_stream state{};
};

class GzipStream : public ByteStream {
 public:
  GzipStream(std::unique_ptr<ByteStream> compressed, const Limits& limits) : source_({}, std::move(compressed)), limits_(limits), inflater_(with_gzip) {}

  std::size_t read(std::span<char> into) override {
    for (;;) {
      if (is_between_members_ && !start_member()) return 0;
      if (const std::size_t got = inflate_some(into); got > 0) return got;
    }
  }
  std::uint64_t origin() const override { return member_; }
  bool is_plain() const override { return false; }

  bool resume() override {
    if (is_bomb_) return false;
    is_between_members_ = true;
    // From behind the member's start if it is still at hand: its damage may have led far into the next one.
    std::size_t from = used_ > 0 ? 1 : 0;
    used_ = 0;
    while (source_.seek(member_mark, from)) {
      const std::string_view head = source_.peek(4);
      if (head.size() == 4 && (head[3] & 0xE0) == 0) return true;
      from = 1;
    }
    return false;
  }

 private:
  bool start_member() {
    while (source_.peek(1) == std::string_view("\0", 1)) source_.take(1);  // padding, as tape and block writers leave it
    const std::string_view head = source_.peek(2);
    if (head.empty()) return false;
    member_ = source_.offset();
    if (head != member_mark.substr(0, 2)) throw Damaged("bytes that are no gzip member");
    ::inflateReset2(&inflater_.state, with_gzip);
    is_between_members_ = false;
    return true;
  }

  /// May give nothing at the end of a member.
  std::size_t inflate_some(std::span<char> into) {
    std::string_view in = source_.peek(used_ + 1);
    if (in.size() <= used_) throw Damaged("gzip data end in the middle of a member (truncated)");
    in = source_.peek(std::max(source_.buffered(), used_ + 1)).substr(used_, 1u << 30);
    z_stream& state = inflater_.state;
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    state.avail_in = static_cast<uInt>(in.size());
    state.next_out = reinterpret_cast<Bytef*>(into.data());
    state.avail_out = static_cast<uInt>(std::min<std::size_t>(into.size(), 1u << 30));
    const uInt room = state.avail_out;
    const int result = ::inflate(&state, Z_NO_FLUSH);
    count(in.size() - state.avail_in, room - state.avail_out);
    if (result == Z_STREAM_END) end_member();
    else if (result != Z_OK && result != Z_BUF_ERROR) throw Damaged(format("gzip data are damaged ({})", state.msg ? state.msg : "no reason known"));
    return room - state.avail_out;
  }

  void count(std::size_t used, std::size_t made) {
    used_ += used;
    compressed_ += used;
    made_ += made;
    if (used_ > longest_kept) {
      source_.take(used_);
      used_ = 0;
    }
    is_bomb_ = made_ > limits_.record_bytes + compressed_ * limits_.expansion;
    if (is_bomb_) throw Damaged(format("gzip data expand to more than {} times their size (a decompression bomb?)", limits_.expansion));
  }

  void end_member() {
    source_.take(used_);
    used_ = 0;
    is_between_members_ = true;
  }

  Source source_;
  const Limits& limits_;
  Inflater inflater_;
  bool is_between_members_ = true;
  bool is_bomb_ = false;
  std::uint64_t member_ = 0;  // where it starts
  std::size_t used_ = 0;      // of the member, inflated but not taken from source_
  std::uint64_t compressed_ = 0;
  std::uint64_t made_ = 0;
};

/// False when the data are not of this kind at all.
bool inflate_whole(std::string_view body, int window_bits, const Limits& limits, std::string& result, std::string& problem) {
  Inflater inflater(window_bits);
  z_stream& state = inflater.state;
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  state.avail_in = static_cast<uInt>(body.size());
  result.clear();
  for (;;) {
    const std::size_t filled = result.size();
    result.resize(std::max<std::size_t>(filled * 2, std::min(limits.record_bytes, body.size() * 4) + 1024));
    state.next_out = reinterpret_cast<Bytef*>(result.data() + filled);
    state.avail_out = static_cast<uInt>(result.size() - filled);
    const int code = ::inflate(&state, Z_NO_FLUSH);
    result.resize(result.size() - state.avail_out);
    if (code == Z_STREAM_END) return true;
    if (result.size() > limits.record_bytes) throw Damaged(format("body is larger than the limit of {} bytes when decompressed", limits.record_bytes));
    if (code == Z_OK && state.avail_out == 0) continue;
    problem = code == Z_OK || code == Z_BUF_ERROR ? "truncated" : state.msg ? state.msg : "damaged";
    return false;
  }
}

}  // namespace

std::unique_ptr<ByteStream> gunzipped(std::unique_ptr<ByteStream> compressed, const Limits& limits) {
  return std::make_unique<GzipStream>(std::move(compressed), limits);
}

std::string gzipped(std::string_view body, Effort effort) {
  z_stream state{};
  if (::deflateInit2(&state, static_cast<int>(effort), Z_DEFLATED, with_gzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  std::string result(::deflateBound(&state, body.size()), '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  state.avail_in = static_cast<uInt>(body.size());
  state.next_out = reinterpret_cast<Bytef*>(result.data());
  state.avail_out = static_cast<uInt>(result.size());
  ::deflate(&state, Z_FINISH);
  result.resize(result.size() - state.avail_out);
  ::deflateEnd(&state);
  return result;
}

std::string inflated(std::string_view body, const Limits& limits) {
  std::string result;
  std::string problem;
  if (inflate_whole(body, gzip_or_zlib, limits, result, problem)) return result;
  const bool has_header = body.starts_with("\x1F\x8B") || problem == "truncated";
  std::string ignored;
  if (!has_header && inflate_whole(body, bare, limits, result, ignored)) return result;
  throw Damaged(format("body cannot be decompressed: {}", problem));
}

}  // namespace sitrep
