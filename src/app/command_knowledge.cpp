// SPDX-License-Identifier: Apache-2.0
// `sitrep knowledge check`: loads all tables and reads the yes and no examples of every frame; with a
// user's dictionaries also their problems. A 'yes' sentence must make
// the frame fire, a 'no' sentence must not.
#include <algorithm>
#include <iostream>

#include "app/commands.h"
#include "app/dictionary_options.h"
#include "app/engine.h"
#include "base/error.h"
#include "base/format.h"

namespace sitrep {
namespace {

bool fires(const Reading& reading, const std::string& frame) {
  return std::any_of(reading.reasons.begin(), reading.reasons.end(), [&](const Reason& r) { return r.ref.starts_with('v') && r.rule == frame; });
}

/// What fired, for the message: "assault.attack, consult.meet", or "none".
std::string fired(const Reading& reading) {
  std::string rules;
  for (const Reason& r : reading.reasons)
    if (r.ref.starts_with('v')) rules += (rules.empty() ? "" : ", ") + r.rule;
  return rules.empty() ? "none" : rules;
}

int check(const Engine& engine) {
  const Frames& frames = engine.parts().knowledge.frames;
  Engine::Thread thread = engine.new_thread();
  long examples = 0;
  long wrong = 0;
  for (const Frame& frame : frames.all)
    for (const Example& example : frame.examples) {
      Report report;
      report.id = frame.id;
      report.language = "en";
      report.text = example.sentence;
      const Reading reading = engine.read(report, thread);
      ++examples;
      if (fires(reading, frame.id) == example.fires) continue;
      ++wrong;
      std::cout << format("{}:{}: {} {} on \"{}\"; what fires: {}\n", frame.file, example.line, frame.id, example.fires ? "does not fire" : "fires", example.sentence, fired(reading));
    }
  std::cout << format("{} frames, {} senses, {} examples, {} wrong\n", frames.all.size(), frames.senses, examples, wrong);
  const std::vector<std::string>& problems = engine.parts().knowledge.dictionary_problems;
  for (const std::string& problem : problems) std::cout << problem << '\n';
  if (!problems.empty()) std::cout << format("{} lines of the dictionaries are left out\n", problems.size());
  return wrong == 0 && problems.empty() ? exit_done : exit_skipped;
}

int run(const Arguments& arguments) {
  if (arguments.inputs() != std::vector<std::string>{"check"}) throw Error("what to do is missing: sitrep knowledge check");
  return check(Engine(data_of(arguments)));
}

constexpr Option options[] = {actors_option, verbs_option};
constexpr std::string_view examples[] = {"sitrep knowledge check", "sitrep knowledge check --actors my.actors.txt --verbs my.verbs.txt"};

}  // namespace

extern const Command knowledge_command;
const Command knowledge_command{"knowledge", "load all knowledge and try the examples of its frames", "check", options, examples, run};

}  // namespace sitrep
