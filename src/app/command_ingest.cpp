// SPDX-License-Identifier: Apache-2.0
// `sitrep ingest`: any news input to clean, dated reports, printed (--dry-run) or put into a store (--db).
#include <iostream>

#include "app/commands.h"
#include "app/dictionary_options.h"
#include "app/progress.h"
#include "app/store_intake.h"
#include "base/error.h"
#include "base/format.h"
#include "ingest/ingest.h"
#include "ingest/screening.h"

namespace sitrep {
namespace {

Limits limits_of(const Arguments& arguments) {
  Limits limits;
  limits.record_bytes = static_cast<std::size_t>(arguments.number("max-record", 1)) << 20;
  limits.expansion = static_cast<std::size_t>(arguments.number("max-expansion", 1));
  limits.patience = std::chrono::seconds(arguments.number("timeout", 1));
  return limits;
}

std::vector<FieldName> field_map_of(const Arguments& arguments) {
  std::vector<FieldName> map;
  for (const std::string& text : arguments.values("map"))
    for (FieldName& name : parse_field_map(text)) map.push_back(std::move(name));
  return map;
}

/// For people: one line a report.
std::string summary(const Screened& screened) {
  const Report& report = screened.ingested.report;
  const char mark = screened.gate && !screened.gate->passes ? '-' : '+';
  return format("{} {:10}  {:3}  {:6}  {}\n", mark, report.published.value_or("no date").substr(0, 10), report.language.value_or("?"), report.text.size(),
                report.title.value_or(report.id));
}

int store_reports(const Arguments& arguments, const ReadOptions& options, Progress& progress) {
  const DataPaths data = data_of(arguments);
  IntakeOptions intake{data, options, *arguments.value("db"), !arguments.flag("all")};
  if (arguments.flag("ids")) intake.stored = [](const std::string& report) { std::cout << report << std::endl; };
  const IntakeCounts counts = ingest_into_store(arguments.inputs(), intake, progress);
  progress.end(format("{} reports stored, {} known before, {} of no concern, {} records skipped, {} passed over", counts.stored, counts.known,
                      counts.stopped, counts.read.skipped, counts.read.passed_over));
  return counts.read.skipped > 0 ? exit_skipped : exit_done;
}

int run(const Arguments& arguments) {
  if (arguments.flag("dry-run") == arguments.value("db").has_value()) throw Error("give --db FILE, where the reports go, or --dry-run, which prints them");
  if (arguments.inputs().empty()) throw Error("ingest needs an input: a file, a folder, a glob, an http or https address, or - for standard input");
  const std::filesystem::path folder = find_data().knowledge;
  const PageKnowledge knowledge = PageKnowledge::load(folder);
  const ReadOptions options{knowledge, limits_of(arguments), field_map_of(arguments)};
  Progress progress(arguments.flag("quiet"), size_of_inputs(arguments.inputs()));
  if (arguments.value("db")) return store_reports(arguments, options, progress);
  Screening screening(folder, !arguments.flag("all"));
  const bool as_json = arguments.flag("json");

  std::size_t reports = 0;
  std::size_t stopped = 0;
  const ReadSink sink{
      [&](IngestedReport ingested) {
        const Screened screened = screening.screen(std::move(ingested));
        ++reports;
        stopped += screened.gate && !screened.gate->passes;
        std::cout << (as_json ? to_json(screened) + "\n" : summary(screened));
      },
      [&](const Skipped& skipped) { progress.say(format("{}: byte {}: skipped: {}", skipped.source, skipped.offset, skipped.reason)); },
      [&](std::uint64_t bytes) { progress.advance(bytes, reports); },
  };
  const ReadCounts counts = read_reports(arguments.inputs(), options, sink);
  std::cout.flush();
  progress.end(format("{} reports ({} of them of no concern), {} records skipped, {} passed over", counts.reports, stopped, counts.skipped, counts.passed_over));
  return counts.skipped > 0 ? exit_skipped : exit_done;
}

constexpr Option options[] = {
    {"db", "FILE", "the store that the reports go into; made when it is not there"},
    {"ids", "", "with --db: print the id of each report once it is stored safely"},
    {"dry-run", "", "print the reports; store nothing"},
    {"json", "", "one report a line as JSON, for other programs"},
    {"map", "OURS=THEIRS,…", "names of the fields of JSON and tables: text=body,published=date", "", true},
    {"all", "", "do not judge which reports are of concern (conflict, casualties, diplomacy); take all"},
    {"max-record", "MIB", "the largest report, decompressed", "32"},
    {"max-expansion", "TIMES", "how far compressed data may expand before they count as a bomb", "200"},
    {"timeout", "SECONDS", "patience with one address on the network", "30"},
    actors_option,
    verbs_option,
    {"quiet", "", "no progress and no messages of skipped records"},
};

constexpr std::string_view examples[] = {
    "sitrep ingest --db war.db news/                     read a folder into a store and reconcile",
    "sitrep ingest --dry-run news/                       what would be read from a folder",
    "sitrep ingest --dry-run --json CC-NEWS.warc.gz      a web archive as JSON lines",
    "sitrep ingest --dry-run --map text=body export.csv  a table with names of its own",
    "sitrep ingest --dry-run https://example.org/rss     a feed",
};

}  // namespace

extern const Command ingest_command;
const Command ingest_command{"ingest", "read news from pages, feeds, archives, exports and addresses", "FILE|FOLDER|GLOB|URL|-", options, examples, run};

}  // namespace sitrep
