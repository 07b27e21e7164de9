// SPDX-License-Identifier: Apache-2.0
// Options that choose incidents, shared by the commands that list them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/commands.h"
#include "store/store.h"

namespace sitrep {

inline constexpr Option db_option{"db", "FILE", "the store", "sitrep.db"};
inline constexpr Option from_option{"from", "DATE", "incidents on this day or later"};
inline constexpr Option to_option{"to", "DATE", "incidents on this day or earlier"};
inline constexpr Option place_option{"place", "NAME", "incidents at this place"};
inline constexpr Option side_option{"side", "KEY", "incidents with this side: ARM, or an actor's key"};
inline constexpr Option kind_option{"kind", "KIND", "incidents of this kind: clash, shelling, …"};
inline constexpr Option dead_option{"min-dead", "N", "incidents with at least so many killed", "0"};
inline constexpr Option contested_option{"contested", "", "only incidents with contested figures or responsibility"};
inline constexpr Option box_option{"box", "S,N,W,E", "incidents within these degrees"};
inline constexpr Option near_option{"near", "LAT,LON,KM", "incidents within a radius"};
inline constexpr Option search_option{"search", "WORDS", "incidents whose title, places or reports hold all these words"};

/// What was given for the option of this name, "" for a flag.
using GivenOption = std::function<std::optional<std::string>(std::string_view name)>;

/// Throws Error for a date, an area or a number that is none.
Filter filter_of(const GivenOption& given);
Filter filter_of(const Arguments& arguments);

}  // namespace sitrep
