// SPDX-License-Identifier: Apache-2.0
// Who speaks: the entity at the source, or one that is added for it ("officials", "a witness"); and who "I", "we" and "our"
// are inside of what somebody says.
#pragma once

#include "extract/claims.h"

namespace sitrep {

/// Sets the speakers of all claims.
void find_speakers(const Tree& tree, Claims& claims, Entities& entities, const Cues& cues);

/// "I" and "we" in a claim are its speaker; what is "ours" is of the speaker's side.
void resolve_first_person(const Tree& tree, const Claims& claims, Entities& entities);

/// Whose side an entity is on: alpha-3 or actor key, "" if not known.
std::string side_of(const Entities& entities, EntityId id);

}  // namespace sitrep
