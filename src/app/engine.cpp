// SPDX-License-Identifier: Apache-2.0
#include "app/engine.h"

#include <algorithm>
#include <thread>

#include "app/ordered_work.h"
#include "base/format.h"
#include "base/utf8.h"
#include "extract/extract.h"
#include "parse/paragraphs.h"

namespace sitrep {
namespace {

constexpr std::size_t read_together = 16;  // reports parsed at once by one thread of read_many()

/// "und" is for texts too short or too odd to tell.
bool is_readable(const Report& report) { return !report.language || *report.language == "en" || *report.language == "und"; }

/// A report in another language is kept and marked, and nothing is read from it.
Reading unread(Report report) {
  Reading reading;
  reading.findings.push_back({"unread_language", Severity::note, format("The report is in the language \"{}\", and only English is read.", *report.language), {}});
  reading.report = std::move(report);
  return reading;
}

}  // namespace

Engine::Thread::Thread(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Engine::Thread::~Thread() = default;
Engine::Thread::Thread(Thread&&) noexcept = default;

Engine::Engine(const DataPaths& data)
    : parts_(std::make_unique<const Parts>(Parts{Pipeline::load(data.model), Knowledge::load(data.knowledge, data.gazetteer, {data.actor_dictionaries, data.verb_dictionaries})})) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;

Engine::Thread Engine::new_thread() const {
  return Thread(std::make_unique<Thread::Parts>(Thread::Parts{parts_->pipeline.new_scratch()}));
}

Reading Engine::read(Report report, Thread& thread) const {
  std::vector<Report> one;
  one.push_back(std::move(report));
  return std::move(read(std::move(one), thread).front());
}

std::vector<Reading> Engine::read(std::vector<Report> reports, Thread& thread) const {
  std::vector<std::string_view> texts;
  std::vector<std::size_t> story_begins;
  for (Report& report : reports) {
    if (!is_valid_utf8(report.text) || report.text.find('\0') != std::string::npos) report.text = repaired_utf8(report.text);
    texts.push_back(is_readable(report) ? std::string_view(report.text) : std::string_view{});
    story_begins.push_back(is_readable(report) ? story_begin(report) : 0);
  }
  const std::vector<Document> documents = parse_by_paragraph(parts_->pipeline, texts, thread.parts_->scratch, story_begins);
  std::vector<Reading> readings;
  readings.reserve(reports.size());
  for (std::size_t i = 0; i < reports.size(); ++i)
    readings.push_back(is_readable(reports[i]) ? sitrep::read(reports[i], documents[i], parts_->knowledge) : unread(std::move(reports[i])));
  return readings;
}

void Engine::read_many(const std::function<std::optional<Report>()>& next, const std::function<void(Reading)>& use, unsigned threads) const {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  std::vector<Thread> own;
  for (unsigned i = 0; i < threads; ++i) own.push_back(new_thread());
  bool is_at_end = false;
  const auto next_batch = [&]() -> std::optional<std::vector<Report>> {
    std::vector<Report> batch;
    while (!is_at_end && batch.size() < read_together) {
      if (std::optional<Report> report = next()) batch.push_back(std::move(*report));
      else is_at_end = true;
    }
    return batch.empty() ? std::nullopt : std::optional(std::move(batch));
  };
  work_in_order<std::vector<Report>, std::vector<Reading>>(
      threads, next_batch, [&](std::vector<Report> batch, std::size_t worker) { return read(std::move(batch), own[worker]); },
      [&](std::vector<Reading> readings) {
        for (Reading& reading : readings) use(std::move(reading));
      });
}

}  // namespace sitrep
