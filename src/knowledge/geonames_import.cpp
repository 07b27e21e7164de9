// SPDX-License-Identifier: Apache-2.0
#include "knowledge/geonames_import.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "knowledge/gazetteer_writer.h"

namespace sitrep {
namespace {

constexpr std::size_t place_columns = 19;     // geonameid name asciiname alternatenames lat lon class code country cc2 admin1 admin2 … population …
constexpr std::size_t name_columns_least = 8;  // alternateNameId geonameid language name preferred short colloquial historic [from to]
constexpr std::size_t name_columns_most = 10;

template <class T>
bool read_number(std::string_view text, T& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

/// Splits into at most N cells; returns how many there are.
template <std::size_t N>
std::size_t cells_of(std::string_view line, std::array<std::string_view, N>& cells) {
  std::size_t count = 0;
  for (;;) {
    const std::size_t tab = line.find('\t');
    if (count < N) cells[count] = line.substr(0, tab);
    ++count;
    if (tab == std::string_view::npos) return count;
    line.remove_prefix(tab + 1);
  }
}

template <class Take>
void each_line(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) take(line);
  }
}

/// A transcription letter by letter, or a code: not what a report writes (see tools/build_gazetteer.py).
bool is_written_name(std::string_view name) {
  if (name.empty() || name.size() > 80 || is_lower(name.front())) return false;
  const bool is_code = name.size() <= 3 && std::all_of(name.begin(), name.end(), [](char c) { return is_upper(c) || is_digit(c); });
  return !is_code && name.find("http") == std::string_view::npos && is_valid_utf8(name);
}

class Import {
 public:
  explicit Import(const Gazetteer& gazetteer) : writer_({gazetteer.folding_table().begin(), gazetteer.folding_table().end()}) {
    writer_.copy(gazetteer);
    for (std::uint32_t number = 0; number < writer_.size(); ++number)
      if (const std::uint32_t id = writer_.entry(number).geonameid; id != 0) numbers_.emplace(id, number);
  }

  void read_places(std::string_view text) {
    each_line(text, [this](std::string_view line) { read_place(line); });
  }
  void read_names(std::string_view text) {
    each_line(text, [this](std::string_view line) { read_name(line); });
  }

  ImportCounts finish(const std::filesystem::path& out) {
    link_divisions();
    writer_.write(out);
    return counts_;
  }

 private:
  struct Above {
    std::uint32_t number;
    std::string admin1;  // "AM.08"
    std::string admin2;  // "AM.08.123", empty when there is none
  };

  void read_place(std::string_view line) {
    std::array<std::string_view, place_columns> cells;
    std::uint32_t id = 0;
    double lat = 0, lon = 0;
    const bool fits = cells_of(line, cells) == place_columns && read_number(cells[0], id) && id != 0 && read_number(cells[4], lat) && read_number(cells[5], lon) &&
                      std::abs(lat) <= 90 && std::abs(lon) <= 180 && !cells[1].empty() && is_valid_utf8(line);
    if (!fits) {
      ++counts_.skipped;
      return;
    }
    const std::string_view feature = cells[7].empty() ? std::string_view("RGN") : cells[7];
    const auto [at, is_new] = numbers_.try_emplace(id, static_cast<std::uint32_t>(writer_.size()));
    const std::uint32_t number = at->second;
    if (is_new) {
      writer_.add(cells[1], feature, "");
      writer_.entry(number).geonameid = id;
      ++counts_.added;
    } else {
      writer_.set_feature(number, feature);
      writer_.call(number, cells[1], NameKind::primary);
      ++counts_.updated;
    }
    GazetteerEntry& entry = writer_.entry(number);
    entry.lat = static_cast<std::int32_t>(std::lround(lat * 1e5));
    entry.lon = static_cast<std::int32_t>(std::lround(lon * 1e5));
    std::uint64_t population = 0;
    if (read_number(cells[14], population) && population > 0) entry.population = static_cast<std::uint32_t>(std::min<std::uint64_t>(population, UINT32_MAX - 1));
    take_names(number, cells[2]);
    for (const std::string_view name : split(cells[3], ',')) take_names(number, name);
    note_divisions(number, feature, cells[8], cells[10], cells[11]);
  }

