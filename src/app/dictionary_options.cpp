// SPDX-License-Identifier: Apache-2.0
#include "app/dictionary_options.h"

#include <iostream>

#include "base/format.h"

namespace sitrep {

DataPaths data_of(const Arguments& arguments) {
  DataPaths data = find_data();
  for (const std::string& file : arguments.values("actors")) data.actor_dictionaries.emplace_back(file);
  for (const std::string& file : arguments.values("verbs")) data.verb_dictionaries.emplace_back(file);
  return data;
}

void tell_dictionary_problems(const Engine& engine, std::size_t most) {
  const std::vector<std::string>& problems = engine.parts().knowledge.dictionary_problems;
  for (std::size_t i = 0; i < problems.size() && i < most; ++i) std::cerr << problems[i] << '\n';
  if (problems.size() > most) std::cerr << format("{} more lines of the dictionaries are left out; `sitrep knowledge check` with the same files lists all\n", problems.size() - most);
}

}  // namespace sitrep
