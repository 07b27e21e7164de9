// SPDX-License-Identifier: Apache-2.0
// Which kinds of incident may be one: an attack may turn out to be a shelling, a shelling is no kidnapping.
#pragma once

#include <cstdint>
#include <string_view>

namespace sitrep {

enum class KindFamily : std::uint8_t { violence, unrest, diplomacy, other };

/// Armed men against armed men, which may go on for days: a clash, a battle.
bool is_fighting_kind(std::string_view kind);

KindFamily family_of(std::string_view kind);
bool kinds_agree(std::string_view a, std::string_view b);
/// `a` tells more than `b`: "shelling" more than "attack".
bool is_more_special(std::string_view a, std::string_view b);
/// Attacks, bombings, kidnappings: the sorts that the learned roles were trained on, not the fighting of armies.
bool is_known_to_weights(std::string_view kind);

}  // namespace sitrep
