// SPDX-License-Identifier: Apache-2.0
// What each step of a reading takes of the processor, for the benchmark. Who passes no StepTimes pays one test a step.
#pragma once

#include <array>
#include <ctime>

#include "record/vocabulary.h"

namespace sitrep {

VOCABULARY(Step, parse, figures, times, places, entities, claims, background, casualties, events, damage, roles, incidents, relations, findings, output);

struct StepTimes {
  std::array<double, VocabularyOf<Step>::names.size()> seconds{};  // of the thread's processor time
};

inline double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Runs a step and notes what it took.
template <class Work>
auto timed(StepTimes* times, Step step, Work work) {
  if (times == nullptr) return work();
  struct Note {
    double& seconds;
    double begin = thread_seconds();
    ~Note() { seconds += thread_seconds() - begin; }
  } note{times->seconds[static_cast<std::size_t>(step)]};
  return work();
}

}  // namespace sitrep
