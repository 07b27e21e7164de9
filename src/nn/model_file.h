// SPDX-License-Identifier: Apache-2.0
// The model file: named tensors and blobs in one mapped file. Knows nothing of what they mean. The format is told in
// tools/model/file_format.py, which writes it; change both together.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/file.h"
#include "nn/tensor.h"

namespace sitrep {

class ModelFile {
 public:
  static constexpr std::uint32_t format_version = 1;

  /// Maps and checks the file. Throws Error when it is missing, foreign, of another version, cut short or damaged.
  explicit ModelFile(const std::filesystem::path& path);

  std::string_view name() const;      // en_core_web_md
  std::string_view revision() const;  // 3.8.0
  std::uint64_t checksum() const;

  bool has(std::string_view section) const { return find(section) != nullptr; }
  /// Throws Error when the section is not there or of another type. Views live as long as the ModelFile.
  std::string_view blob(std::string_view section) const;
  /// T is float, std::uint8_t, uint16_t, uint32_t, int32_t or uint64_t.
  template <class T>
  Tensor<T> tensor(std::string_view section) const;
  /// The same, for a layer that knows its shape: throws Error when the file's shape is another.
  Floats floats(std::string_view section, Shape shape) const;

 private:
  struct Header;
  struct Entry;
  const Header& header() const;
  const Entry* find(std::string_view section) const;
  const Entry& require(std::string_view section, std::uint32_t type) const;
  void check() const;
  void check_directory() const;
  [[noreturn]] void refuse(std::string_view reason) const;

  std::string path_;
  MappedFile file_;
};

}  // namespace sitrep
