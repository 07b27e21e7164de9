// SPDX-License-Identifier: Apache-2.0
// The list of commands. Each row stands in command_<name>.cpp.
#include "app/commands.h"

namespace sitrep {

extern const Command read_command;
extern const Command check_command;
extern const Command case_command;
extern const Command check_reading_command;
extern const Command export_command;
extern const Command help_command;
extern const Command brief_command;
extern const Command correct_command;
extern const Command import_command;
extern const Command incidents_command;
extern const Command knowledge_command;
extern const Command ingest_command;
extern const Command log_command;
extern const Command parse_command;
extern const Command places_command;
extern const Command reconcile_command;
extern const Command serve_command;
extern const Command show_command;
extern const Command timeline_command;
extern const Command place_features_command;

std::span<const Command* const> commands() {
  static constexpr const Command* all[] = {
      &ingest_command,
      &incidents_command,
      &show_command,
      &brief_command,
      &timeline_command,
      &export_command,
      &import_command,
      &correct_command,
      &log_command,
      &serve_command,
      &reconcile_command,
      &read_command,
      &check_command,
      &case_command,
      &parse_command,
      &check_reading_command,
      &knowledge_command,
      &places_command,
      &place_features_command,
      &help_command,
  };
  return all;
}

}  // namespace sitrep
