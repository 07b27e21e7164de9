// SPDX-License-Identifier: Apache-2.0
#include "knowledge/gazetteer_writer.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "knowledge/gazetteer_file.h"

namespace sitrep {
namespace {

namespace layout = gazetteer_file;

template <class T>
std::string bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

template <class T>
void append(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// The file of these sections.
std::string assembled(const std::vector<std::string>& sections) {
  std::string rest;
  std::uint64_t offset = layout::header_size + layout::section_row_size * sections.size();
  for (const std::string& section : sections) {
    append<std::uint64_t>(rest, offset);
    append<std::uint64_t>(rest, section.size());
    offset += (section.size() + 7) / 8 * 8;
  }
  for (const std::string& section : sections) {
    rest += section;
    rest.resize((rest.size() + 7) / 8 * 8, '\0');
  }
  std::string file(layout::magic);
  append<std::uint32_t>(file, layout::version);
  append(file, static_cast<std::uint32_t>(sections.size()));
  append<std::uint64_t>(file, rest.size());
  append(file, layout::checksum(rest));
  return file + rest;
}

}  // namespace

std::vector<std::uint32_t> GazetteerWriter::ascii_folding() {
  std::vector<std::uint32_t> table(128, 0);
  for (char c = 1; c < 127; ++c)
    if (c != '\'' && c != '.') table[static_cast<std::size_t>(c)] = 1U | static_cast<std::uint32_t>(is_letter(c) || is_digit(c) ? to_lower(c) : ' ') << 8;
  return table;
}

GazetteerWriter::GazetteerWriter(std::vector<std::uint32_t> folding_table) : folding_table_(std::move(folding_table)), folding_(folding_table_) {}

void GazetteerWriter::copy(const Gazetteer& gazetteer) {
  if (!entries_.empty()) throw Error("a gazetteer is copied into an empty writer only");
  for (std::uint32_t number = 0; number < gazetteer.size(); ++number) {
    const GazetteerEntry& old = gazetteer.entry(number);
    const std::uint32_t copied = add(gazetteer.name(old), gazetteer.feature(old), old.country());
    const GazetteerEntry written = entries_[copied];
    entries_[copied] = old;
    entries_[copied].name = written.name;
    entries_[copied].feature = written.feature;
  }
  const auto hashes = gazetteer.name_hashes();
  const auto links = gazetteer.name_links();
  names_.clear();
  for (std::size_t i = 0; i < hashes.size(); ++i) names_.push_back({hashes[i], links[i].packed});
}

std::uint32_t GazetteerWriter::add(std::string_view name, std::string_view feature, std::string_view alpha3) {
  const auto number = static_cast<std::uint32_t>(entries_.size());
  GazetteerEntry entry{};
  entry.lat = entry.lon = GazetteerEntry::nowhere;
  entry.admin1 = entry.admin2 = GazetteerEntry::none;
  std::copy_n(alpha3.begin(), std::min<std::size_t>(3, alpha3.size()), entry.alpha3.begin());
  entries_.push_back(entry);
  set_name(number, name);
  set_feature(number, feature);
  call(number, name, NameKind::primary);
  return number;
}

void GazetteerWriter::set_name(std::uint32_t number, std::string_view name) {
  if (pool_.size() + name.size() > UINT32_MAX) throw Error("the gazetteer has more names than its file can hold (4 GB)");
  entries_[number].name = static_cast<std::uint32_t>(pool_.size());
  pool_.append(name).push_back('\0');
}

void GazetteerWriter::set_feature(std::uint32_t number, std::string_view feature) {
  const auto [at, is_new] = feature_numbers_.try_emplace(std::string(feature), static_cast<std::uint16_t>(features_.size()));
  if (is_new) features_.emplace_back(feature);
  entries_[number].feature = at->second;
}

void GazetteerWriter::call(std::uint32_t number, std::string_view name, NameKind kind) {
  if (number >= UINT32_MAX / 4) throw Error("the gazetteer has more places than its file can hold");
  folded_.clear();
  folding_.fold(name, folded_);
  if (folded_.empty()) return;
  names_.push_back({static_cast<std::uint64_t>(word(folded_)), number << 2 | static_cast<std::uint32_t>(kind)});
  ++entries_[number].name_count;
}

void GazetteerWriter::write(const std::filesystem::path& path) {
  std::sort(names_.begin(), names_.end());
  const auto same_owner = [](const Name& a, const Name& b) { return a.hash == b.hash && a.link >> 2 == b.link >> 2; };
  names_.erase(std::unique(names_.begin(), names_.end(), same_owner), names_.end());

  const unsigned bits = std::clamp(static_cast<unsigned>(std::bit_width(names_.size())), 1U, 24U);
  std::vector<std::uint32_t> buckets((std::size_t{1} << bits) + 1, 0);
  std::vector<std::uint64_t> hashes;
  std::vector<std::uint32_t> links;
  for (const Name& name : names_) {
    ++buckets[(name.hash >> (64U - bits)) + 1];
    hashes.push_back(name.hash);
    links.push_back(name.link);
  }
  for (std::size_t i = 1; i < buckets.size(); ++i) buckets[i] += buckets[i - 1];

  std::string features;
  for (const std::string& feature : features_) {
    std::string code = feature.substr(0, 8);
    code.resize(8, '\0');
    features += code;
  }
  replace_file(path, assembled({bytes_of(folding_table_), bytes_of(entries_), bytes_of(buckets), bytes_of(hashes), bytes_of(links), features, pool_}));
}

}  // namespace sitrep
