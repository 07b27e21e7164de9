// SPDX-License-Identifier: Apache-2.0
// Which claim answers which: a denial of a claim that it holds ("denied the claim that"), or of what another has said before
// against the one who denies.
#pragma once

#include "extract/claims.h"

namespace sitrep {

void find_answers(const Tree& tree, Claims& claims, const Entities& entities);

}  // namespace sitrep
