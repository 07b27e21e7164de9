// SPDX-License-Identifier: Apache-2.0
#include "app/incident_filter.h"

#include <cmath>

#include "base/dates.h"
#include "base/error.h"
#include "base/format.h"
#include "base/strings.h"

namespace sitrep {
namespace {

constexpr double km_a_degree = 111;

std::optional<std::string> day_option(const GivenOption& given, std::string_view name, bool is_end) {
  const auto text = given(name);
  if (!text) return std::nullopt;
  const auto days = day_range(*text);
  if (!days) throw Error(format("--{} {}: no date; give it as YYYY-MM-DD, YYYY-MM or YYYY", name, *text));
  return iso_date(is_end ? days->last : days->first);
}

std::vector<double> numbers(std::string_view option, const std::string& text, std::size_t count) {
  std::vector<double> values;
  for (const std::string_view part : split(text, ',')) {
    char* end = nullptr;
    const std::string number(trimmed(part));
    values.push_back(std::strtod(number.c_str(), &end));
    if (number.empty() || *end != '\0' || !std::isfinite(values.back())) values.resize(count + 1);
  }
  if (values.size() != count) throw Error(format("--{} {}: {} numbers with commas between them are needed", option, text, count));
  return values;
}

void set_area(const GivenOption& given, Filter& filter) {
  if (const auto text = given("box")) {
    const auto v = numbers("box", *text, 4);
    filter.box = Filter::Box{v[0], v[1], v[2], v[3]};
  } else if (const auto middle = given("near")) {
    const auto v = numbers("near", *middle, 3);
    const double lat = v[2] / km_a_degree;
    const double lon = lat / std::max(0.05, std::cos(v[0] * 3.14159265358979 / 180));
    filter.box = Filter::Box{v[0] - lat, v[0] + lat, v[1] - lon, v[1] + lon};
    filter.circle = Filter::Circle{v[0], v[1], v[2]};
  }
}

}  // namespace

Filter filter_of(const GivenOption& given) {
  Filter filter;
  filter.from = day_option(given, "from", false);
  filter.to = day_option(given, "to", true);
  filter.place = given("place");
  filter.side = given("side");
  filter.kind = given("kind");
  set_area(given, filter);
  if (const auto dead = given("min-dead")) filter.least_dead = whole_number("min-dead", *dead, 0);
  filter.contested_only = given("contested").has_value();
  filter.words = given("search");
  return filter;
}

Filter filter_of(const Arguments& arguments) {
  return filter_of([&](std::string_view name) { return arguments.flag(name) ? arguments.value(name).value_or("") : std::optional<std::string>(); });
}

}  // namespace sitrep
