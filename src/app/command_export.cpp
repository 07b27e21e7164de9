// SPDX-License-Identifier: Apache-2.0
// `sitrep export`: the ledger, filtered as in `sitrep incidents`, in the formats of the field. The formats are in exports/.
#include <fstream>
#include <iostream>

#include "app/data_paths.h"
#include "app/exports/format.h"
#include "app/incident_filter.h"
#include "app/sheet.h"
#include "base/error.h"
#include "base/format.h"
#include "base/json.h"

namespace sitrep {
namespace {

using namespace exports;

std::string column_count(const Format& item) {
  const std::size_t count = item.columns().size();
  return count > 0 ? format("{}", count) : "";
}

Json json_of(const Format& item) {
  Json columns = Json::array();
  for (const ColumnInfo& info : item.columns()) columns.push_back({{"name", info.name}, {"type", name_of(info.type)}, {"given", info.is_given}});
  return {{"format", item.name}, {"summary", item.summary}, {"row", item.row}, {"columns", columns}};
}

int list(bool as_json) {
  Table table;
  table.head = {"format", "what it is", "a row is", "columns"};
  for (const Format* item : formats()) {
    if (as_json) std::cout << to_line(json_of(*item)) << '\n';
    table.rows.push_back({std::string(item->name), std::string(item->summary), std::string(item->row), column_count(*item)});
  }
  if (!as_json) std::cout << rendered({table}, Form::terminal);
  return exit_done;
}

/// Writes beside the file and renames it, so that nobody takes half an export for a whole one.
void write_file(const std::filesystem::path& path, const Format& item, Export& job) {
  std::filesystem::path part = path;
  part += ".part";
  std::ofstream out(part, std::ios::binary | std::ios::trunc);
  if (!out) throw Error(format("{}: cannot be written", part.string()));
  item.write(job, out);
  out.close();
  std::error_code failed;
  if (out) std::filesystem::rename(part, path, failed);
  if (out && !failed) return;
  std::error_code ignored;
  std::filesystem::remove(part, ignored);
  throw Error(format("{}: could not be written whole; is the disk full?", path.string()));
}

int run(const Arguments& arguments) {
  if (arguments.flag("list")) return list(arguments.flag("json"));
  const auto name = arguments.value("format");
  if (!name) throw Error("give --format FORMAT; `sitrep export --list` names them");
  const Format& item = format_named(*name);
  const std::filesystem::path knowledge = find_data().knowledge;
  const Actors actors = Actors::load(knowledge);
  const PeerCodes codes = PeerCodes::load(knowledge, actors);
  Store store = Store::for_reading(*arguments.value("db"));
  Export job(store, filter_of(arguments), actors, codes);
  if (const auto output = arguments.value("output")) {
    write_file(*output, item, job);
  } else {
    item.write(job, std::cout);
    std::cout.flush();
    if (!std::cout) throw Error("standard output: could not be written whole");
  }
  for (const auto& [reason, count] : job.left_out()) std::cerr << format("left out: {} {}\n", count, reason);
  return exit_done;
}

constexpr Option options[] = {
    db_option,
    {"format", "FORMAT", "what to write; --list names the formats"},
    {"output", "FILE", "where to write it; standard output otherwise"},
    {"list", "", "name the formats, with what a row stands for"},
    {"json", "", "with --list: the formats with their columns and types, for programs"},
    from_option, to_option, place_option, box_option, near_option, side_option, kind_option, dead_option, contested_option, search_option,
};
constexpr std::string_view examples[] = {
    "sitrep export --db war.db --format figures --output figures.csv     every figure with its claimant and its sentence",
    "sitrep export --db war.db --format ucdp-ged --from 2022 --side ARM  as UCDP GED has it",
    "sitrep export --list                                                all formats",
};

}  // namespace

extern const Command export_command;
const Command export_command{"export", "write the ledger in a format of the field: UCDP GED, ACLED, POLECAT, GDELT, HXL, GeoJSON, …", "", options, examples, run};

}  // namespace sitrep
