// SPDX-License-Identifier: Apache-2.0
// Reports of a store by id, as much as an export tells of them, and the sentence that a piece of evidence stands in. Keeps
// the last ones, because the incidents of a report stand close together.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "base/utf8.h"
#include "store/store.h"

namespace sitrep::exports {

class StoredReports {
 public:
  explicit StoredReports(Store& store) : store_(store) {}

  /// An empty report for one that the store does not have.
  const Report& report(const std::string& id) { return kept(id).outline.report; }
  /// The whole sentence, trimmed.
  std::string sentence(const Evidence& evidence);

 private:
  struct Kept {
    explicit Kept(Reading from) : outline(std::move(from)), index(outline.report.text) {}
    Kept(const Kept&) = delete;
    Reading outline;  // report and sentences alone
    CodePointIndex index;
  };
  Kept& kept(const std::string& id);

  Store& store_;
  std::unordered_map<std::string, std::unique_ptr<Kept>> kept_;
};

}  // namespace sitrep::exports
