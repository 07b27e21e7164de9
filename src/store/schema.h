// SPDX-License-Identifier: Apache-2.0
// The tables of a store and how older stores become newer ones. docs of the columns stand in schema.cpp.
#pragma once

#include "store/database.h"

namespace sitrep {

/// Makes the tables of a new file, brings an older one up to date in one transaction, refuses one from a newer program.
void prepare_schema(Database& database);

/// For readers: refuses a file that is no store of this version.
void check_schema(Database& database);

}  // namespace sitrep
