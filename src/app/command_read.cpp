// SPDX-License-Identifier: Apache-2.0
// `sitrep read`: reports in, readings out; for people as a page on the terminal, for programs as JSON lines.
#include <iostream>
#include <thread>

#include "app/commands.h"
#include "app/engine.h"
#include "app/ordered_work.h"
#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/json.h"
#include "base/strings.h"

namespace sitrep {
namespace {

constexpr std::size_t batch_size = 16;  // reports parsed together

std::optional<std::string> text_field(const Json& line, const char* name) {
  return line.contains(name) && line[name].is_string() ? std::optional(line[name].get<std::string>()) : std::nullopt;
}

std::vector<Report> read_inputs(const std::vector<std::string>& inputs) {
  std::vector<Report> reports;
  for (const std::string& input : inputs) {
    const std::string bytes = read_file(input);
    if (!input.ends_with(".jsonl")) {
      Report report;
      report.id = input;
      report.text = bytes;
      reports.push_back(std::move(report));
      continue;
    }
    long number = 0;
    for (const std::string_view line : split(bytes, '\n')) {
      ++number;
      if (trimmed(line).empty()) continue;
      const Json json = parse_json(line, format("{}:{}", input, number));
      Report report;
      report.id = text_field(json, "id").value_or(format("{}", number));
      report.text = text_field(json, "text").value_or("");
      report.title = text_field(json, "title");
      report.published = text_field(json, "published");
      report.dateline = text_field(json, "dateline");
      report.url = text_field(json, "url");
      report.publisher = text_field(json, "publisher");
      report.language = text_field(json, "language").value_or("en");
      reports.push_back(std::move(report));
    }
  }
  return reports;
}

int run(const Arguments& arguments) {
  const Engine engine(find_data());
  std::vector<Report> reports = read_inputs(arguments.inputs());
  const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  std::vector<Engine::Thread> own;
  for (std::size_t i = 0; i < threads; ++i) own.push_back(engine.new_thread());
  std::size_t next = 0;
  work_in_order<std::vector<Report>, std::string>(
      threads,
      [&]() -> std::optional<std::vector<Report>> {
        if (next == reports.size()) return std::nullopt;
        std::vector<Report> batch;
        for (; next < reports.size() && batch.size() < batch_size; ++next) batch.push_back(std::move(reports[next]));
        for (Report& report : batch)
          if (const auto date = arguments.value("published")) report.published = date;
        return batch;
      },
      [&](std::vector<Report> batch, std::size_t worker) {
        std::string lines;
        for (const Reading& reading : engine.read(std::move(batch), own[worker])) lines += to_json(reading) + "\n";
        return lines;
      },
      [](std::string lines) { std::cout << lines; });
  return exit_done;
}

constexpr Option options[] = {
    {"json", "", "print readings as JSON lines, by the data contract"},
    {"published", "DATE", "the date of publication, where the input names none"},
};
constexpr std::string_view examples[] = {"sitrep read dispatch.txt", "sitrep read --json reports.jsonl > readings.jsonl"};

}  // namespace

extern const Command read_command;
const Command read_command{"read", "read reports: claims, casualties, events, each with its speaker and its sentence", "FILE", options, examples, run};

}  // namespace sitrep
