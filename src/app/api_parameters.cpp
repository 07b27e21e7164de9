// SPDX-License-Identifier: Apache-2.0
// Parameters of the API as the options of the commands, which check them and make the filter.
#include "app/api_call.h"
#include "app/incident_filter.h"
#include "base/format.h"
#include "base/strings.h"

namespace sitrep {
namespace {

/// "w,s,e,n" as GeoJSON has it into "s,n,w,e" as the commands have it.
std::string box_option_text(const std::string& bbox) {
  const auto parts = split(bbox, ',');
  if (parts.size() != 4) throw ApiError(400, format("bbox {}: four numbers west,south,east,north are needed", bbox));
  return format("{},{},{},{}", parts[1], parts[3], parts[0], parts[2]);
}

std::optional<std::string> given_option(const ApiCall& call, std::string_view option) {
  if (option == "search") return call.parameter("q");
  if (option == "min-dead") return call.parameter("min_dead");
  if (option == "box") {
    const auto bbox = call.parameter("bbox");
    return bbox ? std::optional(box_option_text(*bbox)) : std::nullopt;
  }
  if (option == "near") {
    const auto near = call.parameter("near");
    return near ? std::optional(*near + "," + call.parameter("radius").value_or("50")) : std::nullopt;
  }
  if (option == "contested") {
    const auto flag = call.parameter("contested");
    if (flag && *flag != "0" && *flag != "1") throw ApiError(400, format("contested {}: 0 or 1 is needed", *flag));
    return flag == "1" ? flag : std::nullopt;
  }
  return call.parameter(option);
}

Order order_of(const ApiCall& call) {
  const std::string name = call.parameter("order").value_or("newest");
  constexpr std::string_view names[] = {"oldest", "newest", "deadliest"};
  for (std::size_t i = 0; i < std::size(names); ++i)
    if (names[i] == name) return static_cast<Order>(i);
  throw ApiError(400, format("order {}: there are oldest, newest and deadliest", name));
}

}  // namespace

Filter filter_of(const ApiCall& call) {
  return filter_of([&](std::string_view option) { return given_option(call, option); });
}

Listing listing_of(const ApiCall& call, std::int64_t fallback, std::int64_t most) {
  Listing listing{order_of(call), fallback, 0};
  if (const auto limit = call.parameter("limit")) listing.most = std::min<std::int64_t>(most, whole_number("limit", *limit, 1));
  if (const auto offset = call.parameter("offset")) listing.offset = whole_number("offset", *offset, 0);
  return listing;
}

}  // namespace sitrep
