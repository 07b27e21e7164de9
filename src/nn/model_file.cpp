// SPDX-License-Identifier: Apache-2.0
// Reading and checking the model file. The structs mirror HEADER and ENTRY of tools/model/file_format.py.
#include "nn/model_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

#include "base/checksum.h"
#include "base/error.h"
#include "base/format.h"

namespace sitrep {

static_assert(std::endian::native == std::endian::little, "the model file is little-endian and is mapped as it is");

struct ModelFile::Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t sections;
  std::uint64_t file_size;
  std::uint64_t checksum;
  char name[48];
  char revision[48];
};

struct ModelFile::Entry {
  char name[64];
  std::uint32_t type;
  std::uint32_t rank;
  std::uint32_t shape[4];
  std::uint64_t offset;
  std::uint64_t bytes;
  std::uint64_t unused;
};

namespace {

constexpr std::string_view magic = "SITREPLM";
constexpr std::size_t alignment = 64;
constexpr std::uint32_t blob_type = 0;
constexpr std::size_t type_sizes[] = {1, 4, 1, 2, 4, 4, 8};  // by type number, as TYPES in file_format.py
constexpr std::string_view remedy = "run 'make setup' to build it anew";

template <class T>
constexpr std::uint32_t type_number = 0;
template <>
constexpr std::uint32_t type_number<float> = 1;
template <>
constexpr std::uint32_t type_number<std::uint8_t> = 2;
template <>
constexpr std::uint32_t type_number<std::uint16_t> = 3;
template <>
constexpr std::uint32_t type_number<std::uint32_t> = 4;
template <>
constexpr std::uint32_t type_number<std::int32_t> = 5;
template <>
constexpr std::uint32_t type_number<std::uint64_t> = 6;

/// A fixed field padded with NUL.
template <std::size_t size>
std::string_view field(const char (&chars)[size]) {
  return {chars, static_cast<std::size_t>(std::find(chars, chars + size, '\0') - chars)};
}

std::string text_of(const Shape& shape) { return fmt::format("({})", fmt::join(shape, ", ")); }

}  // namespace

ModelFile::ModelFile(const std::filesystem::path& path) : path_(path.string()), file_(path) {
  static_assert(sizeof(Header) == 128 && sizeof(Entry) == 112);
  check();
}

void ModelFile::refuse(std::string_view reason) const { throw Error(format("{}: {}; {}", path_, reason, remedy)); }

const ModelFile::Header& ModelFile::header() const { return *reinterpret_cast<const Header*>(file_.bytes().data()); }

std::string_view ModelFile::name() const { return field(header().name); }
std::string_view ModelFile::revision() const { return field(header().revision); }
std::uint64_t ModelFile::checksum() const { return header().checksum; }

void ModelFile::check() const {
  const std::span<const std::byte> bytes = file_.bytes();
  if (bytes.size() < magic.size() || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0)
    refuse("this is no language model of sitrep");
  if (bytes.size() < sizeof(Header)) refuse("the language model is cut short within its header");
  const Header& head = header();
  if (head.version != format_version)
    refuse(format("the language model has format {}, but this program reads format {}", head.version, format_version));
  if (head.file_size != bytes.size())
    refuse(format("the language model is cut short or has grown: {} bytes where its header says {}", bytes.size(), head.file_size));
  if (sitrep::checksum(bytes.subspan(sizeof(Header))) != head.checksum)
    refuse("the language model is damaged: its checksum does not fit its content");
  check_directory();
}

/// Nothing later checks offsets again, so all are checked here: a file can be wrong with a right checksum.
void ModelFile::check_directory() const {
  const std::size_t size = file_.bytes().size();
  if (header().sections > (size - sizeof(Header)) / sizeof(Entry)) refuse("the language model's directory does not fit the file");
  const auto* entries = reinterpret_cast<const Entry*>(file_.bytes().data() + sizeof(Header));
  for (const Entry& entry : std::span(entries, header().sections)) {
    std::uint64_t elements = 1;
    bool fits = entry.type < std::size(type_sizes) && entry.rank <= 4 && entry.offset % alignment == 0 &&
                entry.offset <= size && entry.bytes <= size - entry.offset;
    for (std::uint32_t i = 0; fits && i < entry.rank; ++i) {
      fits = entry.shape[i] == 0 || elements <= size / entry.shape[i];
      elements *= entry.shape[i];
    }
    if (!fits || elements * type_sizes[entry.type] != entry.bytes)
      refuse(format("the language model's section '{}' does not fit the file", field(entry.name)));
  }
}

const ModelFile::Entry* ModelFile::find(std::string_view section) const {
  const auto* first = reinterpret_cast<const Entry*>(file_.bytes().data() + sizeof(Header));
  const auto* last = first + header().sections;
  const auto* entry = std::lower_bound(first, last, section, [](const Entry& e, std::string_view s) { return field(e.name) < s; });
  return entry != last && field(entry->name) == section ? entry : nullptr;
}

const ModelFile::Entry& ModelFile::require(std::string_view section, std::uint32_t type) const {
  const Entry* entry = find(section);
  if (!entry) refuse(format("the language model has no section '{}'", section));
  if (entry->type != type) refuse(format("the language model's section '{}' has type {}, not {}", section, entry->type, type));
  return *entry;
}

std::string_view ModelFile::blob(std::string_view section) const {
  const Entry& entry = require(section, blob_type);
  return file_.text().substr(entry.offset, entry.bytes);
}

template <class T>
Tensor<T> ModelFile::tensor(std::string_view section) const {
  const Entry& entry = require(section, type_number<T>);
  Tensor<T> result{reinterpret_cast<const T*>(file_.bytes().data() + entry.offset), {1, 1, 1, 1}};
  std::copy_n(entry.shape, entry.rank, result.shape.begin());
  return result;
}

Floats ModelFile::floats(std::string_view section, Shape shape) const {
  const Floats result = tensor<float>(section);
  if (result.shape != shape)
    refuse(format("the language model's section '{}' has shape {}, not {}", section, text_of(result.shape), text_of(shape)));
  return result;
}

template Tensor<float> ModelFile::tensor(std::string_view) const;
template Tensor<std::uint8_t> ModelFile::tensor(std::string_view) const;
template Tensor<std::uint16_t> ModelFile::tensor(std::string_view) const;
template Tensor<std::uint32_t> ModelFile::tensor(std::string_view) const;
template Tensor<std::int32_t> ModelFile::tensor(std::string_view) const;
template Tensor<std::uint64_t> ModelFile::tensor(std::string_view) const;

}  // namespace sitrep
