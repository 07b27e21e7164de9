// SPDX-License-Identifier: Apache-2.0
// `sitrep check-reading`: is a file of readings what the data contract says?
#include <iostream>

#include "app/commands.h"
#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "record/json.h"

namespace sitrep {
namespace {

int run(const Arguments& arguments) {
  long readings = 0;
  for (const std::string& input : arguments.inputs()) {
    const std::string text = read_file(input);
    long line = 0;
    for (const std::string_view json : split(text, '\n')) {
      ++line;
      if (trimmed(json).empty()) continue;
      const std::string where = format("{}:{}", input, line);
      const std::string breach = broken_invariant(reading_from_json(json, where));
      if (!breach.empty()) throw Error(format("{}: {}", where, breach));
      ++readings;
    }
  }
  std::cout << format("{} readings keep to the contract\n", readings);
  return exit_done;
}

constexpr std::string_view examples[] = {"sitrep check-reading readings.jsonl"};

}  // namespace

extern const Command check_reading_command;
const Command check_reading_command{"check-reading", "check that readings (JSON lines) keep to the data contract", "FILE", {}, examples, run};

}  // namespace sitrep
