// SPDX-License-Identifier: Apache-2.0
// sitrep reads news reports on armed conflict and keeps what they say: events, casualties and claims, each with its
// speaker and its sentence. This header is the way in, and its manual.
//
//   #include <sitrep.h>
//
//   const sitrep::Engine engine(sitrep::find_data());          // loads once; < 1 s
//   sitrep::Engine::Thread thread = engine.new_thread();       // one for each thread of yours
//   sitrep::Report report;
//   report.id = "dispatch";
//   report.published = "2031-05-06";
//   report.text = "Norland said at least 49 of its soldiers were killed.";
//   const sitrep::Reading reading = engine.read(report, thread);
//   std::puts(sitrep::to_json(reading).c_str());               // the data contract, one line
//
// What a reading holds is in record/reading.h. Everything that cannot go on throws sitrep::Error with one sentence.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "app/data_paths.h"
#include "base/error.h"
#include "record/json.h"
#include "record/reading.h"

namespace sitrep {

/// Language model and knowledge, loaded once, immutable, shared by threads.
class Engine {
 public:
  /// What a thread needs of its own: the parser's memory of words. Keep it; it gets faster with use.
  class Thread {
   public:
    ~Thread();
    Thread(Thread&&) noexcept;

   private:
    friend class Engine;
    struct Parts;
    explicit Thread(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
  };

  /// Throws Error when a file of the data is missing or no good.
  explicit Engine(const DataPaths& data);
  ~Engine();
  Engine(Engine&&) noexcept;

  Thread new_thread() const;

  /// What the report says. Text that is not UTF-8 is repaired; a report in another language than English is not read, which
  /// a finding of its reading tells. The same report gives the same reading in any thread.
  Reading read(Report report, Thread& thread) const;

  /// The same readings as one by one, in order; faster for many short reports.
  std::vector<Reading> read(std::vector<Report> reports, Thread& thread) const;

  struct Parts;
  const Parts& parts() const { return *parts_; }  // for the commands that show the parse or the knowledge

 private:
  std::unique_ptr<const Parts> parts_;
};

}  // namespace sitrep
