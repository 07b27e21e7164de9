// SPDX-License-Identifier: Apache-2.0
#include "knowledge/offices.h"

#include <algorithm>

#include "base/error.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "knowledge/cells.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> tables_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".tsv") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

DayRange days(const Tsv::Row& row, std::string_view cell) {
  const auto range = day_range(cell);
  if (!range) row.fail(format("'{}' is no date; write 2018-05-08, 2018-05 or 2018", cell));
  return *range;
}

std::string key_of(std::string_view of, std::string_view what) { return std::string(of) + "|" + std::string(what); }

bool bears(const Holder& h, std::string_view folded) {
  return std::any_of(h.names.begin(), h.names.end(), [&](const std::string& name) { return names_agree(name, folded); });
}

std::string_view last_word(std::string_view name) { return name.substr(name.find_last_of(' ') + 1); }

/// Latin letters with marks, by code point, to their base letter; enough for names in the Latin script.
char base_letter(char32_t c) {
  static constexpr std::pair<char32_t, std::string_view> rows[] = {
      // U+00C0…, U+0100…, U+0218…: one letter a code point, '*' where none is meant
      {0xC0, "aaaaaaaceeeeiiiidnooooo*ouuuuyts"},
      {0xE0, "aaaaaaaceeeeiiiidnooooo*ouuuuyty"},
      {0x100, "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"},
      {0x1A0, "oo"}, {0x1AF, "uu"}, {0x1CD, "aaiioouu"}, {0x218, "sstt"}, {0x259, "e"}, {0x18F, "e"}};
  for (const auto& [first, letters] : rows)
    if (c >= first && c < first + letters.size()) return letters[c - first];
  return c >= 0x1E00 && c < 0x1F00 ? 'e' : '\0';
}

}  // namespace

std::string folded_name(std::string_view name) {
  std::string folded;
  for (std::size_t i = 0; i < name.size();) {
    const char32_t c = next_code_point(name, i);
    if (c < 0x80) {
      const char ascii = static_cast<char>(c);
      if (is_letter(ascii) || is_digit(ascii))
        folded += to_lower(ascii);
      else if (!(ascii == '\'' || ascii == '.') && !folded.empty() && folded.back() != ' ')
        folded += ' ';
    } else if (c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0x2BB) {
      continue;  // apostrophes: Sana'a
    } else if (const char letter = base_letter(c); letter != '\0') {
      folded += letter;
    } else {
      append_code_point(folded, c);
    }
  }
  while (folded.ends_with(' ')) folded.pop_back();
  return folded;
}

bool names_agree(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.empty()) return false;
  const auto long_words = split(b, ' ');
  std::size_t at = 0;
  std::size_t longest = 0;
  for (const std::string_view w : split(a, ' ')) {
    // An initial agrees with the word that it begins: "j smith".
    while (at < long_words.size() && long_words[at] != w && !(w.size() == 1 && long_words[at].front() == w.front())) ++at;
    if (at == long_words.size()) return false;
    longest = std::max(longest, w.size());
    ++at;
  }
  return longest > 1;  // initials alone agree with anybody
}

