// SPDX-License-Identifier: Apache-2.0
// Speed of reading in full on one thread: reports from standard input, separated by NUL; tools/bench.py runs it. Prints one
// JSON object with the processor time that each step takes. No test: it says how fast, not whether right.
//   bench_read SECONDS <TEXTS
#include <cstdlib>
#include <iostream>

#include "app/engine.h"
#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "extract/extract.h"
#include "parse/paragraphs.h"

namespace {

using namespace sitrep;

struct Measured {
  StepTimes times;
  std::size_t reports = 0;
  std::size_t tokens = 0;
};

void read_all(const Engine& engine, Pipeline::Scratch& scratch, const std::vector<Report>& reports, Measured& measured) {
  constexpr std::size_t together = 16;
  for (std::size_t begin = 0; begin < reports.size(); begin += together) {
    const std::size_t end = std::min(reports.size(), begin + together);
    std::vector<std::string_view> texts;
    std::vector<std::size_t> story_begins;
    for (std::size_t i = begin; i < end; ++i) texts.push_back(reports[i].text), story_begins.push_back(story_begin(reports[i]));
    const std::vector<Document> documents = timed(&measured.times, Step::parse, [&] { return parse_by_paragraph(engine.parts().pipeline, texts, scratch, story_begins); });
    for (std::size_t i = begin; i < end; ++i) {
      const Reading reading = read(reports[i], documents[i - begin], engine.parts().knowledge, {{}, {}, &measured.times});
      timed(&measured.times, Step::output, [&] { return to_json(reading); });
      ++measured.reports;
      measured.tokens += documents[i - begin].tokens.size();
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 5;
  const std::string input = read_file("-");
  std::vector<Report> reports;
  for (const std::string_view text : split(input, '\0')) {
    reports.emplace_back();
    reports.back().id = format("bench-{}", reports.size());
    reports.back().published = "2015-06-01";
    reports.back().text = text;
  }
  const Engine engine(find_data());
  Pipeline::Scratch scratch = engine.parts().pipeline.new_scratch();
  Measured warm_up;
  read_all(engine, scratch, reports, warm_up);
  Measured measured;
  const double begin = thread_seconds();
  do read_all(engine, scratch, reports, measured);
  while (thread_seconds() - begin < seconds);
  const double spent = thread_seconds() - begin;
  std::cout << format("{{\"reports\": {}, \"tokens\": {}, \"seconds\": {:.4f}, \"steps\": {{", measured.reports, measured.tokens, spent);
  for (std::size_t s = 0; s < measured.times.seconds.size(); ++s) std::cout << format("{}\"{}\": {:.4f}", s == 0 ? "" : ", ", name_of(static_cast<Step>(s)), measured.times.seconds[s]);
  std::cout << "}}\n";
}
