// SPDX-License-Identifier: Apache-2.0
#include "knowledge/gazetteer.h"

#include <bit>
#include <cmath>
#include <numbers>

#include "base/error.h"
#include "base/format.h"
#include "base/utf8.h"
#include "knowledge/gazetteer_file.h"

namespace sitrep {
namespace {

namespace layout = gazetteer_file;

template <class T>
T number_at(std::string_view data, std::size_t offset) {
  T value;
  std::memcpy(&value, data.data() + offset, sizeof value);
  return value;
}

/// The sections of the file, or an Error that says what is wrong with it.
class Sections {
 public:
  Sections(std::string_view data, const std::filesystem::path& path) : data_(data), path_(path) {
    if (data.size() < layout::header_size || !data.starts_with(layout::magic)) fail("is no gazetteer");
    if (number_at<std::uint32_t>(data, 8) != layout::version) fail("is of another version");
    const std::string_view rest = data.substr(layout::header_size);
    if (number_at<std::uint64_t>(data, 16) != rest.size()) fail("is cut off");
    if (number_at<std::uint32_t>(data, 12) != layout::section_count || rest.size() % 8 != 0) fail("is damaged");
    if (number_at<std::uint64_t>(data, 24) != layout::checksum(rest)) fail("is damaged");
  }

  template <class T>
  std::span<const T> get(layout::Section section) const {
    const std::size_t row = layout::header_size + section * layout::section_row_size;
    const auto offset = number_at<std::uint64_t>(data_, row);
    const auto size = number_at<std::uint64_t>(data_, row + 8);
    if (offset % 8 != 0 || offset > data_.size() || size > data_.size() - offset || size % sizeof(T) != 0) fail("is damaged");
    return {reinterpret_cast<const T*>(data_.data() + offset), static_cast<std::size_t>(size) / sizeof(T)};
  }

  [[noreturn]] void fail(std::string_view what) const {
    throw Error(format("{}: the gazetteer's file {}; build it again with tools/setup/setup.sh", path_.string(), what));
  }

 private:
  std::string_view data_;
  const std::filesystem::path& path_;
};

}  // namespace

std::string_view name_of(NameKind kind) {
  constexpr std::array<std::string_view, 3> names = {"name", "other name", "short name"};
  return names[static_cast<std::size_t>(kind)];
}

void Folding::fold(std::string_view name, std::string& into) const {
  const std::size_t start = into.size();
  const auto put = [&](char c) {
    if (c != ' ' || (into.size() > start && into.back() != ' ')) into.push_back(c);
  };
  for (std::size_t position = 0; position < name.size();) {
    const std::size_t begin = position;
    const char32_t code_point = next_code_point(name, position);
    if (code_point < table_.size()) {
      const std::uint32_t bytes = table_[code_point];
      for (std::uint32_t i = 1; i <= (bytes & 3U); ++i) put(static_cast<char>((bytes >> (8 * i)) & 0xFFU));
    } else {
      into.append(name, begin, position - begin);
    }
  }
  if (into.size() > start && into.back() == ' ') into.pop_back();
}

std::string Folding::folded(std::string_view name) const {
  std::string result;
  fold(name, result);
  return result;
}

Gazetteer::Gazetteer(const std::filesystem::path& path) : file_(path) {
  const Sections sections(file_.text(), path);
  folding_table_ = sections.get<std::uint32_t>(layout::folding);
  entries_ = sections.get<GazetteerEntry>(layout::entries);
  buckets_ = sections.get<std::uint32_t>(layout::buckets);
  hashes_ = sections.get<std::uint64_t>(layout::hashes);
  links_ = sections.get<NameLink>(layout::links);
  features_ = sections.get<std::array<char, 8>>(layout::features);
  const auto names = sections.get<char>(layout::names);
  names_ = {names.data(), names.size()};
  folding_ = Folding(folding_table_);

  const std::size_t bucket_count = buckets_.empty() ? 0 : buckets_.size() - 1;
  if (!std::has_single_bit(bucket_count) || bucket_count < 2 || hashes_.size() != links_.size() || names_.empty() || names_.back() != '\0')
    sections.fail("is damaged");
  bucket_shift_ = 64U - static_cast<unsigned>(std::countr_zero(bucket_count));
}

std::string_view Gazetteer::name(const GazetteerEntry& entry) const {
  return entry.name < names_.size() ? std::string_view(names_.data() + entry.name) : std::string_view{};
}

std::string_view Gazetteer::feature(const GazetteerEntry& entry) const {
  if (entry.feature >= features_.size()) return {};
  const std::array<char, 8>& code = features_[entry.feature];
  return {code.data(), ::strnlen(code.data(), code.size())};
}

std::span<const NameLink> Gazetteer::find(Word folded) const {
  const auto hash = static_cast<std::uint64_t>(folded);
  const std::size_t bucket = hash >> bucket_shift_;
  std::size_t at = buckets_[bucket];
  const std::size_t end = std::min<std::size_t>(buckets_[bucket + 1], hashes_.size());
  while (at < end && hashes_[at] < hash) ++at;
  const std::size_t first = at;
  while (at < end && hashes_[at] == hash) ++at;
  return first < end ? links_.subspan(first, at - first) : std::span<const NameLink>{};
}

double distance_km(Coordinates a, Coordinates b) {
  constexpr double degree = std::numbers::pi / 180;
  const double north = std::sin((b.lat - a.lat) * degree / 2);
  const double east = std::sin((b.lon - a.lon) * degree / 2);
  const double half = north * north + std::cos(a.lat * degree) * std::cos(b.lat * degree) * east * east;
  return 12742.0 * std::asin(std::sqrt(std::min(1.0, half)));
}

}  // namespace sitrep
