// SPDX-License-Identifier: Apache-2.0
// Ledger of the public header: a store, and what ingest knows of the origin of reports.
#include <sstream>

#include "app/exports/format.h"
#include "app/incident_sheet.h"
#include "sitrep.h"
#include "store/store.h"

namespace sitrep {

struct Ledger::Parts {
  std::filesystem::path knowledge;
  Agencies agencies;
  Store store;
};

Ledger::Ledger(const DataPaths& data, const std::filesystem::path& file)
    : parts_(new Parts{data.knowledge, Agencies::load(data.knowledge), Store::for_writing(file)}) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;

std::size_t Ledger::add(std::vector<Reading> readings) {
  std::vector<NewReport> fresh;
  for (Reading& reading : readings) {
    const std::uint64_t content = content_of(reading.report);
    if (parts_->store.has(reading.report.id, content)) continue;
    Provenance provenance = provenance_of(reading.report, parts_->agencies);
    fresh.push_back({std::move(reading), std::move(provenance), content});
  }
  if (!fresh.empty()) parts_->store.add(fresh);
  return fresh.size();
}

std::vector<LedgerIncident> Ledger::incidents(const Filter& filter) { return parts_->store.find(filter); }
LedgerIncident Ledger::incident(const std::string& id) { return parts_->store.incident(id); }
std::vector<Revision> Ledger::revisions(const std::string& id) { return parts_->store.revisions(id); }
std::optional<Reading> Ledger::reading(const std::string& report) { return parts_->store.reading(report); }
std::int64_t Ledger::count_reports() { return parts_->store.count_reports(); }

std::string Ledger::brief(const BriefScope& scope, Form form) { return rendered(brief_sheet(parts_->store, scope), form); }

std::string Ledger::exported(const std::string& format, const Filter& filter) {
  const exports::Format& wanted = exports::format_named(format);
  const Actors actors = Actors::load(parts_->knowledge);
  const PeerCodes codes = PeerCodes::load(parts_->knowledge, actors);
  exports::Export job(parts_->store, filter, actors, codes);
  std::ostringstream out;
  wanted.write(job, out);
  return std::move(out).str();
}

std::string Ledger::sheet(const std::string& incident, Form form) {
  return rendered(incident_sheet(parts_->store, parts_->store.incident(incident)), form);
}

std::int64_t Ledger::correct(const CorrectionRequest& request) { return parts_->store.correct(correction_of(request, parts_->store)); }

}  // namespace sitrep
