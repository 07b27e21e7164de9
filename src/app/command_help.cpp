// SPDX-License-Identifier: Apache-2.0
// `sitrep help`: the rows of all commands as a page of the documentation or as shell completion.
#include <iostream>

#include "app/commands.h"
#include "base/error.h"
#include "base/format.h"

namespace sitrep {
namespace {

std::string dashed(const Option& option) { return format("--{}{}{}", option.name, option.value.empty() ? "" : " ", option.value); }

/// In a cell of a table `|` would end the cell.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '|' ? "\\|" : std::string(1, c);
  return result;
}

std::string markdown(const Command& command) {
  std::string page = format("## sitrep {}\n\n{}\n\n    sitrep {}{}{}\n", command.name, command.summary, command.name, command.options.empty() ? "" : " [OPTIONS]",
                            command.inputs.empty() ? "" : format(" {}", command.inputs));
  if (!command.options.empty()) page += "\n| option | meaning |\n|---|---|\n";
  for (const Option& option : command.options) {
    page += format("| `{}` | {}", escaped(dashed(option)), escaped(option.help));
    if (!option.fallback.empty()) page += format(" ({})", escaped(option.fallback));
    page += option.repeatable ? "; may be given several times |\n" : " |\n";
  }
  if (!command.examples.empty()) page += "\nExamples:\n\n";
  for (const std::string_view example : command.examples) page += format("    {}\n", example);
  return page;
}

std::string markdown() {
  std::string page =
      "# The commands of sitrep\n\n"
      "Written by `sitrep help --markdown` from the rows that also make `--help`; change the rows in `src/app/command_*.cpp`, then write this page anew.\n\n"
      "Exit codes: 0 done; 1 done, but some records were skipped or something was not found; 2 cannot go on, with one sentence that says why.\n";
  for (const Command* command : commands()) page += "\n" + markdown(*command);
  return page;
}

std::string bash_completion() {
  std::string names, cases;
  for (const Command* command : commands()) {
    names += format(" {}", command->name);
    std::string words = "--help";
    for (const Option& option : command->options) words += format(" --{}", option.name);
    cases += format("    {}) words=\"{}\" ;;\n", command->name, words);
  }
  return format(
      "# Completion of sitrep for bash: source <(sitrep help --completion bash)\n"
      "_sitrep() {{\n"
      "  local word=${{COMP_WORDS[COMP_CWORD]}} words\n"
      "  if [ \"$COMP_CWORD\" = 1 ]; then\n"
      "    COMPREPLY=($(compgen -W \"{} --help --version\" -- \"$word\"))\n"
      "    return\n"
      "  fi\n"
      "  case ${{COMP_WORDS[1]}} in\n{}  esac\n"
      "  case $word in\n"
      "    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) ;;\n"
      "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
      "  esac\n"
      "}}\n"
      "complete -o filenames -F _sitrep sitrep\n",
      names.substr(1), cases);
}

int run(const Arguments& arguments) {
  const std::optional<std::string> shell = arguments.value("completion");
  if (shell && *shell != "bash") throw Error(format("--completion {}: completion is made for bash", *shell));
  if (!shell && !arguments.flag("markdown")) throw Error("help: give --markdown or --completion bash; `sitrep --help` lists the commands");
  std::cout << (shell ? bash_completion() : markdown());
  return exit_done;
}

constexpr Option options[] = {
    {"markdown", "", "all commands as docs/commands.md has them"},
    {"completion", "SHELL", "a script that completes commands and options; SHELL is bash"},
};

constexpr std::string_view examples[] = {
    "sitrep help --markdown >docs/commands.md",
    "source <(sitrep help --completion bash)",
};

}  // namespace

extern const Command help_command;
const Command help_command{"help", "print the documentation of all commands, or shell completion", "", options, examples, run};

}  // namespace sitrep
