// SPDX-License-Identifier: Apache-2.0
// `sitrep read` and `sitrep check`: reports in, readings out; for people as a sheet, for programs as JSON lines.
#include <iostream>

#include "app/commands.h"
#include "app/dictionary_options.h"
#include "app/output_form.h"
#include "app/reading_sheet.h"
#include "app/sheet.h"
#include "base/error.h"
#include "base/dates.h"
#include "base/format.h"
#include "sitrep.h"

namespace sitrep {
namespace {

/// Reads all inputs on all cores and hands the readings on, in the order of the inputs. Returns how many records were skipped.
template <class Consume>
std::size_t read_all(const Arguments& arguments, Consume consume) {
  if (arguments.inputs().empty()) throw Error("an input is needed: a file, a folder, an address, or - for standard input");
  const auto published = arguments.value("published");
  if (published && !day_range(*published)) throw Error(format("--published {}: a date is needed, as 2031-05-06", *published));
  const DataPaths data = data_of(arguments);
  const Engine engine(data);
  tell_dictionary_problems(engine);
  Ingest source(data, arguments.inputs());
  const auto next = [&] {
    std::optional<Report> report = source.next_report();
    if (report && published) report->published = published;
    return report;
  };
  const auto tell_skipped = [&] {
    for (const Skipped& skipped : source.skipped()) std::cerr << harmless_lines(format("{}: byte {}: skipped: {}\n", skipped.source, skipped.offset, skipped.reason));
  };
  engine.read_many(next, [&](const Reading& reading) {
    tell_skipped();
    consume(reading);
  });
  tell_skipped();
  if (source.counts().reports == 0 && source.counts().skipped == 0) std::cerr << format("{}: no report was found; it is empty, or holds no text\n", arguments.inputs().size() == 1 ? arguments.inputs().front() : "the inputs");
  return source.counts().skipped;
}

int run_read(const Arguments& arguments) {
  const Form form = form_of(arguments);
  const std::size_t skipped = read_all(arguments, [&](const Reading& reading) {
    if (arguments.flag("json")) std::cout << to_json(reading) << '\n';
    else if (form == Form::html) std::cout << reading_page(reading);
    else std::cout << rendered(reading_sheet(reading, arguments.flag("explain")), form) << '\n';
  });
  return skipped > 0 ? exit_skipped : exit_done;
}

int run_check(const Arguments& arguments) {
  bool has_error = false;
  const std::size_t skipped = read_all(arguments, [&](const Reading& reading) {
    for (const Finding& finding : reading.findings) {
      has_error |= finding.severity == Severity::error;
      std::cout << format("{}: {}: {}: {}\n", harmless(reading.report.id), name_of(finding.severity), finding.kind, harmless(finding.message));
    }
  });
  return has_error || skipped > 0 ? exit_skipped : exit_done;
}

constexpr Option published_option{"published", "DATE", "the date of publication, in place of what the input names"};

constexpr Option read_options[] = {
    {"json", "", "print readings as JSON lines, by the data contract"},
    {"explain", "", "name the rule and the words behind each fact"},
    markdown_option,
    {"html", "", "print a page of HTML with the report's text and its marks"},
    published_option,
    actors_option,
    verbs_option,
};
constexpr Option check_options[] = {published_option, actors_option, verbs_option};
constexpr std::string_view read_examples[] = {"sitrep read dispatch.txt", "sitrep read --json reports.jsonl > readings.jsonl", "sitrep read --html page.html > reading.html"};
constexpr std::string_view check_examples[] = {"sitrep check dispatch.txt --published 2031-05-06"};

}  // namespace

extern const Command read_command;
const Command read_command{"read", "read reports: claims, casualties, events, each with its speaker and its sentence", "INPUT", read_options, read_examples, run_read};

extern const Command check_command;
const Command check_command{"check", "check reports against themselves and what is known: print findings alone", "INPUT", check_options, check_examples, run_check};

}  // namespace sitrep
