// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include "base/error.h"
#include "base/format.h"

namespace sitrep {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* verb) {
  throw Error(format("{}: cannot {}: {}", path.string(), verb, std::strerror(errno)));
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  if (path == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  if (std::filesystem::is_directory(path)) throw Error(format("{}: is a folder, a file is needed", path.string()));
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(path, "read");
  std::string content;
  char piece[1 << 16];
  while (file.read(piece, sizeof piece) || file.gcount() > 0) content.append(piece, static_cast<std::size_t>(file.gcount()));
  return content;
}

void replace_file(const std::filesystem::path& path, std::string_view content) {
  const std::filesystem::path beside = path.string() + ".new";
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    if (!file.write(content.data(), static_cast<std::streamsize>(content.size())).flush()) fail(beside, "write");
  }
  std::error_code failed;
  std::filesystem::rename(beside, path, failed);
  if (failed) throw Error(format("{}: cannot replace: {}", path.string(), failed.message()));
}

MappedFile::MappedFile(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail(path, "open");
  struct stat status {};
  if (::fstat(file, &status) == 0 && status.st_size > 0) {
    size_ = static_cast<std::size_t>(status.st_size);
    data_ = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
  }
  ::close(file);
  if (data_ == MAP_FAILED) fail(path, "map");
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

}  // namespace sitrep
