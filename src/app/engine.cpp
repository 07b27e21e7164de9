// SPDX-License-Identifier: Apache-2.0
#include "app/engine.h"

#include "base/utf8.h"
#include "extract/extract.h"
#include "parse/paragraphs.h"

namespace sitrep {

Engine::Thread::Thread(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Engine::Thread::~Thread() = default;
Engine::Thread::Thread(Thread&&) noexcept = default;

Engine::Engine(const DataPaths& data)
    : parts_(std::make_unique<const Parts>(Parts{Pipeline::load(data.model), Knowledge::load(data.knowledge, data.gazetteer)})) {}
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
  for (Report& report : reports) {
    if (!is_valid_utf8(report.text) || report.text.find('\0') != std::string::npos) report.text = repaired_utf8(report.text);
    texts.push_back(report.text);
  }
  const std::vector<Document> documents = parse_by_paragraph(parts_->pipeline, texts, thread.parts_->scratch);
  std::vector<Reading> readings;
  readings.reserve(reports.size());
  for (std::size_t i = 0; i < reports.size(); ++i) readings.push_back(sitrep::read(reports[i], documents[i], parts_->knowledge));
  return readings;
}

}  // namespace sitrep
