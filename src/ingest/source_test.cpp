// SPDX-License-Identifier: Apache-2.0
#include "ingest/source.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace sitrep;

namespace {

/// Gives a few bytes at a time, and breaks at the end if it is told to.
class Drops : public ByteStream {
 public:
  Drops(std::string bytes, bool breaks) : bytes_(std::move(bytes)), breaks_(breaks) {}
  std::size_t read(std::span<char> into) override {
    origin_ = next_;
    const std::size_t size = std::min({into.size(), std::size_t{3}, bytes_.size() - next_});
    if (size == 0 && breaks_) throw Damaged("broken");
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(next_), size, into.begin());
    next_ += size;
    return size;
  }
  std::uint64_t origin() const override { return origin_; }

 private:
  std::string bytes_;
  bool breaks_;
  std::size_t next_ = 0;
  std::uint64_t origin_ = 0;
};

Source source(std::string bytes, bool breaks = false) { return Source({"name", "id", {}, {}, {}}, std::make_unique<Drops>(std::move(bytes), breaks)); }

}  // namespace

TEST_CASE("peek does not take, and offset counts what was taken") {
  Source bytes = source("0123456789");
  CHECK(bytes.peek(5) == "01234");
  CHECK(bytes.offset() == 0);
  bytes.take(4);
  CHECK(bytes.offset() == 4);
  CHECK(bytes.peek(100) == "456789");
  bytes.take(6);
  CHECK(bytes.at_end());
  CHECK(bytes.offset() == 10);
}

TEST_CASE("lines, the last one without its end") {
  Source bytes = source("one\n\nthree and more\nlast");
  CHECK(bytes.line(100) == "one");
  CHECK(bytes.line(100) == "");
  CHECK(bytes.offset() == 5);
  CHECK(bytes.line(100) == "three and more");
  CHECK(bytes.line(100) == "last");
  CHECK(bytes.line(100) == std::nullopt);
}

TEST_CASE("a line over the limit is gone, the next one is whole") {
  Source bytes = source("0123456789\nnext\n");
  CHECK_THROWS_AS(bytes.line(5), Damaged);
  CHECK(bytes.line(5) == "next");
}

TEST_CASE("the rest is limited") {
  CHECK(source("12345").rest(5) == "12345");
  CHECK_THROWS_AS(source("123456").rest(5), Damaged);
}

TEST_CASE("seek finds a mark across reads") {
  Source bytes = source("aaaaaaaaWARC/bbbb");
  CHECK(bytes.seek("WARC/", 0));
  CHECK(bytes.offset() == 8);
  CHECK_FALSE(bytes.seek("WARC/", 1));
  CHECK(bytes.at_end());
}

TEST_CASE("what stands before damage is read, then the damage is told") {
  Source bytes = source("one\ntwo", true);
  CHECK(bytes.line(100) == "one");
  CHECK_THROWS_AS(bytes.line(100), Damaged);
  Source others = source("text", true);
  CHECK(others.peek(100) == "text");
  CHECK(others.damage() == "broken");
  CHECK_THROWS_AS(others.rest(100), Damaged);
}

TEST_CASE("a released stream starts with what was peeked") {
  Source bytes = source("0123456789");
  bytes.peek(5);
  bytes.take(2);
  Source again({"name", "id", {}, {}, {}}, bytes.release());
  CHECK(again.offset() == 2);
  CHECK(again.peek(100) == "23456789");
  again.take(7);
  CHECK(again.offset() == 9);
}
