// SPDX-License-Identifier: Apache-2.0
// `sitrep read`: reports in, readings out; for people as a page on the terminal, for programs as JSON lines.
#include <iostream>
#include <thread>

#include "app/commands.h"
#include "app/engine.h"
#include "app/ordered_work.h"
#include "app/report_source.h"
#include "base/error.h"
#include "base/format.h"

namespace sitrep {
namespace {

constexpr std::size_t batch_size = 16;  // reports parsed together

int run(const Arguments& arguments) {
  const DataPaths data = find_data();
  const Engine engine(data);
  const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  std::vector<Engine::Thread> own;
  for (std::size_t i = 0; i < threads; ++i) own.push_back(engine.new_thread());

  const PageKnowledge pages = PageKnowledge::load(data.knowledge);
  std::vector<FieldName> map;
  for (const std::string& text : arguments.values("map"))
    for (FieldName& name : parse_field_map(text)) map.push_back(std::move(name));
  const ReadOptions reading{pages, {}, std::move(map)};
  ReportSource source(arguments.inputs(), reading, [](const Skipped& skipped) { std::cerr << format("{}: byte {}: skipped: {}\n", skipped.source, skipped.offset, skipped.reason); });
  work_in_order<std::vector<Report>, std::string>(
      threads,
      [&]() -> std::optional<std::vector<Report>> {
        std::optional<std::vector<IngestedReport>> ingested = source.next(batch_size);
        if (!ingested) return std::nullopt;
        std::vector<Report> batch;
        for (IngestedReport& one : *ingested) batch.push_back(std::move(one.report));
        for (Report& report : batch)
          if (!report.published) report.published = arguments.value("published");
        return batch;
      },
      [&](std::vector<Report> batch, std::size_t worker) {
        std::string lines;
        for (const Reading& read : engine.read(std::move(batch), own[worker])) lines += to_json(read) + "\n";
        return lines;
      },
      [](std::string lines) { std::cout << lines; });
  return source.counts().skipped > 0 ? exit_skipped : exit_done;
}

constexpr Option options[] = {
    {"json", "", "print readings as JSON lines, by the data contract"},
    {"map", "OURS=THEIRS,…", "names of the fields of JSON and tables: text=body,published=date", "", true},
    {"published", "DATE", "the date of publication, where the input names none"},
};
constexpr std::string_view examples[] = {"sitrep read dispatch.txt", "sitrep read --json reports.jsonl > readings.jsonl"};

}  // namespace

extern const Command read_command;
const Command read_command{"read", "read reports: claims, casualties, events, each with its speaker and its sentence", "FILE", options, examples, run};

}  // namespace sitrep
