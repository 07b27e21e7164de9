// SPDX-License-Identifier: Apache-2.0
#include "ingest/ingest.h"

#include "ingest/fetch.h"
#include "ingest/inputs.h"
#include "ingest/readers.h"

namespace sitrep {
namespace {

/// Tells the run how far the file was read.
class CountedStream : public ByteStream {
 public:
  CountedStream(std::unique_ptr<ByteStream> bytes, Intake& intake) : bytes_(std::move(bytes)), intake_(intake) {}
  std::size_t read(std::span<char> into) override {
    const std::size_t got = bytes_->read(into);
    intake_.advance(got);
    return got;
  }
  std::uint64_t origin() const override { return bytes_->origin(); }
  bool is_plain() const override { return bytes_->is_plain(); }
  bool resume() override { return bytes_->resume(); }

 private:
  std::unique_ptr<ByteStream> bytes_;
  Intake& intake_;
};

void read_file(const InputFile& file, Intake& intake) {
  try {
    intake.read(Source({file.path, file.id, std::nullopt, std::nullopt, std::nullopt}, std::make_unique<CountedStream>(open_file(file.path), intake)));
  } catch (const Damaged& damage) {
    intake.skip(file.path, 0, damage.what());
  }
}

}  // namespace

ReadCounts read_reports(std::span<const std::string> inputs, const ReadOptions& options, const ReadSink& sink) {
  Intake intake(options, sink);
  for (const std::string& input : inputs) {
    if (is_address(input)) {
      fetch(input, intake);
      continue;
    }
    for_each_file(input, [&](const InputFile& file) { read_file(file, intake); });
  }
  return intake.counts();
}

ReadCounts read_reports_in(const std::string& name, std::string bytes, const ReadOptions& options, const ReadSink& sink) {
  Intake intake(options, sink);
  intake.read(Source({name, id_of_file(name), std::nullopt, std::nullopt, std::nullopt}, stream_of(std::move(bytes))));
  return intake.counts();
}

}  // namespace sitrep
