// SPDX-License-Identifier: Apache-2.0
// `sitrep read` and `sitrep check`: reports in, readings out; for people as a sheet, for programs as JSON lines.
#include <algorithm>
#include <iostream>
#include <thread>

#include "app/commands.h"
#include "app/engine.h"
#include "app/ordered_work.h"
#include "app/output_form.h"
#include "app/reading_sheet.h"
#include "app/report_source.h"
#include "base/error.h"
#include "base/dates.h"
#include "base/format.h"

namespace sitrep {
namespace {

constexpr std::size_t batch_size = 16;  // reports parsed together

/// Reads all inputs on all cores and hands the readings on, in the order of the inputs. Returns how many records were skipped.
template <class Consume>
std::size_t read_all(const Arguments& arguments, Consume consume) {
  if (arguments.inputs().empty()) throw Error("an input is needed: a file, a folder, an address, or - for standard input");
  const auto published = arguments.value("published");
  if (published && !day_range(*published)) throw Error(format("--published {}: a date is needed, as 2031-05-06", *published));
  const DataPaths data = find_data();
  const Engine engine(data);
  const PageKnowledge pages = PageKnowledge::load(data.knowledge);
  const ReadOptions options{pages, {}, {}};
  ReportSource source(arguments.inputs(), options, [](const Skipped& skipped) {
    std::cerr << format("{}: byte {}: skipped: {}\n", skipped.source, skipped.offset, skipped.reason);
  });
  const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  std::vector<Engine::Thread> own;
  for (std::size_t i = 0; i < threads; ++i) own.push_back(engine.new_thread());
  using Batch = std::vector<IngestedReport>;
  using Readings = std::vector<Reading>;
  work_in_order<Batch, Readings>(
      threads, [&]() -> std::optional<Batch> { return source.next(batch_size); },
      [&](Batch batch, std::size_t worker) {
        std::vector<Report> reports;
        for (IngestedReport& ingested : batch) {
          if (published) ingested.report.published = published;
          reports.push_back(std::move(ingested.report));
        }
        return engine.read(std::move(reports), own[worker]);
      },
      [&](Readings readings) {
        for (const Reading& reading : readings) consume(reading);
      });
  if (source.counts().reports == 0 && source.counts().skipped == 0) std::cerr << "no report was found in the input; it is empty, or holds no text\n";
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
};
constexpr Option check_options[] = {published_option};
constexpr std::string_view read_examples[] = {"sitrep read dispatch.txt", "sitrep read --json reports.jsonl > readings.jsonl", "sitrep read --html page.html > reading.html"};
constexpr std::string_view check_examples[] = {"sitrep check dispatch.txt --published 2031-05-06"};

}  // namespace

extern const Command read_command;
const Command read_command{"read", "read reports: claims, casualties, events, each with its speaker and its sentence", "INPUT", read_options, read_examples, run_read};

extern const Command check_command;
const Command check_command{"check", "check reports against themselves and what is known: print findings alone", "INPUT", check_options, check_examples, run_check};

}  // namespace sitrep
