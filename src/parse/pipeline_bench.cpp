// SPDX-License-Identifier: Apache-2.0
// Speed of the parser: one measurement over texts from standard input, separated by NUL; tools/bench.py runs it beside
// spaCy. Prints one JSON object. No test: it says how fast, not whether right.
//   bench_parse MODEL THREADS SECONDS <TEXTS
#include <sys/resource.h>
#include <sys/time.h>

#include <atomic>
#include <chrono>
#include <ctime>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "nn/affine.h"
#include "nn/kernels.h"
#include "parse/pipeline.h"

namespace {

using namespace sitrep;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The best of several loads: the file is in the page cache then.
double load_milliseconds(const char* model) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto start = Clock::now();
    const Pipeline pipeline = Pipeline::load(model);
    best = std::min(best, 1000 * seconds_since(start));
  }
  return best;
}

/// What one core reaches at the shape of a whole window layer, with all in its cache.
double peak_gigaflops(std::size_t inputs, std::size_t outputs, std::size_t rows) {
  std::vector<float> weights(inputs * outputs, 0.5F), x(rows * inputs, 0.25F), y(rows * outputs);
  const Affine layer({weights.data(), {outputs, inputs, 1, 1}}, inputs, {});
  double best = 1e9;
  for (int i = 0; i < 200; ++i) {
    const auto start = Clock::now();
    layer.apply(x.data(), rows, y.data());
    best = std::min(best, seconds_since(start));
  }
  return 2e-9 * static_cast<double>(rows * inputs * outputs) / best;
}

/// Tokens a second by the clock on the wall, and as if each thread had had its processor to itself, from the time that all
/// threads used: other programs disturb that less.
struct Speed {
  double wall;
  double processor;
};

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// The speed of each round: every thread parses all texts by itself, in batches.
std::vector<Speed> rounds(const Pipeline& pipeline, const std::vector<std::string_view>& texts, std::size_t threads, double seconds) {
  std::vector<Speed> result;
  std::vector<Pipeline::Scratch> scratches;
  for (std::size_t i = 0; i < threads; ++i) scratches.push_back(pipeline.new_scratch());
  const auto begin = Clock::now();
  for (int round = 0; round < 2 || seconds_since(begin) < seconds; ++round) {
    std::atomic<std::size_t> tokens = 0;
    const double used = processor_seconds();
    const auto start = Clock::now();
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < threads; ++i) {
      workers.emplace_back([&, i] {
        for (std::size_t first = 0; first < texts.size(); first += 64) {
          const auto some = std::span(texts).subspan(first, std::min<std::size_t>(64, texts.size() - first));
          for (const Document& document : pipeline.parse(some, scratches[i], {.restore_case = false})) tokens += document.tokens.size();
        }
      });
    }
    for (std::thread& worker : workers) worker.join();
    if (round == 0) continue;  // warms up
    const double count = static_cast<double>(tokens);
    result.push_back({count / seconds_since(start), count * static_cast<double>(threads) / (processor_seconds() - used)});
  }
  return result;
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: bench_parse MODEL THREADS SECONDS <TEXTS\n";
    return 2;
  }
  const std::string input = read_file("-");
  const std::vector<std::string_view> texts = split(input, '\0');
  const double load = load_milliseconds(argv[1]);
  const Pipeline pipeline = Pipeline::load(argv[1]);
  const std::vector<Speed> speeds = rounds(pipeline, texts, std::stoul(argv[2]), std::stod(argv[3]));
  const long kilobytes = peak_kilobytes();
  double wall = 0, processor = 0;
  for (const Speed& speed : speeds) {
    wall = std::max(wall, speed.wall);
    processor = std::max(processor, speed.processor);
  }
  std::cout << format("{{\"load_ms\": {:.1f}, \"peak_mb\": {:.0f}, \"gflops_peak\": {:.1f}, ", load,
                      static_cast<double>(kilobytes) / 1024, peak_gigaflops(window_width, maxout_width, 256))
            << format("\"tokens_per_s\": {:.0f}, \"tokens_per_cpu_s\": {:.0f}, \"rounds\": {}}}\n", wall, processor, speeds.size());
}
