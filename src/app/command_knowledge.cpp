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
#include "knowledge/peer_codes.h"

namespace sitrep {
namespace {

bool fires(const Reading& reading, const std::string& rule) {
  return std::any_of(reading.reasons.begin(), reading.reasons.end(), [&](const Reason& r) { return r.rule == rule; });
}

/// What fired, for the message: "assault.attack, consult.meet", or "none".
std::string fired(const Reading& reading) {
  std::string rules;
  for (const Reason& r : reading.reasons)
    if (r.ref.front() == 'v' || r.ref.front() == 'r') rules += (rules.empty() ? "" : ", ") + r.rule;
  return rules.empty() ? "none" : rules;
}

/// Reads examples and tells those that are wrong.
class ExampleReader {
 public:
  explicit ExampleReader(const Engine& engine) : engine_(engine), thread_(engine.new_thread()) {}

  void check(const std::string& rule, const std::string& sentence, bool shall_fire, const std::string& where) {
    Report report;
    report.id = rule;
    report.language = "en";
    report.text = sentence;
    const Reading reading = engine_.read(report, thread_);
    ++examples;
    if (fires(reading, rule) == shall_fire) return;
    ++wrong;
    std::cout << format("{}: {} {} on \"{}\"; what fires: {}\n", where, rule, shall_fire ? "does not fire" : "fires", sentence, fired(reading));
  }

  long examples = 0;
  long wrong = 0;

 private:
  const Engine& engine_;
  Engine::Thread thread_;
};

int check(const Engine& engine) {
  const Knowledge& knowledge = engine.parts().knowledge;
  ExampleReader reader(engine);
  for (const Frame& frame : knowledge.frames.all)
    for (const Example& example : frame.examples) reader.check(frame.id, example.sentence, example.fires, format("{}:{}", frame.file, example.line));
  for (const RelationRule& rule : knowledge.relations.all) {
    reader.check(rule.id, rule.yes, true, rule.where);
    reader.check(rule.id, rule.no, false, rule.where);
  }
  std::cout << format("{} frames, {} senses, {} rules of relations, {} examples, {} wrong\n", knowledge.frames.all.size(), knowledge.frames.senses, knowledge.relations.all.size(),
                      reader.examples, reader.wrong);
  const std::vector<std::string>& problems = knowledge.dictionary_problems;
  for (const std::string& problem : problems) std::cout << problem << '\n';
  if (!problems.empty()) std::cout << format("{} lines of the dictionaries are left out\n", problems.size());
  return reader.wrong == 0 && problems.empty() ? exit_done : exit_skipped;
}

int run(const Arguments& arguments) {
  if (arguments.inputs() != std::vector<std::string>{"check"}) throw Error("what to do is missing: sitrep knowledge check");
  PeerCodes::load(find_data().knowledge, Actors::load(find_data().knowledge));  // for exports alone: throws when it is no good
  return check(Engine(data_of(arguments)));
}

constexpr Option options[] = {actors_option, verbs_option};
constexpr std::string_view examples[] = {"sitrep knowledge check", "sitrep knowledge check --actors my.actors.txt --verbs my.verbs.txt"};

}  // namespace

extern const Command knowledge_command;
const Command knowledge_command{"knowledge", "load all knowledge and try the examples of its frames", "check", options, examples, run};

}  // namespace sitrep
