// SPDX-License-Identifier: Apache-2.0
// The table that keeps all: every figure that anybody gave, with who said it of whom, when, and the sentence. One row for
// each claim of a figure, those that a later one took the place of too. Never add up this table: a row's `counted` says
// whether the figure is one that counts, and several claimants count the same dead.
#include "app/exports/format.h"
#include "base/format.h"

namespace sitrep::exports {
namespace {

struct FigureView {
  const IncidentView& view;
  const CasualtyRow& row;
  const FigureClaim& claim;
  bool is_total;  // in the incident's list of totals, which are never added
  const LedgerIncident& incident() const { return view.incident; }
  const Report& report() const { return view.reports.report(claim.evidence.report); }
};
using V = FigureView;

constexpr auto columns = std::to_array<Column<V>>({
    column<V>("incident", [](const V& v) { return v.incident().id; }),
    column<V>("revision", [](const V& v) { return v.incident().revision; }),
    column<V>("kind", [](const V& v) { return v.incident().kind; }),
    column<V>("from", [](const V& v) { return v.incident().from; }),
    column<V>("to", [](const V& v) { return v.incident().to; }),
    column<V>("place", [](const V& v) { return v.view.place ? v.view.place->name : ""; }),
    column<V>("country", [](const V& v) { return v.view.place ? v.view.place->country.value_or("") : ""; }),
    column<V>("outcome", [](const V& v) { return name_of(v.row.outcome); }),
    column<V>("side", [](const V& v) { return v.row.side; }),
    column<V>("class", [](const V& v) { return name_of(v.row.victim_class); }),
    column<V>("claimant", [](const V& v) { return v.claim.claimant; }),
    column<V>("relation", [](const V& v) { return name_of(v.claim.relation); }),
    column<V>("low", [](const V& v) { return v.claim.low; }),
    column<V>("best", [](const V& v) { return v.claim.best; }),
    column<V>("high", [](const V& v) { return v.claim.high; }),
    column<V>("as_of", [](const V& v) { return v.claim.as_of; }),
    column<V>("standing", [](const V& v) { return name_of(v.claim.standing); }),
    column<V>("superseded", [](const V& v) { return v.claim.standing == Standing::superseded ? "yes" : "no"; }),
    column<V>("counted", [](const V& v) { return v.claim.standing == Standing::current && !v.is_total ? "yes" : "no"; }),
    column<V>("claimed_class", [](const V& v) { return name_of(v.claim.victim_class); }),
    column<V>("counted_place", [](const V& v) { return v.claim.place; }),
    column<V>("row_low", [](const V& v) { return v.row.low; }),
    column<V>("row_best", [](const V& v) { return v.row.best; }),
    column<V>("row_high", [](const V& v) { return v.row.high; }),
    column<V>("agreement", [](const V& v) { return name_of(v.row.agreement); }),
    column<V>("report", [](const V& v) { return v.claim.evidence.report; }),
    column<V>("publisher", [](const V& v) { return v.report().publisher; }),
    column<V>("published", [](const V& v) { return v.report().published; }),
    column<V>("url", [](const V& v) { return v.report().url; }),
    column<V>("start", [](const V& v) { return v.claim.evidence.start; }),
    column<V>("end", [](const V& v) { return v.claim.evidence.end; }),
    column<V>("sentence", [](const V& v) { return v.view.reports.sentence(v.claim.evidence); }),
});

void write(Export& job, std::ostream& out) {
  TableWriter<V> table(out, columns, csv);
  job.each_incident([&](const IncidentView& view) {
    for (const auto* rows : {&view.incident.casualties, &view.incident.totals})
      for (const CasualtyRow& row : *rows)
        for (const FigureClaim& claim : row.claims) table.row({view, row, claim, rows == &view.incident.totals});
  });
}

}  // namespace

extern const Format figures_format;
const Format figures_format{"figures", "every figure with its claimant and its sentence, CSV", "a claim of a figure", [] { return infos_of(columns); }, write};

}  // namespace sitrep::exports
