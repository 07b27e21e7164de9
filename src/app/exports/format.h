// SPDX-License-Identifier: Apache-2.0
// A format of `sitrep export`: a row of the table in formats.cpp and a file of its own with its columns. To find where a
// column is made, look for its name in the format's file.
#pragma once

#include <functional>
#include <map>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/exports/incident_view.h"
#include "app/exports/stored_reports.h"
#include "app/exports/table.h"
#include "knowledge/actors.h"
#include "knowledge/peer_codes.h"
#include "store/store.h"

namespace sitrep::exports {

/// One export under way: what is exported, the knowledge for it, and what the format had no room for.
class Export {
 public:
  Export(Store& store, Filter filter, const Actors& actors, const PeerCodes& codes)
      : store_(store), filter_(std::move(filter)), actors_(actors), codes_(codes), reports_(store) {}

  /// Incidents that the filter lets through, by day.
  void each_incident(const std::function<void(const IncidentView&)>& use);
  /// Their JSON as the store keeps it.
  void each_incident_json(const std::function<void(const std::string&)>& use) { store_.for_each(filter_, use); }
  /// Readings of all reports of those incidents, each once.
  void each_reading(const std::function<void(const Reading&)>& use);
  void each_reading_json(const std::function<void(const std::string&)>& use) { store_.for_each_reading(filter_, use); }

  void leave_out(std::string_view reason) { ++left_out_[std::string(reason)]; }
  const std::map<std::string, std::size_t>& left_out() const { return left_out_; }
  const Actors& actors() const { return actors_; }
  const PeerCodes& codes() const { return codes_; }

 private:
  Store& store_;
  Filter filter_;
  const Actors& actors_;
  const PeerCodes& codes_;
  StoredReports reports_;
  std::map<std::string, std::size_t> left_out_;
};

struct Format {
  std::string_view name;
  std::string_view summary;
  std::string_view row;  // what a row or line stands for
  std::vector<ColumnInfo> (*columns)();  // none for JSON and CoNLL-U
  void (*write)(Export& job, std::ostream& out);
};

inline std::vector<ColumnInfo> no_columns() { return {}; }

std::span<const Format* const> formats();
/// Throws Error with what there is for a name that is none.
const Format& format_named(std::string_view name);

}  // namespace sitrep::exports
