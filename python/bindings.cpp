// SPDX-License-Identifier: Apache-2.0
// The bindings: src/sitrep.h for Python. Readings and incidents cross as the data contract's JSON, which counts code points
// as Python does; what they look like in Python is in sitrep/records.py. Every call that works lets go of the interpreter.
#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <mutex>

#include "sitrep.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace {

using sitrep::DataPaths;
using sitrep::Error;
using sitrep::Report;
using std::optional;
using std::string;
using std::vector;
using WithoutPython = nb::call_guard<nb::gil_scoped_release>;

DataPaths data_in(const string& folder) { return sitrep::data_in(folder); }

/// The engine with as many threads' memories as calls run at once.
class Reader {
 public:
  explicit Reader(const string& folder) : engine_(data_in(folder)), pages_(sitrep::PageKnowledge::load(data_in(folder).knowledge)) {}

  vector<string> read(vector<Report> reports) {
    sitrep::Engine::Thread thread = take();
    vector<string> readings;
    for (const sitrep::Reading& reading : engine_.read(std::move(reports), thread)) readings.push_back(sitrep::to_json(reading));
    give_back(std::move(thread));
    return readings;
  }

  /// The report in a record, cleaned as a line of JSON lines is; Error when there is none.
  Report clean(const string& record) const {
    optional<Report> found;
    string reason = "holds no text";
    sitrep::read_reports_in("record.jsonl", record, {pages_, {}, {}},
                            {[&](sitrep::IngestedReport ingested) { found = std::move(ingested.report); },
                             [&](const sitrep::Skipped& skipped) { reason = skipped.reason; }, {}});
    if (!found) throw Error(reason);
    return std::move(*found);
  }

 private:
  sitrep::Engine::Thread take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return engine_.new_thread();
    sitrep::Engine::Thread thread = std::move(idle_.back());
    idle_.pop_back();
    return thread;
  }
  void give_back(sitrep::Engine::Thread thread) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(thread));
  }

  sitrep::Engine engine_;
  sitrep::PageKnowledge pages_;
  std::mutex mutex_;
  vector<sitrep::Engine::Thread> idle_;
};

using SkippedRow = std::tuple<string, std::uint64_t, string>;

class Ingest {
 public:
  Ingest(const string& folder, vector<string> inputs, bool of_concern_only, const string& map)
      : ingest_(data_in(folder), std::move(inputs), options(of_concern_only, map)) {}
  Ingest(const string& folder, string name, nb::bytes bytes, bool of_concern_only, const string& map)
      : ingest_(data_in(folder), std::move(name), string(bytes.c_str(), bytes.size()), options(of_concern_only, map)) {}

  /// The next report, where it came from and where in it.
  optional<std::tuple<Report, string, std::uint64_t>> next() {
    optional<sitrep::IngestedReport> ingested = ingest_.next();
    if (!ingested) return std::nullopt;
    return std::tuple(std::move(ingested->report), std::move(ingested->source), ingested->offset);
  }
  vector<SkippedRow> skipped() {
    vector<SkippedRow> rows;
    for (const sitrep::Skipped& record : ingest_.skipped()) rows.emplace_back(record.source, record.offset, record.reason);
    return rows;
  }
  std::size_t passed_over() const { return ingest_.counts().passed_over; }

 private:
  static sitrep::IngestOptions options(bool of_concern_only, const string& map) {
    return {of_concern_only, map.empty() ? vector<sitrep::FieldName>() : sitrep::parse_field_map(map), {}};
  }
  sitrep::Ingest ingest_;
};

sitrep::Form form_named(const string& name) {
  if (name == "text") return sitrep::Form::terminal;
  if (name == "markdown") return sitrep::Form::markdown;
  if (name == "html") return sitrep::Form::html_part;
  throw Error("'" + name + "' is no form; there are text, markdown, html");
}

/// A ledger that several Python threads may hold: one call at a time.
class Ledger {
  template <class Call>
  auto locked(Call call) {
    const std::lock_guard lock(mutex_);
    return call();
  }

 public:
  Ledger(const string& folder, const string& file) : ledger_(data_in(folder), file) {}

