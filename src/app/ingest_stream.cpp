// SPDX-License-Identifier: Apache-2.0
// Ingest of the public header: reports one after the other from a thread that reads ahead.
#include <mutex>
#include <utility>

#include "app/report_source.h"
#include "ingest/gate.h"
#include "sitrep.h"

namespace sitrep {

struct Ingest::Parts {
  using Read = std::function<ReadCounts(const ReadOptions&, const ReadSink&)>;

  Parts(const DataPaths& data, IngestOptions options, Read read)
      : pages(PageKnowledge::load(data.knowledge)),
        read_options{pages, options.limits, std::move(options.map)},
        gate(options.of_concern_only ? std::optional<Gate>(load_gate_words(data.knowledge)) : std::nullopt),
        source([this, read = std::move(read)](const ReadSink& sink) { return read(read_options, sink); },
               [this](const Skipped& record) {
                 const std::lock_guard lock(mutex);
                 skipped.push_back(record);
               }) {}

  const PageKnowledge pages;
  const ReadOptions read_options;
  std::optional<Gate> gate;
  std::mutex mutex;
  std::vector<Skipped> skipped;
  ReportSource source;  // last: its thread uses what stands above
};

Ingest::Ingest(const DataPaths& data, std::vector<std::string> inputs, IngestOptions options)
    : parts_(std::make_unique<Parts>(data, std::move(options), [inputs = std::move(inputs)](const ReadOptions& read_options, const ReadSink& sink) {
        return read_reports(inputs, read_options, sink);
      })) {}

Ingest::Ingest(const DataPaths& data, std::string name, std::string bytes, IngestOptions options)
    : parts_(std::make_unique<Parts>(
          data, std::move(options), [name = std::move(name), bytes = std::move(bytes)](const ReadOptions& read_options, const ReadSink& sink) {
            return read_reports_in(name, bytes, read_options, sink);
          })) {}

Ingest::~Ingest() = default;

std::optional<IngestedReport> Ingest::next() {
  for (;;) {
    std::optional<std::vector<IngestedReport>> one = parts_->source.next(1);
    if (!one) return std::nullopt;
    if (!parts_->gate || parts_->gate->judge(one->front().report).passes) return std::move(one->front());
  }
}

std::optional<Report> Ingest::next_report() {
  std::optional<IngestedReport> ingested = next();
  return ingested ? std::optional(std::move(ingested->report)) : std::nullopt;
}

std::vector<Skipped> Ingest::skipped() {
  const std::lock_guard lock(parts_->mutex);
  return std::exchange(parts_->skipped, {});
}

ReadCounts Ingest::counts() const { return parts_->source.counts(); }

}  // namespace sitrep
