// SPDX-License-Identifier: Apache-2.0
// What an Engine is made of, for commands inside the program that look at the parse or at the knowledge.
#pragma once

#include "knowledge/knowledge.h"
#include "parse/pipeline.h"
#include "sitrep.h"

namespace sitrep {

struct Engine::Parts {
  Pipeline pipeline;
  Knowledge knowledge;
};

struct Engine::Thread::Parts {
  Pipeline::Scratch scratch;
};

}  // namespace sitrep
