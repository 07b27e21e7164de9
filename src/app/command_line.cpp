// SPDX-License-Identifier: Apache-2.0
// The command line: rows of commands.h become a CLI11 parser, help, a docs page and completion.
#include <CLI/CLI.hpp>
#include <cerrno>
#include <iostream>
#include <memory>

#include "app/commands.h"
#include "app/version.h"
#include "base/error.h"
#include "base/format.h"

namespace sitrep {

bool Arguments::flag(std::string_view name) const { return values_.find(name) != values_.end(); }

std::optional<std::string> Arguments::value(std::string_view name) const {
  const auto at = values_.find(name);
  return at == values_.end() || at->second.empty() ? std::nullopt : std::optional(at->second.back());
}

std::vector<std::string> Arguments::values(std::string_view name) const {
  const auto at = values_.find(name);
  return at == values_.end() ? std::vector<std::string>{} : at->second;
}

long Arguments::number(std::string_view name, long minimum) const {
  return whole_number(name, value(name).value_or(""), minimum);
}

long whole_number(std::string_view option, const std::string& text, long minimum) {
  char* end = nullptr;
  errno = 0;
  const long number = std::strtol(text.c_str(), &end, 10);
  if (text.empty() || *end != '\0' || errno == ERANGE || number < minimum)
    throw Error(format("--{} {}: a whole number of at least {} is needed", option, text, minimum));
  return number;
}

/// Builds one CLI11 parser from the rows and fills Arguments from it.
class CommandLine {
 public:
  CommandLine() {
    app_.set_help_flag("-h,--help", "print this help");
    app_.set_version_flag("--version", [] { return version_text(); }, "print build, model and checksum");
    app_.require_subcommand(0, 1);
    app_.footer("`sitrep COMMAND --help` tells more of a command.");
    for (const Command* command : commands()) add(*command);
  }

  int run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::Success& asked) {
      return app_.exit(asked);
    } catch (const CLI::ParseError& error) {
      throw Error(format("{}; `sitrep {}--help` lists what is allowed", error.what(), chosen_name()));
    }
    for (auto& [command, parser] : parsers_) {
      if (!parser.app->parsed()) continue;
      Arguments arguments;
      arguments.inputs_ = parser.inputs;
      for (const Option& option : command->options) collect(option, parser, arguments);
      return command->run(arguments);
    }
    std::cout << app_.help();
    return exit_done;
  }

 private:
  struct Parser {
    CLI::App* app = nullptr;
    std::vector<std::string> inputs;
    std::map<std::string, std::vector<std::string>, std::less<>> values;
    std::map<std::string, bool, std::less<>> flags;
  };

  void add(const Command& command) {
    Parser& parser = parsers_[&command];
    parser.app = app_.add_subcommand(std::string(command.name), std::string(command.summary));
    parser.app->set_help_flag("-h,--help", "print this help");
    if (!command.inputs.empty()) parser.app->add_option(std::string(command.inputs), parser.inputs, "")->type_name("");
    for (const Option& option : command.options) {
      const std::string dashed = "--" + std::string(option.name);
      std::string help(option.help);
      if (!option.fallback.empty()) help += format(" ({})", option.fallback);
      if (option.value.empty()) {
        parser.app->add_flag(dashed, parser.flags[std::string(option.name)], help);
      } else {
        CLI::Option* added = parser.app->add_option(dashed, parser.values[std::string(option.name)], help)->type_name(std::string(option.value));
        added->allow_extra_args(false);
        if (!option.repeatable) added->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
      }
    }
    std::string footer;
    for (const std::string_view example : command.examples) footer += format("  {}\n", example);
    if (!footer.empty()) parser.app->footer("Examples:\n" + footer);
  }

  static void collect(const Option& option, const Parser& parser, Arguments& arguments) {
    if (option.value.empty()) {
      if (parser.flags.find(option.name)->second) arguments.values_.try_emplace(std::string(option.name));
      return;
    }
    std::vector<std::string> given = parser.values.find(option.name)->second;
    if (given.empty() && !option.fallback.empty()) given.emplace_back(option.fallback);
    if (!given.empty()) arguments.values_.emplace(option.name, std::move(given));
  }

  std::string chosen_name() const {
    for (const auto& [command, parser] : parsers_)
      if (parser.app->parsed()) return std::string(command->name) + " ";
    return "";
  }

  CLI::App app_{"sitrep: news reports in, a record of events, casualties and claims out, every fact with its speaker and its sentence"};
  std::map<const Command*, Parser> parsers_;
};

int run_command_line(int argc, char** argv) { return CommandLine().run(argc, argv); }

}  // namespace sitrep
