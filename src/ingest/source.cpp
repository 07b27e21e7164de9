// SPDX-License-Identifier: Apache-2.0
#include "ingest/source.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/format.h"

namespace sitrep {
namespace {

constexpr std::size_t chunk = 64 * 1024;

class FileStream : public ByteStream {
 public:
  FileStream(int file, std::string path) : file_(file), path_(std::move(path)) {}
  ~FileStream() override {
    if (file_ > STDIN_FILENO) ::close(file_);
  }

  std::size_t read(std::span<char> into) override {
    origin_ = next_;
    ssize_t got = 0;
    do got = ::read(file_, into.data(), into.size());
    while (got < 0 && errno == EINTR);
    if (got < 0) throw Damaged(format("cannot be read: {}", std::strerror(errno)));
    next_ += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
  }
  std::uint64_t origin() const override { return origin_; }

 private:
  int file_;
  std::string path_;
  std::uint64_t origin_ = 0;
  std::uint64_t next_ = 0;
};

class StringStream : public ByteStream {
 public:
  StringStream(std::string bytes, std::uint64_t origin) : bytes_(std::move(bytes)), origin_(origin) {}

  std::size_t read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), bytes_.size() - next_);
    std::memcpy(into.data(), bytes_.data() + next_, size);
    next_ += size;
    return size;
  }
  std::uint64_t origin() const override { return origin_; }
  bool is_plain() const override { return false; }

 private:
  std::string bytes_;
  std::size_t next_ = 0;
  std::uint64_t origin_;
};

/// Bytes that were read ahead, then the stream that they came from.
class RejoinedStream : public ByteStream {
 public:
  RejoinedStream(std::string ahead, std::uint64_t origin, std::unique_ptr<ByteStream> rest)
      : ahead_(std::move(ahead)), origin_(origin), rest_(std::move(rest)) {}

  std::size_t read(std::span<char> into) override {
    if (next_ == ahead_.size()) {
      in_rest_ = true;
      return rest_->read(into);
    }
    const std::size_t size = std::min(into.size(), ahead_.size() - next_);
    std::memcpy(into.data(), ahead_.data() + next_, size);
    if (rest_->is_plain()) origin_ += last_;
    last_ = size;
    next_ += size;
    return size;
  }
  std::uint64_t origin() const override { return in_rest_ ? rest_->origin() : origin_; }
  bool is_plain() const override { return rest_->is_plain(); }
  bool resume() override {
    next_ = ahead_.size();
    return rest_->resume();
  }

 private:
  std::string ahead_;
  std::size_t next_ = 0;
  std::size_t last_ = 0;
  std::uint64_t origin_;
  bool in_rest_ = false;
  std::unique_ptr<ByteStream> rest_;
};

}  // namespace

std::unique_ptr<ByteStream> open_file(const std::string& path) {
  if (path == "-") return std::make_unique<FileStream>(STDIN_FILENO, path);
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw Damaged(format("cannot be opened: {}", std::strerror(errno)));
  return std::make_unique<FileStream>(file, path);
}

std::unique_ptr<ByteStream> stream_of(std::string bytes, std::uint64_t origin) {
  return std::make_unique<StringStream>(std::move(bytes), origin);
}

bool Source::fill() {
  if (damage_) return false;
  if (begin_ > 0 && begin_ >= buffer_.size() / 2) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
  const std::size_t filled = buffer_.size();
  buffer_.resize(filled + std::max(chunk, filled / 2));
  std::size_t got = 0;
  try {
    got = bytes_->read({buffer_.data() + filled, buffer_.size() - filled});
  } catch (const Damaged& damage) {
    damage_ = damage.what();
  }
  buffer_.resize(filled + got);
  if (got > 0) marks_.push_back({taken_ + filled - begin_, bytes_->origin()});
  return got > 0;
}

std::string_view Source::peek(std::size_t size) {
  while (buffered() < size && fill()) {
  }
  if (damage_ && buffered() == 0) throw Damaged(*damage_);
  return std::string_view(buffer_).substr(begin_, size);
}

void Source::take(std::size_t size) {
  size = std::min(size, buffer_.size() - begin_);
  begin_ += size;
  taken_ += size;
  while (marks_.size() > 1 && marks_[1].position <= taken_) marks_.pop_front();
}

std::optional<std::string_view> Source::line(std::size_t limit) {
  std::size_t searched = 0;
  for (;;) {
    const std::string_view have = std::string_view(buffer_).substr(begin_);
    const std::size_t end = have.find('\n', searched);
    if (end != std::string_view::npos && end <= limit) {
      take(end + 1);
      return have.substr(0, end);
    }
    if (have.size() > limit || end != std::string_view::npos) {
      if (seek("\n", 0)) take(1);
      throw Damaged(format("line is longer than the limit of {} bytes", limit));
    }
    searched = have.size();
    if (!fill()) break;
  }
  const std::string_view last = std::string_view(buffer_).substr(begin_);
  take(last.size());
  if (damage_) throw Damaged(*damage_);
  if (last.empty()) return std::nullopt;
  return last;
}

std::string Source::rest(std::size_t limit) {
  const std::string_view all = peek(limit + 1);
  if (all.size() > limit) throw Damaged(format("is larger than the limit of {} bytes", limit));
  if (damage_) throw Damaged(*damage_);
  std::string result(all);
  take(result.size());
  return result;
}

bool Source::seek(std::string_view mark, std::size_t from) {
  for (std::size_t ahead = from;;) {
    const std::string_view have = std::string_view(buffer_).substr(begin_);
    const std::size_t at = have.find(mark, ahead);
    if (at != std::string_view::npos) {
      take(at);
      return true;
    }
    if (have.size() >= ahead + mark.size()) {
      take(have.size() - mark.size() + 1);
      ahead = 0;
    }
    if (!fill()) break;
  }
  take(buffered());
  return false;
}

std::uint64_t Source::offset() const {
  if (marks_.empty() || (damage_ && buffered() == 0)) return bytes_->origin();
  const Mark& mark = marks_.front();
  return bytes_->is_plain() ? mark.origin + (taken_ - mark.position) : mark.origin;
}

bool Source::resume() {
  take(buffered());
  damage_.reset();
  return bytes_->resume();
}

std::unique_ptr<ByteStream> Source::release() {
  return std::make_unique<RejoinedStream>(buffer_.substr(begin_), offset(), std::move(bytes_));
}

}  // namespace sitrep
