// SPDX-License-Identifier: Apache-2.0
// Files as a whole: read, map, replace. Streams of many records belong to ingest.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace sitrep {

/// The bytes of a file, or of standard input for "-". Throws Error with the file and the system's reason.
std::string read_file(const std::filesystem::path& path);

/// Writes beside the target and renames, so that readers see the old file or the new one, never half of one.
void replace_file(const std::filesystem::path& path, std::string_view content);

/// A file mapped read-only for the life of the object; pages are shared by all processes that map it.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;

  std::span<const std::byte> bytes() const { return {static_cast<const std::byte*>(data_), size_}; }
  std::string_view text() const { return {static_cast<const char*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace sitrep