  std::size_t add(const vector<string>& readings) {
    vector<sitrep::Reading> values;
    for (const string& json : readings) values.push_back(sitrep::reading_from_json(json, "reading"));
    return locked([&] { return ledger_.add(std::move(values)); });
  }
  vector<string> incidents(const sitrep::Filter& filter) {
    return locked([&] {
      vector<string> rows;
      for (const sitrep::LedgerIncident& incident : ledger_.incidents(filter)) rows.push_back(sitrep::to_json(incident));
      return rows;
    });
  }
  string incident(const string& id) { return locked([&] { return sitrep::to_json(ledger_.incident(id)); }); }
  optional<string> reading(const string& report) {
    return locked([&]() -> optional<string> {
      const optional<sitrep::Reading> reading = ledger_.reading(report);
      return reading ? optional(sitrep::to_json(*reading)) : std::nullopt;
    });
  }
  vector<std::tuple<std::uint32_t, string, vector<string>>> revisions(const string& id) {
    return locked([&] {
      vector<std::tuple<std::uint32_t, string, vector<string>>> rows;
      for (const sitrep::Revision& revision : ledger_.revisions(id)) rows.emplace_back(revision.revision, revision.cause, revision.changes);
      return rows;
    });
  }
  std::int64_t count_reports() { return locked([&] { return ledger_.count_reports(); }); }
  string brief(const sitrep::Filter& filter, const optional<string>& since, const string& form) {
    return locked([&] { return ledger_.brief({filter, since}, form_named(form)); });
  }
  string exported(const string& format, const sitrep::Filter& filter) { return locked([&] { return ledger_.exported(format, filter); }); }
  string sheet(const string& id, const string& form) { return locked([&] { return ledger_.sheet(id, form_named(form)); }); }
  std::int64_t correct(const sitrep::CorrectionRequest& request) { return locked([&] { return ledger_.correct(request); }); }

 private:
  std::mutex mutex_;
  sitrep::Ledger ledger_;
};

/// The pieces of a ledger, for many machines.
class Reconciler {
 public:
  explicit Reconciler(const string& folder) : agencies_(sitrep::Agencies::load(data_in(folder).knowledge)) {}

  struct FiledAccount {
    string json;
    string report;
    std::uint32_t number = 0;
    std::int64_t rank = 0;
    vector<std::int64_t> keys;
  };
  vector<FiledAccount> accounts(const string& reading_json) const {
    const sitrep::Reading reading = sitrep::reading_from_json(reading_json, "reading");
    vector<FiledAccount> rows;
    for (const sitrep::Account& account : sitrep::accounts_of(reading, sitrep::provenance_of(reading.report, agencies_)))
      rows.push_back({sitrep::to_json(account), account.report, account.number, sitrep::rank_of(account), sitrep::block_keys(account)});
    return rows;
  }

  /// Positions of an account and of an earlier one, and what speaks for their being one.
  using LinkRow = std::tuple<std::uint32_t, std::uint32_t, double>;

  /// Of the pairs, those that are linked.
  static vector<LinkRow> links(const vector<string>& accounts, const vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
    const vector<sitrep::Account> list = values(accounts);
    vector<LinkRow> rows;
    for (const auto& [account, earlier] : pairs)
      if (const auto evidence = sitrep::link_between(list.at(account), list.at(earlier))) rows.emplace_back(account, earlier, *evidence);
    return rows;
  }
  static vector<string> reconcile(const vector<string>& accounts, const vector<LinkRow>& links) {
    vector<sitrep::Link> given;
    for (const auto& [account, earlier, evidence] : links) {
      if (std::max(account, earlier) >= accounts.size()) throw Error("a link names an account that is not given");
      given.push_back({account, earlier, evidence});
    }
    vector<string> rows;
    for (const sitrep::LedgerIncident& incident : sitrep::reconcile(values(accounts), given, {})) rows.push_back(sitrep::to_json(incident));
    return rows;
  }

 private:
  static vector<sitrep::Account> values(const vector<string>& rows) {
    vector<sitrep::Account> accounts;
    for (const string& json : rows) accounts.push_back(sitrep::account_from_json(json, "account"));
    return accounts;
  }
  sitrep::Agencies agencies_;
};

const auto maybe = nb::for_setter(nb::arg("value").none());

void bind_report(nb::module_& m) {
  nb::class_<Report>(m, "Report")
      .def(nb::init<>())
      .def_rw("id", &Report::id)
      .def_rw("text", &Report::text)
      .def_rw("url", &Report::url, maybe)
      .def_rw("publisher", &Report::publisher, maybe)
      .def_rw("byline", &Report::byline, maybe)
      .def_rw("title", &Report::title, maybe)
      .def_rw("dateline", &Report::dateline, maybe)
      .def_rw("published", &Report::published, maybe)
      .def_rw("language", &Report::language, maybe);
}