  void read_name(std::string_view line) {
    std::array<std::string_view, name_columns_most> cells;
    const std::size_t count = cells_of(line, cells);
    std::uint32_t id = 0;
    if (count < name_columns_least || count > name_columns_most || !read_number(cells[1], id)) {
      ++counts_.skipped;
      return;
    }
    constexpr std::array<std::string_view, 7> no_languages = {"link", "wkdt", "post", "iata", "icao", "faac", "unlc"};
    if (std::find(no_languages.begin(), no_languages.end(), cells[2]) != no_languages.end()) return;
    if (const auto at = numbers_.find(id); at != numbers_.end()) take_names(at->second, cells[3]);
  }

  void take_names(std::uint32_t number, std::string_view name) {
    if (!is_written_name(name)) return;
    writer_.call(number, name, NameKind::alternate);
    ++counts_.names;
  }

  void note_divisions(std::uint32_t number, std::string_view feature, std::string_view country, std::string_view admin1, std::string_view admin2) {
    if (country.empty()) return;
    if (feature.starts_with("PCL")) {
      countries_.try_emplace(std::string(country), number);
    } else if (feature == "ADM1") {
      divisions_.try_emplace(format("{}.{}", country, admin1), number);
    } else if (feature == "ADM2") {
      divisions_.try_emplace(format("{}.{}.{}", country, admin1, admin2), number);
    }
    places_.push_back({number, format("{}.{}", country, admin1), admin2.empty() ? "" : format("{}.{}.{}", country, admin1, admin2)});
  }

  /// Codes become numbers once all divisions are read. A country's alpha-3 code is the packaged entry's.
  void link_divisions() {
    for (const Above& place : places_) {
      GazetteerEntry& entry = writer_.entry(place.number);
      if (const auto country = countries_.find(place.admin1.substr(0, 2)); country != countries_.end() && entry.alpha3[0] == '\0')
        entry.alpha3 = writer_.entry(country->second).alpha3;
      const auto link = [&](std::uint32_t& division, const std::string& code) {
        if (const auto at = divisions_.find(code); at != divisions_.end() && at->second != place.number) division = at->second;
      };
      link(entry.admin1, place.admin1);
      if (!place.admin2.empty()) link(entry.admin2, place.admin2);
    }
  }

  GazetteerWriter writer_;
  std::unordered_map<std::uint32_t, std::uint32_t> numbers_;  // GeoNames id -> entry
  std::unordered_map<std::string, std::uint32_t> countries_;  // alpha-2 -> entry
  std::unordered_map<std::string, std::uint32_t> divisions_;  // code -> entry
  std::vector<Above> places_;
  ImportCounts counts_;
};

std::size_t columns_of_first_line(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  return static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')) + 1;
}

}  // namespace

ImportCounts import_geonames(const std::filesystem::path& gazetteer, const std::vector<std::filesystem::path>& files, const std::filesystem::path& out) {
  Import import{Gazetteer(gazetteer)};
  std::vector<MappedFile> names;
  for (const std::filesystem::path& path : files) {
    MappedFile file(path);
    const std::size_t columns = columns_of_first_line(file.text());
    if (columns == place_columns) import.read_places(file.text());
    else if (columns >= name_columns_least && columns <= name_columns_most) names.push_back(std::move(file));
    else throw Error(format("{}: has {} columns; allCountries.txt has {}, alternateNamesV2.txt 8 to 10", path.string(), columns, place_columns));
  }
  for (const MappedFile& file : names) import.read_names(file.text());  // names come after all the places they belong to
  return import.finish(out);
}

}  // namespace sitrep