Offices Offices::load(const fs::path& knowledge) {
  Offices o;
  std::unordered_map<std::string, std::uint32_t> by_key;
  for (const fs::path& file : tables_in(knowledge / "actors" / "offices")) {
    const Tsv table(file, {"key", "title", "aliases", "of", "kind"});
    for (const Tsv::Row& row : table.rows()) {
      const auto number = static_cast<std::uint32_t>(o.offices_.size());
      check_new(row, by_key.emplace(row[0], number).second);
      OfficeRecord office{std::string(row[0]), std::string(row[1]), list_items(row[2]), std::string(row[3]), std::string(row[4])};
      o.by_kind_.emplace(key_of(office.of, office.kind), number);
      o.by_title_.emplace(key_of(office.of, folded_name(office.title)), number);
      if (office.title.find(" of the ") != std::string::npos)
        if (const auto [entry, is_new] = o.by_whole_title_.emplace(folded_name(office.title), number); !is_new) entry->second.reset();
      for (const std::string& alias : office.aliases) o.by_title_.emplace(key_of(office.of, folded_name(alias)), number);
      o.offices_.push_back(std::move(office));
    }
  }
  const Tsv horizon(knowledge / "actors" / "horizon.tsv", {"table", "complete_until"});
  for (const Tsv::Row& row : horizon.rows()) o.complete_until_ = days(row, row[1]).last;
  for (const fs::path& file : tables_in(knowledge / "actors" / "holders")) {
    const Tsv table(file, {"office", "person", "aliases", "from", "to", "certainty", "status"});
    for (const Tsv::Row& row : table.rows()) {
      const auto office = by_key.find(std::string(row[0]));
      if (office == by_key.end()) row.fail(format("office {} is in no table of offices", row[0]));
      Holder h{office->second, std::string(row[1]), {folded_name(row[1])}, days(row, row[3]), {}, row[6] == "acting", row[5] == "doubtful"};
      if (!row[4].empty()) h.to = days(row, row[4]);
      for (const std::string& alias : list_items(row[2])) h.names.push_back(folded_name(alias));
      const auto number = static_cast<std::uint32_t>(o.holders_.size());
      o.holders_of_[std::string(row[0])].push_back(number);
      for (const std::string& name : h.names) {
        auto& list = o.by_last_name_[std::string(last_word(name))];
        if (list.empty() || list.back() != number) list.push_back(number);
      }
      o.holders_.push_back(std::move(h));
    }
  }
  return o;
}

std::optional<std::uint32_t> Offices::find(std::string_view title, std::string_view of) const {
  const std::string folded = folded_name(title);
  if (const auto at = by_title_.find(key_of(of, folded)); at != by_title_.end()) return at->second;
  const auto whole = by_whole_title_.find(folded);
  return whole == by_whole_title_.end() ? std::nullopt : whole->second;
}

std::optional<std::uint32_t> Offices::find_kind(std::string_view kind, std::string_view of) const {
  const auto at = by_kind_.find(key_of(of, kind));
  return at == by_kind_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<bool> Offices::held_by(std::uint32_t office, std::string_view person, Day day) const {
  const auto list = holders_of_.find(offices_[office].key);
  if (list == holders_of_.end()) return std::nullopt;
  const std::string folded = folded_name(person);
  for (const std::uint32_t number : list->second) {
    const Holder& h = holders_[number];
    if (!bears(h, folded) || day < h.from.first || (h.to && day > h.to->last)) continue;
    const bool surely_inside = day >= h.from.last && day <= (h.to ? h.to->first : complete_until_);
    return surely_inside ? std::optional(true) : std::nullopt;
  }
  // A name that no table knows may be another spelling of the holder's, or somebody new: only a known person is denied.
  const bool is_known = !terms_of(person).empty();
  return is_known && holder_on(office, day) != nullptr ? std::optional(false) : std::nullopt;
}

const Holder* Offices::holder_on(std::uint32_t office, Day day) const {
  const auto list = holders_of_.find(offices_[office].key);
  if (list == holders_of_.end()) return nullptr;
  const Holder* found = nullptr;
  for (const std::uint32_t number : list->second) {
    const Holder& h = holders_[number];
    const bool surely_inside = day > h.from.last && (h.to ? day < h.to->first : day <= complete_until_);
    if (h.is_doubtful || h.is_acting || !surely_inside) continue;
    if (found != nullptr) return nullptr;  // two at once: the table is not sure
    found = &h;
  }
  return found;
}

std::vector<const Holder*> Offices::terms_of(std::string_view person) const {
  const std::string folded = folded_name(person);
  std::vector<const Holder*> terms;
  const auto list = by_last_name_.find(std::string(last_word(folded)));
  if (list == by_last_name_.end()) return terms;
  for (const std::uint32_t number : list->second) {
    const Holder& h = holders_[number];
    if (bears(h, folded)) terms.push_back(&h);
  }
  return terms;
}

}  // namespace sitrep
