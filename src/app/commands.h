// SPDX-License-Identifier: Apache-2.0
// Commands as data: one row declares a command, its options, help and examples; the parser, --help, docs/commands.md and
// shell completion all come from the rows. A command is a function and a row beside it, in command_<name>.cpp; the list of
// them is in commands.cpp.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

/// Exit codes: done; done, with some records skipped or findings of grade error; cannot go on.
inline constexpr int exit_done = 0;
inline constexpr int exit_skipped = 1;
inline constexpr int exit_fatal = 2;

struct Option {
  std::string_view name;           // without dashes: "json"
  std::string_view value;          // what the argument is called in help: "FILE"; empty for a flag
  std::string_view help;
  std::string_view fallback = "";  // the value when not given; shown in help
  bool repeatable = false;
};

/// What the user gave, checked against the row. Values are texts; number() and the like fail with a sentence.
class Arguments {
 public:
  bool flag(std::string_view name) const;
  std::optional<std::string> value(std::string_view name) const;
  std::vector<std::string> values(std::string_view name) const;
  /// The value as a whole number of at least `minimum`, or the row's fallback. Throws Error.
  long number(std::string_view name, long minimum = 0) const;
  const std::vector<std::string>& inputs() const { return inputs_; }

 private:
  friend class CommandLine;
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<std::string> inputs_;
};

/// Throws Error when the text given for the option is no whole number of at least `minimum`.
long whole_number(std::string_view option, const std::string& text, long minimum);

struct Command {
  std::string_view name;
  std::string_view summary;            // one line
  std::string_view inputs;             // "[FILE|-]…"; empty when it takes none
  std::span<const Option> options;
  std::span<const std::string_view> examples;
  int (*run)(const Arguments&);
};

/// All commands, in the order of --help.
std::span<const Command* const> commands();

/// Parses the command line and runs the command. Prints help where asked. Throws Error for bad arguments.
int run_command_line(int argc, char** argv);

}  // namespace sitrep
