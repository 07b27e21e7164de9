// SPDX-License-Identifier: Apache-2.0
// `sitrep case run|show|draft`: tests as data. `run` is part of the test suite; `show` and `draft` are for those who write
// cases and rules.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "app/case_file.h"
#include "app/commands.h"
#include "app/dictionary_options.h"
#include "app/engine.h"
#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/json.h"
#include "base/utf8.h"
#include "extract/extract.h"
#include "parse/conllu.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> case_files(const std::vector<std::string>& inputs) {
  std::vector<fs::path> files;
  for (const std::string& input : inputs) {
    if (!fs::is_directory(input)) {
      files.emplace_back(input);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(input))
      if (entry.path().extension() == ".case") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Parses and reads the case's report; with its own parse where it has one.
struct ReadCase {
  ReadCase(const Case& test, const Engine& engine, Engine::Thread& thread) : text(test.report.text) {
    if (test.pinned_parse) {
      document = document_from_conllu(text, *test.pinned_parse, test.name + " (parse)");
      reading = read(test.report, document, engine.parts().knowledge);
    } else {
      reading = engine.read(test.report, thread);
    }
  }
  std::string text;
  Document document;
  Reading reading;
};

int run_cases(const std::vector<fs::path>& files, const Engine& engine) {
  Engine::Thread thread = engine.new_thread();
  long passed = 0;
  long failed = 0;
  long known = 0;
  for (const fs::path& file : files) {
    const Case test = parse_case(read_file(file), file.string());
    const Reading reading = ReadCase(test, engine, thread).reading;
    std::vector<std::string> unmet = unmet_expectations(test, to_json(reading));
    if (const std::string breach = broken_invariant(reading); !breach.empty()) unmet.push_back(format("{}: {}", test.name, breach));
    if (test.known_failure && !unmet.empty()) {
      ++known;
    } else if (test.known_failure) {
      std::cout << format("{}: passes, though it says known-failure; take that line out\n", test.name);
      ++failed;
    } else if (unmet.empty()) {
      ++passed;
    } else {
      for (const std::string& sentence : unmet) std::cout << sentence << '\n';
      ++failed;
    }
  }
  std::cout << format("{} cases passed, {} failed, {} known failures\n", passed, failed, known);
  return failed == 0 ? exit_done : exit_skipped;
}

/// Items of a reading, one a line, with the words that they stand on.
void print_reading(const Reading& reading) {
  const Json json = parse_json(to_json(reading), "reading");
  const CodePointIndex index(reading.report.text);
  for (const auto& [list, items] : json.items()) {
    if (!items.is_array() || list == "sentences") continue;
    for (const Json& item : items) {
      std::string words;
      for (const char* field : {"start", "anchor", "mentions", "cue"}) {
        if (!item.contains(field) || item[field].is_null() || (item[field].is_array() && item[field].empty())) continue;
        const Json& span = std::string_view(field) == "start" ? item : item[field].is_array() ? item[field][0] : item[field];
        const auto begin = index.byte_at(span["start"].get<std::uint32_t>());
        words = reading.report.text.substr(begin, index.byte_at(span["end"].get<std::uint32_t>()) - begin);
        break;
      }
      std::cout << format("{:<11} \"{}\" {}\n", list, words, to_line(item));
    }
  }
}

int show_cases(const std::vector<fs::path>& files, const Engine& engine) {
  Engine::Thread thread = engine.new_thread();
  for (const fs::path& file : files) {
    const Case test = parse_case(read_file(file), file.string());
    const std::string text = test.report.text;
    std::cout << format("# {}\n", file.string());
    if (!test.pinned_parse) std::cout << to_conllu(engine.parts().pipeline.parse(text));
    const Reading reading = ReadCase(test, engine, thread).reading;
    print_reading(reading);
    for (const Reason& reason : reading.reasons) std::cout << format("{} by {}: \"{}\"\n", reason.ref, reason.rule, reason.words.of(text));
    for (const std::string& sentence : unmet_expectations(test, to_json(reading))) std::cout << sentence << '\n';
  }
  return exit_done;
}

/// A case to start from: the report's text, and as comments what is read from it now.
int draft_cases(const std::vector<fs::path>& files, const Engine& engine) {
  Engine::Thread thread = engine.new_thread();
  for (const fs::path& file : files) {
    Report report;
    report.id = file.stem().string();
    report.text = repaired_utf8(read_file(file));
    const Reading reading = engine.read(report, thread);
    std::cout << format("# What it shows, in a sentence.\npublished: 2031-05-06\n\n{}\n\nexpect\n", report.text);
    for (const Figure& f : reading.figures) {
      std::cout << format("figures: \"{}\" qualifier={}", f.span.of(report.text), name_of(f.qualifier));
      if (f.best) std::cout << format(" best={}", *f.best);
      std::cout << '\n';
    }
    for (const Casualty& k : reading.casualties) {
      std::cout << format("casualties: outcome={} class={}", name_of(k.outcome), name_of(k.victim_class));
      if (k.figure) std::cout << format(" figure=\"{}\"", reading.figures[k.figure->index].span.of(report.text));
      std::cout << '\n';
    }
  }
  return exit_done;
}

int run(const Arguments& arguments) {
  if (arguments.inputs().empty()) throw Error("what to do is missing: sitrep case run|show|draft FILE…");
  const std::string verb = arguments.inputs().front();
  const std::vector<fs::path> files = case_files({arguments.inputs().begin() + 1, arguments.inputs().end()});
  if (files.empty()) throw Error(format("sitrep case {}: no case is named; give .case files or a folder", verb));
  const Engine engine(data_of(arguments));
  tell_dictionary_problems(engine);
  if (verb == "run") return run_cases(files, engine);
  if (verb == "show") return show_cases(files, engine);
  if (verb == "draft") return draft_cases(files, engine);
  throw Error(format("'{}' is no verb of sitrep case; run, show and draft are", verb));
}

constexpr Option options[] = {actors_option, verbs_option};
constexpr std::string_view examples[] = {"sitrep case run tests/cases", "sitrep case show tests/cases/figures/range.case", "sitrep case draft report.txt > new.case"};

}  // namespace

extern const Command case_command;
const Command case_command{"case", "run, show or draft test cases: short reports with what a reading must hold", "run|show|draft FILE", options, examples, run};

}  // namespace sitrep
