// SPDX-License-Identifier: Apache-2.0
#include "extract/relative_places.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <optional>
#include <string>

#include "base/format.h"
#include "base/strings.h"

namespace sitrep {
namespace {

struct Direction {
  Word word;
  double degrees;  // clockwise from north
};
constexpr std::array<Direction, 16> directions = {{
    {"north"_w, 0}, {"northeast"_w, 45}, {"east"_w, 90}, {"southeast"_w, 135}, {"south"_w, 180}, {"southwest"_w, 225},
    {"west"_w, 270}, {"northwest"_w, 315}, {"northward"_w, 0}, {"eastward"_w, 90}, {"southward"_w, 180}, {"westward"_w, 270},
    {"northeastward"_w, 45}, {"southeastward"_w, 135}, {"southwestward"_w, 225}, {"northwestward"_w, 315}}};

struct Unit {
  Word word;
  double km;
};
constexpr std::array<Unit, 16> units = {{{"km"_w, 1}, {"kms"_w, 1}, {"kilometer"_w, 1}, {"kilometers"_w, 1}, {"kilometre"_w, 1}, {"kilometres"_w, 1},
                                         {"mile"_w, 1.609}, {"miles"_w, 1.609}, {"mi"_w, 1.609}, {"m"_w, 0.001}, {"metre"_w, 0.001},
                                         {"metres"_w, 0.001}, {"meter"_w, 0.001}, {"meters"_w, 0.001}, {"yards"_w, 0.0009}, {"yard"_w, 0.0009}}};

constexpr std::array nearby = {"near"_w, "outside"_w, "around"_w, "beside"_w, "nearby"_w};
constexpr int near_radius_km = 15;

template <class Table>
auto found_in(const Table& table, Word word) {
  return std::find_if(table.begin(), table.end(), [word](const auto& row) { return row.word == word; });
}

/// What is read before a name, from right to left.
struct Offset {
  std::uint32_t begin = 0;             // first token of the phrase
  std::optional<double> km;
  std::optional<double> direction;
};

class OffsetReader {
 public:
  OffsetReader(const Document& document, std::uint32_t name) : document_(document), at_(name) {
    sentence_begin_ = document.sentences[document.sentence_of[name]].begin;
  }

  /// "[about] 20 km [(12 miles)] [to the] north [of]", "20 km from", "near".
  std::optional<Offset> read() {
    Offset offset;
    skip_article();
    if (at_ <= sentence_begin_) return std::nullopt;
    const Word preposition = previous();
    if (std::find(nearby.begin(), nearby.end(), preposition) != nearby.end()) {
      --at_;
      offset.begin = at_;
      return offset;
    }
    if (preposition != "of"_w && preposition != "from"_w) return std::nullopt;
    --at_;
    if (at_ > sentence_begin_) {
      std::uint32_t words = 1;
      auto direction = found_in(directions, previous());
      if (direction == directions.end() && at_ > sentence_begin_ + 2 && document_.tokens[at_ - 2].text == "-") {
        direction = found_in(directions, word(std::string(document_.tokens[at_ - 3].lower) + std::string(document_.tokens[at_ - 1].lower)));
        words = 3;
      }
      if (direction != directions.end()) {
        offset.direction = direction->degrees;
        at_ -= words;
      }
    }
    skip({"the"_w, "to"_w, "away"_w, "due"_w, "just"_w, "some"_w, "about"_w});
    if (at_ > sentence_begin_ && document_.tokens[at_ - 1].text == ")") skip_brackets();
    offset.km = distance();
    if (!offset.km && !offset.direction) return std::nullopt;
    if (!offset.km && preposition == "from"_w) return std::nullopt;
    offset.begin = at_;
    return offset;
  }

 private:
  Word previous() const { return document_.tokens[at_ - 1].lower_hash; }

  void skip(std::initializer_list<Word> words) {
    while (at_ > sentence_begin_ && std::find(words.begin(), words.end(), previous()) != words.end()) --at_;
  }
  void skip_article() { skip({"the"_w, "of"_w, "city"_w, "town"_w, "village"_w, "capital"_w, "settlement"_w}); restore_of(); }
  /// "of" belongs to the offset when no kind of place stands before it.
  void restore_of() {
    if (document_.tokens[at_].lower_hash == "of"_w) ++at_;
  }
  void skip_brackets() {
    while (at_ > sentence_begin_ && document_.tokens[at_ - 1].text != "(") --at_;
    if (at_ > sentence_begin_) --at_;
  }