void bind_filter(nb::module_& m) {
  using sitrep::Filter;
  nb::class_<Filter>(m, "Filter")
      .def(nb::init<>())
      .def_rw("first_day", &Filter::from, maybe)
      .def_rw("last_day", &Filter::to, maybe)
      .def_rw("place", &Filter::place, maybe)
      .def_rw("side", &Filter::side, maybe)
      .def_rw("kind", &Filter::kind, maybe)
      .def_rw("least_dead", &Filter::least_dead)
      .def_rw("contested_only", &Filter::contested_only)
      .def_rw("words", &Filter::words, maybe)
      .def("set_box", [](Filter& filter, double south, double north, double west, double east) { filter.box = Filter::Box{south, north, west, east}; });
}

}  // namespace

NB_MODULE(_engine, m) {
  nb::exception<Error>(m, "Error");
  bind_report(m);
  bind_filter(m);

  nb::class_<Reader>(m, "Reader")
      .def(nb::init<const string&>(), WithoutPython(), "data_folder"_a)
      .def("read", &Reader::read, WithoutPython(), "reports"_a)
      .def("clean", &Reader::clean, WithoutPython(), "record"_a)
      .def_static("html", [](const string& reading) { return sitrep::reading_page_part(sitrep::reading_from_json(reading, "reading")); }, "reading"_a)
      .def_static("sheet", [](const string& reading, const string& form) {
        return sitrep::rendered(sitrep::reading_sheet(sitrep::reading_from_json(reading, "reading"), false), form_named(form));
      }, "reading"_a, "form"_a);

  nb::class_<Ingest>(m, "Ingest")
      .def(nb::init<const string&, vector<string>, bool, const string&>(), "data_folder"_a, "inputs"_a, "of_concern_only"_a, "map"_a)
      .def(nb::init<const string&, string, nb::bytes, bool, const string&>(), "data_folder"_a, "name"_a, "bytes"_a, "of_concern_only"_a, "map"_a)
      .def("next", &Ingest::next, WithoutPython())
      .def("skipped", &Ingest::skipped)
      .def("passed_over", &Ingest::passed_over);

  nb::class_<Ledger>(m, "Ledger")
      .def(nb::init<const string&, const string&>(), WithoutPython(), "data_folder"_a, "file"_a)
      .def("add", &Ledger::add, WithoutPython(), "readings"_a)
      .def("incidents", &Ledger::incidents, WithoutPython(), "filter"_a)
      .def("incident", &Ledger::incident, WithoutPython(), "id"_a)
      .def("reading", &Ledger::reading, WithoutPython(), "report"_a)
      .def("revisions", &Ledger::revisions, WithoutPython(), "id"_a)
      .def("count_reports", &Ledger::count_reports, WithoutPython())
      .def("brief", &Ledger::brief, WithoutPython(), "filter"_a, "since"_a.none(), "form"_a)
      .def("exported", &Ledger::exported, WithoutPython(), "format"_a, "filter"_a)
      .def("sheet", &Ledger::sheet, WithoutPython(), "id"_a, "form"_a)
      .def("correct", &Ledger::correct, WithoutPython(), "request"_a);

  using sitrep::CorrectionRequest;
  nb::class_<CorrectionRequest>(m, "CorrectionRequest")
      .def(nb::init<>())
      .def_rw("action", &CorrectionRequest::action)
      .def_rw("targets", &CorrectionRequest::targets)
      .def_rw("author", &CorrectionRequest::author)
      .def_rw("reason", &CorrectionRequest::reason)
      .def_rw("date", &CorrectionRequest::date)
      .def_rw("reports", &CorrectionRequest::reports)
      .def_rw("field", &CorrectionRequest::field, maybe)
      .def_rw("value", &CorrectionRequest::value, maybe);

  nb::class_<Reconciler::FiledAccount>(m, "FiledAccount")
      .def_ro("json", &Reconciler::FiledAccount::json)
      .def_ro("report", &Reconciler::FiledAccount::report)
      .def_ro("number", &Reconciler::FiledAccount::number)
      .def_ro("rank", &Reconciler::FiledAccount::rank)
      .def_ro("keys", &Reconciler::FiledAccount::keys);
  nb::class_<Reconciler>(m, "Reconciler")
      .def(nb::init<const string&>(), "data_folder"_a)
      .def("accounts", &Reconciler::accounts, WithoutPython(), "reading"_a)
      .def_static("links", &Reconciler::links, WithoutPython(), "accounts"_a, "pairs"_a)
      .def_static("reconcile", &Reconciler::reconcile, WithoutPython(), "accounts"_a, "links"_a);
  m.attr("MOST_APART") = sitrep::most_apart;
}
