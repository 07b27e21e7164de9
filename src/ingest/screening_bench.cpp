// SPDX-License-Identifier: Apache-2.0
// What screening costs: the gate, sketches, and finding one story among 100,000 reports. Texts are made of the gate's own
// words and of common ones, so that it fires as often as in news of war.
#include <benchmark/benchmark.h>

#include <random>

#include "ingest/gate.h"
#include "ingest/story.h"

namespace sitrep {
namespace {

/// One of 8,000.
std::string rare_word(std::mt19937& random) {
  static constexpr const char* syllables[] = {"ka", "ro", "mi", "ten", "sal", "ve", "dor", "ni", "ash", "lu", "gar", "pe", "sho", "tra", "vik", "zen", "bo", "har", "qu", "el"};
  std::string word;
  for (int i = 0; i < 3; ++i) word += syllables[random() % std::size(syllables)];
  return word;
}

std::string made_text(std::mt19937& random, const std::vector<GateWord>& words, std::size_t size) {
  static constexpr const char* common[] = {"the", "of", "and", "said", "in", "government", "on", "people", "near", "that", "official", "its", "region", "with", "morning", "statement", "added"};
  std::string text;
  while (text.size() < size) {
    std::string word = random() % 25 == 0 ? words[random() % words.size()].text : common[random() % std::size(common)];
    if (word.ends_with('*')) word.pop_back();
    text += word + (random() % 12 == 0 ? ". " : " ");
    if (random() % 3 == 0) text += rare_word(random) + " ";
  }
  return text;
}

std::vector<GateWord> words() { return load_gate_words(std::filesystem::path(SITREP_SOURCE_DIR) / "knowledge"); }

void gate(benchmark::State& state) {
  std::mt19937 random(1);
  Gate gate(words());
  std::vector<Report> reports(200);
  std::size_t bytes = 0;
  for (Report& report : reports) bytes += (report.text = made_text(random, words(), 2500)).size();
  for (auto _ : state)
    for (const Report& report : reports) benchmark::DoNotOptimize(gate.judge(report));
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes * state.iterations()));
}
BENCHMARK(gate)->Unit(benchmark::kMillisecond);

void sketch(benchmark::State& state) {
  std::mt19937 random(1);
  const std::string text = made_text(random, words(), 2500);
  for (auto _ : state) benchmark::DoNotOptimize(sketch_of(text));
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size() * state.iterations()));
}
BENCHMARK(sketch);

/// One in five reports is a copy of the one before it with a third cut off.
void same_story_among_100000(benchmark::State& state) {
  std::mt19937 random(1);
  std::vector<std::string> texts;
  const std::vector<GateWord> table = words();
  while (texts.size() < 100'000) {
    texts.push_back(made_text(random, table, 2000));
    if (texts.size() % 5 == 4) texts.push_back(texts.back().substr(0, 1400));
  }
  for (auto _ : state) {
    StoryIndex index;
    for (const std::string& text : texts) index.add(sketch_of(text));
    std::size_t joined = 0;
    for (std::uint32_t i = 0; i < texts.size(); ++i) joined += index.first_of(i) != i;
    state.counters["joined"] = static_cast<double>(joined);
  }
}
BENCHMARK(same_story_among_100000)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace sitrep

BENCHMARK_MAIN();