  std::optional<double> distance() {
    if (at_ < sentence_begin_ + 2) return std::nullopt;
    const std::uint32_t start = at_;
    const auto unit = found_in(units, previous());
    if (unit == units.end()) return std::nullopt;
    --at_;
    if (document_.tokens[at_ - 1].text == "-" && at_ > sentence_begin_ + 1) --at_;
    std::string digits;
    for (const char c : document_.tokens[at_ - 1].text)
      if (is_digit(c) || c == '.') digits.push_back(c);
    if (digits.empty()) {
      at_ = start;
      return std::nullopt;
    }
    --at_;
    return std::strtod(digits.c_str(), nullptr) * unit->km;
  }

  const Document& document_;
  std::uint32_t at_;
  std::uint32_t sentence_begin_;
};

Coordinates moved(Coordinates from, double km, double degrees) {
  const double turn = degrees * std::numbers::pi / 180;
  const double north = km * std::cos(turn) / 111.2;
  const double parallel = std::max(0.05, std::cos(from.lat * std::numbers::pi / 180));
  return {std::clamp(from.lat + north, -90.0, 90.0), from.lon + km * std::sin(turn) / (111.2 * parallel)};
}

bool is_border_word(Word lower) {
  constexpr std::array words = {"border"_w, "frontier"_w, "borders"_w, "borderline"_w};
  return std::find(words.begin(), words.end(), lower) != words.end();
}

}  // namespace

void place_relatives(const Document& document, std::vector<FoundPlace>& places) {
  for (FoundPlace& found : places) {
    if (!found.place.lat || found.place.precision == PlacePrecision::country) continue;
    const auto offset = OffsetReader(document, found.tokens.begin).read();
    if (!offset) continue;
    if (!offset->km || *offset->km < 1) {
      // "near Lachin", "north of Lachin": the coordinates are the named place's, and say only roughly where.
      if (found.place.precision == PlacePrecision::exact) found.place.precision = PlacePrecision::near;
      found.radius_km = std::max(found.radius_km, near_radius_km);
      continue;
    }
    found.place.precision = PlacePrecision::near;
    if (!offset->direction) {
      found.radius_km = static_cast<int>(std::ceil(*offset->km));
      continue;
    }
    const Coordinates there = moved({*found.place.lat, *found.place.lon}, *offset->km, *offset->direction);
    found.place.lat = there.lat;
    found.place.lon = there.lon;
    found.place.geonameid.reset();
    found.radius_km = std::max(3, static_cast<int>(*offset->km * 0.3));
    found.tokens.begin = offset->begin;
    found.place.span = document.span_of(found.tokens);
    found.place.name = std::string(found.place.span.of(document.text));
  }
}

std::vector<FoundPlace> find_borders(const Document& document, const PlaceKnowledge& knowledge, const std::vector<FoundPlace>& places) {
  std::vector<FoundPlace> borders;
  for (std::uint32_t token = 0; token < document.tokens.size(); ++token) {
    if (!is_border_word(document.tokens[token].lower_hash)) continue;
    // The two countries named last before the word, or first behind it: by their names or their people's.
    const TokenRange sentence = document.sentences[document.sentence_of[token]];
    const std::uint32_t first = std::max(sentence.begin, token < 6 ? 0 : token - 6);
    const std::uint32_t last = std::min(sentence.end, token + 9);
    std::vector<std::string> before, behind;
    for (std::uint32_t t = first; t < last; ++t) {
      std::string country;
      if (const auto demonym = knowledge.states.demonyms.find(document.tokens[t].lower_hash); demonym != knowledge.states.demonyms.end()) {
        country = demonym->second;
      } else {
        for (const FoundPlace& found : places)
          if (found.tokens.begin == t && found.place.precision == PlacePrecision::country && found.place.country) country = *found.place.country;
      }
      if (country.empty()) continue;
      auto& side = t < token ? before : behind;
      if (side.empty() || side.back() != country) side.push_back(std::move(country));
    }
    std::optional<std::pair<std::string, std::string>> two;
    if (before.size() >= 2) two = {before[before.size() - 2], before.back()};
    else if (!before.empty() && !behind.empty() && before.back() != behind.front()) two = {before.back(), behind.front()};
    else if (behind.size() >= 2) two = {behind[0], behind[1]};
    if (!two) continue;
    const Border* border = knowledge.base.border(two->first, two->second);
    if (border == nullptr) continue;
    FoundPlace found;
    found.tokens = {token, token + 1};
    found.radius_km = border->radius_km;
    found.place.span = document.span_of(found.tokens);
    const auto name = [&](const std::string& country) {
      const auto place = knowledge.base.country(country);
      return place ? std::string(knowledge.base.name(*place)) : country;
    };
    found.place.name = format("{}–{} border", name(two->first), name(two->second));
    found.place.lat = border->middle.lat;
    found.place.lon = border->middle.lon;
    found.place.precision = PlacePrecision::border;
    found.place.confidence = 0.8;
    borders.push_back(std::move(found));
  }
  return borders;
}

}  // namespace sitrep
