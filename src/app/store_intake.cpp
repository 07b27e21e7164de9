// SPDX-License-Identifier: Apache-2.0
#include "app/store_intake.h"

#include <atomic>
#include <mutex>
#include <thread>

#include "app/clock.h"
#include "app/dictionary_options.h"
#include "app/engine.h"
#include "app/handoff.h"
#include "app/ordered_work.h"
#include "app/provenance_of.h"
#include "base/format.h"
#include "ingest/gate.h"
#include "store/store.h"

namespace sitrep {
namespace {

constexpr std::size_t parsed_together = 16;
constexpr std::size_t stored_together = 64;  // reports in one transaction
constexpr std::size_t waiting_most = 256;

struct Incoming {
  Report report;
  Provenance provenance;
  std::uint64_t content = 0;
};

/// Reads the inputs on a thread of its own; what comes to pass there is told on the taker's.
class Finder {
 public:
  Finder(std::span<const std::string> inputs, const IntakeOptions& options)
      : inputs_(inputs), options_(options), agencies_(Agencies::load(options.data.knowledge)) {
    if (options.with_gate) gate_.emplace(load_gate_words(options.data.knowledge));
    thread_ = std::thread([this] { run(); });
  }
  ~Finder() {
    found_.abandon();
    thread_.join();
  }

  std::optional<Incoming> take() { return found_.take(); }
  std::uint64_t bytes() const { return bytes_; }
  std::size_t stopped() const { return stopped_; }
  ReadCounts counts() const { return counts_; }  // once take() has given nothing
  std::vector<std::string> messages() {
    const std::lock_guard lock(mutex_);
    return std::exchange(messages_, {});
  }

 private:
  struct Abandoned {};

  void run() {
    const ReadSink sink{
        [this](IngestedReport ingested) { screen(std::move(ingested.report)); },
        [this](const Skipped& skipped) {
          const std::lock_guard lock(mutex_);
          messages_.push_back(format("{}: byte {}: skipped: {}", skipped.source, skipped.offset, skipped.reason));
        },
        [this](std::uint64_t bytes) { bytes_ = bytes; },
    };
    try {
      counts_ = read_reports(inputs_, options_.read, sink);
      found_.finish();
    } catch (const Abandoned&) {
    } catch (...) {
      found_.finish(std::current_exception());
    }
  }

  void screen(Report report) {
    if (gate_ && !gate_->judge(report).passes) {
      ++stopped_;
      return;
    }
    Provenance provenance = provenance_of(report, agencies_);
    const std::uint64_t content = content_of(report);
    if (!found_.put({std::move(report), std::move(provenance), content})) throw Abandoned{};
  }

  std::span<const std::string> inputs_;
  const IntakeOptions& options_;
  Agencies agencies_;
  std::optional<Gate> gate_;
  Handoff<Incoming> found_{waiting_most};
  std::atomic<std::uint64_t> bytes_ = 0;
  std::atomic<std::size_t> stopped_ = 0;
  ReadCounts counts_;
  std::mutex mutex_;
  std::vector<std::string> messages_;
  std::thread thread_;
};

}  // namespace

IntakeCounts ingest_into_store(std::span<const std::string> inputs, const IntakeOptions& options, Progress& progress) {
  const Engine engine(options.data);
  tell_dictionary_problems(engine);
  Store store = Store::for_writing(options.store);
  const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  std::vector<Engine::Thread> own;
  for (std::size_t i = 0; i < threads; ++i) own.push_back(engine.new_thread());
  Finder finder(inputs, options);
  IntakeCounts counts;
  std::vector<NewReport> pending;
  const auto store_pending = [&] {
    if (!pending.empty()) store.add(pending, utc_now());
    counts.stored += pending.size();
    if (options.stored)
      for (const NewReport& item : pending) options.stored(item.reading.report.id);
    pending.clear();
    for (const std::string& message : finder.messages()) progress.say(message);
    progress.advance(finder.bytes(), counts.stored + counts.known);
  };

  using Batch = std::vector<Incoming>;
  work_in_order<Batch, std::vector<NewReport>>(
      threads,
      [&]() -> std::optional<Batch> {
        Batch batch;
        while (batch.size() < parsed_together) {
          std::optional<Incoming> next = finder.take();
          if (!next) break;
          if (store.has(next->report.id, next->content)) ++counts.known;
          else batch.push_back(std::move(*next));
        }
        return batch.empty() ? std::nullopt : std::optional(std::move(batch));
      },
      [&](Batch batch, std::size_t worker) {
        std::vector<Report> reports;
        for (Incoming& item : batch) reports.push_back(std::move(item.report));
        std::vector<Reading> readings = engine.read(std::move(reports), own[worker]);
        std::vector<NewReport> made;
        for (std::size_t i = 0; i < readings.size(); ++i) made.push_back({std::move(readings[i]), std::move(batch[i].provenance), batch[i].content});
        return made;
      },
      [&](std::vector<NewReport> made) {
        for (NewReport& item : made) pending.push_back(std::move(item));
        if (pending.size() >= stored_together) store_pending();
      });
  store_pending();
  counts.read = finder.counts();
  counts.stopped = finder.stopped();
  return counts;
}

}  // namespace sitrep
