// SPDX-License-Identifier: Apache-2.0
// A source: a name and a stream of bytes (a file, a member of an archive, a page from the network, standard input). It is
// read once, from front to back, with a small window that readers may look into. What the bytes mean is the readers' work.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sitrep {

/// The bytes of a source are not what they must be. Ends one record, not the run: who reads records counts it and goes on.
class Damaged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Fills the front of `into`; 0 at the end. Throws Damaged.
  virtual std::size_t read(std::span<char> into) = 0;
  /// Where the bytes of the last read() come from: the place of the first of them in a plain file, the start of the
  /// compressed member otherwise.
  virtual std::uint64_t origin() const = 0;
  /// Does origin() move with every byte?
  virtual bool is_plain() const { return true; }
  /// After Damaged: moves to the next place where reading makes sense. False when there is none.
  virtual bool resume() { return false; }
};

/// A file, or standard input for "-". Throws Damaged when it cannot be opened.
std::unique_ptr<ByteStream> open_file(const std::string& path);
/// The stream owns the bytes; `origin` is told for all of them.
std::unique_ptr<ByteStream> stream_of(std::string bytes, std::uint64_t origin = 0);

/// What is known of a source before its bytes are read.
struct SourceInfo {
  std::string name;                    // for messages: "news.zip/day1/a.html"
  std::string id;                      // of the report, if the source turns out to be one
  std::optional<std::string> url;      // where it was found
  std::optional<std::string> charset;  // what the transport said
  std::optional<std::string> media_type;  // the same, lower case: "text/html"
};

class Source {
 public:
  Source(SourceInfo known, std::unique_ptr<ByteStream> bytes) : info(std::move(known)), bytes_(std::move(bytes)) {}

  const SourceInfo info;

  /// The next bytes, without taking them: `size` of them, fewer only before the end or before damage. Valid until the next
  /// call. Throws Damaged when damage is all that comes.
  std::string_view peek(std::size_t size);
  /// Drops bytes that were peeked.
  void take(std::size_t size);
  /// The next line without its line end, taken; nothing at the end. Throws Damaged if it is longer than `limit`, with the
  /// line gone.
  std::optional<std::string_view> line(std::size_t limit);
  /// All the rest. Throws Damaged if there is more than `limit`.
  std::string rest(std::size_t limit);
  /// Moves to where `mark` next starts, at least `from` bytes ahead; to the end or to damage (false) when it does not come.
  bool seek(std::string_view mark, std::size_t from);

  /// How much can be peeked at no cost.
  std::size_t buffered() const { return buffer_.size() - begin_; }
  /// What is wrong with the bytes behind those that can be peeked.
  const std::optional<std::string>& damage() const { return damage_; }
  bool at_end() { return peek(1).empty(); }
  /// Where the next byte lies in the file: see ByteStream::origin.
  std::uint64_t offset() const;
  /// After damage: drops what is buffered and lets the stream find its next place. False when there is none.
  bool resume();
  /// The stream itself, for a reader that decompresses; nothing may be peeked from the source any more. What was peeked
  /// comes first.
  std::unique_ptr<ByteStream> release();

 private:
  bool fill();
  struct Mark {
    std::uint64_t position;  // in the stream
    std::uint64_t origin;
  };

  std::unique_ptr<ByteStream> bytes_;
  std::optional<std::string> damage_;
  std::string buffer_;
  std::size_t begin_ = 0;        // of what is not yet taken in buffer_
  std::uint64_t taken_ = 0;      // bytes taken so far
  std::deque<Mark> marks_;       // of the chunks in buffer_
};

}  // namespace sitrep
